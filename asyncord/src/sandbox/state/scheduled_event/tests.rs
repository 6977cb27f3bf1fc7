//! Rules of scheduled events.

use serde_json::json;

use super::{
    super::{
        Changed, Field, Refusal, Store,
        bits::permission::{CREATE_EVENTS, MANAGE_EVENTS},
        channel::{ChannelEdit, kind},
        ids::{ScheduledEventId, UserId, iso, seed},
        seed::{ADA, GUILD},
        voice::VoiceJoin,
    },
    ExceptionEdit, InterestPage, RecurrenceRule, ScheduledEventEdit, entity, status,
};

const LINUS: UserId = seed(23);
const DAY_MS: u64 = 24 * 60 * 60_000;

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

fn party(store: &Store) -> ScheduledEventEdit {
    let start = store.clock.now() + DAY_MS;
    ScheduledEventEdit {
        name: Some("party".to_owned()),
        start: Some(start),
        end: Field::Value(start + 1000),
        entity_type: Some(entity::EXTERNAL),
        location: Field::Value("the park".to_owned()),
        ..ScheduledEventEdit::default()
    }
}

fn at_lounge(store: &Store) -> ScheduledEventEdit {
    ScheduledEventEdit {
        entity_type: Some(entity::VOICE),
        channel_id: Field::Value(seed(14)),
        location: Field::Absent,
        end: Field::Absent,
        ..party(store)
    }
}

fn create(store: &mut Store, edit: ScheduledEventEdit) -> ScheduledEventId {
    let created = store.create_scheduled_event(&ADA.into(), GUILD, edit);
    created.unwrap().value
}

fn to(status: u8) -> ScheduledEventEdit {
    ScheduledEventEdit {
        status: Some(status),
        ..ScheduledEventEdit::default()
    }
}

fn names<T>(changed: &Changed<T>) -> Vec<&'static str> {
    changed.events.iter().map(|event| event.name).collect()
}

fn allow_linus(store: &mut Store, bits: u64) {
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    guild.roles.get_mut(&seed(3)).unwrap().permissions |= bits;
}

#[test]
fn what_an_event_needs_depends_on_where_it_is() {
    let mut store = store();
    let wrong = |store: &mut Store, edit| {
        let refused = store.create_scheduled_event(&ADA.into(), GUILD, edit);
        let errors = refused.unwrap_err().errors.unwrap_or_default();
        let keys: Vec<String> = errors.as_object().unwrap().keys().cloned().collect();
        keys
    };
    let edit = ScheduledEventEdit {
        location: Field::Absent,
        end: Field::Absent,
        ..party(&store)
    };
    let mut keys = wrong(&mut store, edit);
    keys.sort();
    assert_eq!(keys, ["entity_metadata", "scheduled_end_time"]);
    let edit = ScheduledEventEdit {
        channel_id: Field::Absent,
        ..at_lounge(&store)
    };
    assert_eq!(wrong(&mut store, edit), ["channel_id"]);
    let edit = ScheduledEventEdit {
        start: Some(1),
        ..party(&store)
    };
    assert_eq!(wrong(&mut store, edit), ["scheduled_start_time"]);
    let edit = ScheduledEventEdit {
        entity_type: Some(entity::STAGE_INSTANCE),
        ..at_lounge(&store)
    };
    let refused = store.create_scheduled_event(&ADA.into(), GUILD, edit);
    assert_eq!(refused.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
}

#[test]
fn events_are_made_and_managed_by_those_who_may() {
    let mut store = store();
    let edit = party(&store);
    let refused = store.create_scheduled_event(&LINUS.into(), GUILD, edit.clone());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    allow_linus(&mut store, CREATE_EVENTS);
    let own = store.create_scheduled_event(&LINUS.into(), GUILD, edit.clone());
    let own = own.unwrap();
    assert_eq!(
        names(&own),
        [
            "GUILD_SCHEDULED_EVENT_CREATE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE"
        ]
    );
    let rename = || ScheduledEventEdit {
        name: Some("feast".to_owned()),
        ..ScheduledEventEdit::default()
    };
    let linus = LINUS.into();
    assert!(
        store
            .edit_scheduled_event(&linus, GUILD, own.value, rename())
            .is_ok()
    );
    let other = create(&mut store, edit);
    let refused = store.edit_scheduled_event(&linus, GUILD, other, rename());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    allow_linus(&mut store, MANAGE_EVENTS);
    assert!(
        store
            .edit_scheduled_event(&linus, GUILD, other, rename())
            .is_ok()
    );
    let deleted = store.delete_scheduled_event(&linus, GUILD, other).unwrap();
    assert_eq!(names(&deleted)[0], "GUILD_SCHEDULED_EVENT_DELETE");
}

#[test]
fn a_guild_plans_no_more_than_a_hundred() {
    let mut store = store();
    let edit = party(&store);
    let first = create(&mut store, edit.clone());
    for _ in 1..100 {
        create(&mut store, edit.clone());
    }
    let ada = ADA.into();
    let refused = store.create_scheduled_event(&ada, GUILD, edit.clone());
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_SCHEDULED_EVENTS);
    let canceled = to(status::CANCELED);
    store
        .edit_scheduled_event(&ada, GUILD, first, canceled)
        .unwrap();
    create(&mut store, edit);
}

