//! Order, pressure and failures, on paused time and without sockets.

mod allocations;
mod flight;
mod functions;
mod limits;
mod metrics;
mod order;
mod properties;
mod start;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::time::sleep;

use super::{Clients, Dispatcher, Prepared, Reason, running::Running};
use crate::{
    ClientGroups, GatewayClient, RestClient, Token,
    event::{MessageCreate, RawEvent},
    lock,
    model::Intents,
};

/// What handlers did, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, line: impl Into<String>) {
        lock(&self.0).push(line.into());
    }

    fn lines(&self) -> Vec<String> {
        lock(&self.0).clone()
    }

    /// The lines since the last time.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.0))
    }
}

fn dispatcher(log: &Log) -> Dispatcher {
    let dispatcher = Dispatcher::default();
    dispatcher
        .without_registered_handlers()
        .add_argument("log", log.clone());
    let log = log.clone();
    dispatcher.on_error(move |failure| match &failure.reason {
        Reason::Error(error) => log.add(format!("error {error}")),
        Reason::Panic(message) => log.add(format!("panic {message}")),
        Reason::Decode(_) => {
            log.add(format!(
                "undecodable {}",
                failure.event_name().unwrap_or("none")
            ));
        }
        other => log.add(format!("{other:?}")),
    });
    dispatcher
}

fn prepare(dispatcher: &Dispatcher) -> Prepared {
    dispatcher.prepare("test").expect("all arguments are there")
}

fn start(prepared: Prepared) -> Running {
    let clients = Clients {
        client: RestClient::new(Token::new("test")),
        gateway: GatewayClient::new(),
        client_groups: ClientGroups::default(),
    };
    prepared.run("test".into(), clients, Intents::all())
}

fn run(dispatcher: &Dispatcher) -> Running {
    start(prepare(dispatcher))
}

/// A message of a guild whose content is `text`.
fn message(guild: u64, text: &str) -> RawEvent {
    RawEvent::from_json(
        "MESSAGE_CREATE",
        serde_json::json!({
            "id": "1", "channel_id": "2", "guild_id": guild.to_string(), "content": text,
            "author": { "id": "3" }, "timestamp": "2026-01-01T00:00:00Z",
        })
        .to_string(),
    )
}

fn send(running: &Running, event: RawEvent) {
    assert!(running.sink().try_send(event).is_ok(), "there is room");
}

const LONG: Duration = Duration::from_hours(1);

/// Takes as many seconds as the message says, and fails as it says.
async fn work(message: &MessageCreate, log: &Log) -> crate::Result {
    let text = &message.content;
    log.add(format!("start {text}"));
    let seconds = text
        .split(' ')
        .next_back()
        .and_then(|word| word.parse().ok())
        .unwrap_or(0);
    if seconds > 0 {
        sleep(Duration::from_secs(seconds)).await;
    }
    if text.starts_with("fail") {
        return Err("as told".into());
    }
    assert!(!text.starts_with("panic"), "as told");
    log.add(format!("end {text}"));
    Ok(())
}
