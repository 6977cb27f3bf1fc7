//! Where a channel is, and what it has there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    super::ids::{ApplicationId, ChannelId, EmojiId, GuildId, TagId, UserId},
    Overwrite,
};

/// A channel of a guild, a thread of one, or a conversation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Place {
    Guild(GuildId, Box<GuildChannel>),
    Thread(GuildId, Box<Thread>),
    Direct(Direct),
}

/// What only a guild's channels have.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct GuildChannel {
    pub(crate) name: String,
    pub(crate) topic: Option<String>,
    pub(crate) position: i64,
    pub(crate) parent_id: Option<ChannelId>,
    pub(crate) nsfw: bool,
    pub(crate) rate_limit_per_user: i64,
    pub(crate) permission_overwrites: Vec<Overwrite>,
    pub(crate) flags: u64,
    pub(crate) voice: VoiceSettings,
    pub(crate) threads: ThreadDefaults,
    pub(crate) forum: ForumSettings,
}

/// What only voice and stage channels have.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct VoiceSettings {
    pub(crate) bitrate: i64,
    pub(crate) user_limit: i64,
    pub(crate) rtc_region: Option<String>,
    pub(crate) video_quality_mode: i64,
    /// The words under its name.
    pub(crate) status: Option<String>,
    /// When the first user came in, in seconds of Unix time.
    pub(crate) started_at: Option<u64>,
}

impl Default for VoiceSettings {
    fn default() -> Self {
        Self {
            bitrate: 64_000,
            user_limit: 0,
            rtc_region: None,
            video_quality_mode: 1,
            status: None,
            started_at: None,
        }
    }
}

/// How new threads of a channel begin.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ThreadDefaults {
    /// Minutes.
    pub(crate) auto_archive_duration: Option<i64>,
    pub(crate) rate_limit_per_user: i64,
}

/// What only forum and media channels have.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ForumSettings {
    pub(crate) available_tags: Vec<Tag>,
    pub(crate) default_reaction_emoji: Option<Value>,
    pub(crate) default_sort_order: Option<i64>,
    pub(crate) default_forum_layout: i64,
    /// Whether a search by tags finds posts with all of them or with some.
    pub(crate) default_tag_setting: Option<String>,
}

/// Discord docs: Channel/Forum Tag Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) id: TagId,
    pub(crate) name: String,
    pub(crate) moderated: bool,
    pub(crate) emoji_id: Option<EmojiId>,
    pub(crate) emoji_name: Option<String>,
}

/// A thread of a guild's channel. Discord docs: Threads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Thread {
    pub(crate) parent_id: ChannelId,
    pub(crate) owner_id: UserId,
    pub(crate) name: String,
    pub(crate) rate_limit_per_user: i64,
    pub(crate) archived: bool,
    /// Minutes without activity after which it is archived.
    pub(crate) auto_archive_duration: i64,
    /// When `archived` last changed.
    pub(crate) archive_timestamp: u64,
    pub(crate) locked: bool,
    /// Whether members who do not moderate may add others to a private thread.
    pub(crate) invitable: bool,
    /// Who is in it, and since when.
    pub(crate) members: BTreeMap<UserId, u64>,
    /// Messages but the first, without those that were deleted.
    pub(crate) message_count: u64,
    /// As above, with those that were deleted.
    pub(crate) total_message_sent: u64,
    pub(crate) applied_tags: Vec<TagId>,
    /// 2: pinned in a forum.
    pub(crate) flags: u64,
}

/// A conversation of users outside of guilds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Direct {
    pub(crate) recipients: Vec<UserId>,
    /// What only conversations of more than two have.
    pub(crate) group: Option<Group>,
}

/// Discord docs: Channel/Group DM.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) name: Option<String>,
    pub(crate) icon: Option<String>,
    pub(crate) owner_id: UserId,
    pub(crate) application_id: Option<ApplicationId>,
}
