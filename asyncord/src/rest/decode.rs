//! From an answer's bytes to the type that was asked for.

use serde::de::DeserializeOwned;

use super::{Error, ErrorKind, operation::OperationInfo};

/// The most characters of an answer that an error shows.
const MOST_EXCERPT: usize = 240;

/// Decodes an answer. An operation that yields nothing does not look at it.
pub(crate) fn decode<T: DeserializeOwned>(
    operation: &'static OperationInfo,
    answer: &[u8],
) -> Result<T, Error> {
    let answer = if size_of::<T>() == 0 { b"null" } else { answer };
    serde_json::from_slice(answer).map_err(|error| {
        // Only a failure pays for knowing the path.
        let deserializer = &mut serde_json::Deserializer::from_slice(answer);
        let (path, error) = match serde_path_to_error::deserialize::<_, T>(deserializer) {
            Ok(_) => (String::new(), error),
            Err(error) => (error.path().to_string(), error.into_inner()),
        };
        let place = match path.as_str() {
            "" | "." => String::new(),
            path => format!("{path}: "),
        };
        Error::new(
            ErrorKind::Decode,
            format!(
                "cannot make sense of the answer: {place}{}; it has {} bytes and begins with {}",
                hide_quoted(&error.to_string()),
                answer.len(),
                excerpt(answer),
            ),
        )
        .with_operation(operation)
    })
}

/// serde quotes the values it did not expect.
fn hide_quoted(message: &str) -> String {
    let mut hidden = String::with_capacity(message.len());
    for (index, part) in message.split('"').enumerate() {
        hidden.push_str(if index % 2 == 0 { part } else { "\"***\"" });
    }
    hidden
}

/// The first characters of JSON with its keys and numbers, but no texts: they are others' words, or secrets.
pub(crate) fn excerpt(answer: &[u8]) -> String {
    let text = String::from_utf8_lossy(&answer[..answer.len().min(4 * MOST_EXCERPT)]);
    let text = text.trim_start();
    if !text.starts_with(['{', '[', '"']) {
        return "no JSON".to_owned();
    }
    let mut shown = String::new();
    let mut characters = text.char_indices();
    while let Some((start, character)) = characters.next() {
        if shown.len() >= MOST_EXCERPT {
            break;
        }
        if character != '"' {
            shown.push(character);
            continue;
        }
        let mut end = None;
        while let Some((index, character)) = characters.next() {
            match character {
                '\\' => {
                    characters.next();
                }
                '"' => {
                    end = Some(index);
                    break;
                }
                _ => {}
            }
        }
        match end {
            Some(end) if text[end + 1..].trim_start().starts_with(':') => {
                shown.push_str(&text[start..=end]);
            }
            _ => shown.push_str("\"***\""),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{decode, excerpt};
    use crate::{
        model::Message,
        rest::{ErrorKind, resource::message::CreateMessage},
    };

    static OPERATION: crate::rest::OperationInfo = CreateMessage::OPERATION;

    #[test]
    fn a_failure_names_the_path_and_hides_the_texts() {
        let json = r#"{"id":"1","channel_id":"2","token":"s3cret","author":{"id":"s3cret"}}"#;
        let error = decode::<Message>(&OPERATION, json.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = format!("{error} {error:?}");
        assert!(text.contains("author.id: "), "{text}");
        assert!(
            text.contains(r#"{"id":"***","channel_id":"***","token":"***""#),
            "{text}"
        );
        assert!(!text.contains("s3cret"), "{text}");
    }

    #[test]
    fn an_excerpt_is_bounded_and_shows_no_texts() {
        assert_eq!(excerpt(b"<html>Cannot POST /webhooks/1/s3cret"), "no JSON");
        assert_eq!(excerpt(b""), "no JSON");
        assert_eq!(
            excerpt(br#"{"a\"b": "s3\"cret", "n": 5"#),
            r#"{"a\"b": "***", "n": 5"#
        );
        assert_eq!(excerpt(br#"["s3cret"#), r#"["***""#);
        let long = format!("[{}", "1,".repeat(100_000));
        assert!(excerpt(long.as_bytes()).len() <= super::MOST_EXCERPT + 10);
    }

    #[test]
    fn an_operation_that_yields_nothing_takes_any_answer() {
        for answer in [&b""[..], b"{}", b"<html>"] {
            decode::<()>(&OPERATION, answer).unwrap();
        }
    }
}
