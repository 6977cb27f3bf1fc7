//! Answers that come later or too late.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{super::super::super::testing::Bench, act, callback, exchange, make, webhook};

#[tokio::test]
async fn an_answer_may_be_promised_and_come_later() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let id = make(&bench, json!({ "name": "slow", "description": "d" })).await;
    let did = || act(&bench, 2, &json!({ "data": { "id": id } }));
    let done = exchange(&bench, &mut gateway, did(), json!({ "type": 5 })).await;
    assert_eq!(done.told["status"], "deferred");
    assert_eq!(done.told["message"]["flags"], 128);
    let got = &done.got;
    let text = |text: &str| json!({ "content": text });
    let (status, first) = webhook(&bench, got, Method::POST, "", text("first")).await;
    assert_eq!(status, StatusCode::OK, "{first}");
    assert_eq!(first["id"], done.told["message"]["id"], "what was promised");
    assert_eq!(
        (&first["content"], &first["flags"]),
        (&json!("first"), &json!(0))
    );
    let (_, second) = webhook(&bench, got, Method::POST, "", text("second")).await;
    assert_ne!(second["id"], first["id"]);
    let metadata = &second["interaction_metadata"];
    assert_eq!(metadata["original_response_message_id"], first["id"]);

    let original = "/messages/@original";
    let (_, edited) = webhook(&bench, got, Method::PATCH, original, text("changed")).await;
    assert_eq!(edited["content"], "changed");
    assert_eq!(
        webhook(&bench, got, Method::GET, original, json!({}))
            .await
            .1,
        edited
    );
    let one = format!("/messages/{}", second["id"].as_str().unwrap());
    for path in [original, &one] {
        let (status, _) = webhook(&bench, got, Method::DELETE, path, json!({})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, error) = webhook(&bench, got, Method::GET, path, json!({})).await;
        assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10008)));
    }
    let said = bench.say("hers").await;
    let hers = format!("/messages/{}", said["id"].as_str().unwrap());
    let (_, error) = webhook(&bench, got, Method::DELETE, &hers, json!({})).await;
    assert_eq!(
        error["code"], 10008,
        "other messages are none of the token's"
    );

    let path = format!("/as/{}/interactions", bench.ada());
    let (_, ()) = tokio::join!(bench.drive(Method::POST, &path, did()), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        let (_, error) = webhook(&bench, &got, Method::POST, "", text("early")).await;
        assert_eq!(error["code"], 10015, "it must be answered first");
        let reply = json!({ "type": 4, "data": { "content": "x", "flags": 64 } });
        let (status, told) = callback(&bench, &got, &reply, "?with_response=true").await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!(told["interaction"]["response_message_ephemeral"], true);
        assert_eq!(told["resource"]["message"]["content"], "x");
    });
    bench.sandbox.server.app.put_clock_forward(16 * 60 * 1000);
    let (status, error) = webhook(&bench, got, Method::POST, "", text("late")).await;
    assert_eq!((status.as_u16(), &error["code"]), (401, &json!(50027)));
}

#[tokio::test]
async fn who_does_not_answer_in_time_comes_too_late() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let id = make(&bench, json!({ "name": "slow", "description": "d" })).await;
    let did = act(&bench, 2, &json!({ "data": { "id": id } }));
    let path = format!("/as/{}/interactions", bench.ada());
    let (told, got) = tokio::join!(bench.drive(Method::POST, &path, did), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        bench.sandbox.server.app.put_clock_forward(3_000);
        got
    });
    assert_eq!(
        (&told["status"], &told["callback_type"]),
        (&json!("failed"), &Value::Null)
    );
    let (status, error) = callback(&bench, &got, &json!({ "type": 5 }), "").await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10062)));
    let forged = json!({ "id": got["id"], "token": "x" });
    let (_, error) = callback(&bench, &forged, &json!({ "type": 5 }), "").await;
    assert_eq!(error["code"], 10062);
}
