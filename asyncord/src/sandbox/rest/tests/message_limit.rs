//! How much a message, its embeds and its lists may hold.

use reqwest::Method;
use serde_json::{Value, json};

use super::{super::super::testing::Bench, LINUS, id, write};

fn messages(bench: &Bench) -> String {
    format!("/channels/{}/messages", bench.channel())
}

/// Checks that a body is refused with an error at this place.
async fn refused(bench: &Bench, body: Value, place: &str) {
    let (status, error) = bench.call(Method::POST, &messages(bench), Some(body)).await;
    assert_eq!(status, 400, "{place}: {error}");
    let found = error.pointer(&format!("/errors{place}/_errors"));
    assert!(found.is_some(), "{place}: {error}");
}

#[tokio::test]
async fn a_message_has_limits() {
    let bench = Bench::start().await;
    let embeds = |count: usize| vec![json!({ "title": "x" }); count];
    refused(&bench, json!({ "embeds": embeds(11) }), "/embeds").await;
    let stickers = json!({ "sticker_ids": ["1", "2", "3", "4"] });
    refused(&bench, stickers, "/sticker_ids").await;
    let nonce = json!({ "content": "x", "nonce": "n".repeat(26) });
    refused(&bench, nonce, "/nonce").await;
    let all = json!({
        "content": "x".repeat(2000),
        "embeds": embeds(10),
        "nonce": "n".repeat(25),
    });
    let message = bench.post(&messages(&bench), all).await;
    assert_eq!(message["embeds"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn a_nonce_is_a_text_or_a_number() {
    let bench = Bench::start().await;
    for nonce in [json!("n"), json!(7)] {
        let body = json!({ "content": "x", "nonce": nonce });
        let message = bench.post(&messages(&bench), body).await;
        assert_eq!(message["nonce"], nonce);
    }
    refused(&bench, json!({ "content": "x", "nonce": 0.5 }), "/nonce").await;
}

#[tokio::test]
async fn a_theme_has_limits() {
    let bench = Bench::start().await;
    let theme = |colors: usize, angle: u16, mix: u16| {
        let colors = vec!["5865F2"; colors];
        let theme = json!({ "colors": colors, "gradient_angle": angle, "base_mix": mix });
        json!({ "shared_client_theme": theme })
    };
    bench.post(&messages(&bench), theme(5, 360, 100)).await;
    for (body, place) in [
        (theme(6, 360, 100), "colors"),
        (theme(5, 361, 100), "gradient_angle"),
        (theme(5, 360, 101), "base_mix"),
    ] {
        refused(&bench, body, &format!("/shared_client_theme/{place}")).await;
    }
}

#[tokio::test]
async fn only_some_flags_can_be_set() {
    let bench = Bench::start().await;
    let settable = 1 << 2 | 1 << 12;
    // All but those of voice messages and components, which ask for more.
    let all = (1 << 17) - 1 - (1 << 13) - (1 << 15);
    let body = json!({ "content": "x", "flags": all });
    let message = bench.post(&messages(&bench), body).await;
    assert_eq!(message["flags"], settable);
    let one = format!("{}/{}", messages(&bench), id(&message));
    let edit = Some(json!({ "flags": all & !(1 << 2) }));
    let (_, edited) = bench.call(Method::PATCH, &one, edit).await;
    assert_eq!(edited["flags"], 1 << 12, "only the embeds are shown again");
}

#[tokio::test]
async fn embeds_have_limits_that_they_may_reach() {
    let bench = Bench::start().await;
    let long = |length: usize| "x".repeat(length);
    let field = |name: usize, value: usize| json!({ "name": long(name), "value": long(value) });
    for (fits, beyond, place) in [
        (
            json!({ "title": format!(" {} ", long(256)) }),
            json!({ "title": long(257) }),
            "title",
        ),
        (
            json!({ "description": long(4096) }),
            json!({ "description": long(4097) }),
            "description",
        ),
        (
            json!({ "fields": vec![field(1, 1); 25] }),
            json!({ "fields": vec![field(1, 1); 26] }),
            "fields",
        ),
        (
            json!({ "fields": [field(256, 1)] }),
            json!({ "fields": [field(257, 1)] }),
            "fields/0/name",
        ),
        (
            json!({ "fields": [field(1, 1024)] }),
            json!({ "fields": [field(1, 1025)] }),
            "fields/0/value",
        ),
        (
            json!({ "footer": { "text": long(2048) } }),
            json!({ "footer": { "text": long(2049) } }),
            "footer/text",
        ),
        (
            json!({ "author": { "name": long(256) } }),
            json!({ "author": { "name": long(257) } }),
            "author/name",
        ),
    ] {
        bench
            .post(&messages(&bench), json!({ "embeds": [fits] }))
            .await;
        let place = format!("/embeds/0/{place}");
        refused(&bench, json!({ "embeds": [beyond] }), &place).await;
    }
    let together = |more: usize| {
        let texts = [4000, 2000 + more].map(|length| json!({ "description": long(length) }));
        json!({ "embeds": texts })
    };
    bench.post(&messages(&bench), together(0)).await;
    refused(&bench, together(1), "/embeds").await;
}

#[tokio::test]
async fn allowed_mentions_are_a_kind_or_ids() {
    let bench = Bench::start().await;
    let ids = |count: u64| (1..=count).map(|id| id.to_string()).collect::<Vec<_>>();
    let body = |allowed: Value| json!({ "content": "x", "allowed_mentions": allowed });
    for (kind, count, place) in [
        ("users", 101, "/allowed_mentions/users"),
        ("roles", 101, "/allowed_mentions/roles"),
    ] {
        let both = json!({ "parse": [kind], kind: ["1"] });
        refused(&bench, body(both), "/allowed_mentions").await;
        refused(&bench, body(json!({ kind: ids(count) })), place).await;
        bench
            .post(&messages(&bench), body(json!({ kind: ids(100) })))
            .await;
    }
}

#[tokio::test]
async fn a_reply_to_what_is_gone_says_null() {
    let bench = Bench::start().await;
    let first = id(&bench.say("first").await);
    let body = json!({ "content": "second", "message_reference": { "message_id": first } });
    let reply = bench.post(&messages(&bench), body).await;
    assert_eq!(reply["referenced_message"]["content"], "first");
    let path = messages(&bench);
    bench
        .call(Method::DELETE, &format!("{path}/{first}"), None)
        .await;
    let reply = bench.get(&format!("{path}/{}", id(&reply))).await;
    assert_eq!(reply.get("referenced_message"), Some(&Value::Null));
    let plain = bench.post(&path, json!({ "content": "x" })).await;
    assert_eq!(plain.get("referenced_message"), None);
}

#[tokio::test]
async fn a_forward_of_a_forward_is_one_deep() {
    let bench = Bench::start().await;
    let mut last = id(&bench.say("first").await);
    for _ in 0..2 {
        let reference = json!({ "type": 1, "message_id": last, "channel_id": bench.channel() });
        let body = json!({ "message_reference": reference });
        let forward = bench.post(&messages(&bench), body).await;
        let snapshots = forward["message_snapshots"].as_array().unwrap();
        assert_eq!(snapshots.len(), 1);
        let copy = &snapshots[0]["message"];
        assert_eq!(copy["content"], "first");
        assert!(copy["message_snapshots"].is_null() && copy["author"].is_null());
        last = id(&forward);
    }
}

#[tokio::test]
async fn lists_of_messages_have_limits() {
    let bench = Bench::start().await;
    let path = messages(&bench);
    let message = id(&bench.say("x").await);
    let reactions = format!("{path}/{message}/reactions/%F0%9F%91%8D");
    bench
        .call(Method::PUT, &format!("{reactions}/@me"), None)
        .await;
    let pins = format!("{path}/pins");
    for (list, most) in [(&path, 100), (&reactions, 100), (&pins, 50)] {
        for (limit, status) in [(0, 400), (1, 200), (most, 200), (most + 1, 400)] {
            let query = format!("{list}?limit={limit}");
            let (got, error) = bench.call(Method::GET, &query, None).await;
            assert_eq!(got.as_u16(), status, "{query}: {error}");
        }
    }
    let bulk = format!("{path}/bulk-delete");
    let ids: Vec<String> = (1..=101_u64).map(|id| id.to_string()).collect();
    let body = Some(json!({ "messages": ids }));
    let (status, error) = bench.call(Method::POST, &bulk, body).await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(50016)));
}

#[tokio::test]
async fn a_poll_has_ten_answers_and_a_day() {
    let bench = Bench::start().await;
    let poll = |answers: usize| {
        let answers = vec![json!({ "poll_media": { "text": "x".repeat(55) } }); answers];
        json!({ "poll": { "question": { "text": "?".repeat(300) }, "answers": answers } })
    };
    refused(&bench, poll(11), "/poll/answers").await;
    let (status, message) = write(&bench, LINUS, poll(10)).await;
    assert_eq!(status, 200, "{message}");
    let moment = |value: &Value| -> jiff::Timestamp { value.as_str().unwrap().parse().unwrap() };
    let lasts = moment(&message["poll"]["expiry"]).duration_since(moment(&message["timestamp"]));
    let seconds = lasts.as_secs_f64();
    assert!((seconds - 86_400.0).abs() < 5.0, "{seconds}");
}
