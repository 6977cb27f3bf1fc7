//! What the inspector tells.

use reqwest::Method;
use serde_json::json;
use tokio_tungstenite::connect_async;

use super::{
    super::super::{
        state::ids::{UserId, seed},
        testing::{Bench, answer},
    },
    any, next, socket_url,
};

#[tokio::test]
async fn the_inspector_tells_of_calls_and_why_they_were_refused() {
    let bench = Bench::start().await;
    let linus: UserId = seed(23);
    let (mut socket, _) = connect_async(socket_url(&bench).as_str()).await.unwrap();
    next(&mut socket).await;
    let channel = bench.channel();
    let path = format!("/sandbox/api/as/{linus}/channels/{channel}?x=1");
    answer(bench.at(Method::DELETE, &path)).await;
    let frame = any(&mut socket).await;
    let entry = &frame["entry"];
    assert_eq!(
        (&entry["kind"], &entry["method"], &entry["status"]),
        (&json!("call"), &json!("DELETE"), &json!(403))
    );
    assert_eq!(entry["user_id"], json!(linus));
    assert_eq!(entry["operation"], "DELETE /channels/{channel_id}");
    assert_eq!(entry["path"], path);
    assert_eq!(entry["why"], "needs MANAGE_CHANNELS in #general");
    assert_eq!(entry["response"]["code"], 50013);

    let body = json!({ "content": "hi" });
    let message = bench
        .post(&format!("/channels/{channel}/messages"), body.clone())
        .await;
    bench.call(Method::GET, "/guilds/1/audit-logs", None).await;
    let log = bench.at(Method::GET, "/sandbox/api/log?after=1&limit=2");
    let (_, log) = answer(log).await;
    assert_eq!(log[0]["request"], body);
    assert_eq!(log[0]["response"]["id"], message["id"]);
    assert_eq!(
        log[0]["application_id"],
        json!(bench.sandbox.application_id())
    );
    assert_eq!(log[0]["rate_limit"]["remaining"], 4999);
    assert!(log[0]["duration_ms"].as_f64().unwrap() > 0.0);
    assert_eq!(log[1]["operation"], "GET /guilds/{guild_id}/audit-logs");
}

#[tokio::test]
async fn the_inspector_tells_what_came_with_files() {
    let bench = Bench::start().await;
    let part = reqwest::multipart::Part::bytes(vec![0; 70_000]).file_name("a.bin");
    let form = reqwest::multipart::Form::new()
        .text("payload_json", r#"{"content":"with a file"}"#)
        .part("files[0]", part);
    let path = format!("/channels/{}/messages", bench.channel());
    let (status, _) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    assert_eq!(status, 200);
    let log = serde_json::to_value(bench.sandbox.log()).unwrap();
    assert_eq!(log[0]["request"], json!({ "content": "with a file" }));
    assert_eq!(
        log[0]["files"],
        json!([{ "name": "files[0]", "filename": "a.bin", "size": 70_000 }])
    );
}

#[tokio::test]
async fn the_inspector_tells_what_went_over_the_gateway_and_what_did_not() {
    let bench = Bench::start().await;
    let (mut gateway, ready) = bench.identified(1 | 1 << 9).await;
    bench.say("secret").await;
    gateway.dispatch("MESSAGE_CREATE").await;
    let typing = format!("/channels/{}/typing", bench.channel());
    bench.as_ada(Method::POST, &typing, json!({})).await;
    gateway.close(1000).await;
    let log = serde_json::to_value(bench.sandbox.log()).unwrap();
    let told: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "gateway")
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            (
                text("direction"),
                entry["op"].as_u64(),
                text("t"),
                text("why"),
            )
        })
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|(direction, op, name, why)| (&**direction, op.unwrap_or(99), &**name, &**why))
        .collect();
    assert_eq!(
        told,
        [
            ("sent", 10, "", ""),
            ("received", 2, "", ""),
            ("sent", 0, "READY", ""),
            ("sent", 0, "GUILD_CREATE", ""),
            (
                "sent",
                0,
                "MESSAGE_CREATE",
                "without its content: the intent MESSAGE_CONTENT is missing"
            ),
            (
                "withheld",
                0,
                "TYPING_START",
                "not sent: the intent GUILD_MESSAGE_TYPING is missing"
            ),
            ("closed", 1000, "", "by the client"),
        ]
    );
    let first = &log[1];
    assert_eq!(first["d"]["token"], "***", "{first}");
    let sent = log
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["t"] == "GUILD_CREATE")
        .unwrap();
    assert_eq!(sent["session_id"], ready["session_id"]);
    assert_eq!((&sent["s"], &sent["shard"]), (&json!(2), &json!([0, 1])));
}
