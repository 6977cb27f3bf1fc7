//! What interactions tell, and which answers they take.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::super::testing::{Bench, Gateway},
    act, callback, exchange, make, webhook,
};

async fn used(bench: &Bench, more: Value) -> Value {
    let mut command = json!({ "name": "a", "description": "d" });
    let more = more.as_object().unwrap().clone();
    command.as_object_mut().unwrap().extend(more);
    let id = make(bench, command).await;
    act(bench, 2, &json!({ "data": { "id": id } }))
}

/// What the bot gets when ada does something, which nobody answers.
async fn got(bench: &Bench, gateway: &mut Gateway, did: Value) -> Value {
    let path = format!("/as/{}/interactions", bench.ada());
    let (_, got) = tokio::join!(bench.drive(Method::POST, &path, did), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        bench.sandbox.server.app.put_clock_forward(3_000);
        got
    });
    got
}

#[tokio::test]
async fn an_interaction_tells_all_that_is_always_there() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let did = used(&bench, json!({})).await;
    let in_guild = got(&bench, &mut gateway, did.clone()).await;
    let path = format!("/as/{}/users/@me/channels", bench.ada());
    let body = json!({ "recipient_id": bench.sandbox.application_id() });
    let direct = bench.drive(Method::POST, &path, body).await;
    let mut did = did;
    did["channel_id"] = direct["id"].clone();
    did.as_object_mut().unwrap().remove("guild_id");
    let in_private = got(&bench, &mut gateway, did).await;
    for got in [in_guild, in_private] {
        assert_eq!(got["attachment_size_limit"], 10 * 1024 * 1024);
        assert_eq!(got["version"], 1);
        assert!(got["app_permissions"].is_string(), "{got}");
        assert!(got["entitlements"].is_array(), "{got}");
        assert!(got["locale"].is_string(), "{got}");
        assert!(got["authorizing_integration_owners"].is_object(), "{got}");
    }
}

#[tokio::test]
async fn an_interaction_tells_what_was_bought() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let application = bench.sandbox.application_id();
    let path = format!("/applications/{application}/skus");
    let body = json!({ "name": "Gold", "type": 2 });
    let sku = bench.drive(Method::POST, &path, body).await;
    let path = format!("/applications/{application}/purchases");
    let body = json!({ "sku_id": sku["id"], "user_id": bench.ada() });
    bench.drive(Method::POST, &path, body).await;
    gateway.dispatch("ENTITLEMENT_CREATE").await;
    let did = used(&bench, json!({})).await;
    let got = got(&bench, &mut gateway, did).await;
    assert_eq!(got["entitlements"][0]["sku_id"], sku["id"]);
}

#[tokio::test]
async fn each_interaction_takes_its_own_answers() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let path = format!("/channels/{}/messages", bench.channel());
    let button = json!({ "type": 2, "style": 1, "label": "a", "custom_id": "b" });
    let body = json!({ "content": "x", "components": [{ "type": 1, "components": [button] }] });
    let message = bench.post(&path, body).await;
    let command = used(&bench, json!({})).await;
    let pressed = json!({
        "message_id": message["id"], "data": { "component_type": 2, "custom_id": "b" },
    });
    let pressed = act(&bench, 3, &pressed);
    let option = json!({ "type": 3, "name": "o", "description": "d", "autocomplete": true });
    let typing = used(&bench, json!({ "name": "t", "options": [option] })).await;
    let typed = json!([{ "type": 3, "name": "o", "value": "", "focused": true }]);
    let typing = act(
        &bench,
        4,
        &json!({ "data": { "id": typing["data"]["id"], "options": typed } }),
    );
    for (did, wrong) in [
        (command, &[1, 6, 7, 8, 11][..]),
        (pressed, &[1, 8, 11]),
        (typing, &[1, 4, 5, 6, 7, 9, 10, 12]),
    ] {
        let path = format!("/as/{}/interactions", bench.ada());
        let (_, ()) = tokio::join!(bench.drive(Method::POST, &path, did), async {
            let got = gateway.dispatch("INTERACTION_CREATE").await;
            for kind in wrong {
                let reply = json!({ "type": kind, "data": { "content": "x" } });
                let (status, error) = callback(&bench, &got, &reply, "").await;
                assert_eq!(status, StatusCode::BAD_REQUEST, "{kind}: {error}");
                assert!(error["errors"]["type"].is_object(), "{kind}: {error}");
            }
            bench.sandbox.server.app.put_clock_forward(3_000);
        });
    }
    let modal = json!({ "type": 9, "data": { "title": "t", "custom_id": "m", "components": [
        { "type": 18, "label": "l", "component": { "type": 4, "custom_id": "i", "style": 1 } },
    ] } });
    let did = used(&bench, json!({})).await;
    let opened = exchange(&bench, &mut gateway, did, modal.clone()).await;
    let filled = json!([
        { "type": 18, "component": { "type": 4, "custom_id": "i", "value": "x" } },
    ]);
    let data = json!({ "id": opened.got["id"], "custom_id": "m", "components": filled });
    let did = act(&bench, 5, &json!({ "data": data }));
    let path = format!("/as/{}/interactions", bench.ada());
    let (_, ()) = tokio::join!(bench.drive(Method::POST, &path, did), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        for kind in [json!({ "type": 7, "data": {} }), modal] {
            let (_, error) = callback(&bench, &got, &kind, "").await;
            assert!(error["errors"]["type"].is_object(), "{kind}: {error}");
        }
        bench.sandbox.server.app.put_clock_forward(3_000);
    });
}

