//! Voice, stages, sounds and scheduled events over the wire.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::{Bench, PLAIN};

const LOUNGE: &str = "lounge";

async fn channel_named(bench: &Bench, name: &str) -> String {
    let path = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let channels = bench.get(&path).await;
    let found = channels.as_array().unwrap().iter();
    let found = found.into_iter().find(|channel| channel["name"] == name);
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

/// Ada goes into a voice channel.
async fn enter(bench: &Bench, channel: &str) {
    let path = format!(
        "/as/{}/guilds/{}/voice",
        bench.ada(),
        bench.sandbox.guild_id()
    );
    let body = json!({ "channel_id": channel, "self_mute": true });
    bench.drive(Method::PUT, &path, body).await;
}

#[tokio::test]
async fn voice_states_are_seen_by_all_and_bots_join_by_the_gateway() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let lounge = channel_named(&bench, LOUNGE).await;
    let (mut gateway, _) = bench.identified(1 | 1 << 7).await;
    let path = format!("/guilds/{guild}/voice-states");
    let (status, error) = bench.call(Method::GET, &format!("{path}/@me"), None).await;
    assert_eq!(
        (status, &error["code"]),
        (StatusCode::NOT_FOUND, &json!(10065))
    );

    enter(&bench, &lounge).await;
    let state = gateway.dispatch("VOICE_STATE_UPDATE").await;
    assert_eq!(
        (&state["user_id"], &state["self_mute"]),
        (&json!(bench.ada()), &json!(true))
    );
    let started = gateway.dispatch("VOICE_CHANNEL_START_TIME_UPDATE").await;
    assert_eq!(started["id"], lounge);
    let state = bench.get(&format!("{path}/{}", bench.ada())).await;
    assert_eq!(state["channel_id"], lounge);

    let data =
        json!({ "guild_id": guild, "channel_id": lounge, "self_mute": false, "self_deaf": true });
    gateway.send(&json!({ "op": 4, "d": data })).await;
    let own = gateway.dispatch("VOICE_STATE_UPDATE").await;
    assert_eq!(own["self_deaf"], true);
    assert!(own["session_id"].is_string());
    let server = gateway.dispatch("VOICE_SERVER_UPDATE").await;
    assert!(server["token"].is_string());
    assert!(
        server["endpoint"]
            .as_str()
            .unwrap()
            .starts_with("127.0.0.1:")
    );

    let path = format!("/channels/{lounge}/voice-status");
    let body = Some(json!({ "status": "chess" }));
    let (status, _) = bench.call(Method::PUT, &path, body).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let told = gateway.dispatch("VOICE_CHANNEL_STATUS_UPDATE").await;
    assert_eq!(
        told,
        json!({ "id": lounge, "guild_id": guild, "status": "chess" })
    );
    let data = json!({ "guild_id": guild, "fields": ["status", "voice_start_time"] });
    gateway.send(&json!({ "op": 43, "d": data })).await;
    let info = gateway.dispatch("CHANNEL_INFO").await;
    assert_eq!(info["channels"][0]["status"], "chess");
    assert!(info["channels"][0]["voice_start_time"].is_u64());
    assert_eq!(bench.get("/voice/regions").await[0]["custom"], false);

    let mut late = bench.connect().await;
    late.identify(&bench.token, 1).await;
    late.dispatch("READY").await;
    let seen = late.dispatch("GUILD_CREATE").await;
    assert_eq!(seen["voice_states"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_bot_that_goes_offline_leaves_voice() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let lounge = channel_named(&bench, LOUNGE).await;
    let body = json!({ "name": "watcher" });
    let watcher = bench.drive(Method::POST, "/applications", body).await;
    let mut watching = bench.connect().await;
    watching
        .identify(watcher["token"].as_str().unwrap(), 1 << 7)
        .await;
    watching.dispatch("READY").await;
    let (mut gateway, _) = bench.identified(0).await;
    let data = json!({ "guild_id": guild, "channel_id": lounge });
    gateway.send(&json!({ "op": 4, "d": data })).await;
    let came = watching.dispatch("VOICE_STATE_UPDATE").await;
    assert_eq!(came["channel_id"], lounge);
    gateway.close(1000).await;
    let left = watching.dispatch("VOICE_STATE_UPDATE").await;
    assert_eq!(
        (&left["user_id"], &left["channel_id"]),
        (&came["user_id"], &Value::Null)
    );
}

#[tokio::test]
async fn stages_open_and_close() {
    let bench = Bench::start().await;
    let path = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let stage = bench
        .post(&path, json!({ "name": "stage", "type": 13 }))
        .await;
    let (mut gateway, _) = bench.identified(1).await;
    let (_, error) = bench
        .call(
            Method::POST,
            "/stage-instances",
            Some(json!({ "topic": "" })),
        )
        .await;
    assert_eq!(error["errors"].as_object().unwrap().len(), 2, "{error}");
    let body = json!({ "channel_id": stage["id"], "topic": "talks" });
    let opened = bench.post("/stage-instances", body.clone()).await;
    assert_eq!(gateway.dispatch("STAGE_INSTANCE_CREATE").await, opened);
    assert_eq!(
        (&opened["privacy_level"], &opened["topic"]),
        (&json!(2), &json!("talks"))
    );
    let (_, error) = bench
        .call(Method::POST, "/stage-instances", Some(body))
        .await;
    assert_eq!(error["code"], 150_006);
    let path = format!("/stage-instances/{}", stage["id"].as_str().unwrap());
    assert_eq!(bench.get(&path).await, opened);
    let edit = Some(json!({ "topic": "more" }));
    assert_eq!(
        bench.call(Method::PATCH, &path, edit).await.1["topic"],
        "more"
    );
    assert_eq!(
        gateway.dispatch("STAGE_INSTANCE_UPDATE").await["topic"],
        "more"
    );
    let (status, _) = bench.call(Method::DELETE, &path, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    gateway.dispatch("STAGE_INSTANCE_DELETE").await;
    let (_, error) = bench.call(Method::GET, &path, None).await;
    assert_eq!(error["code"], 10067);
}

#[tokio::test]
async fn sounds_are_kept_and_played() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let path = format!("/guilds/{guild}/soundboard-sounds");
    let (mut gateway, _) = bench.identified(PLAIN).await;
    let body = json!({ "name": "boing", "sound": "data:audio/mpeg;base64,SUQzBAAAAAAA", "volume": 0.5, "emoji_name": "🦘" });
    let (status, sound) = bench.call(Method::POST, &path, Some(body)).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(
        (&sound["volume"], &sound["emoji_name"]),
        (&json!(0.5), &json!("🦘"))
    );
    let created = gateway.dispatch("GUILD_SOUNDBOARD_SOUND_CREATE").await;
    assert_eq!(created["sound_id"], sound["sound_id"]);
    gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(bench.get(&path).await["items"][0], sound);
    let one = format!("{path}/{}", sound["sound_id"].as_str().unwrap());
    assert_eq!(bench.get(&one).await, sound);
    let file = format!("/soundboard-sounds/{}", sound["sound_id"].as_str().unwrap());
    let file = bench.at(Method::GET, &file).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "audio/mpeg");
    assert!(file.bytes().await.unwrap().starts_with(b"ID3"));
    gateway
        .send(&json!({ "op": 31, "d": { "guild_ids": [guild] } }))
        .await;
    let told = gateway.dispatch("SOUNDBOARD_SOUNDS").await;
    assert_eq!(told["soundboard_sounds"][0]["name"], "boing");
    let lounge = channel_named(&bench, LOUNGE).await;
    let play = format!("/channels/{lounge}/send-soundboard-sound");
    let body = json!({ "sound_id": sound["sound_id"] });
    let (_, error) = bench.call(Method::POST, &play, Some(body.clone())).await;
    assert_eq!(error["code"], 40032);
    let data = json!({ "guild_id": guild, "channel_id": lounge });
    gateway.send(&json!({ "op": 4, "d": data })).await;
    gateway.dispatch("VOICE_STATE_UPDATE").await;
    gateway.dispatch("VOICE_SERVER_UPDATE").await;
    gateway.dispatch("VOICE_CHANNEL_START_TIME_UPDATE").await;
    let (status, _) = bench.call(Method::POST, &play, Some(body)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let effect = gateway.dispatch("VOICE_CHANNEL_EFFECT_SEND").await;
    assert_eq!(effect["sound_volume"], 0.5);
    assert_eq!(
        bench.get("/soundboard-default-sounds").await[0]["name"],
        "quack"
    );
    let (_, error) = bench
        .call(Method::PATCH, &one, Some(json!({ "volume": 2 })))
        .await;
    assert!(error["errors"]["volume"].is_object());
    let (status, _) = bench.call(Method::DELETE, &one, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    gateway.dispatch("GUILD_SOUNDBOARD_SOUND_DELETE").await;
    assert_eq!(bench.call(Method::GET, &one, None).await.1["code"], 10097);
}

fn party() -> Value {
    json!({
        "name": "party",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": "2100-01-01T00:00:00+00:00",
        "scheduled_end_time": "2100-01-02T00:00:00+00:00",
        "entity_metadata": { "location": "the park" },
    })
}

#[tokio::test]
async fn events_are_scheduled_and_people_come() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let path = format!("/guilds/{guild}/scheduled-events");
    let (mut gateway, _) = bench.identified(1 << 16).await;
    let (_, error) = bench.call(Method::POST, &path, Some(json!({}))).await;
    assert_eq!(error["errors"].as_object().unwrap().len(), 4, "{error}");
    let event = bench.post(&path, party()).await;
    assert_eq!(
        (&event["status"], &event["channel_id"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(event["entity_metadata"]["location"], "the park");
    let created = gateway.dispatch("GUILD_SCHEDULED_EVENT_CREATE").await;
    assert_eq!(created["id"], event["id"]);

    let one = format!("{path}/{}", event["id"].as_str().unwrap());
    let interest = format!("/as/{}{one}/users/@me", bench.ada());
    bench.drive(Method::PUT, &interest, json!({})).await;
    let added = gateway.dispatch("GUILD_SCHEDULED_EVENT_USER_ADD").await;
    assert_eq!(added["user_id"], bench.ada());
    assert_eq!(
        bench.get(&format!("{one}?with_user_count=true")).await["user_count"],
        2
    );
    let counts = bench.get(&format!("{one}/users/counts")).await;
    assert_eq!(counts["guild_scheduled_event_count"], 2);
    let users = bench
        .get(&format!("{one}/users?limit=1&with_member=true"))
        .await;
    assert_eq!(users[0]["member"]["user"]["id"], bench.ada());

    let edit = Some(json!({ "status": 2 }));
    assert_eq!(bench.call(Method::PATCH, &one, edit).await.1["status"], 2);
    gateway.dispatch("GUILD_SCHEDULED_EVENT_UPDATE").await;
    let edit = Some(json!({ "status": 3 }));
    bench.call(Method::PATCH, &one, edit.clone()).await;
    assert_eq!(
        bench.call(Method::PATCH, &one, edit).await.1["code"],
        180_000
    );
    assert_eq!(bench.get(&path).await, json!([]));
    let (status, _) = bench.call(Method::DELETE, &one, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(bench.call(Method::GET, &one, None).await.1["code"], 10070);
}

#[tokio::test]
async fn recurring_events_have_exceptions() {
    let bench = Bench::start().await;
    let path = format!("/guilds/{}/scheduled-events", bench.sandbox.guild_id());
    let mut body = party();
    body["recurrence_rule"] =
        json!({ "start": "2100-01-01T00:00:00+00:00", "frequency": 3, "interval": 2 });
    let (_, error) = bench.call(Method::POST, &path, Some(body.clone())).await;
    assert!(
        error["errors"]["recurrence_rule"]["interval"].is_object(),
        "{error}"
    );
    body["recurrence_rule"]["interval"] = 1.into();
    let event = bench.post(&path, body).await;
    assert_eq!(event["recurrence_rule"]["frequency"], 3);
    let one = format!("{path}/{}", event["id"].as_str().unwrap());
    let body = json!({
        "original_scheduled_start_time": "2100-01-05T00:00:00+00:00",
        "is_canceled": true,
    });
    let exception = bench.post(&format!("{one}/exceptions"), body).await;
    assert_eq!(
        (&exception["event_id"], &exception["is_canceled"]),
        (&event["id"], &json!(true))
    );
    let id = exception["event_exception_id"].as_str().unwrap();
    let users = bench.get(&format!("{one}/{id}/users")).await;
    assert_eq!(users, json!([]));
    let path = format!("{one}/exceptions/{id}");
    let edit = Some(json!({ "is_canceled": false }));
    assert_eq!(
        bench.call(Method::PATCH, &path, edit).await.1["is_canceled"],
        false
    );
    let (status, _) = bench.call(Method::DELETE, &path, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let now = bench.get(&one).await;
    assert_eq!(now["guild_scheduled_event_exceptions"], json!([]));
}
