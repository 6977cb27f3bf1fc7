//! What an answer tells about limits.

use std::{sync::Arc, time::Duration};

use http::header::{HeaderMap, RETRY_AFTER};
use serde::Deserialize;

use super::UNNAMED_WAIT;

/// The longest wait that is believed; more is a mistake of the server or an attack.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// The longest pause that a failed server is given.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The state of a bucket as an answer tells it.
///
/// Discord docs: Rate Limits/Header Format.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Discord's name for the bucket, without the top-level resource.
    pub bucket: Arc<str>,
    /// How many requests a window takes.
    pub limit: u32,
    /// How many more this one takes.
    pub remaining: u32,
    /// How long until it ends.
    pub reset_after: Duration,
    /// When it ends by the server's clock, in milliseconds: tells windows apart.
    pub window: Option<u64>,
}

impl Limits {
    /// What the headers of an answer would tell, for tests of limiters; the window has no name.
    pub fn new(
        bucket: impl Into<Arc<str>>,
        limit: u32,
        remaining: u32,
        reset_after: Duration,
    ) -> Self {
        Self {
            bucket: bucket.into(),
            limit,
            remaining,
            reset_after,
            window: None,
        }
    }

    /// Reads the headers, `None` where one is missing or makes no sense.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        Some(Self {
            bucket: text(headers, "x-ratelimit-bucket")
                .filter(|bucket| !bucket.is_empty())?
                .into(),
            // A limit of 0 would never let anything go.
            limit: text(headers, "x-ratelimit-limit")?
                .parse::<u32>()
                .ok()?
                .max(1),
            remaining: text(headers, "x-ratelimit-remaining")?.parse().ok()?,
            reset_after: seconds(text(headers, "x-ratelimit-reset-after")?)?,
            window: text(headers, "x-ratelimit-reset").and_then(milliseconds),
        })
    }
}

/// A refusal: too many requests.
///
/// Discord docs: Rate Limits/Exceeding A Rate Limit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// How long to wait.
    pub retry_after: Duration,
    /// Whether it is about all requests: of the token, or of the address.
    pub global: bool,
    /// Whether others have used up a limit that is shared with them.
    pub shared: bool,
}

#[derive(Default, Deserialize)]
struct RefusalBody {
    #[serde(default)]
    retry_after: Option<f64>,
    #[serde(default)]
    global: bool,
}

impl Refusal {
    /// One that is about a bucket of this client's own, for tests of limiters.
    pub fn new(retry_after: Duration) -> Self {
        Self {
            retry_after,
            global: false,
            shared: false,
        }
    }

    /// Reads headers and body. The longer of the waits counts; where none is named, a cautious one.
    ///
    /// Cloudflare's own refusal, which has neither Discord's headers nor JSON, is about the address and so
    /// about all requests.
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let parsed = serde_json::from_slice::<RefusalBody>(body).ok();
        let from_cloudflare = parsed.is_none()
            && text(headers, "x-ratelimit-bucket").is_none()
            && text(headers, "x-ratelimit-scope").is_none();
        let body = parsed.unwrap_or_default();
        let of_header = headers
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(seconds);
        let of_body = body.retry_after.and_then(checked);
        let global = from_cloudflare
            || body.global
            || text(headers, "x-ratelimit-global")
                .is_some_and(|value| value.eq_ignore_ascii_case("true"))
            || text(headers, "x-ratelimit-scope") == Some("global");
        Self {
            retry_after: of_header.max(of_body).unwrap_or(UNNAMED_WAIT),
            global,
            shared: text(headers, "x-ratelimit-scope") == Some("shared"),
        }
    }
}

/// How long a server that has failed asks to wait before it is asked again, at most half a minute.
pub(crate) fn pause(headers: &HeaderMap) -> Duration {
    headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok())
        .and_then(seconds)
        .map_or(Duration::ZERO, |wait| wait.min(LONGEST_PAUSE))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn seconds(text: &str) -> Option<Duration> {
    checked(text.trim().parse().ok()?)
}

fn checked(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds)
        .ok()
        .map(|duration| duration.min(LONGEST_WAIT))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be within what both hold exactly"
)]
fn milliseconds(seconds: &str) -> Option<u64> {
    let milliseconds = (seconds.parse::<f64>().ok()? * 1_000.0).round();
    (0.0..9e15)
        .contains(&milliseconds)
        .then_some(milliseconds as u64)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::header::{HeaderMap, HeaderName, HeaderValue};

    use super::{Limits, Refusal, UNNAMED_WAIT};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn an_ordinary_answer_has_no_scope_and_still_teaches_its_bucket() {
        let headers = headers(&[
            ("x-ratelimit-limit", "5"),
            ("x-ratelimit-remaining", "4"),
            ("x-ratelimit-reset", "1470173023.123"),
            ("x-ratelimit-reset-after", "0.25"),
            ("x-ratelimit-bucket", "abcd1234"),
        ]);
        assert_eq!(
            Limits::read(&headers),
            Some(Limits {
                bucket: "abcd1234".into(),
                limit: 5,
                remaining: 4,
                reset_after: Duration::from_millis(250),
                window: Some(1_470_173_023_123),
            })
        );
    }

    #[test]
    fn headers_that_make_no_sense_are_no_limits() {
        let good = [
            ("x-ratelimit-limit", "5"),
            ("x-ratelimit-remaining", "4"),
            ("x-ratelimit-reset-after", "1"),
            ("x-ratelimit-bucket", "a"),
        ];
        assert!(Limits::read(&headers(&good)).is_some());
        for (index, bad) in [
            (0, "-1"),
            (1, "many"),
            (2, "-1"),
            (2, "NaN"),
            (2, "1e300"),
            (3, ""),
        ] {
            let mut pairs = good;
            pairs[index].1 = bad;
            assert_eq!(Limits::read(&headers(&pairs)), None, "{pairs:?}");
        }
        assert_eq!(Limits::read(&HeaderMap::new()), None);
    }

    #[test]
    fn the_longer_wait_counts() {
        let refusal = |pairs: &[(&'static str, &'static str)], body: &str| {
            Refusal::read(&headers(pairs), body.as_bytes())
        };
        let bucket = ("x-ratelimit-scope", "shared");
        for (header, body, expected) in [
            ("65", r#"{"retry_after":64.57,"global":false}"#, 65_000),
            ("1", r#"{"retry_after":1.25}"#, 1_250),
            ("1337", "", 1_337_000),
            ("soon", r#"{"retry_after":-1}"#, 5_000),
        ] {
            let found = refusal(&[bucket, ("retry-after", header)], body);
            assert_eq!(found.retry_after, Duration::from_millis(expected));
            assert!(!found.global);
        }
    }

    #[test]
    fn a_global_refusal_is_known_by_any_of_its_marks() {
        let body = r#"{"message":"","retry_after":2.0,"global":true}"#;
        assert!(Refusal::read(&HeaderMap::new(), body.as_bytes()).global);
        for mark in [
            ("x-ratelimit-global", "true"),
            ("x-ratelimit-scope", "global"),
        ] {
            assert!(Refusal::read(&headers(&[mark]), b"{}").global, "{mark:?}");
        }
        let cloudflare = Refusal::read(&headers(&[("retry-after", "9")]), b"<html>banned");
        assert_eq!(
            (cloudflare.global, cloudflare.retry_after),
            (true, Duration::from_secs(9))
        );
        assert_eq!(
            Refusal::read(&HeaderMap::new(), b"").retry_after,
            UNNAMED_WAIT
        );
    }
}
