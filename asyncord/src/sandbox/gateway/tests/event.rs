//! Who hears of what.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::testing::Bench, DIRECT_MESSAGES, GUILD_MEMBERS, GUILD_MESSAGES, GUILDS,
    MESSAGE_CONTENT,
};

#[tokio::test]
async fn events_come_by_intent_and_content_by_right() {
    let bench = Bench::start().await;
    let me = bench.sandbox.application_id();
    let (mut reader, _) = bench.identified(GUILD_MESSAGES | MESSAGE_CONTENT).await;
    let (mut blind, _) = bench.identified(GUILD_MESSAGES | DIRECT_MESSAGES).await;
    let (mut deaf, _) = bench.identified(GUILDS).await;

    bench.say("secret").await;
    let message = reader.dispatch("MESSAGE_CREATE").await;
    assert_eq!(message["content"], "secret");
    assert_eq!(message["guild_id"], json!(bench.sandbox.guild_id()));
    assert_eq!(message["member"]["roles"].as_array().unwrap().len(), 1);
    assert!(message["member"]["user"].is_null(), "beside the author");
    assert_eq!(message["channel_type"], 0);
    assert_eq!(blind.dispatch("MESSAGE_CREATE").await["content"], "");

    bench.say(&format!("hi <@{me}>")).await;
    let mention = blind.dispatch("MESSAGE_CREATE").await;
    assert_eq!(mention["content"], format!("hi <@{me}>"));
    assert_eq!(mention["mentions"][0]["id"], json!(me));

    let own = format!("/channels/{}/messages", bench.channel());
    bench.post(&own, json!({ "content": "mine" })).await;
    assert_eq!(blind.dispatch("MESSAGE_CREATE").await["content"], "mine");

    let body = json!({ "recipient_id": me });
    let direct = bench
        .as_ada(Method::POST, "/users/@me/channels", body)
        .await;
    let path = format!("/channels/{}/messages", direct["id"].as_str().unwrap());
    bench
        .as_ada(Method::POST, &path, json!({ "content": "psst" }))
        .await;
    let message = blind.dispatch("MESSAGE_CREATE").await;
    assert_eq!(message["content"], "psst");
    assert!(message["guild_id"].is_null());

    let body = json!({ "name": "new" });
    bench
        .post(
            &format!("/guilds/{}/channels", bench.sandbox.guild_id()),
            body,
        )
        .await;
    assert_eq!(deaf.dispatch("CHANNEL_CREATE").await["name"], "new");
}

#[tokio::test]
async fn members_come_in_chunks_when_asked_for() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let (mut gateway, _) = bench.identified(GUILDS | GUILD_MEMBERS).await;
    let mut ask = async |data: Value| {
        let mut data = data;
        data["guild_id"] = json!(guild);
        gateway.send(&json!({ "op": 8, "d": data })).await;
        let answer = gateway.numbered().await;
        (answer["t"].clone(), answer["d"].clone())
    };
    let (name, all) = ask(json!({ "query": "", "limit": 0, "nonce": "n" })).await;
    assert_eq!(name, "GUILD_MEMBERS_CHUNK");
    assert_eq!(all["members"].as_array().unwrap().len(), 4);
    assert_eq!(
        (&all["chunk_index"], &all["chunk_count"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(all["nonce"], "n");

    let (name, again) = ask(json!({ "query": "", "limit": 0 })).await;
    assert_eq!(name, "RATE_LIMITED");
    assert_eq!(again["meta"]["guild_id"], json!(guild));
    assert!(again["retry_after"].as_f64().unwrap() > 20.0);

    let (_, some) = ask(json!({ "query": "GR", "limit": 5 })).await;
    assert_eq!(some["members"][0]["user"]["username"], "grace");
    assert_eq!(some["members"].as_array().unwrap().len(), 1);

    let (_, named) = ask(json!({ "user_ids": [bench.ada(), "5"] })).await;
    assert_eq!(named["members"][0]["user"]["username"], "ada");
    assert_eq!(named["not_found"], json!(["5"]));
}

#[tokio::test]
async fn a_kicked_bot_loses_the_guild() {
    let bench = Bench::start().await;
    let other = bench.sandbox.create_application("other");
    let (mut gateway, _) = bench.identified(GUILDS | GUILD_MEMBERS).await;
    let mut kicked = bench.connect().await;
    kicked
        .identify(other.token.expose(), GUILDS | GUILD_MEMBERS)
        .await;
    kicked.dispatch("READY").await;
    kicked.dispatch("GUILD_CREATE").await;

    let guild = bench.sandbox.guild_id();
    let ada = bench.ada();
    let path = format!("/as/{ada}/guilds/{guild}/members/{}", other.user_id);
    bench.drive(Method::DELETE, &path, json!({})).await;
    assert_eq!(
        kicked.dispatch("GUILD_DELETE").await,
        json!({ "id": guild })
    );
    let removed = gateway.dispatch("GUILD_MEMBER_REMOVE").await;
    assert_eq!(removed["user"]["id"], json!(other.user_id));
}

#[tokio::test]
async fn a_large_guild_comes_in_chunks_of_a_thousand() {
    const GUILD_PRESENCES: u64 = 1 << 8;

    let bench = Bench::start().await;
    let app = &bench.sandbox.server.app;
    for number in 0..1000 {
        let created: Result<_, ()> =
            app.change(|store| Ok(store.create_user(format!("user {number}"), None)));
        created.unwrap();
    }
    let mut gateway = bench.connect().await;
    let intents = GUILDS | GUILD_MEMBERS | GUILD_PRESENCES;
    gateway.identify(&bench.token, intents).await;
    gateway.dispatch("READY").await;
    let create = gateway.dispatch("GUILD_CREATE").await;
    assert_eq!(
        (&create["large"], &create["member_count"]),
        (&json!(true), &json!(1004))
    );
    let data = json!({
        "guild_id": bench.sandbox.guild_id(), "query": "", "limit": 0, "presences": true,
    });
    gateway.send(&json!({ "op": 8, "d": data })).await;
    for (index, count) in [(0, 1000), (1, 4)] {
        let chunk = gateway.dispatch("GUILD_MEMBERS_CHUNK").await;
        assert_eq!(
            (&chunk["chunk_index"], &chunk["chunk_count"]),
            (&json!(index), &json!(2))
        );
        for list in ["members", "presences"] {
            assert_eq!(chunk[list].as_array().unwrap().len(), count, "{list}");
        }
    }
}
