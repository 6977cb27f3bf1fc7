//! Types of a user's own as events.

use super::{Overlap, overlap};
use crate::{
    event::{
        Event, EventNames, GuildMemberAdd, GuildMemberRemove, HasChannel, HasGuild, HasUser,
        MessageCreate, MessageDelete, MessageUpdate, RawEvent, Ready, ReplyTarget, Replyable,
        Scope, TypingStart, UserPlace,
    },
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, UserMarker},
    },
    model::{Intents, User},
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

#[derive(Debug, serde::Deserialize)]
struct Author {
    id: Id<UserMarker>,
}

impl UserPlace for Author {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        Some(self.id)
    }

    fn is_bot(&self) -> Option<bool> {
        Some(self.id == 4)
    }
}

#[derive(Debug, Event)]
#[event("MESSAGE_CREATE", "MESSAGE_UPDATE")]
struct Wrote {
    id: Id<MessageMarker>,
    channel_id: Id<ChannelMarker>,
    #[event(user)]
    author: Author,
    /// Of something else: what is marked goes before what is called so.
    #[allow(dead_code)]
    user_id: Option<String>,
}

#[derive(Debug, Event)]
#[event("GUILD_MEMBER_ADD")]
struct Joined {
    guild_id: Id<GuildMarker>,
    #[event(user, rename = "user")]
    who: User,
}

#[derive(Debug, Event)]
#[event("MESSAGE_REACTION_ADD")]
struct Reacted {
    user_id: Option<Id<UserMarker>>,
}

/// Its fields have the names of those of a message that can be replied to, and other types.
#[derive(Debug, Event)]
#[event("MESSAGE_CREATE")]
struct Lettered {
    id: String,
    channel_id: Option<Id<ChannelMarker>>,
}

#[derive(Debug, Event)]
enum Mixed {
    Wrote(Box<Wrote>),
    Joined(Joined),
    Ready(Box<Ready>),
}

/// A union in a union, beside an event that tells nothing.
#[derive(Debug, Event)]
enum Nested {
    Mixed(Mixed),
    Other(RawEvent),
}

#[derive(Debug, Event)]
enum Answerable {
    Wrote(Wrote),
}

/// It tells its place and no user.
#[derive(Debug, Event)]
enum Places {
    Deleted(MessageDelete),
    Ready(Box<Ready>),
}

const PAYLOAD: &str = r#"{"id":"10","guild_id":"1","channel_id":"2","author":{"id":"4"},"user_id":"7",
    "user":{"id":"5","bot":true},"session_id":"s","application":{"id":"3"}}"#;

fn decode<E: Event>(name: &str) -> E {
    E::decode(&RawEvent::from_json(name, PAYLOAD)).unwrap()
}

/// `true` for the traits that a type has; the same trick as the derive's.
macro_rules! has {
    ($event:ty: $of:ident) => {{
        struct Asked<E>(std::marker::PhantomData<E>);

        #[allow(dead_code)]
        impl<E: $of> Asked<E> {
            const HAS: bool = true;
        }

        #[allow(dead_code)]
        trait HasNot {
            const HAS: bool = false;
        }

        impl<E> HasNot for Asked<E> {}

        Asked::<$event>::HAS
    }};
}

#[test]
fn a_projection_tells_what_its_fields_tell() {
    let wrote: Wrote = decode("MESSAGE_UPDATE");
    assert_eq!(wrote.channel_id(), Some(Id::new(2)));
    assert_eq!(
        (HasUser::user_id(&wrote), wrote.is_bot()),
        (Some(Id::new(4)), Some(true))
    );
    assert_eq!(wrote.reply_target(), ReplyTarget::new(2, 10));

    let joined: Joined = decode("GUILD_MEMBER_ADD");
    assert_eq!(HasGuild::guild_id(&joined), Some(Id::new(1)));
    assert_eq!(
        (joined.user_id(), joined.is_bot()),
        (Some(Id::new(5)), Some(true))
    );

    let reacted: Reacted = decode("MESSAGE_REACTION_ADD");
    assert_eq!(
        (HasUser::user_id(&reacted), reacted.is_bot()),
        (Some(Id::new(7)), None)
    );

    let lettered: Lettered = decode("MESSAGE_CREATE");
    assert_eq!(lettered.id, "10");
    assert_eq!(HasChannel::channel_id(&lettered), Some(Id::new(2)));
}

#[test]
fn a_projection_tells_nothing_else() {
    assert!(!has!(Wrote: HasGuild));
    assert!(!has!(Joined: HasChannel) && !has!(Joined: Replyable));
    assert!(!has!(Reacted: HasGuild) && !has!(Reacted: HasChannel));
    assert!(!has!(Lettered: HasUser) && !has!(Lettered: Replyable));
    assert!(!has!(Yesterday: HasGuild) && !has!(Yesterday: HasUser));
    assert!(has!(Wrote: Replyable), "the question itself");
}

#[test]
fn a_union_tells_what_its_event_tells() {
    let wrote: Mixed = decode("MESSAGE_CREATE");
    assert_eq!(wrote.guild_id(), None);
    assert_eq!(wrote.channel_id(), Some(Id::new(2)));
    assert_eq!(
        (wrote.user_id(), wrote.is_bot()),
        (Some(Id::new(4)), Some(true))
    );

    let joined: Nested = decode("GUILD_MEMBER_ADD");
    assert_eq!(joined.guild_id(), Some(Id::new(1)));
    assert_eq!(joined.channel_id(), None);
    assert_eq!(
        (joined.user_id(), joined.is_bot()),
        (Some(Id::new(5)), Some(true))
    );

    for name in ["READY", "TYPING_START"] {
        let nothing: Nested = decode(name);
        assert_eq!((nothing.guild_id(), nothing.channel_id()), (None, None));
        assert_eq!((nothing.user_id(), nothing.is_bot()), (None, None));
    }

    let answerable: Answerable = decode("MESSAGE_UPDATE");
    assert_eq!(answerable.reply_target(), ReplyTarget::new(2, 10));
}

#[test]
fn a_union_of_which_no_event_tells_it_does_not_tell_it() {
    assert!(has!(Places: HasGuild) && has!(Places: HasChannel));
    assert!(!has!(Places: HasUser));
    assert!(has!(Nested: HasUser));
    assert!(has!(Answerable: Replyable));
    assert!(!has!(Mixed: Replyable), "one that cannot is enough");
    assert!(!has!(Ready: HasGuild) && !has!(RawEvent: HasUser));
    assert!(has!(TypingStart: HasUser) && !has!(MessageDelete: HasUser));
    assert!(!has!(GuildMemberAdd: HasChannel));
}
