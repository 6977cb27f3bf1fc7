//! Channels of every kind, in one type as on the wire.

use super::{
    ImageHash, List, Permissions, Text, ThreadMember, ThreadMetadata, Timestamp, User,
    cdn::{self, ImageUrl},
    format::Mention,
    thread::AutoArchiveDuration,
    wire::object,
};
use crate::id::{
    Id,
    marker::{
        ApplicationMarker, ChannelMarker, GenericMarker, GuildMarker, RoleMarker, TagMarker,
        UserMarker,
    },
};

mod follow;
mod forum;
mod kind;
mod overwrite;
#[cfg(test)]
mod tests;

pub(super) use self::forum::emoji_of_parts;
pub use self::{
    follow::FollowedChannel,
    forum::{DefaultReaction, ForumLayoutType, ForumTag, SortOrderType, TagSetting},
    kind::{ChannelFlags, ChannelType, VideoQualityMode},
    overwrite::{OverwriteType, PermissionOverwrite},
};

/// A channel of a guild, a thread, or a direct message.
///
/// Which fields are there depends on the [`kind`](Self::kind), and on where the channel comes from: events
/// and REST tell all, invites and messages little more than the id and the kind.
///
/// Discord docs: Channel/Channel Object.
#[object]
pub struct Channel {
    /// The channel's id.
    pub id: Id<ChannelMarker>,
    /// What sort of channel it is.
    #[wire(name = "type")]
    pub kind: ChannelType,
    /// The guild it is in. The channels of a `GUILD_CREATE` lack it.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The place in the list; equal places sort by id.
    pub position: Option<i32>,
    /// What roles and members may do here, other than in the guild.
    pub permission_overwrites: List<PermissionOverwrite>,
    /// The name, 1 to 100 characters; a direct message has none.
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
    pub user_limit: u32,
    /// How many seconds a user waits between messages, 0 to 21,600. In a forum: between threads.
    pub rate_limit_per_user: u32,
    /// The other participants of a direct message.
    #[wire(rare)]
    pub recipients: List<User>,
    /// The hash of a group's icon.
    #[wire(rare)]
    pub icon: Option<ImageHash>,
    /// Who made the group or thread.
    pub owner_id: Option<Id<UserMarker>>,
    /// The application that made the group.
    #[wire(rare_copy)]
    pub application_id: Option<Id<ApplicationMarker>>,
    /// Whether an application manages the group.
    #[wire(rare)]
    pub managed: bool,
    /// The category, or of a thread the channel.
    pub parent_id: Option<Id<ChannelMarker>>,
    /// When a message was last pinned.
    pub last_pin_timestamp: Option<Timestamp>,
    /// The id of the voice region; chosen by Discord where `None`.
    #[wire(rare)]
    pub rtc_region: Option<Text>,
    /// How well the camera pictures of a voice channel are sent; `None` stands for `Auto`.
    #[wire(rare_copy)]
    pub video_quality_mode: Option<VideoQualityMode>,
    /// How many messages a thread holds, without the first and deleted ones.
    pub message_count: Option<u32>,
    /// How many members a thread has, counted up to 50.
    pub member_count: Option<u32>,
    /// What only threads have.
    pub thread_metadata: Option<ThreadMetadata>,
    /// The current user as a member of the thread, where it is one.
    pub member: Option<Box<ThreadMember>>,
    /// After how long a silence new threads are hidden.
    pub default_auto_archive_duration: Option<AutoArchiveDuration>,
    /// What the asking user may do here; only in interactions.
    #[wire(rare_copy)]
    pub permissions: Option<Permissions>,
    /// What the application may do here; only in interactions, and only where its bot is in the guild.
    #[wire(rare_copy)]
    pub app_permissions: Option<Permissions>,
    /// Further marks.
    pub flags: ChannelFlags,
    /// How many messages were ever sent in a thread; deleted ones still count.
    pub total_message_sent: Option<u32>,
    /// The tags that a forum offers, at most 20.
    #[wire(rare)]
    pub available_tags: List<ForumTag>,
    /// The ids of the tags that a thread of a forum has, at most 5.
    pub applied_tags: List<Id<TagMarker>>,
    /// The emoji that a forum's client offers for a reaction to a thread.
    #[wire(rare)]
    pub default_reaction_emoji: Option<DefaultReaction>,
    /// The [`rate_limit_per_user`](Self::rate_limit_per_user) that new threads start with, in seconds.
    #[wire(rare_copy)]
    pub default_thread_rate_limit_per_user: Option<u32>,
    /// How a forum sorts its threads; `None` where nobody chose.
    #[wire(rare_copy)]
    pub default_sort_order: Option<SortOrderType>,
    /// How a forum shows its threads.
    #[wire(rare_copy)]
    pub default_forum_layout: Option<ForumLayoutType>,
    /// Whether a search for several tags in a forum wants all of them.
    #[wire(rare)]
    pub default_tag_setting: Option<TagSetting>,
}

