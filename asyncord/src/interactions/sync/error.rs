//! Why commands were not registered.

use std::{error::Error as StdError, fmt};

use crate::rest;

/// Why commands were not registered, or not all of them.
///
/// `Debug` prints the same text as `Display`: it is what `main` shows for an error it returns.
pub struct SyncError {
    kind: SyncErrorKind,
    message: String,
    source: Option<rest::Error>,
}

/// The sort of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SyncErrorKind {
    /// Something is wrong with the declared commands; nothing was asked or written.
    Declaration,
    /// There are more commands in a place than Discord takes; nothing was written.
    TooMany,
    /// More commands would be made in a place than Discord takes in a day.
    DailyLimit,
    /// The bot cannot have commands in a guild; nothing was written.
    Guild,
    /// Discord refused something else, or did not answer.
    Rest,
}

impl SyncError {
    pub(super) fn new(kind: SyncErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    pub(super) fn because(mut self, source: rest::Error) -> Self {
        self.source = Some(source);
        self
    }

    /// The sort of failure.
    pub fn kind(&self) -> SyncErrorKind {
        self.kind
    }

    /// What the REST client said, where it was asked.
    pub fn rest_error(&self) -> Option<&rest::Error> {
        self.source.as_ref()
    }
}

impl fmt::Display for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for SyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for SyncError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
