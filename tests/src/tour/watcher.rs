//! The bot that watches, and what is wrong with the events it gets.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use asyncord::{event::AnyEvent, sandbox::Sandbox};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_tungstenite::{connect_async, tungstenite::Message};

use crate::schema::compare;

/// Every intent there is.
const ALL_INTENTS: u64 = 53_608_447;

/// What Discord sends in READY and does not document: clients of long standing read it, as it was meant for people's.
const UNDOCUMENTED_IN_READY: &[&str] = &[
    "_trace",
    "presences",
    "private_channels",
    "relationships",
    "session_type",
    "user_settings",
];

/// What is wrong with an event, by our type of it, which keeps all that is documented.
pub(super) fn fault_of(name: &str, data: &Value) -> Option<String> {
    let event = match AnyEvent::decode_reporting(name, &data.to_string()) {
        Ok((AnyEvent::Unknown(_), _)) => return Some("no event of Discord's".to_owned()),
        Ok((event, strange)) => match strange.first() {
            Some(strange) => return Some(strange.to_string()),
            None => event,
        },
        Err(error) => return Some(error.to_string()),
    };
    let again = serde_json::to_value(&event).unwrap_or_default();
    let counts = |path: &str| name != "READY" || !UNDOCUMENTED_IN_READY.contains(&path);
    let lost: Vec<String> = compare::lost(data, &again, counts)
        .iter()
        .filter(|difference| !difference.is_null_for_nothing())
        .map(|difference| format!("{}: {:?}", difference.path, difference.kind))
        .collect();
    (!lost.is_empty()).then(|| format!("not as documented: {}", lost.join(", ")))
}

/// Has the bot identify, and its events collected from then on.
///
/// What is sent to the channel it says to the gateway.
pub(super) async fn watch(
    sandbox: &Sandbox,
    events: Arc<Mutex<Vec<(String, Value)>>>,
) -> mpsc::UnboundedSender<Value> {
    let url = format!("{}?v=10&encoding=json", sandbox.gateway_url());
    let (mut socket, _) = connect_async(url).await.expect("the gateway listens");
    let identify = json!({ "op": 2, "d": {
        "token": sandbox.token().expose(),
        "intents": ALL_INTENTS,
        "properties": { "os": "linux", "browser": "tour", "device": "tour" },
    } });
    socket
        .send(Message::text(identify.to_string()))
        .await
        .expect("the gateway takes an Identify");
    let (commands, mut said) = mpsc::unbounded_channel::<Value>();
    let (ready, is_ready) = tokio::sync::oneshot::channel();
    let mut ready = Some(ready);
    tokio::spawn(async move {
        let mut heartbeat = tokio::time::interval(Duration::from_secs(30));
        loop {
            let message = tokio::select! {
                message = socket.next() => message,
                Some(command) = said.recv() => {
                    if socket.send(Message::text(command.to_string())).await.is_err() {
                        return;
                    }
                    continue;
                }
                _ = heartbeat.tick() => {
                    let beat = json!({ "op": 1, "d": null }).to_string();
                    if socket.send(Message::text(beat)).await.is_err() {
                        return;
                    }
                    continue;
                }
            };
            let Some(Ok(message)) = message else { return };
            let Ok(text) = message.to_text() else {
                continue;
            };
            let Ok(mut payload) = serde_json::from_str::<Value>(text) else {
                continue;
            };
            if payload["op"] != 0 {
                continue;
            }
            let name = payload["t"].as_str().unwrap_or_default().to_owned();
            let is_guild = name == "GUILD_CREATE";
            events
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((name, payload["d"].take()));
            if is_guild && let Some(ready) = ready.take() {
                // Whoever started the tour may be gone.
                let _ = ready.send(());
            }
        }
    });
    is_ready.await.expect("the bot gets its guild");
    commands
}
