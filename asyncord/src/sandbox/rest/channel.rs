//! Channels. Discord docs: Channel.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};

use crate::sandbox::{state::channel::ChannelEdit, world::App};

use super::{
    Done, Reply,
    error::ApiError,
    form::Form,
    request::{Bot, Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/channels/{channel_id}",
            get(one).patch(edit).delete(remove),
        )
        .route("/channels/{channel_id}/typing", post(typing))
}

async fn one(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let id = params.id("channel_id")?;
    let world = app.world();
    let channel = world.store.channel_for(id, bot.user)?;
    Ok(Json(world.store.channel_json_for(channel, Some(bot.user))))
}

/// Reads what may be changed of a channel.
pub(super) fn edit_of(form: &mut Form) -> ChannelEdit {
    ChannelEdit {
        name: form.text("name", 1..=100).value(),
        topic: form.text("topic", 0..=1024),
        position: form.integer("position", 0..=i64::from(i32::MAX)).value(),
        parent_id: form.id("parent_id"),
        nsfw: form.flag("nsfw").or_empty(),
        rate_limit_per_user: form.integer("rate_limit_per_user", 0..=21_600).or_empty(),
        bitrate: form.integer("bitrate", 8_000..=384_000).value(),
        user_limit: form.integer("user_limit", 0..=99).or_empty(),
        permission_overwrites: form
            .objects("permission_overwrites", 0..=1000)
            .or_empty()
            .map(|list| list.into_iter().map(Into::into).collect()),
    }
}

async fn edit(State(app): State<App>, bot: Bot, params: Params, mut payload: Payload) -> Reply {
    let id = params.id("channel_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let json = app.change(|store| {
        store.channel_for(id, bot.user)?;
        store.edit_channel(id, edit)
    })?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let id = params.id("channel_id")?;
    let json = app.change(|store| {
        store.channel_for(id, bot.user)?;
        store.delete_channel(id, bot.user)
    })?;
    Ok(Json(json))
}

async fn typing(State(app): State<App>, bot: Bot, params: Params) -> Done {
    let id = params.id("channel_id")?;
    app.change(|store| store.typing(id, bot.user))
        .map_err(ApiError::from)?;
    Ok(StatusCode::NO_CONTENT)
}
