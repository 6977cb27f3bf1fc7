//! The little HTTP that a bot needs before it is connected, and the way to a WebSocket.

use std::io;

use percent_encoding::percent_decode_str;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::{
    Shared,
    peer::{Address, Peer},
    world::Door,
};

/// The head of a request.
struct Head {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

impl Head {
    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    fn query(&self) -> Vec<(String, String)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| {
                let value = percent_decode_str(value).decode_utf8_lossy();
                (key.to_owned(), value.into_owned())
            })
            .collect()
    }
}

/// Serves one connection until it ends.
pub(super) async fn serve(
    mut socket: TcpStream,
    shared: Shared,
    address: Address,
) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(head) = read_head(&mut socket, &mut buffer).await? {
        if head.header("upgrade").is_some() {
            return upgrade(socket, buffer, &head, shared, address).await;
        }
        let (status, body) = answer(&head, &shared);
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        socket.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

async fn read_head(socket: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Head>> {
    const END: &[u8] = b"\r\n\r\n";
    let end = loop {
        if let Some(end) = buffer.windows(END.len()).position(|part| part == END) {
            break end;
        }
        if socket.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    };
    let head: Vec<u8> = buffer.drain(..end + END.len()).collect();
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines();
    let mut request = lines.next().unwrap_or_default().split(' ');
    let mut word = || request.next().unwrap_or_default().to_owned();
    Ok(Some(Head {
        method: word(),
        target: word(),
        headers: lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
    }))
}

/// Answers a request that has no body.
fn answer(head: &Head, shared: &Shared) -> (&'static str, String) {
    let mut world = shared.world();
    let Some(bot) = head
        .header("authorization")
        .and_then(|header| header.strip_prefix("Bot "))
        .and_then(|token| world.bot(token))
    else {
        world.violation(format!("{} without a token that is known", head.target));
        return ("401 Unauthorized", json!({"code": 0}).to_string());
    };
    match (&*head.method, &*head.target) {
        ("GET", "/api/v10/gateway/bot") => {
            let url = format!("ws://{}", shared.base);
            ("200 OK", world.gateway_bot(bot, &url).to_string())
        }
        ("GET", "/api/v10/users/@me") => (
            "200 OK",
            json!({"id": "1", "username": "chaos", "discriminator": "0", "bot": true}).to_string(),
        ),
        _ => ("404 Not Found", json!({"code": 0}).to_string()),
    }
}

async fn upgrade(
    mut socket: TcpStream,
    buffer: Vec<u8>,
    head: &Head,
    shared: Shared,
    address: Address,
) -> io::Result<()> {
    let door = shared.world().door.pop_front();
    match door {
        Some(Door::Refuse(status)) => {
            let answer = format!("HTTP/1.1 {status} Refused\r\ncontent-length: 0\r\n\r\n");
            return socket.write_all(answer.as_bytes()).await;
        }
        Some(Door::Drop) => return socket.set_zero_linger(),
        Some(Door::Silence) => {
            let mut ignored = [0; 1024];
            while socket.read(&mut ignored).await? > 0 {}
            return Ok(());
        }
        Some(Door::SlowHello(_) | Door::Reconnect) | None => {}
    }
    let key = head.header("sec-websocket-key").unwrap_or_default();
    let accept = derive_accept_key(key.as_bytes());
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: {accept}\r\n\r\n"
    );
    socket.write_all(answer.as_bytes()).await?;
    Peer::new(socket, buffer, shared, address, &head.query(), door)
        .run()
        .await;
    Ok(())
}
