//! The one lock of the sandbox: a change, its events and their places in every queue are one step.

use std::{
    cell::OnceCell,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use tokio::sync::{Notify, mpsc};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    fault::Faults,
    gateway::{self, Sessions},
    inspector::Inspector,
    options::Options,
    outgoing::Outgoing,
    page::Observers,
    rest::{RateLimitMode, RateLimits},
    snapshot::{Snapshot, SnapshotError},
    state::{Changed, Event, Store, endpoint::WebhookEvent},
};

/// What every request and socket of a sandbox shares.
pub(crate) type App = Arc<Shared>;

pub(crate) struct Shared {
    world: Mutex<World>,
    pub(crate) addresses: Addresses,
    pub(crate) rate_limits: RateLimits,
    pub(crate) inspector: Arc<Inspector>,
    pub(crate) faults: Arc<Faults>,
    options: Options,
    /// Wakes the task that lets happen what is due.
    ticks: Notify,
    /// Wakes those who wait for applications to answer.
    pub(crate) answers: Arc<Notify>,
    pub(crate) outgoing: Arc<Outgoing>,
    /// Ends the gateway's sockets that there are now.
    restarting: Mutex<CancellationToken>,
    /// Ends every socket.
    pub(crate) stopping: CancellationToken,
    /// The sockets, which outlive the requests they came from.
    pub(crate) sockets: TaskTracker,
}

/// Where the sandbox is reached.
#[derive(Clone, Debug)]
pub(crate) struct Addresses {
    pub(crate) port: u16,
    /// Names beside loopback's under which it may be asked.
    pub(crate) hosts: Vec<String>,
    base_url: String,
    pub(crate) api_url: String,
    pub(crate) gateway_url: String,
    pub(crate) page_url: String,
}

/// The state and everyone who must hear of its changes in their order.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) sessions: Sessions,
    pub(crate) observers: Observers,
    answers: Arc<Notify>,
    outgoing: Arc<Outgoing>,
    pub(crate) inspector: Arc<Inspector>,
    pub(crate) faults: Arc<Faults>,
}

impl Addresses {
    pub(crate) fn new(port: u16, options: &Options) -> Self {
        let mut hosts: Vec<String> = options
            .hosts
            .iter()
            .map(|host| host.to_lowercase())
            .collect();
        let own = match options.address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        };
        let host = if options.address.is_unspecified() {
            hosts.first().map_or("127.0.0.1", String::as_str).to_owned()
        } else {
            hosts.push(own.clone());
            own
        };
        Self {
            port,
            hosts,
            base_url: format!("http://{host}:{port}"),
            api_url: format!("http://{host}:{port}/api"),
            gateway_url: format!("ws://{host}:{port}/gateway"),
            page_url: format!("http://{host}:{port}/sandbox/"),
        }
    }
}

impl Shared {
    /// The world, with what it will have to send to applications.
    pub(crate) fn new(
        port: u16,
        options: Options,
    ) -> Result<(App, mpsc::UnboundedReceiver<WebhookEvent>), SnapshotError> {
        let answers = Arc::new(Notify::new());
        let (outgoing, waiting) = Outgoing::new();
        let outgoing = Arc::new(outgoing);
        let inspector = Arc::new(Inspector::default());
        let faults = Arc::new(Faults::seeded(options.seed.unwrap_or_default()));
        let addresses = Addresses::new(port, &options);
        let world = World {
            store: options.make_world(&addresses.base_url)?,
            sessions: Sessions::new(options.rules(), options.seed),
            observers: Observers::default(),
            inspector: inspector.clone(),
            faults: faults.clone(),
            answers: answers.clone(),
            outgoing: outgoing.clone(),
        };
        let app = Arc::new(Self {
            world: Mutex::new(world),
            addresses,
            rate_limits: RateLimits::new(options.rate_limits, options.invalid_limit),
            inspector,
            faults,
            options,
            ticks: Notify::new(),
            restarting: Mutex::default(),
            stopping: CancellationToken::new(),
            sockets: TaskTracker::new(),
            answers,
            outgoing,
        });
        Ok((app, waiting))
    }

    /// Goes back to the world of the start; limits begin to count anew.
    pub(crate) fn reset(&self) -> Result<(), SnapshotError> {
        self.replace(self.options.make_world(&self.addresses.base_url)?);
        self.rate_limits.clear();
        Ok(())
    }

