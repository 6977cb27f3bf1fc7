//! What Discord answers to a request that failed.

use serde_json::Value;

use super::{Number, RawJson, Text, limits::FieldError, wire::object};

/// The most faults that are kept of one answer.
const MOST_FIELDS: usize = 50;
/// The most characters that are kept of one text.
const MOST_CHARACTERS: usize = 500;
/// The longest path that is told.
const MOST_PATH: usize = 200;
/// The deepest that a tree of faults is followed.
const MOST_DEPTH: usize = 32;

/// The body of an answer to a request that failed.
///
/// ```
/// use asyncord::model::{ErrorResponse, decode};
///
/// let response: ErrorResponse = decode(
///     r#"{"code": 50035, "message": "Invalid Form Body", "errors": {"activities": {"0": {"platform": {
///         "_errors": [{"code": "BASE_TYPE_CHOICES", "message": "Value must be one of these."}]}}}}}"#,
/// )?;
/// let fields = response.field_errors();
/// assert_eq!(fields[0].to_string(), "activities[0].platform: Value must be one of these.");
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// Discord docs: API Reference/Error Messages.
#[object]
#[derive(Default)]
pub struct ErrorResponse {
    /// Discord's number for the failure; see [`ErrorCode`](crate::rest::ErrorCode).
    pub code: u32,
    /// What is wrong.
    pub message: Text,
    /// The faults of the request's body, a tree of its keys.
    pub errors: Option<RawJson>,
}

impl ErrorResponse {
    /// The faults of the request's body one by one, up to 50.
    pub fn field_errors(&self) -> Vec<FieldError> {
        let errors = self.errors.as_ref().map(RawJson::decode::<Value>);
        errors
            .and_then(Result::ok)
            .map_or_else(Vec::new, |errors| field_errors(&errors))
    }
}

/// The answer to a request beyond a rate limit.
///
/// Discord docs: Rate Limits/Rate Limit Response Structure.
#[object]
#[derive(Default)]
#[doc(alias = "RatelimitedResponse")]
pub struct RateLimitedResponse {
    /// What is wrong.
    pub message: Text,
    /// After how many seconds the request can be made again.
    pub retry_after: Option<Number>,
    /// Whether all requests of the bot are limited, not this one alone.
    pub global: bool,
    /// Discord's number for the limit, of some.
    pub code: Option<u32>,
}

/// Makes a list of a tree of faults: keys lead on, `_errors` holds the faults of where one is.
pub(crate) fn field_errors(errors: &Value) -> Vec<FieldError> {
    let mut fields = Vec::new();
    flatten(errors, &mut String::new(), 0, &mut fields);
    fields
}

fn flatten(node: &Value, path: &mut String, depth: usize, fields: &mut Vec<FieldError>) {
    if depth > MOST_DEPTH || fields.len() >= MOST_FIELDS {
        return;
    }
    let Value::Object(node) = node else {
        if let Value::String(message) = node {
            fields.push(FieldError::new(
                path.clone(),
                String::new(),
                shorten(message),
            ));
        }
        return;
    };
    for (key, value) in node {
        if key == "_errors"
            && let Value::Array(faults) = value
        {
            let room = MOST_FIELDS.saturating_sub(fields.len());
            for fault in faults.iter().take(room) {
                let text = |key| fault.get(key).and_then(Value::as_str).unwrap_or_default();
                fields.push(FieldError::new(
                    path.clone(),
                    shorten(text("code")),
                    shorten(text("message")),
                ));
            }
            continue;
        }
        let length = path.len();
        let key = shorten(key);
        if length + key.len() > MOST_PATH {
            continue;
        }
        if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
            path.push('[');
            path.push_str(&key);
            path.push(']');
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&key);
        }
        flatten(value, path, depth + 1, fields);
        path.truncate(length);
    }
}

/// Cuts a text that no one would read, and takes out signs that would steer a terminal.
pub(crate) fn shorten(text: &str) -> String {
    text.chars()
        .take(MOST_CHARACTERS)
        .map(|sign| match sign {
            '\n' => ' ',
            sign if sign.is_control() => char::REPLACEMENT_CHARACTER,
            sign => sign,
        })
        .collect()
}
