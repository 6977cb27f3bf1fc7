//! What happened on the wire: every call, every gateway payload and all that applications are sent over
//! HTTP, for the page and for tests.
//!
//! It is always on. What is kept are references to bytes that were made anyway; they are read as JSON,
//! and secrets taken out of them, only when somebody looks.

mod body;
mod call;
mod delivery;
mod entry;
mod record;
mod watch;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use tokio::sync::broadcast;

pub use self::entry::{
    CallEntry, DeliveryEntry, DeliveryPurpose, Direction, FileEntry, GatewayEntry, LogEntry,
    LogKind, RateLimitEntry,
};
pub(crate) use self::{
    body::Body,
    call::Recording,
    delivery::Delivery,
    record::{Payload, Record, Talk},
    watch::inspect,
};

use self::record::What;

/// How many entries are kept.
const CAPACITY: usize = 10_000;
/// How many bytes of bodies and payloads are kept.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// How many entries a watcher may be behind; what it misses it can ask for.
const BACKLOG: usize = 4096;

/// The latest entries, and those who watch them come.
#[derive(Debug)]
pub(crate) struct Inspector {
    ring: Mutex<Ring>,
    watchers: broadcast::Sender<Arc<Record>>,
}

#[derive(Debug, Default)]
struct Ring {
    /// The id of the newest entry.
    last: u64,
    /// The id of the last entry that was forgotten with its world.
    forgotten: u64,
    bytes: usize,
    records: VecDeque<Arc<Record>>,
}

impl Default for Inspector {
    fn default() -> Self {
        Self {
            ring: Mutex::default(),
            watchers: broadcast::Sender::new(BACKLOG),
        }
    }
}

impl Inspector {
    /// Keeps what came or went over the gateway.
    pub(crate) fn payload(&self, at: u64, payload: Payload) {
        self.keep(at, What::Gateway(payload));
    }

    /// Keeps what was sent to an application over HTTP.
    pub(crate) fn delivery(&self, at: u64, delivery: Delivery) {
        self.keep(at, What::Delivery(Box::new(delivery)));
    }

    fn keep(&self, at: u64, what: What) {
        let mut ring = crate::lock(&self.ring);
        ring.last += 1;
        let record = Arc::new(Record {
            id: ring.last,
            at,
            what,
        });
        ring.bytes += record.size();
        ring.records.push_back(record.clone());
        while ring.records.len() > CAPACITY || ring.bytes > MOST_BYTES {
            let Some(oldest) = ring.records.pop_front() else {
                break;
            };
            ring.bytes = ring.bytes.saturating_sub(oldest.size());
        }
        // Under the lock, so that watchers get them in order; nobody there is no error.
        if self.watchers.receiver_count() > 0 {
            let _ = self.watchers.send(record);
        }
    }

    /// Forgets all entries, since another world begins; ids go on.
    pub(crate) fn forget(&self) {
        let mut ring = crate::lock(&self.ring);
        *ring = Ring {
            last: ring.last,
            forgotten: ring.last,
            ..Ring::default()
        };
    }

    /// The id after which entries are of the present world.
    pub(crate) fn forgotten(&self) -> u64 {
        crate::lock(&self.ring).forgotten
    }

    /// Further entries as they come.
    pub(crate) fn watch(&self) -> broadcast::Receiver<Arc<Record>> {
        self.watchers.subscribe()
    }

    /// The first `limit` entries after an id, or without one the last ones; the oldest comes first.
    pub(crate) fn entries(&self, after: Option<u64>, limit: usize) -> Vec<LogEntry> {
        let records: Vec<Arc<Record>> = {
            let ring = crate::lock(&self.ring);
            let from = match after {
                Some(id) => ring.records.partition_point(|record| record.id <= id),
                None => ring.records.len().saturating_sub(limit),
            };
            ring.records
                .iter()
                .skip(from)
                .take(limit)
                .cloned()
                .collect()
        };
        records.iter().map(|record| record.entry()).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{CAPACITY, Direction, Inspector, LogKind, MOST_BYTES, Payload, Talk};

    fn payload(data: &str) -> Payload {
        Payload::new(&Talk::default(), Direction::Received, 2, data.into())
    }

    #[test]
    fn the_oldest_go_by_number_and_by_bytes() {
        let inspector = Inspector::default();
        for _ in 0..CAPACITY + 5 {
            inspector.payload(1, payload("null"));
        }
        let entries = inspector.entries(Some(0), usize::MAX);
        assert_eq!(entries.len(), CAPACITY);
        assert_eq!((entries[0].id, entries[1].id), (6, 7));
        assert_eq!(inspector.entries(Some(CAPACITY as u64 + 4), 9).len(), 1);
        assert_eq!(inspector.entries(None, 2)[0].id, CAPACITY as u64 + 4);

        let large = "x".repeat(MOST_BYTES / 4);
        for _ in 0..10 {
            inspector.payload(1, payload(&large));
        }
        assert!(inspector.entries(Some(0), usize::MAX).len() < 4);
    }

    #[test]
    fn tokens_are_masked() {
        let inspector = Inspector::default();
        inspector.payload(1, payload(r#"{"token":"Bot secret","intents":1}"#));
        let entries = inspector.entries(None, 1);
        let LogKind::Gateway(entry) = &entries[0].kind else {
            panic!("{entries:?}");
        };
        assert_eq!(entry.d, json!({ "token": "***", "intents": 1 }));
    }

    #[tokio::test]
    async fn watchers_get_entries_as_they_come() {
        let inspector = Inspector::default();
        let mut watch = inspector.watch();
        inspector.payload(7, payload("null"));
        assert_eq!(watch.recv().await.unwrap().entry().at, 7);
    }
}
