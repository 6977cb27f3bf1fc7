//! Why a bot could not start, or ended by itself.

use std::{fmt, sync::Arc};

use super::IntentsError;
use crate::{
    dispatch::{DEFAULT_GROUP, HandlerFailure, HandlersError},
    gateway::GatewayError,
    interactions::{
        CommandsError,
        sync::{SyncError, SyncErrorKind},
    },
    rest,
};

/// Why a bot could not start, or ended by itself.
///
/// `Debug` shows the same readable text as `Display`, and the causes: `main` prints the error it returns by
/// `Debug`.
pub struct Error(Box<Inner>);

struct Inner {
    group: String,
    kind: ErrorKind,
}

/// What went wrong.
#[non_exhaustive]
pub enum ErrorKind {
    /// Handlers and what they were given do not fit together.
    Handlers(HandlersError),
    /// Commands that Discord would refuse.
    Commands(CommandsError),
    /// Discord could not be told of the commands.
    CommandSync(SyncError),
    /// Handlers need intents that the application has not been granted.
    Intents(IntentsError),
    /// The HTTP API could not be reached, or refused the token.
    Rest(rest::Error),
    /// The gateway could not be reached, or ended the session for good.
    Gateway(Arc<GatewayError>),
    /// The API gave out a gateway address that is none.
    GatewayUrl(String),
    /// There is a group of this name.
    DuplicateGroup,
    /// The group runs already.
    AlreadyRunning,
    /// A function under `#[on_start]` failed.
    Start(HandlerFailure),
}

impl Error {
    pub(crate) fn new(group: &str, kind: impl Into<ErrorKind>) -> Self {
        Self(Box::new(Inner {
            group: group.to_owned(),
            kind: kind.into(),
        }))
    }

    /// The name of the client group.
    pub fn group(&self) -> &str {
        &self.0.group
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Whether to start again will not help: a person has to change the token, the code or a setting first.
    ///
    /// A program that a service manager starts again should say so by its exit code, else its identifies are spent on
    /// starts in vain.
    ///
    /// ```no_run
    /// # use std::process::ExitCode;
    /// # use asyncord::prelude::*;
    /// # async fn example(token: Token) -> ExitCode {
    /// match asyncord::run(token).await {
    ///     Ok(()) => ExitCode::SUCCESS,
    ///     Err(error) => {
    ///         eprintln!("{error:?}");
    ///         ExitCode::from(if error.is_permanent() { 78 } else { 1 })
    ///     }
    /// }
    /// # }
    /// ```
    pub fn is_permanent(&self) -> bool {
        match &self.0.kind {
            ErrorKind::Gateway(error) => !matches!(
                **error,
                GatewayError::ShardingRequired { .. }
                    | GatewayError::Unreachable { .. }
                    | GatewayError::SessionLimit(_)
                    | GatewayError::ShardDied { .. }
            ),
            ErrorKind::Rest(error) => matches!(
                error.kind(),
                rest::ErrorKind::Config | rest::ErrorKind::Unauthorized
            ),
            ErrorKind::CommandSync(error) => matches!(
                error.kind(),
                SyncErrorKind::Declaration | SyncErrorKind::TooMany | SyncErrorKind::Guild
            ),
            // A function of the user's, which may well work the next time.
            ErrorKind::Start(_) => false,
            ErrorKind::Handlers(_)
            | ErrorKind::Commands(_)
            | ErrorKind::Intents(_)
            | ErrorKind::GatewayUrl(_)
            | ErrorKind::DuplicateGroup
            | ErrorKind::AlreadyRunning => true,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { group, kind } = &*self.0;
        if group != DEFAULT_GROUP && !matches!(kind, ErrorKind::Handlers(_)) {
            write!(f, "client group `{group}`: ")?;
        }
        match kind {
            ErrorKind::Handlers(error) => error.fmt(f),
            ErrorKind::Commands(error) => error.fmt(f),
            ErrorKind::CommandSync(error) => error.fmt(f),
            ErrorKind::Intents(error) => error.fmt(f),
            ErrorKind::Rest(error) => {
                error.fmt(f)?;
                if matches!(
                    error.kind(),
                    rest::ErrorKind::Transport | rest::ErrorKind::Timeout
                ) {
                    f.write_str(
                        "\n  is the server running, and the address right? it is Discord's own unless \
                         `DISCORD_API_URL`, `.api_url(..)` or a sandbox's token names another",
                    )?;
                }
                Ok(())
            }
            ErrorKind::Gateway(error) => error.fmt(f),
            ErrorKind::GatewayUrl(url) => {
                write!(
                    f,
                    "the API names `{url}` as its gateway, which is no WebSocket address"
                )
            }
            ErrorKind::DuplicateGroup => f.write_str("there is a group of this name already"),
            ErrorKind::Start(failure) => failure.fmt(f),
            ErrorKind::AlreadyRunning => {
                f.write_str("the bot runs already; stop it before starting it again")
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        let mut source = std::error::Error::source(self);
        while let Some(cause) = source {
            write!(f, "\n  because: {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

impl fmt::Debug for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Handlers(_) => "Handlers",
            Self::Commands(_) => "Commands",
            Self::CommandSync(_) => "CommandSync",
            Self::Intents(_) => "Intents",
            Self::Rest(_) => "Rest",
            Self::Gateway(_) => "Gateway",
            Self::GatewayUrl(_) => "GatewayUrl",
            Self::DuplicateGroup => "DuplicateGroup",
            Self::AlreadyRunning => "AlreadyRunning",
            Self::Start(_) => "Start",
        };
        f.write_str(name)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The text of these is shown as this error's own; what follows is their source.
        match &self.0.kind {
            ErrorKind::Rest(error) => error.source(),
            ErrorKind::Gateway(error) => error.source(),
            ErrorKind::CommandSync(error) => error.source(),
            _ => None,
        }
    }
}

impl From<HandlersError> for Error {
    fn from(error: HandlersError) -> Self {
        let group = error.group().to_owned();
        Self::new(&group, error)
    }
}

impl From<HandlersError> for ErrorKind {
    fn from(error: HandlersError) -> Self {
        Self::Handlers(error)
    }
}

impl From<CommandsError> for ErrorKind {
    fn from(error: CommandsError) -> Self {
        Self::Commands(error)
    }
}

impl From<IntentsError> for ErrorKind {
    fn from(error: IntentsError) -> Self {
        Self::Intents(error)
    }
}

impl From<rest::Error> for ErrorKind {
    fn from(error: rest::Error) -> Self {
        Self::Rest(error)
    }
}

impl From<GatewayError> for ErrorKind {
    fn from(error: GatewayError) -> Self {
        Self::Gateway(Arc::new(error))
    }
}

impl From<Arc<GatewayError>> for ErrorKind {
    fn from(error: Arc<GatewayError>) -> Self {
        Self::Gateway(error)
    }
}
