//! HTTP/2: when it is spoken, and what servers may say instead of an answer.

use std::{collections::VecDeque, sync::Arc};

use hyper_util::client::proxy::matcher::Matcher;
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::{
    io::{self, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
};

use tokio_rustls::TlsAcceptor;

use super::{TOKEN, http, post, read_request, transport};
use crate::{
    net,
    rest::{
        Error, ErrorKind, RestClient,
        transport::http::{Connector, builder},
    },
};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// Refuses the stream.
    Refuse,
    /// Ends the stream for another reason.
    Fail,
    /// Says that it closes the connection, and that it looked at no stream.
    GoAway,
    /// Answers 404.
    Answer,
}

async fn write(
    socket: &mut (impl AsyncWrite + Unpin),
    kind: u8,
    flags: u8,
    stream: u32,
    payload: &[u8],
) {
    let mut frame = u32::try_from(payload.len()).unwrap().to_be_bytes()[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    socket.write_all(&frame).await.unwrap();
}

/// Takes the steps for one connection.
async fn serve(
    socket: &mut (impl AsyncRead + AsyncWrite + Unpin),
    steps: &mut VecDeque<Step>,
) -> io::Result<()> {
    let mut preface = [0; 24];
    socket.read_exact(&mut preface).await?;
    assert_eq!(&preface, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    write(socket, SETTINGS, 0, 0, &[]).await;
    loop {
        let mut head = [0; 9];
        socket.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        let mut payload = vec![0; length as usize];
        socket.read_exact(&mut payload).await?;
        // The end of a request.
        if !matches!(head[3], HEADERS | DATA) || head[4] & 1 == 0 {
            continue;
        }
        match steps.pop_front().expect("no more requests") {
            Step::Refuse => write(socket, RST_STREAM, 0, stream, &[0, 0, 0, 7]).await,
            Step::Fail => write(socket, RST_STREAM, 0, stream, &[0, 0, 0, 2]).await,
            Step::GoAway => {
                write(socket, GOAWAY, 0, 0, &[0; 8]).await;
                return Ok(());
            }
            // `:status: 404` is the number 13 of HPACK's table, told by the highest bit.
            Step::Answer => write(socket, HEADERS, 5, stream, &[0x8d]).await,
        }
    }
}

/// Sends one message; returns what came of it and the steps that were not taken.
async fn ask(steps: impl Into<VecDeque<Step>>) -> (Error, VecDeque<Step>) {
    let mut steps = steps.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api/v10", listener.local_addr().unwrap());
    let mut client = transport(&base, &Matcher::builder().build());
    let connector = Connector::new(
        &base.parse().unwrap(),
        &Matcher::builder().build(),
        &client.user_agent,
        net::tls_config(),
    );
    client.client = builder().http2_only(true).build(connector);
    let client = RestClient::builder(TOKEN).over(client);
    let serving = async {
        let mut held = Vec::new();
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            // It ends when the client hangs up.
            let _ = serve(&mut socket, &mut steps).await;
            held.push(socket);
        }
    };
    let error = tokio::select! {
        () = serving => unreachable!(),
        result = post(&client) => result.unwrap_err(),
    };
    (error, steps)
}

#[tokio::test]
async fn a_request_that_was_not_looked_at_is_sent_again_at_once() {
    for step in [Step::Refuse, Step::GoAway] {
        let (error, left) = ask([step, step, Step::Answer]).await;
        assert_eq!(error.kind(), ErrorKind::NotFound, "{step:?}: {error:?}");
        assert_eq!(left, []);
    }
}

#[tokio::test]
async fn a_request_that_is_never_looked_at_was_not_sent() {
    let (error, left) = ask([Step::Refuse; 3]).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = error.to_string();
    assert!(text.contains("takes no requests"), "{text}");
    assert_eq!(left, []);
}

#[tokio::test]
async fn a_request_that_may_have_been_looked_at_is_not_sent_again() {
    let (error, left) = ask([Step::Fail, Step::Answer]).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = error.to_string();
    assert!(text.contains("the connection broke"), "{text}");
    assert_eq!(left, [Step::Answer]);
}

/// A certificate for `localhost` that is good until 2126, and that nobody trusts; made with `openssl req -x509 -newkey ec
/// -pkeyopt ec_paramgen_curve:prime256v1 -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE`.
const CERTIFICATE: &[u8] = include_bytes!("fixtures/localhost.crt.der");
const KEY: &[u8] = include_bytes!("fixtures/localhost.key.der");

/// TLS of a server that speaks these protocols, and of a client that trusts it.
fn tls(protocols: &[&[u8]]) -> (TlsAcceptor, ClientConfig) {
    let certificate = CertificateDer::from(CERTIFICATE);
    let mut server = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.clone()],
            PrivateKeyDer::from(PrivatePkcs8KeyDer::from(KEY)),
        )
        .unwrap();
    server.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    let client = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    (TlsAcceptor::from(Arc::new(server)), client)
}

#[tokio::test]
async fn over_tls_the_server_chooses_the_version() {
    for protocols in [&[&b"h2"[..], b"http/1.1"][..], &[b"http/1.1"], &[]] {
        let (acceptor, config) = tls(protocols);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let base = format!("https://localhost:{port}/api/v10");
        let none = Matcher::builder().build();
        let mut client = transport(&base, &none);
        let connector = Connector::new(&base.parse().unwrap(), &none, &client.user_agent, config);
        client.client = builder().build(connector);
        let client = RestClient::builder(TOKEN).over(client);
        let serving = async {
            let (socket, _) = listener.accept().await.unwrap();
            let mut socket = acceptor.accept(socket).await.unwrap();
            if socket.get_ref().1.alpn_protocol() == Some(b"h2") {
                let _ = serve(&mut socket, &mut [Step::Answer].into()).await;
                return;
            }
            let request = read_request(&mut socket).await;
            let line = "POST /api/v10/channels/5/messages HTTP/1.1\r\n";
            assert!(request.starts_with(line), "{request}");
            let host = format!("\r\nhost: localhost:{port}\r\n");
            assert!(request.contains(&host), "{request}");
            let answer = http("404 Not Found", "", "{}");
            socket.write_all(answer.as_bytes()).await.unwrap();
            socket.shutdown().await.unwrap();
        };
        let asking = async {
            let error = post(&client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error:?}");
            drop(client);
        };
        tokio::join!(serving, asking);
    }
}
