use serde_json::json;

use super::{
    super::{
        Actor, Changed, Field, Refusal, Store,
        audit::action,
        audit_log::Filter,
        bits::permission,
        guild_settings::GuildEdit,
        ids::{ChannelId, RoleId, UserId, seed},
        member::{MemberEdit, flag},
        posting::Draft,
        role::RoleEdit,
        seed::{ADA, APPLICATION, GENERAL, GUILD},
    },
    JoinStatus, Prune,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const BOT: UserId = APPLICATION.cast();
const NIGHT_OWLS: RoleId = seed(3);
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

fn names<T>(changed: &Changed<T>) -> Vec<&'static str> {
    changed.events.iter().map(|event| event.name).collect()
}

fn post(store: &mut Store, channel: ChannelId, author: UserId) {
    let draft = Draft {
        content: "x".to_owned(),
        ..Draft::default()
    };
    store.post(channel, author, draft).unwrap();
}

fn with_reason(user: UserId) -> Actor {
    Actor {
        user,
        reason: Some("spam".to_owned()),
    }
}

#[test]
fn who_is_thrown_out_may_come_back_and_is_known() {
    let mut store = store();
    let refused = store.kick(&LINUS.into(), GUILD, GRACE);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    for higher in [ADA, BOT] {
        let refused = store.kick(&GRACE.into(), GUILD, higher);
        assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    }
    let kicked = store.kick(&with_reason(GRACE), GUILD, LINUS).unwrap();
    assert_eq!(
        names(&kicked),
        [
            "GUILD_DELETE",
            "GUILD_MEMBER_REMOVE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE"
        ]
    );
    assert_eq!(kicked.events[2].data["reason"], "spam");
    assert_eq!(kicked.events[2].data["action_type"], action::MEMBER_KICK);
    let joined = store.admit(GUILD, LINUS).unwrap();
    assert_eq!(names(&joined), ["GUILD_MEMBER_ADD", "MESSAGE_CREATE"]);
    assert_eq!(joined.events[0].data["flags"], flag::DID_REJOIN);
    assert_eq!(joined.events[1].data["type"], 7);
    assert_eq!(names(&store.admit(GUILD, LINUS).unwrap()), [""; 0]);

    let quiet = GuildEdit {
        system_channel_flags: Field::Value(1),
        ..GuildEdit::default()
    };
    store.edit_guild(&ADA.into(), GUILD, quiet).unwrap();
    store.leave(GUILD, LINUS).unwrap();
    let joined = store.admit(GUILD, LINUS).unwrap();
    assert_eq!(names(&joined), ["GUILD_MEMBER_ADD"], "nobody is greeted");
}

