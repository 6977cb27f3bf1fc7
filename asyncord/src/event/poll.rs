//! Events of polls.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, UserMarker},
    },
    model::Intents,
};

/// In guilds and in direct messages.
const POLLS: Intents = Intents::GUILD_MESSAGE_POLLS.union(Intents::DIRECT_MESSAGE_POLLS);

event! {
    /// Someone voted in a poll.
    ///
    /// Where several answers may be voted for, each comes as an event of its own.
    ///
    /// Discord docs: Gateway Events/Message Poll Vote Add.
    pub struct MessagePollVoteAdd = "MESSAGE_POLL_VOTE_ADD", POLLS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
    };
    {
        /// Who voted.
        pub user_id: Id<UserMarker>,
        /// The message's channel.
        pub channel_id: Id<ChannelMarker>,
        /// The message with the poll.
        pub message_id: Id<MessageMarker>,
        /// The message's guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The answer's number in its poll.
        pub answer_id: u32,
    }
}

event! {
    /// Someone's vote in a poll was taken back.
    ///
    /// Where several answers may be voted for, each comes as an event of its own.
    ///
    /// Discord docs: Gateway Events/Message Poll Vote Remove.
    pub struct MessagePollVoteRemove = "MESSAGE_POLL_VOTE_REMOVE", POLLS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
    };
    {
        /// Who voted.
        pub user_id: Id<UserMarker>,
        /// The message's channel.
        pub channel_id: Id<ChannelMarker>,
        /// The message with the poll.
        pub message_id: Id<MessageMarker>,
        /// The message's guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The answer's number in its poll.
        pub answer_id: u32,
    }
}

#[cfg(test)]
mod tests {
    use super::{MessagePollVoteAdd, MessagePollVoteRemove};
    use crate::{
        event::{Event, HasUser, RawEvent},
        model::testing::round,
    };

    const VOTE: &str =
        r#"{"user_id":"4","message_id":"10","guild_id":"1","channel_id":"2","answer_id":3}"#;

    #[test]
    fn a_vote_tells_who_voted_for_what_and_where() {
        let raw = RawEvent::from_json("MESSAGE_POLL_VOTE_ADD", VOTE);
        let event = MessagePollVoteAdd::decode(&raw).unwrap();
        assert_eq!((event.answer_id, event.user_id().unwrap().get()), (3, 4));
        assert_eq!(event.scope().guild_id.unwrap(), 1);
    }

    #[test]
    fn votes_come_back_as_they_came() {
        round::<MessagePollVoteAdd>(VOTE);
        round::<MessagePollVoteRemove>(
            r#"{"user_id":"4","message_id":"10","channel_id":"2","answer_id":1}"#,
        );
    }
}
