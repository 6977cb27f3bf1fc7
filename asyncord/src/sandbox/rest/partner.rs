//! What games with the Social SDK ask for. Discord docs: Social SDK/Using Provisional Accounts.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{post, put},
};

use crate::sandbox::{
    state::{Refusal, ids::ApplicationId, partner::external_id},
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    lobby::moderation,
    request::{Params, Payload},
};

/// Who else tells players apart.
const PROVIDERS: [&str; 8] = [
    "OIDC",
    "EPIC_ONLINE_SERVICES_ACCESS_TOKEN",
    "EPIC_ONLINE_SERVICES_ID_TOKEN",
    "STEAM_SESSION_TICKET",
    "UNITY_SERVICES_ID_TOKEN",
    "DISCORD_BOT_ISSUED_ACCESS_TOKEN",
    "APPLE_ID_TOKEN",
    "PLAYSTATION_NETWORK_ID_TOKEN",
];

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/partner-sdk/token", post(token))
        .route("/partner-sdk/token/bot", post(token_for_bot))
        .route("/partner-sdk/provisional-accounts/unmerge", post(unmerge))
        .route(
            "/partner-sdk/provisional-accounts/unmerge/bot",
            post(unmerge_for_bot),
        )
        .route(
            "/partner-sdk/dms/{user_id_1}/{user_id_2}/messages/{message_id}/moderation-metadata",
            put(moderate),
        )
}

/// Reads which game asks, and for which player by another provider's token.
fn player(app: &App, mut form: Form) -> Result<(ApplicationId, String), ApiError> {
    let client = form.id("client_id");
    let client = form.required("client_id", client);
    let secret = form.text("client_secret", 0..=1024).value();
    let token = form.text("external_auth_token", 1..=10_240);
    let token = form.required("external_auth_token", token);
    let kind = form.text("external_auth_type", 1..=64);
    let kind = form.required("external_auth_type", kind);
    if kind
        .as_deref()
        .is_some_and(|kind| !PROVIDERS.contains(&kind))
    {
        let message = format!("Value must be one of {PROVIDERS:?}.");
        form.error("external_auth_type", "BASE_TYPE_CHOICES", message);
    }
    let (client, token, kind) = form.finish_with((client, token, kind))?;
    let world = app.world();
    let application = world.store.application(client)?;
    if secret.is_some_and(|secret| secret != application.client_secret()) {
        return Err(Refusal::INVALID_CLIENT_SECRET.into());
    }
    let external = external_id(&kind, &token, world.store.clock.now())?;
    Ok((client, external))
}

async fn token(State(app): State<App>, payload: Payload) -> Reply {
    let (application, external) = player(&app, payload.form)?;
    let json = app.change(|store| store.provisional_token(application, external, None))?;
    Ok(Json(json))
}

/// How a bot names a player of its game.
fn name_of_player(form: &mut Form) -> Option<String> {
    let external = form.text("external_user_id", 1..=1024);
    form.required("external_user_id", external)
        .map(|external| format!("BOT:{external}"))
}

async fn token_for_bot(State(app): State<App>, caller: Caller, mut payload: Payload) -> Reply {
    let application = caller.application()?;
    let external = name_of_player(&mut payload.form);
    let name = payload.form.text("preferred_global_name", 1..=32).value();
    let external = payload.form.finish_with(external)?;
    let json = app.change(|store| store.provisional_token(application, external, name))?;
    Ok(Json(json))
}

async fn unmerge(State(app): State<App>, payload: Payload) -> Done {
    let (application, external) = player(&app, payload.form)?;
    app.change(|store| store.unmerge(application, &external))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn unmerge_for_bot(State(app): State<App>, caller: Caller, mut payload: Payload) -> Done {
    let application = caller.application()?;
    let external = name_of_player(&mut payload.form);
    let external = payload.form.finish_with(external)?;
    app.change(|store| store.unmerge(application, &external))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn moderate(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    payload: Payload,
) -> Done {
    let application = caller.application()?;
    let users = (params.id("user_id_1")?, params.id("user_id_2")?);
    let message = params.id("message_id")?;
    let moderation = moderation(payload)?;
    app.change(|store| store.moderate_direct_message(application, users, message, moderation))?;
    Ok(StatusCode::NO_CONTENT)
}
