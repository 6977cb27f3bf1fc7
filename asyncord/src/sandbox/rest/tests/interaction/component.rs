//! Components and modals.

use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::super::testing::{Bench, answer},
    act, callback, exchange, make, refused,
};

#[tokio::test]
async fn components_are_used_and_update_their_message() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let path = format!("/channels/{}/messages", bench.channel());
    let body = json!({ "content": "x", "components": [
        { "type": 1, "components": [
            { "type": 2, "style": 1, "label": "a", "custom_id": "on" },
            { "type": 2, "style": 1, "label": "b", "custom_id": "off", "disabled": true },
        ] },
        { "type": 1, "components": [{ "type": 5, "custom_id": "who", "max_values": 2 }] },
    ] });
    let message = bench.post(&path, body).await;
    let used = |kind: u8, custom_id: &str, values: Value| {
        let data = json!({ "component_type": kind, "custom_id": custom_id, "values": values });
        act(
            &bench,
            3,
            &json!({ "message_id": message["id"], "data": data }),
        )
    };
    let update = json!({ "type": 7, "data": { "content": "changed", "components": [] } });
    for did in [
        used(2, "off", Value::Null),
        used(2, "nothing", Value::Null),
        used(3, "who", json!([bench.ada()])),
        used(5, "who", json!([])),
        used(5, "who", json!(["5"])),
    ] {
        assert_eq!(refused(&bench, &did).await["code"], 50035, "{did}");
    }
    let reply = json!({ "type": 4, "data": { "content": "you", "flags": 64 } });
    let done = exchange(
        &bench,
        &mut gateway,
        used(5, "who", json!([bench.ada()])),
        reply,
    )
    .await;
    assert_eq!(done.got["data"]["values"], json!([bench.ada()]));
    assert_eq!(
        done.got["data"]["resolved"]["users"][bench.ada()]["username"],
        "ada"
    );
    assert_eq!(done.got["message"]["id"], message["id"]);
    assert_eq!(done.told["message"]["visible_to"], bench.ada());
    assert_eq!(done.told["message"]["flags"], 64);
    let listed = bench.get(&path).await;
    assert_eq!(
        listed.as_array().unwrap().len(),
        1,
        "what one person sees is not listed"
    );

    let done = exchange(&bench, &mut gateway, used(2, "on", Value::Null), update).await;
    assert!(done.got["data"]["values"].is_null());
    assert_eq!(done.told["callback_type"], 7);
    assert_eq!(done.told["message"]["id"], message["id"]);
    assert_eq!(done.told["message"]["content"], "changed");
    assert_eq!(
        refused(&bench, &used(2, "on", Value::Null)).await["code"],
        50035,
        "it is gone"
    );
}

#[tokio::test]
async fn modals_are_opened_and_filled_in() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let id = make(&bench, json!({ "name": "form", "description": "d" })).await;
    let did = act(&bench, 2, &json!({ "data": { "id": id } }));
    let label = |component: Value| json!({ "type": 18, "label": "l", "component": component });
    let option = |value: &str| json!({ "label": value, "value": value });
    let modal = json!({ "type": 9, "data": { "title": "t", "custom_id": "m", "components": [
        label(json!({ "type": 4, "custom_id": "text", "style": 1, "min_length": 2 })),
        label(json!({ "type": 21, "custom_id": "radio", "options": [option("a"), option("b")], "required": false })),
        label(json!({ "type": 22, "custom_id": "boxes", "options": [option("a"), option("b")] })),
        label(json!({ "type": 23, "custom_id": "box" })),
        label(json!({ "type": 8, "custom_id": "channel", "channel_types": [0] })),
    ] } });
    let opened = exchange(&bench, &mut gateway, did, modal).await;
    let shown = &opened.told["modal"];
    assert_eq!(
        (&shown["title"], &shown["custom_id"]),
        (&json!("t"), &json!("m"))
    );
    assert_eq!(
        shown["components"][2]["component"]["max_values"], 2,
        "all boxes, if nothing is said"
    );

    let filled = |text: &str| {
        let components = json!([
            label(json!({ "type": 4, "custom_id": "text", "value": text })),
            label(json!({ "type": 22, "custom_id": "boxes", "values": ["b", "a"] })),
            label(json!({ "type": 23, "custom_id": "box", "value": true })),
            label(json!({ "type": 8, "custom_id": "channel", "values": [bench.channel()] })),
        ]);
        let data = json!({ "id": shown["id"], "custom_id": "m", "components": components });
        act(&bench, 5, &json!({ "data": data }))
    };
    assert_eq!(refused(&bench, &filled("x")).await["code"], 50035);
    let reply = json!({ "type": 4, "data": { "content": "thanks" } });
    let done = exchange(&bench, &mut gateway, filled("xy"), reply).await;
    let data = &done.got["data"];
    assert_eq!(data["components"][0]["component"]["value"], "xy");
    assert_eq!(data["components"][1]["component"]["value"], Value::Null);
    assert_eq!(
        data["components"][2]["component"]["values"],
        json!(["b", "a"])
    );
    assert_eq!(data["components"][3]["component"]["value"], true);
    assert_eq!(
        data["resolved"]["channels"][bench.channel()]["name"],
        "general"
    );
    let metadata = &done.told["message"]["interaction_metadata"];
    assert_eq!(
        metadata["triggering_interaction_metadata"]["id"],
        opened.got["id"]
    );
}

