//! Not written yet.

use super::wire::tagged;

/// Not written yet.
#[tagged(key = "type")]
pub enum Component {}

/// Not written yet.
#[tagged(key = "type")]
pub enum ModalComponent {}

open_enum! {
    /// What sort of component it is.
    ///
    /// Discord docs: Component Reference/Component Types.
    pub enum ComponentType {
        /// A row of buttons, or one menu.
        ActionRow = 1 => "ACTION_ROW",
        /// A button.
        Button = 2 => "BUTTON",
        /// A menu of texts.
        StringSelect = 3 => "STRING_SELECT",
        /// A text to fill in.
        TextInput = 4 => "TEXT_INPUT",
        /// A menu of users.
        UserSelect = 5 => "USER_SELECT",
        /// A menu of roles.
        RoleSelect = 6 => "ROLE_SELECT",
        /// A menu of users and roles.
        MentionableSelect = 7 => "MENTIONABLE_SELECT",
        /// A menu of channels.
        ChannelSelect = 8 => "CHANNEL_SELECT",
        /// Texts with something beside them.
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
        /// Components in a frame.
        Container = 17 => "CONTAINER",
        /// A component of a modal with its label.
        Label = 18 => "LABEL",
        /// Files to fill in.
        FileUpload = 19 => "FILE_UPLOAD",
        /// Choices, of which one is taken.
        RadioGroup = 21 => "RADIO_GROUP",
        /// Choices, of which several are taken.
        CheckboxGroup = 22 => "CHECKBOX_GROUP",
        /// A choice between yes and no.
        Checkbox = 23 => "CHECKBOX",
    }
}
