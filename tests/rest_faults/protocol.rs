//! Servers that speak HTTP badly, or something else.

use asyncord::rest::ErrorKind::{BadRequest, Decode, Timeout, Transport};
use asyncord_tests::faulty::{Fault, Faulty};

use super::{Again::IfIdempotent, CHANNEL, LONG, SHORT, check, client, get, post, try_out};

const BROKE: &str = "the connection broke";
/// What a server may write before the client hangs up, the buffers of both ends included.
const MOST_HEADERS: u64 = 16 * 1024 * 1024;

async fn breaks(fault: Fault) {
    try_out(fault, LONG, Transport, BROKE, IfIdempotent).await;
}

#[tokio::test]
async fn garbage() {
    let garbage: Vec<u8> = (0..=255).cycle().skip(128).take(4_096).collect();
    breaks(Fault::asked().send(garbage)).await;
}

#[tokio::test]
async fn a_line_without_http() {
    breaks(Fault::asked().send("\x1b[31mgo away\x07\r\n\r\n")).await;
}

#[tokio::test]
async fn another_protocol_that_speaks_first() {
    breaks(Fault::unasked().send("SSH-2.0-OpenSSH_9.6\r\n")).await;
}

#[tokio::test]
async fn http_2_where_it_was_not_agreed_on() {
    breaks(Fault::asked().send(b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64")).await;
}

#[tokio::test]
async fn a_status_that_is_none() {
    breaks(Fault::asked().send("HTTP/1.1 two OK\r\n\r\n")).await;
}

#[tokio::test]
async fn a_header_with_a_zero_byte() {
    breaks(Fault::asked().send("HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 0\r\n\r\n")).await;
}

#[tokio::test]
async fn lengths_that_contradict() {
    breaks(Fault::asked().send(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: {}\r\n\r\n{CHANNEL}",
        CHANNEL.len()
    )))
    .await;
}

#[tokio::test]
async fn lengths_that_make_no_sense() {
    for length in ["banana", "-1", "+19", "19 19", "99999999999999999999"] {
        let server = Faulty::start([Fault::asked().send(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{CHANNEL}"
        ))])
        .await;
        let error = post(&client(&server, LONG)).await.unwrap_err();
        check(&error, Transport, BROKE);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_length_that_is_told_twice_is_taken() {
    let length = CHANNEL.len();
    let server = Faulty::start([Fault::asked().send(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\ncontent-length: {length}\r\n\r\n{CHANNEL}"
    ))])
    .await;
    get(&client(&server, LONG)).await.unwrap();
}

#[tokio::test]
async fn chunks_count_more_than_a_length() {
    let fault = Fault::asked()
        .send(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{CHANNEL}\r\n0\r\n\r\n",
            CHANNEL.len()
        ))
        .keep_alive();
    let server = Faulty::start([fault]).await;
    let client = client(&server, LONG);
    for _ in 0..3 {
        get(&client).await.unwrap();
    }
}

#[tokio::test]
async fn a_length_that_is_too_short_cuts_the_answer() {
    let fault = Fault::asked()
        .send(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{CHANNEL}"
        ))
        .keep_alive();
    let server = Faulty::start([fault]).await;
    let client = client(&server, LONG);
    for _ in 0..3 {
        // What was cut off is never taken for the next answer.
        let error = get(&client).await.unwrap_err();
        check(
            &error,
            Decode,
            r#"it has 9 bytes and begins with {"id":"***""#,
        );
    }
}

#[tokio::test]
async fn chunks_that_are_none() {
    for chunk in [
        "banana\r\n",
        "-5\r\nhello\r\n",
        "fffffffffffffffff\r\n{",
        "2\r\n{}--",
    ] {
        let server = Faulty::start([Fault::asked().send(format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunk}"
        ))])
        .await;
        let error = post(&client(&server, LONG)).await.unwrap_err();
        check(&error, Transport, BROKE);
        assert_eq!(server.requests().len(), 1);
    }
}

/// A head or the like without an end: the client hangs up before it has taken much.
async fn is_endless(begin: &str, piece: &str) {
    let fault = Fault::asked().send(begin).flood(piece);
    let server = Faulty::start([fault.clone()]).await;
    let error = post(&client(&server, LONG)).await.unwrap_err();
    check(&error, Transport, BROKE);
    let written = server.written().await;
    assert!(written < MOST_HEADERS, "{written}");
    assert_eq!(server.requests().len(), 1);
    let server = Faulty::start([fault, Fault::answer("200 OK", "", CHANNEL)]).await;
    get(&client(&server, LONG)).await.unwrap();
}

#[tokio::test]
async fn a_header_without_end() {
    is_endless("HTTP/1.1 200 OK\r\nx: ", "a").await;
}

#[tokio::test]
async fn headers_without_end() {
    is_endless("HTTP/1.1 200 OK\r\n", "x-a: b\r\n").await;
}

#[tokio::test]
async fn a_reason_without_end() {
    is_endless("HTTP/1.1 200 ", "fine ").await;
}

#[tokio::test]
async fn a_chunks_extension_without_end() {
    is_endless(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;",
        "x=y;",
    )
    .await;
}

#[tokio::test]
async fn trailers_without_end() {
    is_endless(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n",
        "x-a: b\r\n",
    )
    .await;
}

#[tokio::test]
async fn empty_lines_without_end() {
    let server = Faulty::start([Fault::asked().flood("\r\n")]).await;
    let error = post(&client(&server, SHORT)).await.unwrap_err();
    assert!([Timeout, Transport].contains(&error.kind()), "{error:?}");
    assert!(server.requests().len() <= 1);
}

#[tokio::test]
async fn early_hints_without_end_are_late() {
    let late = |status| {
        let hints = Fault::asked().flood(format!("HTTP/1.1 {status}\r\nx-a: b\r\n\r\n"));
        try_out(hints, SHORT, Timeout, "no answer in time", IfIdempotent)
    };
    tokio::join!(late("100 Continue"), late("103 Early Hints"));
}

#[tokio::test]
async fn early_hints_are_passed_over() {
    let hints = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(20);
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{CHANNEL}",
        CHANNEL.len()
    );
    let server = Faulty::start([Fault::asked().send(hints).send(answer)]).await;
    get(&client(&server, LONG)).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn another_protocol_that_nobody_asked_for() {
    let fault = Fault::asked()
        .send("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n");
    let server = Faulty::start([fault]).await;
    let error = post(&client(&server, LONG)).await.unwrap_err();
    assert!([BadRequest, Transport].contains(&error.kind()), "{error:?}");
    check(&error, error.kind(), "");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_answer_to_no_request_is_given_to_none() {
    let stray = r#"{"id":"666","type":0}"#;
    let answer = |body: &str| {
        format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let fault = Fault::asked()
        .send(answer(CHANNEL) + &answer(stray))
        .keep_alive();
    let server = Faulty::start([fault]).await;
    let client = client(&server, LONG);
    for _ in 0..20 {
        // This compares the ID.
        get(&client).await.unwrap();
    }
}

#[tokio::test]
async fn an_answer_of_another_version_is_taken() {
    let old = Fault::asked().send(format!("HTTP/1.0 200 OK\r\n\r\n{CHANNEL}"));
    let server = Faulty::start([old]).await;
    get(&client(&server, LONG)).await.unwrap();
    let newer = Fault::asked().send(format!("HTTP/9.9 200 OK\r\n\r\n{CHANNEL}"));
    breaks(newer).await;
}
