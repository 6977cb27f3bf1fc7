//! Who is asked about: a guild's roles, a member of it, and which overwrites count for the member.

use super::{EffectivePermissions, Permissions, effective::Place};
use crate::{
    id::{
        Id,
        marker::{GuildMarker, RoleMarker, UserMarker},
    },
    model::{ChannelType, Member, OverwriteType, PermissionOverwrite, Role, Timestamp},
};

/// What of a role counts for permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RoleFacts {
    /// The role's id.
    pub id: Id<RoleMarker>,
    /// The place in the hierarchy; a greater one is higher.
    pub position: i32,
    /// What the role grants.
    pub permissions: Permissions,
}

impl RoleFacts {
    /// Makes the facts of a role, for those who keep roles in a type of their own.
    pub const fn new(id: Id<RoleMarker>, position: i32, permissions: Permissions) -> Self {
        Self {
            id,
            position,
            permissions,
        }
    }
}

impl From<&Role> for RoleFacts {
    fn from(role: &Role) -> Self {
        Self::new(role.id, role.position, role.permissions)
    }
}

impl From<&Self> for RoleFacts {
    fn from(facts: &Self) -> Self {
        *facts
    }
}

/// Works out what members of one guild may do.
///
/// It knows nothing but what it is given, and goes stale when roles change. Make it once and ask it for
/// many members and channels: it sorts the roles, all else is without allocation.
///
/// Not counted are what no permission tells of: the verification level, members who have yet to pass
/// membership screening, archived or locked threads, and slow mode.
///
/// Discord docs: Permissions/Permission Overwrites.
#[derive(Clone, Debug)]
pub struct PermissionCalculator {
    pub(super) guild_id: Id<GuildMarker>,
    pub(super) owner_id: Option<Id<UserMarker>>,
    /// By id, each once.
    roles: Vec<RoleFacts>,
}

impl PermissionCalculator {
    /// Takes the roles of a guild, `@everyone` included, which is the one with the guild's id.
    ///
    /// The roles may be `&guild.roles` or [`RoleFacts`]. Of a role given twice the first counts. Without
    /// `owner_id` (it takes an `Option` too) nobody is known as the owner.
    pub fn new<R>(
        guild_id: Id<GuildMarker>,
        owner_id: impl Into<Option<Id<UserMarker>>>,
        roles: R,
    ) -> Self
    where
        R: IntoIterator<Item: Into<RoleFacts>>,
    {
        let mut roles: Vec<RoleFacts> = roles.into_iter().map(Into::into).collect();
        // Stable, so that the first of two stays first.
        roles.sort_by_key(|role| role.id);
        roles.dedup_by_key(|role| role.id);
        Self {
            guild_id,
            owner_id: owner_id.into(),
            roles,
        }
    }

    /// A member by user and roles.
    ///
    /// A role that the calculator does not know grants nothing and does not count in the hierarchy, but
    /// overwrites of it count. `@everyone` need not be among the roles.
    pub fn member<'a>(
        &'a self,
        user_id: Id<UserMarker>,
        role_ids: &'a [Id<RoleMarker>],
    ) -> MemberPermissions<'a> {
        MemberPermissions {
            guild: self,
            user_id,
            role_ids,
            timed_out_until: None,
            now: None,
        }
    }

    /// A member as Discord sends it, with its time-out.
    pub fn of_member<'a>(&'a self, member: &'a Member) -> MemberPermissions<'a> {
        self.member(member.user.id, &member.roles)
            .timed_out_until(member.communication_disabled_until())
    }

    /// The id of the `@everyone` role.
    pub(super) fn everyone(&self) -> Id<RoleMarker> {
        self.guild_id.cast()
    }

    /// A role of the guild, if it is known.
    pub(super) fn role(&self, id: Id<RoleMarker>) -> Option<RoleFacts> {
        let index = self.roles.binary_search_by_key(&id, |role| role.id).ok()?;
        self.roles.get(index).copied()
    }
}

/// A member of whom permissions and rank are asked.
#[derive(Clone, Copy, Debug)]
pub struct MemberPermissions<'a> {
    pub(super) guild: &'a PermissionCalculator,
    pub(super) user_id: Id<UserMarker>,
    pub(super) role_ids: &'a [Id<RoleMarker>],
    timed_out_until: Option<Timestamp>,
    now: Option<Timestamp>,
}

impl<'a> MemberPermissions<'a> {
    /// Counts a time-out: pass the member's `communication_disabled_until`. One in the past counts for
    /// nothing.
    pub fn timed_out_until(mut self, until: impl Into<Option<Timestamp>>) -> Self {
        self.timed_out_until = until.into();
        self
    }

    /// Judges the time-out at this time instead of the time of the call.
    pub fn at(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// What the member may do in the guild, before any channel is looked at.
    pub fn in_guild(self) -> EffectivePermissions<'a> {
        EffectivePermissions::new(self, Place::Guild)
    }

