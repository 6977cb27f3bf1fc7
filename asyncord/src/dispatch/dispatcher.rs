//! The dispatcher as users see it: handlers and arguments in, and at the start one check of all.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::task::JoinHandle;

use super::{
    arguments::Arguments,
    binder::Binder,
    executor::Executor,
    failure::{ErrorHook, HandlerFailure},
    param::HandlerContext,
    pool::Pool,
    queue::{Budget, queue},
    registry::{HandlerItem, HandlerSpec, Registered},
    router::{Router, RouterBuilder},
    startup::HandlersError,
};
use crate::{gateway::EventSink, lock, model::Intents};

/// How many calls are in flight at most, unless set.
const CALLS_IN_FLIGHT: usize = 1_024;
/// How many bytes of events wait for a call at most.
const QUEUED_BYTES: usize = 16 * 1_024 * 1_024;

/// The handlers and arguments of one client group; a cheap handle that can be cloned.
///
/// Handlers under `#[handler]` come by themselves. What is added takes part from the next start on.
///
/// Calls in flight are bounded by 1,024; beyond that events wait undecoded, up to 16 MiB, and beyond that
/// in the socket: nothing is dropped. Handlers of one guild's events start in the order the events came
/// and run side by side; see `ordered` in [`handler`](crate::handler) for one after another.
#[derive(Clone)]
pub struct Dispatcher(Arc<Mutex<Setup>>);

struct Setup {
    pool: Pool,
    added: Vec<&'static HandlerSpec>,
    with_registered: bool,
    calls_in_flight: usize,
    hook: ErrorHook,
}

impl Default for Dispatcher {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Setup {
            pool: Pool::default(),
            added: Vec::new(),
            with_registered: true,
            calls_in_flight: CALLS_IN_FLIGHT,
            hook: ErrorHook::default(),
        })))
    }
}

impl fmt::Debug for Dispatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let setup = lock(&self.0);
        f.debug_struct("Dispatcher")
            .field("arguments", &setup.pool.names().collect::<Vec<_>>())
            .field(
                "added",
                &setup.added.iter().map(|spec| spec.name).collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}

impl Dispatcher {
    /// Adds a handler by the name of its function, for those under `#[handler(manual)]`.
    ///
    /// Adding one that is there already, by itself or by an earlier call, changes nothing.
    pub fn add_handler<H: HandlerItem>(&self) -> &Self {
        lock(&self.0).added.push(H::SPEC);
        self
    }

    /// Gives handlers an argument: `value` for every parameter called `name`.
    ///
    /// A later value of the same type replaces an earlier one; one of another type is an error at the start.
    pub fn add_argument<T: Send + Sync + 'static>(
        &self,
        name: impl Into<Cow<'static, str>>,
        value: T,
    ) -> &Self {
        lock(&self.0).pool.insert(name, value);
        self
    }

    /// Gives handlers the fields of a struct under `#[derive(Arguments)]`, each under its name.
    ///
    /// Several structs and single arguments add up, as in [`add_argument`](Self::add_argument).
    pub fn add_arguments(&self, arguments: impl Arguments) -> &Self {
        arguments.give(self);
        self
    }

    /// Leaves out the handlers that register by themselves, so that only those added are called.
    pub fn without_registered_handlers(&self) -> &Self {
        lock(&self.0).with_registered = false;
        self
    }

    /// Bounds how many calls are in flight at a time; 1,024 unless set, at least 1.
    pub fn calls_in_flight(&self, limit: usize) -> &Self {
        lock(&self.0).calls_in_flight = limit.max(1);
        self
    }

    /// Sets who is told of calls that fail. Unless set they are logged with `tracing`, and without a
    /// subscriber written to stderr.
    pub fn on_error(&self, hook: impl Fn(HandlerFailure) + Send + Sync + 'static) -> &Self {
        lock(&self.0).hook = ErrorHook::new(hook);
        self
    }

    /// Looks up every argument of every handler of the group; all that does not match is one error.
    pub(crate) fn prepare(&self, group: &str) -> Result<Prepared, HandlersError> {
        let setup = lock(&self.0);
        let specs = setup.specs(group);
        let mut router = RouterBuilder::default();
        let mut misses = Vec::new();
        for spec in &specs {
            if let Err(missed) = Binder::bind(spec, &setup.pool, &mut router) {
                misses.push((*spec, missed));
            }
        }
        HandlersError::check(group, &setup.pool, misses)?;
        Ok(Prepared {
            specs,
            router: router.build(),
            calls_in_flight: setup.calls_in_flight,
            hook: setup.hook.clone(),
        })
    }

    /// The groups that handlers are bound to by name, with one handler of each.
    pub(crate) fn named_groups(&self) -> Vec<(&'static str, &'static HandlerSpec)> {
        let setup = lock(&self.0);
        setup
            .all_specs()
            .into_iter()
            .filter_map(|spec| Some((spec.group?, spec)))
            .collect()
    }
}

