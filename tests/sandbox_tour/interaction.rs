//! Interactions of every type, the answers to them, and what follows.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

use super::{
    command,
    component::{components, rows},
    modal,
};

/// An interaction, its answer's path and that of its follow-ups.
pub(crate) struct Begun {
    pub(crate) interaction: Value,
    callback: String,
    hook: String,
    client: tokio::task::JoinHandle<Value>,
}

/// Has ada do something with the application, and the bot hear of it.
pub(crate) async fn begin(tour: &mut Tour, kind: u8, data: Value, message: Option<&str>) -> Begun {
    let mut body = json!({
        "type": kind, "application_id": tour.application(), "guild_id": tour.guild(),
        "channel_id": tour.channel(), "data": data,
    });
    if let Some(message) = message {
        body["message_id"] = message.into();
    }
    begin_with(tour, &body).await
}

async fn begin_with(tour: &mut Tour, body: &Value) -> Begun {
    let client = tour.interact(&tour.ada(), body);
    let interaction = tour.event("INTERACTION_CREATE").await;
    let token = interaction["token"].as_str().unwrap_or_default();
    Begun {
        callback: format!("/interactions/{}/{token}/callback", id_of(&interaction)),
        hook: format!("/webhooks/{}/{token}", tour.application()),
        interaction,
        client,
    }
}

/// Answers an interaction, and waits until the person's client knows.
pub(crate) async fn answer(tour: &mut Tour, begun: Begun, body: Value) -> (String, Value) {
    let path = format!("{}?with_response=true", begun.callback);
    let response = tour.with(None, "POST", &path, body).await;
    begun.client.await.expect("the client is answered");
    (begun.hook, response)
}

/// Commands to use: their ids by name.
async fn commands(tour: &mut Tour) -> [Value; 3] {
    let path = format!(
        "/applications/{}/guilds/{}/commands",
        tour.application(),
        tour.guild()
    );
    let body = json!([command::full("dice"), { "name": "Greet", "type": 2 }, { "name": "Quote", "type": 3 }]);
    let made = tour.bot("PUT", &path, body).await;
    ["dice", "Greet", "Quote"].map(|name| {
        let mut made = made.as_array().into_iter().flatten();
        made.find(|command| command["name"] == name)
            .cloned()
            .unwrap_or_default()
    })
}

pub(crate) async fn walk(tour: &mut Tour) {
    let commands = commands(tour).await;
    let dice = json!({
        "id": commands[0]["id"], "name": "dice", "type": 1, "options": [
            { "name": "text", "type": 3, "value": "1" },
            { "name": "where", "type": 7, "value": tour.channel() },
        ],
    });
    messages(tour, &dice).await;
    context_menus(tour, &commands).await;
    autocomplete(tour, &commands[0]).await;
    of_components(tour, &dice).await;
    modal::walk(tour, &dice).await;
    with_a_file(tour, &dice).await;
    every_option(tour).await;
    in_a_conversation(tour).await;
}

async fn messages(tour: &mut Tour, dice: &Value) {
    let begun = begin(tour, 2, dice.clone(), None).await;
    let again = begun.callback.clone();
    let body = json!({ "type": 4, "data": {
        "content": "six", "embeds": [{ "title": "t" }], "components": rows(),
        "allowed_mentions": { "parse": [] }, "tts": false,
    } });
    let (hook, _) = answer(tour, begun, body.clone()).await;
    tour.event("MESSAGE_CREATE").await;
    tour.refused("POST", &again, body, 40060).await;
    original(tour, &hook).await;
    follow_ups(tour, &hook).await;

    let begun = begin(tour, 2, dice.clone(), None).await;
    let (hook, _) = answer(tour, begun, json!({ "type": 5, "data": { "flags": 64 } })).await;
    let body = json!({ "content": "done" });
    tour.with(None, "PATCH", &format!("{hook}/messages/@original"), body)
        .await;
    let begun = begin(tour, 2, dice.clone(), None).await;
    let body = json!({ "type": 4, "data": { "content": "no response wanted" } });
    tour.with(None, "POST", &begun.callback, body).await;
    begun.client.await.expect("the client is answered");
    for body in [json!({ "type": 10 }), json!({ "type": 12 })] {
        let begun = begin(tour, 2, dice.clone(), None).await;
        answer(tour, begun, body).await;
    }
    let body = json!({ "type": 4, "data": { "content": "no" } });
    tour.refused("POST", "/interactions/1/nothing/callback", body, 10062)
        .await;
}

