//! Reactions. Discord docs: Message/Create Reaction.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, get, put},
};
use serde_json::Value;

use crate::sandbox::{
    state::{
        bits::permission,
        ids::{ChannelId, MessageId, UserId},
        reaction::Emoji,
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    request::{Params, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/channels/{channel_id}/messages/{message_id}/reactions",
            delete(clear),
        )
        .route(
            "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}",
            get(list).delete(clear_emoji),
        )
        .route(
            "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
            put(add).delete(remove_own),
        )
        .route(
            "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}",
            delete(remove),
        )
}

/// The channel, the message and the emoji of a path.
fn target(params: &Params) -> Result<(ChannelId, MessageId, Emoji), ApiError> {
    Ok((
        params.id("channel_id")?,
        params.id("message_id")?,
        Emoji::parse(params.text("emoji_name"))?,
    ))
}

async fn add(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let (channel, message, emoji) = target(&params)?;
    app.change(|store| store.add_reaction(channel, message, caller.user, &emoji))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove_own(State(app): State<App>, caller: Caller, params: Params) -> Done {
    remove_of(&app, &caller, &params, caller.user)
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let user = params.id("user_id")?;
    remove_of(&app, &caller, &params, user)
}

fn remove_of(app: &App, caller: &Caller, params: &Params, user: UserId) -> Done {
    let (channel, message, emoji) = target(params)?;
    app.change(|store| store.remove_reaction(channel, message, caller.user, user, &emoji))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn clear(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let channel = params.id("channel_id")?;
    let message = params.id("message_id")?;
    app.change(|store| store.clear_reactions(channel, message, caller.user, None))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn clear_emoji(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let (channel, message, emoji) = target(&params)?;
    app.change(|store| store.clear_reactions(channel, message, caller.user, Some(&emoji)))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let (channel, message, emoji) = target(&params)?;
    let limit = query.integer("limit", 1..=100).value().unwrap_or(25);
    let after: Option<UserId> = query.id("after").value();
    let kind = query.integer("type", 0..=1).value().unwrap_or(0);
    query.finish()?;
    let world = app.world();
    let needed = permission::READ_MESSAGE_HISTORY;
    world.store.channel_with(channel, caller.user, needed)?;
    let message = world.store.message_for(channel, message, caller.user)?;
    // Nobody gives bursts here.
    let mut users = if kind == 0 {
        message.reacted(&emoji).to_vec()
    } else {
        Vec::new()
    };
    users.sort_unstable();
    let users: Vec<Value> = users
        .into_iter()
        .filter(|user| after.is_none_or(|after| *user > after))
        .take(usize::try_from(limit).unwrap_or(25))
        .filter_map(|user| world.store.user(user).ok())
        .map(crate::sandbox::state::user::User::json)
        .collect();
    Ok(Json(users.into()))
}
