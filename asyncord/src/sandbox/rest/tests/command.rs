//! Application commands, and who may use them.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::{Bench, answer};

fn ping() -> Value {
    json!({ "name": "ping", "description": "Says pong." })
}

fn commands(bench: &Bench) -> String {
    format!("/applications/{}/commands", bench.sandbox.application_id())
}

fn guild_commands(bench: &Bench) -> String {
    let (application, guild) = (bench.sandbox.application_id(), bench.sandbox.guild_id());
    format!("/applications/{application}/guilds/{guild}/commands")
}

/// The codes in a tree of errors, each with its path.
fn codes(tree: &Value, path: &str, found: &mut Vec<String>) {
    for (key, value) in tree.as_object().into_iter().flatten() {
        if key == "_errors" {
            for error in value.as_array().unwrap() {
                found.push(format!("{path}{}", error["code"].as_str().unwrap()));
            }
        } else {
            codes(value, &format!("{path}{key}."), found);
        }
    }
}

#[tokio::test]
async fn commands_are_made_listed_changed_and_deleted() {
    let bench = Bench::start().await;
    for path in [commands(&bench), guild_commands(&bench)] {
        let (status, made) = bench.call(Method::POST, &path, Some(ping())).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        assert_eq!((&made["type"], &made["nsfw"]), (&json!(1), &json!(false)));
        assert_eq!(made["guild_id"].is_string(), path.contains("guilds"));
        let (status, again) = bench.call(Method::POST, &path, Some(ping())).await;
        assert_eq!(
            (status, &again),
            (StatusCode::OK, &made),
            "nothing has changed"
        );

        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        let body = json!({
            "description": "Says more.",
            "default_member_permissions": "8",
            "options": [{ "type": 3, "name": "what", "description": "What to say" }],
        });
        let (status, edited) = bench.call(Method::PATCH, &one, Some(body)).await;
        assert_eq!(status, StatusCode::OK, "{edited}");
        assert_eq!(
            (&edited["name"], &edited["id"]),
            (&made["name"], &made["id"])
        );
        assert_eq!(edited["default_member_permissions"], "8");
        assert_eq!(edited["options"][0]["name"], "what");
        assert_ne!(edited["version"], made["version"]);
        assert_eq!(bench.get(&one).await, edited);

        let other = json!({ "name": "other", "description": "x" });
        bench.post(&path, other).await;
        let taken = Some(json!({ "name": "other" }));
        let (status, error) = bench.call(Method::PATCH, &one, taken).await;
        assert_eq!((status.as_u16(), &error["code"]), (400, &json!(40041)));

        let list = json!([ping(), { "name": "User", "type": 2 }]);
        let (status, all) = bench.call(Method::PUT, &path, Some(list)).await;
        assert_eq!(status, StatusCode::OK, "{all}");
        assert_eq!(all.as_array().unwrap().len(), 2);
        assert_eq!(all[0]["id"], made["id"], "of the same name and type");
        assert_eq!(all[1]["description"], "");

        let (status, _) = bench.call(Method::DELETE, &one, None).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, error) = bench.call(Method::GET, &one, None).await;
        assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10063)));
        assert_eq!(bench.get(&path).await.as_array().unwrap().len(), 1);
    }
    let foreign = bench.sandbox.create_application("other");
    let path = format!("/applications/{}/commands", foreign.id);
    let (status, error) = bench.call(Method::POST, &path, Some(ping())).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(20012)));
    let path = format!(
        "/applications/{}/guilds/1/commands",
        bench.sandbox.application_id()
    );
    let (status, error) = bench.call(Method::GET, &path, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(50001)));
}

#[tokio::test]
async fn names_come_in_the_language_that_is_asked_for() {
    let bench = Bench::start().await;
    let mut body = ping();
    body["name_localizations"] = json!({ "de": "pinge", "en-GB": "pingg" });
    let path = commands(&bench);
    let made = bench.post(&path, body).await;
    assert_eq!(made["name_localizations"]["de"], "pinge");
    let in_language = async |name: &str, value: &str| {
        let request = bench.request(Method::GET, &path).header(name, value);
        answer(request).await.1[0]["name_localized"].clone()
    };
    assert_eq!(in_language("x-discord-locale", "de").await, "pinge");
    assert_eq!(
        in_language("accept-language", "xx, de;q=0.8").await,
        "pinge"
    );
    assert_eq!(
        in_language("x-discord-locale", "en-US").await,
        "pingg",
        "the next to it"
    );
    assert_eq!(in_language("x-discord-locale", "fr").await, Value::Null);
    let full = bench.get(&format!("{path}?with_localizations=true")).await;
    assert_eq!(full[0]["name_localizations"]["de"], "pinge");
    assert!(full[0]["name_localized"].is_null());
}

