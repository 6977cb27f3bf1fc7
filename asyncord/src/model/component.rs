//! Components: buttons, menus, layout and texts of messages, and the fields of modals.
//!
//! Each kind is one type, for what Discord sends and for what is sent to it; all are variants of
//! [`Component`]. A message is of one of two forms: by the older one it has a text, embeds and up to
//! five [`ActionRow`]s; by the newer one (the flag `IS_COMPONENTS_V2`) it consists of components only.
//! A [`Modal`] is a dialog; what was filled in comes back as [`ModalComponent`]s.
//!
//! ```
//! use asyncord::model::component::{ActionRow, Button, Container, TextDisplay};
//!
//! let row = ActionRow::new([Button::primary("yes", "Yes"), Button::danger("no", "No")]);
//! let container = Container::default()
//!     .accent_color(0x58_65F2)
//!     .component(TextDisplay::new("# Shall we?"))
//!     .component(row);
//! assert_eq!(container.components.len(), 2);
//! ```
//!
//! Discord docs: Components/Reference.

mod action_row;
mod button;
mod choice;
mod display;
mod layout;
mod media;
mod modal;
mod select;
mod setters;
mod submitted;
mod text_input;
mod values;

use self::setters::setters;
pub use self::{
    action_row::ActionRow,
    button::{Button, ButtonStyle},
    choice::{Checkbox, CheckboxGroup, FileUpload, GroupOption, RadioGroup},
    display::{File, TextDisplay, Thumbnail},
    layout::{Container, Section, Separator, SeparatorSpacing},
    media::{MediaGallery, MediaGalleryItem, UnfurledMediaItem},
    modal::{Label, Modal},
    select::{
        ChannelSelect, MentionableSelect, RoleSelect, SelectDefaultValue, SelectDefaultValueType,
        SelectOption, StringSelect, UserSelect,
    },
    submitted::{
        ModalComponent, SubmittedActionRow, SubmittedChannelSelect, SubmittedCheckbox,
        SubmittedCheckboxGroup, SubmittedFileUpload, SubmittedLabel, SubmittedMentionableSelect,
        SubmittedRadioGroup, SubmittedRoleSelect, SubmittedStringSelect, SubmittedTextDisplay,
        SubmittedTextInput, SubmittedUserSelect,
    },
    text_input::{TextInput, TextInputStyle},
    values::ModalValues,
};
use super::wire::tagged;

/// A component of a message or modal, received or to be sent.
///
/// Every kind becomes one by `Into`, so that functions take them as they are.
///
/// Discord docs: Components/Component Object.
#[tagged(key = "type")]
pub enum Component {
    /// A row of buttons, or one menu.
    #[tag(1)]
    ActionRow(Box<ActionRow>),
    /// A button.
    #[tag(2)]
    Button(Box<Button>),
    /// A menu of texts.
    #[tag(3)]
    StringSelect(Box<StringSelect>),
    /// A field for text, in modals.
    #[tag(4)]
    TextInput(Box<TextInput>),
    /// A menu of users.
    #[tag(5)]
    UserSelect(Box<UserSelect>),
    /// A menu of roles.
    #[tag(6)]
    RoleSelect(Box<RoleSelect>),
    /// A menu of users and roles.
    #[tag(7)]
    MentionableSelect(Box<MentionableSelect>),
    /// A menu of channels.
    #[tag(8)]
    ChannelSelect(Box<ChannelSelect>),
    /// Texts beside a button or picture.
    #[tag(9)]
    Section(Box<Section>),
    /// A text.
    #[tag(10)]
    TextDisplay(Box<TextDisplay>),
    /// A small picture beside a section.
    #[tag(11)]
    Thumbnail(Box<Thumbnail>),
    /// Pictures and videos.
    #[tag(12)]
    MediaGallery(Box<MediaGallery>),
    /// A file.
    #[tag(13)]
    File(Box<File>),
    /// Space between components.
    #[tag(14)]
    Separator(Box<Separator>),
    /// A box around components.
    #[tag(17)]
    Container(Box<Container>),
    /// What names a field, in modals.
    #[tag(18)]
    Label(Box<Label>),
    /// A field for files, in modals.
    #[tag(19)]
    FileUpload(Box<FileUpload>),
    /// A choice of one, in modals.
    #[tag(21)]
    RadioGroup(Box<RadioGroup>),
    /// A choice of several, in modals.
    #[tag(22)]
    CheckboxGroup(Box<CheckboxGroup>),
    /// A yes or no, in modals.
    #[tag(23)]
    Checkbox(Box<Checkbox>),
}

