//! Users, what applications may do in their name, and OAuth2.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{IMAGE, as_client, bearer, text, token};

pub(crate) async fn walk(tour: &mut Tour) {
    itself(tour).await;
    on_behalf(tour).await;
    role_connections(tour).await;
    tokens(tour).await;
}

async fn itself(tour: &mut Tour) {
    tour.bot("GET", "/users/@me", Value::Null).await;
    let body = json!({ "username": "other", "avatar": IMAGE, "banner": IMAGE });
    tour.bot("PATCH", "/users/@me", body).await;
    tour.event("USER_UPDATE").await;
    let ada = tour.ada();
    tour.bot("GET", &format!("/users/{ada}"), Value::Null).await;
    tour.refused("GET", "/users/1", Value::Null, 10013).await;
    tour.bot("GET", "/users/@me/guilds", Value::Null).await;
    tour.bot(
        "GET",
        "/users/@me/guilds?with_counts=true&limit=1",
        Value::Null,
    )
    .await;
    let body = json!({ "recipient_id": ada });
    tour.bot("POST", "/users/@me/channels", body).await;
    let nobody = json!({ "recipient_id": "1" });
    tour.refused("POST", "/users/@me/channels", nobody, 10013)
        .await;
}

async fn on_behalf(tour: &mut Tour) {
    let path = format!("/users/{}/connections", tour.ada());
    let body = json!({ "type": "github", "id": "1", "name": "countess" });
    tour.control("PUT", &path, body).await;
    let scopes = "identify email guilds guilds.members.read connections openid";
    let token = bearer(tour, scopes).await;
    let member = format!("/users/@me/guilds/{}/member", tour.guild());
    for path in [
        "/users/@me",
        "/users/@me/guilds?with_counts=true",
        "/users/@me/connections",
        &member,
        "/oauth2/@me",
        "/oauth2/userinfo",
    ] {
        tour.with(Some(&token), "GET", path, Value::Null).await;
    }
    let token = bearer(tour, "identify").await;
    tour.with(Some(&token), "GET", "/users/@me", Value::Null)
        .await;
    tour.with(Some(&token), "GET", "/oauth2/@me", Value::Null)
        .await;
    tour.with(None, "GET", "/oauth2/keys", Value::Null).await;
    tour.bot("GET", "/oauth2/applications/@me", Value::Null)
        .await;
    tour.refused("GET", &member, Value::Null, 20001).await;
}

async fn role_connections(tour: &mut Tour) {
    let application = format!("/applications/{}", tour.application());
    let metadata = format!("{application}/role-connections/metadata");
    tour.bot("GET", &metadata, Value::Null).await;
    let body = json!([
        { "type": 2, "key": "wins", "name": "Wins", "description": "How many" },
        {
            "type": 7,
            "key": "paid",
            "name": "Paid",
            "name_localizations": { "de": "Bezahlt" },
            "description": "Whether",
            "description_localizations": { "de": "Ob" },
        },
    ]);
    tour.bot("PUT", &metadata, body).await;
    tour.bot("GET", &metadata, Value::Null).await;
    let strange = json!([{ "key": "a" }]);
    tour.refused("PUT", &metadata, strange, 50035).await;
    let token = bearer(tour, "role_connections.write").await;
    let own = format!("/users/@me{application}/role-connection");
    tour.with(Some(&token), "GET", &own, Value::Null).await;
    let body = json!({
        "platform_name": "Chess",
        "platform_username": "countess",
        "metadata": { "wins": "3", "paid": "1" },
    });
    tour.with(Some(&token), "PUT", &own, body).await;
    tour.with(Some(&token), "GET", &own, Value::Null).await;
    tour.with(Some(&token), "DELETE", &own, Value::Null).await;
}

/// The operations of OAuth2 that only the documentation has; they take forms.
async fn tokens(tour: &mut Tour) {
    let first = token(tour, "identify").await;
    let pairs = [
        ("grant_type", "refresh_token".to_owned()),
        ("refresh_token", text(&first["refresh_token"])),
    ];
    let second = as_client(tour, "/oauth2/token", &pairs).await;
    let pairs = [("token", text(&second["access_token"]))];
    as_client(tour, "/oauth2/token/revoke", &pairs).await;
    let pairs = [
        ("grant_type", "client_credentials".to_owned()),
        ("scope", "identify".to_owned()),
    ];
    as_client(tour, "/oauth2/token", &pairs).await;
    let pairs = [("scope", "identify".to_owned())];
    as_client(tour, "/oauth2/device/authorize", &pairs).await;
}
