//! Lobbies. Discord docs: Lobby.

mod form;
mod member;
mod message;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, patch, post},
};

use crate::sandbox::{
    state::{
        Refusal,
        ids::{ChannelId, LobbyId},
        lobby::LobbyCaller,
    },
    world::App,
};

pub(super) use self::form::moderation;

use super::{
    ApiError, Done, Reply,
    caller::{AnyScope, Caller, Granted},
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lobbies", post(create).put(create_or_join))
        .route("/lobbies/{lobby_id}", get(one).patch(edit).delete(remove))
        .route("/lobbies/{lobby_id}/channel-linking", patch(link))
        .merge(member::routes())
        .merge(message::routes())
}

/// Who asks: the game's bot, or a player by its token.
fn asker(caller: &Caller) -> Result<LobbyCaller, Refusal> {
    Ok(LobbyCaller {
        application: caller.application()?,
        user: caller.user,
        is_bot: caller.is_bot(),
    })
}

fn view(app: &App, caller: LobbyCaller, id: LobbyId) -> Reply {
    let world = app.world();
    let lobby = world.store.lobby_for(caller, id)?;
    Ok(Json(world.store.lobby_json(lobby)))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    payload: Payload,
) -> Result<Response, ApiError> {
    let asker = asker(&caller)?;
    let edit = form::lobby(payload)?;
    let id = app.change(|store| store.create_lobby(asker.application, edit))?;
    let lobby = view(&app, asker, id)?;
    Ok((StatusCode::CREATED, lobby).into_response())
}

async fn create_or_join(
    State(app): State<App>,
    caller: Granted<AnyScope>,
    payload: Payload,
) -> Reply {
    let asker = asker(&caller)?;
    let (secret, lobby, member) = form::joining(payload, caller.user)?;
    let id =
        app.change(|store| store.create_or_join_lobby(asker.application, secret, lobby, member))?;
    view(&app, asker, id)
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    view(&app, asker(&caller)?, params.id("lobby_id")?)
}

async fn edit(State(app): State<App>, caller: Caller, params: Params, payload: Payload) -> Reply {
    let asker = asker(&caller)?;
    let id = params.id("lobby_id")?;
    app.world().store.lobby(asker.application, id)?;
    let edit = form::lobby(payload)?;
    app.change(|store| store.edit_lobby(asker.application, id, edit))?;
    view(&app, asker, id)
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let asker = asker(&caller)?;
    let id = params.id("lobby_id")?;
    app.change(|store| Ok::<_, ApiError>(store.delete_lobby(asker.application, id)))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn link(
    State(app): State<App>,
    caller: Granted<AnyScope>,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let asker = asker(&caller)?;
    let id = params.id("lobby_id")?;
    let channel: Option<ChannelId> = payload.form.id("channel_id").value();
    payload.form.finish()?;
    app.change(|store| store.link_lobby(asker, id, channel))?;
    view(&app, asker, id)
}