#[test]
fn a_ban_takes_messages_along_and_keeps_out() {
    let mut store = store();
    post(&mut store, GENERAL, LINUS);
    store.clock.put_forward(DAY_MS);
    post(&mut store, GENERAL, LINUS);
    post(&mut store, GENERAL, GRACE);
    post(&mut store, GENERAL, LINUS);
    let banned = store.ban(&with_reason(ADA), GUILD, LINUS, 3600).unwrap();
    assert_eq!(
        names(&banned),
        [
            "GUILD_BAN_ADD",
            "GUILD_DELETE",
            "GUILD_MEMBER_REMOVE",
            "MESSAGE_DELETE_BULK",
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
        ]
    );
    let ids = banned.events[3].data["ids"].as_array().unwrap();
    assert_eq!(ids.len(), 2, "the old one and grace's stay");
    assert_eq!(store.messages_of(GENERAL).count(), 2);
    let ban = store.ban_json(store.guild(GUILD).unwrap(), LINUS).unwrap();
    assert_eq!(ban["reason"], "spam");
    assert_eq!(
        store.admit(GUILD, LINUS).unwrap_err(),
        Refusal::BANNED,
        "who is banned stays outside"
    );
    let unbanned = store.unban(&ADA.into(), GUILD, LINUS).unwrap();
    assert_eq!(
        names(&unbanned),
        ["GUILD_BAN_REMOVE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    );
    let again = store.unban(&ADA.into(), GUILD, LINUS);
    assert_eq!(again.unwrap_err(), Refusal::UNKNOWN_BAN);
    store.admit(GUILD, LINUS).unwrap();
}

#[test]
fn many_are_banned_but_those_who_cannot_be() {
    let mut store = store();
    let refused = store.bulk_ban(&GRACE.into(), GUILD, &[LINUS], 0);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let users = [GRACE, LINUS, ADA, seed(999)];
    let done = store.bulk_ban(&BOT.into(), GUILD, &users, 0).unwrap();
    assert_eq!(done.value.banned, [GRACE, LINUS]);
    assert_eq!(done.value.failed, [ADA, seed(999)]);
    let refused = store.bulk_ban(&BOT.into(), GUILD, &users, 0);
    assert_eq!(refused.unwrap_err(), Refusal::FAILED_TO_BAN);
}

#[test]
fn owners_do_not_leave() {
    let mut store = store();
    assert_eq!(store.leave(GUILD, ADA).unwrap_err(), Refusal::INVALID_GUILD);
    assert_eq!(
        store.leave(seed(5), GRACE).unwrap_err(),
        Refusal::UNKNOWN_GUILD
    );
    store.leave(GUILD, GRACE).unwrap();
    assert!(!store.is_member(GUILD, GRACE));
}

#[test]
fn a_bot_brings_its_role_and_takes_it_along() {
    let mut store = store();
    let guild = store.found_guild("new", GRACE).unwrap().value;
    let refused = store.add_bot(&LINUS.into(), guild, APPLICATION, 0);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_GUILD);
    store.admit(guild, LINUS).unwrap();
    let refused = store.add_bot(&LINUS.into(), guild, APPLICATION, 0);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);

    let added = store
        .add_bot(&GRACE.into(), guild, APPLICATION, permission::KICK_MEMBERS)
        .unwrap();
    let told = names(&added);
    for name in [
        "GUILD_ROLE_CREATE",
        "GUILD_MEMBER_ADD",
        "GUILD_CREATE",
        "INTEGRATION_CREATE",
        "GUILD_INTEGRATIONS_UPDATE",
    ] {
        assert!(told.contains(&name), "{name}");
    }
    let integrations = store.integrations(guild, GRACE).unwrap();
    assert_eq!(integrations[0]["user"]["id"], GRACE.to_string());
    let roles = &store.guild(guild).unwrap().member(BOT).unwrap().roles;
    let role = store.guild(guild).unwrap().role(roles[0]).unwrap().clone();
    assert_eq!(role.json()["tags"]["bot_id"], BOT.to_string());
    assert_eq!(role.json()["managed"], true);
    let refused = store.delete_role(&GRACE.into(), guild, role.id);
    assert_eq!(refused.unwrap_err(), Refusal::INVALID_ROLE);
    let refused = store.update_member_role(&GRACE.into(), guild, LINUS, role.id, true);
    assert_eq!(refused.unwrap_err(), Refusal::INVALID_ROLE);
    store
        .edit_role(&GRACE.into(), guild, role.id, RoleEdit::default())
        .unwrap();

    let again = store
        .add_bot(&GRACE.into(), guild, APPLICATION, permission::BAN_MEMBERS)
        .unwrap();
    let told = names(&again);
    for name in ["GUILD_ROLE_UPDATE", "INTEGRATION_UPDATE"] {
        assert!(told.contains(&name), "{name}");
    }
    let granted = store.permissions(guild, BOT);
    let both = permission::KICK_MEMBERS | permission::BAN_MEMBERS;
    assert_eq!(granted & both, permission::BAN_MEMBERS);
    let same = store.add_bot(&GRACE.into(), guild, APPLICATION, permission::BAN_MEMBERS);
    assert!(same.unwrap().events.is_empty());

    let id = integrations[0]["id"].as_str().unwrap().parse().unwrap();
    let deleted = store.delete_integration(&GRACE.into(), guild, id).unwrap();
    let told = names(&deleted);
    for name in ["GUILD_DELETE", "INTEGRATION_DELETE", "GUILD_ROLE_DELETE"] {
        assert!(told.contains(&name), "{name}");
    }
    assert!(!store.is_member(guild, BOT));
    assert!(store.guild(guild).unwrap().role(role.id).is_err());
}

#[test]
fn the_silent_are_pruned() {
    let mut store = store();
    store.clock.put_forward(30 * DAY_MS);
    post(&mut store, GENERAL, GRACE);
    let prune = |include_roles| Prune {
        days: 7,
        include_roles,
    };
    let all = |store: &Store, roles| store.prunable(GUILD, ADA, &prune(roles)).unwrap();
    assert!(all(&store, vec![]).is_empty(), "both have roles");
    assert_eq!(all(&store, vec![NIGHT_OWLS]), [LINUS]);
    let refused = store.prunable(GUILD, GRACE, &prune(vec![]));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let pruned = store
        .prune(&ADA.into(), GUILD, &prune(vec![NIGHT_OWLS]))
        .unwrap();
    assert_eq!(pruned.value, 1);
    let entry = &pruned.events.last().unwrap().data;
    assert_eq!(
        entry["options"],
        json!({ "delete_member_days": "7", "members_removed": "1" })
    );
    assert!(!store.is_member(GUILD, LINUS));
}

