//! A gateway in memory, for tests: the shards of a bot over sockets whose other ends a test holds, under paused time.

#![expect(
    clippy::needless_pass_by_value,
    reason = "conversations read better without borrows"
)]

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use url::Url;

use super::{
    Compression, EventSink, GatewayClient, GatewayError, GatewayOptions, Setup, Sharding, Stopper,
    manager::run_shards_over,
    socket::{Connect, Incoming, Socket, SocketError, Traffic},
};
use crate::{
    event::{RawEvent, shard::OWN},
    model::{GatewayBot, Intents},
    net::PlainHosts,
    secret::Token,
};

mod world;

pub(super) use self::world::{Heard, World};

pub(super) const INTERVAL: Duration = Duration::from_secs(40);

/// What shards at `url` are started with: one of them, uncompressed, with the intent `GUILDS`.
pub(super) fn setup(url: &str) -> Setup {
    Setup {
        group: "test".into(),
        token: Token::new("hunter2"),
        intents: Intents::GUILDS,
        plain_hosts: PlainHosts::default(),
        options: GatewayOptions::new()
            .sharding(Sharding::fixed(1))
            .compression(Compression::None)
            .without_store(),
        url: url.parse().unwrap(),
        info: info(1),
        refresh: Arc::new(|| Box::pin(async { Ok(info(1)) })),
        application: None,
    }
}

/// What `GET /gateway/bot` says: so many shards are recommended, and nothing is used up.
pub(super) fn info(shards: u32) -> GatewayBot {
    serde_json::from_value(json!({
        "url": "wss://gateway.test",
        "shards": shards,
        "session_start_limit": {
            "total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1,
        },
    }))
    .unwrap()
}

/// A sink that holds as many events as its channel.
pub(super) struct ChannelSink(pub(super) mpsc::Sender<RawEvent>);

/// The same, with asyncord's own events.
struct Own(ChannelSink);

impl EventSink for Own {
    fn wants(&self, name: &str) -> bool {
        name.starts_with(OWN) || self.0.wants(name)
    }

    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent> {
        self.0.try_send(event)
    }

    fn ready(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.ready()
    }
}

impl EventSink for ChannelSink {
    fn wants(&self, name: &str) -> bool {
        name != "UNWANTED" && !name.starts_with(OWN)
    }

    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent> {
        self.0
            .try_send(event)
            .map_err(mpsc::error::TrySendError::into_inner)
    }

    fn ready(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async {
            // Not by a permit: two that wait would give it to each other for ever.
            while self.0.capacity() == 0 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        })
    }
}

/// Opens sockets whose other ends come out of a channel.
#[derive(Clone)]
pub(super) struct Memory {
    peers: mpsc::UnboundedSender<Peer>,
    pub(super) hangs: Arc<AtomicBool>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Sent {
    Text(Value),
    Close(u16),
}

pub(super) struct MemorySocket {
    sent: mpsc::UnboundedSender<Sent>,
    incoming: mpsc::UnboundedReceiver<Coming>,
    text: String,
    /// How much has come, which its peer sees too.
    bytes: Arc<AtomicU64>,
}

/// What a peer lets come: the text is the socket's from then on.
type Coming = (Incoming, String);

/// The gateway's end of a socket.
pub(super) struct Peer {
    pub(super) url: Url,
    pub(super) sent: mpsc::UnboundedReceiver<Sent>,
    outgoing: mpsc::UnboundedSender<Coming>,
    /// Bytes that the shard has read.
    pub(super) bytes: Arc<AtomicU64>,
}

impl Connect for Memory {
    type Socket = MemorySocket;

    fn connect(
        &self,
        url: Url,
    ) -> impl Future<Output = Result<MemorySocket, SocketError>> + Send + 'static {
        let peers = self.peers.clone();
        let hangs = self.hangs.load(Ordering::Relaxed);
        async move {
            if hangs {
                std::future::pending::<()>().await;
            }
            let (sent, received) = mpsc::unbounded_channel();
            let (outgoing, incoming) = mpsc::unbounded_channel();
            let bytes = Arc::new(AtomicU64::new(0));
            let peer = Peer {
                url,
                sent: received,
                outgoing,
                bytes: Arc::clone(&bytes),
            };
            peers
                .send(peer)
                .map_err(|_| SocketError("refused".to_owned()))?;
            Ok(MemorySocket {
                sent,
                incoming,
                text: String::new(),
                bytes,
            })
        }
    }
}

impl Socket for MemorySocket {
    fn send(&mut self, text: String) -> Result<(), SocketError> {
        self.sent
            .send(Sent::Text(serde_json::from_str(&text).unwrap()))
            .map_err(|_| SocketError("broken pipe".to_owned()))
    }

    fn close(&mut self, code: u16) -> Result<(), SocketError> {
        self.sent
            .send(Sent::Close(code))
            .map_err(|_| SocketError("broken pipe".to_owned()))
    }

