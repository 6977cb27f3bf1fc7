//! Messages with components, of both versions.

use asyncord_tests::tour::{Tour, id_of};
use reqwest::multipart::Part;
use serde_json::{Value, json};

/// Rows with every component that a message of the first version may have.
pub(crate) fn rows() -> Value {
    let option = json!({ "label": "one", "value": "1", "description": "first", "default": true });
    let mut rows = vec![json!({ "type": 1, "components": [
        { "type": 2, "style": 1, "label": "press", "custom_id": "press", "emoji": { "name": "🎲" } },
        { "type": 2, "style": 5, "label": "go", "url": "https://example.com/", "disabled": true },
    ] })];
    rows.push(json!({ "type": 1, "components": [{
        "type": 3, "custom_id": "pick", "placeholder": "pick", "min_values": 1, "max_values": 2,
        "options": [option, { "label": "two", "value": "2" }],
    }] }));
    for kind in [5, 6, 8] {
        let select = json!({ "type": kind, "custom_id": format!("select {kind}") });
        rows.push(json!({ "type": 1, "components": [select] }));
    }
    rows.into()
}

/// Every component that a message of the second version may have; one shows the file `a.txt`.
pub(crate) fn components() -> Value {
    let picture = json!({ "url": "https://example.com/image.png" });
    json!([
        { "type": 10, "content": "# Title" },
        {
            "type": 9, "components": [{ "type": 10, "content": "left" }],
            "accessory": { "type": 11, "media": picture, "description": "small", "spoiler": true },
        },
        {
            "type": 9, "components": [{ "type": 10, "content": "left" }],
            "accessory": { "type": 2, "style": 2, "label": "press", "custom_id": "side" },
        },
        { "type": 12, "items": [{ "media": picture, "description": "wide" }] },
        { "type": 14, "divider": true, "spacing": 2 },
        { "type": 13, "file": { "url": "attachment://a.txt" } },
        { "type": 17, "accent_color": 255, "spoiler": false, "components": [
            { "type": 10, "content": "inside" },
            { "type": 1, "components": [{ "type": 7, "custom_id": "where", "channel_types": [0] }] },
        ] },
    ])
}

pub(crate) async fn walk(tour: &mut Tour) {
    let messages = format!("/channels/{}/messages", tour.channel());
    let body = json!({ "content": "rows", "components": rows() });
    let first = tour.bot("POST", &messages, body).await;
    let first = format!("{messages}/{}", id_of(&first));
    tour.bot("GET", &first, Value::Null).await;
    tour.bot("PATCH", &first, json!({ "components": [] })).await;
    tour.event("MESSAGE_UPDATE").await;

    let payload = json!({ "flags": 1 << 15, "components": components() });
    let parts = vec![("files[0]", Part::text("text").file_name("a.txt"))];
    let second = tour.upload("POST", &messages, payload, parts).await;
    tour.event("MESSAGE_CREATE").await;
    tour.bot(
        "GET",
        &format!("{messages}/{}", id_of(&second)),
        Value::Null,
    )
    .await;
    let both = json!({ "flags": 1 << 15, "content": "no", "components": [{ "type": 10, "content": "a" }] });
    tour.refused("POST", &messages, both, 50035).await;
}
