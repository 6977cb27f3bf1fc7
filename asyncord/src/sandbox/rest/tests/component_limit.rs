//! How much components may hold, and what goes with which.

use reqwest::Method;
use serde_json::{Value, json};

use super::super::super::testing::Bench;

const V2: u64 = 1 << 15;

/// Posts components, and checks that they are refused at this place, or taken if it is none.
async fn posted(bench: &Bench, flags: u64, components: Value, place: &str) {
    let path = format!("/channels/{}/messages", bench.channel());
    let mut body = json!({ "flags": flags, "components": components });
    if flags == 0 {
        body["content"] = "x".into();
    }
    let (status, answer) = bench.call(Method::POST, &path, Some(body)).await;
    if place.is_empty() {
        assert_eq!(status, 200, "{answer}");
        return;
    }
    assert_eq!(status, 400, "{place}: {answer}");
    let found = answer.pointer(&format!("/errors/components{place}/_errors"));
    assert!(found.is_some(), "{place}: {answer}");
}

fn with(mut object: Value, more: &Value) -> Value {
    let more = more.as_object().unwrap().clone();
    object.as_object_mut().unwrap().extend(more);
    object
}

fn button(more: &Value) -> Value {
    with(json!({ "type": 2, "style": 1, "label": "x" }), more)
}

fn row(components: Value) -> Value {
    let mut row = json!([{ "type": 1 }]);
    row[0]["components"] = components;
    row
}

#[tokio::test]
async fn components_of_messages_have_limits() {
    let bench = Bench::start().await;
    let long = |length: usize| "x".repeat(length);
    let buttons = |count: usize| -> Value {
        let numbers = 0..count;
        numbers
            .map(|n| button(&json!({ "custom_id": n.to_string() })))
            .collect()
    };
    let link = |length: usize| {
        let url = format!("https://a/{}", long(length - "https://a/".len()));
        row(json!([button(&json!({ "style": 5, "url": url }))]))
    };
    let one = |more: Value| row(json!([button(&more)]));
    let twice = json!([
        button(&json!({ "custom_id": "a", "id": 7 })),
        button(&json!({ "custom_id": "b", "id": 7 })),
    ]);
    let premium = json!({ "type": 2, "style": 6, "sku_id": "1" });
    for (components, place) in [
        (row(buttons(5)), ""),
        (row(buttons(6)), "/0/components"),
        (row(twice), "/0/components/1/id"),
        (one(json!({ "custom_id": long(100) })), ""),
        (
            one(json!({ "custom_id": long(101) })),
            "/0/components/0/custom_id",
        ),
        (one(json!({ "custom_id": "" })), "/0/components/0/custom_id"),
        (one(json!({ "custom_id": "a", "label": long(80) })), ""),
        (
            one(json!({ "custom_id": "a", "label": long(81) })),
            "/0/components/0/label",
        ),
        (
            one(json!({ "custom_id": "a", "style": 7 })),
            "/0/components/0/style",
        ),
        (link(512), ""),
        (link(513), "/0/components/0/url"),
        (one(json!({ "style": 5 })), "/0/components/0/url"),
        (row(json!([premium])), ""),
        (
            row(json!([with(premium.clone(), &json!({ "label": "x" }))])),
            "/0/components/0/label",
        ),
        (
            row(json!([{ "type": 2, "style": 6 }])),
            "/0/components/0/sku_id",
        ),
    ] {
        posted(&bench, 0, components, place).await;
    }
}

#[tokio::test]
async fn selects_have_limits() {
    let bench = Bench::start().await;
    let options = |count: usize| -> Value {
        let numbers = 0..count;
        numbers
            .map(|n| json!({ "label": "x", "value": n.to_string() }))
            .collect()
    };
    let select = |more: Value| {
        let select = json!({ "type": 3, "custom_id": "s", "options": options(2) });
        row(json!([with(select, &more)]))
    };
    let option = |key: &str, length: usize| {
        let mut option = json!({ "label": "x", "value": "x" });
        option[key] = "x".repeat(length).into();
        select(json!({ "options": [option] }))
    };
    let users = |values: Value| {
        let select =
            json!({ "type": 5, "custom_id": "s", "max_values": 2, "default_values": values });
        row(json!([select]))
    };
    let user = json!({ "id": "1", "type": "user" });
    let at = |key: &str| format!("/0/components/0/{key}");
    for (components, place) in [
        (select(json!({ "options": options(25) })), String::new()),
        (select(json!({ "options": options(26) })), at("options")),
        (option("label", 100), String::new()),
        (option("label", 101), at("options/0/label")),
        (option("value", 101), at("options/0/value")),
        (option("description", 101), at("options/0/description")),
        (
            select(json!({ "placeholder": "x".repeat(150) })),
            String::new(),
        ),
        (
            select(json!({ "placeholder": "x".repeat(151) })),
            at("placeholder"),
        ),
        (select(json!({ "min_values": 0 })), String::new()),
        (select(json!({ "min_values": 26 })), at("min_values")),
        (select(json!({ "max_values": 0 })), at("max_values")),
        (select(json!({ "max_values": 26 })), at("max_values")),
        (users(json!([user])), String::new()),
        (users(json!([user, user, user])), at("default_values")),
        (
            users(json!([{ "id": "1", "type": "role" }])),
            at("default_values/0/type"),
        ),
    ] {
        posted(&bench, 0, components, &place).await;
    }
}

#[tokio::test]
async fn layouts_have_limits() {
    let bench = Bench::start().await;
    let text = json!({ "type": 10, "content": "x" });
    let medium = json!({ "url": "https://example.com/a.png" });
    let section = |texts: usize| {
        let accessory = json!({ "type": 11, "media": medium });
        json!([{ "type": 9, "components": vec![text.clone(); texts], "accessory": accessory }])
    };
    let gallery =
        |items: usize| json!([{ "type": 12, "items": vec![json!({ "media": medium }); items] }]);
    let described = |length: usize| {
        let item = json!({ "media": medium, "description": "x".repeat(length) });
        json!([{ "type": 12, "items": [item] }])
    };
    let space = |spacing: u8| json!([{ "type": 14, "spacing": spacing }]);
    for (components, place) in [
        (section(3), ""),
        (section(0), "/0/components"),
        (section(4), "/0/components"),
        (gallery(10), ""),
        (gallery(0), "/0/items"),
        (gallery(11), "/0/items"),
        (described(1024), ""),
        (described(1025), "/0/items/0/description"),
        (space(2), ""),
        (space(0), "/0/spacing"),
        (space(3), "/0/spacing"),
    ] {
        posted(&bench, V2, components, place).await;
    }
}

#[tokio::test]
async fn nothing_goes_with_components_v2() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let packs = bench.get("/sticker-packs").await;
    let sticker = &packs["sticker_packs"][0]["stickers"][0]["id"];
    let poll = json!({
        "question": { "text": "?" }, "answers": [{ "poll_media": { "text": "a" } }],
    });
    let theme = json!({ "colors": ["5865F2"], "gradient_angle": 0, "base_mix": 0 });
    for more in [
        json!({ "content": "x" }),
        json!({ "embeds": [{ "title": "x" }] }),
        json!({ "sticker_ids": [sticker] }),
        json!({ "poll": poll }),
        json!({ "shared_client_theme": theme }),
    ] {
        let text = json!({ "type": 10, "content": "x" });
        let body = with(json!({ "flags": V2, "components": [text] }), &more);
        let (status, answer) = bench.call(Method::POST, &path, Some(body)).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (400, &json!(50035)),
            "{more}: {answer}"
        );
    }
}
