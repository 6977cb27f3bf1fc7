//! The values of a modal by their fields' `custom_id`s.

use super::ModalComponent;
use crate::{
    id::{
        Id,
        marker::{AttachmentMarker, ChannelMarker, GenericMarker, RoleMarker, UserMarker},
    },
    model::Text,
};

/// What was filled in in a modal, found by the `custom_id` of the field, however deep it stands.
///
/// Each method gives `None` where there is no such field, or where it is of another kind.
///
/// ```
/// use asyncord::model::{List, component::{ModalComponent, ModalValues}, decode};
///
/// let components: List<ModalComponent> = decode(
///     r#"[{"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "name", "value": "ada"}},
///         {"type": 18, "id": 3, "component": {"type": 23, "id": 4, "custom_id": "news", "value": true}}]"#,
/// )?;
/// let values = ModalValues::new(&components);
/// assert_eq!(values.text("name"), Some("ada"));
/// assert_eq!(values.checked("news"), Some(true));
/// assert_eq!(values.text("news"), None);
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ModalValues<'a>(&'a [ModalComponent]);

impl<'a> ModalValues<'a> {
    /// The values of these components.
    pub fn new(components: &'a [ModalComponent]) -> Self {
        Self(components)
    }

    /// All components, outer ones before those inside them.
    pub fn components(self) -> impl Iterator<Item = &'a ModalComponent> {
        let mut next: Vec<&ModalComponent> = self.0.iter().rev().collect();
        std::iter::from_fn(move || {
            let component = next.pop()?;
            next.extend(component.children().iter().rev());
            Some(component)
        })
    }

    /// The field of this `custom_id`.
    pub fn get(self, custom_id: &str) -> Option<&'a ModalComponent> {
        self.components()
            .find(|component| component.custom_id() == Some(custom_id))
    }

    /// What was written in a text input; empty where nothing was.
    pub fn text(self, custom_id: &str) -> Option<&'a str> {
        match self.get(custom_id)? {
            ModalComponent::TextInput(input) => Some(&input.value),
            _ => None,
        }
    }

    /// The one value chosen in a radio group, or in a menu of texts with one choice; `None` also where
    /// nothing was chosen.
    pub fn choice(self, custom_id: &str) -> Option<&'a str> {
        match self.get(custom_id)? {
            ModalComponent::RadioGroup(group) => group.value.as_deref(),
            ModalComponent::StringSelect(select) => match &*select.values {
                [one] => Some(one),
                _ => None,
            },
            _ => None,
        }
    }

    /// The values chosen in a menu of texts or a checkbox group.
    pub fn choices(self, custom_id: &str) -> Option<&'a [Text]> {
        match self.get(custom_id)? {
            ModalComponent::StringSelect(select) => Some(&select.values),
            ModalComponent::CheckboxGroup(group) => Some(&group.values),
            _ => None,
        }
    }

    /// Whether a checkbox was ticked.
    pub fn checked(self, custom_id: &str) -> Option<bool> {
        match self.get(custom_id)? {
            ModalComponent::Checkbox(checkbox) => Some(checkbox.value),
            _ => None,
        }
    }

    /// The users chosen in a menu of users.
    pub fn users(self, custom_id: &str) -> Option<&'a [Id<UserMarker>]> {
        match self.get(custom_id)? {
            ModalComponent::UserSelect(select) => Some(&select.values),
            _ => None,
        }
    }

    /// The roles chosen in a menu of roles.
    pub fn roles(self, custom_id: &str) -> Option<&'a [Id<RoleMarker>]> {
        match self.get(custom_id)? {
            ModalComponent::RoleSelect(select) => Some(&select.values),
            _ => None,
        }
    }

    /// The users and roles chosen in a menu of both.
    pub fn mentionables(self, custom_id: &str) -> Option<&'a [Id<GenericMarker>]> {
        match self.get(custom_id)? {
            ModalComponent::MentionableSelect(select) => Some(&select.values),
            _ => None,
        }
    }

    /// The channels chosen in a menu of channels.
    pub fn channels(self, custom_id: &str) -> Option<&'a [Id<ChannelMarker>]> {
        match self.get(custom_id)? {
            ModalComponent::ChannelSelect(select) => Some(&select.values),
            _ => None,
        }
    }

    /// The files given.
    pub fn attachments(self, custom_id: &str) -> Option<&'a [Id<AttachmentMarker>]> {
        match self.get(custom_id)? {
            ModalComponent::FileUpload(upload) => Some(&upload.values),
            _ => None,
        }
    }
}
