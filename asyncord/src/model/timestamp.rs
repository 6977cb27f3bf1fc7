//! Points in time as Discord writes them.

use std::{cmp::Ordering, fmt, hash, num::NonZeroI64, str::FromStr, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::id::Id;

mod iso8601;

use self::iso8601::Form;

/// A point in time, to the microsecond, in UTC.
///
/// Written as Discord writes it, `2015-04-26T06:26:56.936000+00:00`, or in the form that it came in.
///
/// ```
/// use asyncord::model::Timestamp;
///
/// let timestamp: Timestamp = "2015-04-26T08:26:56.936+02:00".parse()?;
/// assert_eq!(timestamp.unix_seconds(), 1_430_029_616);
/// assert_eq!(timestamp.to_string(), "2015-04-26T06:26:56.936+00:00");
/// # Ok::<(), asyncord::model::ParseTimestampError>(())
/// ```
///
/// Discord docs: API Reference/ISO8601 Date/Time.
#[derive(Clone, Copy)]
pub struct Timestamp {
    // The microseconds since the Unix epoch above four bits of the form, complemented: the form is never
    // 15, so neither is this ever 0, and an `Option` is as small.
    complement: NonZeroI64,
}

/// The years -9999 to 9999 in microseconds, within what jiff takes and 60 bits.
const RANGE: std::ops::RangeInclusive<i64> = -377_705_023_201_000_000..=253_402_207_200_999_999;

impl Timestamp {
    /// The time now.
    pub fn now() -> Self {
        Self::from_jiff(jiff::Timestamp::now())
    }

    /// Makes a timestamp of seconds since the Unix epoch, or `None` outside the years -9999 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        Self::from_unix_microseconds(seconds.checked_mul(1_000_000)?)
    }

    /// Makes a timestamp of milliseconds since the Unix epoch, or `None` outside the years -9999 to 9999.
    pub fn from_unix_milliseconds(milliseconds: i64) -> Option<Self> {
        Self::from_unix_microseconds(milliseconds.checked_mul(1_000)?)
    }

    /// Makes a timestamp of microseconds since the Unix epoch, or `None` outside the years -9999 to 9999.
    pub fn from_unix_microseconds(microseconds: i64) -> Option<Self> {
        Self::with_form(microseconds, Form::DISCORD)
    }

    fn with_form(microseconds: i64, form: Form) -> Option<Self> {
        if !RANGE.contains(&microseconds) {
            return None;
        }
        let packed = microseconds << 4 | i64::from(form.bits());
        NonZeroI64::new(!packed).map(|complement| Self { complement })
    }

    fn form(self) -> Form {
        Form::from_bits(!self.complement.get())
    }

    /// Whole seconds since the Unix epoch, rounded down.
    pub const fn unix_seconds(self) -> i64 {
        self.unix_microseconds().div_euclid(1_000_000)
    }

    /// Whole milliseconds since the Unix epoch, rounded down.
    pub const fn unix_milliseconds(self) -> i64 {
        self.unix_microseconds().div_euclid(1_000)
    }

    /// Microseconds since the Unix epoch.
    pub const fn unix_microseconds(self) -> i64 {
        !self.complement.get() >> 4
    }

    /// The time that much later, or `None` after the year 9999.
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        let microseconds = i64::try_from(duration.as_micros()).ok()?;
        let sum = self.unix_microseconds().checked_add(microseconds)?;
        Self::with_form(sum, Form::DISCORD)
    }

    /// The time that much earlier, or `None` before the year -9999.
    pub fn checked_sub(self, duration: Duration) -> Option<Self> {
        let microseconds = i64::try_from(duration.as_micros()).ok()?;
        let difference = self.unix_microseconds().checked_sub(microseconds)?;
        Self::with_form(difference, Form::DISCORD)
    }

    /// How much later it is than `earlier`; nothing where it is not later.
    pub fn duration_since(self, earlier: Self) -> Duration {
        let difference = self.unix_microseconds() - earlier.unix_microseconds();
        Duration::from_micros(difference.try_into().unwrap_or_default())
    }

    fn from_jiff(timestamp: jiff::Timestamp) -> Self {
        // Within jiff's range by its type, which the range here is.
        Self::from_unix_microseconds(
            timestamp
                .as_microsecond()
                .clamp(*RANGE.start(), *RANGE.end()),
        )
        .unwrap_or(Self::EPOCH)
    }

    /// The Unix epoch.
    const EPOCH: Self = match NonZeroI64::new(!(Form::DISCORD.bits() as i64)) {
        Some(complement) => Self { complement },
        None => unreachable!(),
    };
}

