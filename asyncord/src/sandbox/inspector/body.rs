//! Bodies as they are kept, and how they look without their secrets.

use bytes::Bytes;
use serde_json::{Map, Value};

/// Longer bodies are not kept, only that they were there.
pub(super) const LONGEST: usize = 64 * 1024;
const MASK: &str = "***";
/// What is worth something to whoever has it.
const SECRETS: [&str; 6] = [
    "token",
    "access_token",
    "refresh_token",
    "client_secret",
    "code_verifier",
    "secret_key",
];

/// A body of a request or a response.
#[derive(Clone, Debug, Default)]
pub(crate) enum Body {
    #[default]
    None,
    Bytes(Bytes),
    /// The fields of a form, or the JSON that came with files.
    Fields(Map<String, Value>),
    /// It had so many bytes.
    TooLong(u64),
}

impl Body {
    pub(crate) fn of(bytes: &Bytes) -> Self {
        match bytes.len() {
            0 => Self::None,
            // A small body may be a part of a large allocation, which must not stay for it.
            1..=LONGEST => Self::Bytes(Bytes::copy_from_slice(bytes)),
            long => Self::TooLong(long as u64),
        }
    }

    pub(super) fn size(&self) -> usize {
        match self {
            Self::None | Self::TooLong(_) => 0,
            Self::Bytes(bytes) => bytes.len(),
            Self::Fields(fields) => fields
                .iter()
                .map(|(key, value)| key.len() + size_of_value(value))
                .sum(),
        }
    }

    /// The body as JSON, or as text if it is none.
    pub(super) fn shown(&self) -> Value {
        match self {
            Self::None => Value::Null,
            Self::Bytes(bytes) => shown(bytes),
            Self::Fields(fields) => masked(Value::Object(fields.clone())),
            Self::TooLong(size) => format!("({size} bytes, too long to be kept)").into(),
        }
    }
}

fn size_of_value(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(size_of_value).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| key.len() + size_of_value(value))
            .sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => size_of::<Value>(),
    }
}

/// JSON without its secrets, or the text as it is.
pub(super) fn shown(bytes: &[u8]) -> Value {
    match serde_json::from_slice(bytes) {
        Ok(json) => masked(json),
        Err(_) => String::from_utf8_lossy(bytes).into(),
    }
}

fn masked(mut value: Value) -> Value {
    mask(&mut value);
    value
}

fn mask(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(mask),
        Value::Object(fields) => {
            for (key, value) in fields {
                if value.is_string() && SECRETS.contains(&key.as_str()) {
                    *value = MASK.into();
                } else {
                    mask(value);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A path without the tokens in it; the template tells where they are.
pub(super) fn masked_path(template: &str, path: &str) -> String {
    let is_token = |name: &str| name.starts_with('{') && name.ends_with("token}");
    if !template.split('/').any(is_token) {
        return path.to_owned();
    }
    let parts: Vec<&str> = template
        .split('/')
        .zip(path.split('/'))
        .map(|(name, part)| if is_token(name) { MASK } else { part })
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::{Body, LONGEST, masked_path};

    #[test]
    fn bodies_are_json_where_they_can_be_and_without_secrets() {
        let json = Bytes::from_static(br#"{"a":[{"access_token":"x","token":1}]}"#);
        assert_eq!(
            Body::of(&json).shown(),
            json!({ "a": [{ "access_token": "***", "token": 1 }] })
        );
        assert_eq!(Body::of(&Bytes::from_static(b"<html>")).shown(), "<html>");
        assert_eq!(Body::of(&Bytes::new()).shown(), json!(null));
        let long = Body::of(&vec![b'x'; LONGEST + 1].into());
        assert_eq!(long.shown(), "(65537 bytes, too long to be kept)");
        assert_eq!(long.size(), 0);
    }

    #[test]
    fn tokens_in_paths_are_masked() {
        let template = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}";
        assert_eq!(
            masked_path(template, "/webhooks/1/secret/messages/2"),
            "/webhooks/1/***/messages/2"
        );
        assert_eq!(masked_path("/users/{user_id}", "/users/1"), "/users/1");
    }
}
