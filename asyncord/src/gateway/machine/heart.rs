//! The heartbeat of one connection, and what its answers say about the peer.

use std::time::Duration;

use tokio::time::Instant;

/// Heartbeats of one connection, from Hello on.
pub(super) struct Heart {
    interval: Duration,
    next: Instant,
    /// When the heartbeat was sent whose ACK is awaited.
    unanswered: Option<Instant>,
    /// How many intervals have passed without an ACK.
    missed: u8,
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
            unanswered: None,
            missed: 0,
            heard: false,
            excused: false,
        }
    }

    /// When the next heartbeat is due.
    pub(super) fn next(&self) -> Instant {
        self.next
    }

    /// A frame came.
    pub(super) fn hear(&mut self) {
        self.heard = true;
    }

    /// An ACK came; how long it took.
    pub(super) fn acknowledge(&mut self, now: Instant) -> Option<Duration> {
        self.missed = 0;
        self.unanswered.take().map(|sent| now - sent)
    }

    /// Silence in the current interval counts for nothing.
    pub(super) fn excuse(&mut self) {
        self.excused = true;
    }

    /// A heartbeat is sent.
    pub(super) fn sent(&mut self, now: Instant) {
        self.unanswered = Some(now);
    }

    /// Judges the interval that ends, and starts the next one.
    ///
    /// Without an ACK, a silent peer is given up at once. One that sends other frames may be late with its
    /// ACK because of them, and gets one interval more.
    pub(super) fn tick(&mut self, now: Instant) -> Tick {
        // Whoever comes much too late did not read the socket either: the process stood still.
        let late = now - self.next > self.interval / 4;
        if self.unanswered.is_some() && !self.excused && !late {
            self.missed += 1;
            if !self.heard || self.missed > 1 {
                return Tick::Zombie;
            }
        }
        self.heard = false;
        self.excused = false;
        self.next = now + self.interval;
        Tick::Beat
    }
}
