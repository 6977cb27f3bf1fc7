//! Applications that are reached over HTTP.

mod inspector;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use reqwest::Method;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    sync::{Mutex, mpsc},
};

use self::inspector::deliveries;
use super::super::{
    DeliveryPurpose,
    state::{Changed, Field, Refusal, endpoint::EndpointsEdit, seed::APPLICATION},
    testing::Bench,
};

/// A bot that is reached over HTTP.
struct Bot {
    key: Vec<u8>,
    /// How it answers what is no PING.
    answer: Mutex<(StatusCode, Value)>,
    got: mpsc::UnboundedSender<Value>,
    /// Whether it checks signatures.
    checks: bool,
    forged: AtomicUsize,
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

async fn take(State(bot): State<Arc<Bot>>, headers: HeaderMap, body: Bytes) -> Response {
    let header = |name: &str| headers[name].to_str().unwrap();
    let signed = [header("x-signature-timestamp").as_bytes(), &body].concat();
    let key = UnparsedPublicKey::new(&ED25519, &bot.key);
    let signature = bytes(header("x-signature-ed25519"));
    if bot.checks && key.verify(&signed, &signature).is_err() {
        bot.forged.fetch_add(1, Ordering::Relaxed);
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let got: Value = serde_json::from_slice(&body).unwrap();
    match got["type"].as_u64() {
        Some(0) => StatusCode::NO_CONTENT.into_response(),
        Some(1) if got["event"].is_null() => axum::Json(json!({ "type": 1 })).into_response(),
        _ => {
            bot.got.send(got).unwrap();
            let (status, answer) = bot.answer.lock().await.clone();
            if answer.is_null() {
                status.into_response()
            } else {
                (status, axum::Json(answer)).into_response()
            }
        }
    }
}

/// Starts a bot, and tells its address.
async fn bot(bench: &Bench, checks: bool) -> (Arc<Bot>, String, mpsc::UnboundedReceiver<Value>) {
    let me = bench.get("/applications/@me").await;
    let (got, took) = mpsc::unbounded_channel();
    let bot = Arc::new(Bot {
        key: bytes(me["verify_key"].as_str().unwrap()),
        answer: Mutex::new((
            StatusCode::OK,
            json!({ "type": 4, "data": { "content": "hi" } }),
        )),
        got,
        checks,
        forged: AtomicUsize::new(0),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().route("/", post(take)).with_state(bot.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (bot, url, took)
}

async fn set(bench: &Bench, url: &str) -> (u16, Value) {
    let body = json!({ "interactions_endpoint_url": url });
    let (status, answer) = bench
        .call(Method::PATCH, "/applications/@me", Some(body))
        .await;
    (status.as_u16(), answer)
}

#[tokio::test]
async fn an_address_must_check_signatures() {
    let bench = Bench::start().await;
    let (careful, url, _) = bot(&bench, true).await;
    let (status, application) = set(&bench, &url).await;
    assert_eq!(status, 200, "{application}");
    assert_eq!(application["interactions_endpoint_url"], json!(url));
    assert_eq!(careful.forged.load(Ordering::Relaxed), 1);

    let (_, careless, _) = bot(&bench, false).await;
    for url in [
        &*careless,
        "http://127.0.0.1:1/",
        "http://example.com/",
        "nonsense",
    ] {
        let (status, error) = set(&bench, url).await;
        assert_eq!(status, 400, "{url}");
        assert!(
            error["errors"]["interactions_endpoint_url"].is_object(),
            "{error}"
        );
    }
    let page = format!("/applications/{APPLICATION}");
    let body = json!({ "interactions_endpoint_url": null });
    let application = bench.drive(Method::PATCH, &page, body).await;
    assert_eq!(application["interactions_endpoint_url"], Value::Null);
}

#[tokio::test]
async fn interactions_go_over_http_or_the_gateway_and_never_both() {
    let bench = Bench::start().await;
    let (bot, url, mut took) = bot(&bench, true).await;
    set(&bench, &url).await;
    let (mut gateway, _) = bench.identified(0).await;
    let path = format!("/applications/{APPLICATION}/commands");
    let command = bench
        .post(&path, json!({ "name": "ping", "description": "d" }))
        .await;
    let did = || {
        json!({
            "type": 2, "application_id": APPLICATION, "channel_id": bench.channel(),
            "data": { "id": command["id"] },
        })
    };
    let path = format!("/as/{}/interactions", bench.ada());
    let told = bench.drive(Method::POST, &path, did()).await;
    assert_eq!(told["message"]["content"], "hi");
    assert_eq!(took.recv().await.unwrap()["data"]["name"], "ping");

    *bot.answer.lock().await = (StatusCode::ACCEPTED, Value::Null);
    let (told, ()) = tokio::join!(bench.drive(Method::POST, &path, did()), async {
        let got = took.recv().await.unwrap();
        let (id, token) = (got["id"].as_str().unwrap(), got["token"].as_str().unwrap());
        let path = format!("/interactions/{id}/{token}/callback");
        bench
            .call(Method::POST, &path, Some(json!({ "type": 5 })))
            .await;
    });
    assert_eq!(told["status"], "deferred");

    for answer in [
        (StatusCode::OK, json!({ "type": 4, "data": {} })),
        (StatusCode::INTERNAL_SERVER_ERROR, Value::Null),
    ] {
        *bot.answer.lock().await = answer;
        let told = bench.drive(Method::POST, &path, did()).await;
        assert_eq!(told["status"], "failed");
    }

    set(&bench, "").await;
    tokio::join!(bench.drive(Method::POST, &path, did()), async {
        // The first that comes this way.
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        assert_eq!(got["data"]["name"], "ping");
        bench.sandbox.server.app.put_clock_forward(3_000);
    });
}

#[tokio::test]
async fn an_address_is_tried_again_now_and_then() {
    let bench = Bench::start().await;
    let (bot, url, _took) = bot(&bench, true).await;
    set(&bench, &url).await;
    let path = format!("/applications/{APPLICATION}/commands");
    let command = bench
        .post(&path, json!({ "name": "ping", "description": "d" }))
        .await;
    let path = format!("/as/{}/interactions", bench.ada());
    for _ in 0..10 {
        let did = json!({
            "type": 2, "application_id": APPLICATION, "channel_id": bench.channel(),
            "data": { "id": command["id"] },
        });
        assert_eq!(
            bench.drive(Method::POST, &path, did).await["status"],
            "answered"
        );
    }
    assert_eq!(
        bot.forged.load(Ordering::Relaxed),
        2,
        "when it was set, and once more"
    );
}

#[tokio::test]
async fn events_are_sent_until_they_are_taken() {
    let bench = Bench::start().await;
    let (bot, url, mut took) = bot(&bench, true).await;
    let body = json!({
        "event_webhooks_url": url,
        "event_webhooks_types": ["ENTITLEMENT_CREATE"],
    });
    let (status, application) = bench
        .call(Method::PATCH, "/applications/@me", Some(body))
        .await;
    assert_eq!(status, StatusCode::OK, "{application}");
    assert_eq!(application["event_webhooks_status"], 2);
    let mut seen = 0;
    let tried = deliveries(&bench, &mut seen);
    assert_eq!(tried[0].status, Some(204));
    assert_eq!(tried[0].response, Value::Null);

    *bot.answer.lock().await = (StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
    let sent = bench.sandbox.server.app.change(|store| {
        store.webhook_event(APPLICATION, "ENTITLEMENT_CREATE", &json!({ "id": "1" }));
        Ok::<_, std::convert::Infallible>(Changed::nothing(()))
    });
    assert!(sent.is_ok());
    let first = took.recv().await.unwrap();
    *bot.answer.lock().await = (StatusCode::NO_CONTENT, Value::Null);
    let again = took.recv().await.unwrap();
    assert_eq!(first, again);
    let refused = &deliveries(&bench, &mut seen)[0];
    assert_eq!(refused.purpose, DeliveryPurpose::Event);
    assert_eq!(refused.status, Some(500));
    assert_eq!(refused.request, first);
    assert_eq!(
        refused.why.as_deref(),
        Some("the application answered 500 Internal Server Error")
    );
    assert_eq!(again["event"]["type"], "ENTITLEMENT_CREATE");
    assert_eq!(again["event"]["data"]["id"], "1");
    assert!(!again["event"]["timestamp"].as_str().unwrap().contains('+'));
}

#[tokio::test(start_paused = true)]
async fn an_address_that_never_answers_is_disabled() {
    let bench = Bench::start().await;
    let app = &bench.sandbox.server.app;
    let edit = EndpointsEdit {
        // Nobody listens there.
        events_url: Field::Value("http://127.0.0.1:1/".to_owned()),
        events_types: Some(vec!["ENTITLEMENT_CREATE".to_owned()]),
        ..EndpointsEdit::default()
    };
    let changed = app.change(|store| store.edit_endpoints(APPLICATION, edit));
    assert!(changed.is_ok());
    let sent = app.change(|store| {
        store.webhook_event(APPLICATION, "ENTITLEMENT_CREATE", &json!({ "id": "1" }));
        Ok::<_, std::convert::Infallible>(Changed::nothing(()))
    });
    assert!(sent.is_ok());
    for (seconds, status) in [(60, 2), (20 * 60, 3)] {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        let application = bench.get("/applications/@me").await;
        assert_eq!(application["event_webhooks_status"], status);
    }
}

#[tokio::test(start_paused = true)]
async fn another_world_is_not_told_of_events_of_the_one_before() {
    let bench = Bench::start().await;
    let app = &bench.sandbox.server.app;
    let edit = EndpointsEdit {
        events_url: Field::Value("http://127.0.0.1:1/".to_owned()),
        events_types: Some(vec!["ENTITLEMENT_CREATE".to_owned()]),
        ..EndpointsEdit::default()
    };
    let changed = app.change(|store| {
        store.edit_endpoints(APPLICATION, edit)?;
        store.webhook_event(APPLICATION, "ENTITLEMENT_CREATE", &json!({ "id": "1" }));
        Ok::<_, Refusal>(Changed::nothing(()))
    });
    assert!(changed.is_ok());
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert!(!bench.sandbox.log().is_empty());
    bench.sandbox.reset().unwrap();
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(bench.sandbox.log(), []);
}
