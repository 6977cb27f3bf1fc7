//! The one lock of the sandbox: a change, its events and their places in every queue are one step.

use std::sync::{Arc, Mutex, MutexGuard};

use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    gateway::Sessions,
    page::Observers,
    rest::RateLimits,
    state::{Changed, Event, Store},
};

/// What every request and socket of a sandbox shares.
pub(crate) type App = Arc<Shared>;

pub(crate) struct Shared {
    world: Mutex<World>,
    pub(crate) addresses: Addresses,
    pub(crate) rate_limits: RateLimits,
    /// Ends every socket.
    pub(crate) stopping: CancellationToken,
    /// The sockets, which outlive the requests they came from.
    pub(crate) sockets: TaskTracker,
}

/// Where the sandbox is reached.
#[derive(Clone, Debug)]
pub(crate) struct Addresses {
    pub(crate) port: u16,
    pub(crate) api_url: String,
    pub(crate) gateway_url: String,
    pub(crate) page_url: String,
}

/// The state and everyone who must hear of its changes in their order.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) sessions: Sessions,
    pub(crate) observers: Observers,
}

impl Addresses {
    pub(crate) fn new(port: u16) -> Self {
        Self {
            port,
            api_url: format!("http://127.0.0.1:{port}/api"),
            gateway_url: format!("ws://127.0.0.1:{port}/gateway"),
            page_url: format!("http://127.0.0.1:{port}/sandbox/"),
        }
    }
}

impl Shared {
    pub(crate) fn new(port: u16) -> App {
        Arc::new(Self {
            world: Mutex::new(World {
                store: Store::seeded(&format!("http://127.0.0.1:{port}")),
                sessions: Sessions::default(),
                observers: Observers::default(),
            }),
            addresses: Addresses::new(port),
            rate_limits: RateLimits::default(),
            stopping: CancellationToken::new(),
            sockets: TaskTracker::new(),
        })
    }

    /// Holds the world still. Never held over an await.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A panic in a handler is a bug; the state it left is still better than none.
        crate::lock(&self.world)
    }

    /// Makes a change and hands out what it fires, in one step.
    pub(crate) fn change<T, E>(
        &self,
        change: impl FnOnce(&mut Store) -> Result<Changed<T>, E>,
    ) -> Result<T, E> {
        let mut world = self.world();
        let changed = change(&mut world.store)?;
        world.publish(&changed.events);
        Ok(changed.value)
    }

    /// As [`Shared::change`], and `view` looks at the outcome before anyone can change it again.
    pub(crate) fn change_and_view<T, V, E>(
        &self,
        change: impl FnOnce(&mut Store) -> Result<Changed<T>, E>,
        view: impl FnOnce(&Store, T) -> Result<V, E>,
    ) -> Result<V, E> {
        let mut world = self.world();
        let changed = change(&mut world.store)?;
        world.publish(&changed.events);
        view(&world.store, changed.value)
    }
}

impl World {
    pub(crate) fn publish(&mut self, events: &[Event]) {
        for event in events {
            self.sessions.publish(&self.store, event);
            self.observers.publish(event);
        }
    }
}
