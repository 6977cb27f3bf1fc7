//! Sessions that go on, and those that cannot.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use super::{
    super::super::testing::{ALL, Bench, Gateway},
    GUILDS,
};

/// The contents of the next messages, up to the last one, with every number checked.
async fn contents(gateway: &mut Gateway, sequence: &mut u64, last: &str) -> Vec<String> {
    let mut contents = Vec::new();
    while contents.last().is_none_or(|content| content != last) {
        let Ok(payload) = gateway.next().await else {
            break;
        };
        if payload["op"] != 0 {
            continue;
        }
        *sequence += 1;
        assert_eq!(payload["s"], *sequence, "{payload}");
        if payload["t"] == "MESSAGE_CREATE" {
            contents.push(payload["d"]["content"].as_str().unwrap().to_owned());
        }
    }
    contents
}

#[tokio::test]
async fn a_cut_session_is_resumed_with_exactly_what_it_missed() {
    let bench = Bench::start().await;
    let (mut gateway, ready) = bench.identified(ALL).await;
    let mut sequence = 2;
    bench.say("before").await;
    assert_eq!(
        contents(&mut gateway, &mut sequence, "before").await,
        ["before"]
    );

    let cut = bench.drive(Method::POST, "/gateway/cut", json!({})).await;
    assert_eq!(cut, json!({ "cut": 1 }));
    assert_eq!(gateway.closed().await, None, "a cut has no close frame");
    bench.say("missed 1").await;
    bench.say("missed 2").await;

    let mut gateway = bench.connect().await;
    gateway.op(10).await;
    gateway
        .resume(&bench.token, &ready["session_id"], sequence)
        .await;
    let missed = contents(&mut gateway, &mut sequence, "missed 2").await;
    assert_eq!(missed, ["missed 1", "missed 2"]);
    let resumed = gateway.numbered().await;
    assert_eq!(
        (&resumed["t"], &resumed["s"]),
        (&json!("RESUMED"), &json!(sequence + 1))
    );

    // An application that nobody is connected with is not cut.
    let body = json!({ "application_id": "1", "close_code": 4000 });
    let cut = bench.drive(Method::POST, "/gateway/cut", body).await;
    assert_eq!(cut, json!({ "cut": 0 }));
    let body = json!({ "application_id": bench.sandbox.application_id(), "close_code": 4000 });
    bench.drive(Method::POST, "/gateway/cut", body).await;
    assert_eq!(gateway.closed().await, Some(4000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_messages_at_once_come_in_order_through_many_cuts() {
    const COUNT: usize = 1000;

    let bench = Bench::start().await;
    let (mut gateway, ready) = bench.identified(ALL).await;
    let path = format!("/channels/{}/messages", bench.channel());
    let posts = (0..COUNT).map(|number| {
        let body = json!({ "content": number.to_string() });
        bench.as_ada(Method::POST, &path, body)
    });
    let cuts = async {
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(15)).await;
            bench.drive(Method::POST, "/gateway/cut", json!({})).await;
        }
    };
    let read = async {
        let mut sequence = 2;
        let mut got = Vec::new();
        loop {
            got.extend(contents(&mut gateway, &mut sequence, "the end").await);
            if got.last().is_some_and(|content| content == "the end") {
                return got;
            }
            gateway = bench.connect().await;
            gateway.op(10).await;
            gateway
                .resume(&bench.token, &ready["session_id"], sequence)
                .await;
        }
    };
    let write = async {
        tokio::join!(futures_util::future::join_all(posts), cuts);
        bench.say("the end").await;
    };
    let (mut got, ()) = tokio::join!(read, write);
    got.pop();

    let mut stored = Vec::new();
    let mut before = String::new();
    loop {
        let page = bench.get(&format!("{path}?limit=100{before}")).await;
        let Some(oldest) = page.as_array().unwrap().last() else {
            break;
        };
        before = format!("&before={}", oldest["id"].as_str().unwrap());
        let contents = page.as_array().unwrap().iter();
        stored.extend(contents.map(|message| message["content"].as_str().unwrap().to_owned()));
    }
    stored.reverse();
    assert_eq!(stored.pop().as_deref(), Some("the end"));
    assert_eq!(stored.len(), COUNT);
    assert_eq!(
        got, stored,
        "the order of the events is that of the messages"
    );
}

#[tokio::test]
async fn a_session_that_is_over_or_not_ones_own_is_not_resumed() {
    let bench = Bench::start().await;
    let other = bench.sandbox.create_application("other");

    let (gateway, ready) = bench.identified(GUILDS).await;
    let session = &ready["session_id"];
    for (token, session) in [
        (bench.token.as_str(), &json!("no such session")),
        (other.token.expose(), session),
    ] {
        let mut gateway = bench.connect().await;
        gateway.op(10).await;
        gateway.resume(token, session, 1).await;
        assert_eq!(gateway.op(9).await, json!(false));
        // The connection is still good for a new session.
        gateway.identify(token, GUILDS).await;
        gateway.dispatch("READY").await;
    }
    let mut thief = bench.connect().await;
    thief.resume("wrong", session, 1).await;
    assert_eq!(thief.closed().await, Some(4004));

    gateway.close(1000).await;
    let mut late = bench.connect().await;
    late.op(10).await;
    late.resume(&bench.token, session, 1).await;
    assert_eq!(late.op(9).await, json!(false), "1000 ends the session");

    let (gateway, ready) = bench.identified(GUILDS).await;
    gateway.close(4900).await;
    let mut back = bench.connect().await;
    back.resume(&bench.token, &ready["session_id"], 2).await;
    back.dispatch("RESUMED").await;

    let mut future = bench.connect().await;
    future.resume(&bench.token, &ready["session_id"], 99).await;
    assert_eq!(future.closed().await, Some(4007));
}

#[tokio::test(start_paused = true)]
async fn a_session_can_be_resumed_for_some_minutes_only() {
    let bench = Bench::start().await;
    for (wait, resumed) in [(200, true), (400, false)] {
        let (gateway, ready) = bench.identified(GUILDS).await;
        gateway.close(4900).await;
        tokio::time::sleep(Duration::from_secs(wait)).await;
        let mut back = bench.connect().await;
        back.op(10).await;
        back.resume(&bench.token, &ready["session_id"], 2).await;
        let answer = back.next().await.unwrap();
        assert_eq!(answer["t"] == "RESUMED", resumed, "{answer}");
        assert_eq!(answer["op"] == 9, !resumed, "{answer}");
    }
}

#[tokio::test]
async fn a_new_socket_takes_a_session_over() {
    let bench = Bench::start().await;
    let (mut old, ready) = bench.identified(ALL).await;
    let mut new = bench.connect().await;
    new.op(10).await;
    new.resume(&bench.token, &ready["session_id"], 2).await;
    new.dispatch("RESUMED").await;
    assert_eq!(old.closed().await, None);
    bench.say("hello").await;
    assert_eq!(new.dispatch("MESSAGE_CREATE").await["content"], "hello");
}
