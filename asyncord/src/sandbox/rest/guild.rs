//! Guilds, their channels and their roles. Discord docs: Guild.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;

use crate::sandbox::{
    state::{channel::kind, guild::Role, ids::GuildId},
    world::App,
};

use super::{
    Reply, channel,
    error::ApiError,
    request::{Bot, Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}", get(one).patch(edit))
        .route(
            "/guilds/{guild_id}/channels",
            get(channels).post(create_channel),
        )
        .route("/guilds/{guild_id}/roles", get(roles))
        .route("/guilds/{guild_id}/roles/{role_id}", get(role))
}

async fn one(State(app): State<App>, bot: Bot, params: Params, Query(mut query): Query) -> Reply {
    let id = params.id("guild_id")?;
    let with_counts = query.flag("with_counts").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    let guild = world.store.guild_for(id, bot.user)?;
    let mut json = guild.json();
    if with_counts {
        json["approximate_member_count"] = guild.members.len().into();
        json["approximate_presence_count"] = guild.members.len().into();
    }
    Ok(Json(json))
}

async fn edit(State(app): State<App>, bot: Bot, params: Params, mut payload: Payload) -> Reply {
    let id = params.id("guild_id")?;
    let form = &mut payload.form;
    let name = form.text("name", 2..=100).value();
    let description = form.text("description", 0..=300);
    payload.form.finish()?;
    let json = app.change(|store| {
        store.guild_for(id, bot.user)?;
        store.edit_guild(id, name, description)
    })?;
    Ok(Json(json))
}

async fn channels(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let id: GuildId = params.id("guild_id")?;
    let world = app.world();
    world.store.guild_for(id, bot.user)?;
    let channels: Vec<Value> = world
        .store
        .channels_of(id)
        .map(|channel| world.store.channel_json(channel))
        .collect();
    Ok(Json(channels.into()))
}

async fn create_channel(
    State(app): State<App>,
    bot: Bot,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let id = params.id("guild_id")?;
    let form = &mut payload.form;
    let kind = form.integer("type", 0..=i64::from(u8::MAX)).value();
    let kind = kind.map_or(Some(kind::GUILD_TEXT), |kind| u8::try_from(kind).ok());
    let kind = kind.filter(|kind| kind::CREATABLE.contains(kind));
    if kind.is_none() {
        let message = format!("Value must be one of {:?}.", kind::CREATABLE);
        form.error("type", "BASE_TYPE_CHOICES", message);
    }
    let edit = channel::edit_of(form);
    if edit.name.is_none() && !form.has("name") {
        form.error("name", "BASE_TYPE_REQUIRED", "This field is required");
    }
    payload.form.finish()?;
    let json = app.change(|store| {
        store.guild_for(id, bot.user)?;
        store.create_channel(id, kind.unwrap_or(kind::GUILD_TEXT), edit)
    })?;
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

async fn roles(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, bot.user)?;
    Ok(Json(guild.roles.values().map(Role::json).collect()))
}

async fn role(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let role = params.id("role_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, bot.user)?;
    let role = guild
        .roles
        .get(&role)
        .ok_or(crate::sandbox::state::Refusal::UnknownRole)?;
    Ok(Json(role.json()))
}
