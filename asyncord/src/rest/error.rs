//! What can go wrong with a request, told so that one can act on it.

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use super::operation::OperationInfo;
pub use crate::model::limits::FieldError;

mod answer;
mod code;

pub(crate) use self::answer::Answer;
pub use self::code::ErrorCode;

type BoxError = Box<dyn StdError + Send + Sync>;

/// A request that failed.
///
/// It never shows a token: operations are named by their templates, and addresses are left out. `Debug` is as readable as
/// `Display` and adds the causes, because `main` prints an error by `Debug`.
///
/// ```no_run
/// # async fn example(client: asyncord::rest::RestClient) {
/// use asyncord::rest::{ErrorCode, ErrorKind};
///
/// match client.channels().messages(1).create("hello").await {
///     Ok(message) => println!("sent {}", message.id),
///     Err(error) if error.code() == Some(ErrorCode::UNKNOWN_CHANNEL) => println!("it is gone"),
///     Err(error) if error.kind() == ErrorKind::Forbidden => println!("not allowed: {error}"),
///     Err(error) => println!("{error}"),
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    operation: Option<&'static OperationInfo>,
    status: Option<u16>,
    code: Option<ErrorCode>,
    message: String,
    fields: Vec<FieldError>,
    retry_after: Option<Duration>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The sort of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is set up wrongly; nothing was sent.
    Config,
    /// The request breaks a limit that Discord documents; nothing was sent.
    Validation,
    /// No connection, or it broke.
    Transport,
    /// No answer in time.
    Timeout,
    /// Too many requests, and waiting as often as allowed did not help.
    RateLimited,
    /// Discord does not know the token (401).
    Unauthorized,
    /// The bot may not do this (403).
    Forbidden,
    /// What the request is about does not exist, or not for this bot (404).
    NotFound,
    /// Discord found the request wrong (any other 4xx).
    BadRequest,
    /// Discord failed (5xx).
    Server,
    /// The answer is not what was expected.
    Decode,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            operation: None,
            status: None,
            code: None,
            message: message.into(),
            fields: Vec::new(),
            retry_after: None,
            source: None,
        }))
    }

    fn change(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    pub(crate) fn with_operation(self, operation: &'static OperationInfo) -> Self {
        self.change(|inner| inner.operation = Some(operation))
    }

    pub(crate) fn with_fields(self, fields: Vec<FieldError>) -> Self {
        self.change(|inner| inner.fields = fields)
    }

    pub(crate) fn with_status(self, status: u16) -> Self {
        self.change(|inner| inner.status = Some(status))
    }

    pub(crate) fn with_retry_after(self, retry_after: Option<Duration>) -> Self {
        self.change(|inner| inner.retry_after = retry_after)
    }

    pub(crate) fn with_source(self, source: impl Into<BoxError>) -> Self {
        self.change(|inner| inner.source = Some(Arc::from(source.into())))
    }

    pub(crate) fn with_answer(self, answer: Answer) -> Self {
        self.change(|inner| {
            inner.code = answer.code;
            if let Some(message) = answer.message {
                inner.message = message;
            }
            inner.fields = answer.fields;
        })
    }

    /// The sort of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What was asked for; `None` where the client could not be set up at all.
    pub fn operation(&self) -> Option<&'static OperationInfo> {
        self.0.operation
    }

    /// The HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Discord's number for the failure, where it gave one.
    pub fn code(&self) -> Option<ErrorCode> {
        self.0.code
    }

    /// What is wrong: in Discord's words where it said something, else in ours.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The faults of the request's body one by one.
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// How long Discord asked to wait, where it did.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What to do about it, where that is known.
    fn advice(&self) -> Option<&'static str> {
        if let Some(advice) = self.0.code.and_then(ErrorCode::advice) {
            return Some(advice);
        }
        match self.0.kind {
            ErrorKind::Unauthorized => Some(
                "check the token: it may be mistyped, of another application, or reset since (Developer Portal > \
                 Bot > Reset Token); nothing more is sent with it",
            ),
            ErrorKind::RateLimited => Some("send less, or wait"),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&inner.message)?;
        match (inner.status, inner.code) {
            (Some(status), Some(code)) if code != ErrorCode::GENERAL_ERROR => {
                write!(f, " (HTTP {status}, code {code})")?;
            }
            (Some(status), _) => write!(f, " (HTTP {status})")?,
            (None, _) => {}
        }
        if let Some(retry_after) = inner.retry_after {
            write!(f, ", to be tried again in {} s", retry_after.as_secs_f64())?;
        }
        if let Some(advice) = self.advice() {
            write!(f, "; {advice}")?;
        }
        for field in &inner.fields {
            write!(f, "\n  {field}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        let mut source = self.source();
        while let Some(cause) = source {
            write!(f, "\n  because: {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests;