impl<M> Id<M> {
    /// When the thing was created, to the millisecond.
    ///
    /// ```
    /// use asyncord::id::{Id, marker::ChannelMarker};
    ///
    /// let id: Id<ChannelMarker> = Id::new(41_771_983_423_143_937);
    /// assert_eq!(id.created_at().to_string(), "2015-04-26T06:26:56.934000+00:00");
    /// ```
    ///
    /// Discord docs: API Reference/Snowflakes.
    pub fn created_at(self) -> Timestamp {
        // 42 bits of milliseconds reach the year 2154.
        i64::try_from(self.timestamp_ms())
            .ok()
            .and_then(Timestamp::from_unix_milliseconds)
            .unwrap_or(Timestamp::EPOCH)
    }

    /// The lowest id of something created at `timestamp`, for paging by time; 0 before Discord's epoch.
    ///
    /// Discord docs: API Reference/Snowflakes.
    pub fn from_timestamp(timestamp: Timestamp) -> Self {
        let milliseconds = u64::try_from(timestamp.unix_milliseconds()).unwrap_or_default();
        let since = milliseconds.saturating_sub(crate::id::DISCORD_EPOCH_MS);
        Self::new(since.min((1 << 42) - 1) << 22)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self::from_jiff(timestamp)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.unix_microseconds() == other.unix_microseconds()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.unix_microseconds().cmp(&other.unix_microseconds())
    }
}

impl hash::Hash for Timestamp {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.unix_microseconds().hash(state);
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp =
            jiff::Timestamp::from_microsecond(self.unix_microseconds()).unwrap_or_default();
        let form = self.form();
        let seconds = timestamp.strftime("%Y-%m-%dT%H:%M:%S");
        match form.digits() {
            0 => write!(f, "{seconds}{}", form.offset()),
            3 => write!(
                f,
                "{}{}",
                timestamp.strftime("%Y-%m-%dT%H:%M:%S.%3f"),
                form.offset()
            ),
            _ => write!(
                f,
                "{}{}",
                timestamp.strftime("%Y-%m-%dT%H:%M:%S.%6f"),
                form.offset()
            ),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

/// A text that is not an ISO 8601 time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an ISO 8601 timestamp, as in `2015-04-26T06:26:56+00:00`")]
pub struct ParseTimestampError {
    text: String,
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// Takes any ISO 8601 time; one without an offset is in UTC, as Discord's webhook events have it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        iso8601::parse(text)
            .and_then(|(microseconds, form)| Self::with_form(microseconds, form))
            .ok_or_else(|| ParseTimestampError {
                text: text.chars().take(60).collect(),
            })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ISO 8601 timestamp")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                // The text itself is not told: it may be a secret in the wrong place.
                text.parse()
                    .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// Defines how a point in time stands on the wire where it is a number.
macro_rules! unix_form {
    ($(#[$doc:meta])* $name:ident, $make:ident, $get:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) struct $name(Timestamp);

        impl From<$name> for Timestamp {
            fn from(form: $name) -> Self {
                form.0
            }
        }

        impl From<&Timestamp> for $name {
            fn from(timestamp: &Timestamp) -> Self {
                Self(*timestamp)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0.$get())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = i64::deserialize(deserializer)?;
                Timestamp::$make(number).map(Self).ok_or_else(|| {
                    de::Error::invalid_value(
                        de::Unexpected::Signed(number),
                        &"a time between the years -9999 and 9999",
                    )
                })
            }
        }

        crate::model::wire::required!($name);
    };
}

unix_form! {
    /// Whole seconds since the Unix epoch; for `#[wire(with = UnixSeconds)]`.
    UnixSeconds, from_unix_seconds, unix_seconds
}
unix_form! {
    /// Whole milliseconds since the Unix epoch; for `#[wire(with = UnixMilliseconds)]`.
    UnixMilliseconds, from_unix_milliseconds, unix_milliseconds
}

#[cfg(test)]
mod tests;
