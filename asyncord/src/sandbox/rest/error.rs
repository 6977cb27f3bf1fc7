//! Errors as Discord's API writes them: a status, a number, words, and a tree of what is wrong where.

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use crate::sandbox::state::Refusal;

/// What a request gets instead of what it wanted.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    body: Value,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self {
            status,
            body: json!({ "message": message.into(), "code": code }),
            headers: Vec::new(),
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

    /// The wrong fields of a body.
    pub(crate) fn invalid_form(errors: FormErrors) -> Self {
        let mut error = Self::new(StatusCode::BAD_REQUEST, 50035, "Invalid Form Body");
        error.body["errors"] = errors.tree;
        error
    }

    /// One wrong field; `path` has dots between its parts.
    pub(crate) fn invalid_field(path: &str, code: &str, message: impl Into<String>) -> Self {
        let mut errors = FormErrors::default();
        errors.add(path, code, message);
        Self::invalid_form(errors)
    }

    /// Too many requests. `body` is Discord's, as its headers are.
    pub(crate) fn rate_limited(body: Value, headers: Vec<(HeaderName, HeaderValue)>) -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            body,
            headers,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        response.headers_mut().extend(self.headers);
        response
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        const BAD: StatusCode = StatusCode::BAD_REQUEST;
        const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
        const UNKNOWN: StatusCode = StatusCode::NOT_FOUND;

        let (status, code, message) = match refusal {
            Refusal::UnknownApplication => (UNKNOWN, 10002, "Unknown Application"),
            Refusal::UnknownChannel => (UNKNOWN, 10003, "Unknown Channel"),
            Refusal::UnknownGuild => (UNKNOWN, 10004, "Unknown Guild"),
            Refusal::UnknownMember => (UNKNOWN, 10007, "Unknown Member"),
            Refusal::UnknownMessage => (UNKNOWN, 10008, "Unknown Message"),
            Refusal::UnknownRole => (UNKNOWN, 10011, "Unknown Role"),
            Refusal::UnknownUser => (UNKNOWN, 10013, "Unknown User"),
            Refusal::UnknownEmoji => (BAD, 10014, "Unknown Emoji"),
            Refusal::TooManyPins => (BAD, 30003, "Maximum number of pins reached (250)"),
            Refusal::TooManyReactions => (BAD, 30010, "Maximum number of reactions reached (20)"),
            Refusal::AlreadyCrossposted => {
                (BAD, 40033, "This message has already been crossposted")
            }
            Refusal::MissingAccess => (FORBIDDEN, 50001, "Missing Access"),
            Refusal::DirectChannel => (FORBIDDEN, 50003, "Cannot execute action on a DM channel"),
            Refusal::NotTheAuthor => (
                FORBIDDEN,
                50005,
                "Cannot edit a message authored by another user",
            ),
            Refusal::EmptyMessage => (BAD, 50006, "Cannot send an empty message"),
            Refusal::CannotMessageUser => (FORBIDDEN, 50007, "Cannot send messages to this user"),
            Refusal::NotATextChannel => (BAD, 50008, "Cannot send messages in a non-text channel"),
            Refusal::MissingPermissions => (FORBIDDEN, 50013, "Missing Permissions"),
            Refusal::SystemMessage => (
                FORBIDDEN,
                50021,
                "Cannot execute action on a system message",
            ),
            Refusal::WrongChannelType => (BAD, 50024, "Cannot execute action on this channel type"),
            Refusal::TooOldForBulkDelete => (
                BAD,
                50034,
                "You can only bulk delete messages that are under 14 days old.",
            ),
            Refusal::UnknownReference => {
                return Self::invalid_field(
                    "message_reference",
                    "REPLIES_UNKNOWN_MESSAGE",
                    "Unknown message",
                );
            }
            Refusal::UnknownAttachment => {
                return Self::invalid_field(
                    "attachments",
                    "ATTACHMENT_NOT_FOUND",
                    "An attachment with this id is not part of the message",
                );
            }
        };
        Self::new(status, code, message)
    }
}

/// What is wrong with the fields of a body, as the tree that Discord answers.
#[derive(Debug, Default)]
pub(crate) struct FormErrors {
    tree: Value,
}

impl FormErrors {
    pub(crate) fn is_empty(&self) -> bool {
        self.tree.is_null()
    }

    /// Adds an error at `path`, whose parts have dots between them; an empty one is the whole body.
    pub(crate) fn add(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let mut node = &mut self.tree;
        for part in path.split('.').filter(|part| !part.is_empty()) {
            node = child(node, part, || Value::Object(Map::new()));
        }
        let leaf = child(node, "_errors", || Value::Array(Vec::new()));
        if let Some(list) = leaf.as_array_mut() {
            list.push(json!({ "code": code, "message": message.into() }));
        }
    }
}

/// The value under a key, made if it is missing; `node` becomes an object if it is nothing yet.
fn child<'v>(node: &'v mut Value, key: &str, make: impl FnOnce() -> Value) -> &'v mut Value {
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    let slot = &mut node[key];
    if slot.is_null() {
        *slot = make();
    }
    slot
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::FormErrors;

    #[test]
    fn errors_grow_into_one_tree() {
        let mut errors = FormErrors::default();
        assert!(errors.is_empty());
        errors.add("embeds.0.title", "A", "a");
        errors.add("embeds.0.title", "B", "b");
        errors.add("embeds.1", "C", "c");
        errors.add("", "D", "d");
        assert_eq!(
            errors.tree,
            json!({
                "_errors": [{ "code": "D", "message": "d" }],
                "embeds": {
                    "0": { "title": { "_errors": [
                        { "code": "A", "message": "a" },
                        { "code": "B", "message": "b" },
                    ] } },
                    "1": { "_errors": [{ "code": "C", "message": "c" }] },
                },
            })
        );
    }
}
