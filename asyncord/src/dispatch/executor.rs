//! Runs calls: bounded, in order, each at its own risk.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    bound::Meta,
    call::Call,
    failure::{FunctionKind, Reason},
    flight::{Flight, Outcome, Polled},
    hooks::Failures,
    lane::Gates,
    queue::Held,
    slot::Places,
};
use crate::event::{RawEvent, Scope};

/// Runs the calls of one client group.
pub(crate) struct Executor {
    failures: Arc<Failures>,
    places: Places,
    gates: Gates<Call>,
    /// What was to be done and is not: calls that have not ended, events that nobody has looked at.
    unfinished: AtomicUsize,
    tasks: TaskTracker,
    /// Ends the calls that are still under way when the time to end cleanly is over.
    kill: CancellationToken,
}

/// A call to go on with.
enum Work {
    /// It has passed its gates and waits for a place among those in flight.
    Start(Call),
    /// It has been polled before.
    GoOn(Flight),
}

impl Executor {
    pub(crate) fn new(failures: Arc<Failures>, calls_in_flight: usize) -> Arc<Self> {
        Arc::new(Self {
            failures,
            places: Places::new(calls_in_flight),
            gates: Gates::default(),
            unfinished: AtomicUsize::new(0),
            tasks: TaskTracker::new(),
            kill: CancellationToken::new(),
        })
    }

    /// So many calls are to be [started](Self::start), or events to be looked at.
    ///
    /// Said before they are, so that none is forgotten if time is over in between.
    pub(crate) fn take_on(&self, more: usize) {
        self.unfinished.fetch_add(more, Ordering::Relaxed);
    }

    /// Starts the call, after waiting for one of the places for calls in flight; if it has to wait for other
    /// calls of its handler, it is left to them.
    ///
    /// The call is polled here once before it becomes a task: so calls start in the order of their
    /// events, and one that has nothing to wait for costs no task.
    pub(crate) async fn start(self: &Arc<Self>, call: Call, held: &mut Held) {
        let call = match call.way {
            None => call,
            Some(way) => {
                let wait = |call: &mut Call| call.reservation = held.share();
                match self.gates.enter(way, call, wait) {
                    Some(call) => call,
                    None => return,
                }
            }
        };
        if let Some(work) = self.begin(call).await {
            self.spawn(work);
        }
    }

    /// Waits for the calls under way; those that take longer than `grace` are dropped, and with them those
    /// that wait behind them. Nobody may start calls any more.
    ///
    /// Returns how many were dropped.
    pub(crate) async fn drain(&self, grace: Duration) -> usize {
        self.tasks.close();
        if tokio::time::timeout(grace, self.tasks.wait())
            .await
            .is_err()
        {
            self.kill.cancel();
            self.tasks.wait().await;
        }
        for call in self.gates.clear() {
            // What it holds is the user's.
            let _ = catch_unwind(AssertUnwindSafe(|| drop(call)));
        }
        self.unfinished.load(Ordering::Relaxed)
    }

    /// The one place where tasks of calls are made.
    fn spawn(self: &Arc<Self>, work: Work) {
        let executor = Arc::clone(self);
        let kill = self.kill.clone();
        self.tasks.spawn(async move {
            // Not `run_until_cancelled`, whose future has room for the call twice.
            tokio::select! {
                biased;
                () = kill.cancelled() => {}
                () = executor.drive(work) => {}
            }
        });
    }

    /// Runs the call to its end, and those that wait for its end.
    async fn drive(self: Arc<Self>, mut work: Work) {
        loop {
            let next = match work {
                Work::Start(call) => self.begin(call).await,
                Work::GoOn(mut flight) => {
                    let outcome = flight.run(&self.places).await;
                    self.finish(flight, outcome, false)
                }
            };
            match next {
                Some(next) => work = next,
                None => return,
            }
        }
    }

    /// Polls the call for the first time; returns what is to be done next.
    async fn begin(self: &Arc<Self>, call: Call) -> Option<Work> {
        let way = call.way;
        let mut flight = Flight::new(call, self.places.acquire().await);
        let first = poll_fn(|cx| Poll::Ready(flight.poll(cx))).await;
        if let Poll::Ready(Polled::Ended(outcome)) = first {
            return self.finish(flight, outcome, true);
        }
        if let Some(next) = way.and_then(|way| self.gates.started(way)) {
            self.spawn(Work::Start(next));
        }
        Some(Work::GoOn(flight))
    }

    /// Ends the call, as it started or later; returns the one that has waited for it.
    ///
    /// The next one has to ask for a place like any other: so a handler with many calls that wait keeps
    /// none from others.
    fn finish(&self, flight: Flight, outcome: Outcome, was_starting: bool) -> Option<Work> {
        let landed = flight.end(outcome);
        if let Err(reason) = landed.outcome {
            self.report(&landed.meta, &landed.event, landed.scope, reason);
        }
        self.unfinished.fetch_sub(1, Ordering::Relaxed);
        landed
            .way
            .and_then(|way| self.gates.leave(way, was_starting))
            .map(Work::Start)
    }

    /// Tells of a handler that failed or could not be called.
    pub(crate) fn report(&self, meta: &Meta, event: &RawEvent, scope: Scope, reason: Reason) {
        meta.metrics.failed(&reason);
        self.failures.report(
            FunctionKind::Handler,
            &meta.spec.function,
            Some((event, scope)),
            reason,
        );
    }

    /// Whether nothing is under way or waits.
    #[cfg(test)]
    pub(crate) fn is_idle(&self) -> bool {
        self.gates.is_empty() && self.tasks.is_empty()
    }
}
