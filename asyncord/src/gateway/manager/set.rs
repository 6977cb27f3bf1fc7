//! Shards that are started and ended together.

use std::{
    collections::BTreeMap,
    ops::Range,
    panic::AssertUnwindSafe,
    sync::{Arc, atomic::AtomicBool},
};

use futures_util::FutureExt;
use tokio::{sync::watch, task::JoinSet};
use tracing::Instrument;

use super::Setup;
use crate::gateway::{
    EventSink, GatewayError, IdentifyQueue, ShardConfig, ShardId,
    client::{Line, Running, presence_source},
    machine::{Resumable, Tally},
    overlap::Overlap,
    runner::{Parts, Runner, Stop},
    socket::Connect,
};

/// What makes shards.
pub(super) struct Spawner<C> {
    pub(super) setup: Setup,
    pub(super) connector: C,
    pub(super) sink: Arc<dyn EventSink>,
    pub(super) queue: Arc<dyn IdentifyQueue>,
    pub(super) overlap: Arc<Overlap>,
    pub(super) ever_ready: Arc<AtomicBool>,
    pub(super) identified: watch::Sender<u64>,
    pub(super) running: Running,
}

/// How a shard ended.
type Ended = (ShardId, Result<Option<(Resumable, Tally)>, GatewayError>);

/// Shards that are replaced together.
pub(super) struct ShardSet {
    pub(super) total: u32,
    pub(super) lines: BTreeMap<u32, Arc<Line>>,
    pub(super) tasks: JoinSet<Ended>,
    pub(super) stop: watch::Sender<Stop>,
    /// Whether another set still serves beside it.
    pub(super) is_new: Arc<AtomicBool>,
}

impl<C: Connect + Clone> Spawner<C> {
    pub(super) fn spawn(
        &self,
        shards: Range<u32>,
        total: u32,
        mut sessions: BTreeMap<u32, (Resumable, Tally)>,
        is_new: bool,
    ) -> Result<ShardSet, GatewayError> {
        let is_new = Arc::new(AtomicBool::new(is_new));
        let stop = watch::Sender::new(Stop::No);
        let mut set = ShardSet {
            total,
            lines: BTreeMap::new(),
            tasks: JoinSet::new(),
            stop,
            is_new: Arc::clone(&is_new),
        };
        for number in shards {
            let id = ShardId::new(number, total).expect("ranges are checked when they are planned");
            let (line, inbox) = Line::new(id);
            let setup = &self.setup;
            let runner = Runner::new(Parts {
                config: ShardConfig {
                    token: setup.token.clone(),
                    url: setup.url.clone(),
                    intents: setup.intents,
                    shard: id,
                    plain_hosts: setup.plain_hosts.clone(),
                    compression: setup.options.compression,
                    large_threshold: setup.options.large_threshold,
                    ever_ready: Arc::clone(&self.ever_ready),
                },
                connector: self.connector.clone(),
                line: Arc::clone(&line),
                inbox,
                sink: Arc::clone(&self.sink),
                queue: Arc::clone(&self.queue),
                overlap: Arc::clone(&self.overlap),
                is_new: Arc::clone(&is_new),
                session: sessions.remove(&number),
                presence: presence_source(self.running.shared(), &line),
                group: Arc::clone(&setup.group),
                identified: self.identified.clone(),
            })?;
            let span = tracing::info_span!("shard", group = &*setup.group, shard = %id);
            let stop = set.stop.subscribe();
            let run = async move {
                // Whoever panicked has said so on stderr.
                let ended = AssertUnwindSafe(runner.run(stop)).catch_unwind().await;
                (
                    id,
                    ended.unwrap_or(Err(GatewayError::ShardDied { shard: id })),
                )
            };
            set.tasks.spawn(run.instrument(span));
            set.lines.insert(number, line);
        }
        Ok(set)
    }
}

impl ShardSet {
    /// Ends all shards, and gives the sessions that are kept.
    pub(super) async fn end(&mut self, how: Stop) -> Vec<(ShardId, Resumable, Tally)> {
        self.stop.send_if_modified(|stop| {
            let begins = *stop == Stop::No;
            if begins {
                *stop = how;
            }
            begins
        });
        let mut sessions = Vec::new();
        while let Some(ended) = self.tasks.join_next().await {
            if let Ok((id, Ok(Some((session, tally))))) = ended {
                sessions.push((id, session, tally));
            }
        }
        sessions
    }

    /// Resolves with the error of the first shard that ends by itself.
    pub(super) async fn fails(&mut self) -> GatewayError {
        match self.tasks.join_next().await {
            Some(Ok((_, Err(error)))) => error,
            Some(Ok((shard, Ok(_)))) => GatewayError::ShardDied { shard },
            // Tasks catch their panics, and nobody aborts one of a set that is waited for.
            Some(Err(_)) | None => std::future::pending().await,
        }
    }

    pub(super) fn guilds(&self) -> u64 {
        let guilds = self.lines.values().map(|line| line.info().guilds);
        guilds.map(u64::from).sum()
    }
}
