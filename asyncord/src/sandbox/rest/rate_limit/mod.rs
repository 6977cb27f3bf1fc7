//! Rate limits that really count. By default no honest client reaches them.
//!
//! A bucket is a caller, a kind of request and the channel, guild or webhook in its path; it has a fixed
//! window that begins with its first request. Discord docs: Rate Limits.

mod class;
mod mode;
mod window;

use std::{
    sync::Mutex,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{MatchedPath, OriginalUri, Request},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::sandbox::{fault, world::App};

pub use self::mode::{Limit, RateLimitMode, Scope};

use self::{
    class::major,
    window::{Asked, Client, Standing, Windows},
};
use super::{
    caller::Caller,
    error::{ApiError, Why},
    version,
};

/// The limits in force and the windows that are open.
#[derive(Debug, Default)]
pub(crate) struct RateLimits(Mutex<Windows>);

impl RateLimits {
    pub(crate) fn new(mode: RateLimitMode, invalid_limit: Option<u32>) -> Self {
        let limits = Self::default();
        limits.set(mode);
        limits.windows().invalid_limit = invalid_limit;
        limits
    }

    /// Puts other limits in force and forgets what was counted.
    pub(crate) fn set(&self, mode: RateLimitMode) {
        let mut windows = self.windows();
        windows.mode = mode;
        windows.clear();
    }

    /// After how many invalid requests a client is banned; nothing stands for the mode's own number.
    pub(crate) fn set_invalid_limit(&self, limit: Option<u32>) {
        self.windows().invalid_limit = limit;
    }

    pub(crate) fn mode(&self) -> RateLimitMode {
        self.windows().mode
    }

    pub(crate) fn invalid_limit(&self) -> Option<u32> {
        self.windows().invalid_limit()
    }

    /// Forgets what was counted.
    pub(crate) fn clear(&self) {
        self.windows().clear();
    }

    fn windows(&self) -> std::sync::MutexGuard<'_, Windows> {
        crate::lock(&self.0)
    }
}

impl Standing {
    fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let after = self.reset_after.as_secs_f64();
        let at = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            + self.reset_after;
        let mut headers = Vec::new();
        let mut put = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.push((HeaderName::from_static(name), value));
            }
        };
        let scope = self.refused.map(|(scope, _)| scope);
        // The global limit has no bucket.
        if scope != Some(Scope::Global) {
            put("x-ratelimit-limit", self.limit.to_string());
            put("x-ratelimit-remaining", self.remaining.to_string());
            put("x-ratelimit-reset", format!("{:.3}", at.as_secs_f64()));
            put("x-ratelimit-reset-after", format!("{after:.3}"));
            put("x-ratelimit-bucket", self.bucket.clone());
        }
        if let Some((scope, wait)) = self.refused {
            if scope == Scope::Global {
                put("x-ratelimit-global", "true".to_owned());
            }
            put("x-ratelimit-scope", scope.name().to_owned());
            let seconds = wait.as_secs_f64().ceil();
            put(header::RETRY_AFTER.as_str(), format!("{seconds:.0}"));
        }
        headers
    }

    /// The answer to a request that is one too many.
    fn refusal(&self, scope: Scope, wait: Duration) -> Response {
        let message = match scope {
            Scope::Shared => "The resource is being rate limited.",
            Scope::User | Scope::Global => "You are being rate limited.",
        };
        let body = json!({
            "message": message,
            // To the millisecond, and never 0 while the window is open.
            "retry_after": (wait.as_secs_f64() * 1000.0).ceil() / 1000.0,
            "global": scope == Scope::Global,
        });
        let mut response = ApiError::rate_limited(body, self.headers()).into_response();
        let why = match scope {
            Scope::User if self.remaining > 0 => {
                "a channel's name or topic changes twice in 10 minutes at most".to_owned()
            }
            Scope::User => format!("all {} requests of the bucket are used up", self.limit),
            Scope::Shared => format!("all {} requests of all bots are used up", self.limit),
            Scope::Global => "the requests that a bot has for all routes are used up".to_owned(),
        };
        response.extensions_mut().insert(Why(why));
        response
    }
}

/// Counts a request of the API and adds the headers that tell of it.
pub(super) async fn count(
    Extension(app): Extension<App>,
    request: Request,
    next: Next,
) -> Response {
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
    let client: Client =
        Caller::of_token(&app, request.headers()).and_then(|caller| caller.application().ok());
    let is_rename = request.method() == Method::PATCH
        && template == "/channels/{channel_id}"
        && app.rate_limits.mode() == RateLimitMode::Discord;
    let (request, renames) = if is_rename {
        renames(request).await
    } else {
        (request, false)
    };
    let banned = app.rate_limits.windows().banned(client);
    if let Some(left) = banned {
        return ban(left);
    }
    let standing = app.rate_limits.windows().take(Asked {
        client,
        method: request.method(),
        template: &template,
        major,
        renames,
    });
    let response = if let Some((scope, wait)) = standing.refused {
        standing.refusal(scope, wait)
    } else {
        let mut response = next.run(request).await;
        response.headers_mut().extend(standing.headers());
        response
    };
    let is_invalid = matches!(response.status().as_u16(), 401 | 403 | 429);
    let is_shared = matches!(standing.refused, Some((Scope::Shared, _)));
    if is_invalid && !is_shared {
        app.rate_limits.windows().note_invalid(client);
    }
    response
}

/// Looks whether a channel's name or topic is to be changed.
async fn renames(request: Request) -> (Request, bool) {
    /// Longer bodies are no honest edit of a channel.
    const LONGEST: usize = 1024 * 1024;

    let (parts, body) = request.into_parts();
    // One that is longer is missing then, and refused as empty.
    let bytes = to_bytes(body, LONGEST).await.unwrap_or_default();
    let renames = serde_json::from_slice(&bytes)
        .is_ok_and(|body: Value| body.get("name").is_some() || body.get("topic").is_some());
    (Request::from_parts(parts, Body::from(bytes)), renames)
}

/// What Cloudflare answers to those who asked wrongly too often.
fn ban(left: Duration) -> Response {
    let status = StatusCode::TOO_MANY_REQUESTS;
    let mut response = (status, fault::page(status)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=UTF-8"),
    );
    let seconds = left.as_secs_f64().ceil();
    if let Ok(seconds) = HeaderValue::from_str(&format!("{seconds:.0}")) {
        headers.insert(header::RETRY_AFTER, seconds);
    }
    let why = "banned: too many requests were answered with 401, 403 or 429";
    response.extensions_mut().insert(Why(why.to_owned()));
    response
}
