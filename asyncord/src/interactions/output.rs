//! What commands give back.

use crate::{
    BoxError,
    model::{Embed, NewPoll, Text},
    rest::body::{NewAttachment, NewMessage},
};

/// What a function under [`#[command]`](macro@crate::command) may return: the answer, nothing, or a `Result` or
/// `Option` of them.
///
/// Implement it for what your commands answer often.
#[diagnostic::on_unimplemented(
    message = "a command cannot return `{Self}`",
    label = "expected an answer such as `&str`, `String`, `Embed` or `NewMessage`, `()`, or a `Result` of these",
    note = "an error must be an error: `asyncord::Result<_>`, or a `Result<_, E>` where `E: Into<Box<dyn std::error::Error + Send + Sync>>`"
)]
pub trait CommandOutput {
    /// The message that is the answer, if there is one.
    ///
    /// # Errors
    ///
    /// If the command failed.
    fn into_reply(self) -> Result<Option<NewMessage>, BoxError>;
}

/// What becomes of a command's call.
#[doc(hidden)]
pub type Reply = Result<Option<NewMessage>, BoxError>;

#[diagnostic::do_not_recommend]
impl CommandOutput for () {
    fn into_reply(self) -> Reply {
        Ok(None)
    }
}

#[diagnostic::do_not_recommend]
impl<T: CommandOutput> CommandOutput for Option<T> {
    fn into_reply(self) -> Reply {
        self.map_or(Ok(None), T::into_reply)
    }
}

#[diagnostic::do_not_recommend]
impl<T: CommandOutput, E: Into<BoxError>> CommandOutput for Result<T, E> {
    fn into_reply(self) -> Reply {
        self.map_err(Into::into)?.into_reply()
    }
}

macro_rules! messages {
    ($($ty:ty)+) => {$(
        #[diagnostic::do_not_recommend]
        impl CommandOutput for $ty {
            fn into_reply(self) -> Reply {
                Ok(Some(self.into()))
            }
        }
    )+};
}

messages!(&str String Box<str> std::borrow::Cow<'_, str> Embed NewMessage NewAttachment NewPoll);

#[diagnostic::do_not_recommend]
impl CommandOutput for Text {
    fn into_reply(self) -> Reply {
        Ok(Some(NewMessage::new(self.as_str())))
    }
}
