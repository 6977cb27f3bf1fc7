use cronp::{CivilDateTime, Vixie};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::schedule::{Schedule, ScheduleSpec, cron::Cron};

fn cron(expression: &'static str, timezone: &'static str) -> Cron {
    Cron::new(expression, Some(timezone)).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The instants after `start` as the zone's wall clock shows them.
fn instants(
    expression: &'static str,
    zone: &'static str,
    start: &str,
    count: usize,
) -> Vec<String> {
    let (cron, zone) = (cron(expression, zone), TimeZone::get(zone).unwrap());
    let mut last = at(start);
    let mut shown = Vec::new();
    for _ in 0..count {
        last = cron.after(last).unwrap();
        let (wall, offset) = (zone.to_datetime(last), zone.to_offset(last));
        shown.push(format!("{} {offset}", wall.strftime("%m-%d %H:%M")));
    }
    shown
}

#[test]
fn without_a_time_zone_the_times_are_utc() {
    let spec = ScheduleSpec::Cron {
        expression: "0 9 * * MON",
        timezone: None,
    };
    let Schedule::Cron(cron) = Schedule::new(&spec).unwrap() else {
        panic!("it was made of a calendar")
    };
    assert_eq!(
        cron.after(at("2026-11-25T00:00:00Z")),
        Some(at("2026-11-30T09:00:00Z"))
    );
}

#[test]
fn the_instant_itself_is_not_after_itself() {
    let cron = cron("*/5 * * * *", "UTC");
    let five = at("2026-01-01T00:05:00Z");
    assert_eq!(cron.after(five), Some(at("2026-01-01T00:10:00Z")));
    let before = five - SignedDuration::from_nanos(1);
    assert_eq!(cron.after(before), Some(five));
}

#[test]
fn the_fields_mean_what_the_documentation_says() {
    let start = "2026-01-01T00:00:00Z"; // a Thursday
    let utc = |expression, count| instants(expression, "UTC", start, count);
    assert_eq!(utc("@daily", 2), ["01-02 00:00 +00", "01-03 00:00 +00"]);
    assert_eq!(
        utc("30 8-10 * * sat,SUN", 4),
        [
            "01-03 08:30 +00",
            "01-03 09:30 +00",
            "01-03 10:30 +00",
            "01-04 08:30 +00"
        ]
    );
    assert_eq!(
        utc("0 0 31 * *", 3),
        ["01-31 00:00 +00", "03-31 00:00 +00", "05-31 00:00 +00"]
    );
    assert_eq!(utc("0 0 29 2 *", 1), ["02-29 00:00 +00"]);
    // Both day fields: either will do.
    assert_eq!(
        utc("0 0 13 * FRI", 3),
        ["01-02 00:00 +00", "01-09 00:00 +00", "01-13 00:00 +00"]
    );
    // 7 is Sunday, as 0 is.
    assert_eq!(utc("0 0 * * 7", 1), utc("0 0 * * 0", 1));
    assert_eq!(
        utc("*/20 23 1 JAN *", 4),
        [
            "01-01 23:00 +00",
            "01-01 23:20 +00",
            "01-01 23:40 +00",
            "01-01 23:00 +00"
        ]
    );
}

#[test]
fn a_time_of_the_day_that_does_not_exist_runs_once_at_the_end_of_the_gap() {
    // In Paris it was 02:00 to 03:00 on March 29th, 2026.
    let start = "2026-03-28T12:00:00Z";
    assert_eq!(
        instants("30 2 * * *", "Europe/Paris", start, 3),
        ["03-29 03:00 +02", "03-30 02:30 +02", "03-31 02:30 +02"]
    );
    // Several in the gap, and one at its end, are one run.
    assert_eq!(
        instants("0,30 2,3 * * *", "Europe/Paris", start, 3),
        ["03-29 03:00 +02", "03-29 03:30 +02", "03-30 02:00 +02"]
    );
}

#[test]
fn a_time_of_the_day_that_comes_twice_runs_the_first_time() {
    // In Paris it was 02:00 to 03:00 twice on October 25th, 2026.
    assert_eq!(
        instants("30 2 * * *", "Europe/Paris", "2026-10-24T12:00:00Z", 2),
        ["10-25 02:30 +02", "10-26 02:30 +01"]
    );
    // Started in between, or in the second hour: that day's is over.
    for start in ["2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z"] {
        assert_eq!(
            instants("30 2 * * *", "Europe/Paris", start, 1),
            ["10-26 02:30 +01"]
        );
    }
}

#[test]
fn what_recurs_goes_on_through_a_change_of_the_clock() {
    assert_eq!(
        instants("*/30 * * * *", "Europe/Paris", "2026-03-29T00:15:00Z", 3),
        ["03-29 01:30 +01", "03-29 03:00 +02", "03-29 03:30 +02"]
    );
    assert_eq!(
        instants("*/30 * * * *", "Europe/Paris", "2026-10-25T00:15:00Z", 4),
        [
            "10-25 02:30 +02",
            "10-25 02:00 +01",
            "10-25 02:30 +01",
            "10-25 03:00 +01"
        ]
    );
    // A nickname for every hour as well.
    assert_eq!(
        instants("@hourly", "Europe/Paris", "2026-10-24T23:30:00Z", 3),
        ["10-25 02:00 +02", "10-25 02:00 +01", "10-25 03:00 +01"]
    );
    // Named hours with a `*` beside them recur too: in spring there is nothing to run.
    assert_eq!(
        instants("*/30 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", 1),
        ["03-30 02:00 +02"]
    );
}

#[test]
fn a_day_that_a_zone_left_out_runs_at_its_end() {
    // Samoa went over the date line: December 30th, 2011 was not there.
    assert_eq!(
        instants("0 9 * * *", "Pacific/Apia", "2011-12-29T12:00:00Z", 3),
        ["12-29 09:00 -10", "12-31 00:00 +14", "12-31 09:00 +14"]
    );
}

/// Every instant in a window, found by looking at every minute: what the schedule means, said slowly.
fn slowly(expression: &str, zone: &TimeZone, start: Timestamp, end: Timestamp) -> Vec<Timestamp> {
    let schedule = cronp::Schedule::<Vixie>::parse(expression).unwrap();
    let fits = |wall: jiff::civil::DateTime| {
        let [month, day, hour, minute] =
            [wall.month(), wall.day(), wall.hour(), wall.minute()].map(i8::unsigned_abs);
        let year = wall.year().unsigned_abs();
        schedule.matches(CivilDateTime::new(year, month, day, hour, minute, 0).unwrap())
    };
    let recurring = expression
        .split(' ')
        .take(2)
        .any(|field| field.contains('*') || field == "0-23");
    let minute = SignedDuration::from_mins(1);
    let (mut found, mut now) = (Vec::new(), start + minute);
    while now <= end {
        let (wall, before) = (zone.to_datetime(now), zone.to_datetime(now - minute));
        let mut due = fits(wall);
        if !recurring {
            // The first of two, and whatever the clock leapt over since the minute before.
            due &= zone.to_ambiguous_timestamp(wall).earlier().unwrap() == now;
            let mut left_out = before + minute;
            while left_out < wall {
                due |= fits(left_out);
                left_out += minute;
            }
        }
        if due {
            found.push(now);
        }
        now += minute;
    }
    found
}

#[test]
fn the_instants_are_those_found_minute_by_minute() {
    // Changes by an hour, by half an hour, at midnight, of a whole day, and none.
    let windows = [
        ("Europe/Paris", "2026-03-28T20:00:00Z"),
        ("Europe/Paris", "2026-10-24T20:00:00Z"),
        ("America/New_York", "2026-03-08T00:00:00Z"),
        ("America/New_York", "2026-11-01T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T10:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-03T10:00:00Z"),
        ("America/Santiago", "2026-04-04T20:00:00Z"),
        ("America/Santiago", "2026-09-05T20:00:00Z"),
        ("Pacific/Apia", "2011-12-29T20:00:00Z"),
        ("Asia/Kathmandu", "2026-05-01T00:00:00Z"),
    ];
    let mut random = fastrand::Rng::with_seed(11);
    let mut compared = 0;
    for (name, start) in windows {
        let zone = TimeZone::get(name).unwrap();
        for _ in 0..16 {
            let mut list = |end: u8, most: usize| {
                let values: Vec<_> = (0..random.usize(1..=most))
                    .map(|_| random.u8(0..end).to_string())
                    .collect();
                values.join(",")
            };
            let (minutes, hours, few) = (list(60, 4), list(24, 8), list(5, 3));
            let minute = ["*".to_owned(), "*/7".to_owned(), minutes, "0,30".to_owned()];
            let hour = ["*".to_owned(), "0-23".to_owned(), hours, few];
            let (minute, hour) = (random.choice(&minute), random.choice(&hour));
            let day = random.choice(["* * *", "* * SUN", "*/2 * *", "1,30 * SAT"]);
            let (minute, hour, day) = (minute.unwrap(), hour.unwrap(), day.unwrap());
            let expression: &'static str = format!("{minute} {hour} {day}").leak();

            let start = at(start) + SignedDuration::from_mins(random.i64(0..240));
            let end = start + SignedDuration::from_hours(36);
            let slow = slowly(expression, &zone, start, end);
            let schedule = cron(expression, name);
            let quick: Vec<_> =
                std::iter::successors(schedule.after(start), |last| schedule.after(*last))
                    .take_while(|instant| *instant <= end)
                    .collect();
            assert_eq!(quick, slow, "`{expression}` in {name} from {start}");
            compared += slow.len();
        }
    }
    assert!(compared > 5_000, "only {compared} instants were compared");
}
