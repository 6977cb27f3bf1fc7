//! Modals, and what names their fields.

use super::{Component, setters};
use crate::model::{
    List, Text,
    wire::{Keys, object},
};

/// A dialog that an interaction is answered with.
///
/// What was filled in comes back as another interaction, with [`ModalComponent`](super::ModalComponent)s.
///
/// ```
/// use asyncord::model::component::{Checkbox, FileUpload, Label, Modal, TextInput};
///
/// let modal = Modal::new(
///     "bug",
///     "Report a bug",
///     [
///         Label::new("What happened?", TextInput::paragraph("what")),
///         Label::new("Screenshots", FileUpload::new("shots").values(0..=3).required(false)),
///         Label::new("Tell me when it is mended", Checkbox::new("tell")),
///     ],
/// );
/// # assert_eq!(modal.components.len(), 3);
/// ```
///
/// Discord docs: Receiving and Responding/Modal.
#[object]
#[derive(Default)]
pub struct Modal {
    /// What it is recognised by when it comes back, up to 100 characters.
    pub custom_id: Text,
    /// The title, up to 45 characters.
    pub title: Text,
    /// Labels with fields, and texts; up to five.
    pub components: List<Component>,
}

impl Modal {
    /// A dialog of these.
    pub fn new(
        custom_id: impl Into<Text>,
        title: impl Into<Text>,
        components: impl IntoIterator<Item = impl Into<Component>>,
    ) -> Self {
        Self {
            custom_id: custom_id.into(),
            title: title.into(),
            components: components.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Adds a field with its name.
    pub fn label(self, label: impl Into<Text>, field: impl Into<Component>) -> Self {
        self.component(Label::new(label, field))
    }

    setters!(component);
}

/// The name of a field of a modal, with the field.
///
/// It holds a text input, a menu, a file upload, a group or a checkbox.
///
/// Discord docs: Components/Label.
#[object]
pub struct Label {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// The name, up to 45 characters.
    pub label: Text,
    /// More about it, up to 100 characters.
    pub description: Option<Text>,
    /// The field.
    pub component: Box<Component>,
}

impl Label {
    /// Names a field.
    pub fn new(label: impl Into<Text>, component: impl Into<Component>) -> Self {
        Self {
            id: None,
            label: label.into(),
            description: None,
            component: Box::new(component.into()),
            came: Keys::default(),
        }
    }

    setters!(id description);
}
