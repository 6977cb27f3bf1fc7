//! The error of a bot that has started too many sessions.

use std::{fmt, time::Duration};

use super::{IdentifyBudget, window::DAY};
use crate::model::Timestamp;

/// No session may be started for now: too few of the day's are left.
///
/// Discord resets the token of a bot that starts more sessions in a day than it may, so the rest is kept for whoever
/// repairs the bot. `Debug` prints the same text as `Display`: it is what `main` shows for an error it returns.
///
/// Discord docs: Gateway/Rate Limiting.
#[derive(Clone)]
pub struct IdentifyRefused {
    budget: IdentifyBudget,
    wanted: u32,
    retry_after: Duration,
    at: Timestamp,
}

impl IdentifyRefused {
    /// So many sessions were wanted, and the budget does not have them.
    pub fn new(budget: &IdentifyBudget, wanted: u32) -> Self {
        Self::at(budget, wanted, Timestamp::now())
    }

    /// As [`new`](Self::new), by another clock.
    pub(super) fn at(budget: &IdentifyBudget, wanted: u32, at: Timestamp) -> Self {
        Self {
            budget: *budget,
            wanted,
            // Refused before the first session of a day: the reserve is as large as all.
            retry_after: match budget.reset_after {
                Duration::ZERO => DAY,
                known => known,
            },
            at,
        }
    }

    /// How long it took until the count starts anew, when this was refused.
    pub fn retry_after(&self) -> Duration {
        self.retry_after
    }

    /// When the count starts anew.
    pub fn retry_at(&self) -> Timestamp {
        self.at.checked_add(self.retry_after).unwrap_or(self.at)
    }

    /// How many sessions were wanted.
    pub fn wanted(&self) -> u32 {
        self.wanted
    }

    /// How many of the day's sessions were left, the reserve included.
    pub fn remaining(&self) -> u32 {
        self.budget.remaining
    }

    /// How many sessions may be started in a day.
    pub fn total(&self) -> u32 {
        self.budget.total
    }

    /// How many sessions are kept back.
    pub fn reserve(&self) -> u32 {
        self.budget.reserve
    }
}

impl fmt::Display for IdentifyRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let IdentifyBudget {
            total,
            remaining,
            reserve,
            ..
        } = self.budget;
        let plural = if self.wanted == 1 { "" } else { "s" };
        write!(
            f,
            "{} session{plural} with Discord cannot be started: {remaining} of the day's {total} are left",
            self.wanted
        )?;
        if reserve > 0 {
            write!(f, ", and {reserve} are kept in reserve")?;
        }
        if reserve >= total {
            return f.write_str(
                "; that is as many as there are: keep fewer with `InMemoryIdentifyQueue::reserve`",
            );
        }
        // A part of a second says nothing to those who wait for hours.
        let seconds = self.retry_after.as_millis().div_ceil(1_000);
        let wait = jiff::SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
        let until =
            jiff::Timestamp::from_second(self.retry_at().unix_seconds()).unwrap_or_default();
        write!(
            f,
            "; they are counted anew at {until} (in {wait:#}). Each start of a shard that does not resume takes one, and \
             Discord resets the token of a bot that takes too many: find out what restarts so often"
        )?;
        if reserve > 0 && remaining > 0 {
            f.write_str(
                ", or use the reserve by a lower `InMemoryIdentifyQueue::reserve` once that is mended",
            )?;
        }
        Ok(())
    }
}

impl fmt::Debug for IdentifyRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for IdentifyRefused {}