#[tokio::test]
async fn a_promise_takes_one_flag() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let did = used(&bench, json!({})).await;
    let flags = 1 << 2 | 1 << 6 | 1 << 12 | 1 << 15;
    let reply = json!({ "type": 5, "data": { "flags": flags } });
    let done = exchange(&bench, &mut gateway, did, reply).await;
    // It is loading yet.
    assert_eq!(done.told["message"]["flags"], 1 << 6 | 1 << 7);
    let text = json!({ "flags": 1 << 15, "components": [{ "type": 10, "content": "x" }] });
    let original = "/messages/@original";
    let (status, edited) = webhook(&bench, &done.got, Method::PATCH, original, text).await;
    assert_eq!(status, StatusCode::OK, "{edited}");
    assert_eq!(edited["flags"], 1 << 6 | 1 << 15);
}

#[tokio::test]
async fn a_promised_answer_may_be_a_poll() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let did = used(&bench, json!({})).await;
    let poll = json!({ "poll": {
        "question": { "text": "?" }, "answers": [{ "poll_media": { "text": "a" } }],
    } });
    // By an edit, or by the first message that follows.
    for (method, path) in [(Method::PATCH, "/messages/@original"), (Method::POST, "")] {
        let done = exchange(&bench, &mut gateway, did.clone(), json!({ "type": 5 })).await;
        let (status, message) = webhook(&bench, &done.got, method, path, poll.clone()).await;
        assert_eq!(status, StatusCode::OK, "{message}");
        assert_eq!(message["id"], done.told["message"]["id"]);
        assert_eq!(message["poll"]["question"]["text"], "?");
        let original = "/messages/@original";
        let (_, error) = webhook(&bench, &done.got, Method::PATCH, original, poll.clone()).await;
        assert!(error["errors"]["poll"].is_object(), "once: {error}");
    }
}

#[tokio::test]
async fn followups_need_no_token() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let did = used(&bench, json!({})).await;
    let reply = json!({ "type": 4, "data": { "content": "x" } });
    let done = exchange(&bench, &mut gateway, did, reply).await;
    let body = json!({ "content": "later" });
    // Neither this nor the answer had a head of authorization.
    let (status, later) = webhook(&bench, &done.got, Method::POST, "?wait=false", body).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(later["content"], "later");
    let forged = json!({ "token": "x" });
    let body = json!({ "content": "later" });
    let (status, _) = webhook(&bench, &forged, Method::POST, "", body).await;
    assert!(status.is_client_error());
}

