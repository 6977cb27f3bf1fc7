//! Events of threads.

use std::ops::{Deref, DerefMut};

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    model::{Channel, ChannelType, Intents, List, ThreadMember, wire::object},
};

event! {
    /// A thread was created, or the bot came to a private one.
    ///
    /// Discord docs: Gateway Events/Thread Create.
    pub struct ThreadCreate(CreatedThread) = "THREAD_CREATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
}

/// What [`ThreadCreate`] tells: a thread, and whether it is new.
///
/// Where the bot was added to a private thread, the thread has [`member`](Channel::member).
#[object]
pub struct CreatedThread {
    /// The thread.
    #[wire(flatten)]
    pub channel: Channel,
    /// Whether it was created just now.
    pub newly_created: bool,
}

impl Deref for CreatedThread {
    type Target = Channel;

    fn deref(&self) -> &Channel {
        &self.channel
    }
}

impl DerefMut for CreatedThread {
    fn deref_mut(&mut self) -> &mut Channel {
        &mut self.channel
    }
}

event! {
    /// A thread was changed. A new message alone does not make this event.
    ///
    /// Discord docs: Gateway Events/Thread Update.
    pub struct ThreadUpdate(Channel) = "THREAD_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
}

event! {
    /// A thread was deleted.
    ///
    /// Discord docs: Gateway Events/Thread Delete.
    pub struct ThreadDelete = "THREAD_DELETE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
    {
        /// The thread.
        pub id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The channel it was in.
        pub parent_id: Option<Id<ChannelMarker>>,
        /// What sort of thread it was.
        #[wire(name = "type")]
        pub kind: Option<ChannelType>,
    }
}

event! {
    /// The bot may see a channel that it did not see before: these are the active threads there.
    ///
    /// Discord docs: Gateway Events/Thread List Sync.
    pub struct ThreadListSync = "THREAD_LIST_SYNC", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The channels whose threads these are, such without threads too; all of the guild where empty.
        pub channel_ids: List<Id<ChannelMarker>>,
        /// The active threads of those channels that the bot may see.
        pub threads: List<Channel>,
        /// The bot as a member of those threads that it has joined.
        pub members: List<ThreadMember>,
    }
}

impl ThreadListSync {
    /// Whether the list is that of a channel: what it does not name there is active no longer.
    pub fn covers(&self, channel_id: impl Into<Id<ChannelMarker>>) -> bool {
        self.channel_ids.is_empty() || self.channel_ids.contains(&channel_id.into())
    }
}

event! {
    /// The bot's own membership of a thread was changed.
    ///
    /// Discord docs: Gateway Events/Thread Member Update.
    pub struct ThreadMemberUpdate(GuildThreadMember) = "THREAD_MEMBER_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
        user: event.user_id,
    };
}

/// A member of a thread, and of which guild.
#[object]
pub struct GuildThreadMember {
    /// The guild.
    pub guild_id: Id<GuildMarker>,
    /// The member.
    #[wire(flatten)]
    pub member: ThreadMember,
}

impl Deref for GuildThreadMember {
    type Target = ThreadMember;

    fn deref(&self) -> &ThreadMember {
        &self.member
    }
}

impl DerefMut for GuildThreadMember {
    fn deref_mut(&mut self) -> &mut ThreadMember {
        &mut self.member
    }
}

