//! What every handler can take and give: the event, the reserved parameters, the return value.

use std::{pin::Pin, sync::Arc};

use super::ClientGroups;
use crate::{BoxError, event::Event, gateway::GatewayClient, rest::RestClient};

/// A call under way. Boxed, so that tokio's task machinery is compiled once and not for each handler.
#[doc(hidden)]
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

/// What the reserved parameters are taken from.
#[doc(hidden)]
pub struct HandlerContext {
    pub(crate) client: RestClient,
    pub(crate) gateway: GatewayClient,
    pub(crate) client_groups: ClientGroups,
}

/// The forms in which a handler takes its event other than by reference: `E` and `Arc<E>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a gateway event",
    label = "the first parameter of a handler must be a gateway event",
    note = "events live in `asyncord::event`; take one as `MessageCreate`, `&MessageCreate` or `Arc<MessageCreate>`"
)]
pub trait EventParam: Sized {
    type Event: Event;

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
    label = "the first parameter of a handler must be a gateway event",
    note = "events live in `asyncord::event`; take one as `MessageCreate`, `&MessageCreate` or `Arc<MessageCreate>`"
)]
pub trait BorrowedEvent {
    type Event: Event;
}

#[diagnostic::do_not_recommend]
impl<E: Event> BorrowedEvent for E {
    type Event = E;
}

// `on_unimplemented` takes literal strings only, so each reserved name has a trait of its own.
macro_rules! reserved {
    ($(
        $(#[$diagnostic:meta])*
        $param:ident: $ty:ty = $field:ident;
    )+) => {$(
        #[doc(hidden)]
        $(#[$diagnostic])*
        pub trait $param: Sized {
            fn take(context: &HandlerContext) -> Self;
            fn borrow(context: &HandlerContext) -> &Self;
        }

        #[diagnostic::do_not_recommend]
        impl $param for $ty {
            fn take(context: &HandlerContext) -> Self {
                context.$field.clone()
            }

            fn borrow(context: &HandlerContext) -> &Self {
                &context.$field
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
    ClientParam: RestClient = client;

    #[diagnostic::on_unimplemented(
        message = "the parameter name `gateway` is reserved for `asyncord::GatewayClient`, found `{Self}`",
        label = "expected `GatewayClient` or `&GatewayClient`",
        note = "rename the parameter to receive an argument of your own"
    )]
    GatewayParam: GatewayClient = gateway;

    #[diagnostic::on_unimplemented(
        message = "the parameter name `client_groups` is reserved for `asyncord::ClientGroups`, found `{Self}`",
        label = "expected `ClientGroups` or `&ClientGroups`",
        note = "rename the parameter to receive an argument of your own"
    )]
    ClientGroupsParam: ClientGroups = client_groups;
}

/// What a handler may return.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "expected `()` or a `Result` whose error is an error",
    note = "return `asyncord::Result`, or a `Result<_, E>` where `E: Into<Box<dyn std::error::Error + Send + Sync>>`"
)]
pub trait HandlerOutput {
    fn into_result(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl HandlerOutput for () {
    fn into_result(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<T, E: Into<BoxError>> HandlerOutput for Result<T, E> {
    fn into_result(self) -> Result<(), BoxError> {
        self.map(|_| ()).map_err(Into::into)
    }
}

/// Boxes a call; asks in one place that it can move between threads.
#[doc(hidden)]
pub fn boxed<F>(future: F) -> HandlerFuture
where
    F: Future<Output = Result<(), BoxError>> + Send + 'static,
{
    Box::pin(future)
}
