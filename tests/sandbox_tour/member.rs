//! Members, bans, pruning and the audit log.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{self, IMAGE, bearer, person, text};

pub(crate) async fn walk(tour: &mut Tour) {
    let guild = format!("/guilds/{}", tour.guild());
    let linus = person(tour, "linus").await;
    asked_for(tour).await;
    members(tour, &guild, &linus).await;
    bans(tour, &guild, &linus).await;
    added(tour).await;
    pruned(tour, &guild).await;
    audit_log(tour, &guild).await;
    common::audit_log(tour).await;
}

/// All members at once can be asked for once in 30 seconds.
async fn asked_for(tour: &mut Tour) {
    let all = json!({ "guild_id": tour.guild(), "query": "", "limit": 0 });
    tour.command(8, &all);
    tour.event("GUILD_MEMBERS_CHUNK").await;
    tour.command(8, &all);
    tour.event("RATE_LIMITED").await;
}

async fn members(tour: &mut Tour, guild: &str, linus: &str) {
    let members = format!("{guild}/members");
    let one = format!("{members}/{linus}");
    tour.bot("GET", &format!("{members}?limit=1000"), Value::Null)
        .await;
    tour.bot("GET", &one, Value::Null).await;
    let search = format!("{members}/search?query=lin&limit=5");
    tour.bot("GET", &search, Value::Null).await;
    let body = json!({ "nick": "owl", "flags": 4, "roles": [] });
    tour.bot("PATCH", &one, body).await;
    tour.event("GUILD_MEMBER_UPDATE").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    let until = common::later(tour, 60).await;
    let body = json!({ "communication_disabled_until": until });
    tour.bot("PATCH", &one, body).await;
    tour.event("GUILD_MEMBER_UPDATE").await;
    let body = json!({ "communication_disabled_until": null });
    tour.bot("PATCH", &one, body).await;
    in_voice(tour, guild, linus).await;
    tour.refused("PATCH", &one, json!({ "roles": ["1"] }), 10011)
        .await;
    tour.refused("PATCH", &one, json!({ "mute": true }), 40032)
        .await;
    let body = json!({ "nick": "bot", "avatar": IMAGE, "banner": IMAGE, "bio": "I am" });
    let me = format!("{members}/@me");
    tour.bot("PATCH", &me, body).await;
    tour.event("GUILD_MEMBER_UPDATE").await;
    tour.bot("PATCH", &format!("{me}/nick"), json!({ "nick": null }))
        .await;
    tour.event("GUILD_MEMBER_UPDATE").await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_MEMBER_REMOVE").await;
    tour.refused("DELETE", &one, Value::Null, 10007).await;
    tour.refused("GET", &one, Value::Null, 10007).await;
}

/// A member in a voice channel is muted, deafened and put out.
async fn in_voice(tour: &mut Tour, guild: &str, linus: &str) {
    let lounge = common::lounge(tour).await;
    let voice = format!("{guild}/voice");
    let join = json!({ "channel_id": lounge });
    tour.person(linus, "PUT", &voice, join).await;
    tour.event("VOICE_STATE_UPDATE").await;
    let one = format!("{guild}/members/{linus}");
    let body = json!({ "mute": true, "deaf": true });
    tour.bot("PATCH", &one, body).await;
    tour.event("VOICE_STATE_UPDATE").await;
    let body = json!({ "mute": false, "deaf": false, "channel_id": null });
    tour.bot("PATCH", &one, body).await;
    tour.event("VOICE_STATE_UPDATE").await;
}

async fn bans(tour: &mut Tour, guild: &str, linus: &str) {
    let bans = format!("{guild}/bans");
    let one = format!("{bans}/{linus}");
    let body = json!({ "delete_message_seconds": 60 });
    tour.bot("PUT", &one, body).await;
    tour.event("GUILD_BAN_ADD").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("GET", &format!("{bans}?limit=10"), Value::Null)
        .await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_BAN_REMOVE").await;
    tour.refused("GET", &one, Value::Null, 10026).await;
    let body = json!({ "user_ids": [linus], "delete_message_seconds": 0 });
    tour.bot("POST", &format!("{guild}/bulk-ban"), body).await;
    tour.event("GUILD_BAN_ADD").await;
    tour.bot("DELETE", &one, Value::Null).await;
}

/// Adds somebody who lets the application do that.
async fn added(tour: &mut Tour) {
    let grace = person(tour, "grace").await;
    let body = json!({ "name": "second", "owner_id": grace });
    let guild = tour.control("POST", "/guilds", body).await;
    let guild = format!("/guilds/{}", text(&guild["id"]));
    let join = format!("{guild}/members/{}", tour.application());
    tour.control("PUT", &join, Value::Null).await;
    tour.event("GUILD_CREATE").await;
    let token = bearer(tour, "identify guilds.join").await;
    let token = token.trim_start_matches("Bearer ");
    let one = format!("{guild}/members/{}", tour.ada());
    let body = json!({ "access_token": token, "nick": "countess", "mute": false, "deaf": false });
    tour.bot("PUT", &one, body.clone()).await;
    tour.event("GUILD_MEMBER_ADD").await;
    tour.bot("PUT", &one, body).await;
    let strange = json!({ "access_token": "strange" });
    tour.refused("PUT", &one, strange, 50025).await;
}

async fn pruned(tour: &mut Tour, guild: &str) {
    let prune = format!("{guild}/prune");
    tour.bot("GET", &format!("{prune}?days=1"), Value::Null)
        .await;
    tour.bot("POST", &prune, json!({ "compute_prune_count": false }))
        .await;
    let body = json!({ "days": 30, "compute_prune_count": true, "include_roles": [] });
    tour.bot("POST", &prune, body).await;
    tour.refused("POST", &prune, json!({ "days": 31 }), 50035)
        .await;
}

async fn audit_log(tour: &mut Tour, guild: &str) {
    let log = format!("{guild}/audit-logs");
    tour.bot("GET", &log, Value::Null).await;
    let own = format!(
        "{log}?user_id={}&action_type=22&limit=5",
        tour.application()
    );
    tour.bot("GET", &own, Value::Null).await;
    tour.refused("GET", &format!("{log}?limit=101"), Value::Null, 50035)
        .await;
}