impl Setup {
    /// Every handler once, in the order of the source: the registry has none.
    fn all_specs(&self) -> Vec<&'static HandlerSpec> {
        let registered = self.with_registered.then(|| {
            inventory::iter::<Registered>
                .into_iter()
                .map(|Registered(spec)| *spec)
        });
        let mut seen = BTreeSet::new();
        let mut specs: Vec<_> = registered
            .into_iter()
            .flatten()
            .chain(self.added.iter().copied())
            .filter(|spec| seen.insert(std::ptr::from_ref(*spec)))
            .collect();
        specs.sort_by_key(|spec| spec.key());
        specs
    }

    fn specs(&self, group: &str) -> Vec<&'static HandlerSpec> {
        let mut specs = self.all_specs();
        specs.retain(|spec| spec.serves(group));
        specs
    }
}

/// A dispatcher whose handlers have all found their arguments.
pub(crate) struct Prepared {
    specs: Vec<&'static HandlerSpec>,
    router: Router,
    calls_in_flight: usize,
    hook: ErrorHook,
}

impl Prepared {
    pub(crate) fn handlers(&self) -> &[&'static HandlerSpec] {
        &self.specs
    }

    /// The intents without which some handler would never be called.
    pub(crate) fn intents(&self) -> Intents {
        self.specs
            .iter()
            .fold(Intents::empty(), |all, spec| all | spec.intents)
    }

    /// The intents that make some handler's events richer.
    pub(crate) fn intents_if_granted(&self) -> Intents {
        self.specs
            .iter()
            .fold(Intents::empty(), |all, spec| all | spec.intents_if_granted)
    }

    /// Starts the work between the queue and the handlers.
    pub(crate) fn run(self, group: Arc<str>, context: HandlerContext) -> Running {
        let executor = Executor::new(group, self.hook, self.calls_in_flight);
        let (sink, work) = queue(
            Arc::new(self.router),
            Budget::new(QUEUED_BYTES),
            Arc::clone(&executor),
            Arc::new(context),
        );
        Running {
            sink: Arc::new(sink),
            executor,
            work: tokio::spawn(work),
        }
    }
}

/// A dispatcher at work.
pub(crate) struct Running {
    sink: Arc<dyn EventSink>,
    executor: Arc<Executor>,
    work: JoinHandle<()>,
}

impl Running {
    /// Where the shard puts its events.
    pub(crate) fn sink(&self) -> Arc<dyn EventSink> {
        Arc::clone(&self.sink)
    }

    /// Lets events that have come be handled and calls under way finish, for as long as `grace`.
    ///
    /// The shard must have let go of the sink. Returns how many calls were dropped.
    pub(crate) async fn drain(self, grace: Duration) -> usize {
        let Self {
            sink,
            executor,
            mut work,
        } = self;
        drop(sink);
        let deadline = tokio::time::Instant::now() + grace;
        if tokio::time::timeout_at(deadline, &mut work).await.is_err() {
            work.abort();
        }
        executor
            .drain(deadline.saturating_duration_since(tokio::time::Instant::now()))
            .await
    }
}
