//! Rules of channels: settings, overwrites, order, groups.

use super::{
    super::{
        Field, Refusal, Store,
        bits::permission::{
            ADMINISTRATOR, BAN_MEMBERS, MANAGE_CHANNELS, MANAGE_ROLES, SEND_MESSAGES, VIEW_CHANNEL,
        },
        ids::{ChannelId, RoleId, UserId, seed},
        seed::{ADA, APPLICATION, GENERAL, GUILD},
    },
    ChannelEdit, GroupEdit, Move, Overwrite, TagDraft, kind,
    thread::ThreadDraft,
};

const LINUS: UserId = seed(23);
const GRACE: UserId = seed(22);
const TEXT: ChannelId = seed(10);

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

fn named(name: &str) -> ChannelEdit {
    ChannelEdit {
        name: Some(name.to_owned()),
        ..ChannelEdit::default()
    }
}

fn create(store: &mut Store, kind: u8, edit: ChannelEdit) -> Result<ChannelId, Refusal> {
    let created = store.create_channel(&ADA.into(), GUILD, kind, edit)?;
    Ok(created.value["id"].as_str().unwrap().parse().unwrap())
}

fn overwrite(id: u64, kind: u8, allow: u64, deny: u64) -> Overwrite {
    Overwrite {
        id: crate::id::Id::new(id),
        kind,
        allow,
        deny,
    }
}

/// Lets linus do something everywhere.
fn allow_linus(store: &mut Store, bits: u64) {
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    let role = guild.roles.get_mut(&seed(3)).unwrap();
    role.permissions |= bits;
}

#[test]
fn names_of_text_channels_are_plain() {
    let mut store = store();
    let id = create(&mut store, kind::GUILD_TEXT, named("  Big  News! ")).unwrap();
    assert_eq!(store.channel(id).unwrap().title(), "#big-news");
    let id = create(&mut store, kind::GUILD_VOICE, named("Big News!")).unwrap();
    assert_eq!(store.channel(id).unwrap().title(), "#Big News!");
    assert!(create(&mut store, kind::GUILD_TEXT, named("!!")).is_err());
}

#[test]
fn each_type_has_its_own_limits() {
    let mut store = store();
    store.guilds.get_mut(&GUILD).unwrap().settings.premium_tier = 0;
    let edit = ChannelEdit {
        bitrate: Some(384_001),
        ..named("loud")
    };
    let refused = create(&mut store, kind::GUILD_VOICE, edit.clone());
    assert_eq!(refused.unwrap_err(), Refusal::BITRATE_TOO_HIGH);
    assert!(
        create(&mut store, kind::GUILD_TEXT, edit).is_ok(),
        "ignored"
    );
    let edit = ChannelEdit {
        topic: Field::Value("x".repeat(1025)),
        ..named("talk")
    };
    let refused = create(&mut store, kind::GUILD_TEXT, edit.clone());
    assert!(refused.unwrap_err().errors.unwrap()["topic"].is_object());
    assert!(create(&mut store, kind::GUILD_FORUM, edit).is_ok());
    let edit = ChannelEdit {
        user_limit: Some(100),
        ..named("many")
    };
    assert!(create(&mut store, kind::GUILD_VOICE, edit.clone()).is_err());
    assert!(create(&mut store, kind::GUILD_STAGE_VOICE, edit).is_ok());
}

#[test]
fn only_text_and_announcements_become_each_other() {
    let mut store = store();
    let to = |kind| ChannelEdit {
        kind: Some(kind),
        ..ChannelEdit::default()
    };
    let changed = store.edit_channel(&ADA.into(), GENERAL, to(kind::GUILD_ANNOUNCEMENT));
    assert_eq!(changed.unwrap().value["type"], 5);
    let refused = store.edit_channel(&ADA.into(), GENERAL, to(kind::GUILD_VOICE));
    assert!(refused.unwrap_err().errors.unwrap()["type"].is_object());
}

#[test]
fn a_guild_and_a_category_are_full_at_some_point() {
    let mut store = store();
    let inside = |name: &str| ChannelEdit {
        parent_id: Field::Value(TEXT),
        ..named(name)
    };
    let there = store.channels_of(GUILD).count();
    for index in 3..50 {
        create(&mut store, kind::GUILD_TEXT, inside(&format!("c{index}"))).unwrap();
    }
    let refused = create(&mut store, kind::GUILD_TEXT, inside("more"));
    let errors = refused.unwrap_err().errors.unwrap();
    let code = &errors["parent_id"]["_errors"][0]["code"];
    assert_eq!(code, "CHANNEL_PARENT_MAX_CHANNELS");
    for index in there + 47..500 {
        create(&mut store, kind::GUILD_TEXT, named(&format!("d{index}"))).unwrap();
    }
    let refused = create(&mut store, kind::GUILD_TEXT, named("more"));
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_CHANNELS);
}

