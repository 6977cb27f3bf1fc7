//! What Discord says in the body of a failed request.

use serde_json::Value;

use super::{ErrorCode, FieldError};
use crate::model::error_response::{field_errors, shorten};

/// The body of a failed request, as far as it could be read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Answer {
    pub(crate) code: Option<ErrorCode>,
    /// What a token endpoint says is wrong.
    pub(crate) oauth2_error: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) fields: Vec<FieldError>,
}

impl Answer {
    /// Reads `{code, message, errors}`, and takes other forms as far as they go.
    pub(crate) fn read(body: &[u8]) -> Self {
        let Ok(Value::Object(body)) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(shorten);
        let oauth2_error = text("error");
        let message =
            text("message").or_else(|| match (&oauth2_error, text("error_description")) {
                (Some(error), Some(description)) => Some(format!("{error}: {description}")),
                (Some(error), None) => Some(error.clone()),
                (None, description) => description,
            });
        Self {
            code: body
                .get("code")
                .and_then(Value::as_u64)
                .and_then(|code| u32::try_from(code).ok())
                .map(ErrorCode),
            oauth2_error,
            message,
            fields: body.get("errors").map_or_else(Vec::new, field_errors),
        }
    }
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
        assert_eq!(fields(&wide).len(), 50);
    }
}
