//! The handle by which the rest of a program asks and commands a shard.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use tokio::sync::{mpsc, watch};

use super::{GatewayError, PresenceUpdate, SendError};

/// Commands that wait for the shard; beyond it, callers wait.
const QUEUED_COMMANDS: usize = 64;

/// Where a shard's connection stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShardStatus {
    /// Not connected: not started, ended, or waiting before the next attempt.
    #[default]
    Disconnected,
    /// Connecting, up to Discord's Hello.
    Connecting,
    /// Starting a session.
    Identifying,
    /// Taking up a session again; missed events come in.
    Resuming,
    /// Receiving events.
    Ready,
}

/// Asks and commands the gateway connection of one bot.
///
/// Handlers take it as the argument `gateway`. Clones are cheap and mean the same connection.
///
/// ```
/// use asyncord::gateway::{Activity, GatewayClient};
///
/// # async fn example(gateway: GatewayClient) -> Result<(), asyncord::gateway::SendError> {
/// gateway.update_presence(Activity::listening("the rain")).await?;
/// println!("{:?}, {:?}", gateway.status(), gateway.latency());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct GatewayClient {
    shared: Arc<Shared>,
}

struct Shared {
    health: watch::Sender<Health>,
    line: Mutex<Line>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Health {
    pub(super) status: ShardStatus,
    pub(super) latency: Option<Duration>,
}

/// The way of commands to the shard.
struct Line {
    sender: mpsc::Sender<Command>,
    /// `None` while the shard runs and after it ended.
    receiver: Option<mpsc::Receiver<Command>>,
    running: bool,
}

impl Line {
    fn new() -> Self {
        let (sender, receiver) = mpsc::channel(QUEUED_COMMANDS);
        Self {
            sender,
            receiver: Some(receiver),
            running: false,
        }
    }
}

/// What a shard is told to do. Payloads are encoded, and small enough.
pub(super) enum Command {
    Presence(String),
}

impl GatewayClient {
    /// Makes the client of a shard that is not started yet.
    pub(crate) fn new() -> Self {
        Self {
            shared: Arc::new(Shared {
                health: watch::Sender::new(Health::default()),
                line: Mutex::new(Line::new()),
            }),
        }
    }

    /// Where the connection stands.
    pub fn status(&self) -> ShardStatus {
        self.shared.health.borrow().status
    }

    /// The time between the last heartbeat that Discord answered and its answer; `None` until there was
    /// one on this connection.
    pub fn latency(&self) -> Option<Duration> {
        self.shared.health.borrow().latency
    }

    /// Resolves when the shard receives events; at once if it does so already.
    pub(crate) async fn wait_until_ready(&self) {
        let mut health = self.shared.health.subscribe();
        health
            .wait_for(|health| health.status == ShardStatus::Ready)
            .await
            .expect("the sender lives in the client that is borrowed");
    }

    /// Shows another status or activity.
    ///
    /// The newest presence is kept: it is sent as soon as the connection and Discord's limit (5 in 20
    /// seconds) allow, one that was overtaken by a newer one is not, and later sessions begin with it.
    /// Before the start it is the presence to start with.
    ///
    /// # Errors
    ///
    /// If the presence has more bytes than the gateway takes, or the shard has ended.
    pub async fn update_presence(
        &self,
        presence: impl Into<PresenceUpdate>,
    ) -> Result<(), SendError> {
        let payload = presence.into().encode()?;
        let sender = self.line().sender.clone();
        sender
            .send(Command::Presence(payload))
            .await
            .map_err(|_| SendError::Stopped)
    }

    /// Marks the shard as running for as long as the value lives that comes back with the commands.
    pub(super) fn start(&self) -> Result<(Running, mpsc::Receiver<Command>), GatewayError> {
        let mut line = self.line();
        if line.running {
            return Err(GatewayError::AlreadyRunning);
        }
        if line.receiver.is_none() {
            *line = Line::new();
        }
        let receiver = line.receiver.take().expect("there was one, or it was made");
        line.running = true;
        let running = Running {
            client: self.clone(),
        };
        Ok((running, receiver))
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // No code that can panic runs under the lock.
        crate::lock(&self.shared.line)
    }
}

impl fmt::Debug for GatewayClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayClient")
            .field("status", &self.status())
            .field("latency", &self.latency())
            .finish_non_exhaustive()
    }
}

/// The running of a shard, which ends when this is dropped.
pub(super) struct Running {
    client: GatewayClient,
}

impl Running {
    pub(super) fn publish(&self, health: Health) {
        self.client.shared.health.send_if_modified(|current| {
            let modified = *current != health;
            *current = health;
            modified
        });
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.publish(Health::default());
        self.client.line().running = false;
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, GatewayClient};
    use crate::gateway::{Activity, GatewayError, SendError, Status};

    #[tokio::test]
    async fn commands_reach_the_running_shard_only() {
        let client = GatewayClient::new();
        client.update_presence(Status::Idle).await.unwrap();

        let (running, mut commands) = client.start().unwrap();
        assert!(matches!(client.start(), Err(GatewayError::AlreadyRunning)));
        let Some(Command::Presence(payload)) = commands.recv().await else {
            panic!("the command of before the start is lost");
        };
        assert!(payload.contains("idle"));

        drop((running, commands));
        let refused = client.update_presence(Status::Online).await;
        assert_eq!(refused, Err(SendError::Stopped));

        let _again = client.start().unwrap();
        client.update_presence(Status::Online).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_too_large_is_refused_to_the_caller() {
        let presence = Activity::playing("x".repeat(5000));
        let refused = GatewayClient::new().update_presence(presence).await;
        assert!(matches!(refused, Err(SendError::TooLarge { .. })));
    }
}
