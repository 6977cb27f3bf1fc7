//! Discord's HTTP API: requests as builders that are awaited.
//!
//! A [`RestClient`] offers the operations in groups; each is a request that is put together and sent by
//! awaiting it. It checks the limits that Discord documents before sending, keeps to the rate limits by
//! waiting, repeats what may be repeated after a failure of the network, and tells failures as [`Error`].
//! It works alone: no gateway is needed.
//!
//! ```no_run
//! use asyncord::{RestClient, Token, model::Embed};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = RestClient::new(Token::from_env()?);
//! let messages = client.channels().messages(41_771_983_423_143_937);
//! let sent = messages
//!     .create("the report")
//!     .embed(Embed::new().title("Sales").description("up"))
//!     .await?;
//! messages.reactions(sent.id).add("📈").await?;
//! # Ok(())
//! # }
//! ```
//!
//! `operation` describes the form in which operations are declared, `resource` holds them by Discord's pages,
//! `body` the larger request bodies, `limiter` the rate limits, `transport` the seam to the network.

#[macro_use]
mod operation;

pub mod body;
pub mod limiter;
pub mod oauth2;
pub mod resource;

mod base_url;
mod check;
mod client;
mod credentials;
mod decode;
mod error;
#[cfg(test)]
mod facts;
mod guard;
mod metrics;
mod middleware;
mod options;
mod pages;
mod registry;
mod request;
mod response;
mod retry;
mod send;
mod shortcuts;
#[cfg(test)]
mod tests;
mod transport;

pub use self::{
    client::{RestClient, RestClientBuilder},
    error::{Error, ErrorCode, ErrorKind, FieldError},
    middleware::{Middleware, MiddlewareFuture, Next},
    operation::{Authentication, OperationInfo},
    options::{RequestOptions, RetryPolicy},
    pages::{Items, Pages},
    request::{Request, ResponseFuture},
    response::Response,
};
