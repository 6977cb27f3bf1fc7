//! Emojis of guilds and applications. Discord docs: Emoji.

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
        expression::EmojiEdit,
        ids::{ApplicationId, EmojiId, GuildId, RoleId, UserId},
        image::Image,
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
        .route("/guilds/{guild_id}/emojis", get(list).post(create))
        .route(
            "/guilds/{guild_id}/emojis/{emoji_id}",
            get(one).patch(edit).delete(remove),
        )
        .route(
            "/applications/{application_id}/emojis",
            get(list_own).post(create_own),
        )
        .route(
            "/applications/{application_id}/emojis/{emoji_id}",
            get(one_own).patch(edit_own).delete(remove_own),
        )
}

fn name_of(form: &mut Form) -> Field<String> {
    let name = form.text("name", 2..=32);
    if let Field::Value(name) = &name
        && !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    {
        let message = "String value did not match validation regex.";
        form.error("name", "STRING_TYPE_REGEX", message);
    }
    name
}

/// The name and the image of a new emoji.
fn new_of(form: &mut Form) -> (Option<String>, Option<Image>) {
    let name = name_of(form);
    let name = form.required("name", name);
    let image = form.image("image");
    (name, form.required("image", image))
}

fn view(store: &Store, guild: GuildId, id: EmojiId, user: UserId) -> Result<Value, ApiError> {
    let emoji = store.guild_emoji(guild, id, user)?;
    Ok(store.emoji_json(emoji, store.sees_makers(guild, user)))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let store = &app.world().store;
    let guild = store.guild_for(id, caller.user)?;
    let with_maker = store.sees_makers(id, caller.user);
    let emojis = guild.expressions.emojis.values();
    let emojis = emojis.map(|emoji| store.emoji_json(emoji, with_maker));
    Ok(Json(emojis.collect()))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id("emoji_id")?;
    Ok(Json(view(&app.world().store, guild, id, caller.user)?))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let guild = params.id("guild_id")?;
    app.world().store.guild_for(guild, caller.user)?;
    let new = new_of(&mut payload.form);
    let roles: Option<Vec<RoleId>> = payload.form.ids("roles", 0..=250).value();
    let (name, image) = payload.form.finish_with(new)?;
    let roles = roles.unwrap_or_default();
    let json = app.change_and_view(
        |store| store.create_guild_emoji(&caller.actor, guild, name, roles, image),
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
    let id = params.id("emoji_id")?;
    app.world().store.guild_emoji(guild, id, caller.user)?;
    let edit = EmojiEdit {
        name: name_of(&mut payload.form).value(),
        roles: payload.form.ids("roles", 0..=250),
    };
    payload.form.finish()?;
    let json = app.change_and_view(
        |store| store.edit_guild_emoji(&caller.actor, guild, id, edit),
        |store, ()| view(store, guild, id, caller.user),
    )?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let id = params.id("emoji_id")?;
    app.change(|store| store.delete_guild_emoji(&caller.actor, guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}

/// The application of the path, which must be the bot's own.
fn own(caller: &Caller, params: &Params) -> Result<ApplicationId, ApiError> {
    let id: ApplicationId = params.id("application_id")?;
    if caller.application()? != id {
        return Err(Refusal::UNKNOWN_APPLICATION.into());
    }
    Ok(id)
}

fn view_own(store: &Store, application: ApplicationId, id: EmojiId) -> Result<Value, ApiError> {
    let emoji = store.application_emoji(application, id)?;
    Ok(store.emoji_json(emoji, true))
}

async fn list_own(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = own(&caller, &params)?;
    let store = &app.world().store;
    let emojis = store.application(id)?.emojis.values();
    let emojis: Vec<Value> = emojis.map(|emoji| store.emoji_json(emoji, true)).collect();
    Ok(Json(json!({ "items": emojis })))
}

async fn one_own(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let application = own(&caller, &params)?;
    let id = params.id("emoji_id")?;
    Ok(Json(view_own(&app.world().store, application, id)?))
}

async fn create_own(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let application = own(&caller, &params)?;
    let new = new_of(&mut payload.form);
    let (name, image) = payload.form.finish_with(new)?;
    let json = app.change_and_view(
        |store| store.create_application_emoji(application, name, image),
        |store, id| view_own(store, application, id),
    )?;
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

async fn edit_own(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let application = own(&caller, &params)?;
    let id = params.id("emoji_id")?;
    let name = name_of(&mut payload.form).value();
    payload.form.finish()?;
    let json = app.change_and_view(
        |store| store.edit_application_emoji(application, id, name),
        |store, ()| view_own(store, application, id),
    )?;
    Ok(Json(json))
}

async fn remove_own(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let application = own(&caller, &params)?;
    let id = params.id("emoji_id")?;
    app.change(|store| store.delete_application_emoji(application, id))?;
    Ok(StatusCode::NO_CONTENT)
}
