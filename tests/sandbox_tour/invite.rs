//! Invites.

use asyncord_tests::tour::Tour;
use reqwest::multipart::Part;
use serde_json::{Value, json};

use super::common::{self, person, text};

pub(crate) async fn walk(tour: &mut Tour) {
    let guild = format!("/guilds/{}", tour.guild());
    let invites = format!("/channels/{}/invites", tour.channel());
    tour.bot("POST", &invites, json!({})).await;
    tour.event("INVITE_CREATE").await;
    let roles = format!("{guild}/roles");
    let role = tour.bot("POST", &roles, json!({ "name": "crabs" })).await;
    let body = json!({
        "max_age": 3600,
        "max_uses": 5,
        "temporary": true,
        "unique": true,
        "role_ids": [role["id"]],
    });
    let invite = tour.bot("POST", &invites, body).await;
    tour.event("INVITE_CREATE").await;
    tour.event("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    in_voice(tour, &guild).await;
    tour.bot("GET", &invites, Value::Null).await;
    tour.bot("GET", &format!("{guild}/invites"), Value::Null)
        .await;
    let one = format!("/invites/{}", text(&invite["code"]));
    tour.bot("GET", &one, Value::Null).await;
    let public = format!("{one}?with_counts=true");
    tour.with(None, "GET", &public, Value::Null).await;
    let linus = person(tour, "linus").await;
    tour.person(&linus, "DELETE", &format!("/users/@me{guild}"), Value::Null)
        .await;
    tour.person(&linus, "PUT", &one, Value::Null).await;
    tour.event("GUILD_MEMBER_ADD").await;
    tour.event("MESSAGE_CREATE").await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("INVITE_DELETE").await;
    tour.refused("GET", &one, Value::Null, 10006).await;
    tour.refused("POST", &invites, json!({ "max_uses": 101 }), 50035)
        .await;
    direct(tour).await;
    targets(tour, &invites, &linus).await;
    common::audit_log(tour).await;
}

/// An invite to look at somebody's stream, and one to an activity.
async fn in_voice(tour: &mut Tour, guild: &str) {
    let lounge = common::lounge(tour).await;
    let ada = tour.ada();
    let join = json!({ "channel_id": lounge, "self_stream": true });
    tour.person(&ada, "PUT", &format!("{guild}/voice"), join)
        .await;
    let invites = format!("/channels/{lounge}/invites");
    let body = json!({ "target_type": 1, "target_user_id": ada });
    tour.bot("POST", &invites, body).await;
    tour.event("INVITE_CREATE").await;
    let body = json!({ "target_type": 2, "target_application_id": tour.application() });
    tour.bot("POST", &invites, body).await;
    tour.event("INVITE_CREATE").await;
    tour.bot("GET", &invites, Value::Null).await;
}

async fn direct(tour: &mut Tour) {
    let body = json!({ "recipient_id": tour.ada() });
    let channel = tour.bot("POST", "/users/@me/channels", body).await;
    let invites = format!("/channels/{}/invites", text(&channel["id"]));
    tour.refused("POST", &invites, json!({}), 50003).await;
}

async fn targets(tour: &mut Tour, invites: &str, linus: &str) {
    let list = |user: &str| {
        let part = Part::text(format!("user_id\n{user}\n")).file_name("users.csv");
        vec![("target_users_file", part)]
    };
    let ada = tour.ada();
    let invite = tour
        .upload("POST", invites, json!({ "max_age": 0 }), list(&ada))
        .await;
    let targets = format!("/invites/{}/target-users", text(&invite["code"]));
    tour.bot("GET", &targets, Value::Null).await;
    tour.bot("GET", &format!("{targets}/job-status"), Value::Null)
        .await;
    tour.upload("PUT", &targets, Value::Null, list(linus)).await;
}
