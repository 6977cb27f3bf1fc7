//! Reading ISO 8601, and the form it came in.

/// The form of a timestamp as text: how many digits of a second, and how its offset is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form(u8);

impl Form {
    /// As Discord mostly writes: six digits and `+00:00`.
    pub(super) const DISCORD: Self = Self(0);

    const OFFSETS: [&str; 3] = ["+00:00", "Z", ""];
    const DIGITS: [u8; 3] = [6, 3, 0];

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    /// Of a value whose four lowest bits are the form's.
    pub(super) const fn from_bits(bits: i64) -> Self {
        Self(bits.to_le_bytes()[0] & 0xF)
    }

    /// How many digits of a second are written.
    pub(super) fn digits(self) -> u8 {
        Self::DIGITS[usize::from(self.0 & 3).min(2)]
    }

    /// How the offset is written.
    pub(super) fn offset(self) -> &'static str {
        Self::OFFSETS[usize::from(self.0 >> 2).min(2)]
    }

    fn new(digits: usize, offset: &str) -> Self {
        let digits = match digits {
            0 => 2,
            1..=3 => 1,
            _ => 0,
        };
        let offset = match offset {
            "Z" | "z" => 1,
            "" => 2,
            _ => 0,
        };
        Self(offset << 2 | digits)
    }
}

/// Microseconds since the Unix epoch, and the form.
pub(super) fn parse(text: &str) -> Option<(i64, Form)> {
    // Nearly all timestamps are in UTC and take this way; the other knows everything, and costs four
    // times as much.
    utc(text).or_else(|| any(text))
}

/// `YYYY-MM-DDTHH:MM:SS`, up to six digits of a second, and `+00:00` or `Z`.
fn utc(text: &str) -> Option<(i64, Form)> {
    let (date_time, rest) = text.as_bytes().split_first_chunk::<19>()?;
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
    ] = date_time
    else {
        return None;
    };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let (month, day) = (two(*m1, *m2)?, two(*d1, *d2)?);
    let (hour, minute, second) = (two(*h1, *h2)?, two(*n1, *n2)?, two(*s1, *s2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_of_month = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=days_of_month).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }

    let mut fraction = 0;
    let mut digits = 0;
    let mut offset = rest;
    if let [b'.', rest @ ..] = rest {
        offset = rest;
        while let [digit @ b'0'..=b'9', rest @ ..] = offset {
            if digits == 6 {
                return None;
            }
            fraction = fraction * 10 + i64::from(digit - b'0');
            digits += 1;
            offset = rest;
        }
        if digits == 0 {
            return None;
        }
    }
    let offset = match offset {
        b"+00:00" => "+00:00",
        b"Z" => "Z",
        _ => return None,
    };
    for _ in digits..6 {
        fraction *= 10;
    }

    // Days since the epoch, with years that begin in March so that the leap day is the last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day
        - 719_469;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    Some((seconds * 1_000_000 + fraction, Form::new(digits, offset)))
}

/// Two digits.
fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens * 10 + ones))
}

/// Any other form, by jiff.
fn any(text: &str) -> Option<(i64, Form)> {
    let digits = text.split_once('.').map_or(0, |(_, rest)| {
        rest.bytes().take_while(u8::is_ascii_digit).count()
    });
    if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
        let offset = if text.ends_with(['Z', 'z']) {
            "Z"
        } else {
            "+00:00"
        };
        return Some((timestamp.as_microsecond(), Form::new(digits, offset)));
    }
    // Without an offset: UTC. A date alone is no point in time.
    if !text.contains(['T', 't', ' ']) {
        return None;
    }
    let time: jiff::civil::DateTime = text.parse().ok()?;
    let timestamp = jiff::tz::Offset::UTC.to_timestamp(time).ok()?;
    Some((timestamp.as_microsecond(), Form::new(digits, "")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{any, parse, utc};

    #[test]
    fn the_short_way_takes_what_discord_writes() {
        for text in [
            "2015-04-26T06:26:56.936000+00:00",
            "2015-04-26T06:26:56+00:00",
            "2015-04-26T06:26:56.936Z",
        ] {
            assert_eq!(utc(text), any(text), "{text}");
            assert!(utc(text).is_some(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_jiff(
            year in 0..10_000u32, month in 0..14u32, day in 0..33u32,
            hour in 0..25u32, minute in 0..61u32, second in 0..60u32,
            fraction in prop_oneof![Just(String::new()), "\\.[0-9]{0,7}"],
            offset in prop_oneof![Just("Z"), Just("+00:00"), Just("+00"), Just("")],
        ) {
            let text = format!(
                "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"
            );
            if let Some(short) = utc(&text) {
                prop_assert_eq!(Some(short), any(&text));
            }
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,40}|[-0-9T:.Z+]{0,40}") {
            let _ = parse(&text);
        }
    }
}