async fn original(tour: &mut Tour, hook: &str) {
    let original = format!("{hook}/messages/@original");
    tour.with(None, "GET", &original, Value::Null).await;
    tour.with(
        None,
        "PATCH",
        &original,
        json!({ "content": "five", "components": [] }),
    )
    .await;
    tour.event("MESSAGE_UPDATE").await;
    tour.with(None, "DELETE", &original, Value::Null).await;
    tour.event("MESSAGE_DELETE").await;
    tour.refused("GET", &original, Value::Null, 10008).await;
}

async fn follow_ups(tour: &mut Tour, hook: &str) {
    let message = tour
        .with(None, "POST", hook, json!({ "content": "more" }))
        .await;
    tour.event("MESSAGE_CREATE").await;
    let one = format!("{hook}/messages/{}", id_of(&message));
    tour.with(None, "GET", &one, Value::Null).await;
    tour.with(None, "PATCH", &one, json!({ "content": "less" }))
        .await;
    tour.event("MESSAGE_UPDATE").await;
    tour.with(None, "DELETE", &one, Value::Null).await;
    tour.event("MESSAGE_DELETE").await;
    let hidden = json!({ "content": "hidden", "flags": 64 });
    tour.with(None, "POST", hook, hidden).await;
    let text = json!([{ "type": 10, "content": "text" }]);
    tour.with(
        None,
        "POST",
        hook,
        json!({ "flags": 1 << 15, "components": text }),
    )
    .await;
}

async fn context_menus(tour: &mut Tour, commands: &[Value; 3]) {
    let messages = format!("/channels/{}/messages", tour.channel());
    let message = tour
        .bot("POST", &messages, json!({ "content": "quote me" }))
        .await;
    let targets = [tour.ada(), id_of(&message)];
    for ((command, target), kind) in commands[1..].iter().zip(targets).zip([2, 3]) {
        let data = json!({
            "id": command["id"], "name": command["name"], "type": kind, "target_id": target,
        });
        let begun = begin(tour, 2, data, None).await;
        answer(
            tour,
            begun,
            json!({ "type": 4, "data": { "content": "hi" } }),
        )
        .await;
    }
}

async fn autocomplete(tour: &mut Tour, dice: &Value) {
    let data = json!({
        "id": dice["id"], "name": "dice", "type": 1,
        "options": [{ "name": "share", "type": 10, "value": "0.", "focused": true }],
    });
    let begun = begin(tour, 4, data, None).await;
    let body = json!({ "type": 8, "data": { "choices": [
        { "name": "half", "name_localizations": { "de": "halb" }, "value": 0.5 },
    ] } });
    answer(tour, begun, body).await;
}

async fn of_components(tour: &mut Tour, dice: &Value) {
    let messages = format!("/channels/{}/messages", tour.channel());
    let ada = tour.ada();
    let message = json!({ "content": "press", "components": rows() });
    let message = tour.bot("POST", &messages, message).await;
    let id = id_of(&message);
    let press = json!({ "component_type": 2, "custom_id": "press" });
    let begun = begin(tour, 3, press.clone(), Some(&id)).await;
    answer(
        tour,
        begun,
        json!({ "type": 7, "data": { "content": "pressed" } }),
    )
    .await;
    tour.event("MESSAGE_UPDATE").await;
    let begun = begin(tour, 3, press, Some(&id)).await;
    let (hook, _) = answer(tour, begun, json!({ "type": 6 })).await;
    let body = json!({ "content": "again" });
    tour.with(None, "PATCH", &format!("{hook}/messages/@original"), body)
        .await;
    let picks = [
        json!({ "component_type": 3, "custom_id": "pick", "values": ["1", "2"] }),
        json!({ "component_type": 5, "custom_id": "select 5", "values": [ada] }),
        json!({ "component_type": 6, "custom_id": "select 6", "values": [tour.guild()] }),
        json!({ "component_type": 8, "custom_id": "select 8", "values": [tour.channel()] }),
    ];
    for pick in picks {
        let begun = begin(tour, 3, pick, Some(&id)).await;
        answer(
            tour,
            begun,
            json!({ "type": 4, "data": { "content": "ok" } }),
        )
        .await;
    }
    let mut components = components();
    if let Some(list) = components.as_array_mut() {
        list.retain(|one| one["type"] != 13);
    }
    let begun = begin(tour, 2, dice.clone(), None).await;
    let body = json!({ "type": 4, "data": { "flags": 1 << 15, "components": components } });
    let (_, response) = answer(tour, begun, body).await;
    let id = id_of(&response["resource"]["message"]);
    let press = json!({ "component_type": 2, "custom_id": "side" });
    let begun = begin(tour, 3, press, Some(&id)).await;
    answer(tour, begun, json!({ "type": 6 })).await;
}

