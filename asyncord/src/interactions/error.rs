//! What goes wrong between a command and its answer.

use std::{borrow::Cow, error, fmt};

use crate::rest;

/// An error whose text the user sees.
///
/// Of other errors the user only learns that something went wrong: their texts are for the bot's author, and go to
/// the [error hook](macro@crate::on_error). This one is an answer, and does not.
///
/// ```
/// use asyncord::{interactions::UserError, prelude::*};
///
/// /// Divides two numbers.
/// #[command]
/// async fn divide(
///     /// What is divided.
///     dividend: f64,
///     /// By what.
///     divisor: f64,
/// ) -> Result<String> {
///     if divisor == 0.0 {
///         return Err(UserError::new("Nothing can be divided by 0.").into());
///     }
///     Ok((dividend / divisor).to_string())
/// }
/// # fn main() {}
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserError(Cow<'static, str>);

impl UserError {
    /// An error with this text, up to 2,000 characters.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for UserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for UserError {}

/// An option of a command that cannot be read.
///
/// Discord checks what users give; so this means that the command was changed and Discord does not know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    name: Cow<'static, str>,
    problem: Cow<'static, str>,
}

impl OptionError {
    /// What is wrong with the value, such as `is no date`.
    pub fn new(problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: Cow::Borrowed(""),
            problem: problem.into(),
        }
    }

    pub(super) fn missing() -> Self {
        Self::new("was not given")
    }

    pub(super) fn at(self, name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            ..self
        }
    }

    /// The option's name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the option `{}` {}", self.name, self.problem)
    }
}

impl error::Error for OptionError {}

/// An answer that could not be given.
#[derive(Clone, Debug)]
pub struct AnswerError {
    command: String,
    kind: AnswerErrorKind,
}

/// Why an answer could not be given.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AnswerErrorKind {
    /// More than 15 minutes have passed since the user called.
    Expired,
    /// A modal can only be the first answer, and there was one.
    AlreadyAnswered,
    /// Discord refused it, or could not be reached.
    Rest(rest::Error),
}

impl AnswerError {
    pub(super) fn new(command: String, kind: AnswerErrorKind) -> Self {
        Self { command, kind }
    }

    /// Why.
    pub fn kind(&self) -> &AnswerErrorKind {
        &self.kind
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { command, kind } = self;
        match kind {
            AnswerErrorKind::Expired => write!(
                f,
                "`{command}` can no longer be answered: Discord takes answers for 15 minutes; send a message to the \
                 channel instead"
            ),
            AnswerErrorKind::AlreadyAnswered => write!(
                f,
                "`{command}` has been answered or deferred, and a modal can only be the first answer: open it before \
                 anything else"
            ),
            AnswerErrorKind::Rest(error) => write!(f, "`{command}` could not be answered: {error}"),
        }
    }
}

impl error::Error for AnswerError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.kind {
            AnswerErrorKind::Rest(error) => error.source(),
            AnswerErrorKind::Expired | AnswerErrorKind::AlreadyAnswered => None,
        }
    }
}
