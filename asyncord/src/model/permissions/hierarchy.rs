//! Who stands above whom.

use std::cmp::{Ordering, Reverse};

use super::{MemberPermissions, PermissionCalculator, Permissions, RoleFacts};
use crate::id::{
    Id,
    marker::{RoleMarker, UserMarker},
};

/// The order of two roles in the hierarchy; the greater is the higher.
///
/// The greater position is higher, of equal positions the lower id. `@everyone` is below all others, but
/// that is known only with the guild's id: [`MemberPermissions`] heeds it, this does not, which matters
/// where another role has position 0.
///
/// ```
/// use asyncord::{id::Id, model::permissions::{Permissions, RoleFacts, role_order}};
///
/// let mut roles = [(7, 1), (8, 2), (9, 1)]
///     .map(|(id, position)| RoleFacts::new(Id::new(id), position, Permissions::empty()));
/// // The highest first.
/// roles.sort_by(|a, b| role_order(b, a));
/// assert_eq!(roles.map(|role| role.id.get()), [8, 7, 9]);
/// ```
///
/// Discord docs: Permissions/Permission Hierarchy.
pub fn role_order(a: impl Into<RoleFacts>, b: impl Into<RoleFacts>) -> Ordering {
    Rank::of(a.into()).cmp(&Rank::of(b.into()))
}

/// The place of a role among the others; the greater is the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    position: i32,
    id: Reverse<Id<RoleMarker>>,
}

impl Rank {
    fn of(role: RoleFacts) -> Self {
        Self {
            position: role.position,
            id: Reverse(role.id),
        }
    }
}

impl PermissionCalculator {
    /// The place of a role; `None`, which is below every `Some`, of `@everyone`.
    pub(super) fn rank(&self, role: RoleFacts) -> Option<Rank> {
        (role.id != self.everyone()).then(|| Rank::of(role))
    }
}

impl MemberPermissions<'_> {
    /// The member's highest role; `@everyone` of who has no other, `None` where not even that is known.
    pub fn top_role(self) -> Option<RoleFacts> {
        self.roles().max_by_key(|role| self.guild.rank(*role))
    }

    /// Whether the member stands above a role, whatever the member may do with it.
    ///
    /// The owner stands above every role, others above those below their top role, and nobody else above
    /// a role that the calculator does not know.
    pub fn outranks_role(self, role_id: Id<RoleMarker>) -> bool {
        if self.is_owner() {
            return true;
        }
        match (self.top_role(), self.guild.role(role_id)) {
            (Some(own), Some(role)) => self.guild.rank(own) > self.guild.rank(role),
            _ => false,
        }
    }

    /// Whether the member stands above another, whatever the member may do to them.
    ///
    /// The owner stands above all others and nobody above the owner or themselves; else the top roles
    /// decide.
    pub fn outranks_member(self, user_id: Id<UserMarker>, role_ids: &[Id<RoleMarker>]) -> bool {
        let other = self.guild.member(user_id, role_ids);
        if other.is_owner() || self.user_id == user_id {
            return false;
        }
        self.is_owner() || self.top_rank() > other.top_rank()
    }

    /// Whether the member may edit, delete, give and take a role: with
    /// [`MANAGE_ROLES`](Permissions::MANAGE_ROLES), and below the top role.
    ///
    /// Roles of integrations can be edited, but neither given nor deleted; that is not looked at. A role
    /// can only get permissions that [`can_grant`](Self::can_grant) allows.
    ///
    /// Discord docs: Permissions/Permission Hierarchy.
    pub fn can_manage_role(self, role_id: Id<RoleMarker>) -> bool {
        self.in_guild().contains(Permissions::MANAGE_ROLES) && self.outranks_role(role_id)
    }

    /// Whether the member may act on another: with the `required` permissions in the guild, and above
    /// the other.
    ///
    /// For kicks, bans, time-outs and nicknames of others. Muting, deafening and moving in voice need no
    /// higher rank. Administrators cannot be timed out, so with
    /// [`MODERATE_MEMBERS`](Permissions::MODERATE_MEMBERS) it is false of them.
    ///
    /// ```
    /// use asyncord::{id::Id, model::permissions::{PermissionCalculator, Permissions, RoleFacts}};
    ///
    /// let moderator = RoleFacts::new(Id::new(5), 1, Permissions::KICK_MEMBERS);
    /// let calculator = PermissionCalculator::new(Id::new(1), Id::new(2), [moderator]);
    ///
    /// let roles = [moderator.id];
    /// let member = calculator.member(Id::new(3), &roles);
    /// assert!(member.can_manage_member(Permissions::KICK_MEMBERS, Id::new(4), &[]));
    /// assert!(!member.can_manage_member(Permissions::BAN_MEMBERS, Id::new(4), &[]));
    /// assert!(!member.can_manage_member(Permissions::KICK_MEMBERS, Id::new(2), &[]));
    /// ```
    ///
    /// Discord docs: Permissions/Permission Hierarchy.
    pub fn can_manage_member(
        self,
        required: Permissions,
        user_id: Id<UserMarker>,
        role_ids: &[Id<RoleMarker>],
    ) -> bool {
        let is_protected = required.contains(Permissions::MODERATE_MEMBERS)
            && self.guild.member(user_id, role_ids).is_administrator();
        !is_protected
            && self.in_guild().contains(required)
            && self.outranks_member(user_id, role_ids)
    }

    /// Whether the member may put these permissions into a role: with
    /// [`MANAGE_ROLES`](Permissions::MANAGE_ROLES), and only what the member has in the guild.
    ///
    /// Discord docs: Permissions/Permission Hierarchy.
    pub fn can_grant(self, permissions: Permissions) -> bool {
        self.in_guild()
            .contains(permissions | Permissions::MANAGE_ROLES)
    }

    /// As of [`top_role`](Self::top_role), where only `@everyone` or nothing is known, `None`.
    fn top_rank(self) -> Option<Rank> {
        self.roles().filter_map(|role| self.guild.rank(role)).max()
    }
}

#[cfg(test)]
mod tests;