#[test]
fn time_outs_have_an_end_and_respect_rank() {
    let mut store = store();
    let now = store.clock.now();
    let until = |until| MemberEdit {
        disabled_until: Field::Value(until),
        ..MemberEdit::default()
    };
    let ada = ADA.into();
    let refused = store.update_member(&ada, GUILD, LINUS, until(now + 29 * DAY_MS));
    assert_eq!(refused.unwrap_err().code, 50035);
    let refused = store.update_member(&GRACE.into(), GUILD, LINUS, until(now + 1));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    for administrator in [BOT, ADA] {
        let refused = store.update_member(&ada, GUILD, administrator, until(now + 1));
        assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    }
    let changed = store
        .update_member(&ada, GUILD, LINUS, until(now + DAY_MS))
        .unwrap();
    assert_eq!(
        names(&changed),
        ["GUILD_MEMBER_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]
    );
    let change = &changed.events[1].data["changes"][0];
    assert_eq!(change["key"], "communication_disabled_until");
}

#[test]
fn roles_of_members_are_written_down_by_name() {
    let mut store = store();
    let edit = MemberEdit {
        nick: Field::Value("owl".to_owned()),
        roles: Some(vec![]),
        ..MemberEdit::default()
    };
    let changed = store
        .update_member(&ADA.into(), GUILD, LINUS, edit)
        .unwrap();
    let entries: Vec<_> = changed.events[1..]
        .iter()
        .map(|event| &event.data)
        .collect();
    assert_eq!(entries[0]["action_type"], action::MEMBER_UPDATE);
    assert_eq!(entries[1]["action_type"], action::MEMBER_ROLE_UPDATE);
    assert_eq!(
        entries[1]["changes"],
        json!([{ "key": "$remove", "new_value": [{ "id": NIGHT_OWLS, "name": "night owls" }] }])
    );
    let nothing = store.update_member(&ADA.into(), GUILD, LINUS, MemberEdit::default());
    assert!(nothing.unwrap().events.is_empty());
    let own = MemberEdit {
        nick: Field::Null,
        ..MemberEdit::default()
    };
    store.update_own_member(&LINUS.into(), GUILD, own).unwrap();
    assert_eq!(store.member_of(GUILD, LINUS).unwrap()["nick"], json!(null));
}

#[test]
fn the_audit_log_is_read_page_by_page() {
    let mut store = store();
    for user in [GRACE, LINUS] {
        store.kick(&ADA.into(), GUILD, user).unwrap();
    }
    let refused = store.audit_log(GUILD, GRACE, &Filter::default());
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_GUILD);
    let read = |filter: Filter| store.audit_log(GUILD, ADA, &filter).unwrap();
    let all = read(Filter {
        limit: 50,
        ..Filter::default()
    });
    let entries = all["audit_log_entries"].as_array().unwrap();
    assert_eq!(entries[0]["target_id"], LINUS.to_string(), "newest first");
    assert_eq!(all["users"].as_array().unwrap().len(), 3);
    let first = entries[1]["id"].as_str().unwrap().parse().unwrap();
    for (filter, targets) in [
        (
            Filter {
                after: Some(first),
                limit: 50,
                ..Filter::default()
            },
            vec![LINUS],
        ),
        (
            Filter {
                target_id: Some(GRACE.to_string()),
                limit: 50,
                ..Filter::default()
            },
            vec![GRACE],
        ),
        (
            Filter {
                action_type: Some(action::MEMBER_BAN_ADD),
                limit: 50,
                ..Filter::default()
            },
            vec![],
        ),
        (
            Filter {
                user_id: Some(BOT),
                limit: 50,
                ..Filter::default()
            },
            vec![],
        ),
    ] {
        let found = read(filter);
        let found = found["audit_log_entries"].as_array().unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|entry| entry["target_id"].clone())
            .collect();
        let targets: Vec<_> = targets.iter().map(|user| json!(user)).collect();
        assert_eq!(found, targets);
    }
}

#[test]
fn who_asks_to_join_is_let_in_or_not() {
    let mut store = store();
    let feature = "MEMBER_VERIFICATION_MANUAL_APPROVAL".to_owned();
    store
        .equip_guild(GUILD, Some(vec![feature]), Field::Absent)
        .unwrap();
    assert!(store.must_ask(GUILD));
    for user in [GRACE, LINUS] {
        store.leave(GUILD, user).unwrap();
        store.ask_to_join(GUILD, user).unwrap();
        store.ask_to_join(GUILD, user).unwrap();
    }
    let requests: Vec<_> = store
        .guild(GUILD)
        .unwrap()
        .join_requests
        .clone()
        .into_values()
        .collect();
    assert_eq!(requests.len(), 2);
    let (first, second) = (requests[0].id, requests[1].id);
    let refused = store.review_join_request(&GRACE.into(), GUILD, first, true, None);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_GUILD);
    let ada = ADA.into();
    let approved = store
        .review_join_request(&ada, GUILD, first, true, None)
        .unwrap();
    assert_eq!(approved.value["application_status"], "APPROVED");
    assert!(store.is_member(GUILD, GRACE));
    let reason = Some("no".to_owned());
    let rejected = store
        .review_join_request(&ada, GUILD, second, false, reason)
        .unwrap();
    assert_eq!(rejected.value["rejection_reason"], "no");
    assert!(!store.is_member(GUILD, LINUS));
    let again = store.review_join_request(&ada, GUILD, second, true, None);
    assert_eq!(again.unwrap_err().code, 50035);
    let request = &store.guild(GUILD).unwrap().join_requests[&second];
    assert_eq!(request.status, JoinStatus::Rejected);
}
