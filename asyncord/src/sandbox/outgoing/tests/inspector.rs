//! What the inspector tells of all that.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    super::super::{
        DeliveryEntry, DeliveryPurpose, LogKind, state::seed::APPLICATION, testing::Bench,
    },
    bot, set,
};

/// What was sent since the last time that this was asked.
pub(super) fn deliveries(bench: &Bench, seen: &mut u64) -> Vec<DeliveryEntry> {
    let entries = bench.sandbox.log_after(*seen);
    *seen = entries.last().map_or(*seen, |entry| entry.id);
    let delivery = |kind| match kind {
        LogKind::Delivery(entry) => Some(entry),
        LogKind::Call(_) | LogKind::Gateway(_) => None,
    };
    entries
        .into_iter()
        .filter_map(|entry| delivery(entry.kind))
        .collect()
}

#[tokio::test]
async fn the_inspector_tells_how_an_address_was_tried() {
    use DeliveryPurpose::{Ping, WrongSignature};

    let bench = Bench::start().await;
    let (_, careful, _) = bot(&bench, true).await;
    let (_, careless, _) = bot(&bench, false).await;
    let mut seen = 0;
    let mut tried = async |url: &str| {
        set(&bench, url).await;
        deliveries(&bench, &mut seen)
    };
    let short = |entry: &DeliveryEntry| (entry.purpose, entry.status, entry.why.clone());

    let entries = tried(&careful).await;
    assert_eq!(short(&entries[0]), (Ping, Some(200), None));
    assert_eq!(entries[0].application_id, bench.sandbox.application_id());
    assert_eq!(entries[0].url, careful);
    assert_eq!(entries[0].request["type"], 1);
    assert_eq!(entries[0].response, json!({ "type": 1 }));
    assert!(entries[0].duration_ms > 0.0);
    assert_eq!(short(&entries[1]), (WrongSignature, Some(401), None));

    let entries = tried(&careless).await;
    let why = "a wrong signature was answered with 200 OK, not 401".to_owned();
    assert_eq!(short(&entries[1]), (WrongSignature, Some(200), Some(why)));

    let entries = tried(&format!("{careful}elsewhere")).await;
    let why = "a PING was answered with 404 Not Found and not as it must be".to_owned();
    assert_eq!(short(&entries[0]), (Ping, Some(404), Some(why)));
    assert_eq!(entries.len(), 1);

    let entries = tried("http://127.0.0.1:1/").await;
    let (purpose, status, why) = short(&entries[0]);
    assert_eq!((purpose, status), (Ping, None));
    let why = why.unwrap();
    assert!(
        why.contains("cannot be reached: ") && why.contains("refused"),
        "{why}"
    );

    assert!(tried("http://example.com/").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_inspector_tells_of_an_application_that_is_too_slow() {
    let bench = Bench::start().await;
    // It takes connections and no more.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    set(&bench, &url).await;
    let entry = deliveries(&bench, &mut 0).remove(0);
    assert_eq!((entry.status, entry.response), (None, Value::Null));
    assert!(entry.duration_ms >= 3_000.0, "{}", entry.duration_ms);
    let why = "the application did not answer within 3 seconds";
    assert_eq!(entry.why.as_deref(), Some(why));
}

#[tokio::test]
async fn the_inspector_tells_of_interactions_and_wrong_answers() {
    let bench = Bench::start().await;
    let (bot, url, mut took) = bot(&bench, true).await;
    set(&bench, &url).await;
    let path = format!("/applications/{APPLICATION}/commands");
    let command = bench
        .post(&path, json!({ "name": "ping", "description": "d" }))
        .await;
    let did = json!({
        "type": 2, "application_id": APPLICATION, "channel_id": bench.channel(),
        "data": { "id": command["id"] },
    });
    let path = format!("/as/{}/interactions", bench.ada());
    let interact = || bench.drive(Method::POST, &path, did.clone());
    let mut seen = 0;
    deliveries(&bench, &mut seen);

    interact().await;
    took.recv().await;
    let entry = deliveries(&bench, &mut seen).remove(0);
    assert_eq!(entry.purpose, DeliveryPurpose::Interaction);
    assert_eq!((entry.status, entry.why), (Some(200), None));
    assert_eq!(entry.request["data"]["name"], "ping");
    assert_eq!(entry.request["token"], "***");
    assert_eq!(entry.response["data"]["content"], "hi");

    let ok = StatusCode::OK;
    let empty = json!({ "type": 4, "data": {} });
    for (answer, why) in [
        (
            (StatusCode::NOT_FOUND, Value::Null),
            "the application answered 404 Not Found",
        ),
        ((ok, json!("hi")), "the answer is not a JSON object: "),
        (
            (ok, empty),
            "the answer was refused: 50006 Cannot send an empty message",
        ),
        (
            (ok, json!({ "type": 99 })),
            "the answer was refused: 50035 Invalid Form Body {",
        ),
    ] {
        *bot.answer.lock().await = answer;
        interact().await;
        took.recv().await;
        let told = deliveries(&bench, &mut seen).remove(0).why.unwrap();
        assert!(told.starts_with(why), "{told}");
    }

    // Twice: over the API, and with the response, of which the inspector hears later.
    let mut watch = bench.sandbox.server.app.inspector.watch();
    let mut answer = bot.answer.lock().await;
    *answer = (ok, json!({ "type": 4, "data": { "content": "twice" } }));
    let (told, ()) = tokio::join!(interact(), async {
        let got = took.recv().await.unwrap();
        let (id, token) = (got["id"].as_str().unwrap(), got["token"].as_str().unwrap());
        let path = format!("/interactions/{id}/{token}/callback");
        let body = json!({ "type": 4, "data": { "content": "once" } });
        bench.call(Method::POST, &path, Some(body)).await;
        drop(answer);
    });
    assert_eq!(told["message"]["content"], "once");
    let entry = loop {
        if let LogKind::Delivery(entry) = watch.recv().await.unwrap().entry().kind {
            break entry;
        }
    };
    let why = "the answer was refused: 40060 Interaction has already been acknowledged.";
    assert_eq!(entry.why.as_deref(), Some(why));
    assert_eq!(entry.status, Some(200));
}
