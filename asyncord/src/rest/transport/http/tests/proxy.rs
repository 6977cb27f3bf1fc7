//! Proxies, which are small ones on this machine.

use hyper_util::client::proxy::matcher::Matcher;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};

use super::{TOKEN, http, post, serve_once, transport};
use crate::rest::{ErrorKind, RestClient};

/// A client of `base` that goes through these proxies.
fn client(base: &str, proxies: &Matcher) -> RestClient {
    RestClient::builder(TOKEN).over(transport(base, proxies))
}

/// A proxy for one connection. Yields what it was asked and what came through the tunnel at first.
async fn proxy(answer: &'static str) -> (u16, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut asked = Vec::new();
        while !asked.ends_with(b"\r\n\r\n") {
            asked.push(socket.read_u8().await.unwrap());
        }
        socket.write_all(answer.as_bytes()).await.unwrap();
        let mut tunnelled = vec![0; 4096];
        let count = socket.read(&mut tunnelled).await.unwrap();
        tunnelled.truncate(count);
        (String::from_utf8(asked).unwrap(), tunnelled)
    });
    (port, served)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn https_goes_through_the_tunnel_of_a_proxy() {
    let (port, served) = proxy("HTTP/1.1 200 Connected\r\n\r\n").await;
    let proxies = Matcher::builder()
        .https(format!("http://ada:pass%20word@127.0.0.1:{port}"))
        .build();
    let client = client("https://discord.invalid/api/v10", &proxies);
    // The proxy hangs up within the handshake.
    let error = post(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = format!("{error:?}");
    let says = "cannot connect to the API at discord.invalid";
    assert!(text.contains(says), "{text}");
    let (asked, tunnelled) = served.await.unwrap();
    let asked_lower = asked.to_lowercase();
    for line in [
        "connect discord.invalid:443 http/1.1\r\n",
        "\r\nproxy-authorization: basic ywrhonbhc3mgd29yza==\r\n",
        "\r\nuser-agent: discordbot (",
    ] {
        assert!(asked_lower.contains(line), "{line:?} in {asked}");
    }
    for secret in [TOKEN, "pass word", "channels/5"] {
        assert!(!asked.contains(secret), "{asked}");
        assert!(!text.contains(secret), "{text}");
    }
    // A handshake of TLS, which names the host and offers HTTP/2.
    assert_eq!(tunnelled[0], 0x16);
    assert!(contains(&tunnelled, b"discord.invalid"));
    assert!(contains(&tunnelled, b"\x02h2\x08http/1.1"));
    assert!(!contains(&tunnelled, TOKEN.as_bytes()));
}

#[tokio::test]
async fn a_proxy_that_refuses_is_a_connection_that_was_not_made() {
    let (port, _served) = proxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await;
    let proxies = Matcher::builder()
        .all(format!("http://127.0.0.1:{port}"))
        .build();
    let client = client("https://discord.invalid/api/v10", &proxies);
    let text = format!("{:?}", post(&client).await.unwrap_err());
    assert!(text.contains("cannot connect to the API at"), "{text}");
    assert!(text.contains("proxy authorization required"), "{text}");
}

#[tokio::test]
async fn a_proxy_may_speak_tls_itself() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let proxies = Matcher::builder()
        .all(format!("https://localhost:{port}"))
        .build();
    let accepted = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut hello = vec![0; 4096];
        let count = socket.read(&mut hello).await.unwrap();
        hello.truncate(count);
        hello
    });
    let client = client("https://discord.invalid/api/v10", &proxies);
    post(&client).await.unwrap_err();
    let hello = accepted.await.unwrap();
    assert_eq!(hello[0], 0x16);
    assert!(contains(&hello, b"localhost") && !contains(&hello, b"discord"));
    // The question to a proxy is one of HTTP/1.1.
    assert!(!contains(&hello, b"\x02h2"));
}

#[tokio::test]
async fn hosts_that_need_no_proxy_are_asked_directly() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let proxies = Matcher::builder()
        .all("http://127.0.0.1:1")
        .no("127.0.0.0/8")
        .build();
    let accepted = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        socket.read_u8().await.unwrap()
    });
    let client = client(&format!("https://{address}/api/v10"), &proxies);
    post(&client).await.unwrap_err();
    assert_eq!(accepted.await.unwrap(), 0x16);
}

#[tokio::test]
async fn plain_http_never_goes_through_a_proxy() {
    // It would read the token.
    let (builder, server) = serve_once(http("404 Not Found", "", "{}")).await;
    let base = builder.build().unwrap().api_url().unwrap().to_owned();
    let proxies = Matcher::builder()
        .all("http://127.0.0.1:1")
        .http("http://127.0.0.1:1")
        .build();
    let error = post(&client(&base, &proxies)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let request = server.await.unwrap();
    let line = "POST /api/v10/channels/5/messages HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
}
