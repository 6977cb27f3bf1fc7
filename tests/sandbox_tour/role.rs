//! Roles.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{self, IMAGE, person, text};

pub(crate) async fn walk(tour: &mut Tour) {
    let guild = format!("/guilds/{}", tour.guild());
    let roles = format!("{guild}/roles");
    let features = json!({ "features": ["ROLE_ICONS", "ENHANCED_ROLE_COLORS"] });
    tour.control("PATCH", &guild, features).await;
    tour.bot("POST", &roles, json!({})).await;
    tour.event("GUILD_ROLE_CREATE").await;
    let body = json!({
        "name": "crabs",
        "permissions": "8192",
        "colors": { "primary_color": 11_127_295, "secondary_color": 16_759_788, "tertiary_color": 16_761_760 },
        "hoist": true,
        "mentionable": true,
        "icon": IMAGE,
    });
    let role = tour.bot("POST", &roles, body).await;
    tour.event("GUILD_ROLE_CREATE").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    let one = format!("{roles}/{}", text(&role["id"]));
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("GET", &roles, Value::Null).await;
    let body = json!({
        "name": "lobsters",
        "permissions": "0",
        "color": 255,
        "icon": null,
        "unicode_emoji": "🦞",
    });
    tour.bot("PATCH", &one, body).await;
    tour.event("GUILD_ROLE_UPDATE").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    let moves = json!([{ "id": role["id"], "position": 2 }]);
    tour.bot("PATCH", &roles, moves).await;
    tour.event("GUILD_ROLE_UPDATE").await;
    let linus = person(tour, "linus").await;
    let given = format!("{guild}/members/{linus}/roles/{}", text(&role["id"]));
    tour.bot("PUT", &given, Value::Null).await;
    tour.event("GUILD_MEMBER_UPDATE").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    tour.bot("GET", &format!("{roles}/member-counts"), Value::Null)
        .await;
    tour.bot("DELETE", &given, Value::Null).await;
    tour.event("GUILD_MEMBER_UPDATE").await;
    let long = json!({ "name": "x".repeat(101) });
    tour.refused("PATCH", &one, long, 50035).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_ROLE_DELETE").await;
    tour.refused("GET", &one, Value::Null, 10011).await;
    let everyone = format!("{roles}/{}", tour.guild());
    tour.refused("DELETE", &everyone, Value::Null, 50028).await;
    common::audit_log(tour).await;
}
