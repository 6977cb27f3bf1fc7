//! Replacing the shards by another number of them.
//!
//! The new set identifies beside the old one, unheard. When all of its shards are ready and their guilds have come, both
//! are heard for a while (`overlap` sees to it that nothing is handled twice), commands go to the new one, and the old
//! one is closed.

use std::{collections::BTreeMap, sync::Arc, sync::atomic::Ordering, time::Duration};

use futures_util::future::BoxFuture;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use super::{Connect, Done, Kind, Manager, ShardSet, Stop, stopped};
use crate::{
    BoxError,
    event::{ReshardEnded, ReshardStarted},
    gateway::{
        ReshardError,
        client::{Control, Line, all_ready},
        metrics,
        overlap::LAG,
    },
    model::{GatewayBot, Intents},
};

/// How long to wait for the number that Discord recommends.
const ASK: Duration = Duration::from_mins(1);
/// How long both sets are heard: one may be behind the other by some seconds.
const OVERLAP: Duration = Duration::from_secs(10);
/// How long to wait for the guilds of the new set: some may be in an outage.
const GUILDS: Duration = Duration::from_mins(1);

/// How long to wait for the next one of the new shards: they start one after the other.
const NEXT_SHARD: Duration = Duration::from_mins(15);
/// How long to wait at most until both sets hear everything: one of them may be cut off.
const LONGEST_OVERLAP: Duration = Duration::from_mins(10);

