//! What a person sees of the sandbox: the page, its files and sockets, and the API behind it.

mod application;
mod authorize;
mod cdn;
mod control;
mod driver;
mod file;
mod guild;
mod interaction;
mod observer;
mod people;
mod poll;
mod sound;
mod taking_part;
mod view;

#[cfg(test)]
mod tests;

use axum::{
    Json, Router,
    extract::{FromRequestParts, Request, State, WebSocketUpgrade},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde_json::Value;

pub(crate) use self::observer::Observers;
#[cfg(feature = "testkit")]
pub(crate) use self::{observer::subscribe, view::state};

use super::{
    gateway,
    rest::{ApiError, Query},
    world::App,
};

/// What a handler answers.
type Reply = Result<Json<Value>, ApiError>;
/// What a handler answers that has nothing to say.
type Done = Result<StatusCode, ApiError>;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(root))
        .route("/sandbox", get(to_page))
        .route("/sandbox/", get(file::index))
        .route("/sandbox/app.js", get(file::script))
        .route("/sandbox/app.css", get(file::style))
        .route("/sandbox/socket", get(observer::connect))
        .route(
            "/attachments/{channel_id}/{attachment_id}/{filename}",
            get(file::attachment),
        )
        .nest("/cdn", cdn::routes())
        .route("/soundboard-sounds/{sound_id}", get(sound::sound))
        .nest(
            "/sandbox/api",
            driver::routes()
                .merge(poll::routes())
                .merge(application::routes())
                .merge(authorize::routes())
                .merge(interaction::routes())
                .merge(guild::routes())
                .merge(control::routes())
                .merge(people::routes())
                .merge(taking_part::routes()),
        )
        .merge(authorize::pages())
}

/// Sends people to the page, and clients that drop the path of the gateway's address to the gateway.
async fn root(State(app): State<App>, query: Query, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    match WebSocketUpgrade::from_request_parts(&mut parts, &app).await {
        Ok(upgrade) => gateway::connect(State(app), query, Ok(upgrade)).await,
        Err(_) => to_page().await.into_response(),
    }
}

async fn to_page() -> Redirect {
    Redirect::temporary("/sandbox/")
}
