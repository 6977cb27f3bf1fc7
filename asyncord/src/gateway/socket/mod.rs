//! The seam between the shard and the network.
//!
//! `connect` opens a connection stage by stage, `websocket` reads and writes its messages, `inflate` makes
//! texts of compressed ones.

use tokio_tungstenite::tungstenite::{self, Utf8Bytes};
use url::Url;

pub use self::compression::Compression;
pub(super) use self::connect::WebSocketConnector;

mod block;
mod compression;
mod connect;
mod counted;
mod inflate;
#[cfg(test)]
pub(super) mod tests;
mod websocket;

/// The largest message that is kept, before and after decompression. The guild with most members and
/// channels makes a few MiB; this is what a broken or hostile peer may make us hold.
const MAX_MESSAGE: usize = 64 << 20;

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

    /// The text of the last message, until [`Socket::next`] is called again.
    fn text(&self) -> &str;

    /// That text as an event keeps it: shared where it is a message of its own, else a copy of its size.
    fn keep(&self) -> Utf8Bytes;

    /// What has come so far.
    fn traffic(&self) -> Traffic;
}

/// What came over a socket.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// A message; [`Socket::text`] is its text.
    Message,
    /// A message that was larger than is kept, and was read past; [`Socket::text`] is its beginning.
    Oversized {
        /// How long it was.
        bytes: u64,
    },
    /// A close frame, after which nothing comes.
    Closed(Option<u16>),
}

/// How much came over a socket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traffic {
    /// Bytes that were read from the peer, without TLS. It grows while a message is still under way.
    pub(super) wire: u64,
    /// Bytes of the texts that were handed over.
    pub(super) plain: u64,
}

/// A failure of the network.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct SocketError(pub(super) String);

impl From<tungstenite::Error> for SocketError {
    fn from(error: tungstenite::Error) -> Self {
        Self(match error {
            tungstenite::Error::Io(error) => error.to_string(),
            // The text would show what came.
            tungstenite::Error::Utf8(_) => "a text that is not UTF-8 came".to_owned(),
            error => error.to_string(),
        })
    }
}
