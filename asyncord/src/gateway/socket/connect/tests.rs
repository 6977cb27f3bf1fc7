//! Each stage fails in its own words and in time.

use std::{future::pending, io, net::SocketAddr, sync::Arc};

use futures_util::SinkExt;
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::Instant,
};
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::{accept_async, tungstenite::Message};
use url::{Host, Url};

use super::{dial, greet, interleave, open, resolve, secure};
use crate::{
    gateway::{
        Compression,
        socket::{Incoming, Socket, tests::peer::Deflate},
    },
    net,
};

const HOST: Host<&str> = Host::Domain("gateway.x");

fn addresses(list: &[&str]) -> Vec<SocketAddr> {
    list.iter()
        .map(|address| address.parse().unwrap())
        .collect()
}

/// Accepts connections and sends `answer` on each, after `reads` bytes came. Returns the address.
async fn answers(reads: usize, answer: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.read_exact(&mut vec![0; reads]).await.unwrap();
            stream.write_all(answer).await.unwrap();
            held.push(stream);
        }
    });
    address
}

/// Opens `url`, and what comes of it with the seconds that it took.
async fn fails(url: &str) -> (String, u64) {
    let start = Instant::now();
    let result = open(url.parse().unwrap(), Compression::default()).await;
    (result.err().unwrap().to_string(), start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn a_name_is_resolved_in_time_or_not_at_all() {
    let cases = [
        (
            resolve("gateway.x", pending()).await,
            "the name `gateway.x` was not resolved within 10s",
        ),
        (
            resolve("gateway.x", async { Ok(Vec::new()) }).await,
            "the name `gateway.x` has no addresses",
        ),
        (
            resolve("gateway.x", async { Err(io::Error::other("no such name")) }).await,
            "the name `gateway.x` was not resolved: no such name",
        ),
    ];
    for (result, expected) in cases {
        assert_eq!(result.unwrap_err().to_string(), expected);
    }
}

#[test]
fn families_take_turns() {
    let cases: [(&[&str], &[&str]); 4] = [
        (&[], &[]),
        (&["1.1.1.1:1"], &["1.1.1.1:1"]),
        (
            &["[::1]:1", "[::2]:1", "[::3]:1", "1.1.1.1:1"],
            &["[::1]:1", "1.1.1.1:1", "[::2]:1", "[::3]:1"],
        ),
        (
            &["1.1.1.1:1", "2.2.2.2:1", "[::1]:1", "[::2]:1"],
            &["1.1.1.1:1", "[::1]:1", "2.2.2.2:1", "[::2]:1"],
        ),
    ];
    for (given, expected) in cases {
        assert_eq!(interleave(&addresses(given)), addresses(expected));
    }
}

#[tokio::test(start_paused = true)]
async fn addresses_are_tried_in_turn() {
    let list = addresses(&["1.1.1.1:443", "[::1]:443", "2.2.2.2:443"]);
    let start = Instant::now();
    let connected = dial(&HOST, &list, async |address: SocketAddr| {
        match address.port() {
            443 if address.ip().to_string() == "1.1.1.1" => pending().await,
            443 if address.is_ipv6() => Err(io::Error::other("refused")),
            _ => Ok(address),
        }
    });
    assert_eq!(connected.await.unwrap(), list[2]);
    assert_eq!(start.elapsed().as_secs(), 5);

    let error = dial(&HOST, &list[..2], async |address: SocketAddr| {
        if address.is_ipv6() {
            return Err(io::Error::other("refused"));
        }
        pending::<io::Result<()>>().await
    });
    assert_eq!(
        error.await.unwrap_err().to_string(),
        "no TCP connection to gateway.x: 1.1.1.1:443: no answer within 5s; [::1]:443: refused"
    );
}

#[tokio::test(start_paused = true)]
async fn many_addresses_are_not_tried_for_ever() {
    let list = addresses(&["1.1.1.1:1"; 100]);
    let start = Instant::now();
    let error = dial(&HOST, &list, |_| pending::<io::Result<()>>()).await;
    assert_eq!(start.elapsed().as_secs(), 20);
    let error = error.unwrap_err().to_string();
    assert!(error.ends_with("; and 96 more"), "{error}");
    let start = Instant::now();
    let error = dial(&HOST, &list, async |_| {
        Err::<(), _>(io::Error::other("refused"))
    })
    .await;
    assert_eq!(start.elapsed().as_secs(), 0);
    let error = error.unwrap_err().to_string();
    assert!(
        error.ends_with("; and 96 more") && error.len() < 200,
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_not_there_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (error, _) = fails(&format!("ws://{address}/?secret=hunter2")).await;
    let expected = format!("no TCP connection to 127.0.0.1: {address}: ");
    assert!(error.starts_with(&expected), "{error}");
    assert!(!error.contains("hunter2"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn tls_is_waited_for_ten_seconds() {
    let (error, seconds) = fails(&format!("wss://{}", answers(0, b"").await)).await;
    let expected = "the TLS handshake with 127.0.0.1 did not end within 10s";
    assert_eq!((&*error, seconds), (expected, 10));
    let (error, seconds) = fails(&format!("wss://{}", answers(0, b"no TLS here").await)).await;
    let expected = "the TLS handshake with 127.0.0.1 failed: ";
    assert!(error.starts_with(expected), "{error}");
    assert_eq!(seconds, 0);

    let (ours, _theirs) = tokio::io::duplex(1 << 20);
    let name = Host::Domain("not a name");
    let error = secure(&name, ours, Arc::new(net::tls_config())).await;
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("`not a name` is no name")
    );
}

#[tokio::test(start_paused = true)]
async fn the_web_socket_handshake_is_waited_for_ten_seconds() {
    let expected = "the WebSocket handshake with 127.0.0.1 did not end within 10s";
    for answer in [
        &b""[..],
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: webso",
    ] {
        let (error, seconds) = fails(&format!("ws://{}", answers(0, answer).await)).await;
        assert_eq!((&*error, seconds), (expected, 10));
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_handshake_tells_the_status_and_no_query() {
    let cases: [(&[u8], &str); 3] = [
        (
            b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n",
            "the WebSocket handshake with 127.0.0.1 was answered with HTTP 403",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "the WebSocket handshake with 127.0.0.1 was answered with HTTP 200",
        ),
        (
            b"hello, who is there?\r\n\r\n",
            "the WebSocket handshake with 127.0.0.1 failed: ",
        ),
    ];
    for (answer, expected) in cases {
        let url = format!("ws://{}/?secret=hunter2", answers(100, answer).await);
        let (error, _) = fails(&url).await;
        assert!(error.starts_with(expected), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_address_that_leads_nowhere_is_an_error() {
    for url in ["gateway:nowhere", "https+unix:///x"] {
        let url: Url = url.parse().unwrap();
        let error = open(url, Compression::None)
            .await
            .err()
            .unwrap()
            .to_string();
        assert_eq!(error, "the gateway's address names no host and port");
    }
    let url = format!("http://{}/?secret=hunter2", answers(0, b"").await);
    let (error, _) = fails(&url).await;
    assert_eq!(error, "the address at 127.0.0.1 is none for a WebSocket");
}

/// A certificate for `localhost` that nobody else trusts.
const CERTIFICATE: &[u8] =
    include_bytes!("../../../rest/transport/http/tests/fixtures/localhost.crt.der");
const KEY: &[u8] = include_bytes!("../../../rest/transport/http/tests/fixtures/localhost.key.der");

fn tls() -> (TlsAcceptor, Arc<ClientConfig>) {
    let certificate = CertificateDer::from(CERTIFICATE);
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(KEY));
    let server = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    let client = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    (TlsAcceptor::from(Arc::new(server)), Arc::new(client))
}

#[tokio::test]
async fn texts_come_over_tls() {
    let (acceptor, config) = tls();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let text = "x".repeat(100_000);
    let serving = async {
        let (stream, _) = listener.accept().await.unwrap();
        let stream = acceptor.accept(stream).await.unwrap();
        let mut stream = accept_async(stream).await.unwrap();
        let message = Deflate::new(Compression::ZstdStream).message(&text);
        stream.send(Message::binary(message)).await.unwrap();
        // A name that is not the certificate's.
        let (other, _) = listener.accept().await.unwrap();
        assert!(acceptor.accept(other).await.is_err());
        stream
    };
    let receiving = async {
        let localhost = Host::Domain("localhost");
        let tcp = TcpStream::connect(address).await.unwrap();
        let stream = secure(&localhost, tcp, Arc::clone(&config)).await.unwrap();
        let url = "wss://localhost/?v=10".parse().unwrap();
        let mut socket = greet(&url, &localhost, stream, Compression::ZstdStream)
            .await
            .unwrap();
        assert_eq!(socket.next(true).await.unwrap(), Incoming::Message);
        assert_eq!(socket.text(), text);

        let tcp = TcpStream::connect(address).await.unwrap();
        let error = secure(&HOST, tcp, config).await.unwrap_err().to_string();
        let expected = "the TLS handshake with gateway.x failed: ";
        assert!(error.starts_with(expected), "{error}");
        socket
    };
    let (_stream, socket) = tokio::join!(serving, receiving);
    assert!((1..2_000).contains(&socket.traffic().wire));
}
