//! The runner over sockets in memory, under paused time.

#![expect(
    clippy::needless_pass_by_value,
    reason = "conversations read better without borrows"
)]

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    sync::mpsc,
    task::JoinHandle,
    time::{Instant, timeout},
};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::Runner;
use crate::{
    event::RawEvent,
    gateway::{
        EventSink, GatewayClient, GatewayError, ShardConfig, ShardStatus, Status,
        socket::{Connect, Incoming, Socket, SocketError},
    },
    model::Intents,
    net::PlainHosts,
    secret::Token,
};

mod loopback;

const INTERVAL: Duration = Duration::from_secs(40);

fn config(url: &str) -> ShardConfig {
    ShardConfig {
        token: Token::new("hunter2"),
        url: url.parse().unwrap(),
        intents: Intents::GUILDS,
        shard: [0, 1],
        presence: None,
        plain_hosts: PlainHosts::default(),
    }
}

/// A sink that holds as many events as its channel.
struct ChannelSink(mpsc::Sender<RawEvent>);

impl EventSink for ChannelSink {
    fn wants(&self, name: &str) -> bool {
        name != "UNWANTED"
    }

    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent> {
        self.0
            .try_send(event)
            .map_err(mpsc::error::TrySendError::into_inner)
    }

    fn ready(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async {
            self.0.reserve().await.ok();
        })
    }
}

/// Opens sockets whose other ends come out of a channel.
struct Memory {
    peers: mpsc::UnboundedSender<Peer>,
    hangs: Arc<AtomicBool>,
}

#[derive(Debug, PartialEq)]
enum Sent {
    Text(Value),
    Close(u16),
}

struct MemorySocket {
    sent: mpsc::UnboundedSender<Sent>,
    incoming: mpsc::UnboundedReceiver<Incoming>,
}

/// The gateway's end of a socket.
struct Peer {
    url: Url,
    sent: mpsc::UnboundedReceiver<Sent>,
    outgoing: mpsc::UnboundedSender<Incoming>,
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
            let peer = Peer {
                url,
                sent: received,
                outgoing,
            };
            peers
                .send(peer)
                .map_err(|_| SocketError("refused".to_owned()))?;
            Ok(MemorySocket { sent, incoming })
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
        self.incoming
            .recv()
            .await
            .ok_or_else(|| SocketError("reset".to_owned()))
    }
}

impl Peer {
    fn says(&self, frame: Value) {
        let text = Incoming::Text(frame.to_string().into());
        self.outgoing.send(text).expect("the shard is gone");
    }

    fn dispatches(&self, name: &str, sequence: u64, d: Value) {
        self.says(json!({"t": name, "s": sequence, "op": 0, "d": d}));
    }

    /// The next thing but heartbeats, which are answered.
    async fn hears(&mut self) -> Sent {
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

    async fn hears_op(&mut self, op: u64) -> Value {
        match self.hears().await {
            Sent::Text(frame) if frame["op"] == op => frame["d"].clone(),
            other => panic!("op {op} expected, {other:?} came"),
        }
    }

    fn greets(&self) {
        let interval = u64::try_from(INTERVAL.as_millis()).unwrap();
        self.says(json!({"op": 10, "d": {"heartbeat_interval": interval}}));
    }

    async fn starts_session(&mut self) {
        self.greets();
        self.hears_op(2).await;
        let d = json!({"session_id": "first", "resume_gateway_url": "wss://resume.test"});
        self.dispatches("READY", 1, d);
    }
}

struct Bot {
    client: GatewayClient,
    shutdown: CancellationToken,
    running: JoinHandle<Result<(), GatewayError>>,
    peers: mpsc::UnboundedReceiver<Peer>,
    hangs: Arc<AtomicBool>,
    events: mpsc::Receiver<RawEvent>,
}

impl Bot {
    /// Starts a shard whose sink has room for `room` events.
    fn start(room: usize) -> Self {
        Self::start_with(GatewayClient::new(), room)
    }

    fn start_with(client: GatewayClient, room: usize) -> Self {
        let (sink, events) = mpsc::channel(room);
        let (peers, received) = mpsc::unbounded_channel();
        let hangs = Arc::new(AtomicBool::new(false));
        let connector = Memory {
            peers,
            hangs: Arc::clone(&hangs),
        };
        let shutdown = CancellationToken::new();
        let sink = Arc::new(ChannelSink(sink));
        let runner = Runner::new(config("wss://gateway.test"), &client, sink, connector).unwrap();
        Self {
            running: tokio::spawn(runner.run(shutdown.clone())),
            client,
            shutdown,
            peers: received,
            hangs,
            events,
        }
    }

    async fn peer(&mut self) -> Peer {
        self.peers.recv().await.expect("the shard is gone")
    }

