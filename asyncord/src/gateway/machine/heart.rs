//! The heartbeat of one connection, and what its answers say about the peer.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// A peer that sends events but no ACKs shall not fill the memory.
const UNANSWERED: usize = 64;

/// Heartbeats of one connection, from Hello on.
pub(super) struct Heart {
    interval: Duration,
    next: Instant,
    /// When the heartbeats were sent whose ACKs are awaited, oldest first: ACKs say nothing but come in order.
    unanswered: VecDeque<Instant>,
    /// How many more were sent after those.
    uncounted: u32,
    /// Whether anything came since the last heartbeat.
    heard: bool,
    /// Whether the socket was not read for a part of this interval, so that silence says nothing.
    excused: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tick {
    /// It is time for a heartbeat.
    Beat,
    /// The peer does not answer any more.
    Zombie,
}

impl Heart {
    /// Starts at Hello. `random` spreads the first heartbeats of many clients over the interval.
    pub(super) fn new(now: Instant, interval: Duration, random: f64) -> Self {
        Self {
            interval,
            next: now + interval.mul_f64(random.clamp(0.0, 1.0)),
            unanswered: VecDeque::new(),
            uncounted: 0,
            heard: false,
            excused: false,
        }
    }

    /// When the next heartbeat is due.
    pub(super) fn next(&self) -> Instant {
        self.next
    }

    /// Something came.
    pub(super) fn hear(&mut self) {
        self.heard = true;
    }

    /// An ACK came; when the heartbeat was sent that it answers.
    pub(super) fn acknowledge(&mut self) -> Option<Instant> {
        let sent = self.unanswered.pop_front();
        if sent.is_none() {
            self.uncounted = self.uncounted.saturating_sub(1);
        }
        sent
    }

    /// Silence in the current interval counts for nothing.
    pub(super) fn excuse(&mut self) {
        self.excused = true;
    }

    /// A heartbeat is sent. Of too many only the number is kept: their ACKs confirm nothing.
    pub(super) fn sent(&mut self, now: Instant) {
        if self.unanswered.len() < UNANSWERED && self.uncounted == 0 {
            self.unanswered.push_back(now);
        } else {
            self.uncounted = self.uncounted.saturating_add(1);
        }
    }

    /// Judges the interval that ends, and starts the next one.
    ///
    /// A peer is given up if it was silent for an interval in which an ACK was due. One that sends anything
    /// else is alive: its ACK may be stuck behind what it sends.
    pub(super) fn tick(&mut self, now: Instant) -> Tick {
        // Whoever comes much too late did not read the socket either: the process stood still.
        let late = now - self.next > self.interval / 4;
        if (!self.unanswered.is_empty() || self.uncounted > 0)
            && !self.heard
            && !self.excused
            && !late
        {
            return Tick::Zombie;
        }
        self.heard = false;
        self.excused = false;
        self.next = now + self.interval;
        Tick::Beat
    }
}
