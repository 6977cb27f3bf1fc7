//! OAuth2: agreeing, tokens, and what they are good for.

mod page;
mod scope;

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::{Bench, answer};

pub(super) const BACK: &str = "http://localhost:3000/back";

/// A sandbox whose application may send people back.
pub(super) async fn bench() -> Bench {
    let bench = Bench::start().await;
    let path = format!("/applications/{}", bench.sandbox.application_id());
    let body = json!({ "redirect_uris": [BACK] });
    bench.drive(Method::PATCH, &path, body).await;
    bench
}

pub(super) fn application(bench: &Bench) -> String {
    bench.sandbox.application_id().to_string()
}

async fn secret(bench: &Bench) -> String {
    let path = format!("/applications/{}", application(bench));
    let changed = bench.drive(Method::PATCH, &path, json!({})).await;
    changed["client_secret"].as_str().unwrap().to_owned()
}

/// A form with the credentials of the application's client.
async fn form(bench: &Bench, path: &str, pairs: &[(&str, &str)]) -> (StatusCode, Value) {
    let (id, secret) = (application(bench), secret(bench).await);
    let mut all = vec![("client_id", &*id), ("client_secret", &*secret)];
    all.extend(pairs);
    answer(posted(bench, path, &all)).await
}

fn posted(bench: &Bench, path: &str, pairs: &[(&str, &str)]) -> RequestBuilder {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    bench
        .at(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
}

/// Lets ada agree by a body, and gives the query of the address that she is sent to.
async fn agreed(bench: &Bench, body: Value) -> Vec<(String, String)> {
    let path = format!("/as/{}/oauth2/authorize", bench.ada());
    let location = bench.drive(Method::POST, &path, body).await["location"].clone();
    let url: url::Url = location.as_str().unwrap().parse().unwrap();
    assert!(url.as_str().starts_with(BACK), "{url}");
    let part = url.fragment().or(url.query()).unwrap().to_owned();
    url::form_urlencoded::parse(part.as_bytes())
        .into_owned()
        .collect()
}

fn value<'p>(pairs: &'p [(String, String)], key: &str) -> &'p str {
    let pair = pairs.iter().find(|(name, _)| name == key);
    pair.map_or("", |(_, value)| value)
}

fn asking(bench: &Bench, scope: &str) -> Value {
    json!({
        "client_id": application(bench),
        "response_type": "code",
        "redirect_uri": BACK,
        "scope": scope,
        "state": "s&t",
    })
}

/// A token of ada's for these scopes.
pub(super) async fn token(bench: &Bench, scope: &str) -> Value {
    let back = agreed(bench, asking(bench, scope)).await;
    assert_eq!(value(&back, "state"), "s&t");
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", value(&back, "code")),
        ("redirect_uri", BACK),
    ];
    let (status, token) = form(bench, "/api/v10/oauth2/token", &pairs).await;
    assert_eq!(status, StatusCode::OK, "{token}");
    token
}

/// A request with a token of OAuth2.
pub(super) fn bearer(bench: &Bench, method: Method, path: &str, token: &Value) -> RequestBuilder {
    let token = token["access_token"].as_str().unwrap();
    bench
        .at(method, &format!("/api/v10{path}"))
        .header("authorization", format!("Bearer {token}"))
}

pub(super) async fn asked(bench: &Bench, path: &str, token: &Value) -> (StatusCode, Value) {
    answer(bearer(bench, Method::GET, path, token)).await
}

