//! Fields for text.

use super::setters;
use crate::model::{
    Text,
    wire::{Keys, object},
};

/// A field for text in a modal, named by a [`Label`](super::Label).
///
/// ```
/// use asyncord::model::component::{Label, TextInput};
///
/// let about = Label::new("About you", TextInput::paragraph("about").length(10..=500))
///     .description("A few sentences");
/// # assert_eq!(about.label, "About you");
/// ```
///
/// Discord docs: Components/Text Input.
#[object]
pub struct TextInput {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// What it is recognised by when the modal comes back, up to 100 characters.
    pub custom_id: Text,
    /// One line or several.
    pub style: TextInputStyle,
    /// Its name, up to 45 characters, where it stands in an action row and not in a label; deprecated.
    pub label: Option<Text>,
    /// The least characters, up to 4,000.
    pub min_length: Option<u32>,
    /// The most characters, 1 to 4,000.
    pub max_length: Option<u32>,
    /// Whether it must be filled in; it must where this is not set.
    pub required: Option<bool>,
    /// The text in it at first, up to 4,000 characters.
    pub value: Option<Text>,
    /// The text shown while it is empty, up to 100 characters.
    pub placeholder: Option<Text>,
}

open_enum! {
    /// How large a field for text is.
    ///
    /// Discord docs: Components/Text Input Styles.
    pub enum TextInputStyle {
        /// One line.
        Short = 1 => "SHORT",
        /// Several lines.
        Paragraph = 2 => "PARAGRAPH",
    }
}

impl TextInput {
    /// A field of one line.
    pub fn short(custom_id: impl Into<Text>) -> Self {
        Self::new(TextInputStyle::Short, custom_id)
    }

    /// A field of several lines.
    pub fn paragraph(custom_id: impl Into<Text>) -> Self {
        Self::new(TextInputStyle::Paragraph, custom_id)
    }

    /// A field of this style.
    pub fn new(style: TextInputStyle, custom_id: impl Into<Text>) -> Self {
        Self {
            id: None,
            custom_id: custom_id.into(),
            style,
            label: None,
            min_length: None,
            max_length: None,
            required: None,
            value: None,
            placeholder: None,
            came: Keys::default(),
        }
    }

    /// Sets how many characters are wanted at least and at most, up to 4,000.
    pub fn length(mut self, length: std::ops::RangeInclusive<u32>) -> Self {
        self.min_length = Some(*length.start());
        self.max_length = Some(*length.end());
        self
    }

    /// Sets the text in it at first, up to 4,000 characters.
    pub fn value(mut self, value: impl Into<Text>) -> Self {
        self.value = Some(value.into());
        self
    }

    setters!(id required placeholder);
}
