//! What the sandbox's own tests share: a client for its HTTP side and one for its gateway.

use std::{sync::Arc, time::Duration};

use futures_util::{SinkExt, StreamExt};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};

use super::Sandbox;

/// Intents of everything but the privileged.
pub(super) const PLAIN: u64 = 53_575_421;
pub(super) const ALL: u64 = 53_608_447;

/// A sandbox, and a client with the token of its bot.
pub(super) struct Bench {
    pub(super) sandbox: Sandbox,
    http: reqwest::Client,
    pub(super) token: String,
}

impl Bench {
    pub(super) async fn start() -> Self {
        Self::of(Sandbox::builder().start().await.unwrap())
    }

    pub(super) fn of(sandbox: Sandbox) -> Self {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(no_tls())
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        let token = sandbox.token().expose().to_owned();
        Self {
            sandbox,
            http,
            token,
        }
    }

    pub(super) fn channel(&self) -> String {
        self.sandbox.channel_id().to_string()
    }

    pub(super) fn ada(&self) -> String {
        self.sandbox.user_id().to_string()
    }

    /// A request of any path of the server, without a token.
    pub(super) fn at(&self, method: Method, path: &str) -> RequestBuilder {
        let url = self.sandbox.page_url().join(path).unwrap();
        self.http.request(method, url)
    }

    /// A request of the bot.
    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.at(method, &format!("/api/v10{path}"))
            .header("authorization", format!("Bot {}", self.token))
    }

    pub(super) async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> (StatusCode, Value) {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = with_json(request, &body);
        }
        answer(request).await
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        ok(self.call(Method::GET, path, None).await)
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Value {
        ok(self.call(Method::POST, path, Some(body)).await)
    }

    /// A request to the driver's API.
    pub(super) async fn drive(&self, method: Method, path: &str, body: Value) -> Value {
        let request = self.at(method, &format!("/sandbox/api{path}"));
        ok(answer(with_json(request, &body)).await)
    }

    /// An operation that ada does.
    pub(super) async fn as_ada(&self, method: Method, path: &str, body: Value) -> Value {
        let path = format!("/as/{}{path}", self.ada());
        self.drive(method, &path, body).await
    }

    /// A message of ada in the first channel.
    pub(super) async fn say(&self, content: &str) -> Value {
        let path = format!("/channels/{}/messages", self.channel());
        self.as_ada(Method::POST, &path, json!({ "content": content }))
            .await
    }

    pub(super) async fn connect(&self) -> Gateway {
        self.connect_to("?v=10&encoding=json").await
    }

    pub(super) async fn connect_to(&self, query: &str) -> Gateway {
        let url = format!("{}{query}", self.sandbox.gateway_url());
        let (socket, _) = connect_async(url).await.unwrap();
        Gateway { socket }
    }

    /// A session with these intents, after READY and the guild.
    pub(super) async fn identified(&self, intents: u64) -> (Gateway, Value) {
        let mut gateway = self.connect().await;
        gateway.identify(&self.token, intents).await;
        let ready = gateway.dispatch("READY").await;
        if intents & 1 != 0 {
            gateway.dispatch("GUILD_CREATE").await;
        }
        (gateway, ready)
    }
}

/// The client is built without a TLS provider and wants one, though it never speaks TLS here.
fn no_tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

fn with_json(request: RequestBuilder, body: &Value) -> RequestBuilder {
    request
        .header("content-type", "application/json")
        .body(body.to_string())
}

/// The status and the JSON of an answer; no body is null.
pub(super) async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    let body = if text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap_or(Value::String(text))
    };
    (status, body)
}

fn ok((status, body): (StatusCode, Value)) -> Value {
    assert!(status.is_success(), "{status}: {body}");
    body
}

/// A client's end of a gateway connection.
pub(super) struct Gateway {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Gateway {
    pub(super) async fn send(&mut self, payload: &Value) {
        self.send_text(&payload.to_string()).await;
    }

    pub(super) async fn send_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// Sends anything, also where nobody listens any more.
    pub(super) async fn try_send(&mut self, message: Message) {
        // The answer tells.
        let _ = self.socket.send(message).await;
    }

    pub(super) async fn identify(&mut self, token: &str, intents: u64) {
        let data = json!({ "token": token, "intents": intents, "properties": {} });
        self.send(&json!({ "op": 2, "d": data })).await;
    }

    pub(super) async fn resume(&mut self, token: &str, session: &Value, sequence: u64) {
        let data = json!({ "token": token, "session_id": session, "seq": sequence });
        self.send(&json!({ "op": 6, "d": data })).await;
    }

    /// The next payload, or the code of the close frame if that comes.
    pub(super) async fn next(&mut self) -> Result<Value, Option<u16>> {
        let wait = Duration::from_secs(100);
        loop {
            let next = timeout(wait, self.socket.next()).await;
            return match next.expect("nothing came") {
                Some(Ok(Message::Pong(_))) => continue,
                Some(Ok(Message::Text(text))) => Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(frame))) => Err(frame.map(|frame| frame.code.into())),
                Some(Err(_)) | None => Err(None),
                Some(Ok(other)) => panic!("{other:?}"),
            };
        }
    }

    /// The next message, which must be compressed.
    pub(super) async fn bytes(&mut self) -> Vec<u8> {
        match self.socket.next().await {
            Some(Ok(Message::Binary(bytes))) => bytes.to_vec(),
            other => panic!("{other:?}"),
        }
    }

    /// The next payload with this opcode, which must come before any dispatch unless that is asked for.
    pub(super) async fn op(&mut self, op: u64) -> Value {
        loop {
            let payload = self.next().await.unwrap();
            if payload["op"] == op {
                return payload["d"].clone();
            }
            assert_ne!(payload["op"], 0, "{payload}");
        }
    }

    /// The data of the next dispatch, which must be this one.
    pub(super) async fn dispatch(&mut self, name: &str) -> Value {
        let payload = self.numbered().await;
        assert_eq!(payload["t"], name, "{payload}");
        payload["d"].clone()
    }

    /// The next dispatch as a whole.
    pub(super) async fn numbered(&mut self) -> Value {
        loop {
            let payload = self.next().await.unwrap();
            if payload["op"] == 0 {
                return payload;
            }
        }
    }

    /// The code that the connection is closed with.
    pub(super) async fn closed(&mut self) -> Option<u16> {
        loop {
            if let Err(code) = self.next().await {
                return code;
            }
        }
    }

    pub(super) async fn close(mut self, code: u16) {
        let frame = CloseFrame {
            code: code.into(),
            reason: "".into(),
        };
        self.socket.close(Some(frame)).await.unwrap();
        // Until the server has answered, so that it knows.
        while let Some(Ok(_)) = self.socket.next().await {}
    }
}
