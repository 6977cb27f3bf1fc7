//! An answer, as middleware sees it.

use std::fmt;

use bytes::Bytes;
use http::{
    StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde::Serialize;

/// An answer to a request: status, headers and the whole body.
///
/// [Middleware](super::Middleware) is given one, and can make one up.
///
/// ```
/// use asyncord::rest::Response;
///
/// let response = Response::new(404, r#"{"message": "Unknown Channel", "code": 10003}"#)
///     .with_header("x-ratelimit-remaining", "4");
/// assert_eq!(response.header("X-RateLimit-Remaining"), Some("4"));
/// assert!(!response.is_success());
/// ```
#[derive(Clone)]
pub struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Response {
    /// An answer with this status, 100 to 999, and this body.
    ///
    /// Any other number counts as 500.
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: body.into(),
        }
    }

    /// An answer of status 200 with this JSON.
    ///
    /// ```
    /// use asyncord::rest::Response;
    ///
    /// let response = Response::json(&serde_json::json!({"id": "1", "username": "ada"}));
    /// assert_eq!(response.status(), 200);
    /// ```
    ///
    /// A value that cannot be written as JSON, such as a map whose keys are no texts, makes it an answer of status
    /// 500.
    pub fn json(value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Self::new(200, body).with_header("content-type", "application/json"),
            Err(error) => Self::new(500, error.to_string()),
        }
    }

    /// Sets a header; one whose name or value no header can have is left out.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (
            HeaderName::try_from(name.to_ascii_lowercase()),
            HeaderValue::try_from(value),
        ) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// A header's value, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Debug for Response {
    // A body is others' words, and may hold the token of a webhook.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status.as_u16())
            .field("size", &self.body.len())
            .finish_non_exhaustive()
    }
}
