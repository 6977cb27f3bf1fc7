//! The seam between requests and the network: tests put something else there.

use std::{future::Future, pin::Pin, time::Duration};

use ::http::header::HeaderValue;

use super::{Request, Response};

mod body;
#[cfg(test)]
pub(crate) mod fake;
mod http;
mod multipart;
mod payload;

pub(crate) use self::{
    http::{HttpOptions, HttpTransport},
    payload::{File, FileContent, FileStream, Payload},
};

/// Sends one request and yields its answer, whatever its status is.
pub(crate) trait Transport: Send + Sync + 'static {
    /// The transport adds what is the same for all: the address, the user agent, time-outs.
    fn send<'a>(
        &'a self,
        request: &'a Request,
        authorization: Option<&'a HeaderValue>,
    ) -> Sending<'a>;
}

/// An answer on its way.
pub(crate) type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>>;

/// No answer.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct TransportError {
    pub(crate) failure: Failure,
    pub(crate) message: String,
    #[source]
    pub(crate) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// How far a request without an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing was sent.
    Unsent,
    /// It may have arrived.
    Broken,
    /// It may have arrived, and there was no answer within this time.
    Timeout(Duration),
    /// The request itself cannot be sent: a file that cannot be read.
    Invalid,
    /// It arrived, and the answer is too large to be one of Discord's.
    TooLarge,
}
