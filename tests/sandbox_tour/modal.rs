//! Modals, and what people fill in.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

use super::interaction::{answer, begin};

pub(crate) async fn walk(tour: &mut Tour, dice: &Value) {
    modal(tour, dice).await;
    every_input(tour, dice).await;
}

async fn modal(tour: &mut Tour, dice: &Value) {
    let begun = begin(tour, 2, dice.clone(), None).await;
    let interaction = id_of(&begun.interaction);
    let body = json!({ "type": 9, "data": {
        "custom_id": "form", "title": "Form", "components": [
            { "type": 18, "label": "Name", "description": "yours", "component": {
                "type": 4, "custom_id": "name", "style": 1, "min_length": 1, "max_length": 9,
                "required": true, "placeholder": "Ada",
            } },
            { "type": 18, "label": "Pick", "component": {
                "type": 3, "custom_id": "pick", "required": true,
                "options": [{ "label": "one", "value": "1" }],
            } },
            { "type": 10, "content": "text" },
        ],
    } });
    answer(tour, begun, body).await;
    let data = json!({ "id": interaction, "custom_id": "form", "components": [
        { "type": 18, "component": { "type": 4, "custom_id": "name", "value": "Ada" } },
        { "type": 18, "component": { "type": 3, "custom_id": "pick", "values": ["1"] } },
    ] });
    let begun = begin(tour, 5, data, None).await;
    answer(
        tour,
        begun,
        json!({ "type": 4, "data": { "content": "thanks" } }),
    )
    .await;
}

/// Every component that asks for something in a modal, but a file.
async fn every_input(tour: &mut Tour, dice: &Value) {
    let (ada, guild, channel) = (tour.ada(), tour.guild(), tour.channel());
    let options = json!([
        { "label": "one", "value": "1", "description": "first", "default": true },
        { "label": "two", "value": "2" },
    ]);
    let selects = [
        (
            json!({ "type": 5, "custom_id": "user" }),
            json!({ "values": [ada] }),
        ),
        (
            json!({ "type": 6, "custom_id": "role" }),
            json!({ "values": [guild] }),
        ),
        (
            json!({ "type": 7, "custom_id": "mentionable" }),
            json!({ "values": [ada] }),
        ),
        (
            json!({ "type": 8, "custom_id": "channel" }),
            json!({ "values": [channel] }),
        ),
    ];
    let groups = [
        (
            json!({ "type": 21, "custom_id": "radio", "options": options }),
            json!({ "value": "2" }),
        ),
        (
            json!({ "type": 22, "custom_id": "boxes", "options": options }),
            json!({ "values": ["1"] }),
        ),
        (
            json!({ "type": 23, "custom_id": "box", "default": true }),
            json!({ "value": true }),
        ),
    ];
    for inputs in [Vec::from(selects), groups.into()] {
        let begun = begin(tour, 2, dice.clone(), None).await;
        let interaction = id_of(&begun.interaction);
        let labels = inputs.iter().map(
            |(input, _)| json!({ "type": 18, "label": input["custom_id"], "component": input }),
        );
        let labels: Vec<Value> = labels.collect();
        let shown = json!({ "custom_id": "inputs", "title": "Inputs", "components": labels });
        answer(tour, begun, json!({ "type": 9, "data": shown })).await;
        let given = inputs.iter().map(|(input, given)| {
            let mut given = given.clone();
            given["type"] = input["type"].clone();
            given["custom_id"] = input["custom_id"].clone();
            json!({ "type": 18, "component": given })
        });
        let given: Vec<Value> = given.collect();
        let data = json!({ "id": interaction, "custom_id": "inputs", "components": given });
        let begun = begin(tour, 5, data, None).await;
        answer(tour, begun, json!({ "type": 5 })).await;
    }
}
