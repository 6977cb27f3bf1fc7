//! Discord's gateway: sockets, the sessions that outlive them, and who hears of what.

mod command;
mod connection;
mod encoding;
mod greeting;
mod identity;
mod link;
mod log;
mod payload;
mod rules;
mod session;
mod sessions;
mod writer;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    extract::{State, WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};

pub(crate) use self::{rules::Rules, sessions::Sessions};

use self::{encoding::Encoding, link::Close, payload::close};
use super::{
    rest::{ApiError, Form, Query},
    state::{application::Application, ids::UserId},
    world::{App, World},
};

/// Far more than any payload may have, so that one that is too long is answered and not cut off.
const MAX_MESSAGE: usize = 1024 * 1024;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/gateway", get(connect))
        .route("/gateway/", get(connect))
}

/// Takes a client's socket.
pub(crate) async fn connect(
    State(app): State<App>,
    Query(query): Query,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        let message = "426: this is the gateway, which speaks WebSocket";
        return ApiError::plain(StatusCode::UPGRADE_REQUIRED, message).into_response();
    };
    let wanted = check(query);
    let sockets = app.sockets.clone();
    upgrade
        .max_message_size(MAX_MESSAGE)
        .max_frame_size(MAX_MESSAGE)
        .on_upgrade(move |socket| sockets.track_future(connection::serve(app, socket, wanted)))
}

/// Checks what a client wants of the connection.
fn check(mut query: Form) -> Result<Encoding, Close> {
    let mut get = |key| query.text(key, 0..=64).value();
    let version = get("v").unwrap_or_else(|| "10".to_owned());
    if !matches!(&*version, "6" | "7" | "8" | "9" | "10") {
        return Err(Close::new(close::INVALID_VERSION, "Invalid API version."));
    }
    let encoding = get("encoding").unwrap_or_else(|| "json".to_owned());
    if encoding != "json" {
        return Err(Close::new(
            close::DECODE_ERROR,
            format!("encoding={encoding} is not supported by the sandbox, use json"),
        ));
    }
    let compress = get("compress");
    Encoding::parse(compress.as_deref()).ok_or_else(|| {
        Close::new(
            close::DECODE_ERROR,
            "unknown compress=, use zlib-stream or zstd-stream, or leave it out",
        )
    })
}

/// Has the bots go offline that have no session any more.
pub(crate) fn settle(world: &mut World) {
    world.sessions.forget_old();
    let gone: Vec<UserId> = world
        .store
        .applications()
        .filter(|application| !world.sessions.has(application.id))
        .map(Application::user_id)
        .filter(|user| world.store.is_online(*user))
        .collect();
    for user in gone {
        if let Ok(changed) = world.store.set_presence(user, None) {
            world.publish(&changed.events);
        }
    }
}

/// Tells the page which bots are connected.
pub(crate) fn announce(world: &World) {
    world.observers.applications(world);
}
