use std::time::Duration;

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::oneshot,
    task::JoinHandle,
};

use hyper_util::client::proxy::matcher::Matcher;

use super::{HttpOptions, HttpTransport};
use crate::rest::{
    Error, ErrorKind, RequestOptions, RestClient, RestClientBuilder, body::NewAttachment,
};

mod http2;
mod proxy;

const TOKEN: &str = "marker-t0ken";

/// A transport to `base` that goes through these proxies.
fn transport(base: &str, proxies: &Matcher) -> HttpTransport {
    let options = HttpOptions {
        base: base.to_owned(),
        timeout: Duration::from_secs(30),
        user_agent_suffix: None,
    };
    HttpTransport::through(options, proxies).unwrap()
}

/// Sends a message, and does not try again.
async fn post(client: &RestClient) -> Result<(), Error> {
    let message = client.channels().messages(5).create("hello");
    message.with(RequestOptions::new().retries(0)).await?;
    Ok(())
}

/// Serves one connection: gives `answer` to the first request and yields what came.
async fn serve_once(answer: impl Into<Vec<u8>>) -> (RestClientBuilder, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = answer.into();
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let request = read_request(&mut socket).await;
        socket.write_all(&answer).await.unwrap();
        request
    });
    let client = RestClient::builder(TOKEN).api_url(&format!("http://127.0.0.1:{port}/api"));
    (client, server)
}

async fn read_request(socket: &mut (impl AsyncRead + Unpin)) -> String {
    let mut received = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = socket.read(&mut chunk).await.unwrap();
        assert_ne!(count, 0, "the request ended early");
        received.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&received).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        if body.len() >= length {
            return text;
        }
    }
}

