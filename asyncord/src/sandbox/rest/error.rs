//! Errors as Discord's API writes them: a status, a number, words, and a tree of what is wrong where.

use std::{fmt, time::Duration};

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::sandbox::state::{FormErrors, Refusal};

/// What a request gets instead of what it wanted.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    body: Value,
    headers: Vec<(HeaderName, HeaderValue)>,
    why: Option<String>,
}

/// What the inspector tells of a refusal, beside the response.
#[derive(Clone, Debug)]
pub(crate) struct Why(pub(crate) String);

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self {
            status,
            body: json!({ "message": message.into(), "code": code }),
            headers: Vec::new(),
            why: None,
        }
    }

    /// An error of the HTTP layer, which has no number of its own.
    pub(crate) fn plain(status: StatusCode, message: impl Into<String>) -> Self {
        Self::new(status, 0, message)
    }

    pub(crate) fn unauthorized() -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, "401: Unauthorized")
    }

    pub(crate) fn not_found() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "404: Not Found")
    }

    pub(crate) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            40005,
            "Request entity too large",
        )
    }

    /// Something that Discord can do and the sandbox cannot yet.
    pub(crate) fn not_implemented(what: &str) -> Self {
        Self::plain(
            StatusCode::NOT_IMPLEMENTED,
            format!("501: the asyncord sandbox does not implement {what} yet"),
        )
    }

    /// A fault of the sandbox: it refused nothing in a body, and yet has no value.
    pub(crate) fn value_lost() -> Self {
        Self::plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "500: the asyncord sandbox lost a required field of this request, which is its own fault",
        )
    }

    /// The wrong fields of a body.
    pub(crate) fn invalid_form(errors: FormErrors) -> Self {
        errors.into_refusal().into()
    }

    /// One wrong field; `path` has dots between its parts.
    pub(crate) fn invalid_field(path: &str, code: &str, message: impl Into<String>) -> Self {
        Refusal::field(path, code, message).into()
    }

    /// What is wrong with a file, which Discord answers in a form of its own.
    pub(crate) fn of_file(name: &str, errors: &[String]) -> Self {
        let mut error = Self::plain(StatusCode::BAD_REQUEST, "");
        error.body = json!({ name: errors });
        error
    }

    /// Too many requests. `body` is Discord's, as its headers are.
    pub(crate) fn rate_limited(body: Value, headers: Vec<(HeaderName, HeaderValue)>) -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            body,
            headers,
            why: None,
        }
    }
}

/// As the inspector tells it of an answer that came with a response, to which nothing can be answered.
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.body["message"].as_str().unwrap_or_default();
        write!(f, "{} {message}", self.body["code"])?;
        if let Some(errors) = self.body.get("errors") {
            write!(f, " {errors}")?;
        }
        match &self.why {
            Some(why) => write!(f, " ({why})"),
            None => Ok(()),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        response.headers_mut().extend(self.headers);
        if let Some(why) = self.why {
            response.extensions_mut().insert(Why(why));
        }
        response
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut error = Self::new(status, refusal.code, refusal.message);
        if let Some(errors) = refusal.errors {
            error.body["errors"] = errors;
        }
        if let Some(ms) = refusal.retry_after {
            error.body["retry_after"] = Duration::from_millis(ms).as_secs_f64().into();
            error.body["global"] = false.into();
        }
        error.why = refusal.why;
        error
    }
}
