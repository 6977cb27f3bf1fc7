use super::{GuildScheduledEvent, GuildScheduledEventUserCounts, RecurrenceWeekday};
use crate::model::decode;
use crate::model::testing::round;

const RECURRING: &str = r#"{"id":"5","guild_id":"1","channel_id":null,"creator_id":null,"name":"n","description":null,
    "image":"06c16474723fe537c283b8efa61a30c8","scheduled_start_time":"2025-01-01T10:00:00+00:00",
    "scheduled_end_time":null,"status":2,"entity_type":3,"entity_id":null,"privacy_level":2,"user_count":0,
    "entity_metadata":{"location":"the park"},"user_rsvp":null,"creator":{"id":"4"},
    "recurrence_rule":{"start":"2025-01-01T10:00:00+00:00","end":null,"frequency":1,"interval":1,"by_weekday":null,
        "by_n_weekday":[{"n":4,"day":2}],"by_month":null,"by_month_day":null,"by_year_day":null,"count":null},
    "guild_scheduled_event_exceptions":[{"event_id":"5","event_exception_id":"1354809095526551552",
        "scheduled_start_time":null,"scheduled_end_time":null,"is_canceled":true}]}"#;

#[test]
fn what_came_is_what_is_written() {
    round::<GuildScheduledEvent>(RECURRING);
    round::<GuildScheduledEvent>(r#"{"id":"5","entity_type":9}"#);
    round::<GuildScheduledEvent>(
        r#"{"id":"5","entity_type":2,"channel_id":"2","entity_metadata":null,"recurrence_rule":null,
            "guild_scheduled_event_exceptions":[],"image":null,
            "user_rsvp":{"guild_scheduled_event_id":"5","user_id":"4","response":1,"user":{"id":"4"},
                "member":{"user":{"id":"4"}},"guild_scheduled_event_exception_id":null}}"#,
    );
    let counts: GuildScheduledEventUserCounts = round(
        r#"{"guild_scheduled_event_count":3,"guild_scheduled_event_exception_counts":{"1354809095526551552":2}}"#,
    );
    assert_eq!(
        counts
            .guild_scheduled_event_exception_counts
            .get(&1_354_809_095_526_551_552.into()),
        Some(&2)
    );
}

#[test]
fn questions_are_answered() {
    let event: GuildScheduledEvent = decode(RECURRING).unwrap();
    assert!(event.is_active() && !event.is_over());
    assert_eq!(event.location(), Some("the park"));
    assert_eq!(
        event.url().as_deref(),
        Some("https://discord.com/events/1/5")
    );
    assert_eq!(
        event.cover_url().unwrap().to_string(),
        "https://cdn.discordapp.com/guild-events/5/06c16474723fe537c283b8efa61a30c8.png"
    );
    let rule = event.recurrence_rule.as_ref().unwrap();
    assert_eq!(rule.by_n_weekday[0].day, RecurrenceWeekday::Wednesday);
    assert!(event.guild_scheduled_event_exceptions[0].is_canceled);
}