    /// What the member may do in a channel, given the channel's own overwrites.
    ///
    /// Without [`VIEW_CHANNEL`](Permissions::VIEW_CHANNEL) that is nothing. Without
    /// [`SEND_MESSAGES`](Permissions::SEND_MESSAGES) it is neither
    /// [`MENTION_EVERYONE`](Permissions::MENTION_EVERYONE),
    /// [`SEND_TTS_MESSAGES`](Permissions::SEND_TTS_MESSAGES),
    /// [`ATTACH_FILES`](Permissions::ATTACH_FILES) nor [`EMBED_LINKS`](Permissions::EMBED_LINKS). In a voice
    /// or stage channel without [`CONNECT`](Permissions::CONNECT) only `VIEW_CHANNEL` and
    /// [`ALL_GUILD`](Permissions::ALL_GUILD) are left, as text chat needs the connection too.
    ///
    /// A forum or media channel is as a text channel, where `SEND_MESSAGES` is for starting threads. An
    /// unknown kind is as a text channel too. A thread's kind is as [`in_thread`](Self::in_thread) of one
    /// who has not joined, with these overwrites as the parent's. Direct messages have no permissions;
    /// do not ask for them here.
    pub fn in_channel(
        self,
        kind: ChannelType,
        overwrites: &'a [PermissionOverwrite],
    ) -> EffectivePermissions<'a> {
        match kind {
            ChannelType::AnnouncementThread
            | ChannelType::PublicThread
            | ChannelType::PrivateThread => self.in_thread(kind, overwrites, false),
            _ => EffectivePermissions::new(self, Place::Channel { kind, overwrites }),
        }
    }

    /// What the member may do in a thread, given the overwrites of the channel it is in.
    ///
    /// `kind` is the thread's own. `joined` tells whether the member is in the thread; it matters in a
    /// [private](ChannelType::PrivateThread) one, where without it and without
    /// [`MANAGE_THREADS`](Permissions::MANAGE_THREADS) nothing is left. A time-out takes `MANAGE_THREADS`
    /// away, and with it the sight of private threads not joined.
    ///
    /// [`SEND_MESSAGES_IN_THREADS`](Permissions::SEND_MESSAGES_IN_THREADS) stands in the place of
    /// [`SEND_MESSAGES`](Permissions::SEND_MESSAGES): that is never in the result, save for owner and
    /// administrators, and what elsewhere needs the one needs the other here.
    pub fn in_thread(
        self,
        kind: ChannelType,
        parent_overwrites: &'a [PermissionOverwrite],
        joined: bool,
    ) -> EffectivePermissions<'a> {
        let hidden = kind == ChannelType::PrivateThread && !joined;
        EffectivePermissions::new(
            self,
            Place::Thread {
                overwrites: parent_overwrites,
                hidden,
            },
        )
    }

    /// Whether the member owns the guild.
    pub fn is_owner(self) -> bool {
        self.guild.owner_id == Some(self.user_id)
    }

    /// Whether the member may do everything: the owner, or by [`ADMINISTRATOR`](Permissions::ADMINISTRATOR).
    pub fn is_administrator(self) -> bool {
        self.is_owner() || self.granted_by_roles().contains(Permissions::ADMINISTRATOR)
    }

    /// The member's known roles with `@everyone`; one may come twice.
    pub(super) fn roles(self) -> impl Iterator<Item = RoleFacts> + 'a {
        std::iter::once(self.guild.everyone())
            .chain(self.role_ids.iter().copied())
            .filter_map(move |id| self.guild.role(id))
    }

    pub(super) fn granted_by_roles(self) -> Permissions {
        self.roles()
            .fold(Permissions::empty(), |union, role| union | role.permissions)
    }

    /// In which layer an overwrite counts for the member, if it does.
    pub(super) fn layer_of(self, overwrite: &PermissionOverwrite) -> Option<Layer> {
        let id = overwrite.id.get();
        match overwrite.kind {
            OverwriteType::Role if self.guild.everyone() == id => Some(Layer::Everyone),
            OverwriteType::Role if self.role_ids.iter().any(|role| *role == id) => {
                Some(Layer::Roles)
            }
            OverwriteType::Member if self.user_id == id => Some(Layer::Member),
            _ => None,
        }
    }

    /// What all overwrites of one layer allow and deny together.
    pub(super) fn layer(self, layer: Layer, overwrites: &[PermissionOverwrite]) -> Change {
        overwrites
            .iter()
            .filter(|overwrite| self.layer_of(overwrite) == Some(layer))
            .fold(Change::default(), |change, overwrite| Change {
                allow: change.allow | overwrite.allow,
                deny: change.deny | overwrite.deny,
            })
    }

    /// The time-out, if it has not run out.
    pub(super) fn time_out(self) -> Option<Timestamp> {
        self.timed_out_until
            .filter(|until| *until > self.now.unwrap_or_else(Timestamp::now))
    }
}

/// The layers of overwrites; a later one beats an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Everyone,
    Roles,
    Member,
}

impl Layer {
    pub(super) const ALL: [Self; 3] = [Self::Everyone, Self::Roles, Self::Member];
}

/// What overwrites of one layer do; what is allowed beats what is denied.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change {
    pub(super) allow: Permissions,
    pub(super) deny: Permissions,
}
