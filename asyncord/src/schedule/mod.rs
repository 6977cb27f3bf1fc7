//! The clockwork of tasks: when a run is due, and what starts it.
//!
//! - `cron`: the instants of a cron expression in a time zone;
//! - `due`: which instants have come since the last look, by the clock that the schedule goes by;
//! - `drive`: starts the runs, and counts those that are missed.
//!
//! `docs/schedule.md` says to users what all this does.

mod cron;
mod drive;
mod due;

use std::{fmt, time::Duration};

use cron::Cron;
#[cfg(test)]
pub(crate) use drive::Why;
pub(crate) use drive::{Missed, Options, drive};

/// The longest interval, ten years of 365 days.
const LONGEST: Duration = Duration::from_hours(10 * 365 * 24);

/// A schedule as the macro writes it into a static.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum ScheduleSpec {
    /// At fixed distances from the start.
    Every {
        /// The distance in milliseconds, 1 ms to ten years.
        millis: u64,
    },
    /// At the times of a calendar.
    Cron {
        /// Five fields, or a nickname such as `@daily`.
        expression: &'static str,
        /// An IANA name; UTC without one.
        timezone: Option<&'static str>,
    },
}

/// A schedule that can be driven.
#[derive(Clone, Debug)]
pub(crate) enum Schedule {
    Every(Duration),
    Cron(Cron),
}

impl Schedule {
    /// # Errors
    ///
    /// For what the macro refuses as well; so only for a spec that was written by hand.
    pub(crate) fn new(spec: &ScheduleSpec) -> Result<Self, ScheduleError> {
        match *spec {
            ScheduleSpec::Every { millis } => {
                let interval = Duration::from_millis(millis);
                if interval.is_zero() || interval > LONGEST {
                    return Err(ScheduleError::Interval(interval));
                }
                Ok(Self::Every(interval))
            }
            ScheduleSpec::Cron {
                expression,
                timezone,
            } => Cron::new(expression, timezone).map(Self::Cron),
        }
    }

    /// Whether a run starts together with the driver, unless the options say otherwise.
    fn runs_at_start(&self) -> bool {
        match self {
            Self::Every(_) => true,
            Self::Cron(_) => false,
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every(interval) => write!(f, "every {interval:?}"),
            Self::Cron(cron) => cron.fmt(f),
        }
    }
}

/// A schedule that cannot be kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ScheduleError {
    #[error("an interval of `{0:?}` is not between 1 ms and 10 years; write one such as `5m`")]
    Interval(Duration),
    #[error(
        "`{expression}` is no cron expression: {reason}; write five fields, such as `0 9 * * MON`"
    )]
    Expression {
        expression: &'static str,
        reason: cronp::ParseError,
    },
    #[error("`@reboot` is no time; write one, such as `0 9 * * MON`")]
    Reboot,
    #[error("`{0}` never comes: no month that it names has such a day; name a day that there is")]
    Never(&'static str),
    #[error("there is no time zone `{0}`; write an IANA name, such as `Europe/Paris`")]
    TimeZone(&'static str),
}

#[cfg(test)]
mod tests;
