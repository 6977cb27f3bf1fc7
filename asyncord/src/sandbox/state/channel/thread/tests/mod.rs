//! Rules of threads.

mod forum;

use serde_json::json;

use super::{
    super::{
        super::{
            Changed, Field, Refusal, Store,
            bits::permission,
            ids::{ChannelId, UserId, seed},
            message::kind as message_kind,
            posting::Draft,
            seed::{ADA, APPLICATION, GENERAL, GUILD},
        },
        ChannelEdit, Overwrite, kind,
    },
    Archived, ThreadDraft, ThreadEdit,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const HOUR_MS: u64 = 60 * 60_000;

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

fn text(content: &str) -> Draft {
    Draft {
        content: content.to_owned(),
        ..Draft::default()
    }
}

fn draft(name: &str) -> ThreadDraft {
    ThreadDraft {
        name: name.to_owned(),
        ..ThreadDraft::default()
    }
}

fn names<T>(changed: &Changed<T>) -> Vec<&'static str> {
    changed.events.iter().map(|event| event.name).collect()
}

fn start(store: &mut Store, user: UserId, kind: u8, name: &str) -> ChannelId {
    let started = store.start_thread(&user.into(), GENERAL, kind, draft(name));
    started.unwrap().value
}

fn archive(store: &mut Store, id: ChannelId) {
    let edit = ThreadEdit {
        archived: Some(true),
        ..ThreadEdit::default()
    };
    store.edit_thread(&ADA.into(), id, edit).unwrap();
}

fn deny_everyone(store: &mut Store, bits: u64) {
    let overwrite = Overwrite {
        id: GUILD.cast(),
        kind: 0,
        allow: 0,
        deny: bits,
    };
    store
        .set_overwrite(&ADA.into(), GENERAL, &overwrite)
        .unwrap();
}

#[test]
fn a_thread_from_a_message_has_its_id_and_points_to_it() {
    let mut store = store();
    let message = store.post(GENERAL, LINUS, text("topic")).unwrap().value;
    let grace = GRACE.into();
    let started = store.start_thread_from(&grace, GENERAL, message, draft("talk"));
    let started = started.unwrap();
    assert_eq!(started.value, message.cast());
    assert_eq!(
        names(&started),
        [
            "THREAD_CREATE",
            "THREAD_MEMBERS_UPDATE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            "MESSAGE_UPDATE",
            "MESSAGE_CREATE",
        ]
    );
    assert_eq!(started.events[0].data["newly_created"], true);
    assert_eq!(started.events[3].data["thread"]["name"], "talk");
    assert_eq!(started.events[3].data["flags"], 32);
    let first = &started.events[4].data;
    assert_eq!(
        (&first["type"], &first["content"]),
        (&json!(21), &json!(""))
    );
    assert_eq!(first["referenced_message"]["content"], "topic");
    let again = store.start_thread_from(&grace, GENERAL, message, draft("talk"));
    assert_eq!(again.unwrap_err(), Refusal::THREAD_ALREADY_CREATED);
    let json = store.channel_json(store.channel(started.value).unwrap());
    assert_eq!(
        (&json["message_count"], &json["type"]),
        (&json!(0), &json!(11))
    );
}

