//! Limits that Discord documents, checked before anything is sent.
//!
//! Embeds, components, modals, polls and commands have a method `validate` that finds every fault at
//! once, each with the path of its field; a request checks what it sends by itself. The constants are the
//! limits that one meets when a text comes from elsewhere and has to be cut.
//!
//! ```
//! use asyncord::model::{Embed, limits};
//!
//! let error = Embed::new()
//!     .title("x".repeat(300))
//!     .field("", "value", true)
//!     .validate()
//!     .unwrap_err();
//! let faults: Vec<_> = error.fields().iter().map(ToString::to_string).collect();
//! assert_eq!(
//!     faults,
//!     [
//!         "title: 300 characters, at most 256",
//!         "fields[0].name: 0 characters, at least 1",
//!     ]
//! );
//!
//! let long = "a report ".repeat(1_000);
//! let cut: String = long.chars().take(limits::EMBED_DESCRIPTION).collect();
//! assert!(Embed::new().description(cut).validate().is_ok());
//! ```
//!
//! Lengths count characters: Unicode scalar values.

use std::{
    error::Error,
    fmt::{self, Write as _},
    ops::RangeInclusive,
};

mod command;
mod component;
mod embed;
mod poll;

pub(crate) use self::{
    command::{check_choices, check_command_options, check_localizations},
    component::{check_components, is_of_components},
    embed::check_embeds,
};

/// The most characters of a message's text.
pub const MESSAGE_CONTENT: usize = 2_000;
/// The most embeds of a message.
pub const MESSAGE_EMBEDS: usize = 10;
/// The most files of a message.
pub const MESSAGE_ATTACHMENTS: usize = 10;
/// The most stickers of a message that is sent.
pub const MESSAGE_STICKERS: usize = 3;
/// The most rows of components of a message that has a text or embeds.
pub const MESSAGE_ACTION_ROWS: usize = 5;
/// The most components of a message that consists of them (`IS_COMPONENTS_V2`), nested ones counted.
pub const MESSAGE_COMPONENTS: usize = 40;
/// The most characters of all texts together in a message that consists of components.
pub const MESSAGE_COMPONENTS_TEXT: usize = 4_000;
/// The most characters of an embed's title.
pub const EMBED_TITLE: usize = 256;
/// The most characters of an embed's description.
pub const EMBED_DESCRIPTION: usize = 4_096;
/// The most fields of an embed.
pub const EMBED_FIELDS: usize = 25;
/// The most characters of the name of an embed's field.
pub const EMBED_FIELD_NAME: usize = 256;
/// The most characters of the value of an embed's field.
pub const EMBED_FIELD_VALUE: usize = 1_024;
/// The most characters of an embed's footer.
pub const EMBED_FOOTER: usize = 2_048;
/// The most characters of the name of an embed's author.
pub const EMBED_AUTHOR: usize = 256;
/// The most characters of all embeds of a message together.
pub const EMBEDS_TOTAL: usize = 6_000;
/// The most characters of a `custom_id`.
pub const CUSTOM_ID: usize = 100;
/// The most characters on a button.
pub const BUTTON_LABEL: usize = 80;
/// The most options of a menu.
pub const SELECT_OPTIONS: usize = 25;
/// The most characters of a menu's placeholder.
pub const SELECT_PLACEHOLDER: usize = 150;
/// The most characters of an option's label, value and description each, of menus and groups.
pub const OPTION_TEXT: usize = 100;
/// The most characters of a modal's title.
pub const MODAL_TITLE: usize = 45;
/// The most components of a modal.
pub const MODAL_COMPONENTS: usize = 5;
/// The most characters of a label in a modal.
pub const LABEL: usize = 45;
/// The most characters of a label's description.
pub const LABEL_DESCRIPTION: usize = 100;
/// The most characters that a text input takes.
pub const TEXT_INPUT_VALUE: usize = 4_000;
/// The most characters of a poll's question.
pub const POLL_QUESTION: usize = 300;
/// The most answers of a poll.
pub const POLL_ANSWERS: usize = 10;
/// The most characters of a poll's answer.
pub const POLL_ANSWER: usize = 55;
/// The most hours that a poll can run: 32 days.
pub const POLL_DURATION: u32 = 768;
/// The most characters of a command's or an option's name.
pub const COMMAND_NAME: usize = 32;
/// The most characters of a command's or an option's description.
pub const COMMAND_DESCRIPTION: usize = 100;
/// The most options of a command or subcommand.
pub const COMMAND_OPTIONS: usize = 25;
/// The most choices of an option, and of an answer to autocompletion.
pub const COMMAND_CHOICES: usize = 25;
/// The most characters of a choice's name, and of its value if that is a text.
pub const COMMAND_CHOICE: usize = 100;
/// The most characters of a command's names, descriptions and values together; of translations the longest
/// counts.
pub const COMMAND_TOTAL: usize = 8_000;

/// One fault of what is sent, found before sending or told by Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// Where: `embeds[2].fields[0].name`; empty where it is about the whole.
    pub path: String,
    /// Discord's name for the fault, such as `BASE_TYPE_REQUIRED`.
    pub code: String,
    /// What is wrong.
    pub message: String,
}

