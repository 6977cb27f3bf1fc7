//! Calls that go wrong on demand.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::{Fault, FaultEffect, FaultScope, testing::Bench};

fn once(bench: &Bench, effect: FaultEffect) {
    let mut fault = Fault::new(effect);
    fault.times = Some(1);
    fault.path = Some("/channels/*".to_owned());
    bench.sandbox.add_fault(fault);
}

async fn post(bench: &Bench, content: &str) -> reqwest::Result<reqwest::Response> {
    let path = format!("/channels/{}/messages", bench.channel());
    bench
        .request(Method::POST, &path)
        .header("content-type", "application/json")
        .body(json!({ "content": content }).to_string())
        .send()
        .await
}

async fn contents(bench: &Bench) -> Vec<String> {
    let path = format!("/channels/{}/messages", bench.channel());
    let list = bench.get(&path).await;
    let list = list.as_array().unwrap().iter();
    list.map(|message| message["content"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_connection_drops_before_or_after_the_change() {
    let bench = Bench::start().await;
    once(
        &bench,
        FaultEffect::DropConnection {
            after_change: false,
        },
    );
    assert!(post(&bench, "before").await.is_err());
    once(&bench, FaultEffect::DropConnection { after_change: true });
    assert!(post(&bench, "after").await.is_err());
    assert!(post(&bench, "fine").await.is_ok());
    assert_eq!(contents(&bench).await, ["fine", "after"]);
    let log = serde_json::to_value(bench.sandbox.log()).unwrap();
    assert_eq!(log[0]["status"], 0);
    assert_eq!(
        log[0]["why"],
        "a fault that was asked for: the connection dropped"
    );
}

#[tokio::test]
async fn a_status_comes_in_place_of_the_answer() {
    let bench = Bench::start().await;
    for (status, body, shown) in [
        (500, None, "500: Internal Server Error"),
        (502, None, "<center>cloudflare</center>"),
        (503, Some(json!({ "message": "busy" })), "busy"),
        (504, Some(json!("plain text")), "plain text"),
    ] {
        once(&bench, FaultEffect::Status { status, body });
        let response = post(&bench, "no").await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        let text = response.text().await.unwrap();
        assert!(text.contains(shown), "{text}");
    }
    assert!(contents(&bench).await.is_empty());
}

#[tokio::test]
async fn a_rate_limit_is_of_any_scope() {
    let bench = Bench::start().await;
    for (scope, name) in [
        (FaultScope::User, Some("user")),
        (FaultScope::Shared, Some("shared")),
        (FaultScope::Global, Some("global")),
        (FaultScope::Cloudflare, None),
    ] {
        let retry_after = 1.5;
        once(&bench, FaultEffect::RateLimit { scope, retry_after });
        let response = post(&bench, "no").await.unwrap();
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        let header = |name: &str| {
            let value = response.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        assert_eq!(header("x-ratelimit-scope").as_deref(), name);
        assert_eq!(header("retry-after").as_deref(), Some("2"));
        let is_global = header("x-ratelimit-global").is_some();
        assert_eq!(is_global, scope == FaultScope::Global);
        let text = response.text().await.unwrap();
        let body: Option<Value> = serde_json::from_str(&text).ok();
        assert_eq!(body.is_some(), name.is_some(), "{text}");
        if let Some(body) = body {
            assert_eq!(body["retry_after"], 1.5);
            assert_eq!(body["global"], is_global);
        }
    }
}

#[tokio::test]
async fn answers_break_off_or_are_garbage_and_the_change_happens() {
    let bench = Bench::start().await;
    for effect in [FaultEffect::Truncate, FaultEffect::Garbage] {
        once(&bench, effect);
        let text = post(&bench, "done").await.unwrap().text().await.unwrap();
        assert!(serde_json::from_str::<Value>(&text).is_err(), "{text}");
    }
    assert_eq!(contents(&bench).await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_takes_longer() {
    let bench = Bench::start().await;
    let latency = FaultEffect::Latency {
        ms: 5000,
        jitter_ms: 100,
    };
    once(&bench, latency);
    let before = tokio::time::Instant::now();
    post(&bench, "late").await.unwrap();
    let took = before.elapsed().as_millis();
    assert!((5000..6000).contains(&took), "{took}");
}

#[tokio::test]
async fn a_wrong_fault_is_told() {
    let bench = Bench::start().await;
    for (body, word) in [
        (json!({}), "effect"),
        (json!({ "effect": { "type": "explode" } }), "explode"),
        (
            json!({ "effect": { "type": "truncate" }, "time": 1 }),
            "time",
        ),
    ] {
        let request = bench
            .at(Method::POST, "/sandbox/api/faults")
            .body(body.to_string());
        let (status, error) = super::super::super::testing::answer(request).await;
        assert_eq!(status, 400);
        assert!(error.to_string().contains(word), "{error}");
    }
}
