//! What happened in the sandbox, in order, and waiting for more of it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::Value;
use tokio::sync::{broadcast::error::RecvError, watch};

use crate::{
    id::{Id, marker::ChannelMarker},
    lock,
    sandbox::Sandbox,
};

/// One thing that the sandbox told.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    /// An event, with everything in it.
    Event { name: String, data: Arc<Value> },
    /// A request or a gateway message of the bot, as the inspector has it.
    Log(Arc<Value>),
}

/// Everything since the kit was started.
pub(crate) struct Record {
    entries: Mutex<Vec<Entry>>,
    state: Value,
    /// How far each channel's messages have been expected.
    cursors: Mutex<HashMap<Id<ChannelMarker>, usize>>,
    /// How many entries there are.
    count: watch::Sender<usize>,
}

impl Record {
    /// Begins to listen to a sandbox.
    pub(crate) fn begin(sandbox: &Sandbox) -> Arc<Self> {
        let (state, mut frames) = sandbox.frames();
        let record = Arc::new(Self {
            entries: Mutex::default(),
            state: serde_json::from_str(&state).unwrap_or_default(),
            cursors: Mutex::default(),
            count: watch::Sender::new(0),
        });
        let mut log = sandbox.watch_log();
        // Ends with the sandbox; holds no kit, which would keep both alive.
        let listening = Arc::downgrade(&record);
        tokio::spawn(async move {
            loop {
                let entry = tokio::select! {
                    // In this order: a request is noted when it is answered, and what it fires comes before that.
                    biased;
                    frame = frames.recv() => frame.map(|frame| event(&frame)),
                    noted = log.recv() => noted.map(|noted| {
                        let entry = serde_json::to_value(noted.entry()).unwrap_or_default();
                        Some(Entry::Log(Arc::new(entry)))
                    }),
                };
                let Some(record) = listening.upgrade() else {
                    return;
                };
                match entry {
                    Ok(Some(entry)) => record.take(entry),
                    Ok(None) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                }
            }
        });
        record
    }

    fn take(&self, entry: Entry) {
        let mut entries = lock(&self.entries);
        entries.push(entry);
        self.count.send_replace(entries.len());
    }

    /// The world as it was when the record began.
    pub(crate) fn state(&self) -> Value {
        self.state.clone()
    }

    /// What has happened so far.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        lock(&self.entries).clone()
    }

    /// Where the search for a channel's next message begins.
    pub(crate) fn cursor(&self, channel: Id<ChannelMarker>) -> usize {
        lock(&self.cursors).get(&channel).copied().unwrap_or(0)
    }

    pub(crate) fn move_cursor(&self, channel: Id<ChannelMarker>, to: usize) {
        lock(&self.cursors).insert(channel, to);
    }

    /// Waits until something at or after `from` fits, and gives its place and what was found.
    pub(crate) async fn wait_for<T>(
        &self,
        from: usize,
        patience: Duration,
        fits: impl Fn(&Entry) -> Option<T>,
    ) -> Option<(usize, T)> {
        let mut count = self.count.subscribe();
        let mut next = from;
        let search = async {
            loop {
                let present = *count.borrow_and_update();
                {
                    let entries = lock(&self.entries);
                    while next < present {
                        if let Some(found) = entries.get(next).and_then(&fits) {
                            return Some((next, found));
                        }
                        next += 1;
                    }
                }
                count.changed().await.ok()?;
            }
        };
        tokio::time::timeout(patience, search).await.ok().flatten()
    }
}

/// The event of a frame of the page's, if it is one.
fn event(frame: &str) -> Option<Entry> {
    let mut frame: Value = serde_json::from_str(frame).ok()?;
    if frame["type"] != "event" {
        return None;
    }
    let name = frame["t"].as_str()?.to_owned();
    let data = Arc::new(frame["d"].take());
    Some(Entry::Event { name, data })
}
