//! The data of components and modals that were used.

use super::ResolvedData;
use crate::{
    id::Id,
    model::{ComponentType, List, ModalComponent, Text, wire::object},
};

/// The component of a message that was used, with what was chosen.
///
/// Discord docs: Receiving and Responding/Message Component Data Structure.
#[object]
pub struct MessageComponentData {
    /// The id that the bot gave the component, 1 to 100 characters.
    pub custom_id: Text,
    /// What sort of component it is.
    pub component_type: Option<ComponentType>,
    /// The component's number in its message.
    pub id: Option<u32>,
    /// What was chosen in a menu: texts, or ids.
    pub values: List<Text>,
    /// What the ids among the values stand for.
    pub resolved: Option<Box<ResolvedData>>,
}

impl MessageComponentData {
    /// The ids that were chosen in a menu of users, roles or channels; values that are no ids are left out.
    ///
    /// ```
    /// use asyncord::{
    ///     id::{Id, marker::RoleMarker},
    ///     model::{MessageComponentData, decode},
    /// };
    ///
    /// let data: MessageComponentData =
    ///     decode(r#"{"custom_id": "roles", "component_type": 6, "values": ["5", "6"]}"#)?;
    /// let roles: Vec<Id<RoleMarker>> = data.ids().collect();
    /// assert_eq!(roles, [Id::new(5), Id::new(6)]);
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn ids<M>(&self) -> impl Iterator<Item = Id<M>> {
        self.values.iter().filter_map(|value| value.parse().ok())
    }
}

/// The modal that was submitted, with what was filled in.
///
/// Discord docs: Receiving and Responding/Modal Submit Data Structure.
#[object]
pub struct ModalSubmitData {
    /// The id that the bot gave the modal, 1 to 100 characters.
    pub custom_id: Text,
    /// What was filled in.
    pub components: List<ModalComponent>,
    /// What the ids among the values stand for.
    pub resolved: Option<Box<ResolvedData>>,
}
