//! The rules of auto-moderation, and what they do.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

pub(crate) async fn walk(tour: &mut Tour) {
    let rules = format!("/guilds/{}/auto-moderation/rules", tour.guild());
    let channel = tour.channel();
    let full = json!({
        "name": "words", "event_type": 1, "trigger_type": 1, "enabled": true,
        "trigger_metadata": {
            "keyword_filter": ["rubbish", "*junk*"], "regex_patterns": ["^spam+$"],
            "allow_list": ["rubbish bin"],
        },
        "actions": [
            { "type": 1, "metadata": { "custom_message": "Not here" } },
            { "type": 2, "metadata": { "channel_id": channel } },
            { "type": 3, "metadata": { "duration_seconds": 60 } },
        ],
        "exempt_roles": [], "exempt_channels": [],
    });
    let rule = tour.bot("POST", &rules, full).await;
    tour.event("AUTO_MODERATION_RULE_CREATE").await;
    let one = format!("{rules}/{}", id_of(&rule));
    let others = [
        json!({
            "name": "presets", "event_type": 1, "trigger_type": 4, "actions": [{ "type": 1 }],
            "trigger_metadata": { "presets": [1, 2, 3], "allow_list": [] },
        }),
        json!({
            "name": "mentions", "event_type": 1, "trigger_type": 5, "actions": [{ "type": 1 }],
            "trigger_metadata": { "mention_total_limit": 5, "mention_raid_protection_enabled": true },
        }),
        json!({ "name": "spam", "event_type": 1, "trigger_type": 3, "actions": [{ "type": 1 }] }),
        json!({
            "name": "profiles", "event_type": 2, "trigger_type": 6, "actions": [{ "type": 4 }],
            "trigger_metadata": { "keyword_filter": ["rubbish"] },
        }),
    ];
    for body in others {
        tour.bot("POST", &rules, body).await;
    }
    tour.bot("GET", &rules, Value::Null).await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("PATCH", &one, json!({ "name": "other", "enabled": true }))
        .await;
    tour.event("AUTO_MODERATION_RULE_UPDATE").await;

    let member = json!({ "username": "visitor" });
    let visitor = tour.control("POST", "/users", member).await;
    let visitor = id_of(&visitor);
    let joins = format!("/guilds/{}/members/{visitor}", tour.guild());
    tour.control("PUT", &joins, Value::Null).await;
    let messages = format!("/channels/{channel}/messages");
    tour.person_refused(
        &visitor,
        "POST",
        &messages,
        json!({ "content": "rubbish" }),
        200_000,
    )
    .await;
    tour.event("AUTO_MODERATION_ACTION_EXECUTION").await;
    tour.bot("GET", &messages, Value::Null).await;
    tour.refused("GET", &format!("{rules}/1"), Value::Null, 0)
        .await;
    tour.refused("POST", &rules, json!({ "name": "none" }), 50035)
        .await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("AUTO_MODERATION_RULE_DELETE").await;
}
