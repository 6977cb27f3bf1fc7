//! The shards of one bot in this process: started within Discord's rules, watched, replaced, ended together.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Instant, MissedTickBehavior, interval},
};
use url::Url;

use self::{
    memory::Memory,
    reshard::{Reshard, Wanted},
    set::{ShardSet, Spawner},
};
use super::{
    EventSink, GatewayClient, GatewayError, GatewayOptions, ReshardError,
    client::{Order, Table, all_ready},
    metrics,
    options::Kind,
    runner::{Stop, stopped},
    socket::{Connect, WebSocketConnector},
};
use crate::{
    BoxError,
    event::{RawEvent, ShardsReady, shard::OwnEvent},
    model::{GatewayBot, Intents},
    net::PlainHosts,
    secret::Token,
};

mod memory;
mod reshard;
mod set;
#[cfg(test)]
mod tests;

/// Guilds that a shard may serve. Discord docs: Gateway/Sharding.
const MOST_GUILDS: u32 = 2_500;
/// From so many on, more shards are started where that is left to asyncord: 80 % of them.
const MANY_GUILDS: u32 = MOST_GUILDS / 5 * 4;
/// How often the guilds are looked at.
const LOOK: Duration = Duration::from_mins(1);
/// How long to leave it after a resharding that failed.
const RESHARD_PAUSE: Duration = Duration::from_hours(1);
/// How long started sessions are gathered before their count is saved.
const SAVE_AFTER: Duration = Duration::from_secs(1);

/// Asks `GET /gateway/bot`.
pub(crate) type Refresh =
    Arc<dyn Fn() -> BoxFuture<'static, Result<GatewayBot, BoxError>> + Send + Sync>;

/// What the shards of a bot need to know.
#[derive(Clone)]
pub(crate) struct Setup {
    /// The name of the client group.
    pub(crate) group: Arc<str>,
    /// The bot's token.
    pub(crate) token: Token,
    /// The groups of events to receive.
    pub(crate) intents: Intents,
    /// Where the token may go without TLS.
    pub(crate) plain_hosts: PlainHosts,
    /// What its author has set.
    pub(crate) options: GatewayOptions,
    /// The gateway's address, without a query of ours.
    pub(crate) url: Url,
    /// What `GET /gateway/bot` said just now.
    pub(crate) info: GatewayBot,
    /// Asks it again.
    pub(crate) refresh: Refresh,
    /// The id of the application, where it is known: sessions are kept under it.
    pub(crate) application: Option<String>,
}

/// Asks for and waits for the end of a bot's shards.
#[derive(Clone, Debug)]
pub(crate) struct Stopper(watch::Sender<Stop>);

impl Default for Stopper {
    fn default() -> Self {
        Self(watch::Sender::new(Stop::No))
    }
}

impl Stopper {
    /// Ends the shards; with `keep_sessions` so that the next start resumes them.
    pub(crate) fn stop(&self, keep_sessions: bool) {
        let how = if keep_sessions {
            Stop::Keep
        } else {
            Stop::Final
        };
        self.0.send_replace(how);
    }
}

/// Runs the shards of a bot until they are stopped, then closes them in good order (bounded) and returns `Ok`.
///
/// Connections that fail are replaced: endlessly once there has been a session, a few times before that.
///
/// # Errors
///
/// If Discord refuses the bot for good, the address may not be given a token, there never was a session, the day's
/// sessions do not suffice, or `client` runs already.
pub(crate) async fn run_shards(
    setup: Setup,
    client: &GatewayClient,
    sink: Arc<dyn EventSink>,
    stopper: &Stopper,
) -> Result<(), GatewayError> {
    let connector = WebSocketConnector {
        compression: setup.options.compression,
    };
    run_shards_over(setup, client, sink, stopper, connector).await
}

/// As [`run_shards`], over any sockets.
pub(super) async fn run_shards_over<C: Connect + Clone>(
    setup: Setup,
    client: &GatewayClient,
    sink: Arc<dyn EventSink>,
    stopper: &Stopper,
    connector: C,
) -> Result<(), GatewayError> {
    let running = client.start()?;
    if let Some(presence) = &setup.options.presence {
        crate::lock(&running.shared().presence).set_default(presence.clone());
    }
    let mut memory = Memory::open(&setup).await;
    memory.queue.update(setup.info.session_start_limit);
    let (shards, total) = memory.plan(&setup)?;
    let sessions = memory.take_sessions(&shards, total);
    let resumed = u32::try_from(sessions.len()).unwrap_or(u32::MAX);
    let identifies = (shards.end - shards.start).saturating_sub(resumed);
    memory
        .queue
        .check(identifies)
        .map_err(GatewayError::SessionLimit)?;
    memory.save(Vec::new()).await;
    tracing::info!(shards = ?shards, total, resumed, "starting shards");

    let spawner = Spawner {
        setup,
        connector,
        sink,
        queue: Arc::clone(&memory.queue),
        overlap: Arc::default(),
        ever_ready: Arc::default(),
        identified: watch::Sender::new(0),
        running,
    };
    // Before the shards are there: else the first of their sessions might not be noticed.
    let started = spawner.identified.subscribe();
    let set = spawner.spawn(shards, total, sessions, false)?;
    let mut manager = Manager {
        spawner,
        memory,
        set,
        identified: started,
        orders: mpsc::channel(4),
        reshard: Reshard::None,
        next_reshard: Instant::now(),
        announced: false,
        told: VecDeque::new(),
    };
    manager.publish();
    manager.run(stopper.0.subscribe()).await
}

