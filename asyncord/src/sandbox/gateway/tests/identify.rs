//! Greeting, identifying, and the close codes of those who do it wrong.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::testing::{ALL, Bench, Gateway, PLAIN},
    GUILDS,
};

#[tokio::test]
async fn a_client_is_greeted_identifies_and_gets_its_guild() {
    let bench = Bench::start().await;
    let mut gateway = bench.connect().await;
    let hello = gateway.op(10).await;
    assert_eq!(hello["heartbeat_interval"], 41_250);

    gateway.send(&json!({ "op": 1, "d": null })).await;
    assert_eq!(gateway.op(11).await, Value::Null);

    gateway.identify(&bench.token, PLAIN).await;
    let ready = gateway.numbered().await;
    assert_eq!((&ready["t"], &ready["s"]), (&json!("READY"), &json!(1)));
    let ready = &ready["d"];
    let guild = bench.sandbox.guild_id();
    assert_eq!(
        ready["guilds"],
        json!([{ "id": guild, "unavailable": true }])
    );
    assert_eq!(ready["user"]["id"], json!(bench.sandbox.application_id()));
    assert_eq!(
        ready["resume_gateway_url"],
        bench.sandbox.gateway_url().as_str()
    );
    assert_eq!(ready["shard"], json!([0, 1]));

    let create = gateway.numbered().await;
    assert_eq!(
        (&create["t"], &create["s"]),
        (&json!("GUILD_CREATE"), &json!(2))
    );
    let create = &create["d"];
    assert_eq!(create["channels"].as_array().unwrap().len(), 5);
    assert_eq!(create["member_count"], 4);
    // Without GUILD_PRESENCES the bot sees only itself.
    assert_eq!(create["members"].as_array().unwrap().len(), 1);

    let (mut all, _) = {
        let mut gateway = bench.connect().await;
        gateway.identify(&bench.token, ALL).await;
        let ready = gateway.dispatch("READY").await;
        (gateway, ready)
    };
    let create = all.dispatch("GUILD_CREATE").await;
    assert_eq!(create["members"].as_array().unwrap().len(), 4);
    assert_eq!(create["presences"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn each_fault_has_its_close_code() {
    let bench = Bench::start().await;
    let created = bench
        .drive(
            Method::POST,
            "/applications",
            json!({ "name": "plain", "privileged_intents": [] }),
        )
        .await;
    let identify = |change: Value| {
        let mut data = json!({ "token": bench.token, "intents": 513, "properties": {} });
        for (key, value) in change.as_object().unwrap() {
            data[key] = value.clone();
        }
        json!({ "op": 2, "d": data })
    };
    let long = "x".repeat(5000);
    for (payload, code) in [
        (json!({ "op": 8, "d": {} }), 4003),
        (json!({ "op": 99, "d": {} }), 4001),
        (json!({ "op": 0, "d": {} }), 4001),
        (json!({ "d": {} }), 4002),
        (json!([]), 4002),
        (json!({ "op": 2, "d": { "token": 5 } }), 4002),
        (
            json!({ "op": 2, "d": { "token": bench.token, "intents": 1 } }),
            4002,
        ),
        (json!({ "op": 1, "d": null, "x": long }), 4002),
        (identify(json!({ "token": "wrong" })), 4004),
        (identify(json!({ "shard": [1, 1] })), 4010),
        (identify(json!({ "shard": [0, 0] })), 4010),
        (identify(json!({ "shard": "0" })), 4002),
        (identify(json!({ "intents": 1 << 17 })), 4013),
        (identify(json!({ "intents": -1 })), 4013),
        (identify(json!({ "intents": null })), 4013),
        (
            identify(json!({ "token": created["token"], "intents": 1 << 15 })),
            4014,
        ),
    ] {
        let mut gateway = bench.connect().await;
        gateway.op(10).await;
        gateway.send(&payload).await;
        assert_eq!(gateway.closed().await, Some(code), "{payload}");
    }
    for (query, code) in [
        ("?v=5&encoding=json", 4012),
        ("?v=x&encoding=json", 4012),
        ("?v=10&encoding=etf", 4002),
        ("?v=10&encoding=json&compress=brotli", 4002),
    ] {
        let mut gateway = bench.connect_to(query).await;
        assert_eq!(gateway.closed().await, Some(code), "{query}");
    }
    let mut gateway = bench.connect().await;
    gateway.op(10).await;
    gateway.send_text("{not json").await;
    assert_eq!(gateway.closed().await, Some(4002));

    let (mut gateway, _) = bench.identified(GUILDS).await;
    gateway.identify(&bench.token, GUILDS).await;
    assert_eq!(gateway.closed().await, Some(4005));

    let mut gateway = bench.connect().await;
    for _ in 0..121 {
        gateway.send(&json!({ "op": 1, "d": null })).await;
    }
    assert_eq!(gateway.closed().await, Some(4008));
}

#[tokio::test]
async fn the_address_works_with_and_without_a_slash_and_without_its_path() {
    let bench = Bench::start().await;
    bench.connect_to("/?v=10&encoding=json").await.op(10).await;
    bench.connect_to("").await.op(10).await;
    let url = format!("ws://{}/?v=10", bench.sandbox.gateway_url().authority());
    assert!(tokio_tungstenite::connect_async(url).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_client_without_a_heartbeat_is_dropped_and_its_session_too() {
    let bench = Bench::start().await;
    let (mut gateway, ready) = bench.identified(GUILDS).await;
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(41_250)).await;
        gateway.send(&json!({ "op": 1, "d": 2 })).await;
        gateway.op(11).await;
    }
    assert_eq!(gateway.closed().await, Some(4009));
    let mut gateway = bench.connect().await;
    gateway.op(10).await;
    gateway.resume(&bench.token, &ready["session_id"], 2).await;
    assert_eq!(gateway.op(9).await, json!(false));
}

#[tokio::test]
async fn guilds_and_direct_messages_come_to_their_shards() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id().get();
    let home = (guild >> 22) % 3;
    for shard in 0..3 {
        let mut gateway = bench.connect().await;
        let data = json!({
            "token": bench.token,
            "intents": GUILDS,
            "properties": {},
            "shard": [shard, 3],
        });
        gateway.send(&json!({ "op": 2, "d": data })).await;
        let ready = gateway.dispatch("READY").await;
        let guilds = ready["guilds"].as_array().unwrap().len();
        assert_eq!(guilds, usize::from(shard == home), "shard {shard}");
        assert_eq!(ready["shard"], json!([shard, 3]));
    }
}

#[tokio::test]
async fn stopping_says_goodbye() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(GUILDS).await;
    let (code, ()) = tokio::join!(gateway.closed(), bench.sandbox.stop());
    assert_eq!(code, Some(1001));
}

#[tokio::test]
async fn a_connection_is_compressed_if_asked_for() {
    let bench = Bench::start().await;
    let query = "?v=10&encoding=json&compress=zlib-stream";
    let mut gateway = bench.connect_to(query).await;
    let mut decompress = flate2::Decompress::new(true);
    let mut next = async |gateway: &mut Gateway| -> Value {
        let bytes = gateway.bytes().await;
        let mut out = Vec::with_capacity(64 * 1024);
        let flush = flate2::FlushDecompress::Sync;
        decompress.decompress_vec(&bytes, &mut out, flush).unwrap();
        serde_json::from_slice(&out).unwrap()
    };
    assert_eq!(next(&mut gateway).await["op"], 10);
    // Some clients send their token as they send it to REST.
    gateway
        .identify(&format!("Bot {}", bench.token), PLAIN)
        .await;
    assert_eq!(next(&mut gateway).await["t"], "READY");
    assert_eq!(next(&mut gateway).await["t"], "GUILD_CREATE");
    let mut gateway = bench.connect_to("?compress=zstd-stream").await;
    assert_eq!(gateway.bytes().await[..4], [0x28, 0xB5, 0x2F, 0xFD]);
}
