//! How many sessions may begin, on how many shards, and how payloads are compressed.

use std::io::Read as _;

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, PLAIN},
    GUILDS,
};

async fn set(bench: &Bench, rules: Value) -> Value {
    bench.drive(Method::PATCH, "/gateway", rules).await
}

#[tokio::test(start_paused = true)]
async fn sessions_of_one_key_begin_five_seconds_apart() {
    let bench = Bench::start().await;
    let told = set(&bench, json!({ "max_concurrency": 1, "shards": 3 })).await;
    assert_eq!(told["enforced"], true);
    let start = bench.get("/gateway/bot").await;
    assert_eq!(start["shards"], 3);
    assert_eq!(start["session_start_limit"]["max_concurrency"], 1);
    assert_eq!(start["session_start_limit"]["remaining"], 1000);

    bench.identified(GUILDS).await;
    let mut second = bench.connect().await;
    second.op(10).await;
    second.identify(&bench.token, GUILDS).await;
    assert_eq!(second.op(9).await, json!(false));
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    second.identify(&bench.token, GUILDS).await;
    second.dispatch("READY").await;
    let start = bench.get("/gateway/bot").await;
    assert_eq!(start["session_start_limit"]["remaining"], 998);
}

#[tokio::test]
async fn who_begins_too_many_sessions_loses_all_and_its_token() {
    let bench = Bench::start().await;
    set(
        &bench,
        json!({ "max_concurrency": 1000, "identifies_per_day": 1 }),
    )
    .await;
    let (mut first, _) = bench.identified(GUILDS).await;
    let mut second = bench.connect().await;
    second.op(10).await;
    let shard = json!({ "token": bench.token, "intents": 1, "properties": {}, "shard": [1, 2] });
    second.send(&json!({ "op": 2, "d": shard })).await;
    assert_eq!(second.closed().await, Some(4004));
    assert_eq!(first.closed().await, Some(4004));
    let (status, _) = bench.call(Method::GET, "/users/@me", None).await;
    assert_eq!(status, 401);
    let applications = bench.drive(Method::GET, "/applications", json!({})).await;
    assert_ne!(applications[0]["token"], json!(bench.token));
}

#[tokio::test]
async fn too_many_guilds_on_a_shard_need_more_shards() {
    let bench = Bench::start().await;
    set(&bench, json!({ "guilds_per_shard": 0 })).await;
    let mut gateway = bench.connect().await;
    gateway.op(10).await;
    gateway.identify(&bench.token, GUILDS).await;
    assert_eq!(gateway.closed().await, Some(4011));
}

#[tokio::test]
async fn large_payloads_come_compressed_if_asked_for() {
    let bench = Bench::start().await;
    let data =
        json!({ "token": bench.token, "intents": PLAIN, "properties": {}, "compress": true });
    let mut gateway = bench.connect().await;
    gateway.op(10).await;
    gateway.send(&json!({ "op": 2, "d": data })).await;
    let mut found = Vec::new();
    // READY is small enough to come as text.
    found.push(gateway.next().await.unwrap());
    let bytes = gateway.bytes().await;
    let mut text = String::new();
    flate2::read::ZlibDecoder::new(&*bytes)
        .read_to_string(&mut text)
        .unwrap();
    found.push(serde_json::from_str(&text).unwrap());
    let names: Vec<&str> = found.iter().filter_map(|own| own["t"].as_str()).collect();
    assert_eq!(names, ["READY", "GUILD_CREATE"]);

    let mut both = bench
        .connect_to("?v=10&encoding=json&compress=zlib-stream")
        .await;
    both.bytes().await;
    both.send(&json!({ "op": 2, "d": data })).await;
    assert_eq!(both.closed().await, Some(4002));
}

#[tokio::test]
async fn a_large_threshold_is_checked() {
    let bench = Bench::start().await;
    for threshold in [49, 251] {
        let mut gateway = bench.connect().await;
        gateway.op(10).await;
        let data = json!({
            "token": bench.token,
            "intents": 1,
            "properties": {},
            "large_threshold": threshold,
        });
        gateway.send(&json!({ "op": 2, "d": data })).await;
        assert_eq!(gateway.closed().await, Some(4002), "{threshold}");
    }
}
