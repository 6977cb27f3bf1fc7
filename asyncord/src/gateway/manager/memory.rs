//! What is kept from one start to the next: sessions, and how many were started today.

use std::{collections::BTreeMap, ops::Range, sync::Arc, time::Duration};

use tokio::time::timeout;

use super::{Kind, Setup};
use crate::{
    BoxError,
    gateway::{
        FileStore, GatewayError, GatewayState, GatewayStore, IdentifyQueue, InMemoryIdentifyQueue,
        ShardId, StoredSession,
        machine::{Resumable, Tally},
        options::StoreChoice,
    },
    model::{Intents, Timestamp},
    net,
};

/// Discord keeps sessions for a few minutes; to try costs one round trip.
const SESSION_AGE: Duration = Duration::from_mins(15);

/// How long a store may take: a bot starts and ends without one that hangs.
const STORE_TIMEOUT: Duration = Duration::from_secs(10);

/// The store, what was in it, and the queue that counts identifies.
pub(super) struct Memory {
    pub(super) queue: Arc<dyn IdentifyQueue>,
    /// The same queue, if it counts for this process alone.
    own: Option<Arc<InMemoryIdentifyQueue>>,
    store: Option<Arc<dyn GatewayStore>>,
    sessions: Vec<StoredSession>,
    /// Those that shards were started with.
    taken: Vec<StoredSession>,
    intents: Intents,
}

impl Memory {
    /// Reads what the last start has left. What cannot be read is reported, and the start goes on without.
    pub(super) async fn open(setup: &Setup) -> Self {
        let store = store(setup);
        let state = match &store {
            None => GatewayState::default(),
            Some(store) => in_time(store.load()).await.unwrap_or_else(|error| {
                crate::warn_user(format_args!(
                    "sessions of the last run are not resumed: {error}"
                ));
                GatewayState::default()
            }),
        };
        let mut own = None;
        let queue = if let Some(queue) = &setup.options.queue {
            Arc::clone(queue)
        } else {
            let mut queue = InMemoryIdentifyQueue::new();
            if let Some(reserve) = setup.options.identify_reserve {
                queue = queue.reserve(reserve);
            }
            let queue = Arc::new(queue);
            if let Some(count) = state.identifies {
                queue.restore(count);
            }
            own = Some(Arc::clone(&queue));
            queue as Arc<dyn IdentifyQueue>
        };
        let oldest = now() - i64::try_from(SESSION_AGE.as_secs()).unwrap_or(i64::MAX);
        let usable = |session: &StoredSession| {
            session.stored_at >= oldest && session.intents == setup.intents
        };
        Self {
            queue,
            own,
            store,
            sessions: state.sessions.into_iter().filter(usable).collect(),
            taken: Vec::new(),
            intents: setup.intents,
        }
    }

    /// Which shards to start, and of how many.
    pub(super) fn plan(&self, setup: &Setup) -> Result<(Range<u32>, u32), GatewayError> {
        setup.options.sharding.check()?;
        match &setup.options.sharding.0 {
            Kind::Fixed(total) => Ok((0..*total, *total)),
            Kind::Range { shards, total } => Ok((shards.clone(), *total)),
            Kind::Automatic { .. } => {
                let recommended = setup.info.shards.max(1);
                let total = self.whole_set().filter(|&total| total >= recommended / 2);
                let total = total.unwrap_or(recommended);
                Ok((0..total, total))
            }
        }
    }

    /// How many shards there were, if the session of each of them is there.
    fn whole_set(&self) -> Option<u32> {
        let total = self.sessions.first()?.shard.total();
        let of_total = self
            .sessions
            .iter()
            .filter(|session| session.shard.total() == total);
        let whole = of_total.count() == usize::try_from(total).ok()?;
        whole.then_some(total)
    }

    /// The sessions of these shards, which are not given twice.
    pub(super) fn take_sessions(
        &mut self,
        shards: &Range<u32>,
        total: u32,
    ) -> BTreeMap<u32, (Resumable, Tally)> {
        let mut sessions = std::mem::take(&mut self.sessions);
        sessions.retain(|session| {
            session.shard.total() == total && shards.contains(&session.shard.number())
        });
        self.taken.clone_from(&sessions);
        sessions
            .into_iter()
            .map(|session| {
                let tally = Tally::restored(session.guilds, session.unavailable);
                let resumable = Resumable {
                    id: session.session_id.expose().to_owned(),
                    url: session.resume_gateway_url.and_then(|url| url.parse().ok()),
                    sequence: session.sequence,
                };
                (session.shard.number(), (resumable, tally))
            })
            .collect()
    }

    /// Keeps the count of identifies and these sessions for the next start.
    ///
    /// While the shards run there are none: a session that is resumed at a number long past would replay what was
    /// handled.
    pub(super) async fn save(&self, sessions: Vec<(ShardId, Resumable, Tally)>) {
        self.write(self.stored(sessions)).await;
    }

    /// As [`save`](Self::save) after a start that failed: sessions that were not taken up are kept as they were.
    pub(super) async fn give_back(&mut self, sessions: Vec<(ShardId, Resumable, Tally)>) {
        let mut sessions = self.stored(sessions);
        let mut taken = std::mem::take(&mut self.taken);
        taken.retain(|old| sessions.iter().all(|session| session.shard != old.shard));
        sessions.append(&mut taken);
        self.write(sessions).await;
    }

    fn stored(&self, sessions: Vec<(ShardId, Resumable, Tally)>) -> Vec<StoredSession> {
        sessions
            .into_iter()
            .map(|(shard, session, tally)| {
                let mut stored =
                    StoredSession::new(shard, session.id, session.sequence, self.intents);
                stored.resume_gateway_url = session.url.map(String::from);
                stored.guilds = tally.guilds();
                stored.unavailable = tally.unavailable_guilds().to_vec();
                stored
            })
            .collect()
    }

    async fn write(&self, sessions: Vec<StoredSession>) {
        let Some(store) = &self.store else {
            return;
        };
        let count = self.own.as_ref().map(|queue| queue.count());
        let state = GatewayState::new(count, sessions);
        if let Err(error) = in_time(store.save(state)).await {
            crate::warn_user(format_args!(
                "the next start cannot resume sessions: {error}"
            ));
        }
    }
}

async fn in_time<T>(answer: impl Future<Output = Result<T, BoxError>>) -> Result<T, BoxError> {
    match timeout(STORE_TIMEOUT, answer).await {
        Ok(result) => result,
        Err(_) => Err(format!("no answer of the store within {STORE_TIMEOUT:?}").into()),
    }
}

fn now() -> i64 {
    Timestamp::now().unix_seconds()
}

fn store(setup: &Setup) -> Option<Arc<dyn GatewayStore>> {
    match &setup.options.store {
        StoreChoice::None => None,
        StoreChoice::Given(store) => Some(Arc::clone(store)),
        // Servers on this machine are sandboxes and tests, which live no longer than the bot.
        StoreChoice::Default if net::is_loopback(&setup.url) => None,
        StoreChoice::Default => {
            let part = match &setup.options.sharding.0 {
                Kind::Range { shards, total } => Some((shards.start, shards.end, *total)),
                _ => None,
            };
            let Some(path) = FileStore::default_path(setup.application.as_deref()?, part) else {
                crate::warn_user(format_args!(
                    "sessions are not kept over a restart: there is no folder for them, as neither \
                     `STATE_DIRECTORY`, `XDG_STATE_HOME` nor `HOME` is set; see `GatewayOptions::store`"
                ));
                return None;
            };
            Some(Arc::new(FileStore::new(path)))
        }
    }
}
