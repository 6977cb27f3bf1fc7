//! One named crypto provider: also where a program has compiled in a second one, nothing panics.
//!
//! With the feature `full` this package compiles rustls with both ring and aws-lc-rs, and rustls' own
//! default would not know which to take.

use asyncord::{RestClient, Token};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Accepts connections and speaks no TLS on them; returns `127.0.0.1:port`.
async fn speaks_no_tls() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"no TLS here").await;
        }
    });
    address
}

/// An API that tells of nothing but a gateway at `gateway`.
async fn api(gateway: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4_096];
            let read = stream.read(&mut request).await.unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..read]);
            let (status, body) = if request.contains("/gateway/bot") {
                ("200 OK", format!(r#"{{"url":"wss://{gateway}"}}"#))
            } else {
                (
                    "404 Not Found",
                    r#"{"message":"404: Not Found","code":0}"#.to_owned(),
                )
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    format!("http://{address}/api")
}

#[tokio::test(start_paused = true)]
async fn rest_over_tls_fails_without_a_panic() {
    let client = RestClient::builder(Token::new("x"))
        .api_url(&format!("https://{}/api", speaks_no_tls().await))
        .build()
        .unwrap();
    let error = client.users().me().await.unwrap_err();
    assert_eq!(
        error.kind(),
        asyncord::rest::ErrorKind::Transport,
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_gateway_over_tls_fails_without_a_panic() {
    let url = api(speaks_no_tls().await).await;
    let bot = asyncord::connect(Token::new("x").with_api_url(url.parse().unwrap()));
    bot.dispatcher.without_registered_handlers();
    let error = bot.start().await.unwrap_err();
    assert!(
        matches!(error.kind(), asyncord::ErrorKind::Gateway(_)),
        "{error}"
    );
}
