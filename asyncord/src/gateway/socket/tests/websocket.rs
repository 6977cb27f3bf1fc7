//! Whole connections over streams in memory.

use std::{pin::pin, task::Poll, time::Duration};

use futures_util::{SinkExt, StreamExt, poll};
use tokio::{
    io::{AsyncWriteExt, DuplexStream, duplex},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Bytes, Message,
        protocol::{CloseFrame, Role},
    },
};

use super::peer::{Deflate, corpus, events};
use crate::gateway::{
    Compression,
    socket::{Incoming, Socket, counted::Counted, websocket},
};

const ALL: [Compression; 4] = [
    Compression::ZstdStream,
    Compression::ZlibStream,
    Compression::Payload,
    Compression::None,
];

type WebSocket = websocket::WebSocket<DuplexStream>;

/// A connection, and the raw stream at its other end. Between them stand `room` bytes.
async fn raw(compression: Compression, room: usize) -> (WebSocket, DuplexStream) {
    let (ours, theirs) = duplex(room);
    let config = Some(websocket::config());
    let stream = WebSocketStream::from_raw_socket(Counted::new(ours), Role::Client, config).await;
    (WebSocket::new(stream, compression).unwrap(), theirs)
}

async fn pair(compression: Compression, room: usize) -> (WebSocket, WebSocketStream<DuplexStream>) {
    let (socket, theirs) = raw(compression, room).await;
    (
        socket,
        WebSocketStream::from_raw_socket(theirs, Role::Server, None).await,
    )
}

fn message(deflate: &mut Deflate, text: &str) -> Message {
    match deflate {
        Deflate::None => Message::text(text),
        deflate => Message::binary(deflate.message(text)),
    }
}

#[tokio::test]
async fn texts_come_in_every_mode_and_events_keep_them() {
    for compression in ALL {
        let (mut socket, mut peer) = pair(compression, 10_000).await;
        let texts = corpus();
        let sent = texts.clone();
        let sending = tokio::spawn(async move {
            let mut deflate = Deflate::new(compression);
            for text in &sent {
                let message = message(&mut deflate, text);
                peer.send(message).await.unwrap();
                // Whatever the mode, a plain text is one.
                peer.send(Message::text("plain")).await.unwrap();
                peer.send(Message::Ping(Bytes::from_static(b"?")))
                    .await
                    .unwrap();
            }
            peer
        });
        let mut kept = Vec::new();
        let mut plain = 0;
        for text in &texts {
            assert_eq!(socket.next(true).await.unwrap(), Incoming::Message);
            assert!(socket.text() == text, "{compression:?}");
            kept.push(socket.keep());
            assert_eq!(socket.next(true).await.unwrap(), Incoming::Message);
            assert_eq!(socket.text(), "plain");
            plain += text.len() as u64 + 5;
        }
        let _peer = sending.await.unwrap();
        assert!(
            kept.iter()
                .zip(&texts)
                .all(|(kept, text)| kept.as_str() == text)
        );
        let traffic = socket.traffic();
        assert_eq!(traffic.plain, plain);
        let is_smaller = traffic.wire < plain;
        assert_eq!(is_smaller, compression != Compression::None, "{traffic:?}");
    }
}

