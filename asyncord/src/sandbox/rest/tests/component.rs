//! Components of messages: what is filled in, and what is refused.

use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::super::super::testing::{Bench, answer};

const V2: u64 = 1 << 15;

fn button(custom_id: &str) -> Value {
    json!({ "type": 2, "style": 1, "label": "x", "custom_id": custom_id })
}

fn text() -> Value {
    json!({ "type": 10, "content": "x" })
}

fn extend(object: &mut Value, more: &Value) {
    let more = more.as_object().unwrap().clone();
    object.as_object_mut().unwrap().extend(more);
}

fn row(components: &Value) -> Value {
    json!({ "type": 1, "components": components })
}

#[tokio::test]
async fn components_come_back_with_numbers_and_defaults() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let select = json!({
        "type": 3, "custom_id": "s", "id": 1,
        "options": [{ "label": "a", "value": "1" }, { "label": "b", "value": "2" }],
    });
    let body = json!({ "content": "x", "components": [row(&json!([button("b")])), row(&json!([select]))] });
    let message = bench.post(&path, body).await;
    let select = &message["components"][1]["components"][0];
    assert_eq!(
        (&select["min_values"], &select["max_values"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(select["id"], 1, "what is given stays");
    assert_eq!(message["components"][0]["id"], 2, "and is nobody else's");
    assert_eq!(message["components"][0]["components"][0]["id"], 3);

    let payload = json!({
        "flags": V2,
        "components": [
            { "type": 17, "components": [
                { "type": 9, "components": [{ "type": 10, "content": "hi" }],
                  "accessory": { "type": 11, "media": { "url": "https://example.com/a.png" } } },
                { "type": 14 },
            ] },
            { "type": 13, "file": { "url": "attachment://notes.txt" } },
        ],
    });
    let form = Form::new().text("payload_json", payload.to_string()).part(
        "files[0]",
        Part::bytes(&b"notes"[..]).file_name("notes.txt"),
    );
    let (status, message) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    assert_eq!(status, StatusCode::OK, "{message}");
    let container = &message["components"][0];
    assert_eq!(
        (&container["accent_color"], &container["spoiler"]),
        (&Value::Null, &json!(false))
    );
    let thumbnail = &container["components"][0]["accessory"];
    assert_eq!(thumbnail["media"]["proxy_url"], "https://example.com/a.png");
    assert_eq!(thumbnail["media"]["content_type"], "image/png");
    let separator = &container["components"][1];
    assert_eq!(
        (&separator["divider"], &separator["spacing"]),
        (&json!(true), &json!(1))
    );
    let file = &message["components"][1];
    assert_eq!(
        (&file["name"], &file["size"]),
        (&json!("notes.txt"), &json!(5))
    );
    assert!(file["file"]["attachment_id"].is_string() && file["file"]["name"].is_null());
    let url = file["file"]["url"].as_str().unwrap();
    let served = bench.at(Method::GET, url).send().await.unwrap();
    assert_eq!(served.text().await.unwrap(), "notes");

    let legacy = bench.post(&path, json!({ "content": "x" })).await;
    let one = format!("{path}/{}", legacy["id"].as_str().unwrap());
    let mut turn = json!({ "flags": V2, "components": [{ "type": 10, "content": "new" }] });
    let (status, error) = bench.call(Method::PATCH, &one, Some(turn.clone())).await;
    assert_eq!(
        status,
        StatusCode::BAD_REQUEST,
        "the content must go: {error}"
    );
    turn["content"] = Value::Null;
    let (status, error) = bench.call(Method::PATCH, &one, Some(turn)).await;
    assert_eq!(status, StatusCode::OK, "{error}");

    let one = format!("{path}/{}", message["id"].as_str().unwrap());
    let text = json!({ "components": [{ "type": 10, "content": "new" }] });
    let (status, edited) = bench.call(Method::PATCH, &one, Some(text)).await;
    assert_eq!(
        status,
        StatusCode::OK,
        "it stays one of the new kind: {edited}"
    );
    let (status, _) = bench
        .call(Method::PATCH, &one, Some(json!({ "content": "x" })))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

/// Checks that components are refused with an error at this place.
async fn refused(bench: &Bench, flags: u64, components: Value, pointer: &str, code: &str) {
    let path = format!("/channels/{}/messages", bench.channel());
    let body = json!({ "flags": flags, "components": components });
    let (status, error) = bench.call(Method::POST, &path, Some(body)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{code}: {error}");
    let found = error["errors"]["components"].pointer(pointer);
    let found = found.map(|found| &found["_errors"][0]["code"]);
    assert_eq!(found, Some(&json!(code)), "{error}");
}

#[tokio::test]
async fn wrong_rows_are_told_what_is_wrong() {
    let bench = Bench::start().await;
    let own = |style: u64, more: &Value| {
        let mut button = json!({ "type": 2, "style": style });
        extend(&mut button, more);
        row(&json!([button]))
    };
    let select = |more: &Value| {
        let options = json!([{ "label": "a", "value": "1" }]);
        let mut select = json!({ "type": 3, "custom_id": "s", "options": options });
        extend(&mut select, more);
        row(&json!([select]))
    };
    let same = json!([{ "label": "a", "value": "1" }, { "label": "b", "value": "1" }]);
    for (component, pointer, code) in [
        (text(), "/0", "UNION_TYPE_CHOICES"),
        (row(&json!([])), "/0/components", "BASE_TYPE_BAD_LENGTH"),
        (json!({}), "/0/type", "BASE_TYPE_REQUIRED"),
        (
            row(&json!([button("a"), button("a")])),
            "/0/components/1/custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            row(&json!([button("a"), { "type": 5, "custom_id": "u" }])),
            "/0/components/1",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (
            own(1, &json!({ "label": "x" })),
            "/0/components/0/custom_id",
            "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
        ),
        (
            own(5, &json!({ "label": "x", "url": "ftp://a" })),
            "/0/components/0/url",
            "URL_TYPE_INVALID_SCHEME",
        ),
        (
            own(
                5,
                &json!({ "label": "x", "url": "https://a", "custom_id": "x" }),
            ),
            "/0/components/0/custom_id",
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        ),
        (
            own(1, &json!({ "custom_id": "x" })),
            "/0/components/0/label",
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
        ),
        (
            select(&json!({ "options": same })),
            "/0/components/0/options/1",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            select(&json!({ "min_values": 2, "max_values": 1 })),
            "/0/components/0/min_values",
            "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
        ),
    ] {
        refused(&bench, 0, json!([component]), pointer, code).await;
    }
    let rows = vec![own(1, &json!({ "label": "x", "custom_id": "x" })); 6];
    refused(&bench, 0, rows.into(), "", "BASE_TYPE_MAX_LENGTH").await;
}

#[tokio::test]
async fn wrong_layouts_are_told_what_is_wrong() {
    let bench = Bench::start().await;
    let container = |components: Value| json!({ "type": 17, "components": components });
    let long = json!({ "type": 10, "content": "x".repeat(3000) });
    let file = json!({ "type": 13, "file": { "url": "https://example.com" } });
    let missing = json!([{ "media": { "url": "attachment://no.png" } }]);
    for (components, pointer, code) in [
        (vec![text(); 41].into(), "", "BASE_TYPE_MAX_LENGTH"),
        (
            json!([container(vec![text(); 40].into())]),
            "",
            "COMPONENT_MAX_TOTAL_EXCEEDED",
        ),
        (
            json!([long, long]),
            "",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (json!([file]), "/0/file/url", "URL_TYPE_INVALID_SCHEME"),
        (
            json!([{ "type": 12, "items": missing }]),
            "/0/items/0/media/url",
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        ),
        (
            json!([container(json!([container(json!([text()]))]))]),
            "/0/components/0",
            "UNION_TYPE_CHOICES",
        ),
        (
            json!([{ "type": 9, "components": [text()] }]),
            "/0/accessory",
            "BASE_TYPE_REQUIRED",
        ),
    ] {
        refused(&bench, V2, components, pointer, code).await;
    }
    let path = format!("/channels/{}/messages", bench.channel());
    let both = json!({ "flags": V2, "content": "x", "components": [text()] });
    let (status, error) = bench.call(Method::POST, &path, Some(both)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
}
