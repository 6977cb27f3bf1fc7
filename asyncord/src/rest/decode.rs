//! From an answer's bytes to the type that was asked for.

use serde::de::DeserializeOwned;

use super::{Error, ErrorKind, Response, operation::OperationInfo};
use crate::model::decode_reporting;

/// The most characters of an answer that an error shows.
const MOST_EXCERPT: usize = 240;
/// The most bytes of a decoder's message, or of a path, that an error shows.
const MOST_MESSAGE: usize = 400;

/// What an operation can answer with: anything of JSON, and the few answers that are none.
pub trait FromAnswer: Sized + Send + 'static {
    /// Makes it of an answer.
    fn from_answer(operation: &'static OperationInfo, answer: &Response) -> Result<Self, Error>;
}

impl<T: DeserializeOwned + Send + 'static> FromAnswer for T {
    fn from_answer(operation: &'static OperationInfo, answer: &Response) -> Result<Self, Error> {
        decode(operation, &answer.body)
    }
}

/// Decodes an answer. An operation that yields nothing does not look at it.
///
/// What is strange in it and can be left out is, and logged.
pub(crate) fn decode<T: DeserializeOwned>(
    operation: &'static OperationInfo,
    answer: &[u8],
) -> Result<T, Error> {
    // Some answer with nothing (204) where there is nothing to tell.
    let is_nothing = size_of::<T>() == 0 || answer.is_empty();
    let json = if is_nothing { b"null" } else { answer };
    let fail = |path: &str, message: &str| {
        let place = match path {
            "" => String::new(),
            path => format!("{}: ", one_line(path)),
        };
        Error::new(
            ErrorKind::Decode,
            format!(
                "cannot make sense of the answer: {place}{}; it has {} bytes and begins with {}",
                hide_quoted(message),
                answer.len(),
                excerpt(answer),
            ),
        )
        .with_operation(operation)
    };
    let text = std::str::from_utf8(json).map_err(|error| fail("", &error.to_string()))?;
    let decoded = decode_reporting(text).or_else(|error| match text.trim() {
        // Where there is nothing to list, the specification lets the list be null.
        "null" => decode_reporting("[]").map_err(|_| error),
        _ => Err(error),
    });
    let (value, strange) = decoded.map_err(|error| fail(error.path(), error.message()))?;
    for strange in strange {
        tracing::warn!(
            %operation,
            path = one_line(&strange.path),
            message = hide_quoted(&strange.message),
            "a part of an answer could not be read and was left out"
        );
    }
    Ok(value)
}

/// Cuts a text that holds what the server sent, and takes out what would steer a terminal or forge a line of a log.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(MOST_MESSAGE));
    for character in text.chars() {
        if line.len() >= MOST_MESSAGE {
            line.push('…');
            break;
        }
        line.push(visible(character));
    }
    line
}

fn visible(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => ' ',
        character if character.is_control() => char::REPLACEMENT_CHARACTER,
        character => character,
    }
}

/// serde quotes the values it did not expect, as Rust writes them: a quote in one has a backslash before it.
fn hide_quoted(message: &str) -> String {
    let mut hidden = String::new();
    let mut characters = message.chars();
    while let Some(character) = characters.next() {
        if hidden.len() > MOST_MESSAGE {
            break;
        }
        if character == '"' {
            hidden.push_str("\"***\"");
            pass_string(&mut characters);
        } else {
            hidden.push(character);
        }
    }
    one_line(&hidden)
}

/// Passes the rest of a string, its closing quote too.
fn pass_string(characters: &mut std::str::Chars<'_>) {
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '"' => break,
            _ => {}
        }
    }
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
            shown.push(visible(character));
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
                shown.extend(text[start..=end].chars().map(visible));
            }
            _ => shown.push_str("\"***\""),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{decode, excerpt, hide_quoted, one_line};
    use crate::{
        model::{List, Message},
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
    fn a_quote_within_a_text_does_not_end_the_hiding() {
        for id in [r#""a\"s3cret""#, r#""\\\"s3cret\\""#, r#""\u0022s3cret""#] {
            let json = format!(r#"{{"id":{id},"channel_id":"2"}}"#);
            let error = decode::<Message>(&OPERATION, json.as_bytes()).unwrap_err();
            assert!(!error.to_string().contains("s3cret"), "{error}");
            assert!(error.to_string().contains(r#"string "***""#), "{error}");
        }
    }

    #[test]
    fn what_the_server_sent_stays_on_one_short_line() {
        assert_eq!(one_line("a\x1b[31m\nb"), "a\u{fffd}[31m b");
        assert_eq!(
            excerpt(b"{\x1b[31m\"\x07\":\n1"),
            "{\u{fffd}[31m\"\u{fffd}\": 1"
        );
        for long in ["x".repeat(1_000_000), "\"x\"".repeat(1_000_000)] {
            assert!(one_line(&long).len() < super::MOST_MESSAGE + 10);
            assert!(hide_quoted(&long).len() < super::MOST_MESSAGE + 10);
        }
    }

    #[test]
    fn one_strange_element_of_a_list_costs_no_other() {
        let json = r#"[{"id":"1","channel_id":"2","author":{"id":"3","username":"ada"},
            "timestamp":"2026-01-01T00:00:00+00:00"},{"id":"4"},7]"#;
        let messages = decode::<Vec<Message>>(&OPERATION, json.as_bytes());
        assert!(messages.unwrap_err().to_string().contains("channel_id"));
        let messages = decode::<List<Message>>(&OPERATION, json.as_bytes()).unwrap();
        assert_eq!((messages.len(), messages.strange().len()), (1, 2));
    }

    #[test]
    fn a_list_may_be_null_as_a_whole_an_object_may_not() {
        assert!(
            decode::<List<Message>>(&OPERATION, b"null")
                .unwrap()
                .is_empty()
        );
        assert!(decode::<Message>(&OPERATION, b"null").is_err());
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
