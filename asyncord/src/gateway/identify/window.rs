//! The count of the day's sessions, and when it starts anew.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::model::{SessionStartLimit, Timestamp};

/// How long sessions are counted.
pub(super) const DAY: Duration = Duration::from_hours(24);

/// How far two answers of Discord may be apart that mean the same end: the time is counted from the moment an answer
/// was made, and answers take their time.
const SAME_END: Duration = Duration::from_mins(1);

/// The sessions of a day so far, as they are kept over restarts.
///
/// Discord docs: Gateway/Session Start Limit Object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IdentifyCount {
    /// How many were started.
    pub used: u32,
    /// When the count starts anew, in seconds since the Unix epoch.
    pub window_ends: i64,
}

impl IdentifyCount {
    /// So many sessions, counted until then: seconds since the Unix epoch.
    pub fn new(used: u32, window_ends: i64) -> Self {
        Self { used, window_ends }
    }
}

/// The count while it runs: by the clock that nobody can set.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// 0 while it is not known.
    pub(super) total: u32,
    used: u32,
    /// `None` before the first session: only that begins a day.
    ends: Option<Instant>,
}

impl Window {
    /// Starts anew if the day is over.
    pub(super) fn roll(&mut self, now: Instant) {
        if self.ends.is_some_and(|ends| ends <= now) {
            self.used = 0;
            self.ends = None;
        }
    }

    /// A session is started.
    pub(super) fn take(&mut self, now: Instant) {
        self.roll(now);
        self.used = self.used.saturating_add(1);
        // A guess until Discord tells. It must not be too early: then sessions of one of Discord's days would be
        // taken for those of two.
        self.ends.get_or_insert(now + DAY);
    }

    pub(super) fn remaining(&self) -> u32 {
        self.total.saturating_sub(self.used)
    }

    pub(super) fn reset_after(&self, now: Instant) -> Duration {
        self.ends
            .map_or(Duration::ZERO, |ends| ends.saturating_duration_since(now))
    }

    /// Takes what Discord says: the lower figure of the same day, Discord's of another one.
    pub(super) fn update(&mut self, limit: &SessionStartLimit, now: Instant) {
        self.roll(now);
        self.total = limit.total;
        if limit.total == 0 {
            return;
        }
        let used = limit.total.saturating_sub(limit.remaining);
        // No day of Discord's is longer; a figure beyond the clock's range is no reason to panic.
        let ends = now + limit.reset_after().min(DAY);
        match self.ends {
            Some(known) if apart(known, ends) <= SAME_END => {
                // Discord's count may lag behind an Identify that was only just sent.
                self.used = self.used.max(used);
                self.ends = Some(known.max(ends));
            }
            _ => {
                self.used = used;
                // All of a whole day: it begins with the first session, not with the question.
                let begun = used > 0 || apart(ends, now + DAY) > SAME_END;
                self.ends = begun.then_some(ends);
            }
        }
        self.roll(now);
    }

    /// Takes over what an earlier run of the bot counted.
    pub(super) fn restore(&mut self, count: IdentifyCount, now: Instant, clock: Timestamp) {
        self.roll(now);
        let Some(ends) = Timestamp::from_unix_seconds(count.window_ends) else {
            return;
        };
        // Zero for what is over. More than a day says that a clock was wrong: then or now.
        let left = ends.duration_since(clock).min(DAY);
        if left.is_zero() || count.used == 0 {
            return;
        }
        self.used = self.used.max(count.used);
        self.ends.get_or_insert(now + left);
    }

    /// What a later run of the bot should know.
    pub(super) fn count(&self, now: Instant, clock: Timestamp) -> IdentifyCount {
        let ends = self
            .ends
            .and_then(|ends| clock.checked_add(ends.saturating_duration_since(now)));
        ends.map_or_else(IdentifyCount::default, |ends| {
            // Rounded up: a day must not end too early.
            let seconds = ends.unix_milliseconds().div_euclid(1_000) + 1;
            IdentifyCount::new(self.used, seconds)
        })
    }
}

fn apart(one: Instant, other: Instant) -> Duration {
    one.max(other) - one.min(other)
}
