mod application;
mod auto_moderation;
mod basics;
mod cdn;
mod channel;
mod command;
mod command_limit;
mod component;
mod component_limit;
mod coverage;
mod error;
mod expression;
mod fault;
mod guild;
mod guild_settings;
mod interaction;
mod invite;
mod limit;
mod lobby;
mod membership;
mod message;
mod message_limit;
mod monetization;
mod oauth2;
mod partner;
mod poll;
mod posting;
mod refusal;
mod resource_limit;
mod role_connection;
mod search;
mod thread;
mod upload;
mod voice;
mod webhook;

use reqwest::Method;
use serde_json::{Value, json};

use super::super::{
    state::ids::{UserId, seed},
    testing::{Bench, answer},
};

/// Somebody who moderates nothing.
const LINUS: UserId = seed(23);

/// What linus, an ordinary member, gets from an operation.
async fn as_linus(bench: &Bench, method: Method, path: &str, body: Value) -> (u16, Value) {
    act(bench, LINUS, method, path, body).await
}

/// What a person does: the status, and the answer.
async fn act(bench: &Bench, user: UserId, method: Method, path: &str, body: Value) -> (u16, Value) {
    let path = format!("/sandbox/api/as/{user}{path}");
    let request = bench
        .at(method, &path)
        .header("content-type", "application/json")
        .body(body.to_string());
    let (status, body) = answer(request).await;
    (status.as_u16(), body)
}

/// What a person writes in the first channel.
async fn write(bench: &Bench, user: UserId, body: Value) -> (u16, Value) {
    let path = format!("/channels/{}/messages", bench.channel());
    act(bench, user, Method::POST, &path, body).await
}

/// Takes permissions from somebody in the first channel.
async fn deny(bench: &Bench, user: UserId, bits: u64) {
    let path = format!("/channels/{}", bench.channel());
    let overwrite = json!({ "id": user, "type": 1, "allow": "0", "deny": bits.to_string() });
    let body = json!({ "permission_overwrites": [overwrite] });
    let (status, answer) = bench.call(Method::PATCH, &path, Some(body)).await;
    assert_eq!(status, 200, "{answer}");
}

fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

/// The status and the number of a refusal.
fn refused((status, answer): &(u16, Value)) -> (u16, u64) {
    (*status, answer["code"].as_u64().unwrap_or(0))
}
