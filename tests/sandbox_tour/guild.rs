//! Guilds and their settings, templates, integrations and requests to join.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{self, IMAGE, person, text};

pub(crate) async fn walk(tour: &mut Tour) {
    let guild = format!("/guilds/{}", tour.guild());
    settings(tour, &guild).await;
    address(tour, &guild).await;
    integrations(tour, &guild).await;
    templates(tour, &guild).await;
    join_requests(tour, &guild).await;
    leaving(tour).await;
    common::audit_log(tour).await;
}

async fn settings(tour: &mut Tour, guild: &str) {
    let channel = tour.channel();
    tour.bot("GET", guild, Value::Null).await;
    let body = json!({ "features": [
        "BANNER", "DISCOVERABLE", "ENHANCED_ROLE_COLORS", "INVITE_SPLASH", "ROLE_ICONS", "VANITY_URL",
    ] });
    tour.control("PATCH", guild, body).await;
    tour.event("GUILD_UPDATE").await;
    let body = json!({
        "name": "elsewhere",
        "description": "a place",
        "icon": IMAGE,
        "splash": IMAGE,
        "banner": IMAGE,
        "discovery_splash": IMAGE,
        "home_header": IMAGE,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "preferred_locale": "de",
        "afk_channel_id": null,
        "afk_timeout": 900,
        "system_channel_id": channel,
        "system_channel_flags": 5,
        "premium_progress_bar_enabled": true,
    });
    tour.bot("PATCH", guild, body).await;
    tour.event("GUILD_UPDATE").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    let body = json!({
        "features": ["COMMUNITY"],
        "rules_channel_id": channel,
        "public_updates_channel_id": channel,
        "safety_alerts_channel_id": channel,
    });
    tour.bot("PATCH", guild, body).await;
    tour.event("GUILD_UPDATE").await;
    tour.bot("GET", &format!("{guild}?with_counts=true"), Value::Null)
        .await;
    tour.bot("GET", &format!("{guild}/preview"), Value::Null)
        .await;
    tour.bot("GET", &format!("{guild}/regions"), Value::Null)
        .await;
    tour.refused("PATCH", guild, json!({ "name": "x" }), 50035)
        .await;
    tour.refused("GET", "/guilds/1", Value::Null, 10004).await;
    let incidents = format!("{guild}/incident-actions");
    let until = common::later(tour, 3600).await;
    let body = json!({ "invites_disabled_until": until, "dms_disabled_until": until });
    tour.bot("PUT", &incidents, body).await;
    tour.event("GUILD_UPDATE").await;
    tour.bot("GET", guild, Value::Null).await;
    let body = json!({ "invites_disabled_until": null, "dms_disabled_until": null });
    tour.bot("PUT", &incidents, body).await;
    let far = json!({ "invites_disabled_until": "2099-01-01T00:00:00+00:00" });
    tour.refused("PUT", &incidents, far, 50035).await;
}

async fn address(tour: &mut Tour, guild: &str) {
    let vanity = format!("{guild}/vanity-url");
    tour.bot("GET", &vanity, Value::Null).await;
    let body = json!({ "vanity_url_code": "asyncord" });
    tour.control("PATCH", guild, body).await;
    tour.event("GUILD_UPDATE").await;
    tour.bot("GET", &vanity, Value::Null).await;
    tour.bot("GET", "/invites/asyncord?with_counts=true", Value::Null)
        .await;
    tour.control("PATCH", guild, json!({ "features": [] }))
        .await;
    tour.refused("GET", &vanity, Value::Null, 50020).await;
}

async fn integrations(tour: &mut Tour, guild: &str) {
    let other = tour
        .control("POST", "/applications", json!({ "name": "other" }))
        .await;
    let list = format!("{guild}/integrations");
    let found = tour.bot("GET", &list, Value::Null).await;
    let integration = found
        .as_array()
        .and_then(|list| {
            list.iter()
                .find(|one| one["application"]["id"] == other["id"])
        })
        .cloned()
        .unwrap_or_default();
    let one = format!("{list}/{}", text(&integration["id"]));
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("INTEGRATION_DELETE").await;
    tour.event("GUILD_INTEGRATIONS_UPDATE").await;
    tour.refused("DELETE", &one, Value::Null, 10005).await;
    // It comes back, and later asks for other permissions.
    for permissions in ["8192", "1024"] {
        let asking = json!({
            "client_id": other["id"], "scope": "bot", "guild_id": tour.guild(),
            "permissions": permissions,
        });
        let ada = tour.ada();
        tour.person(&ada, "POST", "/oauth2/authorize", asking).await;
    }
    tour.event("INTEGRATION_CREATE").await;
    tour.event("INTEGRATION_UPDATE").await;
}

