//! Invites.

use super::{
    Application, Channel, Guild, GuildScheduledEvent, List, Member, Role, Text, Timestamp, User,
    wire::object,
};
use crate::id::{
    Id,
    marker::{ChannelMarker, GuildMarker, MessageMarker},
};

mod code;
mod target_users;
#[cfg(test)]
mod tests;

pub use self::target_users::{TargetUsersJobStatus, TargetUsersJobStatusType};

/// A code that brings people into a guild, a group, or among someone's friends.
///
/// Discord docs: Invite/Invite Object.
#[object]
pub struct Invite {
    /// What it brings people into.
    #[wire(name = "type", or_default)]
    pub kind: InviteType,
    /// The code, which is its id.
    pub code: Text,
    /// The guild, in part.
    pub guild: Option<Box<Guild>>,
    /// The guild's id.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel, in part.
    pub channel: Option<Box<Channel>>,
    /// Who made it.
    pub inviter: Option<Box<User>>,
    /// What it shows in a voice channel.
    pub target_type: Option<InviteTargetType>,
    /// Whose stream it shows.
    pub target_user: Option<Box<User>>,
    /// The embedded application that it opens, in part.
    pub target_application: Option<Box<Application>>,
    /// How many members are online, about; only where asked for with counts.
    pub approximate_presence_count: Option<u64>,
    /// How many members there are, about; only where asked for with counts.
    pub approximate_member_count: Option<u64>,
    /// When it expires; `None` for never.
    pub expires_at: Option<Timestamp>,
    /// What goes on on the stage. Discord gives it up.
    #[wire(rare)]
    pub stage_instance: Option<InviteStageInstance>,
    /// The event that it is for; only where asked for by `guild_scheduled_event_id`.
    pub guild_scheduled_event: Option<Box<GuildScheduledEvent>>,
    /// Further marks.
    pub flags: InviteFlags,
    /// The roles that it gives, in part.
    pub roles: List<Role>,
    /// How often it was used and may be; only of the lists of a guild and a channel, and of a new invite.
    #[wire(flatten)]
    pub metadata: InviteMetadata,
    /// The channel it leads to. Only Discord's OpenAPI description has it.
    #[wire(rare_copy)]
    pub target_channel_id: Option<Id<ChannelMarker>>,
    /// The message it leads to. Only Discord's OpenAPI description has it.
    #[wire(rare_copy)]
    pub target_message_id: Option<Id<MessageMarker>>,
    /// How much is written in the guild. Only Discord's OpenAPI description has it.
    #[wire(rare)]
    pub liveliness: Option<GuildLiveliness>,
    /// Whether the inviter is a contact. Only Discord's OpenAPI description has it.
    #[wire(rare)]
    pub is_contact: bool,
    /// Whether one may change one's nickname in the guild. Only Discord's OpenAPI description has it.
    #[wire(rare_copy)]
    pub is_nickname_changeable: Option<bool>,
    /// How many friends the inviter has in common. Only Discord's OpenAPI description has it.
    #[wire(rare_copy)]
    pub friends_count: Option<u32>,
}

impl Invite {
    /// The address to give away: `https://discord.gg/…`.
    pub fn url(&self) -> String {
        code::url(&self.code)
    }

    /// The code in a link, or in a text that is a bare code.
    ///
    /// Links are those of `discord.gg`, and of `discord.com` with `/invite/`, with or without `https://`.
    ///
    /// ```
    /// use asyncord::model::Invite;
    ///
    /// assert_eq!(Invite::parse_code("https://discord.gg/discord-api?event=1"), Some("discord-api"));
    /// assert_eq!(Invite::parse_code("discord.com/invite/0vCdhLbw"), Some("0vCdhLbw"));
    /// assert_eq!(Invite::parse_code("0vCdhLbw"), Some("0vCdhLbw"));
    /// assert_eq!(Invite::parse_code("https://example.com/0vCdhLbw"), None);
    /// ```
    pub fn parse_code(text: &str) -> Option<&str> {
        code::parse(text)
    }

