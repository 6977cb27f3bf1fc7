//! When an event recurs. Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{super::ids::parse_iso, Exception};

/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule - Frequency.
mod frequency {
    pub(super) const YEARLY: u8 = 0;
    pub(super) const MONTHLY: u8 = 1;
    pub(super) const WEEKLY: u8 = 2;
    pub(super) const DAILY: u8 = 3;
}

const DAY_MS: u64 = 24 * 60 * 60_000;
/// Every recurrence that Discord takes comes back within a year and a day, but for leap days.
const DAYS_AHEAD: u64 = 366 * 4 + 1;
/// The sets of weekdays on which an event can recur daily, Monday being 0.
const DAILY_SETS: [&[u8]; 6] = [
    &[0, 1, 2, 3, 4],
    &[1, 2, 3, 4, 5],
    &[0, 1, 2, 3, 6],
    &[4, 5],
    &[5, 6],
    &[0, 6],
];

/// When an event recurs, in its form on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecurrenceRule {
    pub(crate) start: String,
    pub(crate) end: Option<String>,
    pub(crate) frequency: u8,
    pub(crate) interval: i64,
    pub(crate) by_weekday: Option<Vec<u8>>,
    pub(crate) by_n_weekday: Option<Vec<NWeekday>>,
    pub(crate) by_month: Option<Vec<u8>>,
    pub(crate) by_month_day: Option<Vec<i64>>,
    pub(crate) by_year_day: Option<Vec<i64>>,
    pub(crate) count: Option<i64>,
}

/// A weekday in a week of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NWeekday {
    /// The week, from 1 to 5.
    pub(crate) n: u8,
    /// Monday is 0.
    pub(crate) day: u8,
}

impl RecurrenceRule {
    /// Whether Discord takes the rule; else the field that is wrong, and why.
    pub(super) fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let is_weekly = self.frequency == frequency::WEEKLY;
        if self.interval != 1 && !(is_weekly && self.interval == 2) {
            return Err(("interval", "Only weekly events have another interval: 2"));
        }
        if let Some(days) = &self.by_weekday {
            let mut days = days.clone();
            days.sort_unstable();
            let fits = match self.frequency {
                frequency::DAILY => DAILY_SETS.contains(&days.as_slice()),
                frequency::WEEKLY => days.len() == 1,
                _ => false,
            };
            if !fits {
                let why =
                    "Daily events take the known sets of weekdays, weekly ones a single weekday";
                return Err(("by_weekday", why));
            }
        }
        if let Some(days) = &self.by_n_weekday
            && (self.frequency != frequency::MONTHLY || days.len() != 1)
        {
            return Err(("by_n_weekday", "Only monthly events take it, and one"));
        }
        let dates = (&self.by_month, &self.by_month_day);
        match dates {
            (None, None) => Ok(()),
            (Some(months), Some(days))
                if self.frequency == frequency::YEARLY && months.len() == 1 && days.len() == 1 =>
            {
                Ok(())
            }
            _ => Err((
                "by_month",
                "Only yearly events take a month and a day, both",
            )),
        }
    }

    /// Whether the event takes place on the day of this moment, by the rule.
    pub(super) fn recurs_at(&self, at: u64) -> bool {
        let (Some(start), Some(date)) = (parse_iso(&self.start), date_of(at)) else {
            return false;
        };
        let Some(first) = date_of(start) else {
            return false;
        };
        let weekday = |date: Date| date.weekday().to_monday_zero_offset().unsigned_abs();
        let day = weekday(date);
        let is_given = self.by_weekday.as_ref().map(|days| days.contains(&day));
        at >= start
            && match self.frequency {
                frequency::DAILY => is_given.unwrap_or(true),
                frequency::WEEKLY => {
                    let begins = |at: u64, date: Date| at / DAY_MS - u64::from(weekday(date));
                    let weeks = (begins(at, date) - begins(start, first)) / 7;
                    let every = u64::try_from(self.interval).unwrap_or(1).max(1);
                    is_given.unwrap_or(day == weekday(first)) && weeks.is_multiple_of(every)
                }
                frequency::MONTHLY => match self.by_n_weekday.as_deref() {
                    Some([wanted, ..]) => {
                        wanted.day == day
                            && i16::from(wanted.n) == i16::from(date.day() - 1) / 7 + 1
                    }
                    _ => date.day() == first.day(),
                },
                _ => match (self.by_month.as_deref(), self.by_month_day.as_deref()) {
                    (Some([month, ..]), Some([wanted, ..])) => {
                        date.month().unsigned_abs() == *month && i64::from(date.day()) == *wanted
                    }
                    _ => (date.month(), date.day()) == (first.month(), first.day()),
                },
            }
    }

    /// When the event takes place next after a time of it.
    pub(super) fn next_after(&self, start: u64, exceptions: &[Exception]) -> Option<u64> {
        let is_canceled = |at: &u64| {
            exceptions
                .iter()
                .any(|exception| exception.original_start == *at && exception.is_canceled)
        };
        let moved = |at: u64| {
            let exception = exceptions
                .iter()
                .find(|exception| exception.original_start == at);
            exception
                .and_then(|exception| exception.start)
                .unwrap_or(at)
        };
        (1..=DAYS_AHEAD)
            .map(|days| start + days * DAY_MS)
            .filter(|at| self.recurs_at(*at))
            .find(|at| !is_canceled(at))
            .map(moved)
    }
}

fn date_of(ms: u64) -> Option<Date> {
    let timestamp = Timestamp::from_millisecond(i64::try_from(ms).ok()?).ok()?;
    Some(TimeZone::UTC.to_datetime(timestamp).date())
}
