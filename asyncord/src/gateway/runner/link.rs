//! What a shard waits for: its connection, and its turn to start a session.

use futures_util::future::BoxFuture;

use crate::gateway::{
    IdentifyPermit, IdentifyRefused,
    socket::{Incoming, Socket, SocketError},
};

pub(super) enum Link<S> {
    None,
    Opening(BoxFuture<'static, Result<S, SocketError>>),
    Open(S),
}

pub(super) enum Happening<S> {
    Opened(Result<S, SocketError>),
    Received(Result<Incoming, SocketError>),
}

impl<S: Socket> Link<S> {
    pub(super) async fn next(&mut self, read: bool) -> Happening<S> {
        match self {
            Self::None => std::future::pending().await,
            Self::Opening(opening) => Happening::Opened(opening.await),
            Self::Open(socket) => Happening::Received(socket.next(read).await),
        }
    }
}

/// The turn to start a session.
pub(super) enum Turn {
    None,
    Awaited(BoxFuture<'static, Result<IdentifyPermit, IdentifyRefused>>),
    Given(IdentifyPermit),
}

impl Turn {
    pub(super) async fn next(&mut self) -> Result<IdentifyPermit, IdentifyRefused> {
        match self {
            Self::Awaited(turn) => turn.await,
            Self::None | Self::Given(_) => std::future::pending().await,
        }
    }
}
