//! One event that is waited for.

use std::{
    fmt, mem,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep_until};

use super::{
    WaitError,
    error::name,
    registry::{Registration, Registry, Target},
};
use crate::{
    dispatch::{failure::panic_message, slot::Mark},
    event::Event,
    lock,
};

/// Waits for one event: awaited, it gives the first that the predicate accepts.
///
/// It waits from the call that made it on, not from the `.await` on: what comes between a question that
/// is sent and its answer being awaited is not missed. Dropping it ends the wait. While a handler waits
/// it does not count among the calls in flight.
///
/// Without a [`timeout`](Self::timeout) it waits until the bot stops.
///
/// # Errors
///
/// A [`WaitError`]: at once if the event cannot come, because the bot runs without the intents it needs or
/// does not run; later if the time is over, the bot stops or the predicate panics.
///
/// # Panics
///
/// Like other futures, if it is polled again after it has given its result.
#[must_use = "it waits for the event when it is awaited; dropping it ends the wait"]
pub struct WaitFor<E> {
    outcome: Arc<Outcome<E>>,
    registration: Option<Registration>,
    timeout: Option<Timeout>,
    mark: Mark,
}

/// The end of the time for waiting.
struct Timeout {
    after: Duration,
    /// `None` if it is farther away than a clock can tell.
    deadline: Option<Instant>,
    /// Made by the first poll: making one takes a runtime.
    timer: Option<Pin<Box<Sleep>>>,
}

impl<E: Event> WaitFor<E> {
    pub(super) fn new(
        registry: &Arc<Registry>,
        predicate: impl FnMut(&E) -> bool + Send + 'static,
    ) -> Self {
        let outcome = Arc::new(Outcome(Mutex::new(State::Waiting(None))));
        let registration = registry.register::<E>(Arc::new(Waiting {
            outcome: Arc::clone(&outcome),
            predicate: Mutex::new(predicate),
        }));
        let registration = registration
            .map_err(|error| outcome.settle(Err(error)))
            .ok();
        Self {
            outcome,
            registration,
            timeout: None,
            mark: Mark::default(),
        }
    }

    /// Waits for `time` at most, counted from now on; a later call replaces an earlier one.
    ///
    /// An event that has come is given in any case, however late it is awaited.
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(Timeout {
            after: time,
            deadline: Instant::now().checked_add(time),
            timer: None,
        });
        self
    }

    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Result<Arc<E>, WaitError>> {
        if let Poll::Ready(outcome) = self.outcome.poll(cx) {
            return Poll::Ready(outcome);
        }
        let Some(timeout) = &mut self.timeout else {
            return Poll::Pending;
        };
        let Some(deadline) = timeout.deadline else {
            return Poll::Pending;
        };
        let timer = timeout
            .timer
            .get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if timer.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        // The event may have come since it was looked for above.
        let outcome = self.outcome.give_up();
        Poll::Ready(outcome.unwrap_or_else(|| Err(WaitError::timed_out::<E>(timeout.after))))
    }
}

impl<E: Event> Future for WaitFor<E> {
    type Output = Result<Arc<E>, WaitError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let poll = self.poll_outcome(cx);
        if poll.is_ready() {
            self.mark.clear();
            self.registration = None;
            self.timeout = None;
        } else {
            self.mark.set();
        }
        poll
    }
}

impl<E> Drop for WaitFor<E> {
    fn drop(&mut self) {
        // A delivery that is under way passes it over.
        drop(self.outcome.give_up());
    }
}

impl<E> fmt::Debug for WaitFor<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitFor")
            .field("event", &name::<E>())
            .field(
                "timeout",
                &self.timeout.as_ref().map(|timeout| timeout.after),
            )
            .finish_non_exhaustive()
    }
}

/// What came of a wait: written by who delivers, read by who waits.
struct Outcome<E>(Mutex<State<E>>);

enum State<E> {
    Waiting(Option<Waker>),
    Done(Result<Arc<E>, WaitError>),
    /// The result has been taken.
    Over,
}

impl<E> Outcome<E> {
    fn is_waiting(&self) -> bool {
        matches!(&*lock(&self.0), State::Waiting(_))
    }

    /// Ends the wait, unless it is over already; returns whom to wake.
    fn settle(&self, outcome: Result<Arc<E>, WaitError>) -> Option<Waker> {
        let mut state = lock(&self.0);
        let State::Waiting(waker) = &mut *state else {
            return None;
        };
        let waker = waker.take();
        *state = State::Done(outcome);
        waker
    }

    fn poll(&self, cx: &mut Context<'_>) -> Poll<Result<Arc<E>, WaitError>> {
        let mut state = lock(&self.0);
        if let State::Waiting(waker) = &mut *state {
            let last = match waker {
                Some(waker) if waker.will_wake(cx.waker()) => None,
                waker => waker.replace(cx.waker().clone()),
            };
            // Dropping a waker may drop a task, and with it other waits.
            drop(state);
            drop(last);
            return Poll::Pending;
        }
        match mem::replace(&mut *state, State::Over) {
            State::Done(outcome) => Poll::Ready(outcome),
            _ => panic!("`WaitFor` was polled after it had given its result"),
        }
    }

    /// Ends the wait from its own side; returns what has come all the same.
    fn give_up(&self) -> Option<Result<Arc<E>, WaitError>> {
        let state = mem::replace(&mut *lock(&self.0), State::Over);
        match state {
            State::Done(outcome) => Some(outcome),
            State::Waiting(_) | State::Over => None,
        }
    }
}

/// The end of a wait that stands in the registry. The predicate is dropped with it.
struct Waiting<E, P> {
    outcome: Arc<Outcome<E>>,
    predicate: Mutex<P>,
}

impl<E: Event, P: FnMut(&E) -> bool + Send + 'static> Target<E> for Waiting<E, P> {
    fn offer(&self, event: &Arc<E>) -> ControlFlow<()> {
        // Two shards may deliver at once: the predicate has said yes once at most.
        let mut predicate = lock(&self.predicate);
        if !self.outcome.is_waiting() {
            return ControlFlow::Break(());
        }
        let outcome = match catch_unwind(AssertUnwindSafe(|| predicate(event))) {
            Ok(true) => Ok(Arc::clone(event)),
            Ok(false) => return ControlFlow::Continue(()),
            Err(panic) => Err(WaitError::panicked::<E>(panic_message(&*panic))),
        };
        let waker = self.outcome.settle(outcome);
        drop(predicate);
        if let Some(waker) = waker {
            waker.wake();
        }
        ControlFlow::Break(())
    }

    fn end(&self, error: WaitError) {
        let waker = self.outcome.settle(Err(error));
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
