//! Sounds. Discord docs: Soundboard.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use crate::sandbox::{
    state::{
        Store,
        ids::{GuildId, SoundId, UserId},
        soundboard::{SoundEdit, default_sounds},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/soundboard-default-sounds", get(defaults))
        .route(
            "/guilds/{guild_id}/soundboard-sounds",
            get(list).post(create),
        )
        .route(
            "/guilds/{guild_id}/soundboard-sounds/{sound_id}",
            get(one).patch(edit).delete(remove),
        )
        .route("/channels/{channel_id}/send-soundboard-sound", post(play))
}

async fn defaults(_: Caller) -> Reply {
    Ok(Json(default_sounds()))
}

fn view(store: &Store, guild: GuildId, id: SoundId, user: UserId) -> Reply {
    let sound = store.sound(guild, id)?;
    Ok(Json(store.sound_json(sound, Some(user))))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild: GuildId = params.id("guild_id")?;
    let world = app.world();
    world.store.guild_for(guild, caller.user)?;
    let sounds = world.store.sounds_json(guild, Some(caller.user));
    Ok(Json(json!({ "items": sounds })))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id("sound_id")?;
    let world = app.world();
    world.store.guild_for(guild, caller.user)?;
    view(&world.store, guild, id, caller.user)
}

fn edit_of(form: &mut Form) -> SoundEdit {
    SoundEdit {
        name: form.text("name", 2..=32).value(),
        volume: form.fraction("volume", 0.0..=1.0).value(),
        emoji_id: form.id("emoji_id"),
        emoji_name: form.text("emoji_name", 1..=32),
    }
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let guild = params.id("guild_id")?;
    let form = &mut payload.form;
    let sound = form.text("sound", 1..=usize::MAX);
    let sound = form.required("sound", sound);
    let edit = edit_of(form);
    form.needs(&["name"]);
    let sound = payload.form.finish_with(sound)?;
    let reply = app.change_and_view(
        |store| store.create_sound(&caller.actor, guild, sound, edit),
        |store, id| view(store, guild, id, caller.user),
    )?;
    Ok((StatusCode::CREATED, reply).into_response())
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id("sound_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    app.change_and_view(
        |store| store.edit_sound(&caller.actor, guild, id, edit),
        |store, ()| view(store, guild, id, caller.user),
    )
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let id = params.id("sound_id")?;
    app.change(|store| store.delete_sound(&caller.actor, guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn play(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let channel = params.id("channel_id")?;
    let id = payload.form.id("sound_id");
    let id = payload.form.required("sound_id", id);
    let source = payload.form.id("source_guild_id").value();
    let id = payload.form.finish_with(id)?;
    app.change(|store| store.play_sound(caller.user, channel, id, source))?;
    Ok(StatusCode::NO_CONTENT)
}
