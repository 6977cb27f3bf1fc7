//! A call that failed, and whom it is told.

use std::{
    any::Any,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use super::{
    provider::ProviderError,
    registry::{FunctionSpec, HookKind},
    waiters::WaitError,
};
use crate::{
    BoxError,
    event::{DecodeError, RawEvent, Scope},
};

/// A call of a handler, task or hook that failed, or an event that could not be decoded for a handler.
///
/// Given to the error hook; it has cost nothing but this call.
#[derive(Debug)]
#[non_exhaustive]
pub struct HandlerFailure {
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// The function's name with its module, `bot::commands::ping`.
    pub handler: String,
    /// Where the function stands, `src/commands.rs:12`.
    pub location: String,
    /// The event that the handler was called for; `None` for tasks and hooks.
    pub event: Option<RawEvent>,
    /// Where the event happened, as far as the handler's event type tells it.
    pub scope: Scope,
    /// The name of the client group.
    pub group: Arc<str>,
    /// What went wrong.
    pub reason: Reason,
}

/// What kind of function failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FunctionKind {
    /// One under `#[handler]`, or a closure.
    Handler,
    /// One under `#[task]`.
    Task,
    /// One under `#[on_start]`.
    OnStart,
    /// One under `#[on_shutdown]`.
    OnShutdown,
    /// One under `#[on_error]`.
    OnError,
}

/// What went wrong in a call.
#[derive(Debug)]
#[non_exhaustive]
pub enum Reason {
    /// The function returned an error.
    Error(BoxError),
    /// The function panicked, with this message.
    Panic(String),
    /// The function took longer than its time-out, which this is.
    Timeout(Duration),
    /// A provider that makes an argument failed, so the function was not called.
    Provider(Arc<ProviderError>),
    /// The event did not have the form that the handler asked for.
    Decode(Arc<DecodeError>),
}

impl Reason {
    /// What a call that gave this result has come to; one that was [skipped](Skip), or that waited when the bot
    /// ended, has not failed.
    pub(crate) fn outcome(result: Result<(), BoxError>) -> Result<(), Self> {
        let Err(error) = result else {
            return Ok(());
        };
        let stopped = error.downcast_ref() == Some(&WaitError::Stopped);
        if stopped || error.is::<Skip>() {
            return Ok(());
        }
        match error.downcast::<Arc<ProviderError>>() {
            Ok(error) if error.is_skip() => Ok(()),
            Ok(error) => Err(Self::Provider(*error)),
            Err(error) => Err(Self::Error(error)),
        }
    }
}

/// The error that is none: a provider or a handler that returns it ends the call, and nobody is told.
///
/// So a provider can be a guard for all handlers that take its value:
///
/// ```
/// use asyncord::{Skip, prelude::*};
///
/// /// Only the owner's messages have one.
/// struct Owner;
///
/// #[provider]
/// async fn owner(message: &MessageCreate, owner_id: Id<UserMarker>) -> Result<Owner, Skip> {
///     if message.author.id == owner_id { Ok(Owner) } else { Err(Skip) }
/// }
///
/// #[handler(filter = filters::content("!stop"))]
/// async fn stop(_message: &MessageCreate, _owner: &Owner) -> &'static str {
///     "stopping"
/// }
/// # fn main() {}
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("skipped")]
pub struct Skip;

impl From<HookKind> for FunctionKind {
    fn from(kind: HookKind) -> Self {
        match kind {
            HookKind::OnStart => Self::OnStart,
            HookKind::OnShutdown => Self::OnShutdown,
            HookKind::OnError => Self::OnError,
            // What a middleware returns is the outcome of the handler inside it.
            HookKind::Middleware => Self::Handler,
        }
    }
}

impl HandlerFailure {
    pub(crate) fn new(
        kind: FunctionKind,
        function: &FunctionSpec,
        group: &Arc<str>,
        event: Option<(&RawEvent, Scope)>,
        reason: Reason,
    ) -> Self {
        Self {
            kind,
            handler: function.path(),
            location: function.location(),
            event: event.map(|(event, _)| event.clone()),
            scope: event.map_or_else(Scope::default, |(_, scope)| scope),
            group: Arc::clone(group),
            reason,
        }
    }

    /// The wire name of the event, such as `MESSAGE_CREATE`.
    pub fn event_name(&self) -> Option<&str> {
        self.event.as_ref().map(RawEvent::name)
    }

    /// The shard that the event came over.
    pub fn shard(&self) -> Option<u32> {
        self.event.as_ref().map(RawEvent::shard)
    }
}

impl fmt::Display for HandlerFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            FunctionKind::Handler => "handler",
            FunctionKind::Task => "task",
            FunctionKind::OnStart => "start hook",
            FunctionKind::OnShutdown => "shutdown hook",
            FunctionKind::OnError => "error hook",
        };
        let Self {
            handler, location, ..
        } = self;
        write!(f, "{kind} `{handler}` ({location})")?;
        let on = |f: &mut fmt::Formatter<'_>| match self.event_name() {
            Some(event) => write!(f, " on {event}"),
            None => Ok(()),
        };
        match &self.reason {
            Reason::Error(error) => {
                f.write_str(" failed")?;
                on(f)?;
                write!(f, ": {error}")?;
                let mut source = error.source();
                while let Some(error) = source {
                    write!(f, ": {error}")?;
                    source = error.source();
                }
                Ok(())
            }
            Reason::Panic(message) => {
                f.write_str(" panicked")?;
                on(f)?;
                write!(f, ": {message}")
            }
            Reason::Timeout(limit) => {
                write!(f, " was stopped after {limit:?}")?;
                on(f)
            }
            Reason::Provider(error) => write!(f, " was not called: {error}"),
            Reason::Decode(error) => write!(f, " was not called: {error}"),
        }
    }
}

/// The message of a caught panic.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|message| (*message).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

/// Whom failures are told.
#[derive(Clone)]
pub(crate) struct ErrorHook(Arc<dyn Fn(Arc<HandlerFailure>) + Send + Sync>);

impl ErrorHook {
    pub(crate) fn new(hook: impl Fn(Arc<HandlerFailure>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }

    /// Tells of a failure; a hook is the user's code as well, and must not take the dispatcher down.
    pub(crate) fn report(&self, failure: &Arc<HandlerFailure>) {
        if catch_unwind(AssertUnwindSafe(|| (self.0)(Arc::clone(failure)))).is_err() {
            tracing::error!("the error hook panicked");
        }
    }
}

impl Default for ErrorHook {
    /// Logs failures, and without a `tracing` subscriber writes them to stderr: they must not be lost.
    fn default() -> Self {
        Self::new(|failure| {
            if tracing::dispatcher::has_been_set() {
                tracing::error!(
                    handler = failure.handler,
                    event = failure.event_name(),
                    shard = failure.shard(),
                    group = &*failure.group,
                    "{failure}"
                );
            } else {
                eprintln!("asyncord: {failure}");
            }
        })
    }
}
