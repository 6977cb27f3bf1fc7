//! What people do with applications, and what those answer.

mod command;
mod component;
mod followup;
mod place;
mod rubbish;
mod rules;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::{
    state::{
        ids::{UserId, seed},
        seed::ADA,
    },
    testing::{Bench, Gateway, answer},
};

const LINUS: UserId = seed(23);

/// What a person did, as the bot got it, and what it was told in the end.
struct Done {
    got: Value,
    told: Value,
}

fn act(bench: &Bench, kind: u8, more: &Value) -> Value {
    let mut body = json!({
        "type": kind,
        "application_id": bench.sandbox.application_id(),
        "guild_id": bench.sandbox.guild_id(),
        "channel_id": bench.channel(),
    });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    body
}

async fn callback(bench: &Bench, got: &Value, body: &Value, query: &str) -> (StatusCode, Value) {
    let (id, token) = (got["id"].as_str().unwrap(), got["token"].as_str().unwrap());
    let path = format!("/api/v10/interactions/{id}/{token}/callback{query}");
    let request = bench
        .at(Method::POST, &path)
        .header("content-type", "application/json")
        .body(body.to_string());
    answer(request).await
}

/// Ada does something, which the bot answers.
async fn exchange(bench: &Bench, gateway: &mut Gateway, did: Value, reply: Value) -> Done {
    exchange_as(bench, ADA, gateway, did, reply).await
}

/// Somebody does something, which the bot answers.
async fn exchange_as(
    bench: &Bench,
    user: UserId,
    gateway: &mut Gateway,
    did: Value,
    reply: Value,
) -> Done {
    let path = format!("/as/{user}/interactions");
    let (told, got) = tokio::join!(bench.drive(Method::POST, &path, did), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        let (status, error) = callback(bench, &got, &reply, "").await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{error}");
        got
    });
    Done { got, told }
}

/// What ada is told of something that cannot be done.
async fn refused(bench: &Bench, did: &Value) -> Value {
    let path = format!("/sandbox/api/as/{}/interactions", bench.ada());
    let request = bench
        .at(Method::POST, &path)
        .header("content-type", "application/json")
        .body(did.to_string());
    let (status, error) = answer(request).await;
    assert!(status.is_client_error(), "{error}");
    error
}

async fn make(bench: &Bench, command: Value) -> Value {
    let path = format!("/applications/{}/commands", bench.sandbox.application_id());
    bench.post(&path, command).await["id"].clone()
}

/// A request of the interaction's webhook, without a token of the bot.
async fn webhook(
    bench: &Bench,
    got: &Value,
    method: Method,
    path: &str,
    body: Value,
) -> (StatusCode, Value) {
    let application = bench.sandbox.application_id();
    let token = got["token"].as_str().unwrap();
    let path = format!("/api/v10/webhooks/{application}/{token}{path}");
    let request = bench
        .at(method, &path)
        .header("content-type", "application/json")
        .body(body.to_string());
    answer(request).await
}
