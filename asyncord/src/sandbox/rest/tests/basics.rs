//! What holds for all operations: bodies, queries, heads, languages, images.

use std::time::{SystemTime, UNIX_EPOCH};

use reqwest::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::super::super::testing::{Bench, answer};

#[tokio::test]
async fn bodies_and_queries_have_several_forms() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let request = bench
        .request(Method::POST, &path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body("content=a+b%26c&tts=false");
    let (status, message) = answer(request).await;
    assert_eq!(status, StatusCode::OK, "{message}");
    assert_eq!(message["content"], "a b&c");

    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    for (text, is_true) in [
        ("True", true),
        ("true", true),
        ("1", true),
        ("False", false),
        ("false", false),
        ("0", false),
    ] {
        let found = bench.get(&format!("{guild}?with_counts={text}")).await;
        let counted = found["approximate_member_count"].is_u64();
        assert_eq!(counted, is_true, "{text}");
    }
    let (_, error) = bench
        .call(Method::GET, &format!("{guild}?with_counts=yes"), None)
        .await;
    assert!(error["errors"]["with_counts"].is_object(), "{error}");
}

#[tokio::test]
async fn a_reason_is_cut_after_512_characters() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let request = bench
        .request(Method::PATCH, &guild)
        .header("x-audit-log-reason", "%C3%A4".repeat(513))
        .header("content-type", "application/json")
        .body(json!({ "name": "elsewhere" }).to_string());
    assert_eq!(answer(request).await.0, StatusCode::OK);
    let log = bench.get(&format!("{guild}/audit-logs?limit=1")).await;
    assert_eq!(log["audit_log_entries"][0]["reason"], "ä".repeat(512));
}

#[tokio::test]
async fn headers_tell_when_a_bucket_opens_again() {
    let bench = Bench::start().await;
    let limit = json!({ "limit": 3, "window_ms": 60_000 });
    bench.drive(Method::POST, "/rate-limits", limit).await;
    let path = format!("/channels/{}", bench.channel());
    let response = bench.request(Method::GET, &path).send().await.unwrap();
    let number = |name: &str| {
        let value = response.headers()[name].to_str().unwrap();
        value.parse::<f64>().unwrap()
    };
    let after = number("x-ratelimit-reset-after");
    assert!((50.0..=60.0).contains(&after), "{after}");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let left = number("x-ratelimit-reset") - now.as_secs_f64();
    assert!((after - left).abs() < 10.0, "{after} {left}");
    assert_eq!(number("x-ratelimit-limit").to_string(), "3");
    assert_eq!(number("x-ratelimit-remaining").to_string(), "2");
    for name in ["x-ratelimit-global", "x-ratelimit-scope", "retry-after"] {
        assert!(!response.headers().contains_key(name), "{name}");
    }
}

#[tokio::test]
async fn each_bot_has_buckets_of_its_own() {
    let bench = Bench::start().await;
    let other = bench.sandbox.create_application("other");
    let limit = json!({ "limit": 1, "window_ms": 60_000 });
    bench.drive(Method::POST, "/rate-limits", limit).await;
    let path = format!("/channels/{}", bench.channel());
    let mut statuses = Vec::new();
    for token in [&bench.token, &bench.token, other.token.expose()] {
        let request = bench
            .at(Method::GET, &format!("/api/v10{path}"))
            .header("authorization", format!("Bot {token}"));
        statuses.push(answer(request).await.0.as_u16());
    }
    assert_eq!(statuses, [200, 429, 200]);
}

#[tokio::test]
async fn a_shared_refusal_is_not_held_against_a_bot() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}", bench.channel());
    // Who is banned is answered by Cloudflare, which knows no scopes.
    for (scope, is_banned) in [("shared", false), ("user", true)] {
        let limit = json!({ "limit": 0, "window_ms": 60_000, "scope": scope, "invalid_limit": 2 });
        bench.drive(Method::POST, "/rate-limits", limit).await;
        for number in 0..3 {
            let response = bench.request(Method::GET, &path).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
            let told = response.headers().get("x-ratelimit-scope");
            assert_eq!(told.is_none(), is_banned && number == 2, "{scope} {number}");
        }
    }
}

const LOCALES: [&str; 32] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
    "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th",
    "zh-CN", "ja", "zh-TW", "ko",
];

#[tokio::test]
async fn all_locales_of_the_docs_are_taken() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    for locale in LOCALES {
        let body = json!({ "preferred_locale": locale });
        let (status, changed) = bench.call(Method::PATCH, &guild, Some(body)).await;
        assert_eq!(status, StatusCode::OK, "{changed}");
        assert_eq!(changed["preferred_locale"], locale);
    }
    let names = LOCALES.map(|locale| (locale.to_owned(), Value::from("ping")));
    let names: Map<String, Value> = names.into_iter().collect();
    let body = json!({ "name": "ping", "description": "d", "name_localizations": names });
    let path = format!("/applications/{}/commands", bench.sandbox.application_id());
    let made = bench.post(&path, body).await;
    assert_eq!(made["name_localizations"].as_object().unwrap().len(), 32);
    let body = json!({ "preferred_locale": "xx" });
    let (_, error) = bench.call(Method::PATCH, &guild, Some(body)).await;
    assert!(error["errors"]["preferred_locale"].is_object(), "{error}");
}

#[tokio::test]
async fn the_three_kinds_of_images_are_taken() {
    let bench = Bench::start().await;
    for kind in ["jpeg", "png", "gif"] {
        let body = json!({ "avatar": format!("data:image/{kind};base64,AAEC") });
        let (status, me) = bench.call(Method::PATCH, "/users/@me", Some(body)).await;
        assert_eq!(status, StatusCode::OK, "{kind}: {me}");
        let hash = me["avatar"].as_str().unwrap();
        assert_eq!(hash.starts_with("a_"), kind == "gif", "{kind}");
    }
}

#[tokio::test]
async fn bots_do_not_make_guilds() {
    let bench = Bench::start().await;
    let body = Some(json!({ "name": "mine" }));
    let (status, error) = bench.call(Method::POST, "/guilds", body).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(0)));
    let guilds = bench.get("/users/@me/guilds").await;
    assert_eq!(guilds.as_array().unwrap().len(), 1);
}
