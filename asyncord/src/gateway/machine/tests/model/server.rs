//! Discord's sessions.

use std::collections::BTreeMap;

use crate::{
    gateway::{IdentifyQueue, IdentifyRefused, InMemoryIdentifyQueue},
    model::SessionStartLimit,
};

#[derive(Default)]
pub(super) struct Server {
    pub(super) sessions: BTreeMap<String, Log>,
    made: u32,
}

/// One session with its numbered events.
#[derive(Default)]
pub(super) struct Log {
    pub(super) entries: Vec<Entry>,
    /// Whether the server still has it.
    pub(super) alive: bool,
    /// Whether numbers were sent that are none of its own, after which the machine may take others for old ones.
    pub(super) spoilt: bool,
}

pub(super) struct Entry {
    pub(super) sequence: u64,
    pub(super) name: String,
    pub(super) handed: u32,
    /// Whether it was too large to be taken.
    pub(super) oversized: bool,
}

impl Server {
    pub(super) fn make(&mut self) -> String {
        self.made += 1;
        let id = format!("session{}", self.made);
        let log = Log {
            alive: true,
            ..Log::default()
        };
        self.sessions.insert(id.clone(), log);
        id
    }

    /// A session that another process left behind, which had handed over a part of it.
    pub(super) fn store(&mut self, id: &str, handed: u64, events: u64) {
        let mut log = Log {
            alive: true,
            ..Log::default()
        };
        for sequence in 1..=events {
            log.add("A");
            log.entries.last_mut().unwrap().handed = u32::from(sequence <= handed);
        }
        self.sessions.insert(id.to_owned(), log);
    }

    pub(super) fn log(&mut self, id: &str) -> &mut Log {
        self.sessions.get_mut(id).expect("a session of this server")
    }

    /// The server forgets all sessions.
    pub(super) fn expire(&mut self) {
        for log in self.sessions.values_mut() {
            log.alive = false;
        }
    }
}

impl Log {
    pub(super) fn last(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.sequence)
    }

    /// Another event happens.
    pub(super) fn add(&mut self, name: &str) -> u64 {
        let sequence = self.last() + 1;
        self.entries.push(Entry {
            sequence,
            name: name.to_owned(),
            handed: 0,
            oversized: false,
        });
        sequence
    }

    pub(super) fn handed(&mut self, sequence: u64) {
        if let Some(entry) = self.entries.iter_mut().find(|e| e.sequence == sequence) {
            entry.handed += 1;
        }
    }

    /// Whether everything was handed over exactly once.
    pub(super) fn check(&self) {
        if self.spoilt {
            return;
        }
        for entry in &self.entries {
            assert!(
                entry.handed == 1 || entry.oversized && entry.handed == 0,
                "{} number {} was handed over {} times",
                entry.name,
                entry.sequence,
                entry.handed
            );
        }
    }
}

pub(super) fn refusal() -> IdentifyRefused {
    let queue = InMemoryIdentifyQueue::new();
    queue.update(SessionStartLimit {
        remaining: 0,
        ..SessionStartLimit::default()
    });
    queue.check(1).unwrap_err()
}
