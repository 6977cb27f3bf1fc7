//! Reads what an application says of a command.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sandbox::state::{
    Field,
    command::{CommandOption, Definition, LOCALES, Text, kind},
};

use super::{super::form::Form, option::options};

/// How many characters all names, descriptions and values of a command have at most.
const MOST_TEXT: usize = 8000;

/// Reads a command, of a guild or of all places.
pub(super) fn definition(form: &mut Form, of_guild: bool) -> Definition {
    let kind = form.integer("type", 1..=4).value().unwrap_or(1);
    let kind = u8::try_from(kind).unwrap_or(kind::CHAT_INPUT);
    if kind == kind::PRIMARY_ENTRY_POINT && of_guild {
        let message = "Entry point commands can only be global";
        form.error("type", "APPLICATION_COMMAND_ENTRY_POINT_GUILD", message);
    }
    let is_chat = kind == kind::CHAT_INPUT;
    let check = if is_chat { check_name } else { check_title };
    let name = text(form, "name", 32, check);
    let (description, options) = if matches!(kind, kind::USER | kind::MESSAGE) {
        refuse_text(form);
        (Text::default(), Vec::new())
    } else if is_chat {
        (text(form, "description", 100, |_| None), options(form))
    } else {
        let plain = form
            .text("description", 0..=100)
            .value()
            .unwrap_or_default();
        let description = Text {
            plain,
            localizations: None,
        };
        (description, Vec::new())
    };
    let definition = Definition {
        kind,
        name,
        description,
        options,
        default_member_permissions: form.bits("default_member_permissions").value(),
        dm_permission: form.flag("dm_permission").value().unwrap_or(true),
        nsfw: form.flag("nsfw").value().unwrap_or(false),
        contexts: numbers(form, "contexts", 2).filter(|_| !of_guild),
        integration_types: numbers(form, "integration_types", 1).unwrap_or_else(|| vec![0]),
        handler: handler(form, kind),
    };
    let total = definition.description.length()
        + definition.name.length()
        + definition.options.iter().map(length).sum::<usize>();
    if total > MOST_TEXT {
        let message = format!("Command exceeds maximum size ({MOST_TEXT})");
        form.error("", "APPLICATION_COMMAND_TOO_LARGE", message);
    }
    definition
}

fn length(option: &CommandOption) -> usize {
    let choices = option.choices.iter().map(|choice| {
        let value = match &choice.value {
            Value::String(text) => text.chars().count(),
            other => other.to_string().len(),
        };
        choice.name.length() + value
    });
    option.name.length()
        + option.description.length()
        + choices.sum::<usize>()
        + option.options.iter().map(length).sum::<usize>()
}

/// What is wrong with a text: a code and words.
pub(super) type Wrong = Option<(&'static str, &'static str)>;

/// A text that must be there, and its translations.
pub(super) fn text(form: &mut Form, key: &str, max: usize, check: fn(&str) -> Wrong) -> Text {
    let plain = form.text(key, 1..=max);
    let plain = form.required(key, plain).unwrap_or_default();
    if !plain.is_empty()
        && let Some((code, message)) = check(&plain)
    {
        form.error(key, code, message);
    }
    let key = format!("{key}_localizations");
    let localizations = match form.object(&key) {
        Field::Absent | Field::Null => None,
        Field::Value(fields) => Some(form.within(&key, fields.clone(), |form| {
            let mut translations = BTreeMap::new();
            for locale in fields.keys() {
                if !LOCALES.contains(&&**locale) {
                    let message = format!("Value must be one of {LOCALES:?}.");
                    form.error(locale, "ENUM_TYPE_COERCE", message);
                    continue;
                }
                let Some(text) = form.text(locale, 1..=max).value() else {
                    continue;
                };
                if let Some((code, message)) = check(&text) {
                    form.error(locale, code, message);
                }
                translations.insert(locale.clone(), text);
            }
            translations
        })),
    };
    Text {
        plain,
        localizations,
    }
}

/// The names of chat input commands and of options: no spaces, no capital letters.
pub(super) fn check_name(name: &str) -> Wrong {
    // Letters and digits of all scripts; those of two join marks to their letters.
    let fits = |c: char| {
        c.is_alphabetic()
            || c.is_numeric()
            || matches!(c, '-' | '_' | '\'')
            || matches!(c, '\u{900}'..='\u{97F}' | '\u{A8E0}'..='\u{A8FF}' | '\u{E01}'..='\u{E5B}')
    };
    let is_fine = name.chars().all(fits) && name.to_lowercase() == name;
    (!is_fine).then_some((
        "APPLICATION_COMMAND_INVALID_NAME",
        "Command name is invalid",
    ))
}

/// The names of the other commands: anything that can be seen.
fn check_title(name: &str) -> Wrong {
    let is_blank = name.trim().is_empty();
    is_blank.then_some((
        "APPLICATION_COMMAND_INVALID_NAME",
        "Command name is invalid",
    ))
}

/// The commands of context menus have neither descriptions nor options.
fn refuse_text(form: &mut Form) {
    let described = form.text("description", 0..=100).value();
    if described.is_some_and(|text| !text.is_empty()) {
        form.error(
            "description",
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
            "Context menu commands cannot have description",
        );
    }
    if form
        .list("options", 0..=25)
        .value()
        .is_some_and(|options| !options.is_empty())
    {
        form.error(
            "options",
            "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
            "Context menu commands cannot have options",
        );
    }
}

/// A set of small numbers, not an empty one.
fn numbers(form: &mut Form, key: &str, max: u8) -> Option<Vec<u8>> {
    let list = form.list(key, 1..=usize::from(max) + 1).value()?;
    let mut numbers = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
        let path = format!("{key}.{index}");
        match number.filter(|number| *number <= max) {
            Some(number) if numbers.contains(&number) => {
                form.error(
                    key,
                    "SET_TYPE_ALREADY_CONTAINS_VALUE",
                    "The set already contains this value",
                );
            }
            Some(number) => numbers.push(number),
            None => form.error(
                &path,
                "BASE_TYPE_CHOICES",
                format!("Value must be one of {:?}.", (0..=max).collect::<Vec<_>>()),
            ),
        }
    }
    Some(numbers)
}

fn handler(form: &mut Form, kind: u8) -> Option<u8> {
    let handler = form.integer("handler", 1..=2).value();
    if kind == kind::PRIMARY_ENTRY_POINT {
        return handler
            .and_then(|handler| u8::try_from(handler).ok())
            .or(Some(1));
    }
    if handler.is_some() {
        let message = "Only entry point commands can have a handler";
        form.error("handler", "APPLICATION_COMMAND_HANDLER_INVALID", message);
    }
    None
}
