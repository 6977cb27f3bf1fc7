//! One WebSocket, and the texts that come over it.

use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{Sink, Stream};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        self, Bytes, Message, Utf8Bytes,
        protocol::{CloseFrame, WebSocketConfig, frame::coding::CloseCode},
    },
};

use super::{
    Compression, Incoming, MAX_MESSAGE, Socket, SocketError, Traffic,
    block::LargeBlock,
    counted::Counted,
    inflate::{Inflate, Inflated},
};

/// Reads are this large. An event holds on to the block it was read into, which is why it is small, and
/// tungstenite's block grows to four times as much in a burst.
const READ_BUFFER: usize = 8 << 10;

/// How tungstenite reads and writes.
pub(super) fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE))
}

/// A WebSocket over `S`, which is TCP or TLS.
pub(in crate::gateway) struct WebSocket<S> {
    stream: WebSocketStream<Counted<S>>,
    unflushed: bool,
    inflate: Inflate,
    /// The last message, where it was a text.
    text: Option<Utf8Bytes>,
    block: LargeBlock,
    plain: u64,
    failed: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> WebSocket<S> {
    pub(super) fn new(
        stream: WebSocketStream<Counted<S>>,
        compression: Compression,
    ) -> Result<Self, SocketError> {
        Ok(Self {
            stream,
            unflushed: false,
            inflate: Inflate::new(compression)?,
            text: None,
            block: LargeBlock::default(),
            plain: 0,
            failed: false,
        })
    }

    fn queue(&mut self, message: Message) -> Result<(), SocketError> {
        self.unflushed = true;
        // tungstenite takes every message into a buffer of its own; how much there can be is bounded by
        // the limits on sending.
        Ok(Pin::new(&mut self.stream).start_send(message)?)
    }

    fn poll_write(&mut self, cx: &mut Context<'_>) -> Result<(), tungstenite::Error> {
        if self.unflushed
            && let Poll::Ready(result) = Pin::new(&mut self.stream).poll_flush(cx)
        {
            result?;
            self.unflushed = false;
        }
        Ok(())
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<Incoming, SocketError>> {
        loop {
            let message = match Pin::new(&mut self.stream).poll_next(cx) {
                Poll::Pending => {
                    // Not before: in a burst of large messages each would make room anew.
                    self.inflate.shrink();
                    return Poll::Pending;
                }
                Poll::Ready(Some(message)) => message?,
                Poll::Ready(None) => {
                    return Poll::Ready(Err(SocketError("the connection has ended".to_owned())));
                }
            };
            let incoming = match message {
                Message::Text(text) => {
                    self.block.follow(text.as_ref(), READ_BUFFER);
                    self.text = Some(text);
                    Incoming::Message
                }
                Message::Binary(bytes) => match self.take_in(&bytes)? {
                    Inflated::Part => continue,
                    Inflated::Whole => Incoming::Message,
                    Inflated::Oversized { bytes } => Incoming::Oversized { bytes },
                },
                Message::Close(frame) => {
                    // The answer to it is written if that can be done at once; nothing depends on it.
                    let _ = Pin::new(&mut self.stream).poll_flush(cx);
                    let code = frame.map(|frame| frame.code.into());
                    return Poll::Ready(Ok(Incoming::Closed(code)));
                }
                Message::Ping(payload) | Message::Pong(payload) => {
                    self.block.follow(&payload, READ_BUFFER);
                    continue;
                }
                Message::Frame(_) => continue,
            };
            self.plain += self.text().len() as u64;
            return Poll::Ready(Ok(incoming));
        }
    }

    fn take_in(&mut self, bytes: &Bytes) -> Result<Inflated, SocketError> {
        self.block.follow(bytes, READ_BUFFER);
        self.inflate.take_in(bytes)
    }

    fn poll(&mut self, cx: &mut Context<'_>, read: bool) -> Poll<Result<Incoming, SocketError>> {
        let written = self.poll_write(cx);
        // Where writing fails, a close frame that says why may still be there to be read.
        if (read || written.is_err())
            && let Poll::Ready(incoming) = self.poll_read(cx)
        {
            return Poll::Ready(incoming);
        }
        match written {
            Ok(()) => Poll::Pending,
            Err(error) => Poll::Ready(Err(error.into())),
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> Socket for WebSocket<S> {
    fn send(&mut self, text: String) -> Result<(), SocketError> {
        self.queue(Message::text(text))
    }

    fn close(&mut self, code: u16) -> Result<(), SocketError> {
        self.queue(Message::Close(Some(CloseFrame {
            code: CloseCode::from(code),
            reason: Utf8Bytes::default(),
        })))
    }

    async fn next(&mut self, read: bool) -> Result<Incoming, SocketError> {
        if self.failed {
            // A stream of compressed data cannot be taken up again after a mistake in it.
            return Err(SocketError("the connection has failed before".to_owned()));
        }
        // Held on to, it would keep tungstenite from using the memory again.
        self.text = None;
        let result = poll_fn(|cx| self.poll(cx, read)).await;
        self.failed = result.is_err();
        result
    }

    fn text(&self) -> &str {
        self.text
            .as_ref()
            .map_or_else(|| self.inflate.text(), Utf8Bytes::as_str)
    }

    fn keep(&self) -> Utf8Bytes {
        match &self.text {
            Some(text) => text.clone(),
            None => Utf8Bytes::from(self.inflate.text()),
        }
    }

    fn traffic(&self) -> Traffic {
        Traffic {
            wire: self.stream.get_ref().read(),
            plain: self.plain,
        }
    }
}