/// Where a resharding stands.
pub(super) enum Reshard {
    None,
    /// Discord is asked how many shards there should be.
    Asking(Wanted, BoxFuture<'static, Result<GatewayBot, BoxError>>),
    /// The new set connects.
    Starting(
        Started,
        BoxFuture<'static, (ShardSet, Result<(), ReshardError>)>,
    ),
    /// Both sets are heard, or one that failed ends.
    Closing(Started, Result<(), ReshardError>, BoxFuture<'static, ()>),
}

/// A resharding as it was asked for.
pub(super) struct Wanted {
    /// How many shards; `None` for as many as Discord recommends.
    pub(super) total: Option<u32>,
    /// How many at least, where it is Discord's to say.
    pub(super) least: u32,
    pub(super) done: Option<Done>,
}

/// A resharding that has begun.
pub(super) struct Started {
    from: u32,
    to: u32,
    done: Option<Done>,
    /// Ends the set that the future beside it owns.
    stop: watch::Sender<Stop>,
}

/// What has happened.
pub(super) enum Step {
    Asked(Result<GatewayBot, BoxError>),
    Started(Box<ShardSet>, Result<(), ReshardError>),
    Closed,
}

impl Reshard {
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    pub(super) async fn next(&mut self) -> Step {
        match self {
            Self::None => std::future::pending().await,
            Self::Asking(_, asking) => Step::Asked(asking.await),
            Self::Starting(_, starting) => {
                let (set, result) = starting.await;
                Step::Started(Box::new(set), result)
            }
            Self::Closing(_, _, closing) => {
                closing.await;
                Step::Closed
            }
        }
    }

    /// Ends it with the bot: the set beside the present one is closed in good order.
    pub(super) async fn end(self) {
        match self {
            Self::None | Self::Asking(..) => {}
            Self::Starting(started, starting) => {
                started.stop.send_replace(Stop::Final);
                let (set, _) = starting.await;
                close(set, Stop::Final).await;
            }
            Self::Closing(started, _, closing) => {
                started.stop.send_replace(Stop::Final);
                closing.await;
            }
        }
    }
}

impl Wanted {
    fn refuse(self, error: ReshardError) {
        if let Some(done) = self.done {
            // Whoever asked may have gone.
            drop(done.send(Err(error)));
        } else {
            tracing::error!(%error, "more shards are needed soon, and cannot be started");
        }
    }

    /// How many shards there are to be. Large bots may start multiples of what is recommended only.
    fn total(&self, recommended: u32) -> u32 {
        let recommended = recommended.max(1);
        self.total.map_or_else(
            || recommended.saturating_mul(self.least.div_ceil(recommended)),
            |total| total.max(1),
        )
    }
}

impl<C: Connect + Clone> Manager<C> {
    /// Begins to replace the shards. Nothing is waited for in here: a stop must not wait for Discord's answer.
    pub(super) fn begin_reshard(&mut self, wanted: Wanted) {
        if !self.reshard.is_none() {
            return wanted.refuse(ReshardError::UnderWay);
        }
        if let Kind::Range { .. } = self.spawner.setup.options.sharding.0 {
            return wanted.refuse(ReshardError::PartOnly);
        }
        let asking = (self.spawner.setup.refresh)();
        let asking = async move {
            let late = |_| format!("no answer within {ASK:?}");
            timeout(ASK, asking).await.map_err(late)?
        };
        self.reshard = Reshard::Asking(wanted, Box::pin(asking));
    }

    /// Starts the new set.
    fn start_reshard(&mut self, wanted: Wanted, info: Result<GatewayBot, BoxError>) {
        match self.prepare_reshard(&wanted, info) {
            Ok((to, set)) => {
                let from = self.set.total;
                tracing::info!(from, to, "resharding");
                self.tell(&ReshardStarted { from, to });
                let started = Started {
                    from,
                    to,
                    done: wanted.done,
                    stop: set.stop.clone(),
                };
                let with_guilds = self.spawner.setup.intents.contains(Intents::GUILDS);
                self.reshard = Reshard::Starting(started, Box::pin(start(set, with_guilds)));
            }
            Err(error) => wanted.refuse(error),
        }
    }

    fn prepare_reshard(
        &mut self,
        wanted: &Wanted,
        info: Result<GatewayBot, BoxError>,
    ) -> Result<(u32, ShardSet), ReshardError> {
        let info = info.map_err(|error| ReshardError::Info(error.into()))?;
        self.memory.queue.update(info.session_start_limit);
        self.count_left();
        let to = wanted.total(info.shards);
        self.memory
            .queue
            .check(to)
            .map_err(ReshardError::SessionLimit)?;
        self.spawner.overlap.begin();
        let set = self
            .spawner
            .spawn(0..to, to, BTreeMap::new(), true)
            .map_err(|error| {
                self.spawner.overlap.end();
                ReshardError::Gateway(error.into())
            })?;
        Ok((to, set))
    }

    pub(super) async fn step(&mut self, step: Step) {
        match (std::mem::replace(&mut self.reshard, Reshard::None), step) {
            (Reshard::Asking(wanted, _), Step::Asked(info)) => self.start_reshard(wanted, info),
            (Reshard::Starting(started, _), Step::Started(set, Ok(()))) => {
                tracing::info!(to = started.to, "the new shards are complete and take over");
                self.take_over(started, *set);
            }
            (Reshard::Starting(started, _), Step::Started(set, Err(error))) => {
                tracing::error!(%error, "the new shards failed, the present ones go on");
                self.next_reshard = tokio::time::Instant::now() + super::RESHARD_PAUSE;
                let closing = Box::pin(close(*set, Stop::Final));
                self.reshard = Reshard::Closing(started, Err(error), closing);
            }
            (Reshard::Closing(started, result, _), Step::Closed) => {
                // In this order no event is judged as one of the set that has gone.
                self.spawner.overlap.end();
                self.set.is_new.store(false, Ordering::Release);
                if result.is_ok() {
                    metrics::gone(&self.spawner.setup.group, started.to..started.from);
                }
                self.memory.save(Vec::new()).await;
                self.tell(&ReshardEnded {
                    from: started.from,
                    to: started.to,
                    error: result.as_ref().err().map(ToString::to_string),
                });
                if let Some(done) = started.done {
                    // Whoever asked may have gone.
                    let _ = done.send(result);
                }
            }
            // No other step can follow.
            (state, _) => self.reshard = state,
        }
    }

    fn take_over(&mut self, started: Started, set: ShardSet) {
        self.spawner.overlap.both();
        let old = std::mem::replace(&mut self.set, set);
        self.publish();
        self.announced = false;
        for line in self.set.lines.values() {
            // One that has ended is noticed elsewhere.
            let _ = line.controls.send(Control::TakenOver);
        }
        let started = Started {
            stop: old.stop.clone(),
            ..started
        };
        let lines = old.lines.values().chain(self.set.lines.values());
        let lines: Vec<_> = lines.cloned().collect();
        let overlap = Arc::clone(&self.spawner.overlap);
        let closing = Box::pin(async move {
            let mut stop = old.stop.subscribe();
            tokio::select! {
                _ = stopped(&mut stop) => {}
                heard = timeout(LONGEST_OVERLAP, heard(&lines)) => if heard.is_err() {
                    tracing::warn!("the old shards are closed although some shards are cut off");
                }
            }
            overlap.closing();
            close(old, Stop::Replaced).await;
            // What it has told last comes over the new ones yet.
            tokio::select! {
                _ = stop.wait_for(|stop| *stop == Stop::Final) => {}
                () = sleep(LAG) => {}
            }
        });
        self.reshard = Reshard::Closing(started, Ok(()), closing);
    }
}

/// Waits until nothing was held up on any shard for the time of an overlap: what one set has dropped, the other one
/// has told by then.
async fn heard(lines: &[Arc<Line>]) {
    const STEP: Duration = Duration::from_millis(500);
    let mut flowing = Duration::ZERO;
    while flowing < OVERLAP {
        sleep(STEP).await;
        if lines.iter().all(|line| line.flows()) {
            flowing += STEP;
        } else {
            flowing = Duration::ZERO;
        }
    }
}

/// Waits until all shards of a new set are there, with their guilds.
async fn start(mut set: ShardSet, with_guilds: bool) -> (ShardSet, Result<(), ReshardError>) {
    let lines: Vec<_> = set.lines.values().cloned().collect();
    let complete = async {
        let late = |_| ReshardError::Late { after: NEXT_SHARD };
        for line in &lines {
            timeout(NEXT_SHARD, line.ready()).await.map_err(late)?;
        }
        if with_guilds {
            let guilds = async {
                for line in &lines {
                    line.complete().await;
                }
            };
            if timeout(GUILDS, guilds).await.is_err() {
                tracing::warn!("some guilds of the new shards have not come, as in an outage");
            }
        }
        // Some may have been lost again.
        timeout(NEXT_SHARD, all_ready(&lines)).await.map_err(late)
    };
    let result = tokio::select! {
        error = set.fails() => Err(ReshardError::Gateway(error.into())),
        complete = complete => complete,
    };
    (set, result)
}

async fn close(mut set: ShardSet, how: Stop) {
    set.end(how).await;
}
