//! Members of guilds.

use serde::{Deserialize, Serialize};

use super::{Permissions, Timestamp, User};
use crate::id::{Id, marker::RoleMarker};

/// A user in a guild.
///
/// Discord docs: Guild/Guild Member Object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Member {
    /// The account.
    pub user: User,
    /// The name in this guild.
    #[serde(default)]
    pub nick: Option<Box<str>>,
    /// The hash of the avatar in this guild.
    #[serde(default)]
    pub avatar: Option<Box<str>>,
    /// The hash of the banner in this guild.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub banner: Option<Box<str>>,
    /// The roles, without `@everyone`.
    #[serde(default)]
    pub roles: Vec<Id<RoleMarker>>,
    /// When the user joined; `None` of a guest.
    #[serde(default)]
    pub joined_at: Option<Timestamp>,
    /// Since when the member boosts the guild.
    #[serde(default)]
    pub premium_since: Option<Timestamp>,
    /// Whether the guild deafened the member.
    #[serde(default)]
    pub deaf: bool,
    /// Whether the guild muted the member.
    #[serde(default)]
    pub mute: bool,
    /// Further marks.
    #[serde(default)]
    pub flags: MemberFlags,
    /// Whether the member has yet to pass the membership screening.
    #[serde(default)]
    pub pending: bool,
    /// Until when the member is timed out; may lie in the past.
    #[serde(default)]
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartialMember {
    /// The name in this guild.
    #[serde(default)]
    pub nick: Option<Box<str>>,
    /// The hash of the avatar in this guild.
    #[serde(default)]
    pub avatar: Option<Box<str>>,
    /// The roles, without `@everyone`.
    #[serde(default)]
    pub roles: Vec<Id<RoleMarker>>,
    /// When the user joined; `None` of a guest.
    #[serde(default)]
    pub joined_at: Option<Timestamp>,
    /// Since when the member boosts the guild.
    #[serde(default)]
    pub premium_since: Option<Timestamp>,
    /// Whether the guild deafened the member.
    #[serde(default)]
    pub deaf: bool,
    /// Whether the guild muted the member.
    #[serde(default)]
    pub mute: bool,
    /// Further marks.
    #[serde(default)]
    pub flags: MemberFlags,
    /// Whether the member has yet to pass the membership screening.
    #[serde(default)]
    pub pending: bool,
    /// Until when the member is timed out; may lie in the past.
    #[serde(default)]
    pub communication_disabled_until: Option<Timestamp>,
    /// What the member may do in the channel, overwrites included; only in interactions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
