use std::time::Duration;

use super::{Answer, Error, ErrorCode, ErrorKind, FieldError};
use crate::rest::resource::message::CreateMessage;

static OPERATION: super::OperationInfo = CreateMessage::OPERATION;

#[test]
fn an_error_is_small() {
    assert_eq!(size_of::<Error>(), 8);
}

#[test]
fn it_says_what_where_and_what_to_do() {
    let answer = Answer::read(br#"{"code":50013,"message":"Missing Permissions"}"#);
    let error = Error::new(ErrorKind::Forbidden, "forbidden")
        .with_operation(&OPERATION)
        .with_status(403)
        .with_answer(answer);
    assert_eq!(error.code(), Some(ErrorCode::MISSING_PERMISSIONS));
    let text = error.to_string();
    assert!(
        text.starts_with(
            "Create Message (POST /channels/{channel_id}/messages): Missing Permissions (HTTP 403, code 50013); give \
             the bot's role the permission"
        ),
        "{text}"
    );
}

#[test]
fn debug_reads_as_well_and_adds_the_causes() {
    let cause = std::io::Error::other("the cable is cut");
    let error = Error::new(ErrorKind::Transport, "no connection").with_source(cause);
    assert_eq!(error.to_string(), "no connection");
    assert_eq!(
        format!("{error:?}"),
        "no connection\n  because: the cable is cut"
    );
}

#[test]
fn every_fault_stands_on_a_line_of_its_own() {
    let fault =
        |path: &str, message: &str| FieldError::new(path.into(), "X".into(), message.into());
    let error = Error::new(ErrorKind::Validation, "the request was not sent").with_fields(vec![
        fault("embeds[2].fields[0].name", "300 characters, at most 256"),
        fault("content", "2001 characters, at most 2000"),
    ]);
    assert_eq!(
        error.to_string(),
        "the request was not sent\n  embeds[2].fields[0].name: 300 characters, at most 256\n  content: 2001 \
         characters, at most 2000"
    );
}

#[test]
fn the_wait_that_was_asked_for_is_told() {
    let error = Error::new(ErrorKind::RateLimited, "too many requests")
        .with_retry_after(Some(Duration::from_millis(1_500)));
    assert!(
        error.to_string().contains("tried again in 1.5 s"),
        "{error}"
    );
}
