//! What games with the Social SDK ask for.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::text;

pub(crate) async fn walk(tour: &mut Tour) {
    let player = json!({
        "client_id": tour.application(),
        "external_auth_token": "steam:1",
        "external_auth_type": "OIDC",
    });
    let token = "/partner-sdk/token";
    let given = tour.with(None, "POST", token, player.clone()).await;
    let bearer = format!("Bearer {}", text(&given["access_token"]));
    let info = "/oauth2/userinfo";
    tour.with(Some(&bearer), "GET", info, Value::Null).await;
    tour.with(Some(&bearer), "GET", "/oauth2/@me", Value::Null)
        .await;
    let unmerge = "/partner-sdk/provisional-accounts/unmerge";
    tour.with(None, "POST", unmerge, player.clone()).await;
    tour.refused("POST", unmerge, player, 10013).await;
    tour.refused("POST", token, json!({}), 50035).await;

    let body = json!({ "external_user_id": "7", "preferred_global_name": "Knight" });
    tour.bot("POST", "/partner-sdk/token/bot", body).await;
    let minimal = json!({ "external_user_id": "8" });
    tour.bot("POST", "/partner-sdk/token/bot", minimal).await;
    let body = json!({ "external_user_id": "7" });
    tour.bot("POST", &format!("{unmerge}/bot"), body).await;

    let body = json!({ "recipient_id": tour.ada() });
    let channel = tour.bot("POST", "/users/@me/channels", body).await;
    let messages = format!("/channels/{}/messages", text(&channel["id"]));
    let body = json!({ "content": "hi" });
    let message = tour.bot("POST", &messages, body).await;
    let between = format!("/partner-sdk/dms/{}/{}", tour.application(), tour.ada());
    let verdict = json!({ "verdict": "fine" });
    let moderation = |id: &str| format!("{between}/messages/{id}/moderation-metadata");
    let known = moderation(&text(&message["id"]));
    tour.bot("PUT", &known, verdict.clone()).await;
    tour.refused("PUT", &moderation("1"), verdict, 10008).await;
}
