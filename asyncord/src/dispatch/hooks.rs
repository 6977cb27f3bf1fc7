//! Functions that are called for no event: at the start and the end, for failures; and what guards them.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use super::{
    bound::{BoundOnError, BoundPlain, CallFuture},
    context::{CallContext, Group},
    failure::{ErrorHook, FunctionKind, HandlerFailure, Reason, panic_message},
    registry::{FunctionSpec, HookSpec},
};
use crate::event::{RawEvent, Scope};

/// How many calls of error hooks are in flight at most; failures beyond that are logged.
const HOOKS_IN_FLIGHT: usize = 64;

/// Whom failures of a client group are told.
pub(crate) struct Failures {
    group: Arc<Group>,
    /// The closure that was set for it, if one was.
    hook: Option<ErrorHook>,
    /// The functions under `#[on_error]`.
    functions: Vec<(&'static HookSpec, BoundOnError)>,
    in_flight: Arc<Semaphore>,
    tasks: TaskTracker,
}

impl Failures {
    pub(crate) fn new(
        group: Arc<Group>,
        hook: Option<ErrorHook>,
        functions: Vec<(&'static HookSpec, BoundOnError)>,
    ) -> Arc<Self> {
        Arc::new(Self {
            group,
            hook,
            functions,
            in_flight: Arc::new(Semaphore::new(HOOKS_IN_FLIGHT)),
            tasks: TaskTracker::new(),
        })
    }

    /// Tells of a failure.
    pub(crate) fn report(
        self: &Arc<Self>,
        kind: FunctionKind,
        function: &FunctionSpec,
        event: Option<(&RawEvent, Scope)>,
        reason: Reason,
    ) {
        let group = &self.group.name;
        self.tell(HandlerFailure::new(kind, function, group, event, reason));
    }

    /// Tells of a failure that has been put together.
    pub(crate) fn tell(self: &Arc<Self>, failure: HandlerFailure) {
        let failure = Arc::new(failure);
        if let Some(hook) = &self.hook {
            hook.report(&failure);
        }
        if self.functions.is_empty() {
            if self.hook.is_none() {
                ErrorHook::default().report(&failure);
            }
            return;
        }
        for (spec, hook) in &self.functions {
            let Ok(permit) = Arc::clone(&self.in_flight).try_acquire_owned() else {
                // Failures come faster than the hooks can take them.
                ErrorHook::default().report(&failure);
                return;
            };
            let (spec, shard) = (*spec, failure.shard());
            let call = hook(
                Arc::clone(&failure),
                CallContext::new(Arc::clone(&self.group), shard).into(),
            );
            let group = Arc::clone(&self.group);
            self.tasks.spawn(async move {
                if let Err(reason) = guarded(call, None).await {
                    // To the log and not to the hooks, which would fail again.
                    let kind = FunctionKind::OnError;
                    let failure =
                        HandlerFailure::new(kind, &spec.function, &group.name, None, reason);
                    ErrorHook::default().report(&Arc::new(failure));
                }
                drop(permit);
            });
        }
    }

    /// Waits for the error hooks under way.
    pub(crate) async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Runs a call to its end; a panic or a time-out is an outcome like an error.
pub(crate) async fn guarded(call: CallFuture, limit: Option<Duration>) -> Result<(), Reason> {
    let call = AssertUnwindSafe(call).catch_unwind();
    let outcome = match limit {
        None => call.await,
        Some(limit) => match tokio::time::timeout(limit, call).await {
            Ok(outcome) => outcome,
            Err(_) => return Err(Reason::Timeout(limit)),
        },
    };
    match outcome {
        Ok(result) => Reason::outcome(result),
        Err(panic) => Err(Reason::Panic(panic_message(&*panic))),
    }
}

/// Calls a hook of the start or the end.
pub(crate) async fn call_hook(
    kind: FunctionKind,
    spec: &HookSpec,
    hook: &BoundPlain,
    group: &Arc<Group>,
    limit: Option<Duration>,
) -> Result<(), HandlerFailure> {
    let span = tracing::debug_span!("hook", hook = spec.function.name, group = &*group.name);
    let call = hook(CallContext::new(Arc::clone(group), None).into());
    guarded(call, limit)
        .instrument(span)
        .await
        .map_err(|reason| HandlerFailure::new(kind, &spec.function, &group.name, None, reason))
}