#[test]
fn there_is_one_way_through_the_statuses() {
    let mut store = store();
    let edit = at_lounge(&store);
    let id = create(&mut store, edit);
    let ada = ADA.into();
    let mut turn = |status| store.edit_scheduled_event(&ada, GUILD, id, to(status));
    assert!(turn(status::COMPLETED).unwrap_err().errors.is_some());
    let begun = turn(status::ACTIVE).unwrap();
    assert_eq!(begun.events[0].data["status"], 2);
    assert!(turn(status::CANCELED).is_err());
    turn(status::COMPLETED).unwrap();
    assert_eq!(
        turn(status::ACTIVE).unwrap_err(),
        Refusal::FINISHED_SCHEDULED_EVENT
    );
}

#[tokio::test(start_paused = true)]
async fn external_events_begin_and_end_by_themselves() {
    let mut store = store();
    let edit = party(&store);
    let id = create(&mut store, edit);
    store.clock.put_forward(DAY_MS);
    let begun = store.run_due();
    assert_eq!((begun.len(), &begun[0].data["status"]), (1, &json!(2)));
    store.clock.put_forward(1000);
    let ended = store.run_due();
    assert_eq!((ended.len(), &ended[0].data["status"]), (1, &json!(3)));
    assert!(store.scheduled_event(GUILD, id).unwrap().is_over());
}

#[tokio::test(start_paused = true)]
async fn an_event_ends_when_nobody_is_left_and_is_called_off_when_nobody_begins_it() {
    let mut store = store();
    let edit = at_lounge(&store);
    let (id, forgotten) = (create(&mut store, edit.clone()), create(&mut store, edit));
    let join = VoiceJoin {
        channel_id: Some(seed(14)),
        ..VoiceJoin::default()
    };
    store.join_voice(GUILD, ADA, join).unwrap();
    let ada = ADA.into();
    store
        .edit_scheduled_event(&ada, GUILD, id, to(status::ACTIVE))
        .unwrap();
    store.join_voice(GUILD, ADA, VoiceJoin::default()).unwrap();
    store.clock.put_forward(6 * 60_000);
    let ended = store.run_due();
    assert_eq!((ended.len(), &ended[0].data["status"]), (1, &json!(3)));
    store.clock.put_forward(2 * DAY_MS);
    let ended = store.run_due();
    assert_eq!(ended[0].data["id"], forgotten.to_string());
    assert_eq!(ended[0].data["status"], 4);
}

#[test]
fn an_event_on_a_stage_opens_it_and_ends_with_it() {
    let mut store = store();
    let edit = ChannelEdit {
        name: Some("stage".to_owned()),
        ..ChannelEdit::default()
    };
    let stage = store.create_channel(&ADA.into(), GUILD, kind::GUILD_STAGE_VOICE, edit);
    let stage = stage.unwrap().value["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let edit = ScheduledEventEdit {
        entity_type: Some(entity::STAGE_INSTANCE),
        channel_id: Field::Value(stage),
        ..at_lounge(&store)
    };
    let id = create(&mut store, edit);
    let ada = ADA.into();
    let begun = store
        .edit_scheduled_event(&ada, GUILD, id, to(status::ACTIVE))
        .unwrap();
    assert_eq!(names(&begun)[0], "STAGE_INSTANCE_CREATE");
    assert!(
        store
            .scheduled_event(GUILD, id)
            .unwrap()
            .entity_id
            .is_some()
    );
    let closed = store.delete_stage(&ada, stage).unwrap();
    assert_eq!(closed.events[1].data["status"], 3);
}

