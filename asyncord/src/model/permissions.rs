//! What members may do: the permissions themselves, and what a member has of them in the end.
//!
//! [`Permissions`] is the bit set of roles and overwrites. [`PermissionCalculator`] works out what a
//! member may do in a guild, channel or thread, says why, and knows who stands above whom.
//!
//! ```
//! use asyncord::{
//!     id::Id,
//!     model::{
//!         ChannelType, PermissionOverwrite,
//!         permissions::{PermissionCalculator, Permissions, RoleFacts},
//!     },
//! };
//!
//! let (guild_id, owner_id, user_id, muted) = (Id::new(1), Id::new(2), Id::new(3), Id::new(4));
//! // Or `&guild.roles`.
//! let roles = [
//!     RoleFacts::new(guild_id.cast(), 0, Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES),
//!     RoleFacts::new(muted, 1, Permissions::empty()),
//! ];
//! // Or `&channel.permission_overwrites`.
//! let overwrites: Vec<PermissionOverwrite> =
//!     serde_json::from_str(r#"[{"id": "4", "type": 0, "allow": "0", "deny": "2048"}]"#)?;
//!
//! let calculator = PermissionCalculator::new(guild_id, owner_id, roles);
//! let member_roles = [muted];
//! let here = calculator.member(user_id, &member_roles).in_channel(ChannelType::GuildText, &overwrites);
//! assert_eq!(here.permissions(), Permissions::VIEW_CHANNEL);
//! assert_eq!(
//!     here.why(Permissions::SEND_MESSAGES).to_string(),
//!     "SEND_MESSAGES is denied by the overwrite of role 4"
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

mod calculator;
mod effective;
mod explain;
mod hierarchy;
mod text;

pub use self::{
    calculator::{MemberPermissions, PermissionCalculator, RoleFacts},
    effective::EffectivePermissions,
    explain::{Explanation, Holder, Rule, Why},
    hierarchy::role_order,
    text::ParsePermissionsError,
};

