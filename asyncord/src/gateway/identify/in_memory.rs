//! The queue of one process: `core` decides, this front waits for it.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard},
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use super::{
    AcquireFuture, IdentifyBudget, IdentifyCount, IdentifyPermit, IdentifyQueue, IdentifyRefused,
    core::{Core, Place, Turn},
};
use crate::{
    gateway::ShardId,
    model::{SessionStartLimit, Timestamp},
};

/// The queue of one bot in one process. Clones are the same queue.
///
/// One Identify of a key goes in 5.25 seconds: Discord's 5, and a little for what is delayed on its way. Shards that
/// ask within a minute of each other go in the order of their numbers. A turn that is neither used nor dropped
/// within 90 seconds passes on: connecting has shorter time-outs, so its shard hangs.
///
/// Sessions are counted from one `GET /gateway/bot` to the next, and start anew by themselves when the day is over.
/// When no more are left than the reserve, shards are refused instead of waiting for hours. Before the first
/// [`update`](IdentifyQueue::update) nothing is known, so nothing is refused and shards go one at a time.
///
/// ```
/// use asyncord::gateway::{IdentifyQueue, InMemoryIdentifyQueue, ShardId};
///
/// # async fn example(limit: asyncord::model::SessionStartLimit) -> asyncord::Result {
/// let queue = InMemoryIdentifyQueue::new().reserve(20);
/// queue.update(limit);
///
/// let permit = queue.acquire(ShardId::SINGLE).await?;
/// // Connect and wait for Hello here, then:
/// tokio::time::sleep_until(permit.not_before()).await;
/// permit.identified();
/// # Ok(())
/// # }
/// ```
///
/// Discord docs: Gateway/Rate Limiting.
#[derive(Clone)]
pub struct InMemoryIdentifyQueue {
    core: Arc<Mutex<Core>>,
    /// The wall clock, for what outlives the process; waiting is by tokio's.
    clock: fn() -> Timestamp,
}

impl InMemoryIdentifyQueue {
    /// A queue that knows of nothing yet.
    pub fn new() -> Self {
        Self::with_clock(Timestamp::now)
    }

    pub(super) fn with_clock(clock: fn() -> Timestamp) -> Self {
        Self {
            core: Arc::new(Mutex::new(Core::new())),
            clock,
        }
    }

    /// Keeps so many of the day's sessions back: at or below that many left, shards are refused.
    ///
    /// The usual reserve is a tenth of the day's sessions, at most 100. With 0 a bot can use up its day, and then not
    /// be started again before the next one, whatever is mended.
    pub fn reserve(self, sessions: u32) -> Self {
        let mut core = self.core();
        core.reserve = Some(sessions);
        core.wake();
        drop(core);
        self
    }

    /// Takes over what an earlier run of the bot has counted; a day that is over counts for nothing.
    pub fn restore(&self, count: IdentifyCount) {
        let mut core = self.core();
        core.window.restore(count, Instant::now(), (self.clock)());
        core.wake();
    }

    /// The sessions of the day so far, for a later run of the bot to [`restore`](Self::restore).
    pub fn count(&self) -> IdentifyCount {
        let now = Instant::now();
        let mut core = self.core();
        core.window.roll(now);
        core.window.count(now, (self.clock)())
    }

    /// How many shards wait for their turn at the moment.
    pub fn waiting(&self) -> usize {
        self.core().waiting()
    }

    fn core(&self) -> MutexGuard<'_, Core> {
        crate::lock(&self.core)
    }

    async fn wait(&self, shard: ShardId) -> Result<IdentifyPermit, IdentifyRefused> {
        let notify = Arc::new(Notify::new());
        let place = self
            .core()
            .enter(shard.number(), notify.clone(), Instant::now());
        let _queued = Queued { queue: self, place };
        // Shards that are started together are all in the queue before the first one goes.
        tokio::task::yield_now().await;
        loop {
            let turn = self.core().turn(place, Instant::now());
            match turn {
                Turn::Go => return Ok(self.permit(place)),
                Turn::Refused(budget) => {
                    return Err(IdentifyRefused::at(&budget, 1, (self.clock)()));
                }
                Turn::Wait(Some(time)) => {
                    tokio::select! {
                        () = sleep_until(time) => {}
                        () = notify.notified() => {}
                    }
                }
                Turn::Wait(None) => notify.notified().await,
            }
        }
    }

    fn permit(&self, place: Place) -> IdentifyPermit {
        let (asked, settled) = (self.clone(), self.clone());
        IdentifyPermit::new(
            move || asked.core().not_before(place, Instant::now()),
            move |outcome| settled.core().settle(place, outcome, Instant::now()),
        )
    }
}

/// A place that is given up when whoever waits stops waiting.
struct Queued<'a> {
    queue: &'a InMemoryIdentifyQueue,
    place: Place,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.queue.core().leave(self.place);
    }
}

impl Default for InMemoryIdentifyQueue {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for InMemoryIdentifyQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemoryIdentifyQueue")
            .field("budget", &self.budget())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

impl IdentifyQueue for InMemoryIdentifyQueue {
    fn acquire(&self, shard: ShardId) -> AcquireFuture<'_> {
        Box::pin(self.wait(shard))
    }

    fn update(&self, limit: SessionStartLimit) {
        self.core().update(&limit, Instant::now());
    }

    fn budget(&self) -> IdentifyBudget {
        self.core().budget(Instant::now())
    }

    fn check(&self, shards: u32) -> Result<(), IdentifyRefused> {
        let budget = self.budget();
        budget
            .check(shards)
            .map_err(|_| IdentifyRefused::at(&budget, shards, (self.clock)()))
    }
}
