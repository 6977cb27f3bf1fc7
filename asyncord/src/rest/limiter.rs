//! Keeps requests within Discord's limits, by waiting before sending instead of being refused.
//!
//! `core` decides, without clock, sleep or socket; this front waits for it. A request first queues at its
//! bucket, first come, first served, then takes its place in the second of the global limit. A bucket that
//! is not known yet lets one request go alone to learn it; afterwards as many are in flight as `remaining`
//! allows. A request that is dropped gives its place back, wherever it stands.
//!
//! Discord docs: Rate Limits.

use std::{
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

mod bucket;
mod core;
mod global;
mod headers;

pub(crate) use self::core::Route;
use self::core::{BucketKey, Core, Turn};
pub(crate) use self::headers::{Limits, Refusal};

/// How many requests a bot may send in a second, all operations together.
///
/// Discord docs: Rate Limits/Global Rate Limit.
pub(crate) const GLOBAL_PER_SECOND: u32 = 50;

/// The limiter of one token, shared by all clones of its client.
#[derive(Debug)]
pub(crate) struct Limiter {
    core: Mutex<Core>,
    tickets: AtomicU64,
}

/// A place in all queues, kept over the repetitions of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(u64);

/// What became of a request that was let go.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// An answer with what it tells about limits.
    Answered {
        limits: Option<Limits>,
        learnt: bool,
    },
    /// An answer that refuses: too many requests.
    Refused {
        limits: Option<Limits>,
        refusal: Refusal,
    },
    /// It never left.
    Unsent,
    /// It may have arrived, or not.
    Lost,
}

impl Limiter {
    pub(crate) fn new(global_per_second: u32) -> Self {
        Self {
            core: Mutex::new(Core::new(global_per_second)),
            tickets: AtomicU64::new(0),
        }
    }

    /// Draws the next number.
    pub(crate) fn ticket(&self) -> Ticket {
        Ticket(self.tickets.fetch_add(1, Ordering::Relaxed))
    }

    /// Waits until a request may go.
    pub(crate) async fn acquire(&self, route: &Route, ticket: Ticket) -> Permit<'_> {
        let notify = Arc::new(Notify::new());
        self.core()
            .enqueue(route, ticket, notify.clone(), Instant::now());
        let mut permit = Permit {
            limiter: self,
            route: route.clone(),
            ticket,
            held: None,
            outcome: Outcome::Unsent,
        };
        // At the bucket.
        loop {
            let turn = self.core().turn(route, ticket, Instant::now());
            match turn {
                Turn::Now(bucket) => {
                    permit.held = Some(bucket);
                    break;
                }
                Turn::At(time) => {
                    tokio::select! {
                        () = tokio::time::sleep_until(time) => {}
                        () = notify.notified() => {}
                    }
                }
                Turn::Later => notify.notified().await,
            }
        }
        // In the global limit.
        if !route.is_exempt() {
            let mut slot = Slot {
                limiter: self,
                reserved: Some(self.core().reserve(Instant::now())),
            };
            while let Some(reserved) = slot.reserved {
                // A timer rounds up to the next millisecond, also where there is nothing to wait for.
                if reserved.at > Instant::now() {
                    tokio::time::sleep_until(reserved.at).await;
                }
                slot.reserved = self.core().confirm(reserved, Instant::now());
            }
        }
        permit
    }

    fn core(&self) -> MutexGuard<'_, Core> {
        // The core holds no invariant that a panic of another thread could have left half changed for long.
        crate::lock(&self.core)
    }

    #[cfg(test)]
    fn buckets(&self) -> usize {
        self.core().len()
    }
}

/// A second of the global limit, given back unless it was used.
#[derive(Debug)]
struct Slot<'a> {
    limiter: &'a Limiter,
    reserved: Option<global::Reservation>,
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        if let Some(reserved) = self.reserved {
            self.limiter.core().cancel(reserved);
        }
    }
}

/// A place in a queue, later permission to send one request. Dropped, it tells the limiter what became of it.
#[derive(Debug)]
#[must_use = "the slot is given back when the permit is dropped"]
pub(crate) struct Permit<'a> {
    limiter: &'a Limiter,
    route: Route,
    ticket: Ticket,
    /// The bucket that counts it; `None` while it waits for its turn.
    held: Option<BucketKey>,
    outcome: Outcome,
}

impl Permit<'_> {
    /// The request goes out now: from here on it may have arrived.
    pub(crate) fn sent(&mut self) {
        self.outcome = Outcome::Lost;
    }

    /// Tells what became of the request.
    pub(crate) fn complete(mut self, outcome: Outcome) {
        self.outcome = outcome;
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let outcome = std::mem::replace(&mut self.outcome, Outcome::Lost);
        let mut core = self.limiter.core();
        match &self.held {
            Some(bucket) => core.complete(&self.route, bucket, outcome, Instant::now()),
            None => core.leave(&self.route, self.ticket),
        }
    }
}

/// The wait that is taken where a refusal names none.
pub(crate) const UNNAMED_WAIT: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests;