#[test]
fn threads_without_a_message_are_announced_unless_private() {
    let mut store = store();
    let ada = ADA.into();
    let public = store.start_thread(&ada, GENERAL, kind::PUBLIC_THREAD, draft("open"));
    let public = public.unwrap();
    let told = &public.events.last().unwrap().data;
    assert_eq!(
        (&told["type"], &told["content"]),
        (&json!(18), &json!("open"))
    );
    assert_eq!(
        told["message_reference"]["channel_id"],
        public.value.to_string()
    );
    let private = store.start_thread(&ada, GENERAL, kind::PRIVATE_THREAD, draft("shut"));
    assert!(!names(&private.unwrap()).contains(&"MESSAGE_CREATE"));
    let wrong = store.start_thread(&ada, GENERAL, kind::ANNOUNCEMENT_THREAD, draft("x"));
    assert_eq!(wrong.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
    deny_everyone(&mut store, permission::CREATE_PRIVATE_THREADS);
    let linus = LINUS.into();
    let refused = store.start_thread(&linus, GENERAL, kind::PRIVATE_THREAD, draft("x"));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    deny_everyone(&mut store, permission::CREATE_PUBLIC_THREADS);
    let refused = store.start_thread(&linus, GENERAL, kind::PUBLIC_THREAD, draft("x"));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
}

#[test]
fn writing_joins_counts_and_wakes() {
    let mut store = store();
    let id = start(&mut store, ADA, kind::PUBLIC_THREAD, "talk");
    let posted = store.post(id, LINUS, text("hi")).unwrap();
    assert_eq!(
        names(&posted),
        ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE"]
    );
    assert_eq!(
        posted.events[1].data["added_members"][0]["user_id"],
        LINUS.to_string()
    );
    archive(&mut store, id);
    let posted = store.post(id, LINUS, text("again")).unwrap();
    assert_eq!(
        names(&posted),
        [
            "THREAD_UPDATE",
            "THREAD_MEMBER_UPDATE",
            "THREAD_MEMBER_UPDATE",
            "MESSAGE_CREATE",
        ]
    );
    let count = |store: &Store| {
        let json = store.channel_json(store.channel(id).unwrap());
        (
            json["message_count"].clone(),
            json["total_message_sent"].clone(),
        )
    };
    assert_eq!(count(&store), (json!(2), json!(2)));
    store
        .delete_message(id, posted.value, &LINUS.into())
        .unwrap();
    assert_eq!(count(&store), (json!(1), json!(2)));
}

#[test]
fn a_locked_thread_is_for_moderators() {
    let mut store = store();
    let id = start(&mut store, LINUS, kind::PUBLIC_THREAD, "talk");
    let lock = || ThreadEdit {
        locked: Some(true),
        ..ThreadEdit::default()
    };
    let refused = store.edit_thread(&LINUS.into(), id, lock());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let locked = store.edit_thread(&ADA.into(), id, lock()).unwrap();
    assert_eq!(
        names(&locked),
        ["THREAD_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    );
    assert_eq!(locked.events[1].data["changes"][0]["key"], "locked");
    let refused = store.post(id, LINUS, text("hi"));
    assert_eq!(refused.unwrap_err(), Refusal::THREAD_LOCKED);
    assert!(store.post(id, ADA, text("hi")).is_ok());
}

#[test]
fn an_archived_thread_is_first_woken() {
    let mut store = store();
    let id = start(&mut store, LINUS, kind::PUBLIC_THREAD, "talk");
    archive(&mut store, id);
    let rename = |archived| ThreadEdit {
        name: Some("other".to_owned()),
        archived,
        ..ThreadEdit::default()
    };
    let refused = store.edit_thread(&ADA.into(), id, rename(None));
    assert_eq!(refused.unwrap_err(), Refusal::ARCHIVED_THREAD);
    let refused = store.join_thread(id, GRACE);
    assert_eq!(refused.unwrap_err(), Refusal::ARCHIVED_THREAD);
    let changed = store
        .edit_thread(&ADA.into(), id, rename(Some(false)))
        .unwrap();
    assert_eq!(changed.value["name"], "other");
    let told = changed
        .events
        .iter()
        .find(|event| event.name == "MESSAGE_CREATE");
    assert_eq!(told.unwrap().data["type"], 4);
}

#[tokio::test(start_paused = true)]
async fn a_thread_rests_after_a_while_without_messages() {
    let mut store = store();
    let edit = ThreadDraft {
        auto_archive_duration: Some(60),
        ..draft("short")
    };
    let ada = ADA.into();
    let started = store.start_thread(&ada, GENERAL, kind::PUBLIC_THREAD, edit);
    let id = started.unwrap().value;
    store.clock.put_forward(HOUR_MS / 2);
    store.post(id, ADA, text("still here")).unwrap();
    store.clock.put_forward(HOUR_MS / 2);
    assert!(store.run_due().is_empty());
    store.clock.put_forward(HOUR_MS / 2);
    let events = store.run_due();
    assert_eq!(events[0].name, "THREAD_UPDATE");
    assert_eq!(events[0].data["thread_metadata"]["archived"], true);
}

#[test]
fn private_threads_are_for_their_members() {
    let mut store = store();
    let id = start(&mut store, GRACE, kind::PRIVATE_THREAD, "secret");
    let refused = store.post(id, LINUS, text("hi"));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_ACCESS);
    let mention = format!("come, <@{LINUS}>");
    let posted = store.post(id, GRACE, text(&mention)).unwrap();
    assert_eq!(
        names(&posted),
        ["MESSAGE_CREATE", "THREAD_CREATE", "THREAD_MEMBERS_UPDATE"]
    );
    assert_eq!(
        posted.events[1].data["member"]["user_id"],
        LINUS.to_string()
    );
    assert!(store.post(id, LINUS, text("hi")).is_ok());
    let removed = store
        .remove_thread_member(&GRACE.into(), id, LINUS)
        .unwrap();
    let told: Vec<_> = removed
        .events
        .iter()
        .take(2)
        .map(|event| event.name)
        .collect();
    assert_eq!(
        told, ["THREAD_MEMBERS_UPDATE"; 2],
        "also to who was removed"
    );
    assert!(store.post(id, LINUS, text("hi")).is_err());
    let closed = ThreadEdit {
        invitable: Some(false),
        ..ThreadEdit::default()
    };
    store.add_thread_member(&GRACE.into(), id, LINUS).unwrap();
    store.edit_thread(&GRACE.into(), id, closed).unwrap();
    let refused = store.add_thread_member(&LINUS.into(), id, APPLICATION.cast());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
}

#[test]
fn archived_threads_come_page_by_page() {
    let mut store = store();
    for name in ["a", "b", "c"] {
        let id = start(&mut store, ADA, kind::PUBLIC_THREAD, name);
        store.clock.put_forward(1000);
        archive(&mut store, id);
    }
    let page = |store: &Store, which, limit| store.archived_threads(GENERAL, LINUS, which, limit);
    let first = page(&store, Archived::Public(None), 2).unwrap();
    assert!(first.has_more);
    assert_eq!(first.found[0]["name"], "c");
    let last = &first.found[1]["thread_metadata"]["archive_timestamp"];
    let before = super::super::super::ids::parse_iso(last.as_str().unwrap());
    let second = page(&store, Archived::Public(before), 2).unwrap();
    assert_eq!((second.found.len(), second.has_more), (1, false));
    let refused = page(&store, Archived::Private(None), 2);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let joined = page(&store, Archived::JoinedPrivate(None), 2).unwrap();
    assert!(joined.found.is_empty());
}

#[test]
fn a_thread_is_deleted_by_who_manages_threads() {
    let mut store = store();
    let id = start(&mut store, LINUS, kind::PUBLIC_THREAD, "talk");
    let refused = store.delete_channel(&LINUS.into(), id);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let deleted = store.delete_channel(&ADA.into(), id).unwrap();
    assert_eq!(
        names(&deleted),
        ["THREAD_DELETE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    );
    assert_eq!(
        deleted.events[0].data,
        json!({ "id": id, "guild_id": GUILD, "parent_id": GENERAL, "type": 11 })
    );
    let bot: UserId = APPLICATION.cast();
    assert!(deleted.events[0].audience.leaves_out(&store, bot).is_none());
    assert!(store.channel(id).is_err());
}

#[test]
fn system_messages_start_no_threads_and_who_leaves_leaves_threads() {
    let mut store = store();
    let id = start(&mut store, LINUS, kind::PUBLIC_THREAD, "talk");
    let told = store.messages_of(GENERAL).next().unwrap();
    assert_eq!(told.kind, message_kind::THREAD_CREATED);
    let told = told.id;
    let refused = store.start_thread_from(&ADA.into(), GENERAL, told, draft("x"));
    assert_eq!(refused.unwrap_err(), Refusal::SYSTEM_MESSAGE);
    store.remove_member(GUILD, LINUS).unwrap();
    assert!(store.thread_member_json(id, LINUS, false).is_err());
    let edit = ChannelEdit {
        parent_id: Field::Null,
        ..ChannelEdit::default()
    };
    let refused = store.edit_channel(&ADA.into(), id, edit);
    assert!(refused.is_err());
}
