//! Events of messages.

use crate::{
    event::ReplyTarget,
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker},
    },
    model::{Intents, List, Message},
};

/// In guilds and in direct messages.
const MESSAGES: Intents = Intents::GUILD_MESSAGES.union(Intents::DIRECT_MESSAGES);

event! {
    /// A message was sent.
    ///
    /// The bot's own messages come too: `if message.author.bot { return Ok(()) }` leaves out bots.
    ///
    /// Discord docs: Gateway Events/Message Create.
    pub struct MessageCreate(Message) = "MESSAGE_CREATE", MESSAGES;
    if_granted = Intents::MESSAGE_CONTENT;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.author,
        is_bot: Some(event.is_from_bot()),
        reply_to: ReplyTarget::new(event.channel_id, event.id),
    };
}

event! {
    /// A message was edited, or Discord added the embeds of its links.
    ///
    /// Discord docs: Gateway Events/Message Update.
    pub struct MessageUpdate(Message) = "MESSAGE_UPDATE", MESSAGES;
    if_granted = Intents::MESSAGE_CONTENT;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.author,
        is_bot: Some(event.is_from_bot()),
        reply_to: ReplyTarget::new(event.channel_id, event.id),
    };
}

event! {
    /// A message was deleted.
    ///
    /// Discord docs: Gateway Events/Message Delete.
    pub struct MessageDelete = "MESSAGE_DELETE", MESSAGES;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The message.
        pub id: Id<MessageMarker>,
        /// Its channel.
        pub channel_id: Id<ChannelMarker>,
        /// Its guild.
        pub guild_id: Option<Id<GuildMarker>>,
    }
}

event! {
    /// Several messages of a guild were deleted at once.
    ///
    /// Discord docs: Gateway Events/Message Delete Bulk.
    pub struct MessageDeleteBulk = "MESSAGE_DELETE_BULK", Intents::GUILD_MESSAGES;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The messages.
        pub ids: List<Id<MessageMarker>>,
        /// Their channel.
        pub channel_id: Id<ChannelMarker>,
        /// Their guild.
        pub guild_id: Option<Id<GuildMarker>>,
    }
}

#[cfg(test)]
mod tests {
    use super::{MessageCreate, MessageDelete, MessageDeleteBulk, MessageUpdate};
    use crate::{
        event::{Event, HasUser, RawEvent},
        model::{Field, MessageType, testing::round},
    };

    #[test]
    fn deletions_come_back_as_they_came() {
        round::<MessageDelete>(r#"{"id":"10","channel_id":"2","guild_id":"1"}"#);
        round::<MessageDelete>(r#"{"id":"10","channel_id":"2"}"#);
        round::<MessageDeleteBulk>(r#"{"ids":["10","11"],"channel_id":"2","guild_id":"1"}"#);
    }

    #[test]
    fn an_update_has_the_form_of_a_message() {
        round::<MessageUpdate>(
            r#"{"id":"10","channel_id":"2","guild_id":"1","author":{"id":"4","username":"ada"},
                "timestamp":"2026-11-24T22:18:23.123000+00:00","tts":false,"channel_type":0,
                "edited_timestamp":"2026-11-24T22:19:00.001000+00:00","content":"new"}"#,
        );
    }

    #[test]
    fn a_webhooks_message_is_no_persons() {
        let event = decode(
            r#"{"id":"10","channel_id":"2","author":{"id":"8"},"timestamp":"2026-01-01T00:00:00Z",
                "webhook_id":"8"}"#,
        );
        assert_eq!(event.is_bot(), Some(true));
        assert!(event.member.is_none());
    }

    fn decode(json: &str) -> MessageCreate {
        MessageCreate::decode(&RawEvent::from_json("MESSAGE_CREATE", json)).unwrap()
    }

    #[test]
    fn a_message_is_read_with_what_only_the_gateway_tells() {
        let event = decode(
            r#"{"type":0,"tts":false,"timestamp":"2026-11-24T22:18:23.123000+00:00","pinned":false,
                "mentions":[],"mention_roles":[],"mention_everyone":false,"id":"10","flags":0,"embeds":[],
                "edited_timestamp":null,"content":"!ping","components":[{"type":77}],"channel_id":"2",
                "author":{"username":"ada","id":"4","global_name":"Ada","discriminator":"0","avatar":null},
                "member":{"roles":["5"],"nick":null,"joined_at":"2020-01-01T00:00:00+00:00"},
                "attachments":[],"guild_id":"1","nonce":"17"}"#,
        );
        assert_eq!(event.content, "!ping");
        assert_eq!(event.author.display_name(), "Ada");
        assert_eq!(
            event.member.as_ref().unwrap().roles,
            [crate::id::Id::new(5)]
        );
        assert_eq!(event.jump_url(), "https://discord.com/channels/1/2/10");
        assert!(event.raw().json().contains(r#""type":77"#));
    }

    #[test]
    fn a_message_needs_little_and_keeps_unknown_kinds() {
        let event = decode(
            r#"{"id":10,"channel_id":2,"author":{"id":"4"},"timestamp":"2026-01-01T00:00:00Z","type":250,
                "referenced_message":null}"#,
        );
        assert_eq!(event.kind, MessageType::Unknown(250));
        assert!(event.referenced_message.is_null());
        assert!(matches!(
            decode(
                r#"{"id":1,"channel_id":2,"author":{"id":"4"},"timestamp":"2026-01-01T00:00:00Z"}"#
            )
            .referenced_message,
            Field::Absent
        ));
    }
}
