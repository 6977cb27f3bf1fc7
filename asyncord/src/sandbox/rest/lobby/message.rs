//! Messages in lobbies. Discord docs: Lobby/Send Lobby Message.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, put},
};

use crate::sandbox::{
    rest::{
        ApiError, Done, Params, Payload, Query, Reply,
        caller::{AnyScope, Caller, Granted},
    },
    state::lobby::LobbyDraft,
    world::App,
};

use super::{asker, form};

const LONGEST_CONTENT: usize = 2000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lobbies/{lobby_id}/messages", get(list).post(create))
        .route(
            "/lobbies/{lobby_id}/messages/{message_id}/moderation-metadata",
            put(moderate),
        )
}

async fn list(
    State(app): State<App>,
    caller: Granted<AnyScope>,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let asker = asker(&caller)?;
    let id = params.id("lobby_id")?;
    let limit = query.integer("limit", 1..=200).value().unwrap_or(50);
    query.finish()?;
    let limit = usize::try_from(limit).unwrap_or(50);
    Ok(Json(
        app.world().store.lobby_messages(asker, id, limit)?.into(),
    ))
}

async fn create(
    State(app): State<App>,
    caller: Granted<AnyScope>,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let asker = asker(&caller)?;
    let id = params.id("lobby_id")?;
    app.world().store.lobby_for(asker, id)?;
    let form = &mut payload.form;
    let draft = LobbyDraft {
        content: form
            .text("content", 0..=LONGEST_CONTENT)
            .value()
            .unwrap_or_default(),
        flags: form.bits("flags").value().unwrap_or(0),
        metadata: form::metadata(form, "metadata").value(),
    };
    payload.form.finish()?;
    let json = app.change(|store| store.send_lobby_message(asker, id, draft))?;
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

async fn moderate(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    payload: Payload,
) -> Done {
    let application = caller.application()?;
    let id = params.id("lobby_id")?;
    app.world().store.lobby(application, id)?;
    let message = params.id("message_id")?;
    let moderation = form::moderation(payload)?;
    app.change(|store| store.moderate_lobby_message(application, id, message, moderation))?;
    Ok(StatusCode::NO_CONTENT)
}