bitflags::bitflags! {
    /// What a member, role or overwrite may do; a bit set that Discord writes as a decimal string.
    ///
    /// The brackets tell the kinds of channels in which an overwrite can change the permission (text,
    /// voice, stage), or `guild` where it counts in the whole guild only. Text stands for announcement,
    /// forum and media channels too. "Two-factor": in a guild that asks moderators for two-factor
    /// authentication, a bot can use it only where the bot's owner has that set up.
    ///
    /// Bits that have no name here are kept and written back. [`all`](Self::all) has those too: what has
    /// a name is [`ALL_KNOWN`](Self::ALL_KNOWN). [`iter_names`](Self::iter_names) goes through the names.
    ///
    /// # Bits above 63
    ///
    /// Discord's bits end at 52, and its specification lets requests have bits up to 53. Should a string
    /// ever be larger than 64 bits, the lower 64 are kept and the others dropped: what has a name reads
    /// right, and nothing around it is lost. But writing such a set back clears the bits above.
    ///
    /// # As text
    ///
    /// [`Display`](std::fmt::Display) and [`FromStr`](std::str::FromStr) use the names:
    ///
    /// ```
    /// use asyncord::model::Permissions;
    ///
    /// let permissions: Permissions = "VIEW_CHANNEL | SEND_MESSAGES".parse()?;
    /// assert_eq!(permissions, Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES);
    /// assert_eq!(permissions.to_string(), "VIEW_CHANNEL | SEND_MESSAGES");
    /// # Ok::<(), asyncord::model::permissions::ParsePermissionsError>(())
    /// ```
    ///
    /// Discord docs: Permissions/Bitwise Permission Flags.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Permissions: u64 {
        /// Create invites. (Text, voice, stage.)
        const CREATE_INSTANT_INVITE = 1 << 0;
        /// Kick members. (Guild; two-factor.)
        const KICK_MEMBERS = 1 << 1;
        /// Ban and unban members. (Guild; two-factor.)
        const BAN_MEMBERS = 1 << 2;
        /// Every permission, past all channel overwrites. (Guild; two-factor.)
        const ADMINISTRATOR = 1 << 3;
        /// Create, edit and delete channels. (Text, voice, stage; two-factor.)
        const MANAGE_CHANNELS = 1 << 4;
        /// Edit the guild. (Guild; two-factor.)
        const MANAGE_GUILD = 1 << 5;
        /// Add new reactions to messages. (Text, voice, stage.)
        const ADD_REACTIONS = 1 << 6;
        /// Read the audit log. (Guild.)
        const VIEW_AUDIT_LOG = 1 << 7;
        /// Be heard above others. (Voice.)
        const PRIORITY_SPEAKER = 1 << 8;
        /// Share video or screen. (Voice, stage.)
        const STREAM = 1 << 9;
        /// See a channel, which all else in it needs. (Text, voice, stage.)
        const VIEW_CHANNEL = 1 << 10;
        /// Send messages, and start threads in a forum. (Text, voice, stage.)
        const SEND_MESSAGES = 1 << 11;
        /// Send messages that are read aloud. (Text, voice, stage.)
        const SEND_TTS_MESSAGES = 1 << 12;
        /// Delete others' messages. (Text, voice, stage; two-factor.)
        const MANAGE_MESSAGES = 1 << 13;
        /// Have links shown with a preview. (Text, voice, stage.)
        const EMBED_LINKS = 1 << 14;
        /// Upload files. (Text, voice, stage.)
        const ATTACH_FILES = 1 << 15;
        /// Read earlier messages. (Text, voice, stage.)
        const READ_MESSAGE_HISTORY = 1 << 16;
        /// Mention `@everyone`, `@here` and every role. (Text, voice, stage.)
        const MENTION_EVERYONE = 1 << 17;
        /// Use emojis of other guilds. (Text, voice, stage.)
        const USE_EXTERNAL_EMOJIS = 1 << 18;
        /// See guild insights. (Guild.)
        const VIEW_GUILD_INSIGHTS = 1 << 19;
        /// Join a channel to listen and to read its chat. (Voice, stage.)
        const CONNECT = 1 << 20;
        /// Speak. (Voice.)
        const SPEAK = 1 << 21;
        /// Mute members, in a stage move them to the audience. (Voice, stage.)
        const MUTE_MEMBERS = 1 << 22;
        /// Deafen members. (Voice.)
        const DEAFEN_MEMBERS = 1 << 23;
        /// Move members between channels. (Voice, stage.)
        const MOVE_MEMBERS = 1 << 24;
        /// Speak by voice activity detection. (Voice.)
        const USE_VAD = 1 << 25;
        /// Change one's own nickname. (Guild.)
        const CHANGE_NICKNAME = 1 << 26;
        /// Change others' nicknames. (Guild.)
        const MANAGE_NICKNAMES = 1 << 27;
        /// Create, edit and give lower roles, in a channel edit overwrites. (Text, voice, stage; two-factor.)
        const MANAGE_ROLES = 1 << 28;
        /// Create, edit and delete webhooks. (Text, voice, stage; two-factor.)
        const MANAGE_WEBHOOKS = 1 << 29;
        /// Edit and delete others' emojis, stickers and sounds. (Guild; two-factor.)
        const MANAGE_GUILD_EXPRESSIONS = 1 << 30;
        /// Use application commands. (Text, voice, stage.)
        const USE_APPLICATION_COMMANDS = 1 << 31;
        /// Ask to speak. (Stage.)
        const REQUEST_TO_SPEAK = 1 << 32;
        /// Edit and delete others' scheduled events. (Voice, stage.)
        const MANAGE_EVENTS = 1 << 33;
        /// Delete and archive threads, and see every private one. (Text; two-factor.)
        const MANAGE_THREADS = 1 << 34;
        /// Create public and announcement threads. (Text.)
        const CREATE_PUBLIC_THREADS = 1 << 35;
        /// Create private threads. (Text.)
        const CREATE_PRIVATE_THREADS = 1 << 36;
        /// Use stickers of other guilds. (Text, voice, stage.)
        const USE_EXTERNAL_STICKERS = 1 << 37;
        /// Send messages in threads. (Text.)
        const SEND_MESSAGES_IN_THREADS = 1 << 38;
        /// Use activities. (Text, voice.)
        const USE_EMBEDDED_ACTIVITIES = 1 << 39;
        /// Time members out. (Guild.)
        const MODERATE_MEMBERS = 1 << 40;
        /// See what role subscriptions earn. (Guild; two-factor.)
        const VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41;
        /// Use the soundboard. (Voice.)
        const USE_SOUNDBOARD = 1 << 42;
        /// Create emojis, stickers and sounds, and edit one's own. (Guild.)
        const CREATE_GUILD_EXPRESSIONS = 1 << 43;
        /// Create scheduled events, and edit one's own. (Voice, stage.)
        const CREATE_EVENTS = 1 << 44;
        /// Use sounds of other guilds. (Voice.)
        const USE_EXTERNAL_SOUNDS = 1 << 45;
        /// Send voice messages. (Text, voice, stage.)
        const SEND_VOICE_MESSAGES = 1 << 46;
        /// Set the status of a channel. (Voice.)
        const SET_VOICE_CHANNEL_STATUS = 1 << 48;
        /// Send polls. (Text, voice, stage.)
        const SEND_POLLS = 1 << 49;
        /// Let user-installed apps answer in public. (Text, voice, stage.)
        const USE_EXTERNAL_APPS = 1 << 50;
        /// Pin and unpin messages. (Text.)
        const PIN_MESSAGES = 1 << 51;
        /// Send without waiting for slow mode. (Text, voice, stage.)
        const BYPASS_SLOWMODE = 1 << 52;
        // Bits that Discord adds later are kept.
        const _ = !0;
    }
}

