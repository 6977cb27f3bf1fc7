//! The end of a socket that the rest of the sandbox holds.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use serde_json::Value;
use tokio::sync::Notify;

use crate::sandbox::inspector::Talk;

/// What goes to a client outside the numbered dispatches, and ahead of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Payload(u64, Arc<str>),
    Close(Close),
}

/// Why a connection ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Close {
    pub(super) code: u16,
    pub(super) reason: String,
}

impl Close {
    pub(super) fn new(code: u16, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: reason.into(),
        }
    }

    /// The reason, as long as a close frame can hold it.
    pub(super) fn short_reason(&self) -> &str {
        const LONGEST: usize = 123;

        &self.reason[..self.reason.floor_char_boundary(LONGEST)]
    }
}

/// One socket, as seen from the session that it serves.
#[derive(Debug, Default)]
pub(crate) struct Link {
    /// The session on it, once there is one.
    talk: Mutex<Talk>,
    compresses: AtomicBool,
    controls: Mutex<VecDeque<Control>>,
    wake: Notify,
    cut: Notify,
}

impl Link {
    pub(super) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Whose session is on it, as far as that is known.
    pub(super) fn talk(&self) -> Talk {
        crate::lock(&self.talk).clone()
    }

    /// The id of the session on it.
    pub(super) fn session(&self) -> Option<Arc<str>> {
        crate::lock(&self.talk).session.clone()
    }

    pub(super) fn serves(&self, talk: &Talk) {
        *crate::lock(&self.talk) = talk.clone();
    }

    /// Has larger payloads compressed, each for itself.
    pub(super) fn compress(&self) {
        self.compresses.store(true, Ordering::Relaxed);
    }

    pub(super) fn compresses(&self) -> bool {
        self.compresses.load(Ordering::Relaxed)
    }

    /// Sends a payload that is no dispatch.
    pub(super) fn send(&self, op: u64, data: &Value) {
        self.push(Control::Payload(op, data.to_string().into()));
    }

    /// Ends the connection with a close frame, after what was sent before.
    pub(super) fn close(&self, close: Close) {
        self.push(Control::Close(close));
    }

    fn push(&self, control: Control) {
        self.controls().push_back(control);
        self.wake.notify_one();
    }

    pub(super) fn take_controls(&self) -> VecDeque<Control> {
        std::mem::take(&mut *self.controls())
    }

    fn controls(&self) -> std::sync::MutexGuard<'_, VecDeque<Control>> {
        crate::lock(&self.controls)
    }

    /// Tells the writer that there is something to send.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Drops the connection as a broken network would.
    pub(super) fn cut(&self) {
        self.cut.notify_one();
    }

    pub(super) async fn was_cut(&self) {
        self.cut.notified().await;
    }
}
