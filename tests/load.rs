//! Whether ten bots hear every message that the sandbox takes, and, as a measurement, how many it takes in a second
//! and with how much memory:
//! `cargo test --release -p asyncord-tests --test load -- --ignored --nocapture`

#![allow(clippy::cast_precision_loss, reason = "a rate needs no 52 bits")]

use std::{fs, time::Instant};

use asyncord::sandbox::Sandbox;
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, Utf8Bytes},
};

const BOTS: usize = 10;
/// In a round.
const MESSAGES: usize = 20_000;
const ROUNDS: usize = 5;
const POSTERS: usize = 4;
/// How many requests are under way on each connection.
const PIPELINED: usize = 32;
/// GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
const INTENTS: u64 = 1 | 1 << 9 | 1 << 15;

#[tokio::test(flavor = "multi_thread")]
async fn ten_bots_hear_every_message() {
    const FEW: usize = 1_000;

    let crowd = Crowd::start(FEW).await;
    crowd.post(FEW).await;
    crowd.heard_all().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: run it in a release build, with --ignored"]
async fn ten_bots_hear_every_message_and_memory_stays_flat() {
    let crowd = Crowd::start(MESSAGES * ROUNDS).await;
    println!("at the start: {} MB", memory());
    let mut after_second = 0;
    for round in 1..=ROUNDS {
        let began = Instant::now();
        crowd.post(MESSAGES).await;
        let a_second = MESSAGES as f64 / began.elapsed().as_secs_f64();
        println!(
            "round {round}: {a_second:.0} messages a second, {} MB",
            memory()
        );
        if round == 2 {
            after_second = memory();
        }
    }
    crowd.heard_all().await;
    let last = memory();
    assert!(
        last < after_second * 3 / 2,
        "{after_second} MB, then {last} MB"
    );
}

/// A sandbox, with bots that count what they hear.
struct Crowd {
    sandbox: Sandbox,
    bots: Vec<JoinHandle<()>>,
}

impl Crowd {
    /// Every bot is to hear `count` messages.
    async fn start(count: usize) -> Self {
        let sandbox = Sandbox::builder().start().await.unwrap();
        let mut bots = Vec::new();
        for number in 0..BOTS {
            bots.push(listen(&sandbox, number, count).await);
        }
        Self { sandbox, bots }
    }

    async fn post(&self, count: usize) {
        let host = self.sandbox.page_url().authority().to_owned();
        let request = request(&self.sandbox, &host);
        let posters = (0..POSTERS).map(|_| post(&host, &request, count / POSTERS));
        futures_util::future::join_all(posters).await;
    }

    async fn heard_all(self) {
        for bot in self.bots {
            bot.await.unwrap();
        }
    }
}

/// A bot that listens until it has heard so many messages.
async fn listen(sandbox: &Sandbox, number: usize, count: usize) -> JoinHandle<()> {
    let application = sandbox.create_application(&format!("bot {number}"));
    let url = format!("{}?v=10&encoding=json", sandbox.gateway_url());
    let (mut socket, _) = connect_async(url).await.unwrap();
    let data = json!({ "token": application.token.expose(), "intents": INTENTS, "properties": {} });
    let identify = json!({ "op": 2, "d": data }).to_string();
    socket.send(Message::text(identify)).await.unwrap();
    // From READY on nothing passes it by.
    while !next(&mut socket).await.starts_with(r#"{"t":"READY""#) {}
    tokio::spawn(async move {
        let mut heard = 0;
        while heard < count {
            let text = next(&mut socket).await;
            heard += usize::from(text.starts_with(r#"{"t":"MESSAGE_CREATE""#));
        }
    })
}

async fn next(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>) -> Utf8Bytes {
    match socket.next().await.unwrap().unwrap() {
        Message::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// A message of a person, as bytes on the wire.
fn request(sandbox: &Sandbox, host: &str) -> String {
    let (user, channel) = (sandbox.user_id(), sandbox.channel_id());
    let body = r#"{"content":"a message of an ordinary length, as people write it all day"}"#;
    format!(
        "POST /sandbox/api/as/{user}/channels/{channel}/messages HTTP/1.1\r\nhost: {host}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Sends a request over and over on one connection, many at a time.
async fn post(host: &str, request: &str, count: usize) {
    const SUCCESS: &[u8] = b"HTTP/1.1 200";

    let stream = TcpStream::connect(host).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let (mut input, mut output) = stream.into_split();
    let send = async {
        let many = request.repeat(PIPELINED);
        for _ in 0..count / PIPELINED {
            output.write_all(many.as_bytes()).await.unwrap();
        }
        let rest = request.repeat(count % PIPELINED);
        output.write_all(rest.as_bytes()).await.unwrap();
    };
    let receive = async {
        let mut answered = 0;
        let mut unread = Vec::new();
        while answered < count {
            let read = input.read_buf(&mut unread).await.unwrap();
            assert_ne!(read, 0, "the sandbox hung up");
            let found = unread
                .windows(SUCCESS.len())
                .filter(|part| *part == SUCCESS);
            answered += found.count();
            // Half a line may stand at the end.
            unread.drain(..unread.len().saturating_sub(SUCCESS.len() - 1));
        }
    };
    tokio::join!(send, receive);
}

/// How much memory this process holds, in megabytes.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.unwrap().trim().trim_end_matches(" kB");
    kilobytes.trim().parse::<u64>().unwrap() / 1024
}
