//! Rate limits over the wire.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::Bench;

#[tokio::test]
async fn limits_can_be_lowered_and_are_told() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}", bench.channel());
    let response = bench.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.headers()["x-ratelimit-limit"], "5000");
    assert_eq!(response.headers()["x-ratelimit-remaining"], "4999");
    let bucket = response.headers()["x-ratelimit-bucket"].clone();

    let limit = json!({ "limit": 1, "window_ms": 200 });
    bench.drive(Method::POST, "/rate-limits", limit).await;
    assert_eq!(bench.call(Method::GET, &path, None).await.0, StatusCode::OK);
    let response = bench.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["x-ratelimit-bucket"], bucket);
    assert_eq!(response.headers()["x-ratelimit-remaining"], "0");
    assert_eq!(response.headers()["x-ratelimit-scope"], "user");
    assert_eq!(response.headers()["retry-after"], "1");
    let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    let wait = body["retry_after"].as_f64().unwrap();
    assert!(wait > 0.0 && wait <= 0.2, "{body}");
    assert_eq!(body["global"], false);
    tokio::time::sleep(Duration::from_secs_f64(wait)).await;
    assert_eq!(bench.call(Method::GET, &path, None).await.0, StatusCode::OK);

    let limit = json!({ "limit": 0, "window_ms": 1000, "scope": "global" });
    bench.drive(Method::POST, "/rate-limits", limit).await;
    let response = bench.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.headers()["x-ratelimit-global"], "true");
    assert!(!response.headers().contains_key("x-ratelimit-bucket"));
}

#[tokio::test(start_paused = true)]
async fn discords_limits_are_there_on_demand() {
    let bench = Bench::start().await;
    let mode = json!({ "mode": "discord", "invalid_limit": 3 });
    bench.drive(Method::POST, "/rate-limits", mode).await;
    let told = bench.drive(Method::GET, "/rate-limits", json!({})).await;
    assert_eq!(told, json!({ "mode": "discord", "invalid_limit": 3 }));
    let rules = bench.drive(Method::GET, "/gateway", json!({})).await;
    assert_eq!(
        (&rules["enforced"], &rules["max_concurrency"]),
        (&json!(true), &json!(1))
    );
    let path = format!("/channels/{}/messages", bench.channel());
    for _ in 0..5 {
        bench.post(&path, json!({ "content": "x" })).await;
    }
    let body = Some(json!({ "content": "x" }));
    let (status, _) = bench.call(Method::POST, &path, body.clone()).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let log = serde_json::to_value(bench.sandbox.log()).unwrap();
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!(last["why"], "all 5 requests of the bucket are used up");
    assert_eq!(last["rate_limit"]["scope"], "user");

    let channel = format!("/channels/{}", bench.channel());
    let rename = |name: &str| Some(json!({ "name": name }));
    for name in ["a", "b"] {
        let (status, _) = bench.call(Method::PATCH, &channel, rename(name)).await;
        assert_eq!(status, StatusCode::OK);
    }
    let (status, error) = bench.call(Method::PATCH, &channel, rename("c")).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(error["retry_after"].as_f64().unwrap() > 500.0, "{error}");
    assert_eq!(bench.get(&channel).await["name"], "b");

    // The third request in vain is the last for a while.
    let (status, _) = bench.call(Method::POST, &path, body).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let response = bench.request(Method::GET, &channel).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        response.headers()["content-type"],
        "text/html; charset=UTF-8"
    );
    let wait: u64 = response.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((500..=600).contains(&wait), "{wait}");
    tokio::time::sleep(Duration::from_secs(wait)).await;
    bench.get(&channel).await;
}
