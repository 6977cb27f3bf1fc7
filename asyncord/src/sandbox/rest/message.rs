//! Messages. Discord docs: Message.

use std::collections::HashSet;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde_json::Value;

use crate::sandbox::{
    state::{
        Refusal, Store,
        bits::permission,
        ids::{ChannelId, MessageId, UserId},
        message::Page,
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    message_body,
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/channels/{channel_id}/messages", get(list).post(create))
        .route(
            "/channels/{channel_id}/messages/bulk-delete",
            post(bulk_delete),
        )
        .route(
            "/channels/{channel_id}/messages/{message_id}",
            get(one).patch(edit).delete(remove),
        )
        .route(
            "/channels/{channel_id}/messages/{message_id}/crosspost",
            post(crosspost),
        )
}

/// A message of a channel as one user sees it.
fn view(store: &Store, channel: ChannelId, id: MessageId, viewer: UserId) -> Reply {
    let message = store.message(channel, id)?;
    Ok(Json(store.message_json(message, Some(viewer))))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let world = app.world();
    let store = &world.store;
    store.channel_with(channel, caller.user, permission::READ_MESSAGE_HISTORY)?;
    store.message_for(channel, id, caller.user)?;
    view(store, channel, id, caller.user)
}

/// Reads which messages are asked for.
fn page_of(query: &mut Form) -> Page {
    let before = query.id("before").value().map(Page::Before);
    let after = query.id("after").value().map(Page::After);
    let around = query.id("around").value().map(Page::Around);
    around.or(before).or(after).unwrap_or(Page::Newest)
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let channel = params.id("channel_id")?;
    let limit = query.integer("limit", 1..=100).value().unwrap_or(50);
    let page = page_of(&mut query);
    query.finish()?;
    let world = app.world();
    let found = world.store.channel_for(channel, caller.user)?;
    if !found.takes_messages() {
        return Err(Refusal::NOT_A_TEXT_CHANNEL.into());
    }
    let granted = world.store.permissions_in(found, caller.user);
    if granted & permission::READ_MESSAGE_HISTORY == 0 {
        // Discord answers as if there were none.
        return Ok(Json(Value::Array(Vec::new())));
    }
    let limit = usize::try_from(limit).unwrap_or(50);
    let messages: Vec<Value> = world
        .store
        .page_of_messages(channel, page, limit)
        .into_iter()
        // What only one person sees is nobody's to read again.
        .filter(|message| message.visible_to.is_none())
        .map(|message| {
            let mut json = world.store.message_json(message, Some(caller.user));
            if !caller.is_bot() {
                message.name_users(&mut json);
            }
            json
        })
        .collect();
    Ok(Json(messages.into()))
}

async fn create(State(app): State<App>, caller: Caller, params: Params, payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    // An unknown channel goes before a wrong body.
    app.world().store.channel_for(channel, caller.user)?;
    let draft = message_body::draft(payload)?;
    let nonce = draft.nonce.clone();
    let Json(mut json) = app.change_and_view(
        |store| store.post(channel, caller.user, draft),
        |store, id| view(store, channel, id, caller.user),
    )?;
    if let Some(nonce) = nonce {
        json["nonce"] = nonce;
    }
    Ok(Json(json))
}

async fn edit(State(app): State<App>, caller: Caller, params: Params, payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let flags = {
        let world = app.world();
        world.store.channel_for(channel, caller.user)?;
        world.store.message_for(channel, id, caller.user)?.flags
    };
    let edit = message_body::edit(payload, flags)?;
    app.change_and_view(
        |store| store.edit_message(channel, id, caller.user, edit),
        |store, ()| view(store, channel, id, caller.user),
    )
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    app.change(|store| store.delete_message(channel, id, &caller.actor))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn bulk_delete(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let channel = params.id("channel_id")?;
    let ids = payload.form.ids("messages", 0..=usize::MAX);
    let ids: Option<Vec<MessageId>> = payload.form.required("messages", ids);
    let mut seen = HashSet::new();
    if !ids.iter().flatten().all(|id| seen.insert(*id)) {
        let message = "This list must not name a message twice.";
        payload
            .form
            .error("messages", "LIST_ITEM_VALUE_DUPLICATED", message);
    }
    let ids = payload.form.finish_with(ids)?;
    if !(2..=100).contains(&ids.len()) {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            50016,
            "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages to delete.",
        ));
    }
    app.change(|store| store.bulk_delete(channel, &caller.actor, &ids))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn crosspost(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    app.change_and_view(
        |store| store.crosspost(channel, id, caller.user),
        |store, ()| view(store, channel, id, caller.user),
    )
}
