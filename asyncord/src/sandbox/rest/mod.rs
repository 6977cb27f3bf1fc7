//! Discord's REST API: one file per resource, each with its routes.

mod application;
mod audit_log;
mod auto_moderation;
mod ban;
mod body_list;
mod caller;
mod channel;
mod command;
mod component;
mod embed;
mod emoji;
mod endpoint;
mod error;
mod fields;
mod form;
mod gateway;
mod guild;
mod integration;
mod interaction;
mod invite;
mod join_request;
mod list_body;
mod lobby;
mod member;
mod message;
mod message_body;
mod monetization;
mod oauth2;
mod operations;
mod partner;
mod pin;
mod poll;
mod poll_body;
mod prune;
mod rate_limit;
mod reaction;
mod request;
mod required;
mod role;
mod role_connection;
mod scheduled_event;
mod search;
mod soundboard;
mod stage;
mod sticker;
mod template;
mod thread;
mod user;
mod version;
mod voice;
mod webhook;
mod welcome;
mod widget;

#[cfg(test)]
mod tests;

use axum::{
    Json, Router,
    extract::{OriginalUri, Request},
    http::{Method, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use serde_json::Value;

pub(crate) use self::{
    application::{owners_edit, privileged_intents},
    caller::{AS_USER, Caller},
    endpoint::try_endpoints,
    error::{ApiError, Why},
    form::Form,
    interaction::inline,
    oauth2::authorize_request,
    rate_limit::RateLimits,
    request::{Params, Payload, Query, SentFile},
};

pub use self::rate_limit::{Limit, RateLimitMode, Scope};

use self::operations::Known;
use super::world::App;

/// Below this path is the API of the page.
const PEOPLE: &str = "/sandbox/api";

/// What a handler answers.
type Reply = Result<Json<Value>, ApiError>;
/// What a handler answers that has nothing to say.
type Done = Result<StatusCode, ApiError>;

/// Adds the API to the routes of the page, as bots use it and as people do, in whose names a driver asks.
pub(crate) fn add_routes(page: Router<App>) -> Router<App> {
    let operations = operations();
    let counted = operations
        .clone()
        .route_layer(middleware::from_fn(rate_limit::count));
    page.nest(&format!("{PEOPLE}{AS_USER}"), operations)
        .nest(version::PREFIX, counted)
}

fn operations() -> Router<App> {
    Router::new()
        .merge(application::routes())
        .merge(audit_log::routes())
        .merge(auto_moderation::routes())
        .merge(ban::routes())
        .merge(channel::routes())
        .merge(emoji::routes())
        .merge(command::routes())
        .merge(gateway::routes())
        .merge(guild::routes())
        .merge(interaction::routes())
        .merge(integration::routes())
        .merge(invite::routes())
        .merge(join_request::routes())
        .merge(lobby::routes())
        .merge(member::routes())
        .merge(message::routes())
        .merge(monetization::routes())
        .merge(oauth2::routes())
        .merge(partner::routes())
        .merge(pin::routes())
        .merge(poll::routes())
        .merge(prune::routes())
        .merge(reaction::routes())
        .merge(role::routes())
        .merge(scheduled_event::routes())
        .merge(search::routes())
        .merge(soundboard::routes())
        .merge(stage::routes())
        .merge(sticker::routes())
        .merge(template::routes())
        .merge(role_connection::routes())
        .merge(thread::routes())
        .merge(user::routes())
        .merge(voice::routes())
        .merge(webhook::routes())
        .merge(welcome::routes())
        .merge(widget::routes())
}

/// The operation of Discord's that a request is for, if it is for one: by the route that took it or, if
/// none did, by its path.
pub(crate) fn operation_of(method: &Method, template: Option<&str>, path: &str) -> Option<String> {
    // `@me` and `@original` are operations of their own, though one route may serve them too.
    let own = match template.filter(|_| !path.contains("/@")) {
        Some(template) => match template.strip_prefix(PEOPLE) {
            Some(rest) => rest.strip_prefix(AS_USER)?,
            None => version::strip(template),
        },
        None => match path.strip_prefix(PEOPLE) {
            // The person's id goes.
            Some(rest) => {
                let (at, _) = rest.match_indices('/').nth(2)?;
                rest.get(at..)?
            }
            None => version::strip(path),
        },
    };
    operations::name(method, own).map(|template| format!("{method} {template}"))
}

/// A path without the version of the API.
pub(crate) fn path_in_api(path: &str) -> &str {
    version::strip(path)
}

/// Takes the version out of a request's path; all versions are one.
pub(crate) async fn without_version(mut request: Request, next: Next) -> Response {
    if let Some(uri) = version::without(request.uri()) {
        *request.uri_mut() = uri;
    }
    next.run(request).await
}

/// Answers what no route takes.
pub(crate) async fn fallback(method: Method, OriginalUri(uri): OriginalUri) -> Response {
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
