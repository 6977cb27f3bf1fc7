//! Asking for members, and what sessions cost and hear.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, Gateway},
    GUILD_MEMBERS, GUILDS,
};

const GUILD_PRESENCES: u64 = 1 << 8;

/// Asks for members of the guild, and gives the next chunk.
async fn ask(bench: &Bench, gateway: &mut Gateway, mut data: Value) -> Value {
    data["guild_id"] = json!(bench.sandbox.guild_id());
    gateway.send(&json!({ "op": 8, "d": data })).await;
    gateway.dispatch("GUILD_MEMBERS_CHUNK").await
}

fn count(chunk: &Value) -> usize {
    chunk["members"].as_array().unwrap().len()
}

#[tokio::test]
async fn ids_come_back_as_they_were_sent() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(GUILDS).await;
    let data = json!({ "user_ids": [bench.ada(), 123_123, "5"] });
    let chunk = ask(&bench, &mut gateway, data).await;
    assert_eq!(count(&chunk), 1);
    assert_eq!(chunk["not_found"], json!([123_123, "5"]));
}

#[tokio::test]
async fn members_and_presences_need_their_intents() {
    let bench = Bench::start().await;
    for (intents, comes) in [(GUILDS, false), (GUILDS | GUILD_PRESENCES, true)] {
        let (mut gateway, _) = bench.identified(intents).await;
        let data = json!({ "guild_id": bench.sandbox.guild_id(), "query": "", "limit": 0 });
        gateway.send(&json!({ "op": 8, "d": data })).await;
        // Had all been told, they would have come before this.
        let data = json!({ "query": "ada", "limit": 1, "presences": true });
        let chunk = ask(&bench, &mut gateway, data).await;
        assert_eq!(count(&chunk), 1);
        assert_eq!(chunk["presences"].is_array(), comes, "{chunk}");
    }
    let (mut gateway, _) = bench.identified(GUILDS | GUILD_MEMBERS).await;
    let all = ask(&bench, &mut gateway, json!({ "query": "", "limit": 0 })).await;
    assert_eq!(count(&all), 4);
}

#[tokio::test]
async fn a_request_has_limits() {
    let bench = Bench::start().await;
    let app = &bench.sandbox.server.app;
    let mut ids = Vec::new();
    for number in 0..110 {
        let name = format!("many {number}");
        let created: Result<_, ()> = app.change(|store| Ok(store.create_user(name, None)));
        ids.push(created.unwrap());
    }
    let (mut gateway, _) = bench.identified(GUILDS).await;
    let data = json!({ "query": "many", "limit": 110, "nonce": "n".repeat(33) });
    let chunk = ask(&bench, &mut gateway, data).await;
    assert_eq!(count(&chunk), 100);
    assert!(chunk["nonce"].is_null(), "dropped: {}", chunk["nonce"]);
    let data = json!({ "user_ids": ids, "nonce": "n".repeat(32) });
    let chunk = ask(&bench, &mut gateway, data).await;
    assert_eq!(count(&chunk), 100);
    assert_eq!(chunk["nonce"], "n".repeat(32));
}

#[tokio::test]
async fn both_normal_codes_end_a_session() {
    let bench = Bench::start().await;
    for (code, op) in [(1000, 9), (1001, 9), (4000, 0)] {
        let (gateway, ready) = bench.identified(GUILDS).await;
        gateway.close(code).await;
        let mut back = bench.connect().await;
        back.op(10).await;
        back.resume(&bench.token, &ready["session_id"], 2).await;
        assert_eq!(back.next().await.unwrap()["op"], op, "{code}");
    }
}

#[tokio::test]
async fn resuming_is_free() {
    let bench = Bench::start().await;
    let rules = json!({ "max_concurrency": 1 });
    bench.drive(Method::PATCH, "/gateway", rules).await;
    let remaining = async || {
        let start = bench.get("/gateway/bot").await;
        start["session_start_limit"]["remaining"].as_u64().unwrap()
    };
    let before = remaining().await;
    let (gateway, ready) = bench.identified(GUILDS).await;
    gateway.close(4000).await;
    for _ in 0..3 {
        let mut back = bench.connect().await;
        back.op(10).await;
        back.resume(&bench.token, &ready["session_id"], 2).await;
        back.dispatch("RESUMED").await;
    }
    assert_eq!(remaining().await, before - 1);
}

#[tokio::test]
async fn what_has_no_guild_comes_on_the_first_shard() {
    const DIRECT_MESSAGES: u64 = 1 << 12;

    let bench = Bench::start().await;
    let path = format!("/as/{}/users/@me/channels", bench.ada());
    let body = json!({ "recipient_id": bench.sandbox.application_id() });
    let direct = bench.drive(Method::POST, &path, body).await;
    let mut shards = Vec::new();
    for shard in 0..2 {
        let mut gateway = bench.connect().await;
        let data = json!({
            "token": bench.token, "intents": DIRECT_MESSAGES, "properties": {},
            "shard": [shard, 2],
        });
        gateway.send(&json!({ "op": 2, "d": data })).await;
        gateway.dispatch("READY").await;
        shards.push(gateway);
    }
    let path = format!(
        "/as/{}/channels/{}/messages",
        bench.ada(),
        direct["id"].as_str().unwrap()
    );
    bench
        .drive(Method::POST, &path, json!({ "content": "psst" }))
        .await;
    let message = shards[0].dispatch("MESSAGE_CREATE").await;
    assert_eq!(message["content"], "psst");
    shards[1].send(&json!({ "op": 1, "d": null })).await;
    assert_eq!(shards[1].next().await.unwrap()["op"], 11, "nothing before");
}
