//! The rules, tried without a compiler run each.

use syn::{DeriveInput, parse_quote};

use super::expand;

fn mistakes(input: &DeriveInput) -> Vec<String> {
    match expand(input) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
    }
}

fn assert_starts(mistakes: &[String], starts: &[&str]) {
    assert_eq!(mistakes.len(), starts.len(), "{mistakes:#?}");
    for (mistake, start) in mistakes.iter().zip(starts) {
        assert!(mistake.starts_with(start), "{mistake} / {start}");
    }
}

#[test]
fn every_mistake_of_a_struct_is_reported_in_one_run() {
    let mistakes = mistakes(&parse_quote! {
        #[event("MESSAGE_CREATE", "MESSAGE_CREATE", "messageUpdate", prio = 3)]
        struct Lite<'a> {
            #[event(name = "x")]
            first: &'a str,
            #[event(rename = 5)]
            second: u8,
            #[event]
            third: u8,
            #[event(user = "x", rename = "y", user)]
            fourth: u8,
            #[event(user)]
            user_id: u8,
        }
    });
    assert_starts(
        &mistakes,
        &[
            "an event type cannot be generic or borrow",
            "`MESSAGE_CREATE` is named more than once",
            "events are named as on the wire, in capitals: write `MESSAGE_UPDATE`",
            "unknown option `prio`; there are wire names, `intents = …`",
            "unknown option `name`; a field has `rename",
            "`rename` takes a string",
            "`#[event]` needs parentheses",
            "`user` takes no value, as in `#[event(user)]`",
            "`user` is given more than once",
            "an event has one user, and `fourth` is it already",
        ],
    );
}

#[test]
fn every_mistake_of_an_enum_is_reported_in_one_run() {
    let mistakes = mistakes(&parse_quote! {
        #[event("MESSAGE_CREATE")]
        enum Any<T> where T: Clone {
            Nothing,
            Named { event: Ready },
            Two(Ready, Resumed),
            #[event(rename = "x")]
            Good(T),
        }
    });
    assert_starts(
        &mistakes,
        &[
            "an event type cannot be generic or borrow",
            "a union takes names and intents from the events",
            "a variant carries one event, as in `Nothing(GuildMemberAdd)`",
            "a variant carries one event, as in `Named(",
            "a variant carries one event, as in `Two(",
            "a variant's event says all there is",
        ],
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    assert_starts(
        &mistakes(&parse_quote!(
            struct Lite {
                id: u8,
            }
        )),
        &["an event type says which event it is made of"],
    );
    assert_starts(
        &mistakes(&parse_quote!(
            #[event()]
            struct Lite(u8);
        )),
        &[
            "an event type says which event it is made of",
            "the fields of an event are found by their names",
        ],
    );
    assert_starts(
        &mistakes(&parse_quote!(
            #[event(intents)]
            struct Lite;
        )),
        &["`intents` needs intents"],
    );
    assert_starts(
        &mistakes(&parse_quote!(
            enum Nothing {}
        )),
        &["a union of events needs a variant for each"],
    );
    assert_starts(
        &mistakes(&parse_quote!(
            union Bits {
                a: u8,
            }
        )),
        &["`#[derive(Event)]` goes on a struct"],
    );
}

#[test]
fn what_is_right_is_taken() {
    assert_starts(
        &mistakes(&parse_quote! {
            #[event("MESSAGE_CREATE", "NEW_2", intents = Intents::GUILDS, intents_if_granted = Intents::empty(),)]
            struct Lite {
                #[event(rename = "type")]
                kind: u8,
                #[serde(default)]
                guild_id: Option<u8>,
                #[event(user, rename = "author")]
                writer: User,
                user_id: u8,
            }
        }),
        &[],
    );
}

/// The traits of `asyncord::event` that the type gets.
fn told(input: &DeriveInput) -> Vec<&'static str> {
    let output = expand(input).unwrap().to_string();
    ["HasGuild", "HasChannel", "HasUser", "Replyable"]
        .into_iter()
        .filter(|of| output.contains(&format!("event :: {of} for")))
        .collect()
}

#[test]
fn a_struct_tells_what_its_fields_are_named_after() {
    assert_eq!(
        told(&parse_quote! {
            #[event("TYPING_START")]
            struct Nothing {
                id: Id<MessageMarker>,
                user: User,
            }
        }),
        [""; 0]
    );
    assert_eq!(
        told(&parse_quote! {
            #[event("TYPING_START")]
            struct All {
                id: Id<MessageMarker>,
                guild_id: Id<GuildMarker>,
                channel_id: Id<ChannelMarker>,
                user_id: Id<UserMarker>,
            }
        }),
        ["HasGuild", "HasChannel", "HasUser"]
    );
    assert_eq!(
        told(&parse_quote! {
            #[event("TYPING_START")]
            struct Named {
                #[event(user)]
                who: User,
            }
        }),
        ["HasUser"]
    );
}

#[test]
fn only_messages_are_replied_to() {
    let of_names = |names: &[&str]| {
        told(&parse_quote! {
            #[event(#(#names),*)]
            struct Lite {
                id: Id<MessageMarker>,
                channel_id: Id<ChannelMarker>,
            }
        })
        .contains(&"Replyable")
    };
    assert!(of_names(&["MESSAGE_UPDATE", "MESSAGE_CREATE"]));
    assert!(!of_names(&["MESSAGE_CREATE", "MESSAGE_DELETE"]));
    assert!(!of_names(&["CHANNEL_PINS_UPDATE"]));
    assert!(
        told(&parse_quote! {
            #[event("MESSAGE_CREATE")]
            struct Lite {
                id: Id<MessageMarker>,
            }
        })
        .is_empty()
    );
}
