//! The way between a shard that runs and the rest of the program.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::{mpsc, watch};

use super::super::{ShardId, machine::Outgoing, request::Request};

/// Commands that wait for the shard; beyond it, callers wait.
const QUEUED_COMMANDS: usize = 64;

/// Where a shard's connection stands; the further, the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ShardStatus {
    /// Not connected: not started, ended, or waiting before the next attempt.
    #[default]
    Disconnected,
    /// Waiting for its turn to start a session.
    Queued,
    /// Connecting, up to Discord's Hello.
    Connecting,
    /// Starting a session.
    Identifying,
    /// Taking up a session again; missed events come in.
    Resuming,
    /// Receiving events.
    Ready,
}

/// What is known of a shard.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ShardInfo {
    /// Its number, and how many there are.
    pub id: ShardId,
    /// Where its connection stands.
    pub status: ShardStatus,
    /// The time between the last heartbeat that Discord answered and its answer; `None` until there was one on
    /// this connection.
    pub latency: Option<Duration>,
    /// How many guilds it serves.
    pub guilds: u32,
    /// How many of them are not available: they have not come yet, or are in an outage.
    pub unavailable_guilds: u32,
    /// How many commands wait to be sent.
    pub queued_commands: usize,
}

/// What changes about a shard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::gateway) struct Health {
    pub(in crate::gateway) status: ShardStatus,
    pub(in crate::gateway) latency: Option<Duration>,
    pub(in crate::gateway) guilds: u32,
    pub(in crate::gateway) unavailable_guilds: u32,
    pub(in crate::gateway) queued_commands: usize,
}

/// What a shard is told to send.
#[derive(Debug)]
pub(in crate::gateway) enum Command {
    /// A payload.
    Send(Outgoing),
    /// A payload that is answered.
    Request(Request),
}

/// What a shard is told to do; never waits behind commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway) enum Control {
    /// The presence to be shown has changed.
    PresenceChanged,
    /// Make a new connection.
    Restart { keep_session: bool },
    /// Its set has taken over from another one.
    TakenOver,
}

/// The program's end of the way to a shard.
#[derive(Debug)]
pub(in crate::gateway) struct Line {
    pub(in crate::gateway) id: ShardId,
    pub(in crate::gateway) health: watch::Sender<Health>,
    pub(in crate::gateway) commands: mpsc::Sender<Command>,
    pub(in crate::gateway) controls: mpsc::UnboundedSender<Control>,
    /// Whether an event waits for room in the sink.
    pub(in crate::gateway) holds: AtomicBool,
}

/// The shard's end.
#[derive(Debug)]
pub(in crate::gateway) struct Inbox {
    pub(in crate::gateway) commands: mpsc::Receiver<Command>,
    pub(in crate::gateway) controls: mpsc::UnboundedReceiver<Control>,
}

impl Line {
    pub(in crate::gateway) fn new(id: ShardId) -> (Arc<Self>, Inbox) {
        let (commands, commands_in) = mpsc::channel(QUEUED_COMMANDS);
        let (controls, controls_in) = mpsc::unbounded_channel();
        let line = Self {
            id,
            health: watch::Sender::new(Health::default()),
            commands,
            controls,
            holds: AtomicBool::new(false),
        };
        let inbox = Inbox {
            commands: commands_in,
            controls: controls_in,
        };
        (Arc::new(line), inbox)
    }

    pub(in crate::gateway) fn publish(&self, health: Health) {
        self.health.send_if_modified(|current| {
            let modified = *current != health;
            *current = health;
            modified
        });
    }

    pub(in crate::gateway) fn info(&self) -> ShardInfo {
        let health = *self.health.borrow();
        ShardInfo {
            id: self.id,
            status: health.status,
            latency: health.latency,
            guilds: health.guilds,
            unavailable_guilds: health.unavailable_guilds,
            queued_commands: health.queued_commands,
        }
    }

    fn is_ready(&self) -> bool {
        self.health.borrow().status == ShardStatus::Ready
    }

    /// Whether events come through as Discord sends them; nothing more is expected of a shard that has ended.
    pub(in crate::gateway) fn flows(&self) -> bool {
        (self.is_ready() && !self.holds.load(Ordering::Relaxed)) || self.controls.is_closed()
    }

    /// Resolves when the shard receives events; at once if it does so already.
    pub(in crate::gateway) async fn ready(&self) {
        self.wait_for(|health| health.status == ShardStatus::Ready)
            .await;
    }

    /// Resolves when none of the shard's guilds is awaited.
    pub(in crate::gateway) async fn complete(&self) {
        self.wait_for(|health| health.unavailable_guilds == 0).await;
    }

    async fn wait_for(&self, what: impl Fn(&Health) -> bool) {
        let mut health = self.health.subscribe();
        health
            .wait_for(what)
            .await
            .expect("the sender lives in the line that is borrowed");
    }
}

/// Resolves when all of these receive events at the same time.
pub(in crate::gateway) async fn all_ready(lines: &[Arc<Line>]) {
    loop {
        for line in lines {
            line.ready().await;
        }
        // The first may have been lost while the last was waited for.
        if lines.iter().all(|line| line.is_ready()) {
            return;
        }
    }
}
