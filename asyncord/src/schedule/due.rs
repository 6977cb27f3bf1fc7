//! Which instants of a schedule have come since the last look.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use super::{Schedule, cron::Cron};

/// A clock that is set back further than this was wrong before: the new time counts, and what had come
/// by the old one may come again.
const SET_BACK_AT_MOST: SignedDuration = SignedDuration::from_hours(3);

/// Up to here missed instants of a calendar are counted one by one: a clock that was years behind must
/// not cost a search for every minute of them.
const COUNTED_AT_MOST: u64 = 10_000;

/// One look at both clocks.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) steady: Instant,
    pub(super) wall: Timestamp,
}

impl Moment {
    /// The last moment before this one.
    pub(super) fn just_before(self) -> Self {
        Self {
            steady: self
                .steady
                .checked_sub(Duration::from_nanos(1))
                .unwrap_or(self.steady),
            wall: self
                .wall
                .checked_sub(SignedDuration::from_nanos(1))
                .unwrap_or(self.wall),
        }
    }
}

/// The instants that have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Come {
    pub(super) count: u64,
    /// For how long the last of them has been over.
    pub(super) ago: Duration,
}

/// Goes along the instants of a schedule; each is handed out once.
pub(super) enum Due {
    /// By the steady clock: setting the wall clock changes nothing.
    Every {
        start: Instant,
        interval: Duration,
        /// How many have been handed out; the first is one interval after `start`.
        past: u128,
    },
    /// By the wall clock.
    Cron {
        cron: Cron,
        /// Everything up to here has been handed out.
        past: Timestamp,
        next: Option<Timestamp>,
    },
}

impl Due {
    /// From the first instant after `now`.
    pub(super) fn new(schedule: Schedule, now: Moment) -> Self {
        match schedule {
            Schedule::Every(interval) => Self::Every {
                start: now.steady,
                interval,
                past: 0,
            },
            Schedule::Cron(cron) => Self::Cron {
                past: now.wall,
                next: cron.after(now.wall),
                cron,
            },
        }
    }

    /// Hands out the instants up to and with `now`.
    pub(super) fn come(&mut self, now: Moment) -> Come {
        match self {
            Self::Every {
                start,
                interval,
                past,
            } => {
                let (elapsed, interval) = (now.steady - *start, interval.as_nanos());
                let come = (elapsed.as_nanos() / interval).max(*past);
                let count = u64::try_from(come - *past).unwrap_or(u64::MAX);
                *past = come;
                let ago = elapsed.as_nanos() % interval;
                Come {
                    count,
                    ago: Duration::from_nanos(u64::try_from(ago).unwrap_or(u64::MAX)),
                }
            }
            Self::Cron { cron, past, next } => {
                if past.duration_since(now.wall) > SET_BACK_AT_MOST {
                    *past = now.wall;
                    *next = cron.after(now.wall);
                }
                let mut come = Come::default();
                while let Some(instant) = next.filter(|instant| *instant <= now.wall) {
                    come.count += 1;
                    come.ago = now.wall.duration_since(instant).unsigned_abs();
                    *past = instant;
                    if come.count == COUNTED_AT_MOST {
                        *past = now.wall;
                    }
                    *next = cron.after(*past);
                }
                come
            }
        }
    }

    /// How long it is to the next instant, as the clock goes now.
    pub(super) fn wait(&self, now: Moment) -> Duration {
        match self {
            Self::Every {
                start,
                interval,
                past,
            } => {
                let next = interval.as_nanos().saturating_mul(past + 1);
                let elapsed = (now.steady - *start).as_nanos();
                let wait = next.saturating_sub(elapsed);
                Duration::from_nanos(u64::try_from(wait).unwrap_or(u64::MAX))
            }
            Self::Cron { next, .. } => next.map_or(Duration::MAX, |next| {
                Duration::try_from(next.duration_since(now.wall)).unwrap_or_default()
            }),
        }
    }
}
