//! Bodies that nobody in his right mind sends.

use fastrand::Rng;
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::{
    super::super::super::{
        state::interaction::Use,
        testing::{Bench, answer},
    },
    make,
};

const KEYS: [&str; 30] = [
    "type",
    "name",
    "description",
    "options",
    "components",
    "component",
    "accessory",
    "custom_id",
    "values",
    "value",
    "data",
    "choices",
    "min_values",
    "max_values",
    "style",
    "label",
    "url",
    "media",
    "file",
    "items",
    "emoji",
    "id",
    "title",
    "focused",
    "component_type",
    "name_localizations",
    "permissions",
    "default_values",
    "contexts",
    "target_id",
];

/// A value whose keys mean something to the sandbox, and whose values mostly do not.
fn rubbish(random: &mut Rng, depth: usize) -> Value {
    match random.u8(..if depth == 0 { 6 } else { 12 }) {
        0 => Value::Null,
        1 => random.bool().into(),
        2 => random.i64(..).into(),
        3 => random.f64().into(),
        4 => json!(
            *random
                .choice(&["", "a", "ping", "-1", "attachment://", "https://x", "b"])
                .unwrap()
        ),
        5 | 6 => random.u8(..25).into(),
        7..=9 => (0..random.usize(..4))
            .map(|_| rubbish(random, depth - 1))
            .collect(),
        _ => {
            let mut fields = Map::new();
            for _ in 0..random.usize(1..8) {
                let key = *random.choice(&KEYS).unwrap();
                fields.insert(key.to_owned(), rubbish(random, depth - 1));
            }
            // Else hardly anything gets beyond the first look.
            if random.u8(..4) != 0 {
                fields.insert("type".to_owned(), random.u8(..25).into());
            }
            fields.into()
        }
    }
}

/// Begins an interaction of ada's for whose answer nobody waits.
fn begin(bench: &Bench, kind: u8, data: Map<String, Value>) -> Option<Value> {
    let wanted = Use {
        kind,
        application: bench.sandbox.application_id(),
        guild: Some(bench.sandbox.guild_id()),
        channel: bench.sandbox.channel_id(),
        message: None,
        data,
        files: Vec::new(),
    };
    let ada = bench.sandbox.user_id();
    let mut world = bench.sandbox.server.app.world();
    let begun = world.store.interact(ada, wanted);
    begun.ok().map(|begun| begun.value.payload)
}

#[tokio::test]
async fn rubbish_is_refused() {
    let bench = Bench::start().await;
    let application = bench.sandbox.application_id();
    let guild = bench.sandbox.guild_id();
    let command = json!({ "name": "ping", "description": "d", "options": [
        { "type": 3, "name": "a", "description": "d", "autocomplete": true },
        { "type": 4, "name": "b", "description": "d" },
    ] });
    let id = make(&bench, command).await;
    let data = json!({ "id": id });
    // It waits for an answer all the while.
    let token = begin(&bench, 2, data.as_object().unwrap().clone()).unwrap();
    let callback = format!(
        "/api/v10/interactions/{}/{}/callback",
        token["id"].as_str().unwrap(),
        token["token"].as_str().unwrap()
    );
    let own = id.as_str().unwrap();
    let messages = format!("/api/v10/channels/{}/messages", bench.channel());
    let mut random = Rng::with_seed(7);
    for _ in 0..300 {
        let body = rubbish(&mut random, 6);
        let commands = format!("/api/v10/applications/{application}/commands");
        let in_guild = format!("/applications/{application}/guilds/{guild}/commands");
        let permissions = format!(
            "/sandbox/api/as/{}{in_guild}/{own}/permissions",
            bench.ada()
        );
        let shown = json!({ "flags": 1 << 15, "components": [body] });
        let mut data = body.as_object().cloned().unwrap_or_default();
        data.insert("id".to_owned(), id.clone());
        let answered = json!({ "type": random.u8(..13), "data": body });
        for (method, path, body) in [
            (Method::POST, commands.clone(), &body),
            (Method::PUT, format!("/api/v10{in_guild}"), &json!([body])),
            (Method::PATCH, format!("{commands}/{own}"), &body),
            (Method::PUT, permissions, &body),
            (Method::POST, messages.clone(), &shown),
            (Method::POST, callback.clone(), &answered),
        ] {
            let request = bench
                .at(method.clone(), &path)
                .header("authorization", format!("Bot {}", bench.token))
                .header("content-type", "application/json")
                .body(body.to_string());
            let (status, told) = answer(request).await;
            assert!(status.as_u16() < 500, "{method} {path} {body}: {told}");
        }
        // Nobody waits for what begins here.
        if let Some(begun) = begin(&bench, 2 + random.u8(..4), data) {
            assert!(begun["token"].is_string());
        }
    }
}
