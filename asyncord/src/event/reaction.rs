//! Events of reactions.

use crate::{
    event::UserPlace,
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, UserMarker},
    },
    model::{Emoji, Intents, List, Member, ReactionType, Text},
};

/// In guilds and in direct messages.
const REACTIONS: Intents =
    Intents::GUILD_MESSAGE_REACTIONS.union(Intents::DIRECT_MESSAGE_REACTIONS);

event! {
    /// Someone reacted to a message.
    ///
    /// Discord docs: Gateway Events/Message Reaction Add.
    pub struct MessageReactionAdd = "MESSAGE_REACTION_ADD", REACTIONS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
        is_bot: event.member.is_bot(),
    };
    {
        /// Who reacted.
        pub user_id: Id<UserMarker>,
        /// The message's channel.
        pub channel_id: Id<ChannelMarker>,
        /// The message.
        pub message_id: Id<MessageMarker>,
        /// The message's guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// Who reacted, as a member; only in guilds.
        pub member: Option<Box<Member>>,
        /// The emoji.
        pub emoji: Emoji,
        /// Who wrote the message.
        pub message_author_id: Option<Id<UserMarker>>,
        /// Whether it is a super reaction.
        pub burst: bool,
        /// The colours of a super reaction, as `#rrggbb`.
        pub burst_colors: List<Text>,
        /// What sort of reaction it is.
        #[wire(name = "type")]
        pub kind: Option<ReactionType>,
    }
}

event! {
    /// Someone's reaction to a message was taken away.
    ///
    /// Discord docs: Gateway Events/Message Reaction Remove.
    pub struct MessageReactionRemove = "MESSAGE_REACTION_REMOVE", REACTIONS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
    };
    {
        /// Whose reaction it was.
        pub user_id: Id<UserMarker>,
        /// The message's channel.
        pub channel_id: Id<ChannelMarker>,
        /// The message.
        pub message_id: Id<MessageMarker>,
        /// The message's guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The emoji.
        pub emoji: Emoji,
        /// Whether it was a super reaction.
        pub burst: bool,
        /// What sort of reaction it was.
        #[wire(name = "type")]
        pub kind: Option<ReactionType>,
    }
}

event! {
    /// All reactions to a message were taken away at once.
    ///
    /// Discord docs: Gateway Events/Message Reaction Remove All.
    pub struct MessageReactionRemoveAll = "MESSAGE_REACTION_REMOVE_ALL", REACTIONS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The message's channel.
        pub channel_id: Id<ChannelMarker>,
        /// The message.
        pub message_id: Id<MessageMarker>,
        /// The message's guild.
        pub guild_id: Option<Id<GuildMarker>>,
    }
}

event! {
    /// All reactions with one emoji were taken away at once.
    ///
    /// Discord docs: Gateway Events/Message Reaction Remove Emoji.
    pub struct MessageReactionRemoveEmoji = "MESSAGE_REACTION_REMOVE_EMOJI", REACTIONS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The message's channel.
        pub channel_id: Id<ChannelMarker>,
        /// The message.
        pub message_id: Id<MessageMarker>,
        /// The message's guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The emoji.
        pub emoji: Emoji,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        MessageReactionAdd, MessageReactionRemove, MessageReactionRemoveAll,
        MessageReactionRemoveEmoji, ReactionType,
    };
    use crate::{
        event::{Event, HasUser, RawEvent},
        model::testing::round,
    };

    #[test]
    fn reactions_come_back_as_they_came() {
        round::<MessageReactionAdd>(
            r##"{"user_id":"4","type":1,"message_id":"10","message_author_id":"5","guild_id":"1","channel_id":"2",
                "member":{"user":{"username":"ada","id":"4","global_name":"Ada","discriminator":"0",
                    "avatar":null,"public_flags":0,"bot":true},"roles":["5"],"premium_since":null,
                    "pending":false,"nick":null,"mute":false,"joined_at":"2020-01-01T00:00:00.000000+00:00",
                    "flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null},
                "emoji":{"name":"🔥","id":null},"burst":true,"burst_colors":["#ff7e00"]}"##,
        );
        round::<MessageReactionRemove>(
            r#"{"user_id":"4","type":0,"message_id":"10","guild_id":"1","channel_id":"2","burst":false,
                "emoji":{"name":"LUL","id":"9","animated":true}}"#,
        );
        round::<MessageReactionRemoveAll>(r#"{"message_id":"10","guild_id":"1","channel_id":"2"}"#);
        round::<MessageReactionRemoveEmoji>(
            r#"{"message_id":"10","channel_id":"2","emoji":{"name":"🔥","id":null}}"#,
        );
    }

    #[test]
    fn whether_a_bot_reacted_is_known_of_members_only() {
        let add = |member: &str| {
            let json = format!(
                r#"{{"user_id":"4","message_id":"10","channel_id":"2","emoji":{{"name":"a"}}{member}}}"#
            );
            MessageReactionAdd::decode(&RawEvent::from_json("MESSAGE_REACTION_ADD", json)).unwrap()
        };
        assert_eq!(add("").is_bot(), None);
        assert_eq!(
            add(r#","member":{"user":{"id":"4","bot":true}}"#).is_bot(),
            Some(true)
        );
        assert_eq!(
            add(r#","member":{"user":{"id":"4"}}"#).is_bot(),
            Some(false)
        );
    }

    #[test]
    fn a_reaction_with_a_deleted_emoji_is_no_error() {
        let raw = RawEvent::from_json(
            "MESSAGE_REACTION_ADD",
            r#"{"user_id":"4","type":0,"message_id":"10","emoji":{"name":null,"id":"9"},"channel_id":"2","burst":false}"#,
        );
        let event = MessageReactionAdd::decode(&raw).unwrap();
        assert_eq!(event.emoji.name, None);
        assert_eq!(event.kind, Some(ReactionType::Normal));
        assert_eq!(event.guild_id, None);
    }
}
