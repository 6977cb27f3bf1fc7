use std::collections::BTreeSet;

use serde_json::json;

use super::{
    super::{
        Changed, Field, Refusal, Store,
        bits::permission,
        event::Audience,
        ids::{ChannelId, RoleId, UserId, seed},
        seed::{ADA, APPLICATION, GENERAL, GUILD},
    },
    InviteWish, Target,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const NIGHT_OWLS: RoleId = seed(3);
const LOUNGE: ChannelId = seed(14);
const TEXT: ChannelId = seed(10);

/// Linus is outside.
fn store() -> Store {
    let mut store = Store::seeded("http://127.0.0.1:1");
    store.leave(GUILD, LINUS).unwrap();
    store
}

fn create(store: &mut Store, wish: InviteWish) -> Changed<String> {
    store
        .create_invite(&ADA.into(), GENERAL, wish, true, None)
        .unwrap()
}

fn names<T>(changed: &Changed<T>) -> Vec<&'static str> {
    changed.events.iter().map(|event| event.name).collect()
}

#[test]
fn an_invite_is_told_to_who_manages_the_channel() {
    let mut store = store();
    let created = create(&mut store, InviteWish::default());
    assert_eq!(
        names(&created),
        ["INVITE_CREATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    );
    let managers = Audience::PermittedIn(GUILD, GENERAL, permission::MANAGE_CHANNELS);
    assert_eq!(created.events[0].audience, managers);
    assert_eq!(created.events[0].data["max_age"], 86_400);
    let found = |store: &mut Store, is_unique| {
        store
            .create_invite(&ADA.into(), GENERAL, InviteWish::default(), is_unique, None)
            .unwrap()
            .value
    };
    assert_eq!(found(&mut store, false), created.value);
    assert_ne!(found(&mut store, true), created.value);
}

#[test]
fn an_invite_ends_by_time_and_by_use() {
    let mut store = store();
    let short = InviteWish {
        max_age: 60,
        ..InviteWish::default()
    };
    let code = create(&mut store, short).value;
    store.clock.put_forward(59_000);
    assert!(store.run_due().is_empty());
    store.clock.put_forward(1_000);
    let events = store.run_due();
    assert_eq!(events[0].name, "INVITE_DELETE");
    assert_eq!(store.invite(&code).unwrap_err(), Refusal::UNKNOWN_INVITE);

    let once = InviteWish {
        max_age: 0,
        max_uses: 1,
        role_ids: vec![NIGHT_OWLS],
        ..InviteWish::default()
    };
    let code = create(&mut store, once).value;
    let accepted = store.accept_invite(&code, GRACE).unwrap();
    assert_eq!(names(&accepted), [""; 0], "grace is in already");
    let accepted = store.accept_invite(&code, LINUS).unwrap();
    assert_eq!(
        names(&accepted),
        [
            "GUILD_MEMBER_ADD",
            "MESSAGE_CREATE",
            "GUILD_MEMBER_UPDATE",
            "INVITE_DELETE"
        ]
    );
    let member = store.member_of(GUILD, LINUS).unwrap();
    assert_eq!(member["roles"], json!([NIGHT_OWLS]));
    let refused = store.accept_invite(&code, LINUS);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_INVITE);
}

#[test]
fn who_may_not_come_in_does_not() {
    let mut store = store();
    let code = create(&mut store, InviteWish::default()).value;
    let refused = store.accept_invite(&code, APPLICATION.cast());
    assert_eq!(refused.unwrap_err(), Refusal::NOT_FOR_BOTS);
    store.ban(&ADA.into(), GUILD, LINUS, 0).unwrap();
    let refused = store.accept_invite(&code, LINUS);
    assert_eq!(refused.unwrap_err(), Refusal::BANNED);
    store.unban(&ADA.into(), GUILD, LINUS).unwrap();

    store
        .set_invite_targets(&code, ADA, BTreeSet::from([GRACE]))
        .unwrap();
    let refused = store.accept_invite(&code, LINUS);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_INVITE);
    let users = BTreeSet::from([GRACE, LINUS]);
    store.set_invite_targets(&code, ADA, users).unwrap();

    let soon = Field::Value(store.clock.now() + 1000);
    store
        .set_incidents(&ADA.into(), GUILD, soon, Field::Absent)
        .unwrap();
    let refused = store.accept_invite(&code, LINUS);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    store.clock.put_forward(1000);
    store.accept_invite(&code, LINUS).unwrap();
    assert!(store.is_member(GUILD, LINUS));
}

