//! Messages. Discord docs: Message.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde_json::Value;

use crate::sandbox::{
    state::{
        Store,
        ids::{ChannelId, MessageId, UserId},
        message::Page,
    },
    world::App,
};

use super::{
    Done, Reply,
    error::ApiError,
    form::Form,
    message_body,
    request::{Bot, Params, Payload, Query},
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

async fn one(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let world = app.world();
    world.store.channel_for(channel, bot.user)?;
    view(&world.store, channel, id, bot.user)
}

/// Reads which messages are asked for.
pub(crate) fn page_of(query: &mut Form) -> Page {
    let before = query.id("before").value().map(Page::Before);
    let after = query.id("after").value().map(Page::After);
    let around = query.id("around").value().map(Page::Around);
    around.or(before).or(after).unwrap_or(Page::Newest)
}

async fn list(State(app): State<App>, bot: Bot, params: Params, Query(mut query): Query) -> Reply {
    let channel = params.id("channel_id")?;
    let limit = query.integer("limit", 1..=100).value().unwrap_or(50);
    let page = page_of(&mut query);
    query.finish()?;
    let world = app.world();
    if !world.store.channel_for(channel, bot.user)?.takes_messages() {
        return Err(crate::sandbox::state::Refusal::NotATextChannel.into());
    }
    let limit = usize::try_from(limit).unwrap_or(50);
    let messages: Vec<Value> = world
        .store
        .page_of_messages(channel, page, limit)
        .into_iter()
        .map(|message| world.store.message_json(message, Some(bot.user)))
        .collect();
    Ok(Json(messages.into()))
}

async fn create(State(app): State<App>, bot: Bot, params: Params, payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    // An unknown channel goes before a wrong body.
    app.world().store.channel_for(channel, bot.user)?;
    let draft = message_body::draft(payload)?;
    let nonce = draft.nonce.clone();
    let Json(mut json) = app.change_and_view(
        |store| store.post(channel, bot.user, draft).map_err(ApiError::from),
        |store, id| view(store, channel, id, bot.user),
    )?;
    if let Some(nonce) = nonce {
        json["nonce"] = nonce;
    }
    Ok(Json(json))
}

async fn edit(State(app): State<App>, bot: Bot, params: Params, payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    {
        let world = app.world();
        world.store.channel_for(channel, bot.user)?;
        world.store.message(channel, id)?;
    }
    let edit = message_body::edit(payload)?;
    app.change_and_view(
        |store| {
            store
                .edit_message(channel, id, bot.user, edit)
                .map_err(ApiError::from)
        },
        |store, ()| view(store, channel, id, bot.user),
    )
}

async fn remove(State(app): State<App>, bot: Bot, params: Params) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    app.change(|store| store.delete_message(channel, id, bot.user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn bulk_delete(
    State(app): State<App>,
    bot: Bot,
    params: Params,
    mut payload: Payload,
) -> Done {
    let channel = params.id("channel_id")?;
    let ids = payload.form.ids("messages", 0..=usize::MAX);
    let ids: Vec<MessageId> = payload.form.required("messages", ids).unwrap_or_default();
    payload.form.finish()?;
    if !(2..=100).contains(&ids.len()) {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            50016,
            "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages to delete.",
        ));
    }
    app.change(|store| store.bulk_delete(channel, bot.user, &ids))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn crosspost(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    app.change_and_view(
        |store| {
            store
                .crosspost(channel, id, bot.user)
                .map_err(ApiError::from)
        },
        |store, ()| view(store, channel, id, bot.user),
    )
}
