//! What bots on other people's frameworks do in the sandbox: the same play for each.

use asyncord_tests::{Driver, Program};
use serde_json::{Value, json};

/// What a person gets back from an interaction.
async fn interact(driver: &Driver, mut body: Value) -> Value {
    body["application_id"] = driver.info("application_id").into();
    body["guild_id"] = driver.info("guild_id").into();
    body["channel_id"] = driver.info("channel_id").into();
    let answer = driver.as_ada("POST", "interactions", Some(body)).await;
    assert_ne!(answer["status"], "failed", "{answer}");
    answer
}

/// Uses a command by its name.
async fn command(driver: &Driver, kind: u8, name: &str, more: Value) -> Value {
    let path = format!("commands?channel_id={}", driver.info("channel_id"));
    let commands = driver.as_ada("GET", &path, None).await;
    let command = commands
        .as_array()
        .into_iter()
        .flatten()
        .find(|command| command["name"] == name)
        .unwrap_or_else(|| panic!("no {name} in {commands}"));
    let mut data = json!({ "id": command["id"], "name": name, "type": command["type"] });
    for (key, value) in more.as_object().into_iter().flatten() {
        data[key] = value.clone();
    }
    interact(driver, json!({ "type": kind, "data": data })).await
}

/// The next line of the bot that tells of this.
async fn told(bot: &mut Program, event: &str) -> Value {
    loop {
        let line = bot.json_line().await;
        assert_ne!(line["event"], "problem", "{line}");
        if line["event"] == event {
            return line;
        }
    }
}

/// Goes through everything with a bot that has just been started.
pub(crate) async fn play(driver: &Driver, bot: &mut Program) {
    login(driver, bot).await;
    messages(driver, bot).await;
    commands(driver, bot).await;
    components(driver).await;
    connection(driver, bot).await;
}

async fn login(_driver: &Driver, bot: &mut Program) {
    let ready = told(bot, "ready").await;
    assert_eq!(ready["user"], "asyncord", "{ready}");
    assert_eq!(ready["guild"], "asyncord sandbox", "{ready}");
    let has = |list: &str, name: &str| {
        let names = ready[list].as_array().into_iter().flatten();
        names.clone().any(|one| one == name)
    };
    assert!(
        has("channels", "general") && has("channels", "lounge"),
        "{ready}"
    );
    assert!(
        has("members", "ada") && has("members", "asyncord"),
        "{ready}"
    );
    for name in ["roll", "form", "slow", "Quote", "Greet"] {
        assert!(has("commands", name), "{ready}");
    }
}

async fn messages(driver: &Driver, bot: &mut Program) {
    let id = driver.say("!ping").await;
    let (mut answered, mut reacted, mut updated) = (None, None, None);
    while answered.is_none() || reacted.is_none() || updated.is_none() {
        let line = bot.json_line().await;
        match line["event"].as_str() {
            Some("answered") => answered = Some(line),
            Some("reaction") => reacted = Some(line),
            Some("update") => updated = Some(line),
            _ => panic!("{line}"),
        }
    }
    let answered = answered.unwrap_or_default();
    assert_eq!(answered["reference"], id.as_str(), "{answered}");
    assert_eq!(answered["reply"], "pong");
    assert_eq!(answered["files"], json!(["note.txt"]));
    assert_eq!(answered["embeds"], json!(["an embed"]));
    let reacted = reacted.unwrap_or_default();
    assert_eq!(reacted["emoji"], "👍");
    assert_eq!(reacted["user"], reacted["me"]);

    driver.say("!thread").await;
    let thread = told(bot, "thread").await;
    assert_eq!(thread["name"], "talk", "{thread}");
    assert_eq!(thread["parent"], driver.info("channel_id"), "{thread}");

    driver.say("!hook").await;
    let hook = told(bot, "hook").await;
    assert_eq!(hook["webhooks"], json!(["Herald"]), "{hook}");
    let messages = driver.messages().await;
    let cried = messages
        .iter()
        .find(|message| message["content"] == "hear, hear")
        .expect("the webhook's message is there");
    assert_eq!(cried["author"]["username"], "Town crier", "{cried}");
    assert!(cried["webhook_id"].is_string(), "{cried}");
}

