//! What goes wrong on demand.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::{
        Fault, FaultEffect,
        testing::{ALL, Bench, Gateway},
    },
    GUILDS,
};

async fn next_content(gateway: &mut Gateway) -> Value {
    gateway.dispatch("MESSAGE_CREATE").await["content"].clone()
}

#[tokio::test]
async fn clients_are_asked_to_reconnect_to_beat_and_to_begin_anew() {
    let bench = Bench::start().await;
    let (mut gateway, ready) = bench.identified(GUILDS).await;
    let told = json!({ "told": 1 });
    let body = json!({ "application_id": bench.sandbox.application_id() });
    assert_eq!(
        bench.drive(Method::POST, "/gateway/heartbeat", body).await,
        told
    );
    assert_eq!(gateway.op(1).await, Value::Null);
    assert_eq!(
        bench
            .drive(Method::POST, "/gateway/reconnect", json!({}))
            .await,
        told
    );
    assert_eq!(gateway.op(7).await, Value::Null);

    let body = json!({ "resumable": true });
    bench
        .drive(Method::POST, "/gateway/invalid-session", body)
        .await;
    assert_eq!(gateway.op(9).await, json!(true));
    let mut back = bench.connect().await;
    back.op(10).await;
    back.resume(&bench.token, &ready["session_id"], 2).await;
    back.dispatch("RESUMED").await;

    bench
        .drive(Method::POST, "/gateway/invalid-session", json!({}))
        .await;
    assert_eq!(back.op(9).await, json!(false));
    back.identify(&bench.token, GUILDS).await;
    back.dispatch("READY").await;
}

#[tokio::test]
async fn a_restart_closes_all_sockets_and_keeps_the_sessions_or_not() {
    let bench = Bench::start().await;
    for (keeps, answered) in [(true, 0), (false, 9)] {
        let (mut gateway, ready) = bench.identified(GUILDS).await;
        let mut silent = bench.connect().await;
        silent.op(10).await;
        let body = json!({ "keep_sessions": keeps });
        bench.drive(Method::POST, "/gateway/restart", body).await;
        assert_eq!(gateway.closed().await, Some(4000));
        assert_eq!(silent.closed().await, Some(4000));
        let mut back = bench.connect().await;
        back.op(10).await;
        back.resume(&bench.token, &ready["session_id"], 2).await;
        assert_eq!(back.next().await.unwrap()["op"], answered);
    }
}

#[tokio::test]
async fn events_are_withheld_doubled_and_delayed() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(ALL).await;
    for effect in [
        FaultEffect::WithholdEvent,
        FaultEffect::DuplicateEvent,
        FaultEffect::DelayEvent { ms: 50 },
    ] {
        let mut fault = Fault::new(effect);
        fault.event = Some("MESSAGE_*".to_owned());
        fault.times = Some(1);
        bench.sandbox.add_fault(fault);
    }
    for content in ["withheld", "twice", "late", "last"] {
        bench.say(content).await;
    }
    let mut got = Vec::new();
    for _ in 0..4 {
        got.push(next_content(&mut gateway).await);
    }
    assert_eq!(got, ["twice", "twice", "last", "late"]);
    let log = serde_json::to_value(bench.sandbox.log()).unwrap();
    assert!(
        log.as_array().unwrap().iter().any(|entry| {
            entry["direction"] == "withheld" && entry["d"]["content"] == "withheld"
        })
    );
}

#[tokio::test(start_paused = true)]
async fn heartbeats_stay_without_answer() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(GUILDS).await;
    let body = json!({ "effect": { "type": "mute_heartbeats" }, "times": 1 });
    let fault = bench.drive(Method::POST, "/faults", body).await;
    assert_eq!(fault["id"], 1);
    let listed = bench.drive(Method::GET, "/faults", json!({})).await;
    assert_eq!(listed[0]["effect"]["type"], "mute_heartbeats");
    gateway.send(&json!({ "op": 1, "d": null })).await;
    bench
        .drive(Method::POST, "/gateway/heartbeat", json!({}))
        .await;
    // No answer to ours came before this.
    assert_eq!(gateway.next().await.unwrap()["op"], 1);
    gateway.send(&json!({ "op": 1, "d": null })).await;
    gateway.op(11).await;
    let ended = bench.drive(Method::DELETE, "/faults", json!({})).await;
    assert_eq!(ended, json!({ "ended": 0 }));
}
