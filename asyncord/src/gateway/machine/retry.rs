//! How long to wait before the next connection, and when to give up.

use std::time::Duration;

use tokio::time::Instant;

const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_mins(1);

/// Discord resets the token of a bot that identifies more than 1000 times a day. Once a few sessions in a
/// row did not last, this keeps it at half of that.
const IDENTIFY_CAP: Duration = Duration::from_mins(4);
const CHEAP_IDENTIFIES: u32 = 5;

/// A session that lived this long makes up for all failures before it.
pub(super) const STABLE: Duration = Duration::from_secs(30);

/// Attempts to get a first session, after which the shard gives up: an address or a network that never
/// worked is more likely wrong than down.
pub(super) const FIRST_ATTEMPTS: u32 = 5;

/// Counts what went wrong since the connection was last stable.
#[derive(Default)]
pub(super) struct Retry {
    failures: u32,
    ever_ready: bool,
    identifies: u32,
}

impl Retry {
    /// An Identify is sent.
    pub(super) fn identified(&mut self) {
        self.identifies += 1;
    }

    /// A session has begun or was resumed.
    pub(super) fn ready(&mut self) {
        self.ever_ready = true;
    }

    /// Whether this shard ever had a session.
    pub(super) fn ever_ready(&self) -> bool {
        self.ever_ready
    }

    /// How many connections failed since one was last stable.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }

    /// How many attempts there were, if that is enough where there never was a session.
    pub(super) fn exhausted(&self) -> Option<u32> {
        (self.failures >= FIRST_ATTEMPTS).then_some(self.failures)
    }

    /// A connection was lost or did not come about, after it had been ready since `ready_since`: how long
    /// to wait before the next one, which will identify or not.
    pub(super) fn delay(
        &mut self,
        now: Instant,
        ready_since: Option<Instant>,
        will_identify: bool,
        random: f64,
    ) -> Duration {
        if ready_since.is_some_and(|since| now - since >= STABLE) {
            self.failures = 0;
            self.identifies = 0;
        }
        // The first loss of a working connection is an accident: no reason to wait.
        let step = match ready_since {
            Some(_) => self.failures,
            None => self.failures + 1,
        };
        self.failures = self.failures.saturating_add(1);

        let cap = if will_identify && self.identifies > CHEAP_IDENTIFIES {
            IDENTIFY_CAP
        } else {
            CAP
        };
        let full = match step.checked_sub(1) {
            None => Duration::ZERO,
            Some(doublings) => BASE.saturating_mul(1 << doublings.min(16)).min(cap),
        };
        full.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
    }
}
