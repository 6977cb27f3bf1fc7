//! The whole shard over real WebSockets on loopback.

use std::{sync::Arc, time::Duration};

use crate::gateway::{
    Compression, GatewayClient, GatewayError, Stopper, run_shards,
    socket::tests::peer::Deflate,
    testing::{ChannelSink, setup},
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, accept_hdr_async,
    tungstenite::{
        Message,
        handshake::server::{ErrorResponse, Request, Response},
    },
};

struct Server {
    listener: TcpListener,
}

struct Connection {
    /// Path and query that were asked for.
    target: String,
    stream: WebSocketStream<TcpStream>,
    deflate: Deflate,
}

impl Server {
    async fn start() -> Self {
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    fn url(&self, path: &str) -> String {
        format!("ws://{}{path}", self.listener.local_addr().unwrap())
    }

    async fn accept(&self) -> Connection {
        let (stream, _) = self.listener.accept().await.unwrap();
        let mut target = String::new();
        #[expect(clippy::result_large_err, reason = "tungstenite's callback is so")]
        let callback = |request: &Request, response: Response| -> Result<_, ErrorResponse> {
            target = request.uri().to_string();
            Ok(response)
        };
        let stream = accept_hdr_async(stream, callback).await.unwrap();
        let compression = match target.split_once("compress=") {
            Some((_, "zlib-stream")) => Compression::ZlibStream,
            Some((_, "zstd-stream")) => Compression::ZstdStream,
            _ => Compression::None,
        };
        Connection {
            target,
            stream,
            deflate: Deflate::new(compression),
        }
    }
}

impl Connection {
    async fn says(&mut self, frame: Value) {
        let text = frame.to_string();
        let message = match &mut self.deflate {
            Deflate::None => Message::text(text),
            deflate => Message::binary(deflate.message(text)),
        };
        self.stream.send(message).await.unwrap();
    }

    async fn hears(&mut self) -> Message {
        self.stream.next().await.unwrap().unwrap()
    }

    /// The next payload of an opcode; heartbeats are answered.
    async fn hears_op(&mut self, op: u64) -> Value {
        loop {
            let text = self.hears().await.into_text().unwrap();
            let frame: Value = serde_json::from_str(&text).unwrap();
            if frame["op"] == op {
                return frame["d"].clone();
            }
            assert_eq!(frame["op"], 1);
            self.says(json!({"op": 11})).await;
        }
    }

    async fn greets(&mut self) {
        self.says(json!({"op": 10, "d": {"heartbeat_interval": 41250}}))
            .await;
    }
}

#[tokio::test]
async fn a_session_is_cut_resumed_and_closed() {
    let cases = [
        (Compression::None, ""),
        (Compression::Payload, ""),
        (Compression::ZlibStream, "&compress=zlib-stream"),
        (Compression::ZstdStream, "&compress=zstd-stream"),
    ];
    for (compression, query) in cases {
        a_session(compression, query).await;
    }
}

async fn a_session(compression: Compression, query: &str) {
    let server = Server::start().await;
    let client = GatewayClient::new();
    let stopper = Stopper::default();
    let (sink, mut events) = mpsc::channel(100);
    let shard = {
        let (mut setup, client) = (setup(&server.url("/gateway")), client.clone());
        setup.options = setup.options.compression(compression);
        let stopper = stopper.clone();
        tokio::spawn(async move {
            run_shards(setup, &client, Arc::new(ChannelSink(sink)), &stopper).await
        })
    };
    let mut next_event = async || {
        let event = timeout(Duration::from_secs(30), events.recv()).await;
        event.expect("no event comes").expect("the shard is gone")
    };

    let mut connection = server.accept().await;
    assert_eq!(
        connection.target,
        format!("/gateway?v=10&encoding=json{query}")
    );
    connection.greets().await;
    let identify = connection.hears_op(2).await;
    assert_eq!(identify["token"], "hunter2");
    let is_payload = compression == Compression::Payload;
    assert_eq!(identify["compress"] == true, is_payload);
    if is_payload {
        connection.deflate = Deflate::new(compression);
    }
    let url = server.url("/resume");
    let d = json!({"session_id": "first", "resume_gateway_url": url});
    connection
        .says(json!({"t": "READY", "s": 1, "op": 0, "d": d}))
        .await;
    client.wait_until_ready().await;
    connection
        .says(json!({"t": "A", "s": 2, "op": 0, "d": {"text": "ä"}}))
        .await;
    assert_eq!(next_event().await.name(), "READY");
    assert_eq!(next_event().await.json(), r#"{"text":"ä"}"#);
    drop(connection);

    let mut connection = server.accept().await;
    assert_eq!(
        connection.target,
        format!("/resume?v=10&encoding=json{query}")
    );
    connection.greets().await;
    assert_eq!(
        connection.hears_op(6).await,
        json!({"token": "hunter2", "session_id": "first", "seq": 2})
    );
    // As large as the largest guilds, and then some.
    let large = "x".repeat(20 << 20);
    connection
        .says(json!({"t": "LARGE", "s": 3, "op": 0, "d": {"text": large}}))
        .await;
    connection
        .says(json!({"t": "RESUMED", "s": 4, "op": 0, "d": {}}))
        .await;
    assert!(next_event().await.json().len() > large.len());
    assert_eq!(next_event().await.name(), "RESUMED");
    client.wait_until_ready().await;

    stopper.stop(false);
    let Message::Close(Some(frame)) = connection.hears().await else {
        panic!("no close frame");
    };
    assert_eq!(u16::from(frame.code), 1000);
    // Reading on sends the answer.
    assert!(connection.stream.next().await.is_none());
    shard.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_close_code_is_seen_although_the_socket_is_gone() {
    let server = Server::start().await;
    let client = GatewayClient::new();
    let sink = Arc::new(ChannelSink(mpsc::channel(1).0));
    let peer = async {
        let mut connection = server.accept().await;
        connection.greets().await;
        connection.hears_op(2).await;
        let frame = tokio_tungstenite::tungstenite::protocol::CloseFrame {
            code: 4014.into(),
            reason: "Disallowed intent(s).".into(),
        };
        connection.stream.close(Some(frame)).await.unwrap();
    };
    let url = server.url("/");
    let stopper = Stopper::default();
    let shard = run_shards(setup(&url), &client, sink, &stopper);
    let (ended, ()) = tokio::join!(shard, peer);
    assert!(
        matches!(ended, Err(GatewayError::DisallowedIntents { .. })),
        "{ended:?}"
    );
}
