//! Points in time as Discord writes them.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time, to the microsecond, in UTC.
///
/// Written as Discord writes it: `2015-04-26T06:26:56.936000+00:00`.
///
/// ```
/// use asyncord::model::Timestamp;
///
/// let timestamp: Timestamp = "2015-04-26T08:26:56.936+02:00".parse()?;
/// assert_eq!(timestamp.unix_seconds(), 1_430_029_616);
/// assert_eq!(timestamp.to_string(), "2015-04-26T06:26:56.936000+00:00");
/// # Ok::<(), asyncord::model::ParseTimestampError>(())
/// ```
///
/// Discord docs: API Reference/ISO8601 Date/Time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    // Always within jiff's range (years -9999 to 9999): only made through it.
    unix_microseconds: i64,
}

impl Timestamp {
    /// The time now.
    pub fn now() -> Self {
        jiff::Timestamp::now().into()
    }

    /// Makes a timestamp of seconds since the Unix epoch, or `None` outside the years -9999 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        jiff::Timestamp::from_second(seconds).ok().map(Self::from)
    }

    /// Makes a timestamp of milliseconds since the Unix epoch, or `None` outside the years -9999 to 9999.
    pub fn from_unix_milliseconds(milliseconds: i64) -> Option<Self> {
        jiff::Timestamp::from_millisecond(milliseconds)
            .ok()
            .map(Self::from)
    }

    /// Whole seconds since the Unix epoch, rounded down.
    pub const fn unix_seconds(self) -> i64 {
        self.unix_microseconds.div_euclid(1_000_000)
    }

    /// Whole milliseconds since the Unix epoch, rounded down.
    pub const fn unix_milliseconds(self) -> i64 {
        self.unix_microseconds.div_euclid(1_000)
    }

    /// Microseconds since the Unix epoch.
    pub const fn unix_microseconds(self) -> i64 {
        self.unix_microseconds
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self {
            unix_microseconds: timestamp.as_microsecond(),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let timestamp =
            jiff::Timestamp::from_microsecond(self.unix_microseconds).unwrap_or_default();
        write!(f, "{}", timestamp.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00"))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

/// A text that is not an ISO 8601 time with an offset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an ISO 8601 timestamp with an offset, as in `2015-04-26T06:26:56+00:00`")]
pub struct ParseTimestampError {
    text: String,
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>()
            .map(Self::from)
            .map_err(|_| ParseTimestampError {
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
        Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn round_trips_as_discord_writes_it() {
        for text in [
            "2015-04-26T06:26:56.936000+00:00",
            "2026-11-24T22:18:23.000001+00:00",
            "1969-12-31T23:59:59.999999+00:00",
        ] {
            assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "yesterday",
            "2015-04-26",
            "2015-04-26T06:26:56",
            "2015-13-01T00:00:00Z",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
        assert_eq!(Timestamp::from_unix_seconds(i64::MAX), None);
    }

    #[test]
    fn seconds_round_down_before_the_epoch() {
        let timestamp: Timestamp = "1969-12-31T23:59:59.5Z".parse().unwrap();
        assert_eq!(timestamp.unix_seconds(), -1);
    }
}