impl FieldError {
    pub(crate) fn new(path: String, code: String, message: String) -> Self {
        Self {
            path,
            code,
            message,
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// What Discord would refuse, all of it; one line a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError(Vec<FieldError>);

impl ValidationError {
    /// The faults, at least one.
    pub fn fields(&self) -> &[FieldError] {
        &self.0
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, field) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            field.fmt(f)?;
        }
        Ok(())
    }
}

impl Error for ValidationError {}

/// What has limits.
pub(crate) trait Limited {
    /// Finds what breaks them.
    fn check(&self, faults: &mut Faults);
}

/// The public `validate` of types with limits.
macro_rules! validate {
    ($($ty:ty)+) => {$(
        impl $ty {
            /// Checks the limits that Discord documents.
            ///
            /// # Errors
            ///
            /// Everything that Discord would refuse, with the paths of the fields.
            pub fn validate(&self) -> Result<(), $crate::model::limits::ValidationError> {
                $crate::model::limits::find_all(self)
            }
        }
    )+};
}
pub(crate) use validate;

/// All faults of a value, if there are some.
pub(crate) fn find_all(value: &impl Limited) -> Result<(), ValidationError> {
    let mut faults = Faults::default();
    value.check(&mut faults);
    let faults = faults.into_vec();
    if faults.is_empty() {
        return Ok(());
    }
    Err(ValidationError(faults))
}

/// How something is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A text by its characters.
    Characters,
    /// A list by its elements.
    Items,
    /// A number by its value.
    Range,
}

/// The faults found so far, and where the search stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    path: String,
    found: Vec<FieldError>,
}

impl Faults {
    /// Searches a field.
    pub(crate) fn within(&mut self, key: impl fmt::Display, search: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if !self.path.is_empty() {
            self.path.push('.');
        }
        let _ = write!(self.path, "{key}");
        search(self);
        self.path.truncate(length);
    }

    /// Searches every element of a field that is a list.
    pub(crate) fn each<'a, T: 'a>(
        &mut self,
        key: &str,
        elements: impl IntoIterator<Item = &'a T>,
        mut search: impl FnMut(&mut Self, &'a T),
    ) {
        for (index, element) in elements.into_iter().enumerate() {
            self.within(format_args!("{key}[{index}]"), |faults| {
                search(faults, element);
            });
        }
    }

    /// Notes a fault of a field, or of the whole where `key` is empty, with the code that Discord gives to
    /// the same.
    pub(crate) fn add(
        &mut self,
        key: impl fmt::Display,
        code: &'static str,
        message: impl Into<String>,
    ) {
        let key = key.to_string();
        let path = match (self.path.as_str(), key.as_str()) {
            (path, "") => path.to_owned(),
            ("", key) => key.to_owned(),
            (path, key) => format!("{path}.{key}"),
        };
        self.found
            .push(FieldError::new(path, code.to_owned(), message.into()));
    }

    /// Checks a text's length.
    pub(crate) fn characters(
        &mut self,
        key: impl fmt::Display,
        text: &str,
        limits: RangeInclusive<usize>,
    ) {
        // Every character has a byte at least, and most texts are far below.
        if *limits.start() == 0 && text.len() <= *limits.end() {
            return;
        }
        let count = text.chars().count();
        self.measure(key, Unit::Characters, count as u64, &wide(&limits));
    }

    /// Checks the length of a text that may not be there.
    pub(crate) fn optional(
        &mut self,
        key: impl fmt::Display,
        text: Option<&str>,
        limits: RangeInclusive<usize>,
    ) {
        if let Some(text) = text {
            self.characters(key, text, limits);
        }
    }

    /// Checks how many there are.
    pub(crate) fn count(
        &mut self,
        key: impl fmt::Display,
        count: usize,
        limits: RangeInclusive<usize>,
    ) {
        self.measure(key, Unit::Items, count as u64, &wide(&limits));
    }

    /// Checks a number that may not be there.
    pub(crate) fn range(
        &mut self,
        key: impl fmt::Display,
        number: Option<u32>,
        limits: RangeInclusive<u32>,
    ) {
        if let Some(number) = number {
            let limits = u64::from(*limits.start())..=u64::from(*limits.end());
            self.measure(key, Unit::Range, number.into(), &limits);
        }
    }

    /// Checks what was measured.
    pub(crate) fn measure(
        &mut self,
        key: impl fmt::Display,
        unit: Unit,
        measured: u64,
        limits: &RangeInclusive<u64>,
    ) {
        let (bound, is_more) = if measured < *limits.start() {
            (format!("at least {}", limits.start()), false)
        } else if measured > *limits.end() {
            (format!("at most {}", limits.end()), true)
        } else {
            return;
        };
        let (unit, code) = match (unit, is_more) {
            (Unit::Characters, true) => (" characters", "BASE_TYPE_MAX_LENGTH"),
            (Unit::Characters, false) => (" characters", "BASE_TYPE_MIN_LENGTH"),
            (Unit::Items, true) => (" given", "BASE_TYPE_MAX_LENGTH"),
            (Unit::Items, false) => (" given", "BASE_TYPE_MIN_LENGTH"),
            (Unit::Range, true) => ("", "NUMBER_TYPE_MAX"),
            (Unit::Range, false) => ("", "NUMBER_TYPE_MIN"),
        };
        self.add(key, code, format!("{measured}{unit}, {bound}"));
    }

    pub(crate) fn into_vec(self) -> Vec<FieldError> {
        self.found
    }
}

fn wide(limits: &RangeInclusive<usize>) -> RangeInclusive<u64> {
    *limits.start() as u64..=*limits.end() as u64
}

#[cfg(test)]
mod tests;
