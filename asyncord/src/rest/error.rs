//! What can go wrong with a request, told so that one can act on it.

use std::{borrow::Cow, error::Error as StdError, fmt, sync::Arc, time::Duration};

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
    ids: Vec<(&'static str, u64)>,
    status: Option<u16>,
    code: Option<ErrorCode>,
    oauth2_error: Option<String>,
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
    /// The request breaks a limit that Discord documents, or a file of it cannot be read; nothing was sent.
    Validation,
    /// No connection, or it broke.
    Transport,
    /// No answer in time.
    Timeout,
    /// Too many requests, and waiting as often as allowed did not help; or so many have been invalid that no more are sent.
    RateLimited,
    /// Discord is still making the index that was to be searched (202).
    NotReady,
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
            ids: Vec::new(),
            status: None,
            code: None,
            oauth2_error: None,
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

    /// Tells which channel, guild or other thing it was about, unless that is told.
    pub(crate) fn with_ids(self, ids: Vec<(&'static str, u64)>) -> Self {
        if ids.is_empty() || !self.0.ids.is_empty() {
            return self;
        }
        self.change(|inner| inner.ids = ids)
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
            inner.oauth2_error = answer.oauth2_error;
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

    /// The ids of the path by their names, such as `("channel_id", 1)`: what the request was about.
    pub fn ids(&self) -> &[(&'static str, u64)] {
        &self.0.ids
    }

    /// Whether the same request may succeed later, as it is: after a failure of the network or of Discord, and where
    /// there was too much at once.
    ///
    /// Where it is not known whether the request arrived, sending it again may do it twice.
    ///
    /// ```
    /// # fn example(error: &asyncord::rest::Error) {
    /// if error.is_retryable() {
    ///     println!("again in {:?}", error.retry_after().unwrap_or_default());
    /// }
    /// # }
    /// ```
    pub fn is_retryable(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Transport
                | ErrorKind::Timeout
                | ErrorKind::RateLimited
                | ErrorKind::NotReady
                | ErrorKind::Server
        )
    }

    /// What a token endpoint says is wrong, such as `invalid_grant`.
    pub fn oauth2_error(&self) -> Option<&str> {
        self.0.oauth2_error.as_deref()
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
    fn advice(&self) -> Option<Cow<'static, str>> {
        if let Some(advice) = self.0.code.and_then(ErrorCode::advice) {
            return Some(self.with_permissions(advice));
        }
        let advice = match (self.0.kind, self.0.oauth2_error.as_deref()) {
            (_, Some("invalid_grant")) => {
                "the code or refresh token has been used or has ended, or the redirect URI is not the one that it was \
                 given for: have the user allow it again"
            }
            (_, Some("invalid_client")) => {
                "check the application's id and secret (Developer Portal > OAuth2)"
            }
            (ErrorKind::Unauthorized, _) => {
                "check the token: it may be mistyped, of another application, or reset since (Developer Portal > \
                 Bot > Reset Token); nothing more is sent with it"
            }
            (ErrorKind::RateLimited, _) => "send less, or wait",
            _ => return None,
        };
        Some(advice.into())
    }

    /// Names what the operation needs, where something is missing.
    fn with_permissions(&self, advice: &'static str) -> Cow<'static, str> {
        let is_missing = matches!(
            self.0.code,
            Some(ErrorCode::MISSING_PERMISSIONS | ErrorCode::MISSING_ACCESS)
        );
        let needs: Vec<_> = match self.0.operation.filter(|_| is_missing) {
            Some(operation) => operation.needs().collect(),
            None => Vec::new(),
        };
        if needs.is_empty() {
            advice.into()
        } else {
            format!("{advice} (the documentation names {})", needs.join(", ")).into()
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
        for (index, (name, id)) in inner.ids.iter().enumerate() {
            let separator = if index == 0 { ", with" } else { "," };
            write!(f, "{separator} {name} {id}")?;
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
