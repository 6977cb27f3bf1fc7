//! Strict lints find nothing in what the macros write.

#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::all, clippy::pedantic)]

use asyncord::prelude::*;

/// A handler.
///
/// # Errors
///
/// None.
#[handler(manual)]
pub async fn on_ready(_event: Ready, _client: RestClient, _name: Option<String>) -> Result {
    Ok(())
}

/// A handler with options.
#[handler(
    manual,
    filter = (filters::not_bot, |message| message.content.len() > 5),
    ordered = user,
    concurrency = 4,
    timeout = "10s",
    once,
    priority = 10,
    waits(MessageReactionAdd),
    wrap = Through
)]
pub async fn on_message(message: MessageCreate, _level: &u32, _cx: Context) -> Option<String> {
    Some(message.content.to_string())
}

/// A provider.
#[provider(manual)]
pub async fn level(_message: &MessageCreate, _client: RestClient) -> u32 {
    1
}

/// A task.
#[task(every = "5m", overlap, timeout = "1m", manual)]
pub async fn count(_client: RestClient, _names: Vec<String>) {}

/// A start hook.
#[on_start(manual)]
pub async fn begin(_client: &RestClient) {}

/// A shutdown hook.
#[on_shutdown(priority = -1, manual)]
pub async fn end(_cx: Context) {}

/// An error hook.
#[on_error(manual)]
pub async fn report(_failure: &HandlerFailure, _client: RestClient) {}

/// A middleware.
///
/// # Errors
///
/// Those of the handler.
#[middleware(manual)]
pub async fn around(next: Next, _limit: u32) -> Result {
    next.run().await
}

/// A middleware of a type.
struct Through;

impl asyncord::Middleware for Through {
    async fn call(&self, next: Next) -> Result {
        next.run().await
    }
}