#[test]
fn who_is_interested_is_told_and_listed() {
    let mut store = store();
    let edit = party(&store);
    let id = create(&mut store, edit);
    let added = store.set_interest(GUILD, id, LINUS, true).unwrap();
    assert_eq!(names(&added), ["GUILD_SCHEDULED_EVENT_USER_ADD"]);
    assert!(
        store
            .set_interest(GUILD, id, LINUS, true)
            .unwrap()
            .events
            .is_empty()
    );
    let page = |limit, before| InterestPage {
        limit,
        before,
        after: None,
        with_member: true,
    };
    let users = store.interested(GUILD, id, page(1, Some(LINUS))).unwrap();
    assert_eq!((users.len(), &users[0]["user_id"]), (1, &json!(ADA)));
    assert!(users[0]["member"].is_object());
    store.set_interest(GUILD, id, LINUS, false).unwrap();
    let refused = store.set_interest(GUILD, id, LINUS, false);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_SCHEDULED_EVENT_USER);
    assert_eq!(store.interested(GUILD, id, page(9, None)).unwrap().len(), 1);
}

fn rule(start: u64, frequency: u8) -> RecurrenceRule {
    RecurrenceRule {
        start: iso(start),
        end: None,
        frequency,
        interval: 1,
        by_weekday: None,
        by_n_weekday: None,
        by_month: None,
        by_month_day: None,
        by_year_day: None,
        count: None,
    }
}

#[test]
fn rules_recur_as_discord_takes_them() {
    // A Wednesday.
    let start = 1_735_689_600_000;
    let weekly = rule(start, 2);
    assert!(weekly.check().is_ok());
    assert_eq!(weekly.next_after(start, &[]), Some(start + 7 * DAY_MS));
    let fortnightly = RecurrenceRule {
        interval: 2,
        ..weekly.clone()
    };
    assert_eq!(
        fortnightly.next_after(start, &[]),
        Some(start + 14 * DAY_MS)
    );
    let often = RecurrenceRule {
        interval: 3,
        ..weekly
    };
    assert_eq!(often.check().unwrap_err().0, "interval");
    let workdays = RecurrenceRule {
        by_weekday: Some(vec![0, 1, 2, 3, 4]),
        ..rule(start, 3)
    };
    assert!(workdays.check().is_ok());
    let friday = start + 2 * DAY_MS;
    assert_eq!(workdays.next_after(friday, &[]), Some(friday + 3 * DAY_MS));
    let odd = RecurrenceRule {
        by_weekday: Some(vec![0, 2]),
        ..rule(start, 3)
    };
    assert_eq!(odd.check().unwrap_err().0, "by_weekday");
    let yearly = RecurrenceRule {
        by_month: Some(vec![1]),
        by_month_day: Some(vec![1]),
        ..rule(start, 0)
    };
    assert!(yearly.check().is_ok());
    assert_eq!(yearly.next_after(start, &[]), Some(start + 365 * DAY_MS));
    let half = RecurrenceRule {
        by_month_day: None,
        ..yearly
    };
    assert_eq!(half.check().unwrap_err().0, "by_month");
}

#[test]
fn a_recurring_event_comes_back_but_for_its_exceptions() {
    let mut store = store();
    let start = store.clock.now() + DAY_MS;
    let edit = ScheduledEventEdit {
        start: Some(start),
        recurrence: Field::Value(rule(start, 3)),
        ..at_lounge(&store)
    };
    let id = create(&mut store, edit);
    let ada = ADA.into();
    // What is written has no parts of a millisecond to lose.
    let next = start + DAY_MS;
    let canceled = ExceptionEdit {
        is_canceled: Some(true),
        ..ExceptionEdit::default()
    };
    let empty = ExceptionEdit::default();
    let refused = store.create_exception(&ada, GUILD, id, next, empty);
    assert_eq!(refused.unwrap_err(), Refusal::EMPTY_EXCEPTION);
    let refused = store.create_exception(&ada, GUILD, id, 1, canceled.clone());
    assert!(refused.unwrap_err().errors.is_some());
    let made = store
        .create_exception(&ada, GUILD, id, next, canceled)
        .unwrap();
    assert_eq!(names(&made)[0], "GUILD_SCHEDULED_EVENT_UPDATE");
    assert_eq!(made.value["is_canceled"], true);
    store
        .edit_scheduled_event(&ada, GUILD, id, to(status::ACTIVE))
        .unwrap();
    store
        .edit_scheduled_event(&ada, GUILD, id, to(status::COMPLETED))
        .unwrap();
    let event = store.scheduled_event(GUILD, id).unwrap();
    assert_eq!(
        (event.status, event.start),
        (status::SCHEDULED, next + DAY_MS)
    );
    let exception = event.exceptions[0].id;
    assert_eq!(exception.timestamp_ms(), next);
    store.delete_exception(&ada, GUILD, id, exception).unwrap();
    let gone = store.delete_exception(&ada, GUILD, id, exception);
    assert_eq!(gone.unwrap_err(), Refusal::UNKNOWN_SCHEDULED_EVENT);
}