event! {
    /// Users joined or left a thread.
    ///
    /// Without the privileged intent `GUILD_MEMBERS` it comes only where the bot itself did.
    ///
    /// Discord docs: Gateway Events/Thread Members Update.
    pub struct ThreadMembersUpdate = "THREAD_MEMBERS_UPDATE", Intents::GUILDS;
    if_granted = Intents::GUILD_MEMBERS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
    {
        /// The thread.
        pub id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// How many members it has, counted up to 50.
        pub member_count: u32,
        /// Who joined, with `member` and perhaps `presence`.
        pub added_members: List<ThreadMember>,
        /// Who left.
        pub removed_member_ids: List<Id<UserMarker>>,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        ThreadCreate, ThreadDelete, ThreadListSync, ThreadMemberUpdate, ThreadMembersUpdate,
    };
    use crate::{
        event::{Event, HasUser, RawEvent},
        model::{ChannelType, Intents},
    };

    fn event<E: Event + serde::Serialize>(name: &str, json: &str) -> E {
        let event = E::decode(&RawEvent::from_json(name, json)).unwrap();
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), before);
        event
    }

    #[test]
    fn a_new_thread_is_told_from_one_that_the_bot_was_added_to() {
        let new: ThreadCreate = event(
            "THREAD_CREATE",
            r#"{"id":"3","type":11,"guild_id":"1","parent_id":"2","name":"t","newly_created":true}"#,
        );
        assert!(new.newly_created && new.member.is_none());
        assert_eq!(new.name.as_deref(), Some("t"));
        assert_eq!(new.scope().guild_id, Some(1.into()));
        assert_eq!(new.scope().channel_id, Some(3.into()));

        let added: ThreadCreate = event(
            "THREAD_CREATE",
            r#"{"id":"3","type":12,"guild_id":"1","member":{"id":"3","user_id":"4","flags":0}}"#,
        );
        assert!(!added.newly_created && added.is_private());
        assert_eq!(added.member.as_ref().unwrap().user_id, Some(4.into()));
    }

    #[test]
    fn a_deleted_thread_tells_where_it_was() {
        let event: ThreadDelete = event(
            "THREAD_DELETE",
            r#"{"id":"3","guild_id":"1","parent_id":"2","type":11}"#,
        );
        assert_eq!(event.kind, Some(ChannelType::PublicThread));
        assert_eq!(event.parent_id, Some(2.into()));
    }

    #[test]
    fn a_list_of_threads_is_of_some_channels_or_of_all() {
        let some: ThreadListSync = event(
            "THREAD_LIST_SYNC",
            r#"{"guild_id":"1","channel_ids":["2"],"threads":[{"id":"3","type":11}],"members":[{"id":"3","user_id":"4"}]}"#,
        );
        assert!(some.covers(2) && !some.covers(5));
        let all: ThreadListSync = event(
            "THREAD_LIST_SYNC",
            r#"{"guild_id":"1","threads":[],"members":[]}"#,
        );
        assert!(all.covers(5));
    }

    #[test]
    fn a_membership_tells_guild_thread_and_user() {
        let event: ThreadMemberUpdate = event(
            "THREAD_MEMBER_UPDATE",
            r#"{"id":"3","guild_id":"1","user_id":"4","join_timestamp":"2021-04-12T23:40:39.855793+00:00","flags":1}"#,
        );
        assert_eq!(event.scope().channel_id, Some(3.into()));
        assert_eq!(event.scope().guild_id, Some(1.into()));
        assert_eq!(HasUser::user_id(&event), Some(4.into()));
    }

    #[test]
    fn who_joined_a_thread_comes_as_a_member() {
        let event: ThreadMembersUpdate = event(
            "THREAD_MEMBERS_UPDATE",
            r#"{"id":"3","guild_id":"1","member_count":50,"added_members":[{"id":"3","user_id":"4","flags":0,
                "member":{"user":{"id":"4","username":"ada"},"roles":[]},"presence":null}],"removed_member_ids":["5"]}"#,
        );
        let added = &event.added_members[0];
        assert_eq!(added.member.as_ref().unwrap().display_name(), "ada");
        assert_eq!(event.removed_member_ids, [5]);
        assert_eq!(ThreadMembersUpdate::INTENTS, Intents::GUILDS);
        assert_eq!(
            ThreadMembersUpdate::INTENTS_IF_GRANTED,
            Intents::GUILD_MEMBERS
        );
    }
}
