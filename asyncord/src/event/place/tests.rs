//! What each event tells.

use super::{HasChannel, HasGuild, HasUser, ReplyTarget, Replyable, UserPlace};
use crate::{
    event::{
        ChannelCreate, ChannelDelete, ChannelPinsUpdate, ChannelUpdate, Event, GuildCreate,
        GuildDelete, GuildMemberAdd, GuildMemberRemove, GuildMemberUpdate, GuildUpdate,
        MessageCreate, MessageDelete, MessageDeleteBulk, MessageReactionAdd, MessageReactionRemove,
        MessageReactionRemoveAll, MessageReactionRemoveEmoji, MessageUpdate, RawEvent, TypingStart,
    },
    id::{Id, marker::UserMarker},
    model::User,
};

/// One payload for all: guild 1, channel 2, user 4, message 10.
const PAYLOAD: &str = r#"{
    "id": "10", "ids": ["10"], "guild_id": "1", "channel_id": "2", "message_id": "10", "user_id": "4",
    "user": {"id": "4", "bot": true}, "author": {"id": "4"}, "emoji": {"id": null, "name": "x"},
    "timestamp": TIMESTAMP, "member": {"user": {"id": "4", "bot": true}}, "type": 0
}"#;

fn event<E: Event>(name: &str) -> E {
    let timestamp = match name {
        "TYPING_START" => "0",
        _ => "\"2026-01-01T00:00:00Z\"",
    };
    E::decode(&RawEvent::from_json(
        name,
        PAYLOAD.replace("TIMESTAMP", timestamp),
    ))
    .unwrap()
}

fn guild<E: HasGuild>(name: &str) -> Option<u64> {
    let event = event::<E>(name);
    assert_eq!(event.scope().guild_id, event.guild_id());
    event.guild_id().map(Id::get)
}

fn channel<E: HasChannel>(name: &str) -> Option<u64> {
    let event = event::<E>(name);
    assert_eq!(event.scope().channel_id, event.channel_id());
    event.channel_id().map(Id::get)
}

fn user<E: HasUser>(name: &str) -> (Option<u64>, Option<bool>) {
    let event = event::<E>(name);
    (event.user_id().map(Id::get), event.is_bot())
}

#[test]
fn events_tell_their_guild() {
    assert_eq!(guild::<ChannelCreate>("CHANNEL_CREATE"), Some(1));
    assert_eq!(guild::<ChannelUpdate>("CHANNEL_UPDATE"), Some(1));
    assert_eq!(guild::<ChannelDelete>("CHANNEL_DELETE"), Some(1));
    assert_eq!(guild::<ChannelPinsUpdate>("CHANNEL_PINS_UPDATE"), Some(1));
    assert_eq!(guild::<GuildCreate>("GUILD_CREATE"), Some(10));
    assert_eq!(guild::<GuildUpdate>("GUILD_UPDATE"), Some(10));
    assert_eq!(guild::<GuildDelete>("GUILD_DELETE"), Some(10));
    assert_eq!(guild::<GuildMemberAdd>("GUILD_MEMBER_ADD"), Some(1));
    assert_eq!(guild::<GuildMemberUpdate>("GUILD_MEMBER_UPDATE"), Some(1));
    assert_eq!(guild::<GuildMemberRemove>("GUILD_MEMBER_REMOVE"), Some(1));
    assert_eq!(guild::<MessageCreate>("MESSAGE_CREATE"), Some(1));
    assert_eq!(guild::<MessageUpdate>("MESSAGE_UPDATE"), Some(1));
    assert_eq!(guild::<MessageDelete>("MESSAGE_DELETE"), Some(1));
    assert_eq!(guild::<MessageDeleteBulk>("MESSAGE_DELETE_BULK"), Some(1));
    assert_eq!(guild::<MessageReactionAdd>("MESSAGE_REACTION_ADD"), Some(1));
    assert_eq!(
        guild::<MessageReactionRemove>("MESSAGE_REACTION_REMOVE"),
        Some(1)
    );
    assert_eq!(
        guild::<MessageReactionRemoveAll>("MESSAGE_REACTION_REMOVE_ALL"),
        Some(1)
    );
    assert_eq!(
        guild::<MessageReactionRemoveEmoji>("MESSAGE_REACTION_REMOVE_EMOJI"),
        Some(1)
    );
    assert_eq!(guild::<TypingStart>("TYPING_START"), Some(1));
}

