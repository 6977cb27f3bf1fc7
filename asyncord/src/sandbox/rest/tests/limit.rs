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
