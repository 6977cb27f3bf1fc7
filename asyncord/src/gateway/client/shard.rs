//! One shard, as a program asks and commands it.

use serde::Serialize;
use std::{fmt, sync::Arc, time::Duration};

use super::{
    super::{PresenceUpdate, SendError, ShardId, request},
    GatewayClient, ShardInfo, ShardStatus,
    line::{Control, Line},
};

/// One of the shards of this process; [`GatewayClient::shard`] gives it.
///
/// It means the connection that was there when it was asked for: after a resharding, ask again.
#[derive(Clone)]
pub struct Shard {
    pub(super) client: GatewayClient,
    pub(super) line: Arc<Line>,
}

impl Shard {
    /// Its number, and how many there are.
    pub fn id(&self) -> ShardId {
        self.line.id
    }

    /// What is known of it.
    pub fn info(&self) -> ShardInfo {
        self.line.info()
    }

    /// Where its connection stands.
    pub fn status(&self) -> ShardStatus {
        self.line.health.borrow().status
    }

    /// The time between the last heartbeat that Discord answered and its answer; `None` until there was one on
    /// this connection.
    pub fn latency(&self) -> Option<Duration> {
        self.line.health.borrow().latency
    }

    /// Resolves when the shard receives events; at once if it does so already, and never if it has ended.
    pub async fn wait_until_ready(&self) {
        self.line.ready().await;
    }

    /// Shows another status or activity on this shard only, until the next presence for all of them.
    ///
    /// # Errors
    ///
    /// If the presence has more than 3,584 bytes: it must fit into an Identify too.
    ///
    /// Discord docs: Gateway Events/Update Presence.
    #[expect(
        clippy::unused_async,
        reason = "where the shards are another process's, it has to be asked"
    )]
    pub async fn update_presence(
        &self,
        presence: impl Into<PresenceUpdate>,
    ) -> Result<(), SendError> {
        let presence = presence.into();
        presence.encode()?;
        crate::lock(&self.client.shared.presence).set_single(self.line.id.number(), presence);
        // A shard that has ended shows nothing.
        let _ = self.line.controls.send(Control::PresenceChanged);
        Ok(())
    }

    /// Makes a new connection and resumes the session on it: nothing is missed, no identify is spent. It returns at once;
    /// while the shard is not connected, its next attempt begins.
    ///
    /// # Errors
    ///
    /// If the shard has ended.
    ///
    /// Discord docs: Gateway/Resuming.
    #[expect(
        clippy::unused_async,
        reason = "where the shards are another process's, it has to be asked"
    )]
    pub async fn restart(&self) -> Result<(), SendError> {
        self.control(Control::Restart { keep_session: true })
    }

    /// Ends the session and starts a new one, which takes one of the day's identifies. It returns at once.
    ///
    /// # Errors
    ///
    /// If the shard has ended.
    ///
    /// Discord docs: Gateway/Identifying.
    #[expect(
        clippy::unused_async,
        reason = "where the shards are another process's, it has to be asked"
    )]
    pub async fn renew_session(&self) -> Result<(), SendError> {
        self.control(Control::Restart {
            keep_session: false,
        })
    }

    fn control(&self, control: Control) -> Result<(), SendError> {
        self.line
            .controls
            .send(control)
            .map_err(|_| SendError::Stopped)
    }

    /// Sends a payload of any opcode, such as one that this version does not know; returns when it is sent.
    ///
    /// It waits for the connection and for Discord's limit of 120 payloads in 60 seconds. Dropped before it is sent,
    /// it is not sent. If the connection is lost before Discord can be known to have it, it is sent again: the payload
    /// may arrive twice.
    ///
    /// # Errors
    ///
    /// If the payload has more than 4,096 bytes, cannot be written as JSON, or the shard has ended.
    ///
    /// Discord docs: Gateway/Sending Events.
    pub async fn send(&self, op: u8, data: &(impl Serialize + Sync)) -> Result<(), SendError> {
        let payload = request::frame(op, data)?;
        request::send(&self.line, payload).await
    }
}

impl fmt::Debug for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.info().fmt(f)
    }
}
