//! What functions give back: nothing, a `Result`, a reply, or the value that a provider makes.
//!
//! What a type is good for is decided by the type and not by its spelling, as for arguments: of several
//! `select` functions the compiler takes the one that needs the fewest references.

use std::{
    any::{TypeId, type_name},
    marker::PhantomData,
    sync::{Arc, Mutex},
};

use super::{
    argument::SharedArgument,
    context::{CallContext, Value},
    registry::Output,
};
use crate::{
    BoxError,
    event::{ReplyTarget, Replyable},
    lock,
    rest::body::NewMessage,
};

/// Where a handler leaves its reply.
pub(crate) type Outbox = Arc<Mutex<Option<Box<NewMessage>>>>;

/// What a handler may return.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "expected `()`, a `Result` whose error is an error, or a reply such as `String`, `Embed` or `NewMessage`",
    note = "a reply can stand in an `Option`, and in `asyncord::Result` or a `Result<_, E>` where `E: Into<Box<dyn std::error::Error + Send + Sync>>`"
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

/// What a closure that is a handler may return.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a closure that is a handler cannot return `{Self}`",
    label = "expected `()` or a `Result` of it",
    note = "functions under `#[handler]` may also return a reply; end a closure with `Ok::<(), BoxError>(())`"
)]
pub trait ClosureOutput {
    fn into_result(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl ClosureOutput for () {
    fn into_result(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> ClosureOutput for Result<(), E> {
    fn into_result(self) -> Result<(), BoxError> {
        self.map_err(Into::into)
    }
}

/// What tasks, hooks and middleware may return.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned here",
    label = "expected `()` or a `Result` whose error is an error; only handlers return replies",
    note = "return `asyncord::Result`, or a `Result<_, E>` where `E: Into<Box<dyn std::error::Error + Send + Sync>>`"
)]
pub trait PlainOutput {
    fn into_result(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl PlainOutput for () {
    fn into_result(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<T, E: Into<BoxError>> PlainOutput for Result<T, E> {
    fn into_result(self) -> Result<(), BoxError> {
        self.map(|_| ()).map_err(Into::into)
    }
}

/// The type that a handler returns, to be asked what becomes of it.
#[doc(hidden)]
pub struct Returned<T>(PhantomData<T>);

#[doc(hidden)]
#[allow(clippy::new_without_default, reason = "for the macros only")]
impl<T> Returned<T> {
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// How the message that is replied to is found in an event.
pub(crate) type TargetOf<E> = fn(&E) -> ReplyTarget;

/// Nothing is sent.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Plain;

#[expect(clippy::unused_self, reason = "`self` selects")]
impl Plain {
    pub fn target<E>(self) -> Option<TargetOf<E>> {
        None
    }

    pub fn finish<T>(self, output: T, _: &CallContext) -> T {
        output
    }
}

/// A reply is sent, where the event can be replied to.
#[doc(hidden)]
pub trait ReplyForm: Sized {
    fn target<E: Replyable>(self) -> Option<TargetOf<E>> {
        Some(E::reply_target)
    }
}

fn post(message: impl Into<NewMessage>, context: &CallContext) {
    if let Some(outbox) = &context.outbox {
        *lock(outbox) = Some(Box::new(message.into()));
    }
}

// Each form of a reply: what selects it, and how its message is got out.
macro_rules! replies {
    ($(
        $(#[$doc:meta])*
        $form:ident, $select:ident for [$($ref:tt)*]: <$($generic:ident),+> $output:ty => $left:ty;
        |$value:ident, $context:ident| $finish:block
    )+) => {$(
        $(#[$doc])*
        #[doc(hidden)]
        #[derive(Clone, Copy)]
        pub struct $form;

        impl ReplyForm for $form {}

        impl $form {
            /// Keeps the reply; gives what is left of the output.
            pub fn finish<$($generic),+>(self, $value: $output, $context: &CallContext) -> $left
            where
                Message: Into<NewMessage>,
            $finish
        }

        #[doc(hidden)]
        pub trait $select {
            fn select(&self) -> $form;
        }

        impl<$($generic),+> $select for $($ref)* Returned<$output>
        where
            Message: Into<NewMessage>,
        {
            fn select(&self) -> $form {
                $form
            }
        }
    )+};
}

replies! {
    /// A reply.
    Reply, SelectReply for [&&&&]: <Message> Message => ();
    |message, context| {
        post(message, context);
    }

    /// A reply, or none.
    MaybeReply, SelectMaybeReply for [&&&]: <Message> Option<Message> => ();
    |message, context| {
        if let Some(message) = message {
            post(message, context);
        }
    }

    /// A reply, or an error.
    ReplyResult, SelectReplyResult for [&&]: <Message, Error> Result<Message, Error> => Result<(), Error>;
    |result, context| {
        result.map(|message| post(message, context))
    }

    /// A reply, none, or an error.
    MaybeReplyResult, SelectMaybeReplyResult for [&]: <Message, Error> Result<Option<Message>, Error> => Result<(), Error>;
    |result, context| {
        result.map(|message| {
            if let Some(message) = message {
                post(message, context);
            }
        })
    }
}

// What nearly every handler returns: inherent functions are found before traits are looked through, which
// takes the compiler a while.
impl Returned<()> {
    pub fn select(self: &&&&&Self) -> Plain {
        Plain
    }
}

impl<E> Returned<Result<(), E>> {
    pub fn select(self: &&&&&Self) -> Plain {
        Plain
    }
}

/// What is not a reply: nothing, a `Result`, or a mistake.
#[doc(hidden)]
pub trait SelectPlain {
    fn select(&self) -> Plain;
}

impl<T> SelectPlain for Returned<T> {
    fn select(&self) -> Plain {
        Plain
    }
}

/// The type that a provider returns: a value, or a `Result` of one.
#[doc(hidden)]
pub struct Provided<T>(PhantomData<T>);

impl<T, E> Provided<Result<T, E>> {
    pub fn output() -> Output
    where
        T: 'static,
    {
        Output::of::<T>()
    }

    pub fn finish(output: Result<T, E>) -> Result<Value, BoxError>
    where
        T: SharedArgument,
        E: ProviderFailure,
    {
        output
            .map(|value| Arc::new(value) as Value)
            .map_err(ProviderFailure::into_error)
    }
}

/// A provider that cannot fail.
#[doc(hidden)]
pub trait ProvidedValue<T> {
    fn output() -> Output
    where
        T: 'static;

    fn finish(output: T) -> Result<Value, BoxError>
    where
        T: SharedArgument;
}

impl<T> ProvidedValue<T> for Provided<T> {
    fn output() -> Output
    where
        T: 'static,
    {
        Output::of::<T>()
    }

    fn finish(output: T) -> Result<Value, BoxError>
    where
        T: SharedArgument,
    {
        Ok(Arc::new(output))
    }
}

/// The error of a provider.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a provider cannot fail with `{Self}`",
    label = "`{Self}` is not an error",
    note = "return `asyncord::Result<_>`, or a `Result<_, E>` where `E: Into<Box<dyn std::error::Error + Send + Sync>>`"
)]
pub trait ProviderFailure {
    fn into_error(self) -> BoxError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> ProviderFailure for E {
    fn into_error(self) -> BoxError {
        self.into()
    }
}

impl Output {
    pub(crate) fn of<T: 'static>() -> Self {
        Self {
            id: TypeId::of::<T>(),
            name: type_name::<T>(),
        }
    }
}
