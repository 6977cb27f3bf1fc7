//! The REST client against servers that fail at the socket: every failure is a typed error that can be read,
//! shows no token, comes in good time, and repeats nothing that may have been done.

use std::{fmt::Display, time::Duration};

use asyncord::rest::{Error, ErrorKind, RestClient, RetryPolicy};
use asyncord_tests::{
    faulty::{Fault, Faulty},
    program::PATIENCE,
};
use tokio::time::timeout;

#[path = "rest_faults/answers.rs"]
mod answers;
#[path = "rest_faults/connection.rs"]
mod connection;
#[path = "rest_faults/protocol.rs"]
mod protocol;
#[path = "rest_faults/sizes.rs"]
mod sizes;

const TOKEN: &str = "marker-t0ken";
const CHANNEL: &str = r#"{"id":"1","type":0}"#;
const MESSAGE: &str = r#"{"id":"1","channel_id":"2","author":{"id":"3","username":"ada"},
    "timestamp":"2026-01-01T00:00:00+00:00"}"#;

/// Long enough not to end anything on a loaded machine.
const LONG: Duration = Duration::from_secs(30);
/// Short enough to wait for.
const SHORT: Duration = Duration::from_millis(200);

/// The longest text of an error.
const MOST_TEXT: usize = 2_048;

/// Which requests are sent again.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Again {
    /// None: another answer is not to be expected.
    Never,
    /// Those that may be done twice.
    IfIdempotent,
    /// All: nothing was sent.
    Always,
}

fn client_at(url: impl Display, timeout: Duration) -> RestClient {
    RestClient::builder(TOKEN)
        .api_url(&url.to_string())
        .timeout(timeout)
        .build()
        .unwrap()
}

fn client(server: &Faulty, timeout: Duration) -> RestClient {
    client_at(format_args!("http://{}", server.address()), timeout)
}

/// A client that repeats a request far more often than is usual.
fn patient_client(server: &Faulty, timeout: Duration) -> RestClient {
    let policy = RetryPolicy::new()
        .retries(100)
        .most_wait(Duration::from_secs(1))
        .budget(1.0, 1_000);
    RestClient::builder(TOKEN)
        .api_url(&format!("http://{}", server.address()))
        .timeout(timeout)
        .retry(policy)
        .build()
        .unwrap()
}

/// Asks for a channel, which can be done any number of times.
async fn get(client: &RestClient) -> Result<(), Error> {
    let request = client.channels().get(1).into_future();
    let channel = timeout(PATIENCE, request).await.expect("it ends")?;
    assert_eq!(channel.id.get(), 1);
    Ok(())
}

/// Sends a message, which must not be done twice.
async fn post(client: &RestClient) -> Result<(), Error> {
    let request = client.channels().messages(2).create("hello").into_future();
    let message = timeout(PATIENCE, request).await.expect("it ends")?;
    assert_eq!(message.id.get(), 1);
    Ok(())
}

/// Looks at all that an error tells.
#[track_caller]
fn check(error: &Error, kind: ErrorKind, says: &str) {
    assert_eq!(error.kind(), kind, "{error:?}");
    let operation = error.operation().expect("it is known").to_string();
    for text in [error.to_string(), format!("{error:?}")] {
        let begin: String = text.chars().take(200).collect();
        assert!(text.len() < MOST_TEXT, "{} bytes: {begin}", text.len());
        assert!(text.starts_with(&format!("{operation}: ")), "{text}");
        assert!(text.contains(says), "{says:?} in {text}");
        assert!(!text.contains(TOKEN), "{text}");
        assert!(
            text.chars()
                .all(|character| character == '\n' || !character.is_control()),
            "{text:?}"
        );
    }
}

/// Tries a fault with both sorts of requests, at once to save time.
async fn try_out(fault: Fault, within: Duration, kind: ErrorKind, says: &str, again: Again) {
    tokio::join!(
        try_for_ever(fault.clone(), within, kind, says, again, true),
        try_for_ever(fault.clone(), within, kind, says, again, false),
        try_once(fault.clone(), within, again, true),
        try_once(fault, within, again, false),
    );
}

fn is_repeated(again: Again, is_get: bool) -> bool {
    again == Again::Always || (again == Again::IfIdempotent && is_get)
}

/// A server that never stops failing.
async fn try_for_ever(
    fault: Fault,
    within: Duration,
    kind: ErrorKind,
    says: &str,
    again: Again,
    is_get: bool,
) {
    let server = Faulty::start([fault]).await;
    let client = client(&server, within);
    let result = if is_get {
        get(&client).await
    } else {
        post(&client).await
    };
    check(&result.unwrap_err(), kind, says);
    let attempts = if is_repeated(again, is_get) { 4 } else { 1 };
    // A connection that stayed open could carry several requests, but so could none.
    let seen = server.connections().max(server.requests().len());
    if within == SHORT {
        // A slow machine may not get as far as sending.
        assert!(seen <= attempts, "{seen} attempts, is_get: {is_get}");
    } else {
        assert_eq!(seen, attempts, "is_get: {is_get}");
    }
}

/// A server that fails once.
async fn try_once(fault: Fault, within: Duration, again: Again, is_get: bool) {
    let body = if is_get { CHANNEL } else { MESSAGE };
    let server = Faulty::start([fault, Fault::answer("200 OK", "", body)]).await;
    let client = if within == SHORT {
        // A slow machine may need several attempts for the good answer.
        patient_client(&server, within)
    } else {
        client(&server, within)
    };
    let result = if is_get {
        get(&client).await
    } else {
        post(&client).await
    };
    let seen = server.connections().max(server.requests().len());
    if is_repeated(again, is_get) {
        result.unwrap();
        assert!(seen == 2 || (within == SHORT && seen > 2), "{seen}");
    } else {
        result.unwrap_err();
        assert!(seen == 1 || (within == SHORT && seen == 0), "{seen}");
    }
}
