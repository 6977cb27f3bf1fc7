//! Pinned messages, by the paged routes and by the old ones. Discord docs: Message/Get Channel Pins.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, put},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Field, Refusal, Store,
        bits::permission,
        ids::{ChannelId, UserId, iso, parse_iso},
        message::Message,
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    request::{Params, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/channels/{channel_id}/messages/pins", get(page))
        .route(
            "/channels/{channel_id}/messages/pins/{message_id}",
            put(pin).delete(unpin),
        )
        .route("/channels/{channel_id}/pins", get(list))
        .route(
            "/channels/{channel_id}/pins/{message_id}",
            put(pin).delete(unpin),
        )
}

/// The pins that a user is shown: none without READ_MESSAGE_HISTORY.
fn shown(store: &Store, channel: ChannelId, user: UserId) -> Result<Vec<&Message>, Refusal> {
    let found = store.channel_for(channel, user)?;
    if store.permissions_in(found, user) & permission::READ_MESSAGE_HISTORY == 0 {
        return Ok(Vec::new());
    }
    Ok(store.pins(channel))
}

async fn page(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let channel: ChannelId = params.id("channel_id")?;
    let limit = query.integer("limit", 1..=50).value().unwrap_or(50);
    let limit = usize::try_from(limit).unwrap_or(50);
    let before = match query.text("before", 0..=64) {
        Field::Value(text) => {
            let before = parse_iso(&text);
            if before.is_none() {
                let message = format!("Could not parse {text}. Should be ISO8601.");
                query.error("before", "DATE_TIME_TYPE_PARSE", message);
            }
            before
        }
        Field::Absent | Field::Null => None,
    };
    query.finish()?;
    let world = app.world();
    let pins: Vec<(u64, Value)> = shown(&world.store, channel, caller.user)?
        .into_iter()
        .filter_map(|message| {
            let at = message.pinned_at?;
            let is_in = before.is_none_or(|before| at < before);
            is_in.then(|| (at, world.store.message_json(message, Some(caller.user))))
        })
        .collect();
    let has_more = pins.len() > limit;
    let items: Vec<Value> = pins
        .into_iter()
        .take(limit)
        .map(|(at, message)| json!({ "pinned_at": iso(at), "message": message }))
        .collect();
    Ok(Json(json!({ "items": items, "has_more": has_more })))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let channel: ChannelId = params.id("channel_id")?;
    let world = app.world();
    let pins: Vec<Value> = shown(&world.store, channel, caller.user)?
        .into_iter()
        .take(50)
        .map(|message| world.store.message_json(message, Some(caller.user)))
        .collect();
    Ok(Json(pins.into()))
}

async fn pin(State(app): State<App>, caller: Caller, params: Params) -> Done {
    set(&app, &caller, &params, true)
}

async fn unpin(State(app): State<App>, caller: Caller, params: Params) -> Done {
    set(&app, &caller, &params, false)
}

fn set(app: &App, caller: &Caller, params: &Params, pinned: bool) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    app.change(|store| store.set_pin(channel, id, &caller.actor, pinned))?;
    Ok(StatusCode::NO_CONTENT)
}
