//! Who may use a command where.

use super::{
    super::{
        Store,
        bits::permission,
        channel::ChannelEdit,
        ids::{UserId, seed},
        seed::{ADA, APPLICATION, GENERAL, GUILD},
    },
    CommandPermission, Definition, Text, kind, target,
};

const LINUS: UserId = seed(23);
const NIGHT_OWLS: u64 = seed::<()>(3).get();

fn definition() -> Definition {
    Definition {
        kind: kind::CHAT_INPUT,
        name: Text {
            plain: "ping".to_owned(),
            localizations: None,
        },
        dm_permission: true,
        integration_types: vec![0],
        ..Definition::default()
    }
}

/// A world with one command in it.
fn with(definition: Definition) -> Store {
    let mut store = Store::seeded("http://127.0.0.1:1");
    store.put_command(APPLICATION, None, definition).unwrap();
    store
}

fn may(store: &Store, user: UserId) -> bool {
    let command = store.commands().next().unwrap();
    let channel = store.channel(GENERAL).unwrap();
    store.not_usable(command, channel, user).is_none()
}

fn say(store: &mut Store, permissions: &[(u64, u8, bool)]) {
    let id = store.commands().next().unwrap().id.get();
    let permissions = permissions
        .iter()
        .map(|(id, kind, permission)| CommandPermission {
            id: *id,
            kind: *kind,
            permission: *permission,
        })
        .collect();
    store
        .set_command_permissions(&ADA.into(), APPLICATION, GUILD, id, permissions)
        .unwrap();
}

#[test]
fn commands_ask_for_permissions_unless_the_guild_says_otherwise() {
    let mut store = with(Definition {
        default_member_permissions: Some(permission::BAN_MEMBERS),
        ..definition()
    });
    assert!(may(&store, ADA), "who has all");
    assert!(!may(&store, LINUS));
    say(&mut store, &[(NIGHT_OWLS, target::ROLE, true)]);
    assert!(may(&store, LINUS));
    say(
        &mut store,
        &[
            (NIGHT_OWLS, target::ROLE, true),
            (LINUS.get(), target::USER, false),
        ],
    );
    assert!(!may(&store, LINUS), "the word about the member is the last");

    let store = with(Definition {
        default_member_permissions: Some(0),
        ..definition()
    });
    assert!(
        may(&store, ADA) && !may(&store, LINUS),
        "for administrators"
    );
}

#[test]
fn guilds_allow_commands_in_some_channels() {
    let mut store = with(definition());
    say(&mut store, &[(GUILD.get() - 1, target::CHANNEL, false)]);
    assert!(!may(&store, LINUS), "in none");
    say(
        &mut store,
        &[
            (GUILD.get() - 1, target::CHANNEL, false),
            (GENERAL.get(), target::CHANNEL, true),
        ],
    );
    assert!(may(&store, LINUS), "but in this one");
}

#[test]
fn commands_are_for_some_kinds_of_channels() {
    let store = with(Definition {
        contexts: Some(vec![1]),
        ..definition()
    });
    assert!(!may(&store, ADA), "only in conversations with the bot");
    let store = with(Definition {
        integration_types: vec![1],
        ..definition()
    });
    assert!(!may(&store, ADA), "only for those who have installed it");

    let mut store = with(Definition {
        nsfw: true,
        ..definition()
    });
    assert!(!may(&store, ADA));
    let edit = ChannelEdit {
        nsfw: Some(true),
        ..ChannelEdit::default()
    };
    store.edit_channel(&ADA.into(), GENERAL, edit).unwrap();
    assert!(may(&store, ADA));
}

#[test]
fn commands_outlive_a_snapshot() {
    let mut store = with(definition());
    say(&mut store, &[(NIGHT_OWLS, target::ROLE, true)]);
    let text = serde_json::to_string(&store).unwrap();
    let store: Store = serde_json::from_str(&text).unwrap();
    assert_eq!(store.commands().count(), 1);
    assert_eq!(store.command_permissions(APPLICATION, GUILD).count(), 1);
}