open_enum! {
    /// What sort of component it is.
    ///
    /// Discord docs: Components/Component Types.
    pub enum ComponentType {
        /// A row of buttons, or one menu.
        ActionRow = 1 => "ACTION_ROW",
        /// A button.
        Button = 2 => "BUTTON",
        /// A menu of texts.
        StringSelect = 3 => "STRING_SELECT",
        /// A field for text.
        TextInput = 4 => "TEXT_INPUT",
        /// A menu of users.
        UserSelect = 5 => "USER_SELECT",
        /// A menu of roles.
        RoleSelect = 6 => "ROLE_SELECT",
        /// A menu of users and roles.
        MentionableSelect = 7 => "MENTIONABLE_SELECT",
        /// A menu of channels.
        ChannelSelect = 8 => "CHANNEL_SELECT",
        /// Texts beside a button or picture.
        Section = 9 => "SECTION",
        /// A text.
        TextDisplay = 10 => "TEXT_DISPLAY",
        /// A small picture beside a section.
        Thumbnail = 11 => "THUMBNAIL",
        /// Pictures and videos.
        MediaGallery = 12 => "MEDIA_GALLERY",
        /// A file.
        File = 13 => "FILE",
        /// Space between components.
        Separator = 14 => "SEPARATOR",
        /// A box around components.
        Container = 17 => "CONTAINER",
        /// What names a field of a modal.
        Label = 18 => "LABEL",
        /// A field for files.
        FileUpload = 19 => "FILE_UPLOAD",
        /// A choice of one.
        RadioGroup = 21 => "RADIO_GROUP",
        /// A choice of several.
        CheckboxGroup = 22 => "CHECKBOX_GROUP",
        /// A yes or no.
        Checkbox = 23 => "CHECKBOX",
    }
}

macro_rules! kinds {
    ($($name:ident)+) => {
        $(
            impl From<$name> for Component {
                fn from(component: $name) -> Self {
                    Self::$name(Box::new(component))
                }
            }
        )+

        impl Component {
            /// What sort of component it is, or `None` of one that this version does not know.
            pub fn kind(&self) -> Option<ComponentType> {
                match self {
                    $(Self::$name(_) => Some(ComponentType::$name),)+
                    Self::Unknown(_) => None,
                }
            }

            /// The number by which it is told apart within its message, if it is set.
            pub fn id(&self) -> Option<u32> {
                match self {
                    $(Self::$name(component) => component.id,)+
                    Self::Unknown(_) => None,
                }
            }
        }
    };
}

kinds! {
    ActionRow Button StringSelect TextInput UserSelect RoleSelect MentionableSelect ChannelSelect
    Section TextDisplay Thumbnail MediaGallery File Separator Container Label FileUpload RadioGroup
    CheckboxGroup Checkbox
}

impl Component {
    /// What its interactions are recognised by, where it has that.
    ///
    /// ```
    /// use asyncord::model::component::{Button, Component, TextDisplay};
    ///
    /// assert_eq!(Component::from(Button::primary("go", "Go")).custom_id(), Some("go"));
    /// assert_eq!(Component::from(TextDisplay::new("text")).custom_id(), None);
    /// ```
    pub fn custom_id(&self) -> Option<&str> {
        Some(match self {
            Self::Button(button) => button.custom_id.as_ref()?,
            Self::StringSelect(select) => &select.custom_id,
            Self::TextInput(input) => &input.custom_id,
            Self::UserSelect(select) => &select.custom_id,
            Self::RoleSelect(select) => &select.custom_id,
            Self::MentionableSelect(select) => &select.custom_id,
            Self::ChannelSelect(select) => &select.custom_id,
            Self::FileUpload(upload) => &upload.custom_id,
            Self::RadioGroup(group) => &group.custom_id,
            Self::CheckboxGroup(group) => &group.custom_id,
            Self::Checkbox(checkbox) => &checkbox.custom_id,
            _ => return None,
        })
    }

    /// The components directly inside it; a section's accessory comes last.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = &Self> {
        let (inner, accessory): (&[Self], Option<&Self>) = match self {
            Self::ActionRow(row) => (&row.components, None),
            Self::Container(container) => (&container.components, None),
            Self::Section(section) => (&section.components, Some(&section.accessory)),
            Self::Label(label) => (&[], Some(&label.component)),
            _ => (&[], None),
        };
        inner.iter().chain(accessory)
    }

    /// It and all components inside it, outer ones first.
    ///
    /// ```
    /// use asyncord::model::component::{ActionRow, Button, Component};
    ///
    /// let row: Component = ActionRow::new([Button::primary("go", "Go")]).into();
    /// let go = row.walk().find(|component| component.custom_id() == Some("go"));
    /// assert!(matches!(go, Some(Component::Button(_))));
    /// ```
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        let mut next = vec![self];
        std::iter::from_fn(move || {
            let component = next.pop()?;
            next.extend(component.children().rev());
            Some(component)
        })
    }
}

#[cfg(test)]
mod tests;