async fn with_a_file(tour: &mut Tour, dice: &Value) {
    let begun = begin(tour, 2, dice.clone(), None).await;
    let payload = json!({ "type": 4, "data": {
        "content": "see", "attachments": [{ "id": "0", "description": "text" }],
        "poll": { "question": { "text": "Tea?" }, "answers": [{ "poll_media": { "text": "yes" } }] },
    } });
    let file = reqwest::multipart::Part::text("text").file_name("a.txt");
    let path = format!("{}?with_response=true", begun.callback);
    tour.upload("POST", &path, payload, vec![("files[0]", file)])
        .await;
    begun.client.await.expect("the client is answered");
}

/// A command with an option of every type but a file, in a subcommand.
async fn every_option(tour: &mut Tour) {
    let names = [3, 4, 5, 6, 7, 8, 9, 10].map(|kind| (kind, format!("option{kind}")));
    let options = names.clone().map(|(kind, name)| {
        json!({ "type": kind, "name": name, "description": "one", "required": true })
    });
    let leaf = json!({ "type": 1, "name": "leaf", "description": "l", "options": options });
    let body = json!({ "name": "all", "description": "a", "options": [leaf] });
    let path = format!(
        "/applications/{}/guilds/{}/commands",
        tour.application(),
        tour.guild()
    );
    let command = tour.bot("POST", &path, body).await;
    let (ada, guild, channel) = (tour.ada(), tour.guild(), tour.channel());
    let values = [
        json!("text"),
        json!(4),
        json!(true),
        json!(ada),
        json!(channel),
        json!(guild),
        json!(ada),
        json!(0.5),
    ];
    let given: Vec<Value> = names
        .iter()
        .zip(values)
        .map(|((kind, name), value)| json!({ "type": kind, "name": name, "value": value }))
        .collect();
    let data = json!({
        "id": id_of(&command), "name": "all", "type": 1,
        "options": [{ "type": 1, "name": "leaf", "options": given }],
    });
    let begun = begin(tour, 2, data, None).await;
    answer(
        tour,
        begun,
        json!({ "type": 4, "data": { "content": "ok", "flags": 64 } }),
    )
    .await;
}

/// Everywhere's commands are used in conversations with the bot, where there is no guild.
async fn in_a_conversation(tour: &mut Tour) {
    let path = format!("/applications/{}/commands", tour.application());
    let body = json!({ "name": "whisper", "description": "w", "contexts": [0, 1, 2] });
    let command = tour.bot("POST", &path, body).await;
    let body = json!({ "recipient_id": tour.ada() });
    let direct = tour.bot("POST", "/users/@me/channels", body).await;
    let body = json!({
        "type": 2, "application_id": tour.application(), "channel_id": id_of(&direct),
        "data": { "id": id_of(&command), "name": "whisper", "type": 1 },
    });
    let begun = begin_with(tour, &body).await;
    let (hook, _) = answer(
        tour,
        begun,
        json!({ "type": 4, "data": { "content": "hi" } }),
    )
    .await;
    tour.event("MESSAGE_CREATE").await;
    tour.with(None, "POST", &hook, json!({ "content": "more" }))
        .await;
    tour.event("MESSAGE_CREATE").await;
    tour.with(
        None,
        "GET",
        &format!("{hook}/messages/@original"),
        Value::Null,
    )
    .await;
}
