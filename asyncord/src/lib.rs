//! A Discord bot framework: async functions under `#[handler]`, and `run(token)`.
//!
//! ```no_run
//! use asyncord::prelude::*;
//!
//! #[handler]
//! async fn ping(message: MessageCreate, client: RestClient) -> Result {
//!     if message.content == "!ping" {
//!         client.channels().messages(message.channel_id).create("pong").await?;
//!     }
//!     Ok(())
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result {
//!     asyncord::run(Token::from_env()?).await?;
//!     Ok(())
//! }
//! ```
//!
//! The type of a handler's first parameter says which event it takes, the names of the others say what it
//! needs: see [`handler`]. [`run`] starts every handler of the program, [`connect`] gives one bot before it
//! starts, [`ClientHub`] holds several. [`RestClient`] also works alone. The book begins at [`guide`].
//!
//! # Where it connects to
//!
//! To Discord, or to the API that `DISCORD_API_URL` names: a proxy, a test server, a sandbox. A token goes
//! over plain HTTP or WebSocket to this machine only, or to hosts that `DISCORD_PLAIN_HOSTS` or
//! `allow_plain_host` names.
//!
//! # Features
//!
//! - `sandbox`: an offline Discord with a page to play in, embedded (`Token::from_env_or_sandbox()`) or as
//!   the program `asyncord-sandbox`.
//! - `testkit`: tests of whole bots in a sandbox, with [`#[asyncord::test]`](macro@test).
//!
//! # Logging
//!
//! Everything is logged with `tracing`; without a subscriber, failures of handlers and warnings for the
//! bot's author go to stderr. Tokens are never logged, with one exception: the target `tungstenite` prints
//! whole frames at `TRACE`. Leave it at `DEBUG`.

//!
//! # Metrics
//!
#![doc = include_str!("../docs/metrics.md")]
#![forbid(unsafe_code)]

// The macros name this crate from outside, and in its own tests and docs from inside.
extern crate self as asyncord;

pub mod event;
pub mod filters;
pub mod gateway;
pub mod guide;
pub mod id;
pub mod interactions;
pub mod model;
pub mod prelude;
pub mod rest;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "testkit")]
pub mod testkit;

mod dispatch;
mod hub;
mod net;
mod schedule;
mod secret;

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

#[doc = include_str!("../docs/arguments.md")]
pub use asyncord_macros::Arguments;
#[doc = include_str!("../docs/choice.md")]
pub use asyncord_macros::Choice;
#[doc = include_str!("../docs/autocomplete.md")]
pub use asyncord_macros::autocomplete;
#[doc = include_str!("../docs/command.md")]
pub use asyncord_macros::command;
#[doc = include_str!("../docs/handler.md")]
pub use asyncord_macros::handler;
#[doc = include_str!("../docs/handlers.md")]
pub use asyncord_macros::handlers;
#[doc = include_str!("../docs/middleware.md")]
pub use asyncord_macros::middleware;
#[doc = include_str!("../docs/on_error.md")]
pub use asyncord_macros::on_error;
#[doc = include_str!("../docs/on_shutdown.md")]
pub use asyncord_macros::on_shutdown;
#[doc = include_str!("../docs/on_start.md")]
pub use asyncord_macros::on_start;
#[doc = include_str!("../docs/provider.md")]
pub use asyncord_macros::provider;
#[doc = include_str!("../docs/task.md")]
#[doc = include_str!("../docs/schedule.md")]
pub use asyncord_macros::task;
#[cfg(feature = "testkit")]
#[doc = include_str!("../docs/test.md")]
pub use asyncord_macros::test;
pub use dispatch::{
    Arguments, ClientGroup, ClientGroups, Context, Description, Dispatcher, Events, FunctionKind,
    HandlerFailure, HandlerHandle, HandlerItem, HandlersError, Middleware, Next, ProviderError,
    Reason, Skip, WaitError, WaitFor,
};
pub use gateway::GatewayClient;
pub use hub::{ClientHub, Error, ErrorKind, IntentsError, Run, connect, run};
pub use net::PlainHostError;
pub use rest::RestClient;
pub use secret::{Secret, Token, TokenError};

/// What the macros expand to; no part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use crate::{dispatch::private::*, interactions::private::*};
}

/// Any error, as handlers return it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What handlers and `main` return: `?` takes any error.
pub type Result<T = (), E = BoxError> = std::result::Result<T, E>;

/// Locks a mutex; what a panic elsewhere has left behind is still good here, for no code panics
/// halfway through a change.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells the bot's author something that must not be lost: logs it, and without a `tracing` subscriber
/// writes it to stderr.
fn warn_user(message: fmt::Arguments<'_>) {
    if tracing::dispatcher::has_been_set() {
        tracing::warn!("{message}");
    } else {
        eprintln!("asyncord: {message}");
    }
}
