//! Members of guilds.

use super::{List, Permissions, Text, Timestamp, User, wire::object};
use crate::id::{Id, marker::RoleMarker};

/// A user in a guild.
///
/// Discord docs: Guild/Guild Member Object.
#[object]
pub struct Member {
    /// The account.
    pub user: User,
    /// The name in this guild.
    pub nick: Option<Text>,
    /// The hash of the avatar in this guild.
    pub avatar: Option<Text>,
    /// The hash of the banner in this guild.
    pub banner: Option<Text>,
    /// The roles, without `@everyone`.
    pub roles: List<Id<RoleMarker>>,
    /// When the user joined; `None` of a guest.
    pub joined_at: Option<Timestamp>,
    /// Since when the member boosts the guild.
    pub premium_since: Option<Timestamp>,
    /// Whether the guild deafened the member.
    pub deaf: bool,
    /// Whether the guild muted the member.
    pub mute: bool,
    /// Further marks.
    pub flags: MemberFlags,
    /// Whether the member has yet to pass the membership screening.
    pub pending: bool,
    /// Until when the member is timed out; may lie in the past.
    pub communication_disabled_until: Option<Timestamp>,
}

impl Member {
    /// The name to show in this guild: the nickname, else the user's name.
    pub fn display_name(&self) -> &str {
        self.nick
            .as_deref()
            .unwrap_or_else(|| self.user.display_name())
    }
}

/// A member beside whom the account stands elsewhere: a message has it as `author`.
///
/// Discord docs: Gateway Events/Message Create.
#[object]
#[derive(Default)]
pub struct PartialMember {
    /// The name in this guild.
    pub nick: Option<Text>,
    /// The hash of the avatar in this guild.
    pub avatar: Option<Text>,
    /// The roles, without `@everyone`.
    pub roles: List<Id<RoleMarker>>,
    /// When the user joined; `None` of a guest.
    pub joined_at: Option<Timestamp>,
    /// Since when the member boosts the guild.
    pub premium_since: Option<Timestamp>,
    /// Whether the guild deafened the member.
    pub deaf: bool,
    /// Whether the guild muted the member.
    pub mute: bool,
    /// Further marks.
    pub flags: MemberFlags,
    /// Whether the member has yet to pass the membership screening.
    pub pending: bool,
    /// Until when the member is timed out; may lie in the past.
    pub communication_disabled_until: Option<Timestamp>,
    /// What the member may do in the channel, overwrites included; only in interactions.
    pub permissions: Option<Permissions>,
}

open_flags! {
    /// Marks of a member.
    ///
    /// Discord docs: Guild/Guild Member Flags.
    pub struct MemberFlags as number {
        /// Has left and joined again.
        const DID_REJOIN = 1 << 0;
        /// Has completed onboarding.
        const COMPLETED_ONBOARDING = 1 << 1;
        /// Is exempt from the guild's verification.
        const BYPASSES_VERIFICATION = 1 << 2;
        /// Has started onboarding.
        const STARTED_ONBOARDING = 1 << 3;
        /// Is a guest, who sees one voice channel only.
        const IS_GUEST = 1 << 4;
        /// Has started the guide's new member actions.
        const STARTED_HOME_ACTIONS = 1 << 5;
        /// Has completed the guide's new member actions.
        const COMPLETED_HOME_ACTIONS = 1 << 6;
        /// The name was blocked by auto-moderation.
        const AUTOMOD_QUARANTINED_USERNAME = 1 << 7;
        /// Has seen the invitation to direct messages.
        const DM_SETTINGS_UPSELL_ACKNOWLEDGED = 1 << 9;
        /// The guild tag was blocked by auto-moderation.
        const AUTOMOD_QUARANTINED_GUILD_TAG = 1 << 10;
    }
}
