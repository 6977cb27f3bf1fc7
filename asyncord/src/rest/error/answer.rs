//! What Discord says in the body of a failed request.

use serde_json::Value;

use super::{ErrorCode, FieldError};

/// The most faults that are kept of one answer.
const MOST_FIELDS: usize = 50;
/// The most characters that are kept of one text.
const MOST_CHARACTERS: usize = 500;
/// The deepest that a tree of faults is followed.
const MOST_DEPTH: usize = 32;

/// The body of a failed request, as far as it could be read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Answer {
    pub(crate) code: Option<ErrorCode>,
    pub(crate) message: Option<String>,
    pub(crate) fields: Vec<FieldError>,
}

impl Answer {
    /// Reads `{code, message, errors}`, and takes other forms as far as they go.
    pub(crate) fn read(body: &[u8]) -> Self {
        let Ok(Value::Object(body)) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let mut fields = Vec::new();
        if let Some(errors) = body.get("errors") {
            flatten(errors, &mut String::new(), 0, &mut fields);
        }
        Self {
            code: body
                .get("code")
                .and_then(Value::as_u64)
                .and_then(|code| u32::try_from(code).ok())
                .map(ErrorCode),
            message: body.get("message").and_then(Value::as_str).map(shorten),
            fields,
        }
    }
}

/// Walks the tree: keys lead on, `_errors` holds the faults of where one is.
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
        if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
            path.push('[');
            path.push_str(key);
            path.push(']');
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(key);
        }
        flatten(value, path, depth + 1, fields);
        path.truncate(length);
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::Answer;

    fn fields(json: &str) -> Vec<String> {
        Answer::read(json.as_bytes())
            .fields
            .iter()
            .map(|field| format!("{field} ({})", field.code))
            .collect()
    }

    #[test]
    fn a_tree_of_faults_becomes_paths() {
        let json = r#"{"code":50035,"message":"Invalid Form Body","errors":{
            "embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}},
                      "11":{"fields":{"2":{"_errors":[{"code":"A","message":"a"},{"code":"B","message":"b"}]}}}},
            "_errors":[{"code":"APPLICATION_COMMAND_TOO_LARGE","message":"Command exceeds maximum size (8000)"}]}}"#;
        let mut found = fields(json);
        found.sort();
        assert_eq!(
            found,
            [
                "Command exceeds maximum size (8000) (APPLICATION_COMMAND_TOO_LARGE)",
                "embeds[0].title: This field is required (BASE_TYPE_REQUIRED)",
                "embeds[11].fields[2]: a (A)",
                "embeds[11].fields[2]: b (B)",
            ]
        );
    }

    #[test]
    fn other_forms_are_taken_as_far_as_they_go() {
        for body in ["", "<html>", "[]", "null", "5", "\"x\"", "{}"] {
            assert_eq!(Answer::read(body.as_bytes()), Answer::default(), "{body}");
        }
        let odd = Answer::read(br#"{"code":"x","message":5,"errors":{"a":["b"],"c":"d"}}"#);
        assert_eq!(odd.code, None);
        assert_eq!(odd.fields.len(), 1);
        assert_eq!(odd.fields[0].to_string(), "c: d");
    }

    #[test]
    fn a_tree_without_end_is_cut() {
        let deep = format!("{{\"errors\":{}1{}}}", "{\"a\":".repeat(60), "}".repeat(60));
        assert!(fields(&deep).is_empty());
        let wide: Vec<_> = (0..10_000)
            .map(|_| r#"{"code":"A","message":"a"}"#)
            .collect();
        let wide = format!("{{\"errors\":{{\"_errors\":[{}]}}}}", wide.join(","));
        assert_eq!(fields(&wide).len(), super::MOST_FIELDS);
    }
}
