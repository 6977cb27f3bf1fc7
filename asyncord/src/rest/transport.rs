//! The seam between requests and the network: tests put something else there.

use std::{future::Future, pin::Pin, time::Duration};

use bytes::Bytes;
use reqwest::{
    Method, StatusCode,
    header::{HeaderMap, HeaderValue},
};

#[cfg(test)]
pub(crate) mod fake;
mod http;

pub(crate) use self::http::{HttpOptions, HttpTransport};

/// Sends one request and yields its answer, whatever its status is.
pub(crate) trait Transport: Send + Sync + 'static {
    fn send(&self, outgoing: Outgoing) -> Sending<'_>;
}

/// An answer on its way.
pub(crate) type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Incoming, TransportError>> + Send + 'a>>;

/// A request as it goes out; the transport adds what is the same for all: token, user agent, time-outs.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    /// Path and query, encoded, without the base address.
    pub(crate) path: String,
    pub(crate) reason: Option<HeaderValue>,
    /// Whether the bot's token goes with it. A token in the path is all that some need.
    pub(crate) authorized: bool,
    pub(crate) payload: Payload,
}

/// What a request carries. Clones share the bytes.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    None,
    Json(Bytes),
    Multipart { json: Bytes, files: Vec<File> },
}

/// A file to upload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct File {
    /// The name of the part: `files[0]`.
    pub(crate) part: String,
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

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
    /// The request itself cannot be sent.
    Invalid,
}
