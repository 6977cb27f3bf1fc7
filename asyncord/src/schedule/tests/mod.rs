mod clock;
mod cron;
mod drive;
mod kit;

use std::time::Duration;

use super::{Schedule, ScheduleError, ScheduleSpec};

pub(super) fn every(millis: u64) -> Schedule {
    Schedule::new(&ScheduleSpec::Every { millis }).unwrap()
}

pub(super) fn cron(expression: &'static str, timezone: &'static str) -> Schedule {
    let timezone = Some(timezone);
    Schedule::new(&ScheduleSpec::Cron {
        expression,
        timezone,
    })
    .unwrap()
}

fn refused(spec: &ScheduleSpec) -> ScheduleError {
    Schedule::new(spec).expect_err("this is no schedule")
}

fn refused_cron(expression: &'static str, timezone: Option<&'static str>) -> String {
    refused(&ScheduleSpec::Cron {
        expression,
        timezone,
    })
    .to_string()
}

#[test]
fn a_spec_can_stand_in_a_static() {
    static SPEC: ScheduleSpec = ScheduleSpec::Cron {
        expression: "0 9 * * MON",
        timezone: Some("Europe/Paris"),
    };
    let schedule = Schedule::new(&SPEC).unwrap();
    assert_eq!(schedule.to_string(), "cron `0 9 * * MON` Europe/Paris");
    assert_eq!(every(300_000).to_string(), "every 300s");
}

#[test]
fn an_interval_is_neither_zero_nor_longer_than_ten_years() {
    const TEN_YEARS: u64 = 10 * 365 * 24 * 60 * 60 * 1000;
    assert!(matches!(every(1), Schedule::Every(_)));
    assert!(matches!(every(TEN_YEARS), Schedule::Every(_)));
    for millis in [0, TEN_YEARS + 1, u64::MAX] {
        let error = refused(&ScheduleSpec::Every { millis });
        assert!(
            matches!(error, ScheduleError::Interval(interval) if interval == Duration::from_millis(millis))
        );
    }
}

#[test]
fn what_is_no_calendar_is_refused_with_a_reason() {
    assert_eq!(
        refused_cron("0 25 * * *", None),
        "`0 25 * * *` is no cron expression: hour field at 2..4: 25 is outside 0..=23; \
         write five fields, such as `0 9 * * MON`"
    );
    assert_eq!(
        refused_cron("@reboot", None),
        "`@reboot` is no time; write one, such as `0 9 * * MON`"
    );
    assert_eq!(
        refused_cron("0 9 * * *", Some("Europe/Pari")),
        "there is no time zone `Europe/Pari`; write an IANA name, such as `Europe/Paris`"
    );
}

#[test]
fn days_that_never_come_are_refused_and_rare_ones_are_not() {
    for never in ["0 0 30 2 *", "0 0 31 4,6,9,11 *", "* * 31 2 *"] {
        assert!(refused_cron(never, None).starts_with(&format!("`{never}` never comes")));
    }
    // February 29th, but only on a Sunday: a day field that begins with `*` narrows the other.
    for rare in ["0 0 29 2 *", "0 0 29 2 */7", "0 0 30 2 MON"] {
        cron(rare, "UTC");
    }
}
