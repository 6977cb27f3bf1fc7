//! The windows that are open, and how a request fares in them.

use std::{collections::HashMap, time::Duration};

use tokio::time::Instant;

use crate::sandbox::state::ids::ApplicationId;

use super::{
    class::{Class, NAME_OR_TOPIC},
    mode::{Limit, RateLimitMode, Scope},
};

/// When there are more windows than this, those that are over are dropped.
const MANY: usize = 1024;
/// How many requests of any kind a bot may make in a second.
const GLOBAL: (u32, Duration) = (50, Duration::from_secs(1));
/// In this time invalid requests are counted.
const INVALID_IN: Duration = Duration::from_mins(10);
const GENEROUS: Limit = Limit {
    requests: 5000,
    window: Duration::from_secs(1),
    scope: Scope::User,
};

/// Who asks; all clients without a right token are one.
pub(super) type Client = Option<ApplicationId>;

/// A request, as far as limits look at it.
pub(super) struct Asked<'a> {
    pub(super) client: Client,
    pub(super) method: &'a axum::http::Method,
    pub(super) template: &'a str,
    pub(super) major: Option<String>,
    /// A channel's name or topic is changed.
    pub(super) renames: bool,
}

/// The limits in force and the windows that are open.
#[derive(Debug, Default)]
pub(super) struct Windows {
    pub(super) mode: RateLimitMode,
    /// After so many invalid requests a client is banned; without a number, as the mode has it.
    pub(super) invalid_limit: Option<u32>,
    open: HashMap<Key, Window>,
    invalid: HashMap<Client, Window>,
}

/// Which requests count together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Bucket(Client, String, Option<String>),
    NameOrTopic(Client, Option<String>),
    Global(Client),
}

#[derive(Clone, Copy, Debug)]
struct Window {
    ends: Instant,
    used: u32,
}

/// How a request fared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    pub(super) bucket: String,
    pub(super) limit: u32,
    pub(super) remaining: u32,
    pub(super) reset_after: Duration,
    /// Whose limit refused it and for how long, if one did.
    pub(super) refused: Option<(Scope, Duration)>,
}

impl Windows {
    /// Forgets what was counted.
    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.invalid.clear();
    }

    /// Counts a request.
    pub(super) fn take(&mut self, asked: Asked<'_>) -> Standing {
        if self.open.len() > MANY {
            let now = Instant::now();
            self.open.retain(|_, window| window.ends > now);
        }
        let Asked {
            client,
            method,
            template,
            major,
            renames,
        } = asked;
        let (class, scope) = match self.mode {
            RateLimitMode::Discord => {
                let class = Class::of(method, template);
                let scope = if class.is_shared {
                    Scope::Shared
                } else {
                    Scope::User
                };
                (class, scope)
            }
            RateLimitMode::Off => {
                let Limit {
                    requests,
                    window,
                    scope,
                } = GENEROUS;
                (Class::of_route(method, template, requests, window), scope)
            }
            RateLimitMode::Only(Limit {
                requests,
                window,
                scope,
            }) => (Class::of_route(method, template, requests, window), scope),
        };
        let mut standing = Standing {
            bucket: class.hash(),
            limit: class.requests,
            remaining: 0,
            reset_after: Duration::ZERO,
            refused: None,
        };
        let global = match (self.mode, scope) {
            (RateLimitMode::Discord, _) if !class.is_beyond_global => Some(GLOBAL),
            (_, Scope::Global) => Some((class.requests, class.window)),
            _ => None,
        };
        if let Some((requests, window)) = global
            && let (false, wait, _) = self.count(Key::Global(client), requests, window)
        {
            standing.refused = Some((Scope::Global, wait));
            return standing;
        }
        if scope == Scope::Global {
            return standing;
        }
        let owner = if class.is_shared { None } else { client };
        let key = Key::Bucket(owner, class.name, major.clone());
        let (allowed, wait, used) = self.count(key, class.requests, class.window);
        standing.remaining = class.requests.saturating_sub(used);
        standing.reset_after = wait;
        if !allowed {
            standing.refused = Some((scope, wait));
        } else if renames && self.mode == RateLimitMode::Discord {
            // The headers do not tell of it, as at Discord.
            let (requests, window) = NAME_OR_TOPIC;
            let key = Key::NameOrTopic(client, major);
            if let (false, wait, _) = self.count(key, requests, window) {
                standing.refused = Some((Scope::User, wait));
            }
        }
        standing
    }

    /// Counts in one window: whether there was room, when it ends, and how much is used.
    fn count(&mut self, key: Key, requests: u32, length: Duration) -> (bool, Duration, u32) {
        let window = fresh(self.open.entry(key), length);
        let allowed = window.used < requests;
        window.used += u32::from(allowed);
        (allowed, window.ends - Instant::now(), window.used)
    }

    /// After how many invalid requests a client is banned.
    pub(super) fn invalid_limit(&self) -> Option<u32> {
        self.invalid_limit.or(match self.mode {
            RateLimitMode::Discord => Some(10_000),
            RateLimitMode::Off | RateLimitMode::Only(_) => None,
        })
    }

    /// Notes a request that was answered with 401, 403 or 429.
    pub(super) fn note_invalid(&mut self, client: Client) {
        if self.invalid_limit().is_some() {
            fresh(self.invalid.entry(client), INVALID_IN).used += 1;
        }
    }

    /// For how long a client is banned yet.
    pub(super) fn banned(&self, client: Client) -> Option<Duration> {
        let window = self.invalid.get(&client)?;
        let left = window.ends.checked_duration_since(Instant::now())?;
        (window.used >= self.invalid_limit()? && !left.is_zero()).then_some(left)
    }
}