#[tokio::test]
async fn resolved_things_are_partial() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let options = json!([
        { "type": 6, "name": "whom", "description": "d" },
        { "type": 7, "name": "where", "description": "d" },
        { "type": 8, "name": "role", "description": "d" },
    ]);
    let mut did = used(&bench, json!({ "options": options })).await;
    let guild = bench.sandbox.guild_id();
    did["data"]["options"] = json!([
        { "type": 6, "name": "whom", "value": bench.ada() },
        { "type": 7, "name": "where", "value": bench.channel() },
        { "type": 8, "name": "role", "value": guild },
    ]);
    let got = got(&bench, &mut gateway, did).await;
    let resolved = &got["data"]["resolved"];
    let member = resolved["members"][bench.ada()].as_object().unwrap();
    for key in ["user", "deaf", "mute"] {
        assert!(!member.contains_key(key), "{key}");
    }
    assert!(member["permissions"].is_string());
    let channel = resolved["channels"][bench.channel()].as_object().unwrap();
    for key in ["permissions", "app_permissions"] {
        assert!(channel[key].is_string(), "{key}");
    }
    assert!(!channel.contains_key("permission_overwrites"));
    assert_eq!(resolved["roles"][guild.to_string()]["name"], "@everyone");
}

#[tokio::test]
async fn fields_of_modals_have_limits() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let did = used(&bench, json!({})).await;
    let long = |length: usize| "x".repeat(length);
    let label = |label: usize, description: usize, component: Value| {
        let (label, description) = (long(label), long(description));
        json!({ "type": 18, "label": label, "description": description, "component": component })
    };
    let field = |kind: u8, more: Value| {
        let mut field = json!({ "type": kind, "custom_id": "a" });
        let more = more.as_object().unwrap().clone();
        field.as_object_mut().unwrap().extend(more);
        label(1, 1, field)
    };
    let input = |more: Value| {
        let mut more = more;
        more["style"] = 1.into();
        field(4, more)
    };
    let options = |count: usize, length: usize| -> Value {
        let numbers = 0..count;
        numbers
            .map(|n| json!({ "label": long(length), "value": n.to_string() }))
            .collect()
    };
    let group = |kind: u8, count: usize| field(kind, json!({ "options": options(count, 100) }));
    let text = json!({ "type": 4, "custom_id": "a", "style": 1 });
    let path = format!("/as/{}/interactions", bench.ada());
    let (_, ()) = tokio::join!(bench.drive(Method::POST, &path, did), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        for (component, custom_id, place) in [
            (label(46, 1, text.clone()), 1, "components/0/label"),
            (label(1, 101, text.clone()), 1, "components/0/description"),
            (label(1, 1, text.clone()), 0, "custom_id"),
            (label(1, 1, text.clone()), 101, "custom_id"),
            (
                input(json!({ "max_length": 4001 })),
                1,
                "components/0/component/max_length",
            ),
            (
                input(json!({ "min_length": 4001 })),
                1,
                "components/0/component/min_length",
            ),
            (
                input(json!({ "value": long(4001) })),
                1,
                "components/0/component/value",
            ),
            (
                input(json!({ "placeholder": long(101) })),
                1,
                "components/0/component/placeholder",
            ),
            (
                field(19, json!({ "max_values": 11 })),
                1,
                "components/0/component/max_values",
            ),
            (group(21, 1), 1, "components/0/component/options"),
            (group(21, 11), 1, "components/0/component/options"),
            (group(22, 0), 1, "components/0/component/options"),
            (group(22, 11), 1, "components/0/component/options"),
            (
                field(21, json!({ "options": options(2, 101) })),
                1,
                "components/0/component/options/0/label",
            ),
        ] {
            let data = json!({
                "title": "t", "custom_id": long(custom_id), "components": [component],
            });
            let reply = json!({ "type": 9, "data": data });
            let (status, error) = callback(&bench, &got, &reply, "").await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{place}: {error}");
            let found = error.pointer(&format!("/errors/data/{place}/_errors"));
            assert!(found.is_some(), "{place}: {error}");
        }
        let components: Value = [
            label(45, 100, text),
            field(19, json!({ "custom_id": "b", "max_values": 10 })),
            field(21, json!({ "custom_id": "c", "options": options(10, 100) })),
            field(22, json!({ "custom_id": "d", "options": options(10, 100) })),
        ]
        .into_iter()
        .collect();
        let data = json!({ "title": long(45), "custom_id": long(100), "components": components });
        let (status, error) = callback(&bench, &got, &json!({ "type": 9, "data": data }), "").await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{error}");
    });
}
