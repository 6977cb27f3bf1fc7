//! The limiter of one process: `core` decides, without clock, sleep or socket; this front waits for it.
//!
//! A request queues at its bucket, first come, first served; the first ones of all buckets share the seconds of the
//! global limit in the order of their tickets. A bucket that is not known yet lets one request go alone to learn it;
//! afterwards as many are in flight as `remaining` allows. A request that is dropped leaves its place to the next,
//! wherever it stands.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard},
};

use tokio::{sync::Notify, time::Instant};

use super::{
    GLOBAL_PER_SECOND, Permit, PermitFuture, RateLimiter, Route, Ticket,
    core::{Core, Held, Turn},
};
use crate::rest::registry::Registry;

/// The limiter of one token in one process. Clones are the same limiter.
///
/// Buckets are learnt from the headers of answers; as many requests of one are in flight as its `remaining` allows.
/// An operation that has not been answered yet sends one request alone to learn; later, all channels and guilds begin
/// with the limit that it has elsewhere. All requests together keep to the global limit. Those that answer
/// interactions are not counted by it, and wait for nothing else. Requests go in the order in which they came.
///
/// A bucket is forgotten when its window is over, or two minutes after its last use: memory depends on how many
/// channels, guilds and webhooks are used at a time, not on how many there have been.
///
/// ```
/// use asyncord::rest::{RestClient, limiter::InMemoryRateLimiter};
///
/// // Two clients that differ in their settings, with one limit of 20 requests a second.
/// let limiter = InMemoryRateLimiter::new(20);
/// let quick = RestClient::builder("the bot's token").rate_limiter(limiter.clone()).build()?;
/// let patient = RestClient::builder("the bot's token").rate_limiter(limiter).build()?;
/// # Ok::<(), asyncord::rest::Error>(())
/// ```
#[derive(Clone)]
pub struct InMemoryRateLimiter(Arc<Mutex<Core>>);

impl InMemoryRateLimiter {
    /// A limiter that lets so many requests go in a second, all operations together.
    pub fn new(requests_per_second: u32) -> Self {
        Self(Arc::new(Mutex::new(Core::new(requests_per_second))))
    }

    /// The limiter that all clients of `key`, an address and a token, share in this process.
    pub(crate) fn shared(key: u64) -> Self {
        static SHARED: Registry<u64, Mutex<Core>> = Registry::new();
        Self(SHARED.get(key, || Mutex::new(Core::new(GLOBAL_PER_SECOND))))
    }

    /// Sets how many requests go in a second, all operations together.
    pub fn set_requests_per_second(&self, requests: u32) {
        self.core().global.set_per_second(requests);
    }

    /// How many buckets are known at the moment.
    pub fn buckets(&self) -> usize {
        self.core().len()
    }

    /// How many requests wait at the moment, for their buckets or for the global limit.
    pub fn waiting(&self) -> usize {
        self.core().waiting()
    }

    pub(super) fn core(&self) -> MutexGuard<'_, Core> {
        // The core holds no invariant that a panic of another thread could have left half changed for long.
        crate::lock(&self.0)
    }

    async fn wait(&self, route: &Route, ticket: Ticket) -> Permit {
        let now = Instant::now();
        // Most need not wait, and need nothing to be woken by.
        let entered = self.core().enter(route, now);
        let (held, went) = match entered {
            Some(held) => (held, now),
            // In a box of its own: the future of who need not wait is small.
            None => Box::pin(self.wait_in_queue(route, ticket)).await,
        };
        let (limiter, route) = (self.clone(), *route);
        Permit::new(move |outcome| {
            let now = Instant::now();
            limiter.core().complete(&route, &held, outcome, went, now);
        })
    }

    /// Waits for all limits, and yields the time at which the request goes.
    async fn wait_in_queue(&self, route: &Route, ticket: Ticket) -> (Held, Instant) {
        let notify = Arc::new(Notify::new());
        self.core()
            .enqueue(route, ticket, notify.clone(), Instant::now());
        let mut queued = Queued {
            limiter: self,
            route,
            ticket,
            went: false,
        };
        loop {
            let now = Instant::now();
            let turn = self.core().turn(route, ticket, &notify, now);
            match turn {
                Turn::Now(held) => {
                    queued.went = true;
                    return (held, now);
                }
                Turn::At(time) => woken(&notify, Some(time)).await,
                Turn::Later => woken(&notify, None).await,
            }
        }
    }
}

/// Waits to be woken, at most until then.
async fn woken(notify: &Notify, until: Option<Instant>) {
    match until {
        Some(until) => {
            tokio::select! {
                () = tokio::time::sleep_until(until) => {}
                () = notify.notified() => {}
            }
        }
        None => notify.notified().await,
    }
}

impl fmt::Debug for InMemoryRateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemoryRateLimiter")
            .field("buckets", &self.buckets())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

impl Default for InMemoryRateLimiter {
    /// With Discord's global limit for bots: 50 requests a second.
    fn default() -> Self {
        Self::new(GLOBAL_PER_SECOND)
    }
}

impl RateLimiter for InMemoryRateLimiter {
    fn acquire<'a>(&'a self, route: &'a Route, ticket: Ticket) -> PermitFuture<'a> {
        Box::pin(async move { Ok(self.wait(route, ticket).await) })
    }
}

/// A place in the queues, left unless the request has gone.
struct Queued<'a> {
    limiter: &'a InMemoryRateLimiter,
    route: &'a Route,
    ticket: Ticket,
    went: bool,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        if !self.went {
            let now = Instant::now();
            self.limiter.core().leave(self.route, self.ticket, now);
        }
    }
}