    /// When it expires: as Discord tells, else of the age it may have; `None` for never or not known.
    pub fn expiry(&self) -> Option<Timestamp> {
        self.expires_at.or_else(|| self.metadata.expires_at())
    }

    /// Whether it has expired by the time `now`.
    pub fn is_expired_at(&self, now: Timestamp) -> bool {
        self.expiry()
            .is_some_and(|expiry| expiry.unix_microseconds() <= now.unix_microseconds())
    }

    /// Whether those who come are guests: they see one voice channel, and go when they leave it.
    pub fn is_guest_invite(&self) -> bool {
        self.flags.contains(InviteFlags::IS_GUEST_INVITE)
    }
}

/// How often an invite was used and may be.
///
/// Discord docs: Invite/Invite Metadata Object.
#[object]
#[derive(Copy, Eq, Default)]
pub struct InviteMetadata {
    /// How often it was used.
    pub uses: Option<u32>,
    /// How often it may be used; 0 for no limit.
    pub max_uses: Option<u32>,
    /// After how many seconds it expires; 0 for never.
    pub max_age: Option<u32>,
    /// Whether those who come lose their membership when they go offline without a role.
    pub temporary: Option<bool>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
}

impl InviteMetadata {
    /// When it expires, of the time it was made and the age it may have; `None` for never or not known.
    pub fn expires_at(&self) -> Option<Timestamp> {
        let age = self.max_age.filter(|age| *age > 0)?;
        self.created_at?
            .checked_add(std::time::Duration::from_secs(age.into()))
    }

    /// How often it may still be used; `None` for no limit or not known.
    pub fn uses_left(&self) -> Option<u32> {
        let most = self.max_uses.filter(|most| *most > 0)?;
        Some(most.saturating_sub(self.uses?))
    }
}

/// What goes on on the stage that an invite leads to. Discord gives it up.
///
/// Discord docs: Invite/Invite Stage Instance Object.
#[object]
#[derive(Default)]
pub struct InviteStageInstance {
    /// Those who speak.
    pub members: List<Member>,
    /// How many are there.
    pub participant_count: u32,
    /// How many speak.
    pub speaker_count: u32,
    /// What it is about, 1 to 120 characters.
    pub topic: Text,
}

/// How much is written in a guild. Only Discord's OpenAPI description has it.
#[object]
#[derive(Default)]
pub struct GuildLiveliness {
    /// How many messages there were in each of some spans of time.
    pub msg_activity_bins: List<u32>,
    /// When they were counted.
    pub last_updated_ts: Option<Timestamp>,
}

open_enum! {
    /// What an invite brings people into.
    ///
    /// Discord docs: Invite/Invite Types.
    pub enum InviteType {
        /// A guild.
        Guild = 0 => "GUILD",
        /// A group.
        GroupDm = 1 => "GROUP_DM",
        /// The friends of a user.
        Friend = 2 => "FRIEND",
    }
}

impl Default for InviteType {
    /// A guild.
    fn default() -> Self {
        Self::Guild
    }
}

open_enum! {
    /// What an invite shows in a voice channel.
    ///
    /// Discord docs: Invite/Invite Target Types.
    pub enum InviteTargetType {
        /// A user's stream.
        Stream = 1 => "STREAM",
        /// An embedded application.
        EmbeddedApplication = 2 => "EMBEDDED_APPLICATION",
        /// The sale of role subscriptions. Only Discord's OpenAPI description has it.
        RoleSubscriptionsPurchase = 3 => "ROLE_SUBSCRIPTIONS_PURCHASE",
    }
}

open_flags! {
    /// Marks of an invite to a guild.
    ///
    /// Discord docs: Invite/Guild Invite Flags.
    pub struct InviteFlags as number {
        /// Those who come are guests: they see one voice channel, and go when they leave it.
        const IS_GUEST_INVITE = 1 << 0;
    }
}
