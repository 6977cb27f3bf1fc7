//! Events that are waited for, one at a time or as a stream, ahead of the queue.
//!
//! - `registry`: who waits, by event type and by wire name, and how an event is delivered;
//! - `wait_for`, `events`: the future and the stream;
//! - `early`: what was decoded ahead, so that the router need not decode it again;
//! - `error`: why a wait ended without its event.
//!
//! Waits are served on the shard's task before the event is queued for the handlers: a handler that waits
//! would otherwise wait for events behind those that wait for handlers like itself.

mod early;
mod error;
mod events;
mod registry;
mod wait_for;

use std::sync::Arc;

pub(crate) use self::early::Early;
use self::registry::Registry;
pub use self::{error::WaitError, events::Events, wait_for::WaitFor};
use crate::{
    event::{Event, RawEvent},
    model::Intents,
};

/// How many waits and streams one dispatcher serves at a time: a wait holds no place among the calls in
/// flight, so that nothing else bounds a handler that waits for what never comes.
const WAITS: usize = 65_536;

/// The waits of one running dispatcher; a cheap handle that can be cloned.
#[derive(Clone)]
pub(crate) struct Waiters(Arc<Registry>);

impl Waiters {
    /// Nobody waits yet; `intents` are those that the bot runs with.
    pub(crate) fn new(intents: Intents) -> Self {
        Self(Registry::new(intents))
    }

    /// Those of a bot that does not run.
    pub(crate) fn stopped() -> Self {
        let waiters = Self::new(Intents::empty());
        waiters.close();
        waiters
    }

    /// Whether somebody waits for dispatches of this wire name. One atomic load where nobody waits at all.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.0.wants(name)
    }

    /// Gives a dispatch to all who wait for it.
    ///
    /// To be called once for each dispatch, and in their order: after it is certain that the queue takes
    /// it. Predicates run in here.
    pub(crate) fn deliver(&self, raw: &RawEvent) -> Early {
        self.0.deliver(raw)
    }

    /// Ends all waits and streams: they, and those that are asked for later, have
    /// [`WaitError::Stopped`].
    pub(crate) fn close(&self) {
        self.0.close();
    }

    /// How many waits and streams there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Waits for the first event `E` from now on that `predicate` accepts.
    ///
    /// The predicate runs where events are delivered, on the shard's task and before any queue: it must be
    /// quick and must not block. If it panics, its own wait ends and nothing else.
    pub(crate) fn wait_for<E: Event>(
        &self,
        predicate: impl FnMut(&E) -> bool + Send + 'static,
    ) -> WaitFor<E> {
        WaitFor::new(&self.0, predicate)
    }

    /// The events `E` from now on.
    pub(crate) fn events<E: Event>(&self) -> Events<E> {
        Events::new(&self.0)
    }
}

#[cfg(test)]
mod tests;
