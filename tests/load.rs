//! How many messages the sandbox takes when ten bots hear of each, and with how much memory.
//!
//! A measurement, not a test: `cargo test --release -p asyncord-tests --test load -- --ignored --nocapture`.

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
use tokio_tungstenite::{connect_async, tungstenite::Message};

const BOTS: usize = 10;
const MESSAGES: usize = 20_000;
const ROUNDS: usize = 5;
const POSTERS: usize = 4;
/// How many requests are under way on each connection.
const PIPELINED: usize = 32;
/// GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
const INTENTS: u64 = 1 | 1 << 9 | 1 << 15;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: run it in a release build, with --ignored"]
async fn ten_bots_hear_every_message_and_memory_stays_flat() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let mut bots = Vec::new();
    for number in 0..BOTS {
        bots.push(listen(&sandbox, number).await);
    }
    let page = sandbox.page_url();
    let host = page.authority().to_owned();
    let request = request(&sandbox, &host);
    println!("at the start: {} MB", memory());
    let mut after_second = 0;
    for round in 1..=ROUNDS {
        let began = Instant::now();
        let posters = (0..POSTERS).map(|_| post(&host, &request, MESSAGES / POSTERS));
        futures_util::future::join_all(posters).await;
        let a_second = MESSAGES as f64 / began.elapsed().as_secs_f64();
        println!(
            "round {round}: {a_second:.0} messages a second, {} MB",
            memory()
        );
        if round == 2 {
            after_second = memory();
        }
    }
    for bot in bots {
        assert_eq!(bot.await.unwrap(), MESSAGES * ROUNDS);
    }
    let last = memory();
    assert!(
        last < after_second * 3 / 2,
        "{after_second} MB, then {last} MB"
    );
}

/// A bot that counts messages until it has all.
async fn listen(sandbox: &Sandbox, number: usize) -> JoinHandle<usize> {
    let application = sandbox.create_application(&format!("bot {number}"));
    let url = format!("{}?v=10&encoding=json", sandbox.gateway_url());
    let (mut socket, _) = connect_async(url).await.unwrap();
    let data = json!({ "token": application.token.expose(), "intents": INTENTS, "properties": {} });
    let identify = json!({ "op": 2, "d": data }).to_string();
    socket.send(Message::text(identify)).await.unwrap();
    tokio::spawn(async move {
        let mut heard = 0;
        while heard < MESSAGES * ROUNDS {
            let message = socket.next().await.unwrap().unwrap();
            let text = message.to_text().unwrap();
            heard += usize::from(text.starts_with(r#"{"t":"MESSAGE_CREATE""#));
        }
        heard
    })
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