#[test]
fn invites_are_made_and_revoked_by_right() {
    let mut store = store();
    let grace = GRACE.into();
    let wish = InviteWish {
        role_ids: vec![NIGHT_OWLS],
        ..InviteWish::default()
    };
    let refused = store.create_invite(&grace, GENERAL, wish, true, None);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.create_invite(&grace, TEXT, InviteWish::default(), true, None);
    assert_eq!(refused.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
    let to_stream = || InviteWish {
        target: Some(Target::Stream(ADA)),
        ..InviteWish::default()
    };
    let refused = store.create_invite(&grace, GENERAL, to_stream(), true, None);
    assert_eq!(refused.unwrap_err().code, 50035);
    let code = store
        .create_invite(&grace, LOUNGE, to_stream(), true, None)
        .unwrap()
        .value;
    let json = store.invite_json(store.invite(&code).unwrap());
    assert_eq!(json["target_user"]["id"], ADA.to_string());

    let refused = store.delete_invite(&grace, &code);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let deleted = store.delete_invite(&ADA.into(), &code).unwrap();
    assert_eq!(
        names(&deleted),
        ["INVITE_DELETE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    );
    store.invite_targets_job(&code, ADA).unwrap_err();
}

#[test]
fn a_list_of_users_is_for_the_inviter_and_managers() {
    let mut store = store();
    let code = store
        .create_invite(&GRACE.into(), GENERAL, InviteWish::default(), true, None)
        .unwrap()
        .value;
    let missing = store.invite_targets(&code, GRACE).unwrap_err();
    assert_eq!(missing, Refusal::UNKNOWN_TARGET_USERS);
    let missing = store.invite_targets_job(&code, GRACE).unwrap_err();
    assert_eq!(missing, Refusal::UNKNOWN_TARGET_USERS_JOB);
    let users = BTreeSet::from([LINUS]);
    let refused = store.set_invite_targets(&code, LINUS, users.clone());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_ACCESS);
    store.set_invite_targets(&code, GRACE, users).unwrap();
    let job = store.invite_targets_job(&code, ADA).unwrap();
    assert_eq!(
        (&job["status"], &job["total_users"]),
        (&json!(2), &json!(1))
    );
}

#[test]
fn who_is_let_in_for_a_while_goes_with_its_connection() {
    let mut store = store();
    let wish = InviteWish {
        temporary: true,
        ..InviteWish::default()
    };
    let code = create(&mut store, wish).value;
    store.accept_invite(&code, LINUS).unwrap();
    store.end_temporary_memberships(LINUS);
    assert!(!store.is_member(GUILD, LINUS));
    store.accept_invite(&code, LINUS).unwrap();
    store
        .update_member_role(&ADA.into(), GUILD, LINUS, NIGHT_OWLS, true)
        .unwrap();
    store.end_temporary_memberships(LINUS);
    assert!(store.is_member(GUILD, LINUS), "a role makes it stay");
}

#[test]
fn invites_to_a_deleted_channel_are_gone() {
    let mut store = store();
    let code = create(&mut store, InviteWish::default()).value;
    store.delete_channel(&ADA.into(), GENERAL).unwrap();
    assert_eq!(store.invite(&code).unwrap_err(), Refusal::UNKNOWN_INVITE);
}
