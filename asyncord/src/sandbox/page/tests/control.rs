//! People's own things, and control over the sandbox.

use reqwest::Method;
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;

use super::{
    super::super::{
        LogKind,
        state::ids::{UserId, seed},
        testing::{Bench, answer},
    },
    next, socket_url,
};

/// A request of a person.
async fn as_user(bench: &Bench, user: UserId, method: Method, path: &str, body: Value) -> Value {
    bench
        .drive(method, &format!("/as/{user}{path}"), body)
        .await
}

#[tokio::test]
async fn people_see_what_they_may_do() {
    let bench = Bench::start().await;
    let linus: UserId = seed(23);
    let channel = bench.channel();
    let path = format!("/channels/{channel}/permissions/{linus}");
    let body = json!({ "type": 1, "deny": (1 << 10).to_string() });
    bench.call(Method::PUT, &path, Some(body)).await;
    let own = as_user(&bench, linus, Method::GET, "/permissions", json!({})).await;
    let guild = bench.sandbox.guild_id().to_string();
    let in_guild: u64 = own["guilds"][&guild].as_str().unwrap().parse().unwrap();
    assert_eq!(in_guild & 1 << 10, 1 << 10);
    let all = as_user(
        &bench,
        bench.sandbox.user_id(),
        Method::GET,
        "/permissions",
        json!({}),
    )
    .await;
    assert_ne!(all["channels"][&channel], "0");
    assert_eq!(
        all["channels"].as_object().unwrap().len(),
        own["channels"].as_object().unwrap().len()
    );
}

#[tokio::test]
async fn people_show_themselves_as_they_like() {
    let bench = Bench::start().await;
    let linus: UserId = seed(23);
    let (mut gateway, _) = bench.identified(1 | 1 << 8).await;
    let body = json!({ "status": "dnd", "activities": [{ "name": "chess", "type": 0 }] });
    as_user(&bench, linus, Method::PUT, "/presence", body).await;
    let update = gateway.dispatch("PRESENCE_UPDATE").await;
    assert_eq!(update["user"]["id"], json!(linus));
    assert_eq!(update["status"], "dnd");
    assert_eq!(update["activities"][0]["name"], "chess");
    let path = format!("/sandbox/api/as/{linus}/presence");
    let wrong = bench
        .at(Method::PUT, &path)
        .header("content-type", "application/json")
        .body(r#"{"status":"away","activities":[1]}"#);
    let (status, error) = answer(wrong).await;
    assert_eq!(status, 400, "{error}");
    assert!(error["errors"]["status"].is_object(), "{error}");
    assert!(error["errors"]["activities"]["0"].is_object(), "{error}");
}

#[tokio::test]
async fn a_world_is_kept_and_goes_back() {
    let bench = Bench::start().await;
    bench.say("kept").await;
    let snapshot = bench.sandbox.snapshot();
    bench.say("lost").await;
    let (mut gateway, ready) = bench.identified(1).await;
    let (mut socket, _) = connect_async(socket_url(&bench).as_str()).await.unwrap();
    next(&mut socket).await;
    let whole: Value = serde_json::from_str(snapshot.as_json()).unwrap();
    bench.drive(Method::PUT, "/snapshot", whole).await;
    assert_eq!(gateway.op(9).await, json!(false));
    let state = next(&mut socket).await;
    assert_eq!(state["type"], "state");
    let messages = state["messages"][bench.channel()].as_array().unwrap();
    assert_eq!(messages.len(), 1);
    // What the inspector knew went with the world; it begins with the end of the session.
    let log = bench.sandbox.log();
    assert_eq!(state["log_after"], log[0].id - 1);
    assert!(
        matches!(&log[0].kind, LogKind::Gateway(entry) if entry.op == Some(9)),
        "{log:?}"
    );
    // The socket is good for a new session, the old one is gone.
    gateway.resume(&bench.token, &ready["session_id"], 2).await;
    assert_eq!(gateway.op(9).await, json!(false));
    gateway.identify(&bench.token, 1).await;
    gateway.dispatch("READY").await;

    bench.drive(Method::POST, "/reset", json!({})).await;
    let path = format!("/channels/{}/messages", bench.channel());
    assert_eq!(bench.get(&path).await, json!([]));
    let kept = answer(bench.at(Method::GET, "/sandbox/api/snapshot"))
        .await
        .1;
    assert_eq!(kept["version"], 1);

    let (status, error) = answer(
        bench
            .at(Method::PUT, "/sandbox/api/snapshot")
            .body("{\"version\":1"),
    )
    .await;
    assert_eq!(status, 400);
    assert!(error.to_string().contains("line 1 column"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_told_and_put_forward() {
    let bench = Bench::start().await;
    let now = |answer: Value| answer["now"].as_u64().unwrap();
    let before = now(bench.drive(Method::GET, "/clock", json!({})).await);
    let body = json!({ "advance_ms": 3_600_000 });
    let after = now(bench.drive(Method::POST, "/clock", body).await);
    assert!(after >= before + 3_600_000, "{before} {after}");
    assert!(after < before + 3_700_000, "{before} {after}");
}
