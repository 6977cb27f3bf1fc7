//! Rate limits: who may send when.
//!
//! A client asks its [`RateLimiter`] before each request, and tells it what came of it.
//! [`InMemoryRateLimiter`] is the one that clients have unless another is given: it keeps requests within
//! Discord's limits by waiting before sending instead of being refused. Clients of one token share it by
//! themselves within a process. A limiter that several processes share is another implementation of the trait.
//!
//! Discord docs: Rate Limits.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use super::Error;

mod bucket;
mod core;
mod global;
mod headers;
mod memory;
mod names;
mod queue;
mod route;
mod window;

pub(crate) use self::headers::pause;
pub use self::{
    headers::{Limits, Refusal},
    memory::InMemoryRateLimiter,
    route::Route,
};

/// How many requests a bot may send in a second, all operations together.
///
/// Discord docs: Rate Limits/Global Rate Limit.
pub(crate) const GLOBAL_PER_SECOND: u32 = 50;

/// The wait that is taken where a refusal names none.
pub(crate) const UNNAMED_WAIT: Duration = Duration::from_secs(5);

/// A permit on its way.
pub type PermitFuture<'a> = Pin<Box<dyn Future<Output = Result<Permit, Error>> + Send + 'a>>;

/// Decides when requests may be sent.
///
/// ```
/// use asyncord::rest::{
///     RestClient,
///     limiter::{Permit, PermitFuture, RateLimiter, Route, Ticket},
/// };
///
/// /// Leaves all limits to a proxy that sends for many.
/// #[derive(Debug)]
/// struct LeftToTheProxy;
///
/// impl RateLimiter for LeftToTheProxy {
///     fn acquire<'a>(&'a self, _: &'a Route, _: Ticket) -> PermitFuture<'a> {
///         Box::pin(async { Ok(Permit::new(|_| ())) })
///     }
/// }
///
/// let client = RestClient::builder("the bot's token").rate_limiter(LeftToTheProxy).build()?;
/// # Ok::<(), asyncord::rest::Error>(())
/// ```
pub trait RateLimiter: fmt::Debug + Send + Sync + 'static {
    /// Waits until a request may be sent.
    ///
    /// Whoever waits may stop at any moment by dropping the future. A request that is repeated asks again with the
    /// same ticket, and so keeps its place before those that came later.
    ///
    /// # Errors
    ///
    /// If the limiter cannot decide; the request then fails with this.
    fn acquire<'a>(&'a self, route: &'a Route, ticket: Ticket) -> PermitFuture<'a>;
}

/// A request's place in all queues, kept over its repetitions: lower ones came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

impl Ticket {
    /// Draws the next number of this process.
    pub fn draw() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// What became of a request that was let go.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// An answer that is no refusal.
    Answered {
        /// What its headers tell about limits.
        limits: Option<Limits>,
        /// Whether the absence of limits means that there are none: not where the server failed.
        learnt: bool,
    },
    /// Too many requests (429).
    Refused {
        /// What its headers tell about limits.
        limits: Option<Limits>,
        /// How long to wait, and with what.
        refusal: Refusal,
    },
    /// It never left.
    Unsent,
    /// It may have arrived, or not.
    Lost,
}

/// Permission to send one request; it tells the limiter what became of the request, also when it is dropped.
#[must_use = "the slot is given back when the permit is dropped"]
pub struct Permit {
    settle: Option<Box<dyn FnOnce(Outcome) + Send>>,
    sent: bool,
}

impl Permit {
    /// A permit that calls `settle`, once, with what became of the request.
    pub fn new(settle: impl FnOnce(Outcome) + Send + 'static) -> Self {
        Self {
            settle: Some(Box::new(settle)),
            sent: false,
        }
    }

    /// Says that the request goes out now: from here on it may have arrived.
    pub fn sent(&mut self) {
        self.sent = true;
    }

    /// Tells what became of the request.
    pub fn complete(mut self, outcome: Outcome) {
        self.settle(outcome);
    }

    fn settle(&mut self, outcome: Outcome) {
        if let Some(settle) = self.settle.take() {
            settle(outcome);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let outcome = if self.sent {
            Outcome::Lost
        } else {
            Outcome::Unsent
        };
        self.settle(outcome);
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit")
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
