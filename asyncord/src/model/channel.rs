//! Channels of every kind, in one type as on the wire.

use super::{List, Permissions, Text, Timestamp, User, wire::object};
use crate::id::{
    Id,
    marker::{
        ApplicationMarker, ChannelMarker, GenericMarker, GuildMarker, MessageMarker, UserMarker,
    },
};

/// A channel of a guild, a thread, or a direct message.
///
/// Which fields are there depends on the [`kind`](Self::kind).
///
/// Discord docs: Channel/Channel Object.
#[object]
pub struct Channel {
    /// The channel's id.
    pub id: Id<ChannelMarker>,
    /// What sort of channel it is.
    #[wire(name = "type")]
    pub kind: ChannelType,
    /// The guild it is in.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The place in the list.
    pub position: Option<i32>,
    /// What roles and members may do here, other than in the guild.
    pub permission_overwrites: List<PermissionOverwrite>,
    /// The name, 1 to 100 characters.
    pub name: Option<Text>,
    /// The topic, up to 1,024 characters, in a forum 4,096.
    pub topic: Option<Text>,
    /// Whether it is age-restricted.
    pub nsfw: bool,
    /// The last message, or in a forum the last thread; it may be gone.
    pub last_message_id: Option<Id<GenericMarker>>,
    /// The bit rate of a voice channel, in bits a second.
    pub bitrate: Option<u32>,
    /// How many users a voice channel takes; 0 for no limit.
    pub user_limit: Option<u32>,
    /// How many seconds a user waits between messages, 0 to 21,600.
    pub rate_limit_per_user: Option<u32>,
    /// The other participants of a direct message.
    pub recipients: List<User>,
    /// The hash of a group's icon.
    pub icon: Option<Text>,
    /// Who made the group or thread.
    pub owner_id: Option<Id<UserMarker>>,
    /// The application that made the group.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The category, or of a thread the channel.
    pub parent_id: Option<Id<ChannelMarker>>,
    /// When a message was last pinned.
    pub last_pin_timestamp: Option<Timestamp>,
    /// The voice region; chosen by Discord where `None`.
    pub rtc_region: Option<Text>,
    /// How many messages a thread holds, without the first and deleted ones.
    pub message_count: Option<u32>,
    /// How many members a thread has, counted up to 50.
    pub member_count: Option<u32>,
    /// What only threads have.
    pub thread_metadata: Option<ThreadMetadata>,
    /// Minutes of silence after which new threads are hidden: 60, 1,440, 4,320 or 10,080.
    pub default_auto_archive_duration: Option<u32>,
    /// What the asking user may do here; only in interactions.
    pub permissions: Option<Permissions>,
    /// Further marks.
    pub flags: Option<ChannelFlags>,
    /// How many messages were ever sent in a thread.
    pub total_message_sent: Option<u32>,
    /// The message a thread was started from, which has the thread's id.
    pub message_id: Option<Id<MessageMarker>>,
}

impl Channel {
    /// The text that links to the channel in a message: `<#id>`.
    pub fn mention(&self) -> String {
        format!("<#{}>", self.id)
    }
}

open_enum! {
    /// What sort of channel it is.
    ///
    /// Discord docs: Channel/Channel Types.
    pub enum ChannelType {
        /// A text channel of a guild.
        GuildText = 0 => "GUILD_TEXT",
        /// A direct message between two users.
        Dm = 1 => "DM",
        /// A voice channel of a guild.
        GuildVoice = 2 => "GUILD_VOICE",
        /// A direct message between several users.
        GroupDm = 3 => "GROUP_DM",
        /// A category, which holds up to 50 channels.
        GuildCategory = 4 => "GUILD_CATEGORY",
        /// A channel that other guilds can follow.
        GuildAnnouncement = 5 => "GUILD_ANNOUNCEMENT",
        /// A thread in an announcement channel.
        AnnouncementThread = 10 => "ANNOUNCEMENT_THREAD",
        /// A thread that everyone in the channel sees.
        PublicThread = 11 => "PUBLIC_THREAD",
        /// A thread of those invited.
        PrivateThread = 12 => "PRIVATE_THREAD",
        /// A voice channel with an audience.
        GuildStageVoice = 13 => "GUILD_STAGE_VOICE",
        /// The list of guilds of a hub.
        GuildDirectory = 14 => "GUILD_DIRECTORY",
        /// A channel of threads only.
        GuildForum = 15 => "GUILD_FORUM",
        /// A channel of threads with media.
        GuildMedia = 16 => "GUILD_MEDIA",
    }
}

open_flags! {
    /// Marks of a channel.
    ///
    /// Discord docs: Channel/Channel Flags.
    pub struct ChannelFlags as number {
        /// The thread is pinned in its forum.
        const PINNED = 1 << 1;
        /// A thread of this forum needs a tag.
        const REQUIRE_TAG = 1 << 4;
        /// The media channel hides the download of media.
        const HIDE_MEDIA_DOWNLOAD_OPTIONS = 1 << 15;
    }
}

/// What a role or member may do in a channel, other than in the guild.
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

/// What only threads have.
///
/// Discord docs: Channel/Thread Metadata Object.
#[object]
#[derive(Copy, Eq)]
pub struct ThreadMetadata {
    /// Whether it is archived.
    pub archived: bool,
    /// Minutes of silence after which it is hidden: 60, 1,440, 4,320 or 10,080.
    pub auto_archive_duration: u32,
    /// When it was last archived or unarchived.
    pub archive_timestamp: Option<Timestamp>,
    /// Whether only moderators can unarchive it.
    pub locked: bool,
    /// Whether anyone can add members; only of private threads.
    pub invitable: Option<bool>,
    /// When it was made; only of threads after 9 January 2022.
    pub create_timestamp: Option<Timestamp>,
}
