//! The instants of a cron expression in a time zone.
//!
//! `cronp` reads the expression and says whether a wall time fits. It knows no time zones: what happens
//! where the clock is set forward or back is decided here, as Vixie cron does it.

use std::fmt;

use cronp::{Calendar, CivilDateTime, Vixie};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};

use super::ScheduleError;

/// How far ahead a day is looked for. The rarest are February 29ths on one weekday, up to 40 years apart.
const DAYS_AHEAD: usize = 50 * 366;

#[derive(Clone, Debug)]
pub(crate) struct Cron {
    expression: &'static str,
    zone: TimeZone,
    calendar: Calendar<Vixie>,
    /// The times of a day, in order.
    hours: Vec<i8>,
    minutes: Vec<i8>,
    recurring: bool,
}

impl Cron {
    pub(super) fn new(
        expression: &'static str,
        timezone: Option<&'static str>,
    ) -> Result<Self, ScheduleError> {
        // The bundled database and no other: the same schedule on every machine, a slim container too.
        let zone = match timezone {
            None => TimeZone::UTC,
            Some(name) => TimeZoneDatabase::bundled()
                .get(name)
                .map_err(|_| ScheduleError::TimeZone(name))?,
        };
        let parsed = cronp::Schedule::<Vixie>::parse(expression)
            .map_err(|reason| ScheduleError::Expression { expression, reason })?;
        let Some(&calendar) = parsed.calendar() else {
            return Err(ScheduleError::Reboot);
        };
        let admitted = |end: i8, admits: &dyn Fn(u8) -> bool| -> Vec<i8> {
            (0..end)
                .filter(|value| admits(value.unsigned_abs()))
                .collect()
        };
        let hours = admitted(24, &|hour| calendar.admits_hour(hour));
        let minutes = admitted(60, &|minute| calendar.admits_minute(minute));
        // By the spelling, as in Vixie cron: `*/15` recurs, `0,15,30,45` are four times of the day.
        let recurring = hours.len() == 24
            || expression
                .split_whitespace()
                .take(2)
                .any(|field| field.contains('*'));
        let cron = Self {
            expression,
            zone,
            calendar,
            hours,
            minutes,
            recurring,
        };
        match cron.wall_time_from(DateTime::constant(2000, 1, 1, 0, 0, 0, 0)) {
            Some(_) => Ok(cron),
            None => Err(ScheduleError::Never(expression)),
        }
    }

    /// The first instant after `instant`; `None` at the end of the calendar, in the year 9999.
    pub(super) fn after(&self, instant: Timestamp) -> Option<Timestamp> {
        if self.recurring {
            self.recurring_after(instant)
        } else {
            self.fixed_after(instant)
        }
    }

    /// For times of the day: each wall time that fits is one instant, whatever the clock does there.
    fn fixed_after(&self, instant: Timestamp) -> Option<Timestamp> {
        let mut wall = self.zone.to_datetime(instant);
        loop {
            wall = self.wall_time_after(wall)?;
            // Not after `instant` where the hour comes twice and this is the second time.
            let found = self.instant_of(wall)?;
            if found > instant {
                return Some(found);
            }
        }
    }

    /// The instant of a wall time: the first of two, the end of the gap where there is none.
    fn instant_of(&self, wall: DateTime) -> Option<Timestamp> {
        let ambiguous = self.zone.to_ambiguous_timestamp(wall);
        let AmbiguousOffset::Gap { .. } = ambiguous.offset() else {
            return ambiguous.earlier().ok();
        };
        let before_the_gap = ambiguous.earlier().ok()?;
        let gap = self.zone.following(before_the_gap).next()?;
        Some(gap.timestamp())
    }

    /// For what recurs: every instant at which the clock shows a time that fits.
    fn recurring_after(&self, instant: Timestamp) -> Option<Timestamp> {
        let mut offset = self.zone.to_offset(instant);
        let mut wall = self.wall_time_after(offset.to_datetime(instant))?;
        let mut from = instant;
        // From one change of the offset to the next: between them wall time and time run alike.
        loop {
            let found = offset.to_timestamp(wall).ok()?;
            let change = self.zone.following(from).next();
            let Some(change) = change.filter(|change| change.timestamp() <= found) else {
                return Some(found);
            };
            from = change.timestamp();
            offset = change.offset();
            wall = self.wall_time_from(offset.to_datetime(from))?;
        }
    }

    fn wall_time_after(&self, wall: DateTime) -> Option<DateTime> {
        self.wall_time_from(wall.checked_add(1.nanosecond()).ok()?)
    }

    /// The first wall time that fits, at `wall` or later.
    fn wall_time_from(&self, wall: DateTime) -> Option<DateTime> {
        let (mut day, mut earliest) = (wall.date(), wall.time());
        for _ in 0..DAYS_AHEAD {
            if self.fits(day)
                && let Some(time) = self.times().find(|time| *time >= earliest)
            {
                return Some(day.to_datetime(time));
            }
            day = day.tomorrow().ok()?;
            earliest = Time::midnight();
        }
        None
    }

    fn times(&self) -> impl Iterator<Item = Time> {
        self.hours.iter().flat_map(|hour| {
            self.minutes
                .iter()
                .map(|minute| Time::constant(*hour, *minute, 0, 0))
        })
    }

    fn fits(&self, day: Date) -> bool {
        let (Some(hour), Some(minute)) = (self.hours.first(), self.minutes.first()) else {
            return false;
        };
        let date = CivilDateTime::new(
            day.year().unsigned_abs(),
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
            hour.unsigned_abs(),
            minute.unsigned_abs(),
            0,
        );
        date.is_ok_and(|date| self.calendar.matches(date))
    }
}

impl fmt::Display for Cron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.zone.iana_name().unwrap_or("UTC");
        write!(f, "cron `{}` {zone}", self.expression)
    }
}
