//! Filters as handlers are given them.

use super::{both, channels, either, guilds, in_dm, in_guild, not, not_bot, users};
use crate::{
    event::{Event, MessageCreate, MessageDelete, RawEvent, TypingStart},
    id::{Id, marker::ChannelMarker},
};

/// As the macro checks a filter: by itself, for an event that is known.
fn passes<E: Event>(event: &E, filter: impl Fn(&E) -> bool + Send + Sync + 'static) -> bool {
    filter(event)
}

fn message(fields: &str) -> MessageCreate {
    let payload = format!(
        r#"{{"id": "10", "channel_id": "2", "timestamp": "2026-01-01T00:00:00Z", {fields}}}"#
    );
    MessageCreate::decode(&RawEvent::from_json("MESSAGE_CREATE", payload)).unwrap()
}

fn in_a_guild() -> MessageCreate {
    message(r#""guild_id": "1", "author": {"id": "4"}"#)
}

#[test]
fn bots_and_webhooks_are_left_out() {
    assert!(passes(&in_a_guild(), not_bot));
    let bot = message(r#""author": {"id": "4", "bot": true}"#);
    assert!(!passes(&bot, not_bot));
    let webhook = message(r#""author": {"id": "4"}, "webhook_id": "4""#);
    assert!(!passes(&webhook, not_bot));
}

#[test]
fn who_may_be_a_bot_passes() {
    let payload = r#"{"user_id": "4", "channel_id": "2", "timestamp": 0}"#;
    let typing = TypingStart::decode(&RawEvent::from_json("TYPING_START", payload)).unwrap();
    assert!(passes(&typing, not_bot));
}

#[test]
fn guilds_are_told_from_direct_messages() {
    let (in_a_guild, direct) = (in_a_guild(), message(r#""author": {"id": "4"}"#));
    assert!(passes(&in_a_guild, in_guild) && !passes(&in_a_guild, in_dm));
    assert!(passes(&direct, in_dm) && !passes(&direct, in_guild));
}

#[test]
fn lists_pass_what_they_name() {
    let event = in_a_guild();
    assert!(passes(&event, channels([3, 2])));
    assert!(!passes(&event, channels([1, 3])));
    assert!(passes(&event, users(vec![9, 4])));
    assert!(!passes(&event, users([1, 2])));
    assert!(passes(&event, guilds([1])));
    assert!(!passes(&event, guilds([4, 2])));
    assert!(!passes(&event, channels(Vec::<u64>::new())));
}

#[test]
fn lists_are_of_numbers_or_ids_and_cloned() {
    let ids: Vec<Id<ChannelMarker>> = vec![Id::new(7), Id::new(2)];
    let filter = channels(&ids);
    drop(filter.clone());
    assert!(passes(&in_a_guild(), filter));
    assert!(passes(&in_a_guild(), channels(ids)));
}

#[test]
fn what_has_no_guild_is_in_none() {
    assert!(!passes(&message(r#""author": {"id": "4"}"#), guilds([1])));
}

#[test]
fn filters_are_put_together() {
    let event = in_a_guild();
    assert!(!passes(&event, not(in_guild)));
    assert!(passes(&event, not(users([5]))));
    assert!(passes(&event, both(not_bot, channels([2]))));
    assert!(!passes(&event, both(in_dm, channels([2]))));
    assert!(!passes(&event, both(channels([2]), in_dm)));
    assert!(passes(&event, either(in_dm, channels([2]))));
    assert!(passes(&event, either(channels([2]), in_dm)));
    assert!(!passes(&event, either(in_dm, channels([3]))));
    assert!(passes(
        &event,
        not(both(in_guild, either(users([5]), in_dm)))
    ));
}

#[test]
fn a_closure_is_a_filter_too() {
    let deleted = MessageDelete::decode(&RawEvent::from_json(
        "MESSAGE_DELETE",
        r#"{"id": "10", "channel_id": "2", "guild_id": "1"}"#,
    ))
    .unwrap();
    let even = |event: &MessageDelete| event.id.get().is_multiple_of(2);
    assert!(passes(&deleted, both(in_guild, even)));
    assert!(!passes(&deleted, not(even)));
}
