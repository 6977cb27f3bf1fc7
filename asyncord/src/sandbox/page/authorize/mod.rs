//! Where people let applications in: as a client asks it, and as plain pages that need no script.

mod consent;
mod html;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, get, post},
};
use serde_json::json;

use crate::sandbox::{
    rest::{AS_USER, Caller, Params, Payload, authorize_request},
    state::oauth::DeviceAnswer,
    world::App,
};

use super::{Done, Reply};

/// The pages, which stand where Discord's do.
pub(super) fn pages() -> Router<App> {
    let page = get(consent::ask).post(consent::answer);
    Router::new()
        .route("/oauth2/authorize", page.clone())
        .route("/api/oauth2/authorize", page)
        .route("/oauth2/authorized", get(consent::done))
        .route(
            "/activate",
            get(consent::ask_for_device).post(consent::answer_device),
        )
}

/// What a person does in the client.
pub(super) fn routes() -> Router<App> {
    Router::new().nest(
        AS_USER,
        Router::new()
            .route("/oauth2/authorize", post(authorize))
            .route("/oauth2/device", post(answer_device))
            .route(
                "/oauth2/authorizations/{application_id}",
                delete(deauthorize),
            ),
    )
}

async fn authorize(State(app): State<App>, caller: Caller, payload: Payload) -> Reply {
    let request = authorize_request(payload.form)?;
    let location = app.change(|store| store.authorize(caller.user, request))?;
    Ok(Json(json!({ "location": location })))
}

async fn answer_device(State(app): State<App>, caller: Caller, mut payload: Payload) -> Done {
    let code = payload.form.text("user_code", 1..=16);
    let code = payload.form.required("user_code", code);
    let denies = payload.form.flag("deny").value().unwrap_or(false);
    let code = payload.form.finish_with(code)?;
    let answer = if denies {
        DeviceAnswer::Denied
    } else {
        DeviceAnswer::Agreed(caller.user)
    };
    app.change(|store| store.answer_device(&code, answer))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn deauthorize(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let application = params.id("application_id")?;
    app.change(|store| {
        store.application(application)?;
        Ok::<_, crate::sandbox::rest::ApiError>(store.deauthorize(application, caller.user))
    })?;
    Ok(StatusCode::NO_CONTENT)
}
