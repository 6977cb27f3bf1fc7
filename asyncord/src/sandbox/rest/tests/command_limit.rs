//! How many commands there may be, and how much one may hold.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    act,
    oauth2::{bearer, bench, token},
};

fn commands(bench: &Bench) -> String {
    format!("/applications/{}/commands", bench.sandbox.application_id())
}

/// Makes a command, and checks that it is refused at this place, or taken if it is none.
async fn made(bench: &Bench, body: Value, place: &str) {
    let (status, answer) = bench.call(Method::POST, &commands(bench), Some(body)).await;
    if place.is_empty() {
        assert!(status.is_success(), "{answer}");
        return;
    }
    assert_eq!(status, StatusCode::BAD_REQUEST, "{place}: {answer}");
    let place = place.trim_end_matches('/');
    let found = answer.pointer(&format!("/errors{place}/_errors"));
    assert!(found.is_some(), "{place}: {answer}");
}

#[tokio::test]
async fn each_type_of_commands_has_its_number() {
    let bench = Bench::start().await;
    let application = bench.sandbox.application_id();
    let guild = bench.sandbox.guild_id();
    let places = [
        commands(&bench),
        format!("/applications/{application}/guilds/{guild}/commands"),
    ];
    for (path, types) in places.iter().zip([&[1, 2, 3, 4][..], &[1, 2, 3]]) {
        for kind in types {
            let most = match kind {
                1 => 100,
                4 => 1,
                _ => 15,
            };
            let command = |n: u64| {
                let mut command = json!({ "name": format!("c{n}"), "type": kind });
                if *kind == 1 {
                    command["description"] = "d".into();
                }
                command
            };
            let all: Value = (0..most).map(command).collect();
            let (status, answer) = bench.call(Method::PUT, path, Some(all)).await;
            assert_eq!(status, StatusCode::OK, "{kind}: {answer}");
            let (_, answer) = bench.call(Method::POST, path, Some(command(most))).await;
            assert_eq!(answer["code"], 30032, "{kind} {path}: {answer}");
            bench
                .sandbox
                .put_clock_forward(std::time::Duration::from_hours(25));
        }
    }
}

#[tokio::test]
async fn names_are_words_of_any_script() {
    let bench = Bench::start().await;
    let named = |name: &str| json!({ "name": name, "description": "d" });
    for name in [
        "ping",
        "пинг",
        "ピン",
        "นี่",
        "हिंदी",
        "a-b_c'd",
        "x1",
        &"x".repeat(32),
    ] {
        made(&bench, named(name), "").await;
    }
    for name in ["Ping", "Пинг", "a b", "a.b", "a!", "", &"x".repeat(33)] {
        made(&bench, named(name), "/name").await;
    }
    // Menus have names as people write them.
    made(&bench, json!({ "name": "Say Hello!", "type": 3 }), "").await;
}

#[tokio::test]
async fn options_have_limits() {
    let bench = Bench::start().await;
    let with = |kind: u8, more: Value| {
        let mut option = json!({ "type": kind, "name": "o", "description": "d" });
        let more = more.as_object().unwrap().clone();
        option.as_object_mut().unwrap().extend(more);
        json!({ "name": "c", "description": "d", "options": [option] })
    };
    let choices = |count: usize| -> Value {
        let numbers = 0..count;
        numbers
            .map(|n| json!({ "name": n.to_string(), "value": "x" }))
            .collect()
    };
    let choice = |name: usize, value: usize| {
        let (name, value) = ("n".repeat(name), "v".repeat(value));
        with(3, json!({ "choices": [{ "name": name, "value": value }] }))
    };
    let large = 1_i64 << 53;
    let at = |key: &str| format!("/options/0/{key}");
    for (body, place) in [
        (with(3, json!({ "choices": choices(25) })), String::new()),
        (with(3, json!({ "choices": choices(26) })), at("choices")),
        (choice(100, 100), String::new()),
        (choice(101, 100), at("choices/0/name")),
        (choice(100, 101), at("choices/0/value")),
        (
            with(4, json!({ "min_value": 1 - large, "max_value": large - 1 })),
            String::new(),
        ),
        (with(4, json!({ "max_value": large })), at("max_value")),
        (with(4, json!({ "min_value": -large })), at("min_value")),
        (
            with(3, json!({ "min_length": 0, "max_length": 6000 })),
            String::new(),
        ),
        (with(3, json!({ "max_length": 6001 })), at("max_length")),
        (with(12, json!({})), at("type")),
        (
            with(
                11,
                json!({ "file_types": ["image", "video", "audio", ".rs"] }),
            ),
            String::new(),
        ),
        (
            with(11, json!({ "file_types": ["text"] })),
            at("file_types/0"),
        ),
        (
            with(11, json!({ "file_types": vec![".rs"; 11] })),
            at("file_types"),
        ),
    ] {
        made(&bench, body, &place).await;
    }
}

