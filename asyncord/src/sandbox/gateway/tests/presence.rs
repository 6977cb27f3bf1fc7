//! Bots that come, show themselves and go.

use std::time::Duration;

use serde_json::{Value, json};

use super::super::super::testing::Bench;

const WATCHES: u64 = 1 | 1 << 8;

async fn watched(bench: &Bench, gateway: &mut super::super::super::testing::Gateway) -> String {
    let update = gateway.dispatch("PRESENCE_UPDATE").await;
    assert_eq!(update["user"]["id"], json!(bench.sandbox.application_id()));
    assert_eq!(update["guild_id"], json!(bench.sandbox.guild_id()));
    update["status"].as_str().unwrap().to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_bot_is_online_as_long_as_it_has_a_session() {
    let bench = Bench::start().await;
    let watcher = bench.sandbox.create_application("watcher");
    let mut watching = bench.connect().await;
    watching.identify(watcher.token.expose(), WATCHES).await;
    watching.dispatch("READY").await;
    let create = watching.dispatch("GUILD_CREATE").await;
    // Three people and itself; the other bot is offline.
    assert_eq!(create["presences"].as_array().unwrap().len(), 4);

    let mut bot = bench.connect().await;
    let presence = json!({
        "since": null,
        "status": "idle",
        "afk": false,
        "activities": [{ "name": "you", "type": 3, "details": "not for bots" }],
    });
    let data = json!({
        "token": bench.token, "intents": WATCHES, "properties": {}, "presence": presence,
    });
    bot.send(&json!({ "op": 2, "d": data })).await;
    assert_eq!(watched(&bench, &mut watching).await, "idle");
    bot.dispatch("READY").await;
    let create = bot.dispatch("GUILD_CREATE").await;
    let presences = create["presences"].as_array().unwrap();
    let me = json!(bench.sandbox.application_id());
    let own: Vec<&Value> = presences
        .iter()
        .filter(|presence| presence["user"]["id"] == me)
        .collect();
    assert_eq!(own[0]["activities"][0]["name"], "you");
    assert!(own[0]["activities"][0]["details"].is_null());

    let show = |status: &str| json!({ "op": 3, "d": { "since": null, "status": status, "afk": false, "activities": [] } });
    for status in ["dnd", "online", "dnd", "online", "dnd", "online"] {
        bot.send(&show(status)).await;
    }
    for status in ["dnd", "online", "dnd", "online", "dnd"] {
        assert_eq!(watched(&bench, &mut watching).await, status);
    }
    // The sixth was one too many; it counts again after 20 seconds.
    tokio::time::sleep(Duration::from_secs(20)).await;
    bot.send(&show("idle")).await;
    assert_eq!(watched(&bench, &mut watching).await, "idle");

    bot.close(4900).await;
    // It could resume for five minutes.
    let mut minutes = 0;
    loop {
        tokio::time::sleep(Duration::from_secs(30)).await;
        minutes += 1;
        watching.send(&json!({ "op": 1, "d": null })).await;
        let payload = watching.next().await.unwrap();
        if payload["op"] == 0 {
            assert_eq!(payload["d"]["status"], "offline");
            break;
        }
    }
    assert!((9..=11).contains(&minutes), "{minutes} half minutes");

    let (bot, _) = bench.identified(1).await;
    assert_eq!(watched(&bench, &mut watching).await, "online");
    bot.close(1000).await;
    assert_eq!(watched(&bench, &mut watching).await, "offline");
}

#[tokio::test]
async fn a_wrong_presence_is_no_payload() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1).await;
    let data = json!({ "status": "away", "activities": [] });
    gateway.send(&json!({ "op": 3, "d": data })).await;
    assert_eq!(gateway.closed().await, Some(4002));
}
