//! Threads: what they have besides a channel, their members, and lists of them.

use super::{Channel, List, Member, Message, Presence, Timestamp, wire::object};
use crate::id::{
    Id,
    marker::{ChannelMarker, UserMarker},
};

/// What only threads have.
///
/// Discord docs: Channel/Thread Metadata Object.
#[object]
#[derive(Copy, Eq, Default)]
pub struct ThreadMetadata {
    /// Whether it is archived.
    pub archived: bool,
    /// After how long a silence it is hidden.
    pub auto_archive_duration: Option<AutoArchiveDuration>,
    /// When it was last archived or unarchived.
    pub archive_timestamp: Option<Timestamp>,
    /// Whether only moderators can unarchive it.
    pub locked: bool,
    /// Whether anyone can add members; only of private threads.
    pub invitable: Option<bool>,
    /// When it was made; only of threads after 9 January 2022.
    pub create_timestamp: Option<Timestamp>,
}

open_enum! {
    /// After how many minutes of silence a thread is hidden.
    ///
    /// Discord docs: Channel/Thread Metadata Object.
    pub enum AutoArchiveDuration {
        /// 60 minutes.
        OneHour = 60 => "ONE_HOUR",
        /// 1,440 minutes.
        OneDay = 1_440 => "ONE_DAY",
        /// 4,320 minutes.
        ThreeDays = 4_320 => "THREE_DAYS",
        /// 10,080 minutes.
        OneWeek = 10_080 => "ONE_WEEK",
    }
}

impl AutoArchiveDuration {
    /// The minutes.
    pub const fn minutes(self) -> i32 {
        self.value()
    }
}

/// A user who has joined a thread.
///
/// Discord docs: Channel/Thread Member Object.
#[object]
pub struct ThreadMember {
    /// The thread; absent in `GUILD_CREATE`, where it stands beside.
    pub id: Option<Id<ChannelMarker>>,
    /// The user; absent in `GUILD_CREATE`, where it is the current one.
    pub user_id: Option<Id<UserMarker>>,
    /// When the user last joined.
    pub join_timestamp: Option<Timestamp>,
    /// What the user wants to be told of, which concerns Discord's client only.
    pub flags: ThreadMemberFlags,
    /// The user as a member of the guild; where asked for by `with_member`, and in events.
    pub member: Option<Box<Member>>,
    /// What the user is doing; only in [`ThreadMembersUpdate`](crate::event::ThreadMembersUpdate).
    pub presence: Option<Box<Presence>>,
}

open_flags! {
    /// What a user wants to be told of a thread.
    ///
    /// Discord names none of these bits.
    pub struct ThreadMemberFlags as number {}
}

/// Threads with the current user's memberships, as a page of a list.
///
/// Discord docs: Channel/List Public Archived Threads, Guild/List Active Guild Threads.
#[object]
#[derive(Default)]
pub struct ThreadList {
    /// The threads.
    pub threads: List<Channel>,
    /// The current user as a member of those threads that it has joined.
    pub members: List<ThreadMember>,
    /// Whether a further request can give more; not of active threads, which come all at once.
    pub has_more: bool,
    /// The first messages of the threads. Only Discord's OpenAPI description has it.
    pub first_messages: List<Message>,
}

impl ThreadList {
    /// The current user as a member of a thread of the list.
    pub fn member_of(&self, thread_id: impl Into<Id<ChannelMarker>>) -> Option<&ThreadMember> {
        let thread_id = Some(thread_id.into());
        self.members.iter().find(|member| member.id == thread_id)
    }
}

/// The threads that a search found. Only Discord's OpenAPI description has it.
#[object]
#[derive(Default)]
pub struct ThreadSearchResults {
    /// A page of them.
    #[wire(flatten)]
    pub list: ThreadList,
    /// How many the search found in all.
    pub total_results: u32,
}

open_string_enum! {
    /// How a search sorts the threads it finds. Only Discord's OpenAPI description has it.
    pub enum ThreadSortingMode {
        /// By how well they match.
        Relevance = "relevance",
        /// By the time at which they were made.
        CreationTime = "creation_time",
        /// By the last message.
        LastMessageTime = "last_message_time",
        /// By the time at which they were archived.
        ArchiveTime = "archive_time",
    }
}

#[cfg(test)]
mod tests;