/// The shards at work.
struct Manager<C> {
    spawner: Spawner<C>,
    memory: Memory,
    set: ShardSet,
    identified: watch::Receiver<u64>,
    orders: (mpsc::Sender<Order>, mpsc::Receiver<Order>),
    reshard: Reshard,
    next_reshard: Instant,
    /// Whether handlers know that all shards of the present set are ready.
    announced: bool,
    /// Events of our own that the sink did not take yet.
    told: VecDeque<RawEvent>,
}

impl<C: Connect + Clone> Manager<C> {
    /// Makes the present set the one that is asked and commanded.
    fn publish(&self) {
        self.spawner.running.publish(Table {
            total: self.set.total,
            lines: self.set.lines.clone(),
            intents: self.spawner.setup.intents,
            queue: Some(Arc::clone(&self.memory.queue)),
            orders: Some(self.orders.0.clone()),
        });
    }

    async fn run(&mut self, mut stop: watch::Receiver<Stop>) -> Result<(), GatewayError> {
        let sink = Arc::clone(&self.spawner.sink);
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut save_at: Option<Instant> = None;
        self.count_left();
        loop {
            let lines = if self.announced {
                Vec::new()
            } else {
                self.set.lines.values().cloned().collect()
            };
            tokio::select! {
                biased;
                how = stopped(&mut stop) => {
                    self.end(how).await;
                    return Ok(());
                }
                error = self.set.fails() => {
                    // The others end with it: a bot that hears a part of its guilds is worse than none.
                    self.give_up(&error).await;
                    return Err(error);
                }
                Some(order) = self.orders.1.recv() => self.order(order),
                happened = self.reshard.next() => self.step(happened).await,
                () = all_ready(&lines), if !self.announced => self.announce(),
                // Made only if it is polled.
                () = async { sink.ready().await }, if !self.told.is_empty() => self.tell_held(),
                changed = self.identified.changed() => {
                    changed.expect("the sender lives in the spawner");
                    self.count_left();
                    save_at.get_or_insert(Instant::now() + SAVE_AFTER);
                }
                () = sleep_until(save_at) => {
                    save_at = None;
                    self.memory.save(Vec::new()).await;
                }
                _ = look.tick() => self.look(),
            }
        }
    }

    fn announce(&mut self) {
        self.announced = true;
        let shards = self.set.lines.len();
        tracing::info!(shards, "all shards are ready");
        self.tell(&ShardsReady {
            shards: u32::try_from(shards).unwrap_or(u32::MAX),
            shard_count: self.set.total,
            guilds: self.set.guilds(),
        });
    }

    fn count_left(&self) {
        let left = self.memory.queue.budget().remaining;
        metrics::identifies_left(&self.spawner.setup.group, left);
    }

    /// Gives an event of our own to the handlers, however long they take: it waits here, in its order.
    fn tell<E: OwnEvent>(&mut self, event: &E) {
        if self.spawner.sink.wants(E::NAME) {
            self.told.push_back(RawEvent::own(0, event));
            self.tell_held();
        }
    }

    fn tell_held(&mut self) {
        while let Some(event) = self.told.pop_front() {
            if let Err(event) = self.spawner.sink.try_send(event) {
                return self.told.push_front(event);
            }
        }
    }

    fn order(&mut self, order: Order) {
        let Order::Reshard { total, done } = order;
        self.begin_reshard(Wanted {
            total,
            least: 1,
            done: Some(done),
        });
    }

    /// Starts more shards where there are many guilds, if that is left to asyncord.
    fn look(&mut self) {
        let most = self.set.lines.values().map(|line| line.info().guilds).max();
        let automatic = Kind::Automatic { reshard: true };
        if self.spawner.setup.options.sharding.0 != automatic
            || most.unwrap_or_default() < MANY_GUILDS
            || !self.reshard.is_none()
            || Instant::now() < self.next_reshard
        {
            return;
        }
        self.next_reshard = Instant::now() + RESHARD_PAUSE;
        tracing::info!(most, "a shard serves many guilds, more shards are started");
        self.begin_reshard(Wanted {
            total: None,
            least: self.set.total + 1,
            done: None,
        });
    }

    /// Ends everything because of an error. Where the network failed the start, the next one may still resume.
    async fn give_up(&mut self, error: &GatewayError) {
        if self.announced || !matches!(error, GatewayError::Unreachable { .. }) {
            return self.end(Stop::Final).await;
        }
        let sessions = self.set.end(Stop::Keep).await;
        self.memory.give_back(sessions).await;
    }

    /// Ends everything, and keeps what the next start needs.
    async fn end(&mut self, how: Stop) {
        let reshard = std::mem::replace(&mut self.reshard, Reshard::None);
        let (sessions, ()) = tokio::join!(self.set.end(how), reshard.end());
        self.memory.save(sessions).await;
    }
}

type Done = oneshot::Sender<Result<(), ReshardError>>;

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