async fn templates(tour: &mut Tour, guild: &str) {
    let templates = format!("{guild}/templates");
    let body = json!({ "name": "starter", "description": "as here" });
    let template = tour.bot("POST", &templates, body.clone()).await;
    tour.refused("POST", &templates, body, 30031).await;
    let code = text(&template["code"]);
    let public = format!("/guilds/templates/{code}");
    let overwrite = format!("/channels/{}/permissions/{}", tour.channel(), tour.guild());
    let body = json!({ "type": 0, "allow": "1024", "deny": "2048" });
    tour.bot("PUT", &overwrite, body).await;
    tour.with(None, "GET", &public, Value::Null).await;
    let body = json!({ "name": "fresh", "unicode_emoji": null });
    tour.bot("POST", &format!("{guild}/roles"), body).await;
    tour.bot("GET", &templates, Value::Null).await;
    let own = format!("{templates}/{code}");
    tour.bot("PUT", &own, Value::Null).await;
    let body = json!({ "name": "other", "description": null });
    tour.bot("PATCH", &own, body).await;
    let body = json!({ "name": "copy", "template": code });
    let copy = tour.control("POST", "/guilds", body).await;
    let join = format!(
        "/guilds/{}/members/{}",
        text(&copy["id"]),
        tour.application()
    );
    tour.control("PUT", &join, Value::Null).await;
    tour.event("GUILD_CREATE").await;
    tour.bot(
        "GET",
        &format!("/guilds/{}", text(&copy["id"])),
        Value::Null,
    )
    .await;
    tour.bot("DELETE", &own, Value::Null).await;
    tour.refused("DELETE", &own, Value::Null, 10057).await;
}

async fn join_requests(tour: &mut Tour, guild: &str) {
    let invites = format!("/channels/{}/invites", tour.channel());
    let invite = tour.bot("POST", &invites, json!({ "max_uses": 0 })).await;
    let accept = format!("/invites/{}", text(&invite["code"]));
    let people = [person(tour, "grace").await, person(tour, "linus").await];
    let body = json!({ "features": ["MEMBER_VERIFICATION_MANUAL_APPROVAL"] });
    tour.control("PATCH", guild, body).await;
    for one in &people {
        tour.person(one, "DELETE", &format!("/users/@me{guild}"), Value::Null)
            .await;
        tour.event("GUILD_MEMBER_REMOVE").await;
        tour.person(one, "PUT", &accept, Value::Null).await;
    }
    let requests = format!("{guild}/requests");
    let query = format!("{requests}?status=SUBMITTED&limit=10");
    let found = tour.bot("GET", &query, Value::Null).await;
    let request = |index: usize| {
        let id = text(&found["guild_join_requests"][index]["id"]);
        format!("{requests}/{id}")
    };
    let (first, second) = (request(0), request(1));
    let body = json!({ "action": "APPROVED" });
    tour.bot("PATCH", &first, body.clone()).await;
    tour.event("GUILD_MEMBER_ADD").await;
    let rejection = json!({ "action": "REJECTED", "rejection_reason": "not now" });
    tour.bot("PATCH", &second, rejection).await;
    tour.bot("GET", &requests, Value::Null).await;
    let strange = json!({ "action": "PERHAPS" });
    tour.refused("PATCH", &first, strange, 50035).await;
}

async fn leaving(tour: &mut Tour) {
    let guild = tour
        .control("POST", "/guilds", json!({ "name": "second" }))
        .await;
    let id = text(&guild["id"]);
    let join = format!("/guilds/{id}/members/{}", tour.application());
    tour.control("PUT", &join, Value::Null).await;
    tour.event("GUILD_CREATE").await;
    tour.event("GUILD_ROLE_CREATE").await;
    tour.event("INTEGRATION_CREATE").await;
    let leave = format!("/users/@me/guilds/{id}");
    tour.bot("DELETE", &leave, Value::Null).await;
    tour.event("GUILD_DELETE").await;
    tour.refused("DELETE", &leave, Value::Null, 10004).await;
}
