//! The end of a socket that the rest of the sandbox holds.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};
use tokio::sync::Notify;

/// What goes to a client outside the numbered dispatches, and ahead of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Text(String),
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
    controls: Mutex<VecDeque<Control>>,
    wake: Notify,
    cut: Notify,
}

impl Link {
    pub(super) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Sends a payload that is no dispatch.
    pub(super) fn send(&self, op: u8, data: &Value) {
        let text = json!({ "t": null, "s": null, "op": op, "d": data }).to_string();
        self.push(Control::Text(text));
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