/// Checks that a command is refused, with this error among others.
async fn refused(bench: &Bench, body: Value, expected: &str) {
    let (status, error) = bench.call(Method::POST, &commands(bench), Some(body)).await;
    let mut found = Vec::new();
    codes(&error["errors"], "", &mut found);
    assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
    assert!(
        found.iter().any(|code| code == expected),
        "{expected}: {found:?}"
    );
}

#[tokio::test]
async fn wrong_commands_are_told_what_is_wrong() {
    let bench = Bench::start().await;
    let long = "x".repeat(101);
    for (more, expected) in [
        (json!({ "name": null }), "name.BASE_TYPE_REQUIRED"),
        (
            json!({ "name": "A b" }),
            "name.APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            json!({ "description": null }),
            "description.BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "description": long }),
            "description.BASE_TYPE_BAD_LENGTH",
        ),
        (
            json!({ "type": 2 }),
            "description.APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
        ),
        (
            json!({ "name_localizations": { "xx": "a" } }),
            "name_localizations.xx.ENUM_TYPE_COERCE",
        ),
        (json!({ "contexts": [3] }), "contexts.0.BASE_TYPE_CHOICES"),
        (
            json!({ "handler": 1 }),
            "handler.APPLICATION_COMMAND_HANDLER_INVALID",
        ),
    ] {
        let mut body = ping();
        extend(&mut body, &more);
        refused(&bench, body, expected).await;
    }
    let twice = json!([ping(), ping()]);
    let (_, error) = bench
        .call(Method::PUT, &commands(&bench), Some(twice))
        .await;
    assert_eq!(
        error["errors"]["1"]["_errors"][0]["code"],
        "APPLICATION_COMMANDS_DUPLICATE_NAME"
    );
    let entry = json!({ "name": "play", "type": 4 });
    let in_guild = guild_commands(&bench);
    let (status, error) = bench
        .call(Method::POST, &in_guild, Some(entry.clone()))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
    assert_eq!(bench.post(&commands(&bench), entry).await["handler"], 1);
}

fn extend(object: &mut Value, more: &Value) {
    let more = more.as_object().unwrap().clone();
    object.as_object_mut().unwrap().extend(more);
}

fn option(name: &str, more: &Value) -> Value {
    let mut option = json!({ "type": 3, "name": name, "description": "d" });
    extend(&mut option, more);
    option
}

#[tokio::test]
async fn wrong_options_are_told_what_is_wrong() {
    let bench = Bench::start().await;
    let text = json!([{ "name": "c", "value": "x" }]);
    let inner = option("c", &json!({ "type": 1 }));
    let long = "x".repeat(100);
    let choices: Vec<Value> = (0..4)
        .map(|choice| json!({ "name": format!("{choice}"), "value": long }))
        .collect();
    let many: Vec<Value> = (0..25)
        .map(|number| option(&format!("o{number}"), &json!({ "choices": choices })))
        .collect();
    let plain = || option("b", &json!({}));
    for (options, expected) in [
        (
            json!([option("B", &json!({}))]),
            "options.0.name.APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            json!([plain(), plain()]),
            "options.1.name.APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            json!([plain(), option("c", &json!({ "required": true }))]),
            "options.1.APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            json!([plain(), option("c", &json!({ "type": 1 }))]),
            "options.APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            json!([option("b", &json!({ "type": 1, "options": [inner] }))]),
            "options.0.options.0.type.APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            json!([option(
                "b",
                &json!({ "autocomplete": true, "choices": text })
            )]),
            "options.0.choices.APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_INVALID",
        ),
        (
            json!([option("b", &json!({ "type": 4, "choices": text }))]),
            "options.0.choices.0.value.NUMBER_TYPE_COERCE",
        ),
        (
            json!([option("b", &json!({ "min_length": 5, "max_length": 4 }))]),
            "options.0.min_length.APPLICATION_COMMAND_OPTIONS_RANGE_INVALID",
        ),
        (
            json!([option("b", &json!({ "type": 7, "channel_types": [99] }))]),
            "options.0.channel_types.0.BASE_TYPE_CHOICES",
        ),
        (vec![plain(); 26].into(), "options.BASE_TYPE_MAX_LENGTH"),
        (many.into(), "APPLICATION_COMMAND_TOO_LARGE"),
    ] {
        let mut body = ping();
        body["options"] = options;
        refused(&bench, body, expected).await;
    }
}

