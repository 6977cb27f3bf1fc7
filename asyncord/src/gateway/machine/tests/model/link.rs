//! One connection, as its two ends see it.

use std::collections::{HashMap, VecDeque};

use tokio::time::Instant;

use super::frames::Frame;

pub(super) enum Link {
    None,
    Opening(String),
    Open(Box<Conn>),
}

/// How far a conversation got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    Opened,
    Greeted,
    Identified,
    Resuming,
    Live,
}

/// What went to the server, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sent {
    Beat { answered: bool },
    Command(u64),
}

pub(super) struct Conn {
    pub(super) url: String,
    pub(super) phase: Phase,
    /// Whether the machine has sent its close frame.
    pub(super) closing: bool,
    /// The session at the server.
    pub(super) session: Option<String>,
    /// What the machine asked the server to resume.
    pub(super) resume: Option<(String, u64)>,
    /// The last minute's payloads.
    pub(super) times: VecDeque<(Instant, u64)>,
    /// All payloads.
    pub(super) payloads: usize,
    pub(super) sent: Vec<Sent>,
    /// How often each request may be sent here beyond once.
    pub(super) asked_again: HashMap<u64, usize>,
    /// What has come while the socket was not read.
    pub(super) unread: VecDeque<Frame>,
}

impl Conn {
    pub(super) fn new(url: String) -> Self {
        Self {
            url,
            phase: Phase::Opened,
            closing: false,
            session: None,
            resume: None,
            times: VecDeque::new(),
            payloads: 0,
            sent: Vec::new(),
            asked_again: HashMap::new(),
            unread: VecDeque::new(),
        }
    }

    /// Heartbeats without an answer.
    pub(super) fn unanswered(&self) -> usize {
        let waits = |sent: &&Sent| **sent == Sent::Beat { answered: false };
        self.sent.iter().filter(waits).count()
    }

    /// The server answers the oldest heartbeat, if one waits.
    pub(super) fn answer(&mut self) {
        let waits = |sent: &&mut Sent| **sent == Sent::Beat { answered: false };
        if let Some(Sent::Beat { answered }) = self.sent.iter_mut().find(waits) {
            *answered = true;
        }
    }

    /// Counts a payload against Discord's limit. The answers to the server's own heartbeats are its doing.
    pub(super) fn count(&mut self, now: Instant, op: u64) {
        while let Some(&(at, _)) = self.times.front()
            && now - at >= std::time::Duration::from_mins(1)
        {
            self.times.pop_front();
        }
        self.payloads += 1;
        self.times.push_back((now, op));
        let beats = self.times.iter().filter(|(_, op)| *op == 1).count();
        let counted = self.times.len() - beats.saturating_sub(10);
        assert!(counted <= 120, "{counted} payloads in a minute");
    }

    /// Where a command was sent, counted from the first.
    pub(super) fn times_sent(&self, command: u64) -> usize {
        let is = |sent: &&Sent| **sent == Sent::Command(command);
        self.sent.iter().filter(is).count()
    }
}
