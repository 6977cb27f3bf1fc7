//! Threads, and who takes part in them.

use super::channel::Channels;
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, TagMarker, UserMarker},
    },
    model::{
        AutoArchiveDuration, Channel, ChannelType, List, SortingOrder, TagSetting, ThreadList,
        ThreadMember, ThreadSearchResults, ThreadSortingMode, Timestamp,
    },
    rest::{body::NewPost, resource::guild::Guilds},
};

group! {
    /// The threads of a channel; from [`Channels::threads`](super::channel::Channels::threads).
    pub struct Threads { channel_id: ChannelMarker }
}

operation! {
    /// Begins a thread at a message, with a name of 1 to 100 characters; it has the message's id.
    ///
    /// Needs `CREATE_PUBLIC_THREADS`.
    ///
    /// Discord docs: Channel/Start Thread from Message.
    StartThreadFromMessage = POST "/channels/{channel_id}/messages/{message_id}/threads" -> Channel, reason;
    fn Threads::start_from_message(
        message_id: Id<MessageMarker> in path,
        name: String in body [characters 1..=100],
    );
    body {
        /// Sets the minutes of silence after which it is hidden.
        auto_archive_duration: AutoArchiveDuration,
        /// Sets how many seconds a user waits between messages, 0 to 21,600.
        rate_limit_per_user: u32 [range 0..=21_600],
    }
}

operation! {
    /// Begins a thread without a message, with a name of 1 to 100 characters; a private one unless its type is set.
    ///
    /// Needs `CREATE_PRIVATE_THREADS` or `CREATE_PUBLIC_THREADS`.
    ///
    /// Discord docs: Channel/Start Thread without Message.
    StartThread = POST "/channels/{channel_id}/threads" -> Channel, reason;
    fn Threads::start(name: String in body [characters 1..=100]);
    body {
        /// Sets of what type it is: `PUBLIC_THREAD`, `PRIVATE_THREAD` or `ANNOUNCEMENT_THREAD`.
        kind as "type": ChannelType,
        /// Sets the minutes of silence after which it is hidden.
        auto_archive_duration: AutoArchiveDuration,
        /// Whether its members can add others to a private one.
        invitable: bool,
        /// Sets how many seconds a user waits between messages, 0 to 21,600.
        rate_limit_per_user: u32 [range 0..=21_600],
    }
}

operation! {
    /// Makes a post in a forum or media channel; answers with its thread, in which the message stands.
    ///
    /// Needs `SEND_MESSAGES`.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::body::NewPost;
    ///
    /// let forum = client.channels().threads(41_771_983_423_143_937);
    /// forum.start_post(NewPost::new("Welcome", "Say hello here.")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Channel/Start Thread in Forum or Media Channel.
    StartPost = POST "/channels/{channel_id}/threads" -> Channel, reason;
    fn Threads::start_post();
    with NewPost as post;
}

operation! {
    /// Lists public threads that are archived, those archived last first.
    ///
    /// Needs `READ_MESSAGE_HISTORY`.
    ///
    /// Discord docs: Channel/List Public Archived Threads.
    ListPublicArchivedThreads = GET "/channels/{channel_id}/threads/archived/public" -> ThreadList;
    fn Threads::public_archived();
    query {
        /// Lists those archived before then.
        before: Timestamp,
        /// Sets how many, 2 to 100.
        limit: u8 [range 2..=100],
    }
}

operation! {
    /// Lists private threads that are archived, those archived last first.
    ///
    /// Needs `READ_MESSAGE_HISTORY` and `MANAGE_THREADS`.
    ///
    /// Discord docs: Channel/List Private Archived Threads.
    ListPrivateArchivedThreads = GET "/channels/{channel_id}/threads/archived/private" -> ThreadList;
    fn Threads::private_archived();
    query {
        /// Lists those archived before then.
        before: Timestamp,
        /// Sets how many, 2 to 100.
        limit: u8 [range 2..=100],
    }
}

operation! {
    /// Lists private threads that are archived and that the bot is in, the newest first.
    ///
    /// Needs `READ_MESSAGE_HISTORY`.
    ///
    /// Discord docs: Channel/List Joined Private Archived Threads.
    ListJoinedPrivateArchivedThreads = GET "/channels/{channel_id}/users/@me/threads/archived/private" -> ThreadList;
    fn Threads::joined_private_archived();
    query {
        /// Lists those with lower ids than this.
        before: Id<ChannelMarker>,
        /// Sets how many, 2 to 100.
        limit: u8 [range 2..=100],
    }
}