    async fn next(&mut self, read: bool) -> Result<Incoming, SocketError> {
        if !read {
            std::future::pending::<()>().await;
        }
        let (incoming, text) = self
            .incoming
            .recv()
            .await
            .ok_or_else(|| SocketError("reset".to_owned()))?;
        self.bytes.fetch_add(text.len() as u64, Ordering::Relaxed);
        self.text = text;
        Ok(incoming)
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn keep(&self) -> Utf8Bytes {
        self.text.as_str().into()
    }

    fn traffic(&self) -> Traffic {
        let bytes = self.bytes.load(Ordering::Relaxed);
        Traffic {
            wire: bytes,
            plain: bytes,
        }
    }
}

impl Peer {
    pub(super) fn says(&self, frame: Value) {
        let message = (Incoming::Message, frame.to_string());
        self.outgoing.send(message).expect("the shard is gone");
    }

    /// As [`Peer::says`], to a shard that may be gone: whether it was there.
    pub(super) fn says_if_there(&self, frame: Value) -> bool {
        let message = (Incoming::Message, frame.to_string());
        self.outgoing.send(message).is_ok()
    }

    pub(super) fn closes(&self, code: impl Into<Option<u16>>) {
        let close = (Incoming::Closed(code.into()), String::new());
        // The shard may have gone already.
        self.outgoing.send(close).ok();
    }

    pub(super) fn dispatches(&self, name: &str, sequence: u64, d: Value) {
        self.says(json!({"t": name, "s": sequence, "op": 0, "d": d}));
    }

    /// The next thing but heartbeats, which are answered.
    pub(super) async fn hears(&mut self) -> Sent {
        loop {
            let sent = timeout(Duration::from_mins(10), self.sent.recv())
                .await
                .expect("nothing is sent")
                .expect("the shard is gone");
            match sent {
                Sent::Text(frame) if frame["op"] == 1 => self.says(json!({"op": 11})),
                sent => return sent,
            }
        }
    }

    pub(super) async fn hears_op(&mut self, op: u64) -> Value {
        match self.hears().await {
            Sent::Text(frame) if frame["op"] == op => frame["d"].clone(),
            other => panic!("op {op} expected, {other:?} came"),
        }
    }

    pub(super) fn greets(&self) {
        let interval = u64::try_from(INTERVAL.as_millis()).unwrap();
        self.says(json!({"op": 10, "d": {"heartbeat_interval": interval}}));
    }

    pub(super) async fn starts_session(&mut self) {
        self.greets();
        self.hears_op(2).await;
        let d = json!({"session_id": "first", "resume_gateway_url": "wss://resume.test"});
        self.dispatches("READY", 1, d);
    }
}

pub(super) struct Bot {
    pub(super) client: GatewayClient,
    pub(super) stopper: Stopper,
    pub(super) running: JoinHandle<Result<(), GatewayError>>,
    pub(super) peers: mpsc::UnboundedReceiver<Peer>,
    pub(super) hangs: Arc<AtomicBool>,
    pub(super) events: mpsc::Receiver<RawEvent>,
}

impl Bot {
    /// Starts a shard whose sink has room for `room` events.
    pub(super) fn start(room: usize) -> Self {
        Self::start_with(GatewayClient::new(), setup("wss://gateway.test"), room)
    }

    pub(super) fn start_with(client: GatewayClient, setup: Setup, room: usize) -> Self {
        Self::start_over(client, setup, room, false)
    }

    /// With asyncord's own events among those that come out, if `own` says so.
    pub(super) fn start_over(client: GatewayClient, setup: Setup, room: usize, own: bool) -> Self {
        let (sink, events) = mpsc::channel(room);
        let sink = ChannelSink(sink);
        if own {
            Self::start_into(client, setup, Arc::new(Own(sink)), events)
        } else {
            Self::start_into(client, setup, Arc::new(sink), events)
        }
    }

    /// With any sink, whose events come out of `events`.
    pub(super) fn start_into(
        client: GatewayClient,
        setup: Setup,
        sink: Arc<dyn EventSink>,
        events: mpsc::Receiver<RawEvent>,
    ) -> Self {
        let (peers, received) = mpsc::unbounded_channel();
        let hangs = Arc::new(AtomicBool::new(false));
        let connector = Memory {
            peers,
            hangs: Arc::clone(&hangs),
        };
        let stopper = Stopper::default();
        let running = {
            let (client, stopper) = (client.clone(), stopper.clone());
            tokio::spawn(
                async move { run_shards_over(setup, &client, sink, &stopper, connector).await },
            )
        };
        Self {
            client,
            stopper,
            running,
            peers: received,
            hangs,
            events,
        }
    }

    pub(super) async fn peer(&mut self) -> Peer {
        self.peers.recv().await.expect("the shard is gone")
    }

    /// All events that have come out so far: name and JSON.
    pub(super) fn come(&mut self) -> Vec<(String, Value)> {
        std::iter::from_fn(|| self.events.try_recv().ok())
            .map(|event| {
                let json = serde_json::from_str(event.json()).unwrap();
                (event.name().to_owned(), json)
            })
            .collect()
    }

    /// Stops the bot, and waits for its end.
    pub(super) async fn stop(self, keep_sessions: bool) {
        self.stopper.stop(keep_sessions);
        self.running.await.unwrap().unwrap();
    }

    pub(super) async fn event(&mut self) -> (String, u64) {
        let event = timeout(Duration::from_mins(10), self.events.recv())
            .await
            .expect("no event comes")
            .expect("the shard is gone");
        (event.name().to_owned(), event.sequence())
    }
}
