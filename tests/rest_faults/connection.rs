//! Connections that are not made, break, or fall silent.

use std::time::Duration;

use asyncord::rest::{
    Error,
    ErrorKind::{BadRequest, Timeout, Transport},
    RestClient,
    body::NewAttachment,
};
use asyncord_tests::faulty::{Fault, Faulty};
use tokio::net::TcpSocket;

use super::{
    Again::{Always, IfIdempotent},
    CHANNEL, LONG, MESSAGE, SHORT, check, client, client_at, get, post, try_out,
};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const BROKE: &str = "the connection broke";

async fn breaks(fault: Fault) {
    try_out(fault, LONG, Transport, BROKE, IfIdempotent).await;
}

async fn is_late(fault: Fault) {
    try_out(
        fault,
        SHORT,
        Timeout,
        "no answer in time (0.2 s)",
        IfIdempotent,
    )
    .await;
}

#[tokio::test]
async fn reset_instead_of_an_answer() {
    breaks(Fault::asked().reset()).await;
}

#[tokio::test]
async fn reset_within_the_headers() {
    breaks(Fault::asked().send("HTTP/1.1 200 OK\r\ncontent-le").reset()).await;
}

#[tokio::test]
async fn reset_within_the_body() {
    breaks(
        Fault::asked()
            .send(HEAD)
            .send("content-length: 1000\r\n\r\n{\"id\":")
            .reset(),
    )
    .await;
}

#[tokio::test]
async fn closed_instead_of_an_answer() {
    breaks(Fault::asked()).await;
}

#[tokio::test]
async fn closed_within_the_headers() {
    breaks(Fault::asked().send(HEAD)).await;
}

#[tokio::test]
async fn closed_before_the_length_was_reached() {
    breaks(
        Fault::asked()
            .send(HEAD)
            .send(format!("content-length: 1000\r\n\r\n{CHANNEL}")),
    )
    .await;
}

#[tokio::test]
async fn closed_within_a_chunk() {
    breaks(
        Fault::asked()
            .send(HEAD)
            .send("transfer-encoding: chunked\r\n\r\n400\r\n{\"id\""),
    )
    .await;
}

#[tokio::test]
async fn closed_before_the_last_chunk() {
    breaks(Fault::asked().send(HEAD).send(format!(
        "transfer-encoding: chunked\r\n\r\n{:x}\r\n{CHANNEL}\r\n",
        CHANNEL.len()
    )))
    .await;
}

#[tokio::test]
async fn closed_at_once() {
    breaks(Fault::unasked()).await;
}

#[tokio::test]
async fn reset_at_once() {
    breaks(Fault::unasked().reset()).await;
}

#[tokio::test]
async fn read_and_never_answered() {
    is_late(Fault::asked().hold()).await;
}

#[tokio::test]
async fn silent_within_the_headers() {
    is_late(Fault::asked().send(HEAD).hold()).await;
}

#[tokio::test]
async fn silent_within_the_body() {
    is_late(
        Fault::asked()
            .send(HEAD)
            .send("content-length: 19\r\n\r\n{\"id\":")
            .hold(),
    )
    .await;
}

#[tokio::test]
async fn headers_that_trickle() {
    is_late(
        Fault::asked()
            .send(HEAD)
            .trickle("x-a: b\r\n".repeat(1_000), Duration::from_millis(20)),
    )
    .await;
}

#[tokio::test]
async fn a_body_that_trickles() {
    is_late(
        Fault::asked()
            .send(HEAD)
            .send("content-length: 100000\r\n\r\n[")
            .trickle(" ".repeat(1_000), Duration::from_millis(20)),
    )
    .await;
}

/// Sends a message with a file that no buffer holds.
async fn upload(client: &RestClient) -> Error {
    let message = client.channels().messages(2).create("see");
    let file = NewAttachment::new("zeros", vec![0; 20 * 1024 * 1024]);
    message.attachment(file).await.unwrap_err()
}

#[tokio::test]
async fn an_upload_that_nobody_reads() {
    let server = Faulty::start([Fault::unasked().stall()]).await;
    let error = upload(&client(&server, SHORT)).await;
    check(&error, Timeout, "no answer in time");
    assert!(server.connections() <= 1);
}

#[tokio::test]
async fn an_upload_that_is_refused_before_it_was_read() {
    let refusal = "HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
    for fault in [Fault::unasked().send(refusal), Fault::unasked().reset()] {
        let server = Faulty::start([fault]).await;
        let error = upload(&client(&server, LONG)).await;
        // A reset may overtake the answer.
        assert!([BadRequest, Transport].contains(&error.kind()), "{error:?}");
        check(&error, error.kind(), "Create Message");
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn an_answer_that_is_slow_but_in_time_is_taken() {
    let head = format!("content-length: {}\r\n\r\n", CHANNEL.len());
    let server = Faulty::start([Fault::asked()
        .send(HEAD)
        .trickle(head, Duration::from_millis(2))
        .trickle(CHANNEL, Duration::from_millis(2))])
    .await;
    get(&client(&server, LONG)).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

/// A port that is ours and that nothing listens at.
fn deaf() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket
}

#[tokio::test]
async fn refused() {
    let socket = deaf();
    let address = socket.local_addr().unwrap();
    let client = client_at(format_args!("http://{address}"), LONG);
    let says = format!("cannot connect to the API at {address}");
    let (get, post) = tokio::join!(get(&client), post(&client));
    check(&get.unwrap_err(), Transport, &says);
    check(&post.unwrap_err(), Transport, &says);
}

#[tokio::test]
async fn refused_at_first_is_sent_once_later_whatever_it_is() {
    let socket = deaf();
    let address = socket.local_addr().unwrap();
    let client = client_at(format_args!("http://{address}"), LONG);
    let later = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        Faulty::start_at(
            socket.listen(8).unwrap(),
            [Fault::answer("200 OK", "", MESSAGE)],
        )
    };
    let (server, result) = tokio::join!(later, post(&client));
    result.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn plain_text_where_tls_was_expected() {
    let server =
        Faulty::start([Fault::unasked().send("HTTP/1.1 400 Bad Request\r\n\r\nno TLS here")]).await;
    let client = client_at(format_args!("https://{}", server.address()), LONG);
    let error = post(&client).await.unwrap_err();
    check(&error, Transport, "cannot connect to the API at 127.0.0.1");
    // Before TLS there is nothing that could have arrived.
    assert_eq!(server.connections(), 4, "{Always:?}");
}

#[tokio::test]
async fn silence_where_tls_was_expected() {
    let server = Faulty::start([Fault::unasked().hold()]).await;
    let client = client_at(format_args!("https://{}", server.address()), SHORT);
    let error = post(&client).await.unwrap_err();
    check(&error, Timeout, "no answer in time");
    assert!(server.connections() <= 1);
}

#[tokio::test]
async fn a_connection_that_has_ended_between_requests_is_replaced() {
    let ends = Fault::asked().send(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{MESSAGE}",
        MESSAGE.len()
    ));
    for fault in [ends.clone(), ends.reset()] {
        let server = Faulty::start([fault]).await;
        let client = client(&server, LONG);
        for count in 1..=5 {
            post(&client).await.unwrap();
            server.written().await;
            assert_eq!(
                (server.connections(), server.requests().len()),
                (count, count)
            );
        }
    }
}
