//! A session: its numbered log, and what became of it.

use std::{collections::HashMap, time::Duration};

use tokio::{sync::mpsc, time::Instant};

use super::peer::Order;

/// What was written this long before its connection was disturbed has surely been read.
const SETTLED: Duration = Duration::from_secs(1);

/// One event in a session's log; its sequence number is its place, from 1 on.
pub(super) struct Entry {
    pub(super) name: &'static str,
    /// The payload's JSON.
    pub(super) data: String,
    /// The running number of a published event.
    pub(super) number: Option<u64>,
    /// Over which connections it was written, and when.
    pub(super) written: Vec<(usize, Instant)>,
}

/// The connection that a session has.
#[derive(Clone)]
pub(super) struct Handle {
    pub(super) connection: usize,
    pub(super) orders: mpsc::UnboundedSender<Order>,
}

pub(super) struct Session {
    pub(super) id: String,
    pub(super) line: usize,
    pub(super) log: Vec<Entry>,
    pub(super) handle: Option<Handle>,
    /// When the server saw the last connection end.
    pub(super) disconnected: Option<Instant>,
    /// Why it cannot be resumed any more.
    pub(super) ended: Option<&'static str>,
    /// The highest sequence number that the client says it has.
    pub(super) claimed: u64,
    /// How often it was resumed.
    pub(super) resumes: usize,
    /// How often each published event was handled.
    pub(super) handled: HashMap<u64, usize>,
    pub(super) last_handled: Option<u64>,
}

impl Session {
    pub(super) fn new(id: String, line: usize) -> Self {
        Self {
            id,
            line,
            log: Vec::new(),
            handle: None,
            disconnected: None,
            ended: None,
            claimed: 0,
            resumes: 0,
            handled: HashMap::new(),
            last_handled: None,
        }
    }

    pub(super) fn append(&mut self, name: &'static str, data: String, number: Option<u64>) {
        self.log.push(Entry {
            name,
            data,
            number,
            written: Vec::new(),
        });
        self.order(Order::Wake);
    }

    /// The frame of the event with this sequence number.
    pub(super) fn frame(&self, sequence: u64) -> Option<String> {
        let entry = self.entry(sequence)?;
        let Entry { name, data, .. } = entry;
        Some(format!(
            r#"{{"t":"{name}","s":{sequence},"op":0,"d":{data}}}"#
        ))
    }

    pub(super) fn entry(&self, sequence: u64) -> Option<&Entry> {
        self.log
            .get(usize::try_from(sequence.checked_sub(1)?).ok()?)
    }

    pub(super) fn entry_mut(&mut self, sequence: u64) -> Option<&mut Entry> {
        self.log
            .get_mut(usize::try_from(sequence.checked_sub(1)?).ok()?)
    }

    pub(super) fn last(&self) -> u64 {
        self.log.len() as u64
    }

    /// The highest sequence number that was written to any socket.
    pub(super) fn last_written(&self) -> u64 {
        let place = self.log.iter().rposition(|it| !it.written.is_empty());
        place.map_or(0, |place| place as u64 + 1)
    }

    /// Tells the connection to do something, if there is one.
    pub(super) fn order(&self, order: Order) {
        if let Some(handle) = &self.handle {
            // A connection that has just ended has nothing to do any more.
            let _ = handle.orders.send(order);
        }
    }

    pub(super) fn end(&mut self, why: &'static str) {
        self.ended.get_or_insert(why);
    }

    /// Whether the client may still take it up.
    pub(super) fn is_resumable(&self, now: Instant, lifetime: Duration) -> bool {
        let gone = self.handle.is_none()
            && self
                .disconnected
                .is_some_and(|since| now - since > lifetime);
        self.ended.is_none() && !gone
    }

    /// Forgets a RESUMED that the client says it never got, so that the next one comes behind all it missed.
    pub(super) fn drop_resumed_after(&mut self, sequence: u64) {
        let mut number = 0;
        self.log.retain(|entry| {
            number += 1;
            number <= sequence || entry.name != "RESUMED"
        });
    }

    /// What its events came to. `impaired` says when a connection was disturbed first.
    pub(super) fn account(&self, impaired: impl Fn(usize) -> Option<Instant>) -> Account {
        let mut account = Account::default();
        for (entry, sequence) in self.log.iter().zip(1..) {
            let Some(number) = entry.number else {
                continue;
            };
            let settled = entry.written.iter().any(|&(connection, at)| {
                impaired(connection).is_none_or(|impaired| at + SETTLED <= impaired)
            });
            let why = match self.ended {
                None => "of a session that lives on",
                Some(_) if sequence <= self.claimed => "that the client says it has",
                Some(_) if settled => "that was written over a sound connection",
                Some(_) => "that need not have come",
            };
            let must = !why.starts_with("that need not");
            account.owed += usize::from(must);
            match self.handled.get(&number).copied().unwrap_or(0) {
                0 if must => account.faults.push(format!(
                    "{}: event {number} (s {sequence}) {why} was not handled",
                    self.id
                )),
                0 | 1 => {}
                times => account.faults.push(format!(
                    "{}: event {number} (s {sequence}) was handled {times} times",
                    self.id
                )),
            }
        }
        account
    }
}

/// What a session's events came to.
#[derive(Default)]
pub(super) struct Account {
    /// How many the client had to handle.
    pub(super) owed: usize,
    /// What is wrong with how they were handled.
    pub(super) faults: Vec<String>,
}