#[test]
fn events_tell_their_channel() {
    assert_eq!(channel::<ChannelCreate>("CHANNEL_CREATE"), Some(10));
    assert_eq!(channel::<ChannelUpdate>("CHANNEL_UPDATE"), Some(10));
    assert_eq!(channel::<ChannelDelete>("CHANNEL_DELETE"), Some(10));
    assert_eq!(channel::<ChannelPinsUpdate>("CHANNEL_PINS_UPDATE"), Some(2));
    assert_eq!(channel::<MessageCreate>("MESSAGE_CREATE"), Some(2));
    assert_eq!(channel::<MessageUpdate>("MESSAGE_UPDATE"), Some(2));
    assert_eq!(channel::<MessageDelete>("MESSAGE_DELETE"), Some(2));
    assert_eq!(channel::<MessageDeleteBulk>("MESSAGE_DELETE_BULK"), Some(2));
    assert_eq!(
        channel::<MessageReactionAdd>("MESSAGE_REACTION_ADD"),
        Some(2)
    );
    assert_eq!(
        channel::<MessageReactionRemove>("MESSAGE_REACTION_REMOVE"),
        Some(2)
    );
    assert_eq!(
        channel::<MessageReactionRemoveAll>("MESSAGE_REACTION_REMOVE_ALL"),
        Some(2)
    );
    assert_eq!(
        channel::<MessageReactionRemoveEmoji>("MESSAGE_REACTION_REMOVE_EMOJI"),
        Some(2)
    );
    assert_eq!(channel::<TypingStart>("TYPING_START"), Some(2));
}

#[test]
fn events_tell_their_user_and_where_they_can_whether_it_is_a_bot() {
    let (a_bot, no_bot) = ((Some(4), Some(true)), (Some(4), Some(false)));
    assert_eq!(user::<MessageCreate>("MESSAGE_CREATE"), no_bot);
    assert_eq!(user::<MessageUpdate>("MESSAGE_UPDATE"), no_bot);
    assert_eq!(user::<GuildMemberAdd>("GUILD_MEMBER_ADD"), a_bot);
    assert_eq!(user::<GuildMemberUpdate>("GUILD_MEMBER_UPDATE"), a_bot);
    assert_eq!(user::<GuildMemberRemove>("GUILD_MEMBER_REMOVE"), a_bot);
    assert_eq!(user::<MessageReactionAdd>("MESSAGE_REACTION_ADD"), a_bot);
    assert_eq!(user::<TypingStart>("TYPING_START"), a_bot);
    assert_eq!(
        user::<MessageReactionRemove>("MESSAGE_REACTION_REMOVE"),
        (Some(4), None)
    );
}

#[test]
fn in_a_direct_message_there_is_no_guild_and_no_member() {
    let payload = r#"{"channel_id": "2", "user_id": "4", "timestamp": 0}"#;
    let typing = TypingStart::decode(&RawEvent::from_json("TYPING_START", payload)).unwrap();
    assert_eq!(HasGuild::guild_id(&typing), None);
    assert_eq!(HasUser::user_id(&typing), Some(Id::new(4)));
    assert_eq!(typing.is_bot(), None);
}

#[test]
fn a_webhook_counts_as_a_bot() {
    let payload = r#"{"id": "10", "channel_id": "2", "author": {"id": "7"}, "webhook_id": "7",
        "timestamp": "2026-01-01T00:00:00Z"}"#;
    let raw = RawEvent::from_json("MESSAGE_CREATE", payload);
    assert_eq!(MessageCreate::decode(&raw).unwrap().is_bot(), Some(true));
    assert_eq!(MessageUpdate::decode(&raw).unwrap().is_bot(), Some(true));
}

#[test]
fn messages_can_be_replied_to() {
    let target = ReplyTarget::new(2, 10);
    assert_eq!(
        event::<MessageCreate>("MESSAGE_CREATE").reply_target(),
        target
    );
    assert_eq!(
        event::<MessageUpdate>("MESSAGE_UPDATE").reply_target(),
        target
    );
}

#[test]
fn an_event_in_a_box_tells_the_same() {
    assert_eq!(guild::<Box<MessageCreate>>("MESSAGE_CREATE"), Some(1));
    assert_eq!(channel::<Box<MessageCreate>>("MESSAGE_CREATE"), Some(2));
    assert_eq!(
        user::<Box<GuildMemberAdd>>("GUILD_MEMBER_ADD"),
        (Some(4), Some(true))
    );
    assert_eq!(
        event::<Box<MessageCreate>>("MESSAGE_CREATE").reply_target(),
        ReplyTarget::new(2, 10)
    );
}

#[test]
fn a_user_is_told_by_ids_and_by_accounts() {
    let id: Id<UserMarker> = Id::new(4);
    assert_eq!((id.user_id(), id.is_bot()), (Some(id), None));
    let bot: User = serde_json::from_str(r#"{"id": "4", "bot": true}"#).unwrap();
    assert_eq!((bot.user_id(), bot.is_bot()), (Some(id), Some(true)));
    let boxed = Some(Box::new(bot));
    assert_eq!((boxed.user_id(), boxed.is_bot()), (Some(id), Some(true)));
    assert_eq!(
        (None::<User>.user_id(), None::<User>.is_bot()),
        (None, None)
    );
}
