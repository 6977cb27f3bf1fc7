//! What was filled in in a modal.

use super::ModalValues;
use crate::{
    id::{
        Id,
        marker::{AttachmentMarker, ChannelMarker, GenericMarker, RoleMarker, UserMarker},
    },
    model::{
        ComponentType, List, Text,
        wire::{object, tagged},
    },
};

/// A component of a modal that was sent off, with what was filled in.
///
/// [`ModalValues`](super::ModalValues) finds a field's value by its `custom_id`.
///
/// Discord docs: Receiving and Responding/Modal Submit Data Structure.
#[tagged(key = "type")]
pub enum ModalComponent {
    /// A row of the older form, with a text input.
    #[tag(1)]
    ActionRow(Box<SubmittedActionRow>),
    /// What was chosen in a menu of texts.
    #[tag(3)]
    StringSelect(Box<SubmittedStringSelect>),
    /// What was written.
    #[tag(4)]
    TextInput(Box<SubmittedTextInput>),
    /// Who was chosen in a menu of users.
    #[tag(5)]
    UserSelect(Box<SubmittedUserSelect>),
    /// What was chosen in a menu of roles.
    #[tag(6)]
    RoleSelect(Box<SubmittedRoleSelect>),
    /// What was chosen in a menu of users and roles.
    #[tag(7)]
    MentionableSelect(Box<SubmittedMentionableSelect>),
    /// What was chosen in a menu of channels.
    #[tag(8)]
    ChannelSelect(Box<SubmittedChannelSelect>),
    /// A text, which has no value.
    #[tag(10)]
    TextDisplay(Box<SubmittedTextDisplay>),
    /// A label, with its field.
    #[tag(18)]
    Label(Box<SubmittedLabel>),
    /// The files given.
    #[tag(19)]
    FileUpload(Box<SubmittedFileUpload>),
    /// What was chosen of a group.
    #[tag(21)]
    RadioGroup(Box<SubmittedRadioGroup>),
    /// What was ticked of a group.
    #[tag(22)]
    CheckboxGroup(Box<SubmittedCheckboxGroup>),
    /// Whether it was ticked.
    #[tag(23)]
    Checkbox(Box<SubmittedCheckbox>),
}

macro_rules! kinds {
    ($($name:ident: $object:ident)+) => {
        impl ModalComponent {
            /// What sort of component it is, or `None` of one that this version does not know.
            pub fn kind(&self) -> Option<ComponentType> {
                match self {
                    $(Self::$name(_) => Some(ComponentType::$name),)+
                    Self::Unknown(_) => None,
                }
            }

            /// The number by which it is told apart within its modal, if it is set.
            pub fn id(&self) -> Option<u32> {
                match self {
                    $(Self::$name(component) => component.id,)+
                    Self::Unknown(_) => None,
                }
            }
        }

        $(
            impl From<$object> for ModalComponent {
                fn from(component: $object) -> Self {
                    Self::$name(Box::new(component))
                }
            }
        )+
    };
}

kinds! {
    ActionRow: SubmittedActionRow
    StringSelect: SubmittedStringSelect
    TextInput: SubmittedTextInput
    UserSelect: SubmittedUserSelect
    RoleSelect: SubmittedRoleSelect
    MentionableSelect: SubmittedMentionableSelect
    ChannelSelect: SubmittedChannelSelect
    TextDisplay: SubmittedTextDisplay
    Label: SubmittedLabel
    FileUpload: SubmittedFileUpload
    RadioGroup: SubmittedRadioGroup
    CheckboxGroup: SubmittedCheckboxGroup
    Checkbox: SubmittedCheckbox
}

impl ModalComponent {
    /// What the field is recognised by, where it is one.
    pub fn custom_id(&self) -> Option<&str> {
        Some(match self {
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
            Self::ActionRow(_) | Self::TextDisplay(_) | Self::Label(_) | Self::Unknown(_) => {
                return None;
            }
        })
    }

    /// The components directly inside it.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::ActionRow(row) => &row.components,
            Self::Label(label) => std::slice::from_ref(&label.component),
            _ => &[],
        }
    }

    /// It and all components inside it, outer ones first.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        ModalValues::new(std::slice::from_ref(self)).components()
    }
}

/// A row of the older form.
///
/// Discord docs: Components/Action Row.
#[object]
#[derive(Default)]
pub struct SubmittedActionRow {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// The fields in it.
    pub components: List<ModalComponent>,
}

/// A label.
///
/// Discord docs: Components/Label Interaction Response Structure.
#[object]
pub struct SubmittedLabel {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// The field.
    pub component: Box<ModalComponent>,
}

/// A text.
///
/// Discord docs: Components/Text Display Interaction Response Structure.
#[object]
#[derive(Default)]
pub struct SubmittedTextDisplay {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
}

macro_rules! submitted {
    ($( $(#[$doc:meta])* $name:ident { $(#[$field_doc:meta])* $field:ident: $type:ty } )+) => {$(
        $(#[$doc])*
        #[object]
        #[derive(Default)]
        pub struct $name {
            /// The number by which it is told apart within its modal.
            pub id: Option<u32>,
            /// What it is recognised by.
            pub custom_id: Text,
            $(#[$field_doc])*
            pub $field: $type,
        }
    )+};
}

submitted! {
    /// What was written.
    ///
    /// Discord docs: Components/Text Input Interaction Response Structure.
    SubmittedTextInput {
        /// The text; empty where nothing was written.
        value: Text
    }

    /// What was chosen in a menu of texts.
    ///
    /// Discord docs: Components/String Select Interaction Response Structure.
    SubmittedStringSelect {
        /// The values of what was chosen.
        values: List<Text>
    }

    /// Who was chosen in a menu of users.
    ///
    /// Discord docs: Components/User Select Interaction Response Structure.
    SubmittedUserSelect {
        /// The users; the interaction's `resolved` has them whole.
        values: List<Id<UserMarker>>
    }

    /// What was chosen in a menu of roles.
    ///
    /// Discord docs: Components/Role Select Interaction Response Structure.
    SubmittedRoleSelect {
        /// The roles; the interaction's `resolved` has them whole.
        values: List<Id<RoleMarker>>
    }

    /// What was chosen in a menu of users and roles.
    ///
    /// Discord docs: Components/Mentionable Select Interaction Response Structure.
    SubmittedMentionableSelect {
        /// The users and roles; the interaction's `resolved` tells which is which.
        values: List<Id<GenericMarker>>
    }

    /// What was chosen in a menu of channels.
    ///
    /// Discord docs: Components/Channel Select Interaction Response Structure.
    SubmittedChannelSelect {
        /// The channels; the interaction's `resolved` has them, in part.
        values: List<Id<ChannelMarker>>
    }

    /// The files given.
    ///
    /// Discord docs: Components/File Upload Interaction Response Structure.
    SubmittedFileUpload {
        /// The files; the interaction's `resolved` has them whole.
        values: List<Id<AttachmentMarker>>
    }

    /// What was chosen of a group.
    ///
    /// Discord docs: Components/Radio Group Interaction Response Structure.
    SubmittedRadioGroup {
        /// The value of what was chosen; `None` if nothing was.
        value: Option<Text>
    }

    /// What was ticked of a group.
    ///
    /// Discord docs: Components/Checkbox Group Interaction Response Structure.
    SubmittedCheckboxGroup {
        /// The values of what was ticked.
        values: List<Text>
    }

    /// Whether a box was ticked.
    ///
    /// Discord docs: Components/Checkbox Interaction Response Structure.
    SubmittedCheckbox {
        /// Whether it was.
        value: bool
    }
}
