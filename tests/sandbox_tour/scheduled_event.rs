//! Scheduled events, once and again, with their exceptions.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

use super::channel::{PICTURE, become_community, made, named};

pub(crate) async fn walk(tour: &mut Tour) {
    become_community(tour).await;
    let events = format!("/guilds/{}/scheduled-events", tour.guild());
    let lounge = named(tour, "lounge").await;
    let stage = made(tour, json!({ "name": "stage", "type": 13 })).await;
    let outside = json!({
        "name": "Picnic", "description": "Outside", "privacy_level": 2, "entity_type": 3,
        "scheduled_start_time": "2099-06-01T10:00:00+00:00",
        "scheduled_end_time": "2099-06-01T12:00:00+00:00",
        "entity_metadata": { "location": "the park" }, "image": PICTURE,
    });
    let inside = |entity_type: u8, channel: &str| {
        json!({
            "name": "Talk", "privacy_level": 2, "entity_type": entity_type, "channel_id": channel,
            "scheduled_start_time": "2099-06-01T10:00:00+00:00",
        })
    };
    for body in [outside, inside(2, &lounge), inside(1, &stage)] {
        let event = tour.bot("POST", &events, body).await;
        tour.event("GUILD_SCHEDULED_EVENT_CREATE").await;
        once(tour, &format!("{events}/{}", id_of(&event))).await;
    }
    again(tour, &events).await;
    tour.refused("GET", &format!("{events}/1"), Value::Null, 10070)
        .await;
    tour.refused("POST", &events, json!({ "name": "none" }), 50035)
        .await;
}

/// Interested people, and the turns of one event.
async fn once(tour: &mut Tour, event: &str) {
    let ada = tour.ada();
    tour.bot("GET", event, Value::Null).await;
    tour.bot("GET", &format!("{event}?with_user_count=true"), Value::Null)
        .await;
    let list = format!("/guilds/{}/scheduled-events", tour.guild());
    tour.bot("GET", &list, Value::Null).await;
    tour.bot("GET", &format!("{list}?with_user_count=true"), Value::Null)
        .await;
    let interested = format!("{event}/users/@me");
    tour.person(&ada, "PUT", &interested, Value::Null).await;
    tour.event("GUILD_SCHEDULED_EVENT_USER_ADD").await;
    tour.bot("GET", &format!("{event}/users"), Value::Null)
        .await;
    let full = format!("{event}/users?with_member=true&limit=5&after=1");
    tour.bot("GET", &full, Value::Null).await;
    tour.bot("GET", &format!("{event}/users/counts"), Value::Null)
        .await;
    tour.person(&ada, "DELETE", &interested, Value::Null).await;
    tour.event("GUILD_SCHEDULED_EVENT_USER_REMOVE").await;
    tour.bot(
        "PATCH",
        event,
        json!({ "name": "Other", "description": null }),
    )
    .await;
    tour.event("GUILD_SCHEDULED_EVENT_UPDATE").await;
    tour.bot("PATCH", event, json!({ "status": 2 })).await;
    tour.event("GUILD_SCHEDULED_EVENT_UPDATE").await;
    tour.bot("DELETE", event, Value::Null).await;
    tour.event("GUILD_SCHEDULED_EVENT_DELETE").await;
}

async fn again(tour: &mut Tour, events: &str) {
    let start = "2099-06-01T10:00:00+00:00";
    let body = json!({
        "name": "Weekly", "privacy_level": 2, "entity_type": 3, "scheduled_start_time": start,
        "scheduled_end_time": "2099-06-01T12:00:00+00:00",
        "entity_metadata": { "location": "the park" },
        "recurrence_rule": { "start": start, "frequency": 2, "interval": 1, "by_weekday": [0] },
    });
    let event = tour.bot("POST", events, body).await;
    tour.event("GUILD_SCHEDULED_EVENT_CREATE").await;
    let event = format!("{events}/{}", id_of(&event));
    let exceptions = format!("{event}/exceptions");
    let body = json!({
        "original_scheduled_start_time": "2099-06-08T10:00:00+00:00",
        "scheduled_start_time": "2099-06-08T11:00:00+00:00",
        "scheduled_end_time": "2099-06-08T13:00:00+00:00",
    });
    let exception = tour.bot("POST", &exceptions, body).await;
    tour.event("GUILD_SCHEDULED_EVENT_UPDATE").await;
    let id = exception["event_exception_id"].as_str().unwrap_or_default();
    let one = format!("{exceptions}/{id}");
    tour.bot("GET", &event, Value::Null).await;
    tour.bot("PATCH", &one, json!({ "is_canceled": true }))
        .await;
    tour.event("GUILD_SCHEDULED_EVENT_UPDATE").await;
    tour.bot("GET", &format!("{event}/{id}/users"), Value::Null)
        .await;
    let counts = format!("{event}/users/counts?guild_scheduled_event_exception_ids={id}");
    tour.bot("GET", &counts, Value::Null).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_SCHEDULED_EVENT_UPDATE").await;
    let second = json!({
        "original_scheduled_start_time": "2099-06-15T10:00:00+00:00", "is_canceled": true,
    });
    tour.bot("POST", &exceptions, second).await;
    tour.bot("DELETE", &event, Value::Null).await;
}