#[test]
fn tags_have_names_of_their_own_and_keep_their_ids() {
    let mut store = store();
    let tag = |name: &str| TagDraft {
        id: None,
        name: name.to_owned(),
        moderated: false,
        emoji_id: None,
        emoji_name: None,
    };
    let edit = ChannelEdit {
        available_tags: Some(vec![tag("a"), tag("a")]),
        ..named("forum")
    };
    let refused = create(&mut store, kind::GUILD_FORUM, edit);
    assert_eq!(refused.unwrap_err(), Refusal::TAG_NAMES_NOT_UNIQUE);
    let edit = ChannelEdit {
        available_tags: Some((0..21).map(|n| tag(&n.to_string())).collect()),
        ..named("forum")
    };
    let refused = create(&mut store, kind::GUILD_FORUM, edit);
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_TAGS);
    let edit = ChannelEdit {
        available_tags: Some(vec![tag("a")]),
        ..named("forum")
    };
    let forum = create(&mut store, kind::GUILD_FORUM, edit).unwrap();
    let id = store
        .channel(forum)
        .unwrap()
        .own()
        .unwrap()
        .forum
        .available_tags[0]
        .id;
    let renamed = TagDraft {
        id: Some(id),
        ..tag("b")
    };
    let edit = ChannelEdit {
        available_tags: Some(vec![renamed, tag("c")]),
        ..ChannelEdit::default()
    };
    let changed = store.edit_channel(&ADA.into(), forum, edit).unwrap();
    let tags = &changed.value["available_tags"];
    assert_eq!(
        (&tags[0]["id"], &tags[0]["name"]),
        (&serde_json::json!(id), &"b".into())
    );
}

#[test]
fn nobody_gives_away_what_it_has_not() {
    let mut store = store();
    allow_linus(&mut store, MANAGE_CHANNELS | MANAGE_ROLES);
    let everyone = |allow, deny| overwrite(GUILD.get(), 0, allow, deny);
    let set = |store: &mut Store, one| store.set_overwrite(&LINUS.into(), GENERAL, &one);
    let refused = set(&mut store, everyone(BAN_MEMBERS, 0));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = set(&mut store, everyone(MANAGE_ROLES, 0));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = set(&mut store, overwrite(7, 0, SEND_MESSAGES, 0));
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_OVERWRITE);
    let changed = set(&mut store, everyone(0, SEND_MESSAGES)).unwrap();
    let names: Vec<&str> = changed.events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["CHANNEL_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
    assert_eq!(changed.events[1].data["action_type"], 13);
    assert_eq!(changed.events[1].data["options"]["role_name"], "@everyone");
    assert!(
        set(&mut store, everyone(0, SEND_MESSAGES))
            .unwrap()
            .events
            .is_empty()
    );
    let removed = store.delete_overwrite(&LINUS.into(), GENERAL, GUILD.cast());
    assert_eq!(removed.unwrap().events[1].data["action_type"], 15);
    let refused = store.delete_overwrite(&LINUS.into(), GENERAL, GUILD.cast());
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_OVERWRITE);
    let refused = Store::seeded("http://127.0.0.1:1").set_overwrite(
        &GRACE.into(),
        GENERAL,
        &everyone(0, SEND_MESSAGES),
    );
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
}

#[test]
fn channels_move_together_and_one_into_another_category() {
    let mut store = store();
    let to = |id, position, parent_id, lock_permissions| Move {
        id,
        position: Some(position),
        parent_id,
        lock_permissions,
    };
    let voice = seed(15);
    let hidden = overwrite(GUILD.get(), 0, 0, SEND_MESSAGES);
    store.set_overwrite(&ADA.into(), voice, &hidden).unwrap();
    let moves = [
        to(GENERAL, 9, Field::Value(voice), true),
        to(seed(12), 0, Field::Absent, false),
    ];
    let refused = store.move_channels(&LINUS.into(), GUILD, &moves);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let told = store.move_channels(&ADA.into(), GUILD, &moves).unwrap();
    let names: Vec<&str> = told.events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["CHANNEL_UPDATE"; 2]);
    let general = store.channel(GENERAL).unwrap();
    assert_eq!(general.parent_id(), Some(voice));
    assert_eq!(general.own().unwrap().permission_overwrites, [hidden]);
    let both = [
        to(GENERAL, 1, Field::Null, false),
        to(seed(12), 2, Field::Null, false),
    ];
    let refused = store.move_channels(&ADA.into(), GUILD, &both);
    assert_eq!(refused.unwrap_err(), Refusal::ONE_PARENT_AT_A_TIME);
}

