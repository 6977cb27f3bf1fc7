//! What games with the Social SDK ask for.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    oauth2::{application, asked},
};

async fn open(bench: &Bench, path: &str, body: &Value) -> (StatusCode, Value) {
    let request = bench
        .at(Method::POST, &format!("/api/v10{path}"))
        .header("content-type", "application/json")
        .body(body.to_string());
    answer(request).await
}

fn player(bench: &Bench, token: &str) -> Value {
    json!({
        "client_id": application(bench),
        "external_auth_token": token,
        "external_auth_type": "OIDC",
    })
}

#[tokio::test]
async fn a_player_gets_one_account_until_it_is_parted() {
    let bench = Bench::start().await;
    let body = player(&bench, "steam:1");
    let (status, first) = open(&bench, "/partner-sdk/token", &body).await;
    assert_eq!(status, StatusCode::OK, "{first}");
    assert!(
        first["scope"]
            .as_str()
            .unwrap()
            .contains("sdk.social_layer")
    );
    assert!(first["id_token"].is_string());
    let who = |token: Value| {
        let bench = &bench;
        async move { asked(bench, "/oauth2/userinfo", &token).await.1["sub"].clone() }
    };
    let user = who(first.clone()).await;
    assert!(user.is_string());
    let (_, again) = open(&bench, "/partner-sdk/token", &body).await;
    assert_eq!(who(again).await, user);

    let unmerge = "/partner-sdk/provisional-accounts/unmerge";
    assert_eq!(open(&bench, unmerge, &body).await.0, StatusCode::NO_CONTENT);
    assert_eq!(who(first).await, Value::Null, "its tokens are gone");
    let (status, refused) = open(&bench, unmerge, &body).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::NOT_FOUND, &json!(10013))
    );
    let (_, anew) = open(&bench, "/partner-sdk/token", &body).await;
    assert_ne!(who(anew).await, user);
}

#[tokio::test]
async fn wrong_tokens_of_players_are_refused() {
    let bench = Bench::start().await;
    let claims = URL_SAFE_NO_PAD.encode(json!({ "sub": "1", "exp": 1 }).to_string());
    let expired = player(&bench, &format!("e30.{claims}.x"));
    let mut secret = player(&bench, "x");
    secret["client_secret"] = "wrong".into();
    let mut kind = player(&bench, "x");
    kind["external_auth_type"] = "NOBODY".into();
    for (body, status, code) in [
        (expired, 400, 530_001),
        (secret, 401, 530_007),
        (kind, 400, 50035),
        (json!({}), 400, 50035),
    ] {
        let (found, refused) = open(&bench, "/partner-sdk/token", &body).await;
        assert_eq!(
            (found.as_u16(), &refused["code"]),
            (status, &json!(code)),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn a_bot_names_its_players_itself() {
    let bench = Bench::start().await;
    let body = json!({ "external_user_id": "7", "preferred_global_name": "Knight" });
    let token = bench.post("/partner-sdk/token/bot", body).await;
    let (_, user) = asked(&bench, "/oauth2/userinfo", &token).await;
    assert_eq!(user["nickname"], "Knight");
    let path = "/partner-sdk/provisional-accounts/unmerge/bot";
    let body = json!({ "external_user_id": "7" });
    let (status, _) = bench.call(Method::POST, path, Some(body)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let without = open(&bench, "/partner-sdk/token/bot", &json!({})).await;
    assert_eq!(without.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn messages_between_players_are_moderated() {
    let bench = Bench::start().await;
    let body = json!({ "recipient_id": bench.ada() });
    let channel = bench.post("/users/@me/channels", body).await;
    let path = format!("/channels/{}/messages", channel["id"].as_str().unwrap());
    let message = bench.post(&path, json!({ "content": "hi" })).await;
    let bot = application(&bench);
    let path = |message: &str| {
        format!(
            "/partner-sdk/dms/{bot}/{}/messages/{message}/moderation-metadata",
            bench.ada()
        )
    };
    let verdict = || Some(json!({ "verdict": "fine" }));
    let known = path(message["id"].as_str().unwrap());
    let (status, _) = bench.call(Method::PUT, &known, verdict()).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, refused) = bench.call(Method::PUT, &path("1"), verdict()).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::NOT_FOUND, &json!(10008))
    );
    let wrong = Some(json!({ "verdict": "x".repeat(2001) }));
    let (_, refused) = bench.call(Method::PUT, &known, wrong).await;
    assert!(refused["errors"]["verdict"].is_object(), "{refused}");
}
