//! Rate limits that really count, though by default no honest client reaches them.
//!
//! A bucket is a bot, a route and the channel or guild in its path; it has a fixed window that begins
//! with its first request. Discord docs: Rate Limits.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Mutex,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    extract::{MatchedPath, OriginalUri, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
use tokio::time::Instant;

use crate::sandbox::{
    state::ids::{ApplicationId, now_ms},
    world::App,
};

use super::{error::ApiError, request::Bot, version};

/// When there are more buckets than this, those whose window is over are dropped.
const MANY_BUCKETS: usize = 1024;

/// How many requests fit in which time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) requests: u32,
    pub(crate) window: Duration,
    pub(crate) scope: Scope,
}

/// Whose limit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Each bot's own, per route.
    User,
    /// As [`Scope::User`], but said to be everyone's.
    Shared,
    /// One for all requests of a bot.
    Global,
}

impl Default for Limit {
    fn default() -> Self {
        Self {
            requests: 5000,
            window: Duration::from_secs(1),
            scope: Scope::User,
        }
    }
}

/// The limit in force and the windows that are open.
#[derive(Debug, Default)]
pub(crate) struct RateLimits(Mutex<Windows>);

#[derive(Debug, Default)]
struct Windows {
    limit: Limit,
    open: HashMap<Bucket, Window>,
}

/// Which requests count together; no route stands for the global limit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Bucket {
    bot: Option<ApplicationId>,
    route: Option<(String, Option<String>)>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    ends: Instant,
    used: u32,
}

/// How a request fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Standing {
    allowed: bool,
    limit: u32,
    remaining: u32,
    reset_after: Duration,
    scope: Scope,
}

/// What a bucket is called towards clients: the same for all channels and guilds of a route.
fn hash_of(route: &str) -> String {
    let mut hasher = DefaultHasher::new();
    route.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl RateLimits {
    /// Puts another limit in force and forgets what was counted.
    pub(crate) fn set(&self, limit: Limit) {
        let mut windows = self.windows();
        windows.limit = limit;
        windows.open.clear();
    }

    fn windows(&self) -> std::sync::MutexGuard<'_, Windows> {
        crate::lock(&self.0)
    }

    /// Counts a request.
    fn take(&self, bot: Option<ApplicationId>, route: (String, Option<String>)) -> Standing {
        let now = Instant::now();
        let mut windows = self.windows();
        let limit = windows.limit;
        if windows.open.len() > MANY_BUCKETS {
            windows.open.retain(|_, window| window.ends > now);
        }
        let bucket = Bucket {
            bot,
            route: (limit.scope != Scope::Global).then_some(route),
        };
        let fresh = Window {
            ends: now + limit.window,
            used: 0,
        };
        let window = windows.open.entry(bucket).or_insert(fresh);
        if window.ends <= now {
            *window = fresh;
        }
        let allowed = window.used < limit.requests;
        window.used += u32::from(allowed);
        Standing {
            allowed,
            limit: limit.requests,
            remaining: limit.requests - window.used,
            reset_after: window.ends - now,
            scope: limit.scope,
        }
    }
}

impl Standing {
    fn headers(self, bucket: &str) -> Vec<(HeaderName, HeaderValue)> {
        let after = self.reset_after.as_secs_f64();
        let at = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::from_millis(now_ms()))
            + self.reset_after;
        let mut headers = Vec::new();
        let mut put = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.push((HeaderName::from_static(name), value));
            }
        };
        if self.scope != Scope::Global {
            put("x-ratelimit-limit", self.limit.to_string());
            put("x-ratelimit-remaining", self.remaining.to_string());
            put("x-ratelimit-reset", format!("{:.3}", at.as_secs_f64()));
            put("x-ratelimit-reset-after", format!("{after:.3}"));
            put("x-ratelimit-bucket", bucket.to_owned());
        }
        if !self.allowed {
            if self.scope == Scope::Global {
                put("x-ratelimit-global", "true".to_owned());
            }
            let scope = match self.scope {
                Scope::User => "user",
                Scope::Shared => "shared",
                Scope::Global => "global",
            };
            put("x-ratelimit-scope", scope.to_owned());
            put(header::RETRY_AFTER.as_str(), format!("{:.0}", after.ceil()));
        }
        headers
    }
}

