//! Voice states, regions and statuses. Discord docs: Voice.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, put},
};

use crate::sandbox::{
    state::{
        ids::{GuildId, UserId},
        voice::{VoiceEdit, regions_json},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/voice/regions", get(regions))
        .route("/guilds/{guild_id}/regions", get(regions_of_guild))
        .route(
            "/guilds/{guild_id}/voice-states/@me",
            get(own).patch(edit_own),
        )
        .route(
            "/guilds/{guild_id}/voice-states/{user_id}",
            get(one).patch(edit),
        )
        .route("/channels/{channel_id}/voice-status", put(set_status))
}

async fn regions(_: Caller) -> Reply {
    Ok(Json(regions_json()))
}

async fn regions_of_guild(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    app.world().store.guild_for(guild, caller.user)?;
    Ok(Json(regions_json()))
}

fn state(app: &App, caller: &Caller, guild: GuildId, user: UserId) -> Reply {
    let world = app.world();
    world.store.guild_for(guild, caller.user)?;
    let channel = world.store.voice_state(guild, user)?.channel_id;
    if user != caller.user {
        world.store.channel_for(channel, caller.user)?;
    }
    Ok(Json(world.store.voice_state_json(guild, user)))
}

async fn own(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    state(&app, &caller, params.id("guild_id")?, caller.user)
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let user = params.id("user_id")?;
    state(&app, &caller, params.id("guild_id")?, user)
}

fn edit_of(form: &mut Form) -> VoiceEdit {
    VoiceEdit {
        channel_id: form.id("channel_id").value(),
        suppress: form.flag("suppress").value(),
        request_to_speak: form.moment("request_to_speak_timestamp"),
    }
}

async fn edit_own(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let guild = params.id("guild_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let user = caller.user;
    app.change(|store| store.edit_voice_state(user, guild, user, &edit))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let mut edit = edit_of(&mut payload.form);
    // Only for oneself.
    edit.request_to_speak = crate::sandbox::state::Field::Absent;
    payload.form.finish()?;
    app.change(|store| store.edit_voice_state(caller.user, guild, user, &edit))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_status(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let channel = params.id("channel_id")?;
    let status = payload.form.text("status", 0..=500).value();
    payload.form.finish()?;
    app.change(|store| store.set_voice_status(&caller.actor, channel, status))?;
    Ok(StatusCode::NO_CONTENT)
}
