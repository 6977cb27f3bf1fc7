//! Runs calls: bounded, in order, each at its own risk.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::Poll,
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

use super::{
    bound::Meta,
    call::Call,
    failure::{FunctionKind, Reason, panic_message},
    hooks::Failures,
    lane::Lanes,
    param::CallFuture,
    queue::Reservation,
};
use crate::{BoxError, event::RawEvent};

/// Runs the calls of one client group.
pub(crate) struct Executor {
    failures: Arc<Failures>,
    permits: Arc<Semaphore>,
    lanes: Lanes<Call>,
    tasks: TaskTracker,
    /// Ends the calls that are still under way when the time to end cleanly is over.
    kill: CancellationToken,
}

type Outcome = Result<(), Reason>;

impl Executor {
    pub(crate) fn new(failures: Arc<Failures>, calls_in_flight: usize) -> Arc<Self> {
        Arc::new(Self {
            failures,
            permits: Arc::new(Semaphore::new(calls_in_flight)),
            lanes: Lanes::default(),
            tasks: TaskTracker::new(),
            kill: CancellationToken::new(),
        })
    }

    /// Starts the call, after waiting for one of the places for calls in flight.
    ///
    /// The call is polled here once before it becomes a task: so calls start in the order of their
    /// events, and one that has nothing to wait for costs no task.
    pub(crate) async fn start(self: &Arc<Self>, mut call: Call, reservation: &Arc<Reservation>) {
        if let Some(lane) = call.lane {
            call.reservation = Some(Arc::clone(reservation));
            match self.lanes.enter(lane, call) {
                Some(free) => call = free,
                None => return,
            }
        }
        call.reservation = None;
        let permits = Arc::clone(&self.permits);
        let permit = permits
            .acquire_owned()
            .await
            .expect("the semaphore is never closed");
        let first_poll = poll_fn(|cx| {
            let span = call.span.clone();
            Poll::Ready(span.in_scope(|| poll_caught(&mut call.future, cx)))
        });
        match first_poll.await {
            Poll::Ready(outcome) => {
                self.finish(&call, outcome);
                if let Some(next) = call.lane.and_then(|lane| self.lanes.next(lane)) {
                    self.spawn(next, permit);
                }
            }
            Poll::Pending => self.spawn(call, permit),
        }
    }

    /// Tells the hook of a handler that could not be called.
    pub(crate) fn not_called(&self, meta: &Meta, event: &RawEvent, reason: Reason) {
        self.report(meta, event, reason);
    }

    /// Waits for the calls under way; those that take longer than `grace` are dropped.
    ///
    /// Returns how many were.
    pub(crate) async fn drain(&self, grace: Duration) -> usize {
        self.tasks.close();
        if tokio::time::timeout(grace, self.tasks.wait()).await.is_ok() {
            return 0;
        }
        let dropped = self.tasks.len();
        self.kill.cancel();
        self.tasks.wait().await;
        dropped
    }

    /// The one place where tasks of calls are made.
    fn spawn(self: &Arc<Self>, call: Call, permit: OwnedSemaphorePermit) {
        let executor = Arc::clone(self);
        let kill = self.kill.clone();
        self.tasks.spawn(async move {
            kill.run_until_cancelled(executor.drive(call)).await;
            drop(permit);
        });
    }

    /// Runs the call to its end, and those that wait behind it in its lane.
    async fn drive(self: Arc<Self>, mut call: Call) {
        loop {
            call.reservation = None;
            let span = call.span.clone();
            let outcome = poll_fn(|cx| poll_caught(&mut call.future, cx))
                .instrument(span)
                .await;
            self.finish(&call, outcome);
            match call.lane.and_then(|lane| self.lanes.next(lane)) {
                Some(next) => call = next,
                None => return,
            }
        }
    }

    fn finish(&self, call: &Call, outcome: Outcome) {
        if let Err(reason) = outcome {
            self.report(&call.meta, &call.event, reason);
        }
    }

    fn report(&self, meta: &Meta, event: &RawEvent, reason: Reason) {
        self.failures.report(
            FunctionKind::Handler,
            &meta.spec.function,
            Some(event),
            reason,
        );
    }
}

/// Polls a call; a panic becomes an outcome.
fn poll_caught(future: &mut CallFuture, cx: &mut std::task::Context<'_>) -> Poll<Outcome> {
    match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(poll) => poll.map(|result: Result<(), BoxError>| result.map_err(Reason::of)),
        Err(panic) => Poll::Ready(Err(Reason::Panic(panic_message(&*panic)))),
    }
}
