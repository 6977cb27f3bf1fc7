//! Guilds as drivers make them, and how people come into them.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{patch, post, put},
};
use serde_json::Value;

use crate::sandbox::{
    rest::{AS_USER, ApiError, Caller, Params, Payload},
    state::{Changed, Refusal, membership::REQUESTED},
    world::App,
};

type Reply = Result<Json<Value>, ApiError>;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds", post(create))
        .route("/guilds/{guild_id}", patch(equip))
        .route("/guilds/{guild_id}/members/{user_id}", put(join))
        .route(&format!("{AS_USER}/invites/{{code}}"), put(accept))
}

/// Makes a guild, of a template if one is named.
async fn create(State(app): State<App>, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let name = form.text("name", 2..=100);
    let name = form.required("name", name);
    let owner = form.id("owner_id").value();
    let template = form.text("template", 0..=32).value();
    let name = payload.form.finish_with(name)?;
    app.change_and_view(
        |store| {
            let owner = owner.unwrap_or(store.default_user());
            match template {
                Some(code) => store.found_guild_from(&code, &name, owner),
                None => store.found_guild(&name, owner),
            }
        },
        |store, id| Ok(Json(store.guild(id)?.json())),
    )
}

/// Gives a guild what only Discord can: features, and a code for its address.
async fn equip(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let id = params.id("guild_id")?;
    let features = payload.form.texts("features", 0..=100).value();
    let code = payload.form.text("vanity_url_code", 2..=32);
    payload.form.finish()?;
    let json = app.change(|store| store.equip_guild(id, features, code))?;
    Ok(Json(json))
}

/// Lets a user join; a bot with all permissions unless others are named.
async fn join(
    State(app): State<App>,
    params: Params,
    mut payload: Payload,
) -> Result<StatusCode, ApiError> {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let permissions = payload.form.bits("permissions").value();
    payload.form.finish()?;
    let permissions = permissions.unwrap_or(REQUESTED);
    app.change(|store| store.admit_with(guild, user, permissions))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Uses an invite, and shows where it leads.
async fn accept(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let code = params.text("code");
    app.change_and_view(
        |store| {
            let invite = store.invite_json(store.invite(code)?);
            let accepted = store.accept_invite(code, caller.user)?;
            Ok::<_, Refusal>(Changed::new(invite, accepted.events))
        },
        |_, invite| Ok(Json(invite)),
    )
}
