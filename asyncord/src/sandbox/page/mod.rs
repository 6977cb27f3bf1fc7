//! What a person sees of the sandbox: the page, its files and sockets, and the API behind it.

mod driver;
mod file;
mod observer;
mod view;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    extract::{FromRequestParts, Request, State, WebSocketUpgrade},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

pub(crate) use self::observer::Observers;

use super::{gateway, rest::Query, world::App};

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
        .nest("/sandbox/api", driver::routes())
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
