//! Which limits are in force.

use std::{str::FromStr, time::Duration};

/// Which rate limits a sandbox has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RateLimitMode {
    /// None that an honest bot reaches; the headers are there and count.
    #[default]
    Off,
    /// As Discord's: a bucket for each kind of request, 50 requests a second in all, and a ban after
    /// 10,000 invalid requests. Bots may begin one session in 5 seconds.
    Discord,
    /// This one for every route.
    Only(Limit),
}

/// How many requests fit in which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limit {
    /// How many requests.
    pub requests: u32,
    /// In which time.
    pub window: Duration,
    /// Whose limit it is.
    pub scope: Scope,
}

/// Whose limit it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Each bot's own, per route.
    #[default]
    User,
    /// As [`Scope::User`], but said to be everyone's.
    Shared,
    /// One for all requests of a bot.
    Global,
}

impl Limit {
    /// A limit of each bot's own, per route.
    pub fn new(requests: u32, window: Duration) -> Self {
        Self {
            requests,
            window,
            scope: Scope::User,
        }
    }
}

impl Scope {
    /// Its name in headers and in the sandbox's own API.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Shared => "shared",
            Self::Global => "global",
        }
    }
}

impl FromStr for RateLimitMode {
    type Err = String;

    /// `off`, `discord`, or requests and milliseconds: `5/1000`.
    fn from_str(text: &str) -> Result<Self, String> {
        let limit = |(requests, window): (&str, &str)| {
            let requests = requests.parse().ok()?;
            let window = window.parse().ok().filter(|ms| *ms > 0)?;
            Some(Self::Only(Limit::new(
                requests,
                Duration::from_millis(window),
            )))
        };
        match text {
            "off" => Ok(Self::Off),
            "discord" => Ok(Self::Discord),
            _ => text
                .split_once('/')
                .and_then(limit)
                .ok_or_else(|| "`off`, `discord`, or requests/milliseconds as `5/1000`".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Limit, RateLimitMode};

    #[test]
    fn modes_have_names() {
        assert_eq!("off".parse(), Ok(RateLimitMode::Off));
        assert_eq!("discord".parse(), Ok(RateLimitMode::Discord));
        let only = RateLimitMode::Only(Limit::new(5, Duration::from_secs(1)));
        assert_eq!("5/1000".parse(), Ok(only));
        for wrong in ["", "5", "5/0", "x/1"] {
            assert!(wrong.parse::<RateLimitMode>().is_err(), "{wrong}");
        }
    }
}
