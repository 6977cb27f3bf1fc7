//! What the sandbox sends to applications over HTTP: interactions and events, signed as Discord's are.

mod client;
mod event;
mod interaction;
mod target;

#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http::StatusCode;
use tokio::{sync::mpsc, time::Instant};

pub(crate) use self::{
    event::run,
    interaction::interact,
    target::{check_events_url, check_interactions_url},
};

use self::client::{Client, Letter};
use super::{
    inspector::{Body, Delivery},
    state::endpoint::WebhookEvent,
    world::App,
};

/// Every so many interactions are announced by a request with a wrong signature.
const PROBE: u64 = 10;

/// What sending takes.
#[derive(Debug)]
pub(crate) struct Outgoing {
    client: Client,
    sent: AtomicU64,
    events: mpsc::UnboundedSender<WebhookEvent>,
}

impl Outgoing {
    /// The sender, and what waits to be sent by [`run`].
    pub(crate) fn new() -> (Self, mpsc::UnboundedReceiver<WebhookEvent>) {
        let (events, waiting) = mpsc::unbounded_channel();
        let outgoing = Self {
            client: Client::new(),
            sent: AtomicU64::new(0),
            events,
        };
        (outgoing, waiting)
    }

    /// Puts an event among those that are to be sent.
    pub(crate) fn send(&self, event: WebhookEvent) {
        // Nobody listens any more when the sandbox stops.
        let _ = self.events.send(event);
    }

    /// Whether the application's care is to be tried once more.
    fn is_time_to_probe(&self) -> bool {
        self.sent.fetch_add(1, Ordering::Relaxed) % PROBE == PROBE - 1
    }
}

/// Sends something, judges the answer, and keeps both for the inspector with what is wrong about them.
async fn deliver(
    app: &App,
    letter: Letter<'_>,
    judge: impl FnOnce(StatusCode, &Bytes) -> Result<(), String>,
) -> Result<(), String> {
    let began = Instant::now();
    let answer = app.outgoing.client.post(letter).await;
    let duration = began.elapsed();
    let (status, response, outcome) = match answer {
        Ok((status, body)) => (Some(status.as_u16()), Body::of(&body), judge(status, &body)),
        Err(why) => (None, Body::None, Err(why.to_string())),
    };
    let delivery = Delivery {
        application: letter.application,
        url: letter.url.to_owned(),
        purpose: letter.purpose,
        status,
        duration,
        request: Body::of(letter.body),
        response,
        why: outcome.as_ref().err().cloned(),
    };
    let at = app.world().store.clock.now();
    app.inspector.delivery(at, delivery);
    outcome
}
