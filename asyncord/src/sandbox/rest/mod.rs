//! Discord's REST API: one file per resource, each with its routes.

mod application;
mod channel;
mod embed;
mod error;
mod form;
mod gateway;
mod guild;
mod member;
mod message;
mod message_body;
mod operations;
mod pin;
mod rate_limit;
mod reaction;
mod request;
mod user;
mod version;

#[cfg(test)]
mod tests;

use axum::{
    Json, Router,
    http::{Method, StatusCode, Uri},
    middleware,
    response::{IntoResponse, Response},
};
use serde_json::Value;

pub(crate) use self::{
    error::ApiError,
    form::Form,
    message::page_of,
    message_body::draft,
    rate_limit::{Limit, RateLimits, Scope},
    request::{Params, Payload, Query},
};

use self::operations::Known;
use super::world::App;

/// What a handler answers.
type Reply = Result<Json<Value>, ApiError>;
/// What a handler answers that has nothing to say.
type Done = Result<StatusCode, ApiError>;

/// The API under all of its versions.
pub(crate) fn routes(app: &App) -> Router<App> {
    let api = Router::new()
        .merge(application::routes())
        .merge(channel::routes())
        .merge(gateway::routes())
        .merge(guild::routes())
        .merge(member::routes())
        .merge(message::routes())
        .merge(pin::routes())
        .merge(reaction::routes())
        .merge(user::routes())
        .route_layer(middleware::from_fn_with_state(
            app.clone(),
            rate_limit::count,
        ));
    version::PREFIXES
        .iter()
        .fold(Router::new(), |router, prefix| {
            router.nest(prefix, api.clone())
        })
}

/// Answers what no route takes.
pub(crate) async fn fallback(method: Method, uri: Uri) -> Response {
    let path = version::strip(uri.path());
    if path == uri.path() {
        return ApiError::not_found().into_response();
    }
    if version::is_unsupported(path) {
        let message = "Invalid API version provided";
        return ApiError::new(StatusCode::BAD_REQUEST, 50041, message).into_response();
    }
    match operations::find(&method, path) {
        Known::Operation(template) => ApiError::not_implemented(&format!("{method} {template}")),
        Known::Path => ApiError::plain(StatusCode::METHOD_NOT_ALLOWED, "405: Method Not Allowed"),
        Known::Nothing => ApiError::not_found(),
    }
    .into_response()
}
