//! Channels of every kind, in one type as on the wire.

use serde::{Deserialize, Serialize};

use super::{Permissions, Timestamp, User};
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Channel {
    /// The channel's id.
    pub id: Id<ChannelMarker>,
    /// What sort of channel it is.
    #[serde(rename = "type")]
    pub kind: ChannelType,
    /// The guild it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guild_id: Option<Id<GuildMarker>>,
    /// The place in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
    /// What roles and members may do here, other than in the guild.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permission_overwrites: Vec<PermissionOverwrite>,
    /// The name, 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    /// The topic, up to 1,024 characters, in a forum 4,096.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Box<str>>,
    /// Whether it is age-restricted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nsfw: bool,
    /// The last message, or in a forum the last thread; it may be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message_id: Option<Id<GenericMarker>>,
    /// The bit rate of a voice channel, in bits a second.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bitrate: Option<u32>,
    /// How many users a voice channel takes; 0 for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_limit: Option<u32>,
    /// How many seconds a user waits between messages, 0 to 21,600.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit_per_user: Option<u32>,
    /// The other participants of a direct message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<User>,
    /// The hash of a group's icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<Box<str>>,
    /// Who made the group or thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<Id<UserMarker>>,
    /// The application that made the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The category, or of a thread the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<Id<ChannelMarker>>,
    /// When a message was last pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_pin_timestamp: Option<Timestamp>,
    /// The voice region; chosen by Discord where `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rtc_region: Option<Box<str>>,
    /// How many messages a thread holds, without the first and deleted ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_count: Option<u32>,
    /// How many members a thread has, counted up to 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_count: Option<u32>,
    /// What only threads have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread_metadata: Option<ThreadMetadata>,
    /// Minutes of silence after which new threads are hidden: 60, 1,440, 4,320 or 10,080.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_auto_archive_duration: Option<u32>,
    /// What the asking user may do here; only in interactions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
    /// Further marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flags: Option<ChannelFlags>,
    /// How many messages were ever sent in a thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_message_sent: Option<u32>,
    /// The message a thread was started from, which has the thread's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    pub enum ChannelType: u8 {
        /// A text channel of a guild.
        GuildText = 0,
        /// A direct message between two users.
        Dm = 1,
        /// A voice channel of a guild.
        GuildVoice = 2,
        /// A direct message between several users.
        GroupDm = 3,
        /// A category, which holds up to 50 channels.
        GuildCategory = 4,
        /// A channel that other guilds can follow.
        GuildAnnouncement = 5,
        /// A thread in an announcement channel.
        AnnouncementThread = 10,
        /// A thread that everyone in the channel sees.
        PublicThread = 11,
        /// A thread of those invited.
        PrivateThread = 12,
        /// A voice channel with an audience.
        GuildStageVoice = 13,
        /// The list of guilds of a hub.
        GuildDirectory = 14,
        /// A channel of threads only.
        GuildForum = 15,
        /// A channel of threads with media.
        GuildMedia = 16,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PermissionOverwrite {
    /// The role's or user's id.
    pub id: Id<GenericMarker>,
    /// Whether it is a role or a member.
    #[serde(rename = "type")]
    pub kind: OverwriteType,
    /// What is allowed.
    #[serde(default)]
    pub allow: Permissions,
    /// What is denied.
    #[serde(default)]
    pub deny: Permissions,
}

open_enum! {
    /// Whose permissions an overwrite changes.
    ///
    /// Discord docs: Channel/Overwrite Object.
    pub enum OverwriteType: u8 {
        /// A role's.
        Role = 0,
        /// A member's.
        Member = 1,
    }
}

/// What only threads have.
///
/// Discord docs: Channel/Thread Metadata Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ThreadMetadata {
    /// Whether it is archived.
    #[serde(default)]
    pub archived: bool,
    /// Minutes of silence after which it is hidden: 60, 1,440, 4,320 or 10,080.
    #[serde(default)]
    pub auto_archive_duration: u32,
    /// When it was last archived or unarchived.
    #[serde(default)]
    pub archive_timestamp: Option<Timestamp>,
    /// Whether only moderators can unarchive it.
    #[serde(default)]
    pub locked: bool,
    /// Whether anyone can add members; only of private threads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitable: Option<bool>,
    /// When it was made; only of threads after 9 January 2022.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_timestamp: Option<Timestamp>,
}