impl Channel {
    /// The text that links to the channel in a message: `<#id>`.
    pub fn mention(&self) -> Mention {
        self.id.mention()
    }

    /// The address that opens the channel in Discord's client.
    ///
    /// A channel of a guild needs [`guild_id`](Self::guild_id), else it is taken for a direct message.
    pub fn jump_url(&self) -> String {
        match self.guild_id {
            Some(guild) => format!("https://discord.com/channels/{guild}/{}", self.id),
            None => format!("https://discord.com/channels/@me/{}", self.id),
        }
    }

    /// When it was created.
    ///
    /// A thread started from a message has the message's id: for threads from 2022 on the time is that of
    /// the thread nevertheless, for older ones that of the message.
    pub fn created_at(&self) -> Timestamp {
        self.thread_metadata
            .and_then(|metadata| metadata.create_timestamp)
            .unwrap_or_else(|| self.id.created_at())
    }

    /// The icon of a group.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        self.icon().map(|icon| cdn::group_icon(self.id, icon))
    }

    /// Whether it is a thread.
    pub fn is_thread(&self) -> bool {
        self.kind.is_thread()
    }

    /// Whether messages are sent in it: texts, announcements, threads, direct messages, and the chats of
    /// voice channels.
    pub fn is_text_based(&self) -> bool {
        self.kind.is_text_based()
    }

    /// Whether one speaks in it: a voice channel or a stage.
    pub fn is_voice_based(&self) -> bool {
        self.kind.is_voice_based()
    }

    /// Whether it is a direct message, of two or of a group.
    pub fn is_dm(&self) -> bool {
        self.kind.is_dm()
    }

    /// Whether it holds threads only: a forum or a media channel.
    pub fn is_forum_like(&self) -> bool {
        self.kind.is_forum_like()
    }

    /// Whether it is a thread of those invited only.
    pub fn is_private(&self) -> bool {
        self.kind == ChannelType::PrivateThread
    }

    /// Whether it is an archived thread: hidden, and only read until someone opens it again.
    pub fn is_archived(&self) -> bool {
        self.thread_metadata
            .is_some_and(|metadata| metadata.archived)
    }

    /// Whether it is a locked thread, which only moderators can unarchive.
    pub fn is_locked(&self) -> bool {
        self.thread_metadata.is_some_and(|metadata| metadata.locked)
    }

    /// Whether it is a thread that is pinned in its forum.
    pub fn is_pinned(&self) -> bool {
        self.flags.contains(ChannelFlags::PINNED)
    }

    /// What the channel changes for a role; `@everyone` has the guild's id.
    pub fn role_overwrite(
        &self,
        role_id: impl Into<Id<RoleMarker>>,
    ) -> Option<&PermissionOverwrite> {
        self.overwrite(OverwriteType::Role, role_id.into().cast())
    }

    /// What the channel changes for one member, by the user's id.
    pub fn member_overwrite(
        &self,
        user_id: impl Into<Id<UserMarker>>,
    ) -> Option<&PermissionOverwrite> {
        self.overwrite(OverwriteType::Member, user_id.into().cast())
    }

    fn overwrite(
        &self,
        kind: OverwriteType,
        id: Id<GenericMarker>,
    ) -> Option<&PermissionOverwrite> {
        self.permission_overwrites
            .iter()
            .find(|overwrite| overwrite.kind == kind && overwrite.id == id)
    }

    /// The forum's tag of an id.
    pub fn tag(&self, tag_id: impl Into<Id<TagMarker>>) -> Option<&ForumTag> {
        let tag_id = tag_id.into();
        self.available_tags().iter().find(|tag| tag.id == tag_id)
    }

    /// The forum's tag of a name, as it is written there.
    pub fn tag_named(&self, name: &str) -> Option<&ForumTag> {
        self.available_tags().iter().find(|tag| tag.name == name)
    }

    /// The tags of a thread of this forum, in the order in which they were applied.
    pub fn tags_of<'a>(&'a self, thread: &'a Self) -> impl Iterator<Item = &'a ForumTag> {
        thread.applied_tags.iter().filter_map(|id| self.tag(*id))
    }
}
