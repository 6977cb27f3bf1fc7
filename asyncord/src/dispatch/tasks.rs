//! Functions that run by the clock.

use std::sync::Arc;

use tokio::time::{Instant, timeout_at};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

use super::{
    bound::BoundPlain,
    context::{CallContext, Group},
    failure::FunctionKind,
    hooks::{Failures, guarded},
    registry::TaskSpec,
};
use crate::schedule::{Missed, Options, Schedule, drive};

/// The tasks of a client group.
pub(crate) struct Tasks {
    /// Those that have not begun.
    waiting: Vec<(&'static TaskSpec, BoundPlain)>,
    group: Arc<Group>,
    failures: Arc<Failures>,
    /// Ends the schedules; runs under way go on.
    stop: CancellationToken,
    /// Ends the runs under way.
    kill: CancellationToken,
    running: TaskTracker,
}

impl Tasks {
    pub(crate) fn new(
        tasks: Vec<(&'static TaskSpec, BoundPlain)>,
        group: Arc<Group>,
        failures: Arc<Failures>,
    ) -> Self {
        Self {
            waiting: tasks,
            group,
            failures,
            stop: CancellationToken::new(),
            kill: CancellationToken::new(),
            running: TaskTracker::new(),
        }
    }

    /// Lets the schedules begin.
    pub(crate) fn begin(&mut self) {
        for (spec, task) in self.waiting.drain(..) {
            // The start has tried it.
            let Ok(schedule) = Schedule::new(&spec.schedule) else {
                continue;
            };
            let (group, failures) = (Arc::clone(&self.group), Arc::clone(&self.failures));
            let (stop, kill) = (self.stop.clone(), self.kill.clone());
            let run = move || {
                let call = task(CallContext::new(Arc::clone(&group), None).into());
                let failures = Arc::clone(&failures);
                let span =
                    tracing::debug_span!("task", task = spec.function.name, group = &*group.name);
                async move {
                    if let Err(reason) = guarded(call, spec.timeout).await {
                        failures.report(FunctionKind::Task, &spec.function, None, reason);
                    }
                }
                .instrument(span)
            };
            let missed = |missed: Missed| {
                crate::warn_user(format_args!("task {}: {missed}", spec.function));
            };
            self.running.spawn(async move {
                let options = Options {
                    overlap: spec.overlap,
                    at_start: None,
                };
                let driven = drive(schedule, options, run, missed, &stop);
                kill.run_until_cancelled(driven).await;
            });
        }
    }

    /// Ends the schedules, and waits until `deadline` for runs under way; returns how many tasks were cut short.
    pub(crate) async fn end(self, deadline: Instant) -> usize {
        self.stop.cancel();
        self.running.close();
        if timeout_at(deadline, self.running.wait()).await.is_ok() {
            return 0;
        }
        let cut = self.running.len();
        self.kill.cancel();
        self.running.wait().await;
        cut
    }
}