async fn commands(driver: &Driver, bot: &mut Program) {
    let sides = json!({ "name": "sides", "type": 4, "value": 6 });
    let label = json!({ "name": "label", "type": 3, "value": "gr", "focused": true });
    let answer = command(driver, 4, "roll", json!({ "options": [sides, label] })).await;
    let names: Vec<&Value> = answer["choices"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|choice| &choice["name"])
        .collect();
    assert_eq!(names, ["green", "grey"], "{answer}");

    let answer = command(driver, 2, "roll", json!({ "options": [sides] })).await;
    assert_eq!(answer["message"]["content"], "rolled one of 6", "{answer}");
    let rolled = told(bot, "rolled").await;
    assert_eq!(rolled["content"], "rolled one of 6");
    assert_eq!(rolled["by"], "Ada");

    let answer = command(driver, 2, "form", json!({})).await;
    let modal = &answer["modal"];
    assert_eq!(modal["title"], "Tell us", "{answer}");
    let filled = json!({ "type": 5, "data": {
        "id": modal["id"],
        "custom_id": modal["custom_id"],
        "components": [
            { "type": 18, "component": { "type": 4, "custom_id": "name", "value": "Ada" } },
            { "type": 18, "component": { "type": 3, "custom_id": "colour", "values": ["green"] } },
        ],
    } });
    let answer = interact(driver, filled).await;
    assert_eq!(answer["message"]["content"], "hello Ada, green", "{answer}");
    assert_eq!(answer["message"]["flags"], 64, "{answer}");

    let answer = command(driver, 2, "slow", json!({})).await;
    assert_eq!(answer["callback_type"], 5, "{answer}");
    told(bot, "slow").await;
    let messages = driver.messages().await;
    assert!(
        messages
            .iter()
            .any(|message| message["content"] == "done at last")
    );

    let target = driver.say("to be quoted").await;
    let answer = command(driver, 2, "Quote", json!({ "target_id": target })).await;
    assert_eq!(answer["message"]["content"], "> to be quoted", "{answer}");
    let ada = driver.info("user_id");
    let answer = command(driver, 2, "Greet", json!({ "target_id": ada })).await;
    assert_eq!(answer["message"]["content"], "hello ada", "{answer}");
}

async fn components(driver: &Driver) {
    driver.say("!buttons").await;
    let message = driver.message_with("choose").await;
    let press = |kind: u8, custom_id: &str, values: Value| {
        let mut data = json!({ "component_type": kind, "custom_id": custom_id });
        if !values.is_null() {
            data["values"] = values;
        }
        json!({ "type": 3, "message_id": message["id"], "data": data })
    };
    let answer = interact(driver, press(2, "no", Value::Null)).await;
    assert_eq!(answer["message"]["content"], "a pity", "{answer}");
    let answer = interact(driver, press(3, "pick", json!(["a", "c"]))).await;
    assert_eq!(answer["message"]["content"], "picked a, c", "{answer}");
    let ada = driver.info("user_id");
    let answer = interact(driver, press(5, "who", json!([ada]))).await;
    assert_eq!(answer["message"]["content"], "chose ada", "{answer}");
    let answer = interact(driver, press(2, "yes", Value::Null)).await;
    assert_eq!(answer["callback_type"], 7, "{answer}");
    driver.message_with("yes!").await;
}

async fn connection(driver: &Driver, bot: &mut Program) {
    // A cut connection is resumed: nothing that was said meanwhile is lost.
    driver.call("POST", "gateway/cut", Some(json!({}))).await;
    let id = driver.say("!ping").await;
    loop {
        let line = bot.json_line().await;
        if line["event"] == "answered" {
            assert_eq!(line["to"], id.as_str());
            break;
        }
    }
    // Limits as Discord's: the client waits, and everything arrives in order.
    let limit = json!({ "limit": 3, "window_ms": 1000, "scope": "user" });
    driver.call("POST", "rate-limits", Some(limit)).await;
    driver.say("!flood").await;
    told(bot, "flooded").await;
    let messages = driver.messages().await;
    let floods: Vec<&str> = messages
        .iter()
        .filter_map(|message| message["content"].as_str())
        .filter(|content| content.starts_with("flood "))
        .collect();
    let expected: Vec<String> = (0..8).map(|number| format!("flood {number}")).collect();
    assert_eq!(floods, expected);
}
