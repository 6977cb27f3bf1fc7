//! The page's sockets: first the whole state, then every change of it.

use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, Utf8Bytes, WebSocket, rejection::WebSocketUpgradeRejection},
    },
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::sync::broadcast::{self, error::RecvError};

use crate::sandbox::{
    inspector::Record,
    rest::ApiError,
    state::{Event, Store, event::Audience},
    world::{App, Shown, World},
};

use super::view;

/// How many changes an observer may be behind; after that it gets the state again.
const BACKLOG: usize = 1024;
/// Pages have nothing to say here.
const MAX_MESSAGE: usize = 1024;

/// Everyone who watches the whole world.
pub(crate) struct Observers(broadcast::Sender<Utf8Bytes>);

impl Default for Observers {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl Observers {
    pub(crate) fn publish(&self, store: &Store, event: &Event, shown: &Shown<'_>) {
        // The page has every guild, whoever is in it.
        let is_own = matches!(event.audience, Audience::Users(..))
            && matches!(event.name, "GUILD_CREATE" | "GUILD_DELETE");
        if self.0.receiver_count() == 0 || is_own {
            return;
        }
        let name = event.name;
        let text = match view::event_for_page(store, event) {
            Some(data) => format!(r#"{{"type":"event","t":"{name}","d":{data}}}"#),
            None => format!(r#"{{"type":"event","t":"{name}","d":{}}}"#, shown.text()),
        };
        // Nobody there is no error.
        let _ = self.0.send(text.into());
    }

    /// Tells everything anew: it is another world.
    pub(crate) fn everything(&self, world: &World) {
        if self.0.receiver_count() > 0 {
            self.send(&view::first_frame(world));
        }
    }

    /// Tells which bots there are and which are connected.
    pub(crate) fn applications(&self, world: &World) {
        if self.0.receiver_count() > 0 {
            let applications = view::applications(world);
            self.send(&json!({ "type": "applications", "applications": applications }));
        }
    }

    /// Tells which commands there are.
    pub(crate) fn commands(&self, store: &Store) {
        if self.0.receiver_count() > 0 {
            let commands = view::commands(store);
            self.send(&json!({ "type": "commands", "commands": commands }));
        }
    }

    fn send(&self, message: &serde_json::Value) {
        // Nobody there is no error.
        let _ = self.0.send(message.to_string().into());
    }
}

/// Takes a page's socket.
pub(super) async fn connect(
    State(app): State<App>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        let message = "426: this address speaks WebSocket";
        return ApiError::plain(StatusCode::UPGRADE_REQUIRED, message).into_response();
    };
    let sockets = app.sockets.clone();
    upgrade
        .max_message_size(MAX_MESSAGE)
        .on_upgrade(move |socket| sockets.track_future(serve(app, socket)))
}

async fn serve(app: App, mut socket: WebSocket) {
    loop {
        let mut log = app.inspector.watch();
        let (state, mut changes) = subscribe(&app);
        if socket.send(Message::Text(state)).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                change = changes.recv() => match change {
                    Ok(change) => {
                        if socket.send(Message::Text(change)).await.is_err() {
                            return;
                        }
                    }
                    // Too slow: from the beginning.
                    Err(RecvError::Lagged(_)) => break,
                    Err(RecvError::Closed) => return,
                },
                record = log.recv() => match record {
                    Ok(record) => {
                        if socket.send(Message::Text(frame(&record))).await.is_err() {
                            return;
                        }
                    }
                    // What it missed it sees by the ids, and can ask for.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                },
                message = socket.recv() => match message {
                    None | Some(Err(_) | Ok(Message::Close(_))) => return,
                    Some(Ok(_)) => {}
                },
                () = app.stopping.cancelled() => {
                    // The page reconnects by itself; there is nobody to tell if it is gone.
                    let _ = socket.send(Message::Close(None)).await;
                    return;
                }
            }
        }
    }
}

/// An entry of the inspector for the page.
fn frame(record: &Record) -> Utf8Bytes {
    json!({ "type": "log", "entry": record.entry() })
        .to_string()
        .into()
}

/// The state and all changes from there on.
pub(crate) fn subscribe(app: &App) -> (Utf8Bytes, broadcast::Receiver<Utf8Bytes>) {
    let world = app.world();
    let state = view::first_frame(&world);
    (state.to_string().into(), world.observers.0.subscribe())
}
