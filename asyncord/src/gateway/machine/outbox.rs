//! What waits to be sent, and how much Discord lets a connection send.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// 120 payloads in 60 seconds are allowed, heartbeats and answers to Discord's own ones included: those
/// are never held back, so that the rest must leave room for them.
const PAYLOADS: usize = 110;
const PAYLOADS_WINDOW: Duration = Duration::from_mins(1);
const PRESENCES: usize = 5;
const PRESENCES_WINDOW: Duration = Duration::from_secs(20);

/// The commands of one shard, which outlive its connections.
pub(super) struct Outbox {
    payloads: Limit,
    presences: Limit,
    presence: Option<String>,
    presence_unsent: bool,
}

impl Outbox {
    pub(super) fn new(presence: Option<String>) -> Self {
        Self {
            payloads: Limit::new(PAYLOADS, PAYLOADS_WINDOW),
            presences: Limit::new(PRESENCES, PRESENCES_WINDOW),
            presence,
            presence_unsent: false,
        }
    }

    /// A new connection starts with an allowance of its own.
    pub(super) fn connected(&mut self) {
        self.payloads = Limit::new(PAYLOADS, PAYLOADS_WINDOW);
    }

    /// A payload is sent that does not wait in here.
    pub(super) fn record(&mut self, now: Instant) {
        self.payloads.record(now);
    }

    /// Replaces the presence that is shown.
    pub(super) fn set_presence(&mut self, presence: String) {
        self.presence = Some(presence);
        self.presence_unsent = true;
    }

    /// The presence, for an Identify that is sent with it.
    pub(super) fn identify_presence(&mut self) -> Option<&str> {
        self.presence_unsent = false;
        self.presence.as_deref()
    }

    /// When the next waiting command may be sent.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        self.presence_unsent
            .then(|| self.payloads.free_at(now).max(self.presences.free_at(now)))
    }

    /// The presence, if it waits and may be sent now.
    pub(super) fn take_presence(&mut self, now: Instant) -> Option<&str> {
        if self.due(now)? > now {
            return None;
        }
        self.presence_unsent = false;
        self.payloads.record(now);
        self.presences.record(now);
        self.presence.as_deref()
    }
}

/// So many in any window of time: a ring of the last ones.
struct Limit {
    max: usize,
    window: Duration,
    sent: VecDeque<Instant>,
}

impl Limit {
    fn new(max: usize, window: Duration) -> Self {
        Self {
            max,
            window,
            sent: VecDeque::new(),
        }
    }

    fn free_at(&self, now: Instant) -> Instant {
        match self.sent.front() {
            Some(&oldest) if self.sent.len() == self.max => now.max(oldest + self.window),
            _ => now,
        }
    }

    fn record(&mut self, now: Instant) {
        if self.sent.len() == self.max {
            self.sent.pop_front();
        }
        self.sent.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Outbox;

    #[test]
    fn presences_keep_to_five_in_twenty_seconds_and_the_newest_wins() {
        let start = Instant::now();
        let mut outbox = Outbox::new(None);
        assert_eq!(outbox.due(start), None);
        for number in 0..5u64 {
            outbox.set_presence(number.to_string());
            let now = start + Duration::from_secs(number);
            assert_eq!(outbox.take_presence(now), Some(&*number.to_string()));
        }
        let now = start + Duration::from_secs(6);
        outbox.set_presence("overtaken".to_owned());
        outbox.set_presence("newest".to_owned());
        let due = start + Duration::from_secs(20);
        assert_eq!(outbox.due(now), Some(due));
        assert_eq!(outbox.take_presence(now), None);
        assert_eq!(outbox.take_presence(due), Some("newest"));
        assert_eq!(outbox.due(due), None);
    }

    #[test]
    fn the_rest_leaves_room_for_heartbeats() {
        let start = Instant::now();
        let mut outbox = Outbox::new(None);
        outbox.set_presence("p".to_owned());
        for _ in 0..110 {
            outbox.record(start);
        }
        assert_eq!(outbox.take_presence(start), None);
        let due = start + Duration::from_mins(1);
        assert_eq!(outbox.due(start), Some(due));
        outbox.connected();
        assert_eq!(outbox.take_presence(start), Some("p"));
    }
}
