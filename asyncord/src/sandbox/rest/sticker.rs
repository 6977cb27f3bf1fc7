//! Stickers and their packs. Discord docs: Sticker.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Field, Refusal, Store,
        expression::{StickerEdit, StickerFile, packs, standard_sticker},
        ids::{GuildId, StickerId, UserId},
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
        .route("/stickers/{sticker_id}", get(any))
        .route("/sticker-packs", get(list_packs))
        .route("/sticker-packs/{pack_id}", get(pack))
        .route("/guilds/{guild_id}/stickers", get(list).post(create))
        .route(
            "/guilds/{guild_id}/stickers/{sticker_id}",
            get(one).patch(edit).delete(remove),
        )
}

fn edit_of(form: &mut Form) -> StickerEdit {
    let description = form.text("description", 0..=100);
    if let Field::Value(text) = &description
        && text.chars().count() == 1
    {
        let message = "Must be between 2 and 100 in length.";
        form.error("description", "BASE_TYPE_BAD_LENGTH", message);
    }
    StickerEdit {
        name: form.text("name", 2..=30).value(),
        description,
        tags: form.text("tags", 1..=200).value(),
    }
}

fn view(store: &Store, guild: GuildId, id: StickerId, user: UserId) -> Result<Value, ApiError> {
    let sticker = store.guild_sticker(guild, id, user)?;
    Ok(store.sticker_json(sticker, store.sees_makers(guild, user)))
}

async fn any(State(app): State<App>, _: Caller, params: Params) -> Reply {
    let id = params.id("sticker_id")?;
    if let Some((sticker, _)) = standard_sticker(id) {
        return Ok(Json(sticker));
    }
    let store = &app.world().store;
    let sticker = store.find_sticker(id).ok_or(Refusal::UNKNOWN_STICKER)?;
    Ok(Json(store.sticker_json(sticker, false)))
}

async fn list_packs() -> Json<Value> {
    Json(json!({ "sticker_packs": packs() }))
}

async fn pack(params: Params) -> Reply {
    let id = params.text("pack_id");
    let pack = packs().into_iter().find(|pack| pack["id"] == id);
    Ok(Json(pack.ok_or(Refusal::UNKNOWN_STICKER_PACK)?))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let store = &app.world().store;
    let guild = store.guild_for(id, caller.user)?;
    let with_maker = store.sees_makers(id, caller.user);
    let stickers = guild.expressions.stickers.values();
    let stickers = stickers.map(|sticker| store.sticker_json(sticker, with_maker));
    Ok(Json(stickers.collect()))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id("sticker_id")?;
    Ok(Json(view(&app.world().store, guild, id, caller.user)?))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    payload: Payload,
) -> Result<Response, ApiError> {
    let guild = params.id("guild_id")?;
    app.world().store.guild_for(guild, caller.user)?;
    let Payload { mut form, files } = payload;
    let edit = edit_of(&mut form);
    form.needs(&["name", "tags"]);
    let file = files.into_iter().next();
    if file.is_none() {
        form.error("file", "BASE_TYPE_REQUIRED", "This field is required");
    }
    let file = form.finish_with(file)?;
    let file = StickerFile::of(file.bytes)?;
    let json = app.change_and_view(
        |store| store.create_sticker(&caller.actor, guild, edit, file),
        |store, id| view(store, guild, id, caller.user),
    )?;
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id("sticker_id")?;
    app.world().store.guild_sticker(guild, id, caller.user)?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let json = app.change_and_view(
        |store| store.edit_sticker(&caller.actor, guild, id, edit),
        |store, ()| view(store, guild, id, caller.user),
    )?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let id = params.id("sticker_id")?;
    app.change(|store| store.delete_sticker(&caller.actor, guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}