#[tokio::test]
async fn nothing_is_lost_where_reading_is_given_up() {
    let mut random = fastrand::Rng::with_seed(5);
    for compression in ALL {
        // Little room, so that each message comes in many pieces.
        let (mut socket, peer) = pair(compression, 64).await;
        let (mut write, mut read) = peer.split();
        let texts: Vec<String> = events(100).collect();
        let sent = texts.clone();
        let sending = tokio::spawn(async move {
            let mut deflate = Deflate::new(compression);
            for text in &sent {
                let message = message(&mut deflate, text);
                write.send(message).await.unwrap();
            }
            write
        });
        let hearing = tokio::spawn(async move {
            for n in 0..100 {
                let heard = read.next().await.unwrap().unwrap();
                assert_eq!(heard.into_text().unwrap().as_str(), format!("{n}"));
            }
            read
        });
        let mut wire = 0;
        for (n, text) in texts.iter().enumerate() {
            socket.send(n.to_string()).unwrap();
            loop {
                let polls = random.u8(0..4);
                let mut next = pin!(socket.next(random.u8(0..8) > 0));
                let mut done = None;
                for _ in 0..=polls {
                    if let Poll::Ready(result) = poll!(&mut next) {
                        done = Some(result.unwrap());
                        break;
                    }
                    tokio::task::yield_now().await;
                }
                if done.is_some() {
                    assert_eq!(done, Some(Incoming::Message));
                    break;
                }
            }
            assert_eq!(socket.text(), text);
            assert!(socket.traffic().wire >= wire);
            wire = socket.traffic().wire;
        }
        let _write = sending.await.unwrap();
        // What was sent is written by reading on.
        let written = async {
            tokio::select! {
                heard = hearing => heard.unwrap(),
                incoming = socket.next(true) => panic!("{incoming:?}"),
            }
        };
        let _read = timeout(Duration::from_secs(30), written).await.unwrap();
    }
}

#[tokio::test]
async fn half_a_message_is_progress() {
    let (mut socket, mut peer) = raw(Compression::None, 1 << 20).await;
    // The header of a text of 100,000 bytes.
    peer.write_all(&[0x81, 127, 0, 0, 0, 0, 0, 1, 0x86, 0xA0])
        .await
        .unwrap();
    for part in 1..=10 {
        peer.write_all(&[b'x'; 10_000]).await.unwrap();
        let next = poll!(pin!(socket.next(true)));
        assert_eq!(next.is_ready(), part == 10);
        assert_eq!(socket.traffic().wire, 10 + part * 10_000);
    }
    assert_eq!(socket.traffic().plain, 100_000);
}

#[tokio::test]
async fn after_a_mistake_nothing_more_comes() {
    for compression in ALL {
        let (mut socket, mut peer) = pair(compression, 10_000).await;
        peer.send(Message::binary("no compressed data"))
            .await
            .unwrap();
        peer.send(Message::text("{}")).await.unwrap();
        let error = socket.next(true).await.unwrap_err().to_string();
        assert!(
            error.contains("binary message") || error.contains("decompressed"),
            "{error}"
        );
        let error = socket.next(true).await.unwrap_err().to_string();
        assert_eq!(error, "the connection has failed before");
    }
}

#[tokio::test]
async fn a_text_that_is_no_utf_8_is_an_error_that_does_not_show_it() {
    let (mut socket, mut peer) = raw(Compression::None, 100).await;
    peer.write_all(&[0x81, 3, b'a', 0xFF, b'b']).await.unwrap();
    let error = socket.next(true).await.unwrap_err().to_string();
    assert_eq!(error, "a text that is not UTF-8 came");
}

#[tokio::test]
async fn a_message_that_is_too_large_is_refused_by_its_header() {
    let (mut socket, mut peer) = raw(Compression::None, 100).await;
    let length = (64_u64 << 20) + 1;
    let header = [&[0x82, 127][..], &length.to_be_bytes()].concat();
    peer.write_all(&header).await.unwrap();
    let error = socket.next(true).await.unwrap_err().to_string();
    assert!(error.contains("67108865"), "{error}");
}

#[tokio::test]
async fn a_close_frame_is_the_last_thing() {
    for compression in ALL {
        let (mut socket, mut peer) = pair(compression, 10_000).await;
        let frame = CloseFrame {
            code: 4004.into(),
            reason: "Authentication failed.".into(),
        };
        peer.close(Some(frame)).await.unwrap();
        assert_eq!(
            socket.next(true).await.unwrap(),
            Incoming::Closed(Some(4004))
        );
    }
}
