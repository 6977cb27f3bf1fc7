//! What is left of the day's sessions.

use std::time::Duration;

use super::IdentifyRefused;
use crate::model::SessionStartLimit;

/// A tenth of the day's sessions is kept back unless the bot says otherwise…
const RESERVE_SHARE: u32 = 10;
/// …but no more than this many: a large bot does not need thousands to be repaired by hand.
const LARGEST_RESERVE: u32 = 100;

/// What is known of the day's sessions.
///
/// Discord docs: Gateway/Session Start Limit Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdentifyBudget {
    /// How many sessions may be started in a day; 0 where it is not known, then nothing is refused.
    pub total: u32,
    /// How many are left, the reserve included.
    pub remaining: u32,
    /// How long it takes until the count starts anew; zero before the first session of a day.
    pub reset_after: Duration,
    /// How many shards may identify at once: the number of keys. At least 1.
    pub max_concurrency: u32,
    /// How many sessions are kept back: at or below that many left, shards do not identify.
    pub reserve: u32,
}

impl IdentifyBudget {
    /// Nothing is known, and nothing is refused.
    pub const UNKNOWN: Self = Self {
        total: 0,
        remaining: 0,
        reset_after: Duration::ZERO,
        max_concurrency: 1,
        reserve: 0,
    };

    /// What Discord told, with so many sessions kept back.
    pub fn new(limit: SessionStartLimit, reserve: u32) -> Self {
        Self {
            total: limit.total,
            remaining: limit.remaining,
            reset_after: limit.reset_after(),
            max_concurrency: limit.max_concurrency.max(1),
            reserve,
        }
    }

    /// How many sessions are kept back unless the bot says otherwise: a tenth of the day's, at most 100.
    ///
    /// They are there for whoever repairs the bot: without them, a bot that used up its day by restarting could not be
    /// started again once its fault is found.
    pub fn default_reserve(total: u32) -> u32 {
        (total / RESERVE_SHARE).min(LARGEST_RESERVE)
    }

    /// How many sessions may be started before the reserve is touched, or `None` where nothing is enforced.
    pub fn available(&self) -> Option<u32> {
        (self.total > 0).then(|| self.remaining.saturating_sub(self.reserve))
    }

    /// Whether so many sessions may be started without touching the reserve.
    ///
    /// # Errors
    ///
    /// If there are fewer.
    pub fn check(&self, sessions: u32) -> Result<(), IdentifyRefused> {
        match self.available() {
            Some(available) if available < sessions => Err(IdentifyRefused::new(self, sessions)),
            _ => Ok(()),
        }
    }
}

impl Default for IdentifyBudget {
    /// [`IdentifyBudget::UNKNOWN`].
    fn default() -> Self {
        Self::UNKNOWN
    }
}
