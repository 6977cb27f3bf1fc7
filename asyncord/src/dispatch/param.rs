//! What every handler can take: the event and the reserved parameters.

use std::{pin::Pin, sync::Arc};

use super::{
    ClientGroups, HandlerFailure, Middleware, Next,
    context::{CallContext, Context},
    registry::EventInfo,
};
use crate::{BoxError, event::Event, gateway::GatewayClient, rest::RestClient};

/// A call under way. Boxed, so that tokio's task machinery is compiled once and not for each handler.
#[doc(hidden)]
pub type CallFuture = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

/// The forms in which a handler takes its event other than by reference: `E` and `Arc<E>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a gateway event",
    label = "the first parameter of a handler or provider must be a gateway event",
    note = "events live in `asyncord::event`; take one as `MessageCreate`, `&MessageCreate` or `Arc<MessageCreate>`"
)]
pub trait EventParam: Sized {
    type Event: Event;

    const INFO: EventInfo = EventInfo::of::<Self::Event>();

    /// The bound stands here and not on the impl: so that what is missing is said in our words.
    fn take(event: Arc<Self::Event>) -> Self
    where
        Self: OwnedEvent;
}

/// An event that can be taken by value: where several handlers take it, each gets a clone.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the event type `{Self}` cannot be taken by value",
    label = "each handler gets a clone, and this is not `Clone`; take it as `&{Self}` or as `Arc<{Self}>`"
)]
pub trait OwnedEvent: Clone {}

#[diagnostic::do_not_recommend]
impl<T: Clone> OwnedEvent for T {}

#[diagnostic::do_not_recommend]
impl<E: Event> EventParam for E {
    type Event = E;

    fn take(event: Arc<E>) -> E
    where
        E: OwnedEvent,
    {
        Arc::unwrap_or_clone(event)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Event> EventParam for Arc<E> {
    type Event = E;

    fn take(event: Arc<E>) -> Arc<E> {
        event
    }
}

/// An event that is taken as `&E`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a gateway event",
    label = "the first parameter of a handler or provider must be a gateway event",
    note = "events live in `asyncord::event`; take one as `MessageCreate`, `&MessageCreate` or `Arc<MessageCreate>`"
)]
pub trait BorrowedEvent {
    type Event: Event;

    const INFO: EventInfo = EventInfo::of::<Self::Event>();
}

#[diagnostic::do_not_recommend]
impl<E: Event> BorrowedEvent for E {
    type Event = E;
}

// `on_unimplemented` takes literal strings only, so each reserved name has a trait of its own.
macro_rules! reserved {
    ($(
        $(#[$diagnostic:meta])*
        $param:ident: $ty:ty = $($field:ident).+;
    )+) => {$(
        #[doc(hidden)]
        $(#[$diagnostic])*
        pub trait $param: Sized {
            fn take(context: &CallContext) -> Self;
            fn borrow(context: &CallContext) -> &Self;
        }

        #[diagnostic::do_not_recommend]
        impl $param for $ty {
            fn take(context: &CallContext) -> Self {
                context.$($field).+.clone()
            }

            fn borrow(context: &CallContext) -> &Self {
                &context.$($field).+
            }
        }
    )+};
}

reserved! {
    #[diagnostic::on_unimplemented(
        message = "the parameter name `client` is reserved for `asyncord::RestClient`, found `{Self}`",
        label = "expected `RestClient` or `&RestClient`",
        note = "rename the parameter to receive an argument of your own"
    )]
    ClientParam: RestClient = context.group.clients.client;

    #[diagnostic::on_unimplemented(
        message = "the parameter name `gateway` is reserved for `asyncord::GatewayClient`, found `{Self}`",
        label = "expected `GatewayClient` or `&GatewayClient`",
        note = "rename the parameter to receive an argument of your own"
    )]
    GatewayParam: GatewayClient = context.group.clients.gateway;

    #[diagnostic::on_unimplemented(
        message = "the parameter name `client_groups` is reserved for `asyncord::ClientGroups`, found `{Self}`",
        label = "expected `ClientGroups` or `&ClientGroups`",
        note = "rename the parameter to receive an argument of your own"
    )]
    ClientGroupsParam: ClientGroups = context.group.clients.client_groups;

    #[diagnostic::on_unimplemented(
        message = "the parameter name `cx` is reserved for `asyncord::Context`, found `{Self}`",
        label = "expected `Context` or `&Context`",
        note = "rename the parameter to receive an argument of your own"
    )]
    ContextParam: Context = context;
}

/// The forms in which an error hook takes what went wrong other than by reference.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the first parameter of an error hook is what went wrong, found `{Self}`",
    label = "expected `&HandlerFailure` or `Arc<HandlerFailure>`"
)]
pub trait FailureParam {
    fn take(failure: Arc<HandlerFailure>) -> Self;
}

#[diagnostic::do_not_recommend]
impl FailureParam for Arc<HandlerFailure> {
    fn take(failure: Arc<HandlerFailure>) -> Self {
        failure
    }
}

/// What went wrong, taken as `&HandlerFailure`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the first parameter of an error hook is what went wrong, found `&{Self}`",
    label = "expected `&HandlerFailure` or `Arc<HandlerFailure>`"
)]
pub trait BorrowedFailure {
    fn borrow(failure: &Arc<HandlerFailure>) -> &Self;
}

#[diagnostic::do_not_recommend]
impl BorrowedFailure for HandlerFailure {
    fn borrow(failure: &Arc<HandlerFailure>) -> &Self {
        failure
    }
}

/// The call that a middleware wraps.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the first parameter of a middleware is the call that it wraps, found `{Self}`",
    label = "expected `asyncord::Next`"
)]
pub trait NextParam {
    fn take(next: Next) -> Self;
}

#[diagnostic::do_not_recommend]
impl NextParam for Next {
    fn take(next: Next) -> Self {
        next
    }
}

/// An event that the option `waits` names.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a gateway event",
    label = "`waits` names the events that the handler waits for, as in `waits(MessageCreate)`"
)]
pub trait WaitedEvent {
    const INFO: EventInfo;
}

#[diagnostic::do_not_recommend]
impl<E: Event> WaitedEvent for E {
    const INFO: EventInfo = EventInfo::of::<E>();
}

/// What the option `wrap` names.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a middleware",
    label = "`wrap` takes a value whose type implements `asyncord::Middleware`",
    note = "a function under `#[middleware]` runs around all handlers and is not named here"
)]
pub trait WrapParam {
    type Middleware: Middleware;

    fn middleware(self) -> Self::Middleware;
}

#[diagnostic::do_not_recommend]
impl<M: Middleware> WrapParam for M {
    type Middleware = M;

    fn middleware(self) -> M {
        self
    }
}

/// Boxes a call; asks in one place that it can move between threads.
#[doc(hidden)]
pub fn boxed<F>(future: F) -> CallFuture
where
    F: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    Box::pin(future)
}
