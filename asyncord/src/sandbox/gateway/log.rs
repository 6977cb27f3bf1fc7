//! The numbered dispatches of one session, kept for sending and for sending again.

use std::{collections::VecDeque, sync::Arc};

/// How many dispatches a session keeps; who missed more must identify anew.
pub(super) const CAPACITY: usize = 10_000;
/// How many bytes of payloads a session keeps, some of which it shares with others.
const MOST_BYTES: usize = 64 * 1024 * 1024;

pub(super) const RESUMED: &str = "RESUMED";

/// One dispatch without its number; sessions share the payload.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) data: Arc<str>,
    /// What is missing in it and why, for the inspector.
    pub(super) why: Option<&'static str>,
}

impl Entry {
    pub(super) fn new(name: &'static str, data: Arc<str>) -> Self {
        Self {
            name,
            data,
            why: None,
        }
    }

    /// The whole frame, its keys in Discord's order.
    pub(super) fn frame(&self, sequence: u64) -> String {
        let Self { name, data, .. } = self;
        format!(r#"{{"t":"{name}","s":{sequence},"op":0,"d":{data}}}"#)
    }
}

/// Dispatches with gap-free numbers, the first of all 1.
#[derive(Debug)]
pub(super) struct Log {
    /// The number of the oldest entry kept, or of the next one if there is none.
    first: u64,
    bytes: usize,
    entries: VecDeque<Entry>,
}

impl Log {
    pub(super) fn new() -> Self {
        Self {
            first: 1,
            bytes: 0,
            entries: VecDeque::new(),
        }
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.bytes += entry.data.len();
        self.entries.push_back(entry);
        while self.entries.len() > CAPACITY || self.bytes > MOST_BYTES {
            let Some(oldest) = self.entries.pop_front() else {
                break;
            };
            self.bytes = self.bytes.saturating_sub(oldest.data.len());
            self.first += 1;
        }
    }

    /// The number of the next entry.
    pub(super) fn next(&self) -> u64 {
        self.first + self.entries.len() as u64
    }

    /// Whether everything from a number on is still kept.
    pub(super) fn reaches_back_to(&self, sequence: u64) -> bool {
        self.first <= sequence
    }

    /// The entries from a number on, each with its number.
    pub(super) fn from(&self, sequence: u64) -> impl Iterator<Item = (u64, &Entry)> {
        let skipped = sequence.saturating_sub(self.first);
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        (self.first.max(sequence)..).zip(self.entries.iter().skip(skipped))
    }

    /// Drops the RESUMED of an earlier attempt that the client says it never got, so that the next one is
    /// the only one. What comes after moves up, which the client cannot have seen either.
    pub(super) fn drop_resumed_from(&mut self, sequence: u64) {
        let (mut number, mut dropped) = (self.first, 0);
        self.entries.retain(|entry| {
            let keep = number < sequence || entry.name != RESUMED;
            number += 1;
            if !keep {
                dropped += entry.data.len();
            }
            keep
        });
        self.bytes = self.bytes.saturating_sub(dropped);
    }
}

#[cfg(test)]
mod tests {
    use super::{CAPACITY, Entry, Log, MOST_BYTES, RESUMED};

    fn log(names: &[&'static str]) -> Log {
        let mut log = Log::new();
        for name in names {
            log.push(Entry::new(name, "null".into()));
        }
        log
    }

    fn from(log: &Log, sequence: u64) -> Vec<(u64, &'static str)> {
        log.from(sequence)
            .map(|(number, entry)| (number, entry.name))
            .collect()
    }

    #[test]
    fn numbers_begin_with_one_and_have_no_gap() {
        let log = log(&["A", "B", "C"]);
        assert_eq!(from(&log, 1), [(1, "A"), (2, "B"), (3, "C")]);
        assert_eq!(from(&log, 3), [(3, "C")]);
        assert_eq!(from(&log, 4), []);
        assert_eq!(log.next(), 4);
        let (number, entry) = log.from(2).next().unwrap();
        assert_eq!(entry.frame(number), r#"{"t":"B","s":2,"op":0,"d":null}"#);
    }

    #[test]
    fn the_oldest_go_when_it_is_full() {
        let mut log = log(&[]);
        for _ in 0..CAPACITY + 2 {
            log.push(Entry::new("A", "null".into()));
        }
        assert!(log.reaches_back_to(3));
        assert!(!log.reaches_back_to(2));
        assert_eq!(log.next(), CAPACITY as u64 + 3);
        assert_eq!(log.from(3).count(), CAPACITY);
    }

    #[test]
    fn the_oldest_go_when_it_is_too_large() {
        let mut log = log(&[]);
        let large: std::sync::Arc<str> = "x".repeat(MOST_BYTES / 3).into();
        for _ in 0..5 {
            log.push(Entry::new("A", large.clone()));
        }
        assert_eq!(log.from(1).count(), 3);
        assert_eq!(log.next(), 6);
    }

    #[test]
    fn a_resumed_that_nobody_got_leaves_no_gap() {
        let mut log = log(&["A", RESUMED, "B", RESUMED, "C"]);
        log.drop_resumed_from(3);
        assert_eq!(from(&log, 1), [(1, "A"), (2, RESUMED), (3, "B"), (4, "C")]);
    }
}