#[tokio::test]
async fn files_go_both_ways() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let id = make(&bench, json!({ "name": "form", "description": "d" })).await;
    let did = act(&bench, 2, &json!({ "data": { "id": id } }));
    let upload = json!({ "type": 19, "custom_id": "file", "file_types": ["image"] });
    let input =
        json!({ "type": 4, "custom_id": "text", "style": 1, "label": "l", "required": false });
    let modal = json!({ "type": 9, "data": { "title": "t", "custom_id": "m", "components": [
        { "type": 18, "label": "l", "component": upload },
        { "type": 1, "components": [input] },
    ] } });
    let opened = exchange(&bench, &mut gateway, did, modal).await;
    let data = json!({ "id": opened.got["id"], "custom_id": "m", "components": [
        { "type": 18, "component": { "type": 19, "custom_id": "file", "values": [0] } },
    ] });
    let did = act(&bench, 5, &json!({ "data": data }));
    assert_eq!(
        refused(&bench, &did).await["code"],
        50035,
        "the file is missing"
    );
    let path = format!("/sandbox/api/as/{}/interactions", bench.ada());
    let notes = Form::new()
        .part("files[0]", Part::bytes(&b"x"[..]).file_name("notes.txt"))
        .text("payload_json", did.to_string());
    let (status, _) = answer(bench.at(Method::POST, &path).multipart(notes)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "no image");
    let form = || Form::new().part("files[0]", Part::bytes(&b"cat"[..]).file_name("cat.png"));
    let submit = bench
        .at(Method::POST, &path)
        .multipart(form().text("payload_json", did.to_string()));
    let ((_, told), got) = tokio::join!(answer(submit), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        let (id, token) = (got["id"].as_str().unwrap(), got["token"].as_str().unwrap());
        let path = format!("/api/v10/interactions/{id}/{token}/callback");
        let reply = json!({ "type": 4, "data": {
            "embeds": [{ "image": { "url": "attachment://cat.png" } }],
        } });
        let form = form().text("payload_json", reply.to_string());
        let (status, error) = answer(bench.at(Method::POST, &path).multipart(form)).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{error}");
        got
    });
    let value = got["data"]["components"][0]["component"]["values"][0]
        .as_str()
        .unwrap();
    let file = &got["data"]["resolved"]["attachments"][value];
    assert_eq!(file["filename"], "cat.png");
    assert_eq!(got["data"]["components"][1]["components"][0]["value"], "");
    let shown = told["message"]["embeds"][0]["image"]["url"]
        .as_str()
        .unwrap();
    let served = bench.at(Method::GET, shown).send().await.unwrap();
    assert_eq!(served.text().await.unwrap(), "cat");
}

