//! How often a scheduled event happens again.

use crate::model::{
    List, Timestamp,
    wire::{Keys, object},
};

/// How often a scheduled event happens again: a part of iCalendar's rules.
///
/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule Object.
#[object]
pub struct RecurrenceRule {
    /// When it begins to count.
    pub start: Option<Timestamp>,
    /// When it ends; set by Discord only.
    pub end: Option<Timestamp>,
    /// The unit.
    pub frequency: RecurrenceFrequency,
    /// After how many units it happens again: 1, or 2 where the unit is a week.
    pub interval: Option<u32>,
    /// On which days of the week.
    pub by_weekday: List<RecurrenceWeekday>,
    /// On which days of which week of the month.
    pub by_n_weekday: List<RecurrenceNWeekday>,
    /// In which months.
    pub by_month: List<RecurrenceMonth>,
    /// On which days of the month, from 1.
    pub by_month_day: List<i32>,
    /// On which days of the year, from 1 to 364; set by Discord only.
    pub by_year_day: List<i32>,
    /// How often in all; set by Discord only.
    pub count: Option<u32>,
}

impl RecurrenceRule {
    /// Begins then, and happens again after each of these units.
    pub fn new(start: Timestamp, frequency: RecurrenceFrequency) -> Self {
        Self {
            start: Some(start),
            end: None,
            frequency,
            interval: Some(1),
            by_weekday: List::default(),
            by_n_weekday: List::default(),
            by_month: List::default(),
            by_month_day: List::default(),
            by_year_day: List::default(),
            count: None,
            came: Keys::default(),
        }
    }
}

/// A day of the week in one week of the month.
///
/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule - N Weekday Structure.
#[object]
#[derive(Copy, Eq)]
pub struct RecurrenceNWeekday {
    /// Which of the month's days of that name, from 1 to 5.
    pub n: i32,
    /// The day.
    pub day: RecurrenceWeekday,
}

impl RecurrenceNWeekday {
    /// The `n`th day of this name in a month, from 1 to 5.
    pub fn new(n: i32, day: RecurrenceWeekday) -> Self {
        Self {
            n,
            day,
            came: Keys::default(),
        }
    }
}

open_enum! {
    /// The unit of a recurrence.
    ///
    /// Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule - Frequency.
    pub enum RecurrenceFrequency {
        /// A year.
        Yearly = 0 => "YEARLY",
        /// A month.
        Monthly = 1 => "MONTHLY",
        /// A week.
        Weekly = 2 => "WEEKLY",
        /// A day.
        Daily = 3 => "DAILY",
    }
}

open_enum! {
    /// A day of the week.
    ///
    /// Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule - Weekday.
    pub enum RecurrenceWeekday {
        /// Monday.
        Monday = 0 => "MONDAY",
        /// Tuesday.
        Tuesday = 1 => "TUESDAY",
        /// Wednesday.
        Wednesday = 2 => "WEDNESDAY",
        /// Thursday.
        Thursday = 3 => "THURSDAY",
        /// Friday.
        Friday = 4 => "FRIDAY",
        /// Saturday.
        Saturday = 5 => "SATURDAY",
        /// Sunday.
        Sunday = 6 => "SUNDAY",
    }
}

open_enum! {
    /// A month.
    ///
    /// Discord docs: Guild Scheduled Event/Guild Scheduled Event Recurrence Rule - Month.
    pub enum RecurrenceMonth {
        /// January.
        January = 1 => "JANUARY",
        /// February.
        February = 2 => "FEBRUARY",
        /// March.
        March = 3 => "MARCH",
        /// April.
        April = 4 => "APRIL",
        /// May.
        May = 5 => "MAY",
        /// June.
        June = 6 => "JUNE",
        /// July.
        July = 7 => "JULY",
        /// August.
        August = 8 => "AUGUST",
        /// September.
        September = 9 => "SEPTEMBER",
        /// October.
        October = 10 => "OCTOBER",
        /// November.
        November = 11 => "NOVEMBER",
        /// December.
        December = 12 => "DECEMBER",
    }
}
