//! Types of a user's own as events.

use super::{Overlap, overlap};
use crate::{
    event::{
        Event, EventNames, GuildMemberAdd, GuildMemberRemove, MessageCreate, MessageUpdate,
        RawEvent, Ready, Scope,
    },
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::Intents,
};

/// Only what it names is decoded: the rest of the payload may have any form.
#[derive(Debug, Event)]
#[event("MESSAGE_CREATE", "MESSAGE_UPDATE")]
struct Lite {
    channel_id: Id<ChannelMarker>,
    guild_id: Option<Id<GuildMarker>>,
    content: String,
    #[event(rename = "type")]
    kind: Option<u8>,
    r#loop: Option<bool>,
    #[serde(default = "seven", alias = "other")]
    number: u8,
}

fn seven() -> u8 {
    7
}

#[derive(Debug, Event)]
#[event("ADDED_YESTERDAY", intents = Intents::GUILDS, intents_if_granted = Intents::GUILD_PRESENCES)]
struct Yesterday;

/// Narrower than the typed event; what is granted stays.
#[derive(Debug, Event)]
#[event("MESSAGE_CREATE", "ADDED_YESTERDAY", intents = Intents::GUILD_MESSAGES)]
struct InGuilds {}

#[derive(Debug, Event)]
enum Moderation {
    Join(Box<GuildMemberAdd>),
    Leave(Box<GuildMemberRemove>),
    Wrote(Lite),
}

#[derive(Debug, Event)]
enum Everything {
    Moderation(Moderation),
    Other(RawEvent),
}

#[test]
fn a_projection_has_the_names_it_says_and_the_intents_of_the_typed_events() {
    assert_eq!(
        Lite::NAMES,
        EventNames::Only(&["MESSAGE_CREATE", "MESSAGE_UPDATE"])
    );
    assert_eq!(
        Lite::INTENTS,
        MessageCreate::INTENTS | MessageUpdate::INTENTS
    );
    assert_eq!(Lite::INTENTS_IF_GRANTED, Intents::MESSAGE_CONTENT);

    assert_eq!(Yesterday::INTENTS, Intents::GUILDS);
    assert_eq!(Yesterday::INTENTS_IF_GRANTED, Intents::GUILD_PRESENCES);

    assert_eq!(InGuilds::INTENTS, Intents::GUILD_MESSAGES);
    assert_eq!(InGuilds::INTENTS_IF_GRANTED, Intents::MESSAGE_CONTENT);
}

#[test]
fn a_projection_reads_its_fields_and_nothing_else() {
    let raw = RawEvent::from_json(
        "MESSAGE_CREATE",
        r#"{"channel_id":"2","content":"hi","type":19,"loop":true,"author":5,"other":3}"#,
    );
    let lite = Lite::decode(&raw).unwrap();
    assert_eq!(lite.content, "hi");
    assert_eq!(
        (lite.kind, lite.r#loop, lite.number),
        (Some(19), Some(true), 3)
    );
    assert_eq!(
        lite.scope(),
        Scope {
            guild_id: None,
            channel_id: Some(Id::new(2))
        }
    );

    let raw = RawEvent::from_json(
        "MESSAGE_UPDATE",
        r#"{"channel_id":"2","guild_id":"1","content":"","type":null}"#,
    );
    let lite = Lite::decode(&raw).unwrap();
    assert_eq!((lite.kind, lite.r#loop, lite.number), (None, None, 7));
    assert_eq!(lite.scope().guild_id, Some(Id::new(1)));
}

#[test]
fn a_projection_whose_field_is_missing_says_which() {
    let error = Lite::decode(&RawEvent::from_json(
        "MESSAGE_CREATE",
        r#"{"channel_id":"2"}"#,
    ))
    .unwrap_err();
    assert!(
        error.to_string().contains("missing field `content`"),
        "{error}"
    );
    let error = Lite::decode(&RawEvent::from_json("MESSAGE_CREATE", "[]")).unwrap_err();
    assert!(error.to_string().contains("Lite"), "{error}");
}

#[test]
fn a_struct_without_fields_takes_any_payload() {
    for json in ["null", "{}", "[1]"] {
        assert!(Yesterday::decode(&RawEvent::from_json("ADDED_YESTERDAY", json)).is_ok());
    }
    let raw = RawEvent::from_json("MESSAGE_CREATE", r#"{"id":"1"}"#);
    assert_eq!(InGuilds::decode(&raw).unwrap().scope(), Scope::default());
}

#[test]
fn a_union_has_the_names_and_intents_of_its_variants() {
    assert_eq!(
        Moderation::NAMES,
        EventNames::Only(&[
            "GUILD_MEMBER_ADD",
            "GUILD_MEMBER_REMOVE",
            "MESSAGE_CREATE",
            "MESSAGE_UPDATE"
        ])
    );
    assert_eq!(
        Moderation::INTENTS,
        Intents::GUILD_MEMBERS | MessageCreate::INTENTS
    );
    assert_eq!(Moderation::INTENTS_IF_GRANTED, Intents::MESSAGE_CONTENT);
    assert_eq!(Everything::NAMES, EventNames::All);
}

#[test]
fn a_union_decodes_the_variant_of_the_name() {
    let json = r#"{"guild_id":"1","user":{"id":"3","username":"ada"},"channel_id":"2","content":"hi",
        "roles":[],"joined_at":"2026-01-01T00:00:00Z"}"#;
    let decode = |name: &str| Moderation::decode(&RawEvent::from_json(name, json));
    assert!(matches!(
        decode("GUILD_MEMBER_ADD").unwrap(),
        Moderation::Join(_)
    ));
    let left = decode("GUILD_MEMBER_REMOVE").unwrap();
    assert_eq!(left.scope().guild_id, Some(Id::new(1)));
    let Moderation::Leave(left) = left else {
        panic!("{left:?}")
    };
    assert_eq!(left.user.id, 3);
    let wrote = decode("MESSAGE_UPDATE").unwrap();
    assert_eq!(wrote.scope().channel_id, Some(Id::new(2)));
    assert!(matches!(wrote, Moderation::Wrote(_)));

    let error = decode("READY").unwrap_err();
    assert_eq!(
        error.to_string(),
        "a READY could not be decoded: no variant takes events of this name"
    );
}

#[test]
fn a_variant_that_takes_everything_takes_what_is_left() {
    let decode = |name: &str| Everything::decode(&RawEvent::from_json(name, "{}"));
    assert!(decode("MESSAGE_CREATE").is_err(), "it has its variant");
    assert!(matches!(
        decode("READY").unwrap(),
        Everything::Other(raw) if raw.name() == "READY"
    ));
    assert!(decode("GUILD_MEMBER_ADD").is_err());
}

#[test]
fn names_that_are_in_both_are_found() {
    assert_eq!(
        overlap(MessageCreate::NAMES, Lite::NAMES),
        Overlap::Some,
        "the first"
    );
    assert_eq!(overlap(MessageUpdate::NAMES, Lite::NAMES), Overlap::Some);
    assert_eq!(overlap(Ready::NAMES, Lite::NAMES), Overlap::None);
    assert_eq!(
        overlap(EventNames::Only(&["A", "B"]), EventNames::Only(&["AB"])),
        Overlap::None
    );
    assert_eq!(overlap(RawEvent::NAMES, Ready::NAMES), Overlap::All);
    assert_eq!(overlap(Ready::NAMES, RawEvent::NAMES), Overlap::None);
}
