//! Reads the bodies of scheduled events and of their exceptions.

use std::ops::RangeInclusive;

use crate::sandbox::state::{
    Field,
    ids::iso,
    scheduled_event::{ExceptionEdit, NWeekday, RecurrenceRule, ScheduledEventEdit},
};

use super::super::form::Form;

/// Reads what is set of a scheduled event.
pub(super) fn edit_of(form: &mut Form) -> ScheduledEventEdit {
    form.choice("privacy_level", &[2]);
    let small = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok());
    ScheduledEventEdit {
        name: form.text("name", 1..=100).value(),
        description: form.text("description", 1..=1000),
        image: form.image("image"),
        channel_id: form.id("channel_id"),
        start: form.moment("scheduled_start_time").value(),
        end: form.moment("scheduled_end_time"),
        entity_type: small(form.choice("entity_type", &[1, 2, 3]).value()),
        location: location(form),
        recurrence: recurrence(form),
        status: small(form.choice("status", &[1, 2, 3, 4]).value()),
    }
}

fn location(form: &mut Form) -> Field<String> {
    match form.object("entity_metadata") {
        Field::Absent => Field::Absent,
        Field::Null => Field::Null,
        Field::Value(fields) => {
            let location = form.within("entity_metadata", fields, |form| {
                form.text("location", 1..=100)
            });
            match location {
                Field::Value(location) => Field::Value(location),
                Field::Absent | Field::Null => Field::Null,
            }
        }
    }
}

fn recurrence(form: &mut Form) -> Field<RecurrenceRule> {
    match form.object("recurrence_rule") {
        Field::Absent => Field::Absent,
        Field::Null => Field::Null,
        Field::Value(fields) => match form.within("recurrence_rule", fields, rule) {
            Some(rule) => Field::Value(rule),
            None => Field::Absent,
        },
    }
}

fn rule(form: &mut Form) -> Option<RecurrenceRule> {
    let start = form.moment("start");
    let start = form.required("start", start);
    let frequency = form.choice("frequency", &[0, 1, 2, 3]);
    let frequency = form.required("frequency", frequency);
    let interval = form.integer("interval", 1..=i64::from(i32::MAX)).value();
    let by_weekday = small_numbers(form, "by_weekday", 0..=6);
    let by_month = small_numbers(form, "by_month", 1..=12);
    let by_month_day = small_numbers(form, "by_month_day", 1..=31);
    let by_n_weekday = n_weekdays(form);
    for set_by_discord in ["end", "count", "by_year_day"] {
        if form.raw(set_by_discord).value().is_some() {
            let message = "This field cannot be set";
            form.error(set_by_discord, "BASE_TYPE_READ_ONLY", message);
        }
    }
    Some(RecurrenceRule {
        start: iso(start?),
        end: None,
        frequency: u8::try_from(frequency?).ok()?,
        interval: interval.unwrap_or(1),
        by_weekday,
        by_n_weekday,
        by_month,
        by_month_day: by_month_day.map(|days| days.into_iter().map(i64::from).collect()),
        by_year_day: None,
        count: None,
    })
}

fn small_numbers(form: &mut Form, key: &str, range: RangeInclusive<u8>) -> Option<Vec<u8>> {
    let list = form.list(key, 0..=33).value()?;
    let mut numbers = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
        if let Some(number) = number.filter(|number| range.contains(number)) {
            numbers.push(number);
        } else {
            let message = format!("Value must be from {} to {}.", range.start(), range.end());
            form.error(&format!("{key}.{index}"), "BASE_TYPE_CHOICES", message);
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

fn n_weekdays(form: &mut Form) -> Option<Vec<NWeekday>> {
    let list = form.objects("by_n_weekday", 0..=7).value()?;
    let days = form.each("by_n_weekday", list, |form| {
        let n = form.integer("n", 1..=5);
        let n = form.required("n", n);
        let day = form.integer("day", 0..=6);
        let day = form.required("day", day);
        Some(NWeekday {
            n: u8::try_from(n?).ok()?,
            day: u8::try_from(day?).ok()?,
        })
    });
    (!days.is_empty()).then_some(days)
}

/// Reads what is set of an exception.
pub(super) fn exception_of(form: &mut Form) -> ExceptionEdit {
    ExceptionEdit {
        start: form.moment("scheduled_start_time"),
        end: form.moment("scheduled_end_time"),
        is_canceled: form.flag("is_canceled").value(),
    }
}