#[tokio::test]
async fn wrong_modals_are_told_what_is_wrong() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let id = make(&bench, json!({ "name": "form", "description": "d" })).await;
    let did = act(&bench, 2, &json!({ "data": { "id": id } }));
    let label = |component: Value| json!({ "type": 18, "label": "l", "component": component });
    let input = || json!({ "type": 4, "custom_id": "a", "style": 1 });
    let select = |more: Value| {
        let mut select = json!({ "type": 5, "custom_id": "s" });
        select
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        label(select)
    };
    let path = format!("/as/{}/interactions", bench.ada());
    let (_, ()) = tokio::join!(bench.drive(Method::POST, &path, did), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        for (title, components, pointer, code) in [
            (
                "x".repeat(46),
                json!([label(input())]),
                "/title",
                "BASE_TYPE_BAD_LENGTH",
            ),
            (
                "t".to_owned(),
                json!([]),
                "/components",
                "BASE_TYPE_BAD_LENGTH",
            ),
            (
                "t".to_owned(),
                vec![label(input()); 6].into(),
                "/components",
                "BASE_TYPE_BAD_LENGTH",
            ),
            (
                "t".to_owned(),
                json!([input()]),
                "/components/0",
                "UNION_TYPE_CHOICES",
            ),
            (
                "t".to_owned(),
                json!([label(
                    json!({ "type": 2, "style": 1, "custom_id": "a", "label": "b" })
                )]),
                "/components/0/component",
                "UNION_TYPE_CHOICES",
            ),
            (
                "t".to_owned(),
                json!([label(input()), label(input())]),
                "/components/1/component/custom_id",
                "COMPONENT_CUSTOM_ID_DUPLICATED",
            ),
            (
                "t".to_owned(),
                json!([select(json!({ "disabled": true }))]),
                "/components/0/component/disabled",
                "SELECT_COMPONENT_DISABLED_IN_MODAL",
            ),
            (
                "t".to_owned(),
                json!([select(json!({ "min_values": 0 }))]),
                "/components/0/component/min_values",
                "SELECT_COMPONENT_REQUIRED_MIN_VALUES",
            ),
            (
                "t".to_owned(),
                json!([{ "type": 1, "components": [input()] }]),
                "/components/0/components/0/label",
                "BASE_TYPE_REQUIRED",
            ),
            (
                "t".to_owned(),
                json!([label(
                    json!({ "type": 21, "custom_id": "r", "options": [{ "label": "a", "value": "a" }] })
                )]),
                "/components/0/component/options",
                "BASE_TYPE_BAD_LENGTH",
            ),
        ] {
            let data = json!({ "title": title, "custom_id": "m", "components": components });
            let (status, error) =
                callback(&bench, &got, &json!({ "type": 9, "data": data }), "").await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{code}: {error}");
            let found = error["errors"]["data"].pointer(pointer);
            assert_eq!(
                found.map(|found| &found["_errors"][0]["code"]),
                Some(&json!(code)),
                "{error}"
            );
        }
        bench.sandbox.server.app.put_clock_forward(3_000);
    });
}

#[tokio::test]
async fn what_one_person_sees_comes_like_a_direct_message() {
    const DIRECT_MESSAGES: u64 = 1 << 12;
    const GUILD_MESSAGES: u64 = 1 << 9;

    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(DIRECT_MESSAGES).await;
    let (mut other, _) = bench.identified(GUILD_MESSAGES).await;
    let id = make(&bench, json!({ "name": "a", "description": "d" })).await;
    let did = act(&bench, 2, &json!({ "data": { "id": id } }));
    let reply = json!({ "type": 4, "data": { "content": "psst", "flags": 64 } });
    exchange(&bench, &mut gateway, did, reply).await;
    let message = gateway.dispatch("MESSAGE_CREATE").await;
    assert_eq!(
        (&message["content"], &message["guild_id"]),
        (&json!("psst"), &Value::Null)
    );
    other.dispatch("INTERACTION_CREATE").await;
    bench.say("aloud").await;
    assert_eq!(
        other.dispatch("MESSAGE_CREATE").await["author"]["username"],
        "ada"
    );
}
