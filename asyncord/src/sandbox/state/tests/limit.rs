//! How many of a thing there may be: each time one more than that is refused.

use std::fmt::Debug;

use super::{
    super::{
        Changed, Refusal, Store,
        channel::{ChannelEdit, Overwrite, kind, thread::ThreadDraft},
        ids::{ChannelId, UserId, seed},
        image::Image,
        invite::InviteWish,
        reaction::Emoji,
        role::RoleEdit,
        seed::{ADA, APPLICATION, GENERAL, GUILD},
    },
    post, store,
};

/// Makes things until one is refused: how many there are then, and why there is no other.
fn fill<T: Debug>(
    store: &mut Store,
    mut make: impl FnMut(&mut Store, u64) -> Result<Changed<T>, Refusal>,
) -> (u64, Refusal) {
    for count in 0..5000 {
        if let Err(refusal) = make(store, count) {
            return (count, refusal);
        }
    }
    panic!("there is no end");
}

fn channel(store: &mut Store, kind: u8, name: &str) -> ChannelId {
    let edit = ChannelEdit {
        name: Some(name.to_owned()),
        ..ChannelEdit::default()
    };
    let made = store.create_channel(&ADA.into(), GUILD, kind, edit);
    made.unwrap().value["id"].as_str().unwrap().parse().unwrap()
}

fn image(kind: &str) -> Image {
    Image::parse(&format!("data:image/{kind};base64,AAEC")).unwrap()
}

#[test]
fn a_channel_has_250_pins() {
    let mut store = store();
    let filled = fill(&mut store, |store, _| {
        let id = post(store, ADA, "x");
        store.set_pin(GENERAL, id, &ADA.into(), true)
    });
    assert_eq!(filled, (250, Refusal::TOO_MANY_PINS));
}

#[test]
fn a_message_has_20_kinds_of_reactions() {
    let mut store = store();
    let id = post(&mut store, ADA, "x");
    let emojis: Vec<char> = ('\u{1F600}'..='\u{1F640}').collect();
    let filled = fill(&mut store, |store, count| {
        let emoji = emojis[usize::try_from(count).unwrap()].to_string();
        store.add_reaction(GENERAL, id, ADA, &Emoji::parse(&emoji).unwrap())
    });
    assert_eq!(filled, (20, Refusal::TOO_MANY_REACTIONS));
    let known = Emoji::parse("\u{1F600}").unwrap();
    let again = store.add_reaction(GENERAL, id, seed(23), &known);
    assert!(again.is_ok(), "more of one kind are fine");
}

#[test]
fn a_guild_has_250_roles() {
    let mut store = store();
    let there = store.guild(GUILD).unwrap().roles.len() as u64;
    let (count, refusal) = fill(&mut store, |store, _| {
        store.create_role(&ADA.into(), GUILD, RoleEdit::default())
    });
    assert_eq!((there + count, refusal), (250, Refusal::TOO_MANY_ROLES));
}

#[test]
fn a_guild_has_1000_webhooks() {
    let mut store = store();
    let mut at = GENERAL;
    let filled = fill(&mut store, |store, count| {
        if count > 0 && count % 15 == 0 {
            let full = store.create_webhook(&ADA.into(), at, "h".to_owned(), None);
            assert_eq!(full.unwrap_err(), Refusal::TOO_MANY_WEBHOOKS);
            at = channel(store, kind::GUILD_TEXT, &format!("c{count}"));
        }
        store.create_webhook(&ADA.into(), at, "h".to_owned(), None)
    });
    assert_eq!(filled, (1000, Refusal::TOO_MANY_GUILD_WEBHOOKS));
}

#[test]
fn a_channel_has_1000_overwrites() {
    let mut store = store();
    let mut overwrites = Vec::new();
    let filled = fill(&mut store, |store, count| {
        let user = store.create_user(format!("user {count}"), None).value;
        overwrites.push(Overwrite {
            id: user.cast(),
            kind: 1,
            allow: 0,
            deny: 1,
        });
        if count < 999 {
            return Ok(Changed::nothing(serde_json::Value::Null));
        }
        let edit = ChannelEdit {
            permission_overwrites: Some(overwrites.clone()),
            ..ChannelEdit::default()
        };
        store.edit_channel(&ADA.into(), GENERAL, edit)
    });
    assert_eq!(filled, (1000, Refusal::TOO_MANY_OVERWRITES));
    let one = overwrites.last().unwrap();
    let refused = store.set_overwrite(&ADA.into(), GENERAL, one);
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_OVERWRITES);
}

#[test]
fn a_guild_has_1000_invites() {
    let mut store = store();
    let filled = fill(&mut store, |store, _| {
        store.create_invite(&ADA.into(), GENERAL, InviteWish::default(), true, None)
    });
    assert_eq!(filled, (1000, Refusal::TOO_MANY_INVITES));
}

#[test]
fn animated_emojis_are_counted_for_themselves() {
    let mut store = store();
    let make = |kind: &'static str| {
        move |store: &mut Store, _| {
            let name = "crab".to_owned();
            store.create_guild_emoji(&ADA.into(), GUILD, name, Vec::new(), image(kind))
        }
    };
    store.guilds.get_mut(&GUILD).unwrap().settings.premium_tier = 0;
    let plain = fill(&mut store, make("png"));
    assert_eq!(plain, (50, Refusal::TOO_MANY_EMOJIS));
    let animated = fill(&mut store, make("gif"));
    assert_eq!(animated, (50, Refusal::TOO_MANY_ANIMATED_EMOJIS));
}

#[test]
fn an_application_has_2000_emojis() {
    let mut store = store();
    let filled = fill(&mut store, |store, _| {
        store.create_application_emoji(APPLICATION, "crab".to_owned(), image("png"))
    });
    assert_eq!(filled, (2000, Refusal::TOO_MANY_EMOJIS));
}

#[test]
fn threads_have_limits() {
    let mut store = store();
    let news = channel(&mut store, kind::GUILD_ANNOUNCEMENT, "news");
    for (parent, kind, refusal) in [
        (
            GENERAL,
            kind::PUBLIC_THREAD,
            Refusal::TOO_MANY_ACTIVE_THREADS,
        ),
        (
            news,
            kind::ANNOUNCEMENT_THREAD,
            Refusal::TOO_MANY_ACTIVE_ANNOUNCEMENT_THREADS,
        ),
    ] {
        let filled = fill(&mut store, |store, count| {
            let draft = ThreadDraft {
                name: format!("t{count}"),
                ..ThreadDraft::default()
            };
            store.start_thread(&ADA.into(), parent, kind, draft)
        });
        assert_eq!(filled, (1000, refusal));
    }
    let (thread, _) = store.threads_of(GUILD).next().unwrap();
    let id = thread.id;
    let (count, refusal) = fill(&mut store, |store, count| {
        let user = store.create_user(format!("user {count}"), None).value;
        store.add_thread_member(&ADA.into(), id, user)
    });
    // Who started it is in it.
    assert_eq!((count, refusal), (999, Refusal::TOO_MANY_THREAD_MEMBERS));
}

#[test]
fn a_group_has_ten_recipients() {
    let mut store = store();
    let mut user = |number: u64| store.create_user(format!("user {number}"), None).value;
    let users: Vec<UserId> = (0..11).map(&mut user).collect();
    let refused = store.open_group(ADA, &users[..10]);
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_RECIPIENTS);
    let group = store.open_group(ADA, &users[..9]).unwrap().value;
    let refused = store.add_recipient(ADA, group, users[10]);
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_RECIPIENTS);
}