operation! {
    /// Lists the active threads of a guild that the bot can see, the newest first.
    ///
    /// Discord docs: Guild/List Active Guild Threads.
    ListActiveThreads = GET "/guilds/{guild_id}/threads/active" -> ThreadList;
    fn Guilds::active_threads(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Joins a thread that is not archived.
    ///
    /// Discord docs: Channel/Join Thread.
    JoinThread = PUT "/channels/{channel_id}/thread-members/@me" -> ();
    fn Channels::join_thread(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Leaves a thread that is not archived.
    ///
    /// Discord docs: Channel/Leave Thread.
    LeaveThread = DELETE "/channels/{channel_id}/thread-members/@me" -> ();
    fn Channels::leave_thread(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Adds a member to a thread that is not archived.
    ///
    /// Needs to be able to write in it.
    ///
    /// Discord docs: Channel/Add Thread Member.
    AddThreadMember = PUT "/channels/{channel_id}/thread-members/{user_id}" -> ();
    fn Channels::add_thread_member(channel_id: Id<ChannelMarker> in path, user_id: Id<UserMarker> in path);
}

operation! {
    /// Removes a member from a thread that is not archived.
    ///
    /// Needs `MANAGE_THREADS`, or a private thread of the bot's own.
    ///
    /// Discord docs: Channel/Remove Thread Member.
    RemoveThreadMember = DELETE "/channels/{channel_id}/thread-members/{user_id}" -> ();
    fn Channels::remove_thread_member(channel_id: Id<ChannelMarker> in path, user_id: Id<UserMarker> in path);
}

operation! {
    /// Gets a member of a thread; an error of the kind `NotFound` says that the user is none.
    ///
    /// Discord docs: Channel/Get Thread Member.
    GetThreadMember = GET "/channels/{channel_id}/thread-members/{user_id}" -> ThreadMember;
    fn Channels::thread_member(channel_id: Id<ChannelMarker> in path, user_id: Id<UserMarker> in path);
    query {
        /// Whether the member of the guild comes with it.
        with_member: bool,
    }
}

operation! {
    /// Lists the members of a thread, by the users' ids.
    ///
    /// Needs the privileged intent `GUILD_MEMBERS` to be switched on for the application.
    ///
    /// Discord docs: Channel/List Thread Members.
    ListThreadMembers = GET "/channels/{channel_id}/thread-members" -> List<ThreadMember>;
    fn Channels::thread_members(channel_id: Id<ChannelMarker> in path);
    query {
        /// Whether the members of the guild come with them; the answer then comes in pages.
        with_member: bool,
        /// Lists those after this user.
        after: Id<UserMarker>,
        /// Sets how many, 1 to 100; 100 where not set.
        limit: u8 [range 1..=100],
    }
}

operation! {
    /// Searches the posts of a forum or media channel.
    ///
    /// While Discord makes the index, the request is repeated when Discord says.
    ///
    /// Needs `READ_MESSAGE_HISTORY`.
    ///
    /// In Discord's specification, not in its documentation.
    SearchThreads = GET "/channels/{channel_id}/threads/search" -> ThreadSearchResults;
    fn Threads::search();
    query {
        /// Finds those whose names are like this, up to 100 characters.
        name: String [characters 0..=100],
        /// Sets how many other words may stand between those of the name, 0 to 100.
        slop: u8 [range 0..=100],
        /// Finds those with higher ids than this.
        min_id: Id<ChannelMarker>,
        /// Finds those with lower ids than this.
        max_id: Id<ChannelMarker>,
        /// Finds those with these tags, up to 20.
        tag: Vec<Id<TagMarker>> [items 0..=20],
        /// Sets whether they need all of the tags, or one.
        tag_setting: TagSetting,
        /// Whether they are archived.
        archived: bool,
        /// Sets by what they are sorted.
        sort_by: ThreadSortingMode,
        /// Sets in which direction.
        sort_order: SortingOrder,
        /// Sets how many, 1 to 25; 25 where not set.
        limit: u8 [range 1..=25],
        /// Leaves out so many, 0 to 9,975.
        offset: u16 [range 0..=9_975],
    }
}
