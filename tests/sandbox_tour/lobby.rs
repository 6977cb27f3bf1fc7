//! Lobbies.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{self, bearer, person, text};

pub(crate) async fn walk(tour: &mut Tour) {
    made(tour).await;
    let player = bearer(tour, "sdk.social_layer").await;
    played(tour, &player).await;
    linked(tour, &player).await;
    common::audit_log(tour).await;
}

async fn made(tour: &mut Tour) {
    let (ada, linus) = (tour.ada(), person(tour, "linus").await);
    tour.bot("POST", "/lobbies", json!({})).await;
    let body = json!({
        "metadata": { "topic": "redstone" },
        "members": [{ "id": ada, "flags": 1, "metadata": { "side": "white" } }],
        "idle_timeout_seconds": 60,
        "flags": 1,
    });
    let lobby = tour.bot("POST", "/lobbies", body).await;
    let one = format!("/lobbies/{}", text(&lobby["id"]));
    tour.bot("GET", &one, Value::Null).await;
    let body = json!({ "metadata": null, "members": [], "idle_timeout_seconds": 300 });
    tour.bot("PATCH", &one, body).await;
    let members = format!("{one}/members");
    let member = format!("{members}/{ada}");
    let body =
        json!({ "flags": 1, "metadata": { "side": "black" }, "additional_name": "Countess" });
    tour.bot("PUT", &member, body).await;
    tour.bot("PUT", &format!("{members}/{linus}"), json!({}))
        .await;
    tour.bot("GET", &one, Value::Null).await;
    let bulk = json!([
        { "id": ada, "metadata": { "side": "white" }, "flags": 0 },
        { "id": linus, "remove_member": true },
    ]);
    tour.bot("POST", &format!("{members}/bulk"), bulk).await;
    tour.bot("DELETE", &member, Value::Null).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.refused("GET", &one, Value::Null, 10031).await;
    let short = json!({ "idle_timeout_seconds": 4 });
    tour.refused("POST", "/lobbies", short, 50035).await;
}

async fn played(tour: &mut Tour, player: &str) {
    let player = Some(player);
    let body = json!({
        "secret": "s",
        "lobby_metadata": { "map": "m" },
        "member_metadata": { "side": "black" },
    });
    let lobby = tour.with(player, "PUT", "/lobbies", body).await;
    let one = format!("/lobbies/{}", text(&lobby["id"]));
    let messages = format!("{one}/messages");
    let body = json!({ "content": "hello", "metadata": { "to": "all" } });
    let message = tour.with(player, "POST", &messages, body).await;
    tour.with(player, "GET", &messages, Value::Null).await;
    let moderation = format!("{messages}/{}/moderation-metadata", text(&message["id"]));
    tour.bot("PUT", &moderation, json!({ "verdict": "fine" }))
        .await;
    tour.bot("GET", &format!("{messages}?limit=5"), Value::Null)
        .await;
    let leave = format!("{one}/members/@me");
    tour.with(player, "DELETE", &leave, Value::Null).await;
}

async fn linked(tour: &mut Tour, player: &str) {
    let player = Some(player);
    let ada = tour.ada();
    let body = json!({ "members": [{ "id": ada, "flags": 1 }] });
    let lobby = tour.bot("POST", "/lobbies", body).await;
    let one = format!("/lobbies/{}", text(&lobby["id"]));
    let link = format!("{one}/channel-linking");
    let body = json!({ "channel_id": tour.channel() });
    tour.with(player, "PATCH", &link, body).await;
    tour.bot("GET", &one, Value::Null).await;
    let own = format!("{one}/members/@me/invites");
    tour.with(player, "POST", &own, Value::Null).await;
    let other = format!("{one}/members/{ada}/invites");
    tour.bot("POST", &other, Value::Null).await;
    tour.with(player, "PATCH", &link, json!({})).await;
}
