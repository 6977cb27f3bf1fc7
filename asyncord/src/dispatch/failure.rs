//! A call that failed, and whom it is told.

use std::{any::Any, fmt, sync::Arc};

use super::registry::HandlerSpec;
use crate::{BoxError, event::DecodeError};

/// A call of a handler that failed, or an event that could not be decoded for it.
///
/// Given to the error hook; it has cost nothing but this call.
#[derive(Debug)]
#[non_exhaustive]
pub struct HandlerFailure {
    /// The handler's name with its module, `bot::commands::ping`.
    pub handler: String,
    /// Where the handler stands, `src/commands.rs:12`.
    pub location: String,
    /// The wire name of the event, such as `MESSAGE_CREATE`.
    pub event: Box<str>,
    /// The shard that the event came over.
    pub shard: u32,
    /// The name of the client group.
    pub group: Arc<str>,
    /// What went wrong.
    pub reason: Reason,
}

/// What went wrong in a call.
#[derive(Debug)]
#[non_exhaustive]
pub enum Reason {
    /// The handler returned an error.
    Error(BoxError),
    /// The handler panicked, with this message.
    Panic(String),
    /// The event did not have the form that the handler asked for.
    Decode(Arc<DecodeError>),
}

impl HandlerFailure {
    pub(crate) fn new(
        spec: &HandlerSpec,
        group: &Arc<str>,
        event: &str,
        shard: u32,
        reason: Reason,
    ) -> Self {
        Self {
            handler: format!("{}::{}", spec.module, spec.name),
            location: format!("{}:{}", spec.file, spec.line),
            event: event.into(),
            shard,
            group: Arc::clone(group),
            reason,
        }
    }
}

impl fmt::Display for HandlerFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            handler,
            location,
            event,
            ..
        } = self;
        match &self.reason {
            Reason::Error(error) => {
                write!(
                    f,
                    "handler `{handler}` ({location}) failed on {event}: {error}"
                )?;
                let mut source = error.source();
                while let Some(error) = source {
                    write!(f, ": {error}")?;
                    source = error.source();
                }
                Ok(())
            }
            Reason::Panic(message) => {
                write!(
                    f,
                    "handler `{handler}` ({location}) panicked on {event}: {message}"
                )
            }
            Reason::Decode(error) => {
                write!(
                    f,
                    "handler `{handler}` ({location}) was not called: {error}"
                )
            }
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
pub(crate) struct ErrorHook(Arc<dyn Fn(HandlerFailure) + Send + Sync>);

impl ErrorHook {
    pub(crate) fn new(hook: impl Fn(HandlerFailure) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }

    pub(crate) fn report(&self, failure: HandlerFailure) {
        (self.0)(failure);
    }
}

impl Default for ErrorHook {
    /// Logs failures, and without a `tracing` subscriber writes them to stderr: they must not be lost.
    fn default() -> Self {
        Self::new(|failure| {
            if tracing::dispatcher::has_been_set() {
                tracing::error!(
                    handler = failure.handler,
                    event = &*failure.event,
                    shard = failure.shard,
                    group = &*failure.group,
                    "{failure}"
                );
            } else {
                eprintln!("asyncord: {failure}");
            }
        })
    }
}