    /// Goes on with the world of a snapshot.
    pub(crate) fn restore(&self, snapshot: &Snapshot) -> Result<(), SnapshotError> {
        self.replace(snapshot.store(&self.addresses.base_url, None)?);
        Ok(())
    }

    /// All sessions end: what they knew is of another world.
    fn replace(&self, store: Store) {
        let mut world = self.world();
        world.store = store;
        self.inspector.forget();
        world.sessions.invalidate(None, false);
        gateway::settle(&mut world);
        world.observers.everything(&world);
        self.ticks.notify_one();
    }

    /// Puts other rate limits in force; Discord's come with the gateway's own, and those go with them.
    pub(crate) fn set_rate_limits(&self, mode: RateLimitMode) {
        let before = self.rate_limits.mode();
        self.rate_limits.set(mode);
        let is_discords = |mode| mode == RateLimitMode::Discord;
        if is_discords(before) != is_discords(mode) {
            let mut options = self.options.clone();
            options.rate_limits = mode;
            self.world().sessions.rules = options.rules();
        }
    }

    /// What ends a gateway's socket when the gateway restarts.
    pub(crate) fn restart(&self) -> CancellationToken {
        crate::lock(&self.restarting).clone()
    }

    /// Ends all sockets of the gateway, and the sessions too unless they are kept.
    pub(crate) fn restart_gateway(&self, keeps_sessions: bool) {
        if !keeps_sessions {
            self.world().sessions.forget(None);
        }
        std::mem::take(&mut *crate::lock(&self.restarting)).cancel();
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
        self.change_and_view(change, |_, value| Ok(value))
    }

    /// As [`Shared::change`], and `view` looks at the outcome before anyone can change it again.
    pub(crate) fn change_and_view<T, V, E, F: From<E>>(
        &self,
        change: impl FnOnce(&mut Store) -> Result<Changed<T>, E>,
        view: impl FnOnce(&Store, T) -> Result<V, F>,
    ) -> Result<V, F> {
        let mut world = self.world();
        let next = world.store.next_due();
        let changed = change(&mut world.store);
        let aside = world.store.take_aside();
        world.publish(&aside);
        let changed = changed?;
        world.publish(&changed.events);
        if world.store.next_due() != next {
            self.ticks.notify_one();
        }
        view(&world.store, changed.value)
    }

    /// Puts the clock forward, and lets happen what is due by then.
    pub(crate) fn put_clock_forward(&self, ms: u64) {
        self.world().store.clock.put_forward(ms);
        self.ticks.notify_one();
    }

    /// Lets happen what is due, when it is due, until the sandbox stops.
    pub(crate) async fn tick(&self) {
        loop {
            let until_next = {
                let mut world = self.world();
                let events = world.store.run_due();
                world.publish(&events);
                let now = world.store.clock.now();
                world.store.next_due().map(|at| at.saturating_sub(now))
            };
            let due = async {
                match until_next {
                    Some(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = due => {}
                () = self.ticks.notified() => {}
                () = self.stopping.cancelled() => return,
            }
        }
    }
}

impl World {
    pub(crate) fn publish(&mut self, events: &[Event]) {
        for event in events {
            // Made once, for whoever is the first to need it.
            let data = Shown::new(event);
            self.sessions
                .publish(&self.store, &self.inspector, &self.faults, event, &data);
            self.observers.publish(&self.store, event, &data);
        }
        for event in self.store.take_webhook_events() {
            self.outgoing.send(event);
        }
        if self.store.take_interactions_moved() {
            self.answers.notify_waiters();
        }
        if self.store.take_commands_changed() {
            self.observers.commands(&self.store);
        }
    }
}

/// An event's payload as text, which everyone shares who gets it.
pub(crate) struct Shown<'e> {
    event: &'e Event,
    text: OnceCell<Arc<str>>,
}

impl<'e> Shown<'e> {
    fn new(event: &'e Event) -> Self {
        Self {
            event,
            text: OnceCell::new(),
        }
    }

    pub(crate) fn text(&self) -> &Arc<str> {
        self.text.get_or_init(|| self.event.data.to_string().into())
    }
}