fn http(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_request_carries_token_user_agent_and_json() {
    let (client, server) = serve_once(http("404 Not Found", "", "{}")).await;
    let client = client.user_agent_suffix("my-bot/2").build().unwrap();
    let error = client
        .channels()
        .update(5)
        .name("general")
        .reason("tidy up")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let request = server.await.unwrap();
    let version = env!("CARGO_PKG_VERSION");
    for line in [
        "PATCH /api/v10/channels/5 HTTP/1.1\r\n",
        "\r\nauthorization: Bot marker-t0ken\r\n",
        &format!(
            "\r\nuser-agent: DiscordBot (https://github.com/asyncord/asyncord, {version}) my-bot/2\r\n"
        ),
        "\r\naccept: */*\r\n",
        "\r\nhost: 127.0.0.1:",
        "\r\ncontent-length: 18\r\n",
        "\r\ncontent-type: application/json\r\n",
        "\r\nx-audit-log-reason: tidy%20up\r\n",
        "\r\n\r\n{\"name\":\"general\"}",
    ] {
        assert!(request.contains(line), "{line:?} in {request}");
    }
    // Nothing is there to unpack it.
    assert!(!request.contains("accept-encoding"), "{request}");
}

#[tokio::test]
async fn a_request_without_a_body_says_so() {
    let (client, server) = serve_once(http("204 No Content", "", "")).await;
    let client = client.build().unwrap();
    client.channels().trigger_typing(5).await.unwrap();
    let request = server.await.unwrap();
    assert!(request.contains("content-length: 0\r\n"), "{request}");
}

#[tokio::test]
async fn files_go_as_parts_of_a_form() {
    let (client, server) = serve_once(http("404 Not Found", "", "{}")).await;
    let client = client.build().unwrap();
    client
        .channels()
        .messages(5)
        .create("see")
        .attachment(NewAttachment::new("größe \"1\".svg", "<svg/>").content_type("image/svg+xml"))
        .attachment(NewAttachment::new("b", "B"))
        .await
        .unwrap_err();
    let request = server.await.unwrap();
    for line in [
        "content-type: multipart/form-data; boundary=",
        "form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n{\"content\":\"see\",",
        "form-data; name=\"files[0]\"; filename=\"größe \\\"1\\\".svg\"\r\nContent-Type: image/svg+xml\r\n\r\n<svg/>\r\n",
        "form-data; name=\"files[1]\"; filename=\"b\"\r\n\r\nB\r\n",
    ] {
        assert!(request.contains(line), "{line:?} in {request}");
    }
}

#[tokio::test]
async fn files_are_read_while_they_are_sent() {
    let path = std::env::temp_dir().join(format!("asyncord-{}-upload.txt", std::process::id()));
    std::fs::write(&path, "from a file").unwrap();
    let (client, server) = serve_once(http("404 Not Found", "", "{}")).await;
    let client = client.build().unwrap();
    let pieces = ["in ", "two pieces"].map(|piece| Ok(piece.into()));
    let stream = NewAttachment::from_stream("s.txt", futures_util::stream::iter(pieces), 13);
    let messages = client.channels().messages(5);
    let message = messages
        .create("see")
        .attachment(NewAttachment::from_path(&path))
        .attachment(stream.clone());
    assert_eq!(message.await.unwrap_err().kind(), ErrorKind::NotFound);
    let request = server.await.unwrap();
    for part in [
        "-upload.txt\"\r\n\r\nfrom a file\r\n",
        "filename=\"s.txt\"\r\n\r\nin two pieces\r\n",
    ] {
        assert!(request.contains(part), "{part:?} in {request}");
    }
    std::fs::remove_file(&path).unwrap();

    // What cannot be read is told before anything is sent.
    for (file, told) in [
        (NewAttachment::from_path(&path), "cannot be read from"),
        (stream, "a stream that was sent before"),
    ] {
        let error = messages.create("see").attachment(file).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert!(error.to_string().contains(told), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_breaks_off_is_told_and_not_sent_again() {
    let (client, server) = serve_once("").await;
    let client = client.build().unwrap();
    let pieces = [Ok("begin".into()), Err(std::io::Error::other("no tape"))];
    let stream = NewAttachment::from_stream("s.txt", futures_util::stream::iter(pieces), 13);
    let message = client.channels().messages(5).create("see");
    let error = message.attachment(stream).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    let text = format!("{error:?}");
    assert!(
        text.contains("the file `s.txt` cannot be read to its end"),
        "{text}"
    );
    assert!(text.contains("because: no tape"), "{text}");
    assert!(server.await.unwrap_err().is_panic(), "it ended early");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    // Where it points to would get the token.
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let location = format!("location: http://{}/\r\n", elsewhere.local_addr().unwrap());
    let (client, server) = serve_once(http("307 Temporary Redirect", &location, "")).await;
    let error = client.build().unwrap().users().me().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::BadRequest, Some(307))
    );
    server.await.unwrap();
    let followed = tokio::time::timeout(Duration::from_millis(50), elsewhere.accept()).await;
    assert!(followed.is_err());
}

#[tokio::test]
async fn a_silent_server_ends_in_a_time_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let _held = listener.accept().await.unwrap();
        stopped.await.unwrap();
    });
    let client = RestClient::builder(TOKEN)
        .api_url(&format!("http://{address}"))
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    // Not to be repeated, so that the test is short.
    let error = client.channels().messages(1).create("x").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    stop.send(()).unwrap();
    server.await.unwrap();
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_a_failure_of_the_network() {
    let (client, server) =
        serve_once("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\"").await;
    let create = client.build().unwrap().channels().messages(1).create("x");
    let error = create.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    server.await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = RestClient::builder(TOKEN)
        .api_url(&format!("http://{address}/secret-path"))
        .build()
        .unwrap();
    let error = client.users().me().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = format!("{error:?}");
    assert!(
        text.contains(&format!("cannot connect to the API at {address}")),
        "{text}"
    );
    assert!(text.contains("because: "), "{text}");
    assert!(!text.contains("secret-path"), "{text}");
    assert!(!text.contains(TOKEN), "{text}");
}

#[tokio::test]
async fn a_token_does_not_go_over_a_network_in_plain_text() {
    let builder = || RestClient::builder(TOKEN).api_url("http://proxy.internal/api");
    let error = builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("allow_plain_host"), "{error}");
    let client = builder()
        .allow_plain_host("proxy.internal")
        .build()
        .unwrap();
    assert_eq!(client.api_url(), Some("http://proxy.internal/api/v10"));
    assert!(!format!("{client:?}").contains(TOKEN));
}

#[tokio::test]
async fn a_webhook_is_sent_no_bots_token() {
    let (client, server) = serve_once(http("204 No Content", "", "")).await;
    let client = client.build().unwrap();
    client
        .webhooks()
        .with_token(5, "webhook-t0ken")
        .delete()
        .await
        .unwrap();
    let request = server.await.unwrap().to_lowercase();
    assert!(
        request.starts_with("delete /api/v10/webhooks/5/webhook-t0ken http/1.1"),
        "{request}"
    );
    assert!(
        !request.contains("authorization") && !request.contains("marker-t0ken"),
        "{request}"
    );
}