/// The window of a key, which begins now if there is none or it is over.
fn fresh<K: std::hash::Hash + Eq>(
    entry: std::collections::hash_map::Entry<'_, K, Window>,
    length: Duration,
) -> &mut Window {
    let now = Instant::now();
    let fresh = Window {
        ends: now + length,
        used: 0,
    };
    let window = entry.or_insert(fresh);
    if window.ends <= now {
        *window = fresh;
    }
    window
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::Method;

    use super::{Asked, Standing, Windows};
    use crate::sandbox::rest::rate_limit::mode::{Limit, RateLimitMode, Scope};

    fn take(windows: &mut Windows, template: &str, major: &str) -> Standing {
        windows.take(Asked {
            client: Some(1.into()),
            method: &Method::PATCH,
            template,
            major: Some(major.to_owned()),
            renames: false,
        })
    }

    fn only(requests: u32, scope: Scope) -> Windows {
        Windows {
            mode: RateLimitMode::Only(Limit {
                requests,
                window: Duration::from_secs(2),
                scope,
            }),
            ..Windows::default()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_window_fills_and_opens_again() {
        let mut windows = only(2, Scope::User);
        let mut remaining = Vec::new();
        for _ in 0..3 {
            let standing = take(&mut windows, "a", "1");
            remaining.push((standing.refused.is_none(), standing.remaining));
        }
        assert_eq!(remaining, [(true, 1), (true, 0), (false, 0)]);
        assert_eq!(
            take(&mut windows, "a", "2").refused,
            None,
            "another channel"
        );
        assert_eq!(take(&mut windows, "b", "1").refused, None, "another route");
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(take(&mut windows, "a", "1").refused, None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_global_limit_is_one_for_all_routes() {
        let mut windows = only(1, Scope::Global);
        assert_eq!(take(&mut windows, "a", "1").refused, None);
        let (scope, wait) = take(&mut windows, "b", "2").refused.unwrap();
        assert_eq!((scope, wait), (Scope::Global, Duration::from_secs(2)));
    }

    #[tokio::test(start_paused = true)]
    async fn discord_counts_all_routes_but_interactions_together() {
        let mut windows = Windows {
            mode: RateLimitMode::Discord,
            ..Windows::default()
        };
        for number in 0..50 {
            let template = format!("/x/{number}");
            assert_eq!(take(&mut windows, &template, "1").refused, None);
        }
        let (scope, _) = take(&mut windows, "/y", "1").refused.unwrap();
        assert_eq!(scope, Scope::Global);
        let callback = "/interactions/{interaction_id}/{interaction_token}/callback";
        assert_eq!(take(&mut windows, callback, "1").refused, None);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(take(&mut windows, "/y", "1").refused, None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_channel_is_renamed_twice_in_ten_minutes() {
        let mut windows = Windows {
            mode: RateLimitMode::Discord,
            ..Windows::default()
        };
        let rename = |windows: &mut Windows, renames| {
            windows.take(Asked {
                client: Some(1.into()),
                method: &Method::PATCH,
                template: "/channels/{channel_id}",
                major: Some("1".to_owned()),
                renames,
            })
        };
        assert_eq!(rename(&mut windows, true).refused, None);
        assert_eq!(rename(&mut windows, true).refused, None);
        let third = rename(&mut windows, true);
        assert_eq!(third.refused, Some((Scope::User, Duration::from_mins(10))));
        assert_eq!(third.remaining, 2, "the bucket itself has room");
        assert_eq!(rename(&mut windows, false).refused, None);
    }

    #[tokio::test(start_paused = true)]
    async fn shared_limits_are_everybodys() {
        let mut windows = Windows {
            mode: RateLimitMode::Discord,
            ..Windows::default()
        };
        let mut standings = Vec::new();
        for number in 0..51 {
            tokio::time::advance(Duration::from_millis(100)).await;
            let client = Some((number % 2 + 1).into());
            standings.push(windows.take(Asked {
                client,
                method: &Method::POST,
                template: "/guilds/{guild_id}/emojis",
                major: Some("1".to_owned()),
                renames: false,
            }));
        }
        let (scope, _) = standings.pop().unwrap().refused.unwrap();
        assert_eq!(scope, Scope::Shared);
        assert!(standings.iter().all(|standing| standing.refused.is_none()));
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_wrongly_too_often_is_banned_for_a_while() {
        let mut windows = Windows {
            invalid_limit: Some(2),
            ..Windows::default()
        };
        let bot = Some(1.into());
        windows.note_invalid(bot);
        assert_eq!(windows.banned(bot), None);
        windows.note_invalid(bot);
        assert_eq!(windows.banned(bot), Some(Duration::from_mins(10)));
        assert_eq!(windows.banned(None), None);
        tokio::time::advance(Duration::from_mins(10)).await;
        assert_eq!(windows.banned(bot), None);
    }

    #[test]
    fn discord_bans_after_ten_thousand_invalid_requests() {
        let mut windows = Windows {
            mode: RateLimitMode::Discord,
            ..Windows::default()
        };
        let bot = Some(1.into());
        for _ in 0..9_999 {
            windows.note_invalid(bot);
        }
        assert_eq!(windows.banned(bot), None);
        windows.note_invalid(bot);
        assert!(windows.banned(bot).is_some());
    }
}