#[tokio::test]
async fn the_longest_translation_counts() {
    let bench = Bench::start().await;
    let long = |count: usize| "d".repeat(count);
    let choices: Value = (0..4)
        .map(|n| json!({ "name": format!("{n}{}", long(36)), "value": long(37) }))
        .collect();
    // All that stands in German is longer: 100 for the command, and then option by option.
    let command = |german: [usize; 3]| {
        let options: Vec<Value> = (0..25)
            .map(|n| {
                let length = german.get(n).copied().unwrap_or(1);
                json!({
                    "type": 3,
                    "name": format!("{n:0>10}"),
                    "description": "d",
                    "description_localizations": { "de": long(length), "fr": "d" },
                    "choices": choices,
                })
            })
            .collect();
        json!({
            "name": "c",
            "description": "d",
            "description_localizations": { "de": long(100) },
            "options": options,
        })
    };
    // 1 + 100 and 25 options of 10 + 4 * 74, with 100 + 100 + 27 and 22 times 1.
    made(&bench, command([100, 100, 27]), "").await;
    made(&bench, command([100, 100, 28]), "/").await;
}

#[tokio::test]
async fn permissions_are_set_by_token() {
    let bench = bench().await;
    let command = json!({ "name": "ping", "description": "d" });
    let command = bench.post(&commands(&bench), command).await;
    let application = bench.sandbox.application_id();
    let guild = bench.sandbox.guild_id();
    let all = format!("/applications/{application}/guilds/{guild}/commands");
    let path = format!("{all}/{}/permissions", command["id"].as_str().unwrap());
    let granted = token(&bench, "applications.commands.permissions.update").await;
    let put = async |path: &str, granted: &Value, body: Value| {
        let request = bearer(&bench, Method::PUT, path, granted)
            .header("content-type", "application/json")
            .body(body.to_string());
        let (status, body) = answer(request).await;
        (status.as_u16(), body)
    };
    let everyone = json!({ "permissions": [{ "id": guild, "type": 1, "permission": false }] });
    let (status, set) = put(&path, &granted, everyone.clone()).await;
    assert_eq!(status, 200, "{set}");
    assert_eq!(set["permissions"][0]["permission"], false);
    let other = token(&bench, "identify").await;
    let (status, error) = put(&path, &other, everyone.clone()).await;
    assert_eq!((status, &error["code"]), (403, &json!(50026)));
    let (status, error) = bench.call(Method::PUT, &path, Some(everyone)).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(20001)));
    let many: Value = (0..101_u64)
        .map(|id| json!({ "id": (id + 1).to_string(), "type": 2, "permission": true }))
        .collect();
    let (_, error) = put(&path, &granted, json!({ "permissions": many })).await;
    assert!(
        error["errors"]["permissions"]["_errors"].is_array(),
        "{error}"
    );
    let batch = format!("{all}/permissions");
    let ada = bench.sandbox.user_id();
    let (status, error) = act(&bench, ada, Method::PUT, &batch, json!([])).await;
    assert_eq!((status, &error["code"]), (403, &json!(40006)));
}
