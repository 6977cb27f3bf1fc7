//! Polls. Discord docs: Poll.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{ids::UserId, user::User},
    world::App,
};

use super::{
    Reply,
    caller::Caller,
    request::{Params, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/channels/{channel_id}/polls/{message_id}/answers/{answer_id}",
            get(voters),
        )
        .route(
            "/channels/{channel_id}/polls/{message_id}/expire",
            post(expire),
        )
}

async fn voters(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let channel = params.id("channel_id")?;
    let message = params.id("message_id")?;
    let answer = params.text("answer_id").parse().unwrap_or(0);
    let limit = query.integer("limit", 1..=100).value().unwrap_or(25);
    let after: Option<UserId> = query.id("after").value();
    query.finish()?;
    let store = &app.world().store;
    let users: Vec<Value> = store
        .poll_voters(channel, message, answer, caller.user)?
        .iter()
        .filter(|user| after.is_none_or(|after| **user > after))
        .take(usize::try_from(limit).unwrap_or(25))
        .filter_map(|user| store.user(*user).ok())
        .map(User::json)
        .collect();
    Ok(Json(json!({ "users": users })))
}

async fn expire(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    app.change_and_view(
        |store| store.end_poll(channel, id, caller.user),
        |store, ()| {
            let message = store.message(channel, id)?;
            Ok(Json(store.message_json(message, Some(caller.user))))
        },
    )
}