/// Counts a request of the API and adds the headers that tell of it.
pub(super) async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let template = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| version::strip(path.as_str()).to_owned())
        .unwrap_or_default();
    let path = request
        .extensions()
        .get::<OriginalUri>()
        .map_or_else(|| request.uri().path(), |uri| uri.path());
    let major = major(&template, version::strip(path));
    let route = route_name(request.method(), &template);
    let bot = Bot::of(&app, request.headers()).map(|bot| bot.application);
    let bucket = hash_of(&route);
    let standing = app.rate_limits.take(bot, (route, major));
    let headers = standing.headers(&bucket);
    if !standing.allowed {
        let body = json!({
            "message": "You are being rate limited.",
            // To the millisecond, and never 0 while the window is open.
            "retry_after": (standing.reset_after.as_secs_f64() * 1000.0).ceil() / 1000.0,
            "global": standing.scope == Scope::Global,
        });
        return ApiError::rate_limited(body, headers).into_response();
    }
    let mut response = next.run(request).await;
    response.headers_mut().extend(headers);
    response
}

/// The name of a route within the limits: deleting a message counts apart, as do most methods.
fn route_name(method: &Method, template: &str) -> String {
    // All reactions to a channel's messages share one bucket.
    match template.split_once("/reactions") {
        Some((before, _)) => format!("{before}/reactions"),
        None => format!("{method} {template}"),
    }
}

/// The channel, guild or webhook that the path names first.
fn major(template: &str, path: &str) -> Option<String> {
    let major = ["{channel_id}", "{guild_id}", "{webhook_id}"];
    let (_, value) = template
        .split('/')
        .zip(path.split('/'))
        .find(|(name, _)| major.contains(name))?;
    Some(value.to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Limit, RateLimits, Scope, major};

    fn route(name: &str, major: &str) -> (String, Option<String>) {
        (name.to_owned(), Some(major.to_owned()))
    }

    fn limits(requests: u32, scope: Scope) -> RateLimits {
        let limits = RateLimits::default();
        limits.set(Limit {
            requests,
            window: Duration::from_secs(2),
            scope,
        });
        limits
    }

    #[tokio::test(start_paused = true)]
    async fn a_window_fills_and_opens_again() {
        let limits = limits(2, Scope::User);
        let remaining: Vec<(bool, u32)> = (0..3)
            .map(|_| limits.take(None, route("a", "1")))
            .map(|standing| (standing.allowed, standing.remaining))
            .collect();
        assert_eq!(remaining, [(true, 1), (true, 0), (false, 0)]);
        assert!(
            limits.take(None, route("a", "2")).allowed,
            "another channel"
        );
        assert!(limits.take(None, route("b", "1")).allowed, "another route");

        tokio::time::advance(Duration::from_secs(2)).await;
        assert!(limits.take(None, route("a", "1")).allowed);
    }

    #[tokio::test(start_paused = true)]
    async fn a_global_limit_is_one_for_all_routes() {
        let limits = limits(1, Scope::Global);
        assert!(limits.take(None, route("a", "1")).allowed);
        let standing = limits.take(None, route("b", "2"));
        assert!(!standing.allowed);
        let headers = standing.headers("x");
        assert!(headers.iter().any(|(name, _)| name == "x-ratelimit-global"));
        assert!(!headers.iter().any(|(name, _)| name == "x-ratelimit-bucket"));
    }

    #[test]
    fn the_major_parameter_is_the_value_in_the_path() {
        let template = "/channels/{channel_id}/messages/{message_id}";
        assert_eq!(
            major(template, "/channels/1/messages/2").as_deref(),
            Some("1")
        );
        assert_eq!(major("/users/{user_id}", "/users/1"), None);
    }
}
