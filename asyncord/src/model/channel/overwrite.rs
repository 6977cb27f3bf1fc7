//! Permissions of single roles and members in a channel.

use super::super::{
    Permissions,
    wire::{Keys, State, object},
};
use crate::id::{
    Id,
    marker::{GenericMarker, RoleMarker, UserMarker},
};

/// What a role or member may do in a channel, other than in the guild.
///
/// ```
/// use asyncord::model::{OverwriteType, PermissionOverwrite, Permissions};
///
/// let muted = PermissionOverwrite::for_member(4, Permissions::empty(), Permissions::SEND_MESSAGES);
/// assert_eq!(muted.kind, OverwriteType::Member);
/// assert!(muted.deny.contains(Permissions::SEND_MESSAGES));
/// ```
///
/// Discord docs: Channel/Overwrite Object.
#[object]
#[derive(Copy, Eq)]
pub struct PermissionOverwrite {
    /// The role's or user's id.
    pub id: Id<GenericMarker>,
    /// Whether it is a role or a member.
    #[wire(name = "type")]
    pub kind: OverwriteType,
    /// What is allowed.
    pub allow: Permissions,
    /// What is denied.
    pub deny: Permissions,
}

impl PermissionOverwrite {
    /// Changes what a role may do; `@everyone` has the guild's id.
    pub fn for_role(
        role_id: impl Into<Id<RoleMarker>>,
        allow: Permissions,
        deny: Permissions,
    ) -> Self {
        Self::new(OverwriteType::Role, role_id.into().cast(), allow, deny)
    }

    /// Changes what a member may do, by the user's id.
    pub fn for_member(
        user_id: impl Into<Id<UserMarker>>,
        allow: Permissions,
        deny: Permissions,
    ) -> Self {
        Self::new(OverwriteType::Member, user_id.into().cast(), allow, deny)
    }

    fn new(
        kind: OverwriteType,
        id: Id<GenericMarker>,
        allow: Permissions,
        deny: Permissions,
    ) -> Self {
        // All keys are written, the empty sets too.
        let mut keys = Keys::default();
        for field in 0..4 {
            keys.set(field, State::There);
        }
        Self {
            id,
            kind,
            allow,
            deny,
            came: keys,
        }
    }

    /// The role, if it is one's.
    pub fn role_id(&self) -> Option<Id<RoleMarker>> {
        (self.kind == OverwriteType::Role).then(|| self.id.cast())
    }

    /// The user, if it is a member's.
    pub fn user_id(&self) -> Option<Id<UserMarker>> {
        (self.kind == OverwriteType::Member).then(|| self.id.cast())
    }
}

open_enum! {
    /// Whose permissions an overwrite changes.
    ///
    /// Discord docs: Channel/Overwrite Object.
    pub enum OverwriteType {
        /// A role's.
        Role = 0 => "ROLE",
        /// A member's.
        Member = 1 => "MEMBER",
    }
}
