//! The commands of the application, everywhere and of a guild, and who may use them.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

/// A command with all that can be said of one.
pub(crate) fn full(name: &str) -> Value {
    let choices = json!([
        { "name": "one", "name_localizations": { "de": "eins" }, "value": "1" },
        { "name": "two", "value": "2" },
    ]);
    json!({
        "name": name, "name_localizations": { "de": "würfel" },
        "description": "Throws dice", "description_localizations": { "de": "Würfelt" },
        "type": 1, "default_member_permissions": "0", "nsfw": false,
        "options": [
            { "type": 3, "name": "text", "description": "t", "required": true, "choices": choices },
            { "type": 4, "name": "count", "description": "c", "min_value": 1, "max_value": 6 },
            { "type": 10, "name": "share", "description": "s", "autocomplete": true },
            { "type": 7, "name": "where", "description": "w", "channel_types": [0, 2] },
            { "type": 3, "name": "long", "description": "l", "min_length": 1, "max_length": 9 },
            { "type": 11, "name": "file", "description": "f" },
        ],
    })
}

pub(crate) async fn walk(tour: &mut Tour) {
    let application = format!("/applications/{}", tour.application());
    let mut global = full("dice");
    global["integration_types"] = json!([0, 1]);
    global["contexts"] = json!([0, 1, 2]);
    everywhere(tour, &format!("{application}/commands"), global).await;
    let of_guild = format!("{application}/guilds/{}/commands", tour.guild());
    everywhere(tour, &of_guild, full("dice")).await;
    permissions(tour, &of_guild).await;
}

async fn everywhere(tour: &mut Tour, commands: &str, body: Value) {
    let command = tour.bot("POST", commands, body).await;
    let one = format!("{commands}/{}", id_of(&command));
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("GET", commands, Value::Null).await;
    tour.bot(
        "GET",
        &format!("{commands}?with_localizations=true"),
        Value::Null,
    )
    .await;
    tour.bot(
        "PATCH",
        &one,
        json!({ "description": "Other", "options": [] }),
    )
    .await;
    let minimal = json!({ "name": "roll", "description": "Rolls" });
    let group = json!({ "name": "group", "description": "g", "options": [
        { "type": 2, "name": "inner", "description": "i", "options": [
            { "type": 1, "name": "leaf", "description": "l", "options": [
                { "type": 6, "name": "who", "description": "w" },
            ] },
        ] },
    ] });
    let of_user = json!({ "name": "Greet", "type": 2 });
    let of_message = json!({ "name": "Quote", "type": 3 });
    let all = json!([minimal, group, of_user, of_message]);
    tour.bot("PUT", commands, all).await;
    tour.refused("GET", &one, Value::Null, 10063).await;
    let nameless = json!({ "description": "no" });
    tour.refused("POST", commands, nameless, 50035).await;
    let again = json!({ "name": "gone", "description": "soon" });
    let command = tour.bot("POST", commands, again).await;
    tour.bot(
        "DELETE",
        &format!("{commands}/{}", id_of(&command)),
        Value::Null,
    )
    .await;
}

async fn permissions(tour: &mut Tour, commands: &str) {
    let command = json!({ "name": "secret", "description": "s" });
    let command = tour.bot("POST", commands, command).await;
    let one = format!("{commands}/{}/permissions", id_of(&command));
    tour.refused("GET", &one, Value::Null, 10066).await;
    let body = json!({ "permissions": [{ "id": tour.ada(), "type": 2, "permission": true }] });
    tour.refused("PUT", &one, body.clone(), 20001).await;
    let client = tour
        .bearer("applications.commands.permissions.update")
        .await;
    tour.with(Some(&client), "PUT", &one, body).await;
    tour.event("APPLICATION_COMMAND_PERMISSIONS_UPDATE").await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("GET", &format!("{commands}/permissions"), Value::Null)
        .await;
}
