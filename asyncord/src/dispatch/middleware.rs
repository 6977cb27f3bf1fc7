//! What runs around the calls of handlers.

use std::{fmt, pin::Pin, sync::Arc};

use super::{
    bound::Meta,
    context::{CallContext, Context},
    param::CallFuture,
};
use crate::{
    BoxError,
    event::{RawEvent, Scope},
};

/// A call of a handler that a middleware has in its hands: [`run`](Self::run) it, or let it be.
#[must_use = "the handler is called by `run`"]
pub struct Next {
    pub(super) call: CallInfo,
    pub(super) rest: CallFuture,
}

/// Which call it is.
#[derive(Clone)]
pub(crate) struct CallInfo {
    pub(crate) meta: Arc<Meta>,
    pub(crate) event: RawEvent,
    pub(crate) scope: Scope,
    pub(crate) context: Context,
}

impl Next {
    /// Calls what is inside: the next middleware, or the handler.
    ///
    /// # Errors
    ///
    /// That of the handler. A panic of the handler goes through the middleware like any panic.
    pub async fn run(self) -> Result<(), BoxError> {
        self.rest.await
    }

    /// The name of the handler's function.
    pub fn handler(&self) -> &str {
        self.call.meta.spec.function.name
    }

    /// The module that the handler stands in.
    pub fn module(&self) -> &str {
        self.call.meta.spec.function.module
    }

    /// The event, as it came.
    pub fn event(&self) -> &RawEvent {
        &self.call.event
    }

    /// Where the event happened.
    pub fn scope(&self) -> Scope {
        self.call.scope
    }

    /// What the call can reach.
    pub fn context(&self) -> &Context {
        &self.call.context
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next")
            .field("handler", &self.handler())
            .field("event", &self.event())
            .finish_non_exhaustive()
    }
}

/// Something that runs around calls of handlers, as a library offers it.
///
/// It sees each call before and after, may change its outcome, and may leave the handler uncalled. A
/// function of one's own is better put under [`#[middleware]`](crate::middleware).
///
/// ```
/// use std::time::Instant;
///
/// use asyncord::{Middleware, Next, prelude::*};
///
/// /// Tells of handlers that take long.
/// struct Slow(std::time::Duration);
///
/// impl Middleware for Slow {
///     async fn call(&self, next: Next) -> Result {
///         let (begin, handler) = (Instant::now(), next.handler().to_owned());
///         let result = next.run().await;
///         if begin.elapsed() > self.0 {
///             eprintln!("{handler} took {:?}", begin.elapsed());
///         }
///         result
///     }
/// }
///
/// # async fn example() -> Result {
/// asyncord::run(Token::from_env()?).middleware(Slow(std::time::Duration::from_secs(1))).await?;
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a middleware",
    label = "expected a type that implements `asyncord::Middleware`",
    note = "a function of your own goes under `#[middleware]`; what decides by the event alone is a `filter`"
)]
pub trait Middleware: Send + Sync + 'static {
    /// Called for each call of a handler.
    ///
    /// # Errors
    ///
    /// What is returned goes to the error hook, as if the handler had returned it.
    fn call(&self, next: Next) -> impl Future<Output = Result<(), BoxError>> + Send;
}

/// A middleware whose type does not matter any more.
pub(crate) trait AnyMiddleware: Send + Sync {
    fn wrap(self: Arc<Self>, next: Next) -> CallFuture;
}

impl<M: Middleware> AnyMiddleware for M {
    fn wrap(self: Arc<Self>, next: Next) -> CallFuture {
        let call: Pin<Box<dyn Future<Output = _> + Send>> =
            Box::pin(async move { self.call(next).await });
        call
    }
}

/// A function under `#[middleware]`, its arguments found.
pub(crate) type BoundMiddleware = Arc<dyn Fn(Next, Arc<CallContext>) -> CallFuture + Send + Sync>;