#[test]
fn a_new_channel_has_what_its_category_has() {
    let mut store = store();
    let hidden = overwrite(GUILD.get(), 0, 0, SEND_MESSAGES);
    store.set_overwrite(&ADA.into(), TEXT, &hidden).unwrap();
    let edit = ChannelEdit {
        parent_id: Field::Value(TEXT),
        ..named("inside")
    };
    let id = create(&mut store, kind::GUILD_TEXT, edit).unwrap();
    let own = store.channel(id).unwrap().own().unwrap();
    assert_eq!(own.permission_overwrites, [hidden]);
}

#[test]
fn a_bot_that_comes_to_see_a_channel_is_told_of_its_threads() {
    let mut store = store();
    let bot: UserId = APPLICATION.cast();
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    guild.roles.get_mut(&seed(1)).unwrap().permissions &= !ADMINISTRATOR;
    let draft = ThreadDraft {
        name: "talk".to_owned(),
        ..ThreadDraft::default()
    };
    let hide = overwrite(bot.get(), 1, 0, VIEW_CHANNEL);
    let hidden = store.set_overwrite(&ADA.into(), GENERAL, &hide).unwrap();
    assert!(
        hidden
            .events
            .iter()
            .all(|event| event.name != "THREAD_LIST_SYNC")
    );
    let ada = ADA.into();
    store
        .start_thread(&ada, GENERAL, kind::PUBLIC_THREAD, draft)
        .unwrap();
    let shown = store
        .delete_overwrite(&ADA.into(), GENERAL, bot.cast())
        .unwrap();
    let sync = shown.events.last().unwrap();
    assert_eq!(sync.name, "THREAD_LIST_SYNC");
    assert_eq!(sync.data["channel_ids"], serde_json::json!([GENERAL]));
    assert_eq!(sync.data["threads"][0]["name"], "talk");
}

#[test]
fn a_bot_that_gets_a_role_is_told_of_the_threads_it_sees_by_it() {
    let mut store = store();
    let bot: UserId = APPLICATION.cast();
    let owls: RoleId = seed(3);
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    guild.roles.get_mut(&seed(1)).unwrap().permissions &= !ADMINISTRATOR;
    let ada = ADA.into();
    let hide = overwrite(GUILD.get(), 0, 0, VIEW_CHANNEL);
    let show = Overwrite {
        id: owls.cast(),
        ..overwrite(7, 0, VIEW_CHANNEL, 0)
    };
    store.set_overwrite(&ada, GENERAL, &hide).unwrap();
    store.set_overwrite(&ada, GENERAL, &show).unwrap();
    let given = store
        .update_member_role(&ada, GUILD, bot, owls, true)
        .unwrap();
    let mut told = given.events.iter();
    let last = told.find(|event| event.name == "THREAD_LIST_SYNC").unwrap();
    assert!(last.audience.leaves_out(&store, bot).is_none());
    let taken = store.update_member_role(&ada, GUILD, bot, owls, false);
    let told = taken.unwrap().events;
    assert!(told.iter().all(|event| event.name != "THREAD_LIST_SYNC"));
}

#[test]
fn groups_are_opened_named_and_left() {
    let mut store = store();
    let refused = store.open_group(ADA, &[APPLICATION.cast()]);
    assert_eq!(refused.unwrap_err(), Refusal::INVALID_RECIPIENT);
    let group = store.open_group(ADA, &[GRACE]).unwrap().value;
    let edit = GroupEdit {
        name: Field::Value("friends".to_owned()),
        icon: Field::Absent,
    };
    let changed = store.edit_group(&GRACE.into(), group, edit).unwrap();
    assert_eq!(changed.value["name"], "friends");
    let added = store.add_recipient(GRACE, group, LINUS).unwrap();
    assert_eq!(added.events[1].data["type"], 1);
    let refused = store.remove_recipient(GRACE, group, LINUS);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    store.delete_channel(&ADA.into(), group).unwrap();
    assert!(store.channel_for(group, ADA).is_err());
    store.remove_recipient(GRACE, group, LINUS).unwrap();
}
