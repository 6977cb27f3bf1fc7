//! Who may start a session, and when.
//!
//! Before a shard connects in order to identify, it asks its [`IdentifyQueue`] for its turn; resuming asks nobody.
//! [`InMemoryIdentifyQueue`] is the one of a single process: it keeps shards that may not identify together apart, and
//! counts the day's sessions, because Discord resets the token of a bot that starts too many. A queue that several
//! processes share is another implementation of the trait.
//!
//! Discord docs: Gateway/Rate Limiting; Gateway/Sharding.

use std::{fmt, future::Future, pin::Pin};

use tokio::time::Instant;

mod budget;
mod core;
mod in_memory;
mod refused;
mod window;

pub use self::{
    budget::IdentifyBudget, in_memory::InMemoryIdentifyQueue, refused::IdentifyRefused,
    window::IdentifyCount,
};
use super::ShardId;
use crate::model::SessionStartLimit;

/// A turn on its way.
pub type AcquireFuture<'a> =
    Pin<Box<dyn Future<Output = Result<IdentifyPermit, IdentifyRefused>> + Send + 'a>>;

/// Decides when shards may identify.
///
/// Shards whose numbers leave the same remainder when divided by `max_concurrency` share a key: one Identify in
/// 5 seconds. All of a bot's shards together share the day's sessions.
///
/// ```
/// use asyncord::{
///     gateway::{AcquireFuture, IdentifyBudget, IdentifyPermit, IdentifyQueue, ShardId},
///     model::SessionStartLimit,
/// };
///
/// /// Leaves it all to a proxy between the bot and Discord.
/// #[derive(Debug)]
/// struct LeftToTheProxy;
///
/// impl IdentifyQueue for LeftToTheProxy {
///     fn acquire(&self, _: ShardId) -> AcquireFuture<'_> {
///         let now = tokio::time::Instant::now();
///         Box::pin(async move { Ok(IdentifyPermit::new(move || now, |_| ())) })
///     }
///
///     fn update(&self, _: SessionStartLimit) {}
///
///     fn budget(&self) -> IdentifyBudget {
///         IdentifyBudget::UNKNOWN
///     }
/// }
/// ```
///
/// Discord docs: Gateway/Rate Limiting.
pub trait IdentifyQueue: fmt::Debug + Send + Sync + 'static {
    /// Waits for the shard's turn to connect in order to identify.
    ///
    /// Whoever waits may stop at any moment by dropping the future, which gives the place up.
    ///
    /// # Errors
    ///
    /// If the day's sessions are used up, but for the reserve.
    fn acquire(&self, shard: ShardId) -> AcquireFuture<'_>;

    /// Tells what `GET /gateway/bot` said just now.
    fn update(&self, limit: SessionStartLimit);

    /// What is known of the day's sessions.
    fn budget(&self) -> IdentifyBudget;

    /// Whether a start of so many shards fits into what is left of the day's sessions, without touching the reserve.
    ///
    /// # Errors
    ///
    /// If fewer sessions are left. Nothing is taken either way.
    fn check(&self, shards: u32) -> Result<(), IdentifyRefused> {
        self.budget().check(shards)
    }
}

/// What became of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdentifyOutcome {
    /// The Identify was sent just now.
    Identified,
    /// None was sent: the turn costs nothing.
    Unused,
}

/// A shard's turn to connect in order to identify; dropped without an Identify, it passes on and costs nothing.
///
/// The shard may connect at once, but must not send its Identify before [`not_before`](Self::not_before): so
/// connecting overlaps with the wait. The next shard of the same key gets its turn when this one has
/// [`identified`](Self::identified).
///
/// A permit is meant to be held for about a minute at most: connecting and the wait for Hello have time-outs of
/// their own. What a queue does about one that is held for longer is the queue's: [`InMemoryIdentifyQueue`] lets the
/// next shard go.
#[must_use = "the turn passes on when the permit is dropped"]
pub struct IdentifyPermit {
    not_before: Box<dyn Fn() -> Instant + Send + Sync>,
    settle: Option<Box<dyn FnOnce(IdentifyOutcome) + Send + Sync>>,
}

impl IdentifyPermit {
    /// A permit whose Identify may be sent at `not_before`, and that calls `settle`, once, with what became of it.
    pub fn new(
        not_before: impl Fn() -> Instant + Send + Sync + 'static,
        settle: impl FnOnce(IdentifyOutcome) + Send + Sync + 'static,
    ) -> Self {
        Self {
            not_before: Box::new(not_before),
            settle: Some(Box::new(settle)),
        }
    }

    /// The earliest time to send the Identify; it may be over.
    ///
    /// It can move while the shard waits, where `max_concurrency` changes: ask again before sending.
    pub fn not_before(&self) -> Instant {
        (self.not_before)()
    }

    /// Says that the Identify is sent now.
    ///
    /// Say it before it is written to the socket: then an Identify that is lost halfway is counted too, as Discord
    /// may have got it.
    pub fn identified(mut self) {
        self.settle(IdentifyOutcome::Identified);
    }

    fn settle(&mut self, outcome: IdentifyOutcome) {
        if let Some(settle) = self.settle.take() {
            settle(outcome);
        }
    }
}

impl Drop for IdentifyPermit {
    fn drop(&mut self) {
        self.settle(IdentifyOutcome::Unused);
    }
}

impl fmt::Debug for IdentifyPermit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentifyPermit")
            .field("not_before", &self.not_before())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
