//! The seam between the shard and the network.

use std::{
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures_util::{Sink, Stream};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config,
    tungstenite::{
        self, Message, Utf8Bytes,
        protocol::{CloseFrame, WebSocketConfig, frame::coding::CloseCode},
    },
};
use url::Url;

use crate::net;

/// The largest message, and the largest frame, that is received. The guild with most members and channels
/// makes a few MiB; this is what a broken or hostile peer may make us hold.
const MAX_MESSAGE: usize = 64 << 20;

/// Reads are this large. An event holds on to the block it was read into, which is why it is small.
const READ_BUFFER: usize = 16 << 10;

/// Opens sockets.
pub(super) trait Connect: Send + 'static {
    /// What it opens.
    type Socket: Socket;

    /// Opens a socket to `url`.
    fn connect(
        &self,
        url: Url,
    ) -> impl Future<Output = Result<Self::Socket, SocketError>> + Send + 'static;
}

/// A connection that carries texts. Sending never waits: what is sent is written by [`Socket::next`].
pub(super) trait Socket: Send + 'static {
    /// Puts a text behind those that wait to be written.
    fn send(&mut self, text: String) -> Result<(), SocketError>;

    /// Puts a close frame behind them.
    fn close(&mut self, code: u16) -> Result<(), SocketError>;

    /// Writes what waits, and resolves with the next message; with `read` false only an error resolves
    /// it. Nothing is lost if it is dropped before.
    fn next(&mut self, read: bool) -> impl Future<Output = Result<Incoming, SocketError>> + Send;
}

/// What came over a socket.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// A message.
    Text(Utf8Bytes),
    /// A close frame, after which nothing comes.
    Closed(Option<u16>),
}

/// A failure of the network.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct SocketError(pub(super) String);

impl From<tungstenite::Error> for SocketError {
    fn from(error: tungstenite::Error) -> Self {
        Self(match error {
            tungstenite::Error::Io(error) => error.to_string(),
            error => error.to_string(),
        })
    }
}

/// Opens WebSockets, with TLS where the address says so.
pub(super) struct WebSocketConnector;

impl Connect for WebSocketConnector {
    type Socket = WebSocket;

    fn connect(
        &self,
        url: Url,
    ) -> impl Future<Output = Result<WebSocket, SocketError>> + Send + 'static {
        open(url)
    }
}

async fn open(url: Url) -> Result<WebSocket, SocketError> {
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE));
    let tls = Connector::Rustls(Arc::new(net::tls_config()));
    let no_delay = true;
    let (stream, _) =
        connect_async_tls_with_config(url.as_str(), Some(config), no_delay, Some(tls)).await?;
    Ok(WebSocket {
        stream,
        unflushed: false,
    })
}

/// A WebSocket over TCP or TLS.
pub(super) struct WebSocket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    unflushed: bool,
}

impl WebSocket {
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
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(message)) => message?,
                Poll::Ready(None) => {
                    return Poll::Ready(Err(SocketError("the connection has ended".to_owned())));
                }
            };
            return Poll::Ready(match message {
                Message::Text(text) => Ok(Incoming::Text(text)),
                Message::Close(frame) => {
                    // The answer to it is written if that can be done at once; nothing depends on it.
                    let _ = Pin::new(&mut self.stream).poll_flush(cx);
                    Ok(Incoming::Closed(frame.map(|frame| frame.code.into())))
                }
                Message::Binary(_) => Err(SocketError(
                    "a binary message came, although no compression was asked for".to_owned(),
                )),
                Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => continue,
            });
        }
    }
}

impl Socket for WebSocket {
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
        poll_fn(|cx| {
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
        })
        .await
    }
}
