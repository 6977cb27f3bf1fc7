//! What newcomers see of a guild: its welcome screen, onboarding and widget.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{self, IMAGE};

pub(crate) async fn walk(tour: &mut Tour) {
    let guild = format!("/guilds/{}", tour.guild());
    welcome(tour, &guild).await;
    onboarding(tour, &guild).await;
    widget(tour, &guild).await;
    common::audit_log(tour).await;
}

async fn welcome(tour: &mut Tour, guild: &str) {
    let screen = format!("{guild}/welcome-screen");
    tour.refused("GET", &screen, Value::Null, 10069).await;
    let body = json!({ "name": "crab", "image": IMAGE });
    let emoji = tour.bot("POST", &format!("{guild}/emojis"), body).await;
    let channel = tour.channel();
    let body = json!({
        "enabled": true,
        "description": "hello",
        "welcome_channels": [
            { "channel_id": channel, "description": "talk", "emoji_name": "🦀" },
            { "channel_id": channel, "description": "crabs", "emoji_id": emoji["id"] },
        ],
    });
    tour.bot("PATCH", &screen, body).await;
    tour.bot("GET", &screen, Value::Null).await;
    tour.bot("GET", &format!("/guilds/{}", tour.guild()), Value::Null)
        .await;
    let body = json!({ "welcome_channels": [{ "description": "talk" }] });
    tour.refused("PATCH", &screen, body, 50035).await;
    tour.bot("GET", &format!("{guild}/new-member-welcome"), Value::Null)
        .await;
}

async fn onboarding(tour: &mut Tour, guild: &str) {
    let onboarding = format!("{guild}/onboarding");
    tour.bot("GET", &onboarding, Value::Null).await;
    let roles = format!("{guild}/roles");
    let role = tour.bot("POST", &roles, json!({ "name": "crabs" })).await;
    let channel = tour.channel();
    let body = json!({
        "prompts": [{
            "id": "1",
            "type": 0,
            "title": "Where to?",
            "single_select": true,
            "required": false,
            "in_onboarding": true,
            "options": [
                { "title": "there", "description": "by the sea", "channel_ids": [channel], "emoji_name": "🦀" },
                { "title": "away", "role_ids": [role["id"]] },
            ],
        }],
        "default_channel_ids": [channel],
        "mode": 1,
    });
    tour.bot("PUT", &onboarding, body).await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    tour.bot("GET", &onboarding, Value::Null).await;
    let enabled = json!({ "enabled": true });
    tour.refused("PUT", &onboarding, enabled, 350_000).await;
}

async fn widget(tour: &mut Tour, guild: &str) {
    let settings = format!("{guild}/widget");
    let public = format!("{guild}/widget.json");
    tour.bot("GET", &settings, Value::Null).await;
    tour.refused("GET", &public, Value::Null, 50004).await;
    let body = json!({ "enabled": true, "channel_id": tour.channel() });
    tour.bot("PATCH", &settings, body).await;
    let ada = tour.ada();
    let lounge = common::lounge(tour).await;
    let join = json!({ "channel_id": lounge, "self_mute": true });
    tour.person(&ada, "PUT", &format!("{guild}/voice"), join)
        .await;
    let presence = json!({
        "status": "dnd",
        "activities": [{ "name": "chess", "type": 0, "created_at": 1 }],
    });
    tour.person(&ada, "PUT", "/presence", presence).await;
    tour.event("PRESENCE_UPDATE").await;
    tour.with(None, "GET", &public, Value::Null).await;
    let image = format!("{guild}/widget.png?style=banner2");
    tour.with(None, "GET", &image, Value::Null).await;
    let round = format!("{guild}/widget.png?style=round");
    tour.refused("GET", &round, Value::Null, 50035).await;
}