    async fn event(&mut self) -> (String, u64) {
        let event = timeout(Duration::from_mins(10), self.events.recv())
            .await
            .expect("no event comes")
            .expect("the shard is gone");
        (event.name().to_owned(), event.sequence())
    }
}

#[tokio::test(start_paused = true)]
async fn wanted_events_come_out_in_order() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    assert_eq!(peer.url.as_str(), "wss://gateway.test/?v=10&encoding=json");
    assert_eq!(bot.client.status(), ShardStatus::Connecting);
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);

    peer.dispatches("A", 2, json!({"n": 1}));
    peer.dispatches("UNWANTED", 3, json!({}));
    peer.dispatches("B", 4, json!([2]));
    assert_eq!(bot.event().await, ("READY".to_owned(), 1));
    let event = bot.events.recv().await.unwrap();
    assert_eq!(
        (event.name(), event.shard(), event.json()),
        ("A", 0, r#"{"n":1}"#)
    );
    assert_eq!(bot.event().await, ("B".to_owned(), 4));
    assert!(bot.events.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_full_sink_stops_reading_and_nothing_else() {
    let mut bot = Bot::start(2);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    for sequence in 2..100 {
        peer.dispatches("A", sequence, json!({}));
    }
    bot.client.wait_until_ready().await;

    // An hour without a read: heartbeats go on unanswered, commands are served.
    let start = Instant::now();
    let mut heartbeats = 0;
    while start.elapsed() < Duration::from_hours(1) {
        match peer.sent.recv().await {
            Some(Sent::Text(frame)) if frame["op"] == 1 => {
                // READY and the next one are in the sink, one more is held.
                assert_eq!(frame["d"], 3);
                heartbeats += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(heartbeats >= 90, "{heartbeats}");
    bot.client.update_presence(Status::Idle).await.unwrap();
    peer.hears_op(3).await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);

    assert_eq!(bot.event().await.1, 1);
    for sequence in 2..100 {
        assert_eq!(bot.event().await, ("A".to_owned(), sequence));
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_that_found_no_room_outlives_its_connection() {
    let mut bot = Bot::start(1);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    for sequence in 2..10 {
        peer.dispatches("A", sequence, json!({}));
    }
    bot.client.wait_until_ready().await;
    drop(peer);

    let mut peer = bot.peer().await;
    assert_eq!(peer.url.as_str(), "wss://resume.test/?v=10&encoding=json");
    peer.greets();
    // READY is in the sink, 2 is held, the rest was never read.
    assert_eq!(peer.hears_op(6).await["seq"], 2);
    for sequence in 3..10 {
        peer.dispatches("A", sequence, json!({}));
    }
    peer.dispatches("RESUMED", 10, json!({}));
    for sequence in 1..=10 {
        assert_eq!(bot.event().await.1, sequence);
    }
    bot.client.wait_until_ready().await;
}

#[tokio::test(start_paused = true)]
async fn latency_is_known_after_the_first_answer() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    assert_eq!(bot.client.latency(), None);
    assert!(matches!(peer.sent.recv().await, Some(Sent::Text(_))));
    tokio::time::sleep(Duration::from_millis(70)).await;
    peer.says(json!({"op": 11}));
    while bot.client.latency().is_none() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let latency = bot.client.latency().unwrap();
    assert!((70..75).contains(&latency.as_millis()), "{latency:?}");
}

#[tokio::test(start_paused = true)]
async fn shutdown_closes_with_1000_and_waits_for_the_peer() {
    for answers in [true, false] {
        let mut bot = Bot::start(100);
        let mut peer = bot.peer().await;
        peer.starts_session().await;
        bot.client.wait_until_ready().await;
        let start = Instant::now();
        bot.shutdown.cancel();
        assert_eq!(peer.hears().await, Sent::Close(1000));
        if answers {
            peer.outgoing.send(Incoming::Closed(Some(1000))).unwrap();
        }
        bot.running.await.unwrap().unwrap();
        let took = start.elapsed().as_secs();
        assert_eq!(took, if answers { 0 } else { 5 });
        assert_eq!(bot.client.status(), ShardStatus::Disconnected);
        assert!(bot.client.update_presence(Status::Idle).await.is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_sink_does_not_hold_up_shutdown() {
    let mut bot = Bot::start(1);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    for sequence in 2..10 {
        peer.dispatches("A", sequence, json!({}));
    }
    bot.client.wait_until_ready().await;
    bot.shutdown.cancel();
    assert_eq!(peer.hears().await, Sent::Close(1000));
    peer.outgoing.send(Incoming::Closed(None)).unwrap();
    bot.running.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_fatal_close_code_ends_the_shard() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.greets();
    peer.hears_op(2).await;
    peer.outgoing.send(Incoming::Closed(Some(4004))).unwrap();
    let ended = bot.running.await.unwrap();
    assert!(matches!(ended, Err(GatewayError::AuthenticationFailed)));
    assert_eq!(bot.client.status(), ShardStatus::Disconnected);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_not_there_is_reported() {
    let mut bot = Bot::start(100);
    bot.peers.close();
    let ended = bot.running.await.unwrap();
    assert!(
        matches!(&ended, Err(GatewayError::Unreachable { attempts: 5, cause, .. }) if cause == "refused"),
        "{ended:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_hangs_is_replaced() {
    let mut bot = Bot::start(100);
    bot.hangs.store(true, Ordering::Relaxed);
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(bot.client.status(), ShardStatus::Connecting);
    bot.hangs.store(false, Ordering::Relaxed);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
}

#[tokio::test(start_paused = true)]
async fn a_presence_of_before_the_start_is_the_one_to_start_with() {
    let client = GatewayClient::new();
    client.update_presence(Status::DoNotDisturb).await.unwrap();
    let mut bot = Bot::start_with(client, 100);
    let mut peer = bot.peer().await;
    peer.greets();
    assert_eq!(peer.hears_op(2).await["presence"]["status"], "dnd");
}

#[tokio::test(start_paused = true)]
async fn a_client_runs_one_shard_and_may_run_again() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    let second = Runner::new(
        config("wss://gateway.test"),
        &bot.client,
        Arc::new(ChannelSink(mpsc::channel(1).0)),
        Memory {
            peers: mpsc::unbounded_channel().0,
            hangs: Arc::default(),
        },
    );
    assert!(matches!(second.err(), Some(GatewayError::AlreadyRunning)));

    bot.running.abort();
    assert!(bot.running.await.unwrap_err().is_cancelled());
    assert_eq!(bot.client.status(), ShardStatus::Disconnected);
    let mut bot = Bot::start_with(bot.client, 100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
}