impl Permissions {
    /// Every permission that has a name here: bits 0 to 46 and 48 to 52.
    pub const ALL_KNOWN: Self = Self::from_bits_retain(0x001F_7FFF_FFFF_FFFF);

    /// What overwrites can change in channels of every kind.
    const IN_EVERY_CHANNEL: Self = Self::union_of(&[
        Self::CREATE_INSTANT_INVITE,
        Self::MANAGE_CHANNELS,
        Self::ADD_REACTIONS,
        Self::VIEW_CHANNEL,
        Self::SEND_MESSAGES,
        Self::SEND_TTS_MESSAGES,
        Self::MANAGE_MESSAGES,
        Self::EMBED_LINKS,
        Self::ATTACH_FILES,
        Self::READ_MESSAGE_HISTORY,
        Self::MENTION_EVERYONE,
        Self::USE_EXTERNAL_EMOJIS,
        Self::MANAGE_ROLES,
        Self::MANAGE_WEBHOOKS,
        Self::USE_APPLICATION_COMMANDS,
        Self::USE_EXTERNAL_STICKERS,
        Self::SEND_VOICE_MESSAGES,
        Self::SEND_POLLS,
        Self::USE_EXTERNAL_APPS,
        Self::BYPASS_SLOWMODE,
    ]);

    /// What overwrites can change in voice and in stage channels, but not in text channels.
    const IN_VOICE_AND_STAGE: Self = Self::union_of(&[
        Self::STREAM,
        Self::CONNECT,
        Self::MUTE_MEMBERS,
        Self::MOVE_MEMBERS,
        Self::MANAGE_EVENTS,
        Self::CREATE_EVENTS,
    ]);

    /// What overwrites can change in text channels.
    pub const ALL_TEXT: Self = Self::union_of(&[
        Self::IN_EVERY_CHANNEL,
        Self::MANAGE_THREADS,
        Self::CREATE_PUBLIC_THREADS,
        Self::CREATE_PRIVATE_THREADS,
        Self::SEND_MESSAGES_IN_THREADS,
        Self::USE_EMBEDDED_ACTIVITIES,
        Self::PIN_MESSAGES,
    ]);

    /// What overwrites can change in voice channels, their text chat included.
    pub const ALL_VOICE: Self = Self::union_of(&[
        Self::IN_EVERY_CHANNEL,
        Self::IN_VOICE_AND_STAGE,
        Self::PRIORITY_SPEAKER,
        Self::SPEAK,
        Self::DEAFEN_MEMBERS,
        Self::USE_VAD,
        Self::USE_EMBEDDED_ACTIVITIES,
        Self::USE_SOUNDBOARD,
        Self::USE_EXTERNAL_SOUNDS,
        Self::SET_VOICE_CHANNEL_STATUS,
    ]);

    /// What overwrites can change in stage channels, their text chat included.
    pub const ALL_STAGE: Self = Self::union_of(&[
        Self::IN_EVERY_CHANNEL,
        Self::IN_VOICE_AND_STAGE,
        Self::REQUEST_TO_SPEAK,
    ]);

    /// What counts in the whole guild only: no overwrite changes it.
    pub const ALL_GUILD: Self = Self::ALL_KNOWN
        .difference(Self::ALL_TEXT)
        .difference(Self::ALL_VOICE)
        .difference(Self::ALL_STAGE);

    /// What a bot can use only where its owner has two-factor authentication, in guilds that ask for it.
    pub const OWNER_2FA_REQUIRED: Self = Self::union_of(&[
        Self::KICK_MEMBERS,
        Self::BAN_MEMBERS,
        Self::ADMINISTRATOR,
        Self::MANAGE_CHANNELS,
        Self::MANAGE_GUILD,
        Self::MANAGE_MESSAGES,
        Self::MANAGE_ROLES,
        Self::MANAGE_WEBHOOKS,
        Self::MANAGE_GUILD_EXPRESSIONS,
        Self::MANAGE_THREADS,
        Self::VIEW_CREATOR_MONETIZATION_ANALYTICS,
    ]);

    /// The union of several sets, also in constants.
    const fn union_of(mut sets: &[Self]) -> Self {
        let mut union = Self::empty();
        while let [first, rest @ ..] = sets {
            union = union.union(*first);
            sets = rest;
        }
        union
    }

    /// What of `required` is not in the set; empty where all is there.
    ///
    /// Goes by the bits alone: [`ADMINISTRATOR`](Self::ADMINISTRATOR) stands for itself only. What
    /// Discord or [`PermissionCalculator`] worked out has every bit for an administrator.
    ///
    /// ```
    /// use asyncord::model::Permissions;
    ///
    /// let required = Permissions::SEND_MESSAGES | Permissions::EMBED_LINKS;
    /// let missing = Permissions::SEND_MESSAGES.missing(required);
    /// assert_eq!(missing.to_string(), "EMBED_LINKS");
    /// ```
    pub const fn missing(self, required: Self) -> Self {
        required.difference(self)
    }
}

#[cfg(test)]
mod tests;
