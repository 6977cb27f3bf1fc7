//! Members of lobbies. Discord docs: Lobby/Add a Member to a Lobby.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, post, put},
};
use serde_json::json;

use crate::sandbox::{
    rest::{
        Done, Params, Payload, Reply,
        body_list::PayloadList,
        caller::{AnyScope, Caller, Granted},
    },
    state::ids::UserId,
    world::App,
};

use super::{asker, form};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lobbies/{lobby_id}/members/@me", delete(leave))
        .route("/lobbies/{lobby_id}/members/@me/invites", post(invite_self))
        .route("/lobbies/{lobby_id}/members/bulk", post(bulk))
        .route(
            "/lobbies/{lobby_id}/members/{user_id}",
            put(add).delete(remove),
        )
        .route(
            "/lobbies/{lobby_id}/members/{user_id}/invites",
            post(invite),
        )
}

async fn add(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let application = caller.application()?;
    let id = params.id("lobby_id")?;
    app.world().store.lobby(application, id)?;
    let member = form::member(&mut payload.form, params.id("user_id")?);
    payload.form.finish()?;
    let json = app.change(|store| store.put_lobby_member(application, id, member))?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let application = caller.application()?;
    let (id, user) = (params.id("lobby_id")?, params.id("user_id")?);
    app.change(|store| store.remove_lobby_member(application, id, user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn leave(State(app): State<App>, caller: Granted<AnyScope>, params: Params) -> Done {
    let application = caller.application()?;
    let id = params.id("lobby_id")?;
    app.change(|store| store.remove_lobby_member(application, id, caller.user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn bulk(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: PayloadList,
) -> Reply {
    let application = caller.application()?;
    let id = params.id("lobby_id")?;
    app.world().store.lobby(application, id)?;
    if !(1..=25).contains(&payload.objects.len()) {
        let message = "Must be between 1 and 25 in length.";
        payload.form.error("", "BASE_TYPE_BAD_LENGTH", message);
    }
    let updates = payload.read(form::member_update)?;
    let members = app.change(|store| store.update_lobby_members(application, id, updates))?;
    Ok(Json(members.into()))
}

async fn invite_self(State(app): State<App>, caller: Granted<AnyScope>, params: Params) -> Reply {
    let user = caller.user;
    make_invite(&app, &caller, &params, user)
}

async fn invite(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let user = params.id("user_id")?;
    make_invite(&app, &caller, &params, user)
}

fn make_invite(app: &App, caller: &Caller, params: &Params, user: UserId) -> Reply {
    let asker = asker(caller)?;
    let id = params.id("lobby_id")?;
    let code = app.change(|store| store.invite_from_lobby(asker, id, user))?;
    Ok(Json(json!({ "code": code })))
}
