//! The half of a connection that sends.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{SinkExt, stream::SplitSink};
use tokio::time::{sleep, sleep_until};

use crate::sandbox::{
    inspector::{Direction, Payload},
    world::App,
};

use super::{
    encoding::{Encoder, compressed_alone},
    link::{Close, Control, Link},
    log::Entry,
    payload::close,
    sessions::Batch,
};

/// How long a client may take to answer a close frame.
const CLOSING: Duration = Duration::from_secs(2);
/// How many dispatches are written between two looks at what goes ahead of them.
const BATCH: usize = 64;

/// Sends what a link and its session have.
pub(super) struct Writer {
    pub(super) app: App,
    pub(super) link: Arc<Link>,
    pub(super) encoder: Encoder,
}

impl Writer {
    /// Sends until the connection is to end or breaks.
    pub(super) async fn run(&mut self, mut sink: SplitSink<WebSocket, Message>) {
        loop {
            for control in self.link.take_controls() {
                match control {
                    Control::Payload(op, data) => {
                        let frame = format!(r#"{{"t":null,"s":null,"op":{op},"d":{data}}}"#);
                        let talk = self.link.talk();
                        self.note(Payload::new(&talk, Direction::Sent, op, data));
                        if self.feed(&mut sink, frame).await.is_err() {
                            return;
                        }
                    }
                    Control::Close(close) => return self.close(sink, &close).await,
                }
            }
            let batch = self.app.world().sessions.take_for(&self.link, BATCH);
            let (dispatches, next_at) = match batch {
                Batch::Dispatches(dispatches, next_at) => (dispatches, next_at),
                Batch::Elsewhere => (Vec::new(), None),
                Batch::Behind => {
                    let close = Close::new(close::UNKNOWN_ERROR, "Too slow.");
                    return self.close(sink, &close).await;
                }
            };
            self.note_dispatches(&dispatches);
            let is_idle = dispatches.is_empty();
            for (number, dispatch) in dispatches {
                let frame = dispatch.frame(number);
                if self.feed(&mut sink, frame).await.is_err() {
                    return;
                }
            }
            if sink.flush().await.is_err() {
                return;
            }
            if is_idle {
                let delayed = async {
                    match next_at {
                        Some(at) => sleep_until(at).await,
                        None => std::future::pending().await,
                    }
                };
                tokio::select! {
                    () = self.link.woken() => {}
                    () = delayed => {}
                }
            }
        }
    }
}

impl Writer {
    /// Tells the inspector.
    fn note(&self, payload: Payload) {
        let at = self.app.world().store.clock.now();
        self.app.inspector.payload(at, payload);
    }

    fn note_dispatches(&self, dispatches: &[(u64, Entry)]) {
        if dispatches.is_empty() {
            return;
        }
        let at = self.app.world().store.clock.now();
        let talk = self.link.talk();
        for (number, entry) in dispatches {
            let data = entry.data.clone();
            let mut payload =
                Payload::event(&talk, Direction::Sent, entry.name, Some(*number), data);
            if let Some(why) = entry.why {
                payload = payload.because(why);
            }
            self.app.inspector.payload(at, payload);
        }
    }

    async fn close(&self, sink: SplitSink<WebSocket, Message>, close: &Close) {
        let payload = Payload::closed(&self.link.talk(), Some(close.code), &close.reason);
        self.note(payload.because("by the sandbox"));
        say_goodbye(sink, close).await;
    }

    async fn feed(
        &mut self,
        sink: &mut SplitSink<WebSocket, Message>,
        text: String,
    ) -> Result<(), axum::Error> {
        let message = if self.link.compresses() {
            compressed_alone(text)
        } else {
            self.encoder.encode(text)
        };
        let message = message.map_err(axum::Error::new)?;
        sink.feed(message).await
    }
}

/// Closes, and gives the client the time to read it: a socket dropped with unread input is reset, and
/// the close frame would be lost.
async fn say_goodbye(mut sink: SplitSink<WebSocket, Message>, close: &Close) {
    let frame = CloseFrame {
        code: close.code,
        reason: close.short_reason().into(),
    };
    if sink.send(Message::Close(Some(frame))).await.is_ok() {
        sleep(CLOSING).await;
    }
}
