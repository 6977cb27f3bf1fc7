//! One call under way: the one place where calls are polled.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::{Context, Poll},
};

use tokio::{
    sync::OwnedSemaphorePermit,
    time::{Instant, timeout_at},
};

use super::{
    bound::Meta,
    call::Call,
    failure::{Reason, panic_message},
    lane::Way,
    metrics::InFlight,
    slot::{self, CallSlot, Places, woken},
};
use crate::event::{RawEvent, Scope};

/// What became of a call.
pub(crate) type Outcome = Result<(), Reason>;

/// Tells whether a call waits for something for which it needs no place among those in flight.
pub(crate) trait Slot: Default {
    /// Polls the call; what it waits for tells the slot.
    fn enter<R>(&mut self, poll: impl FnOnce() -> R) -> R;

    /// Whether the call waits; asked after a poll that was `Pending`.
    fn is_waiting(&self) -> bool;
}

impl Slot for CallSlot {
    fn enter<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        slot::enter(self, poll)
    }

    fn is_waiting(&self) -> bool {
        Self::is_waiting(self)
    }
}

/// A call that has started.
pub(crate) struct Flight<S = CallSlot> {
    call: Call,
    /// Given back while the call waits.
    permit: Option<OwnedSemaphorePermit>,
    /// Whether the call has given its place back and needs one before it goes on.
    waits: bool,
    slot: S,
    begin: Instant,
    counted: InFlight,
}

/// What a poll has shown.
pub(crate) enum Polled {
    Ended(Outcome),
    /// The call waits, and has given its place back.
    Waits,
}

impl<S: Slot> Flight<S> {
    /// Starts the call; the next thing is a [`poll`](Self::poll).
    pub(crate) fn new(mut call: Call, permit: OwnedSemaphorePermit) -> Self {
        call.reservation = None;
        let counted = call.meta.metrics.start();
        Self {
            call,
            permit: Some(permit),
            waits: false,
            slot: S::default(),
            begin: Instant::now(),
            counted,
        }
    }

    /// Polls the call, which must have a place; a panic is an outcome.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Polled> {
        let Call { future, span, .. } = &mut self.call;
        let poll = || span.in_scope(|| future.as_mut().poll(cx));
        let slot = &mut self.slot;
        match catch_unwind(AssertUnwindSafe(|| slot.enter(poll))) {
            Ok(Poll::Ready(result)) => Poll::Ready(Polled::Ended(Reason::outcome(result))),
            Err(panic) => Poll::Ready(Polled::Ended(Err(Reason::Panic(panic_message(&*panic))))),
            Ok(Poll::Pending) if self.slot.is_waiting() => {
                self.permit = None;
                self.waits = true;
                Poll::Ready(Polled::Waits)
            }
            Ok(Poll::Pending) => Poll::Pending,
        }
    }

    /// Goes on to the end of the call, or until its time is over.
    pub(crate) async fn run(&mut self, places: &Places) -> Outcome {
        let limit = self.call.meta.spec.timeout;
        // A limit that reaches beyond what the clock can count to is none.
        match limit.and_then(|limit| Some((limit, self.begin.checked_add(limit)?))) {
            None => self.run_to_end(places).await,
            // Boxed, so that the calls without a limit have no room for a timer.
            Some((limit, deadline)) => Box::pin(timeout_at(deadline, self.run_to_end(places)))
                .await
                .unwrap_or(Err(Reason::Timeout(limit))),
        }
    }

    async fn run_to_end(&mut self, places: &Places) -> Outcome {
        loop {
            if self.waits {
                self.permit = places.reacquire().await;
                self.waits = false;
            }
            match poll_fn(|cx| self.poll(cx)).await {
                Polled::Ended(outcome) => return outcome,
                Polled::Waits => woken().await,
            }
        }
    }

    /// Gives back everything that the call holds but its way; returns what became of it in the end.
    pub(crate) fn end(self, outcome: Outcome) -> Landed {
        let Self {
            call,
            permit,
            begin,
            counted,
            ..
        } = self;
        let Call {
            meta,
            way,
            event,
            scope,
            span,
            future,
            ..
        } = call;
        // What a call that was stopped holds is the user's as well, and may panic on its way out.
        let dropped = catch_unwind(AssertUnwindSafe(|| span.in_scope(|| drop(future))));
        let outcome = match dropped {
            Err(panic) if outcome.is_ok() => Err(Reason::Panic(panic_message(&*panic))),
            _ => outcome,
        };
        meta.metrics.end(begin);
        drop((permit, counted));
        Landed {
            meta,
            way,
            event,
            scope,
            outcome,
        }
    }
}

/// A call that has ended.
pub(crate) struct Landed {
    pub(crate) meta: Arc<Meta>,
    pub(crate) way: Option<Way>,
    pub(crate) event: RawEvent,
    pub(crate) scope: Scope,
    pub(crate) outcome: Outcome,
}