#[tokio::test]
async fn there_are_only_so_many_commands() {
    let bench = Bench::start().await;
    let path = commands(&bench);
    for number in 0..16 {
        let body = json!({ "name": format!("User {number}"), "type": 2 });
        let (status, error) = bench.call(Method::POST, &path, Some(body)).await;
        if number < 15 {
            assert_eq!(status, StatusCode::CREATED);
        } else {
            assert_eq!((status.as_u16(), &error["code"]), (400, &json!(30032)));
        }
    }
    let list = |from: usize, count: usize| -> Value {
        (from..from + count)
            .map(|number| json!({ "name": format!("c{number}"), "description": "x" }))
            .collect()
    };
    bench.call(Method::PUT, &path, Some(list(0, 100))).await;
    let (status, error) = bench.call(Method::PUT, &path, Some(list(100, 100))).await;
    assert_eq!(
        (status.as_u16(), &error["code"]),
        (400, &json!(30034)),
        "in a day"
    );
    assert_eq!(
        bench.get(&path).await[0]["name"],
        "c0",
        "and nothing is lost"
    );
}

#[tokio::test]
async fn guilds_say_who_may_use_a_command() {
    let bench = Bench::start().await;
    let path = guild_commands(&bench);
    let guild = bench.sandbox.guild_id();
    let made = bench.post(&path, ping()).await;
    let own = format!("{path}/{}/permissions", made["id"].as_str().unwrap());
    let (status, error) = bench.call(Method::GET, &own, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10066)));
    let linus = bench.ada().parse::<u64>().unwrap() + (2 << 22);
    let everyone = json!({ "id": guild, "type": 1, "permission": false });
    let body = json!({ "permissions": [everyone] });
    let (status, error) = bench.call(Method::PUT, &own, Some(body.clone())).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(20001)));
    let as_linus = format!("/sandbox/api/as/{linus}{own}");
    let put = bench
        .at(Method::PUT, &as_linus)
        .header("content-type", "application/json")
        .body(body.to_string());
    assert_eq!(
        answer(put).await.1["code"],
        50013,
        "only who manages the guild"
    );

    let usable = async || {
        let query = format!("/as/{linus}/commands?channel_id={}", bench.channel());
        let list = bench.drive(Method::GET, &query, json!({})).await;
        (list[0]["usable"].as_bool().unwrap(), list[0]["why"].clone())
    };
    assert_eq!(usable().await, (true, Value::Null));
    let (mut gateway, _) = bench.identified(0).await;
    let set = bench
        .drive(Method::PUT, &format!("/as/{}{own}", bench.ada()), body)
        .await;
    assert_eq!(
        gateway
            .dispatch("APPLICATION_COMMAND_PERMISSIONS_UPDATE")
            .await,
        set
    );
    assert_eq!(set["permissions"][0]["id"], json!(guild));
    assert_eq!(bench.get(&own).await, set);
    assert_eq!(
        bench.get(&format!("{path}/permissions")).await,
        json!([set])
    );
    let (is_usable, why) = usable().await;
    assert!(!is_usable && why.is_string());

    let (status, _) = bench
        .call(Method::PUT, &format!("{path}/permissions"), Some(json!([])))
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let unknown = json!({ "permissions": [{ "id": "5", "type": 2, "permission": true }] });
    let path = format!("/sandbox/api/as/{}{own}", bench.ada());
    let put = bench
        .at(Method::PUT, &path)
        .header("content-type", "application/json")
        .body(unknown.to_string());
    assert_eq!(answer(put).await.1["code"], 50035);
}
