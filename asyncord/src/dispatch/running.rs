//! A dispatcher at work, from the start hooks to the shutdown hooks.

use std::{sync::Arc, time::Duration};

use tokio::{
    task::JoinHandle,
    time::{Instant, timeout, timeout_at},
};

use super::{
    bound::BoundPlain,
    context::Group,
    executor::Executor,
    failure::{FunctionKind, HandlerFailure},
    hooks::{Failures, call_hook},
    registry::HookSpec,
    tasks::Tasks,
};
use crate::gateway::EventSink;

/// How long error hooks may take when everything else has ended.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A dispatcher at work.
pub(crate) struct Running {
    pub(super) sink: Arc<dyn EventSink>,
    pub(super) executor: Arc<Executor>,
    pub(super) work: JoinHandle<()>,
    pub(super) tasks: Tasks,
    pub(super) group: Arc<Group>,
    pub(super) failures: Arc<Failures>,
    pub(super) on_start: Vec<(&'static HookSpec, BoundPlain)>,
    pub(super) on_shutdown: Vec<(&'static HookSpec, BoundPlain)>,
    #[cfg(test)]
    pub(crate) probe: Probe,
}

/// What tests look at beside the calls.
#[cfg(test)]
#[derive(Clone)]
pub(crate) struct Probe {
    pub(crate) executor: Arc<Executor>,
    pub(crate) budget: Arc<super::queue::Budget>,
}

impl Running {
    /// Where the shard puts its events.
    pub(crate) fn sink(&self) -> Arc<dyn EventSink> {
        Arc::clone(&self.sink)
    }

    /// Calls the start hooks, one after the other; the first that fails ends the start.
    pub(crate) async fn call_start_hooks(&self) -> Result<(), HandlerFailure> {
        for (spec, hook) in &self.on_start {
            call_hook(FunctionKind::OnStart, spec, hook, &self.group, None).await?;
        }
        Ok(())
    }

    /// Lets the tasks begin.
    pub(crate) fn begin_tasks(&mut self) {
        self.tasks.begin();
    }

    /// Ends the dispatcher: events that have come are handled, calls and tasks under way finish, for as long as
    /// `grace`; then the shutdown hooks are called, for as long again.
    ///
    /// The shard must have let go of the sink. Returns how many calls and tasks were dropped; an event that no
    /// calls had been made for yet counts as one.
    pub(crate) async fn drain(self, grace: Duration) -> usize {
        let Self {
            sink,
            executor,
            mut work,
            tasks,
            group,
            failures,
            on_shutdown,
            ..
        } = self;
        drop(sink);
        let deadline = Instant::now() + grace;
        let left = || deadline.saturating_duration_since(Instant::now());
        let tasks = tasks.end(deadline);
        let calls = async {
            if timeout_at(deadline, &mut work).await.is_err() {
                work.abort();
                // Only when it has ended does it start no more calls.
                let _ = work.await;
            }
            executor.drain(left()).await
        };
        let (dropped_tasks, dropped_calls) = tokio::join!(tasks, calls);

        let deadline = Instant::now() + grace;
        for (spec, hook) in &on_shutdown {
            let limit = deadline.saturating_duration_since(Instant::now());
            let kind = FunctionKind::OnShutdown;
            if let Err(failure) = call_hook(kind, spec, hook, &group, Some(limit)).await {
                failures.tell(failure);
            }
        }
        let _ = timeout(LAST_WORDS, failures.finish()).await;
        dropped_tasks + dropped_calls
    }
}