#[tokio::test]
async fn a_code_becomes_a_token_that_is_renewed_and_revoked() {
    let bench = bench().await;
    let first = token(&bench, "identify email").await;
    assert_eq!(
        (&first["token_type"], &first["expires_in"], &first["scope"]),
        (&json!("Bearer"), &json!(604_800), &json!("identify email"))
    );
    let (_, me) = asked(&bench, "/users/@me", &first).await;
    assert_eq!(
        (&me["id"], &me["email"]),
        (&json!(bench.ada()), &json!("ada@example.com"))
    );

    let refresh = first["refresh_token"].as_str().unwrap();
    let pairs = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
    let (status, second) = form(&bench, "/api/oauth2/token", &pairs).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(second["access_token"], first["access_token"]);
    let (status, error) = form(&bench, "/api/oauth2/token", &pairs).await;
    assert_eq!(
        (status, &error["error"]),
        (StatusCode::BAD_REQUEST, &json!("invalid_grant"))
    );
    assert_eq!(
        asked(&bench, "/users/@me", &first).await.0,
        StatusCode::UNAUTHORIZED
    );

    let revoked = [("token", second["access_token"].as_str().unwrap())];
    let revoked = form(&bench, "/api/oauth2/token/revoke", &revoked).await;
    assert_eq!(revoked, (StatusCode::OK, json!({})));
    assert_eq!(
        asked(&bench, "/users/@me", &second).await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn errors_of_the_token_address_are_those_of_the_rfc() {
    let bench = bench().await;
    let id = application(&bench);
    let path = "/api/oauth2/token";
    for (pairs, status, error) in [
        (
            vec![("grant_type", "password")],
            400,
            "unsupported_grant_type",
        ),
        (
            vec![("grant_type", "authorization_code")],
            400,
            "invalid_request",
        ),
        (
            vec![("grant_type", "authorization_code"), ("code", "x")],
            400,
            "invalid_grant",
        ),
        (
            vec![("grant_type", "client_credentials")],
            400,
            "invalid_scope",
        ),
        (
            vec![("grant_type", "client_credentials"), ("scope", "nothing")],
            400,
            "invalid_scope",
        ),
    ] {
        let (found, body) = form(&bench, path, &pairs).await;
        assert_eq!((found.as_u16(), &body["error"]), (status, &json!(error)));
        assert!(body["error_description"].is_string());
    }
    let wrong = [
        ("client_id", &*id),
        ("client_secret", "wrong"),
        ("grant_type", "client_credentials"),
        ("scope", "identify"),
    ];
    let (status, body) = answer(posted(&bench, path, &wrong)).await;
    assert_eq!(
        (status, &body["error"]),
        (StatusCode::UNAUTHORIZED, &json!("invalid_client"))
    );
    // A client that says only who it is has proved nothing.
    let public = [
        ("client_id", &*id),
        ("grant_type", "client_credentials"),
        ("scope", "identify"),
    ];
    let (status, _) = answer(posted(&bench, path, &public)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let json = bench
        .at(Method::POST, path)
        .header("content-type", "application/json")
        .body("{}");
    assert_eq!(
        answer(json).await.1["code"],
        50035,
        "a form and nothing else"
    );
}

#[tokio::test]
async fn a_client_may_prove_itself_in_the_head() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    let bench = bench().await;
    let pair = format!("{}:{}", application(&bench), secret(&bench).await);
    let pairs = [
        ("grant_type", "client_credentials"),
        ("scope", "identify applications.commands.update"),
    ];
    let request = posted(&bench, "/api/oauth2/token", &pairs)
        .header("authorization", format!("Basic {}", STANDARD.encode(pair)));
    let (status, token) = answer(request).await;
    assert_eq!(status, StatusCode::OK);
    assert!(token.get("refresh_token").is_none());
    let (_, me) = asked(&bench, "/users/@me", &token).await;
    assert_eq!(me["username"], "ada", "it is the owner's");
    assert!(me.get("email").is_none());
}

#[tokio::test]
async fn the_token_itself_may_come_back() {
    let bench = bench().await;
    let mut body = asking(&bench, "identify");
    body["response_type"] = "token".into();
    let back = agreed(&bench, body).await;
    assert_eq!(value(&back, "expires_in"), "604800");
    let token = json!({ "access_token": value(&back, "access_token") });
    assert_eq!(asked(&bench, "/oauth2/@me", &token).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_device_is_let_in_with_its_code() {
    let bench = bench().await;
    let path = "/api/oauth2/device/authorize";
    let (status, device) = form(&bench, path, &[("scope", "identify")]).await;
    assert_eq!((status, &device["interval"]), (StatusCode::OK, &json!(5)));
    let pairs = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("device_code", device["device_code"].as_str().unwrap()),
    ];
    let (status, error) = form(&bench, "/api/oauth2/token", &pairs).await;
    assert_eq!(
        (status, &error["error"]),
        (StatusCode::BAD_REQUEST, &json!("authorization_pending"))
    );
    let answer_path = format!("/as/{}/oauth2/device", bench.ada());
    let body = json!({ "user_code": device["user_code"] });
    bench.drive(Method::POST, &answer_path, body).await;
    let (status, token) = form(&bench, "/api/oauth2/token", &pairs).await;
    assert_eq!(status, StatusCode::OK, "{token}");
    assert_eq!(
        asked(&bench, "/users/@me", &token).await.1["username"],
        "ada"
    );
}
