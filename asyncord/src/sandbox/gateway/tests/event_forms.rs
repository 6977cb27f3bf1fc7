//! What events hold, and what they leave out.

use std::time::{SystemTime, UNIX_EPOCH};

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::{
        state::ids::{ChannelId, RoleId, UserId, seed},
        testing::{Bench, answer},
    },
    GUILD_MESSAGES, GUILDS,
};

const TYPING: u64 = 1 << 11;
const VOICE_STATES: u64 = 1 << 7;
const LOUNGE: ChannelId = seed(14);
const LINUS: UserId = seed(23);
const BOTS: RoleId = seed(1);

/// Somebody goes into the voice channel.
async fn enter(bench: &Bench, user: UserId) {
    let path = format!("/as/{user}/guilds/{}/voice", bench.sandbox.guild_id());
    bench
        .drive(Method::PUT, &path, json!({ "channel_id": LOUNGE }))
        .await;
}

#[tokio::test]
async fn units_of_time_differ_by_event() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(GUILDS | TYPING).await;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let is_now = |value: &Value| value.as_u64().unwrap().abs_diff(now.as_secs()) < 60;
    let path = format!("/as/{LINUS}/channels/{}/typing", bench.channel());
    bench.drive(Method::POST, &path, json!({})).await;
    let typing = gateway.dispatch("TYPING_START").await;
    assert!(is_now(&typing["timestamp"]), "{typing}");
    assert_eq!(typing["guild_id"], json!(bench.sandbox.guild_id()));
    assert_eq!(typing["member"]["user"]["username"], "linus");
    enter(&bench, LINUS).await;
    let started = gateway.dispatch("VOICE_CHANNEL_START_TIME_UPDATE").await;
    assert!(is_now(&started["voice_start_time"]), "{started}");
}

#[tokio::test]
async fn ready_tells_version_and_application() {
    let bench = Bench::start().await;
    let (_, ready) = bench.identified(GUILDS).await;
    assert_eq!(ready["v"], 10);
    let application = &ready["application"];
    assert_eq!(application["id"], json!(bench.sandbox.application_id()));
    assert!(application["flags"].is_u64());
    assert!(ready["session_id"].is_string());
}

#[tokio::test]
async fn what_is_no_dispatch_has_no_number() {
    let bench = Bench::start().await;
    let mut gateway = bench.connect().await;
    gateway.send(&json!({ "op": 1, "d": null })).await;
    for op in [10, 11] {
        let payload = gateway.next().await.unwrap();
        assert_eq!(payload["op"], op);
        assert!(payload["s"].is_null() && payload["t"].is_null());
    }
}

#[tokio::test]
async fn who_is_in_voice_comes_with_the_guild() {
    let bench = Bench::start().await;
    enter(&bench, LINUS).await;
    let mut gateway = bench.connect().await;
    gateway.identify(&bench.token, GUILDS).await;
    gateway.dispatch("READY").await;
    let guild = gateway.dispatch("GUILD_CREATE").await;
    let members = guild["members"].as_array().unwrap().iter();
    let mut names: Vec<&Value> = members.map(|member| &member["user"]["username"]).collect();
    names.sort_by_key(ToString::to_string);
    assert_eq!(names, ["asyncord", "linus"]);
    assert_eq!(guild["voice_states"][0]["user_id"], json!(LINUS));
}

#[tokio::test]
async fn a_full_channel_gives_no_answer() {
    let bench = Bench::start().await;
    let as_ada = format!("/as/{}", bench.ada());
    let channel = format!("{as_ada}/channels/{LOUNGE}");
    let limit = json!({ "user_limit": 1 });
    bench.drive(Method::PATCH, &channel, limit).await;
    // The bot administers the guild by this role.
    let guild = bench.sandbox.guild_id();
    let role = format!("{as_ada}/guilds/{guild}/roles/{BOTS}");
    let nothing = json!({ "permissions": "0" });
    bench.drive(Method::PATCH, &role, nothing).await;
    enter(&bench, LINUS).await;
    let (mut gateway, _) = bench.identified(VOICE_STATES).await;
    let data = json!({ "guild_id": bench.sandbox.guild_id(), "channel_id": LOUNGE });
    gateway.send(&json!({ "op": 4, "d": data })).await;
    gateway.send(&json!({ "op": 1, "d": null })).await;
    assert_eq!(gateway.next().await.unwrap()["op"], 11, "nothing before");
}

#[tokio::test]
async fn without_the_intent_nothing_of_a_message_shows() {
    const MESSAGE_CONTENT: u64 = 1 << 15;

    let bench = Bench::start().await;
    let (mut blind, _) = bench.identified(GUILD_MESSAGES).await;
    let (mut reader, _) = bench.identified(GUILD_MESSAGES | MESSAGE_CONTENT).await;
    let payload = json!({
        "content": "x",
        "embeds": [{ "title": "x" }],
        "poll": { "question": { "text": "?" }, "answers": [{ "poll_media": { "text": "a" } }] },
        "components": [{ "type": 1, "components": [
            { "type": 2, "style": 5, "label": "x", "url": "https://example.com" },
        ] }],
    });
    let form = Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", Part::bytes(&b"x"[..]).file_name("x.txt"));
    let path = format!(
        "/sandbox/api/as/{LINUS}/channels/{}/messages",
        bench.channel()
    );
    let (status, sent) = answer(bench.at(Method::POST, &path).multipart(form)).await;
    assert_eq!(status, 200, "{sent}");
    let lists = ["embeds", "attachments", "components"];
    let message = reader.dispatch("MESSAGE_CREATE").await;
    for list in lists {
        assert_eq!(message[list].as_array().unwrap().len(), 1, "{list}");
    }
    assert!(message["poll"].is_object());
    let message = blind.dispatch("MESSAGE_CREATE").await;
    assert_eq!(message["content"], "");
    for list in lists {
        assert_eq!(message[list], json!([]), "{list}");
    }
    assert!(message.get("poll").is_none(), "{message}");
    assert_eq!(message["author"]["username"], "linus");
}
