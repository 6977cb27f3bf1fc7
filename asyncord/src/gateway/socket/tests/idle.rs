//! What a connection that waits for events holds.

use std::{thread, time::Duration};

use tokio::{net::TcpListener, time::timeout};
use tokio_tungstenite::{accept_async, tungstenite::Message};

use super::peer::{Deflate, corpus, events};
use crate::gateway::{
    Compression,
    socket::{Connect, Incoming, Socket, WebSocketConnector},
};

/// Serves one connection on a thread of its own, so that its memory is not counted: first what is large,
/// then `count` usual events. Returns the port.
fn serve(compression: Compression, large: bool, count: u64) -> u16 {
    let (tell, port) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let serving = async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap().port()).unwrap();
            let (stream, _) = listener.accept().await.unwrap();
            let mut stream = accept_async(stream).await.unwrap();
            let mut deflate = Deflate::new(compression);
            let texts = if large { corpus() } else { Vec::new() };
            for text in texts.into_iter().chain(events(count)) {
                let message = match &mut deflate {
                    Deflate::None => Message::text(text),
                    deflate => Message::binary(deflate.message(text)),
                };
                futures_util::SinkExt::send(&mut stream, message)
                    .await
                    .unwrap();
            }
            // Until the client is gone.
            while let Some(Ok(_)) = futures_util::StreamExt::next(&mut stream).await {}
        };
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(serving);
    });
    port.recv().unwrap()
}

/// The bytes that a connection holds after it has received everything and waits.
fn held(compression: Compression, large: bool, count: u64) -> i64 {
    let port = serve(compression, large, count);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let messages = count + if large { corpus().len() as u64 } else { 0 };
    let url = format!("ws://127.0.0.1:{port}/?v=10").parse().unwrap();
    let mut socket = None;
    let used = allocation_counter::measure(|| {
        socket = Some(runtime.block_on(async {
            let mut socket = WebSocketConnector { compression }
                .connect(url)
                .await
                .unwrap();
            for _ in 0..messages {
                assert_eq!(socket.next(true).await.unwrap(), Incoming::Message);
            }
            let more = timeout(Duration::from_millis(100), socket.next(true)).await;
            assert!(more.is_err(), "{more:?}");
            socket
        }));
    });
    used.bytes_current
}

#[test]
fn an_idle_connection_holds_little_whatever_has_come() {
    for compression in [
        Compression::ZstdStream,
        Compression::ZlibStream,
        Compression::Payload,
        Compression::None,
    ] {
        let (few, many) = (
            held(compression, false, 10),
            held(compression, false, 3_000),
        );
        let large = held(compression, true, 50);
        println!("{compression:?}: {few} after 10, {many} after 3,000, {large} after large ones");
        // tungstenite's block grows to 32 KiB in a burst, and no further.
        assert!(few < 80 << 10, "{few}");
        assert!(many.max(large) < few + (37 << 10), "{few} {many} {large}");
    }
}
