//! The dispatcher as users see it: handlers and arguments in.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fmt,
    panic::Location,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    arguments::Arguments,
    bound::Builder,
    context::{CallContext, Context},
    describe::Description,
    failure::{ErrorHook, HandlerFailure},
    middleware::{AnyMiddleware, Middleware},
    output::ClosureOutput,
    param::{EventParam, OwnedEvent, boxed},
    pool::Pool,
    registry::{
        EventInfo, EventType, FunctionSpec, HandlerItem, HandlerSpec, ItemSpec, Registered,
    },
    waiters::{Events, WaitFor, Waiters},
};
use crate::{event::Event, lock};

/// How many calls are in flight at most, unless set.
const CALLS_IN_FLIGHT: usize = 1_024;

/// The handlers and arguments of one client group; a cheap handle that can be cloned.
///
/// Functions under `#[handler]` and the other attributes come by themselves. What is added takes part
/// from the next start on; what is removed is called no more at once.
///
/// Calls in flight are bounded by 1,024; beyond that events wait undecoded, up to 16 MiB, and beyond that
/// in the socket: nothing is dropped. Handlers of one guild's events start in the order the events came
/// and run side by side; see `ordered` in [`handler`](crate::handler) for one after another.
#[derive(Clone)]
pub struct Dispatcher(Arc<Mutex<Setup>>);

/// What has been set up for the next start.
pub(crate) struct Setup {
    pub(crate) pool: Pool,
    added: Vec<&'static ItemSpec>,
    closures: Vec<Arc<Closure>>,
    pub(crate) middleware: Vec<Arc<dyn AnyMiddleware>>,
    with_registered: bool,
    /// If set, only these handlers and tasks take part.
    only: Option<Vec<&'static ItemSpec>>,
    /// The switches of functions that have been bound or removed; on when removed.
    switches: Vec<(&'static ItemSpec, Arc<AtomicBool>)>,
    pub(crate) calls_in_flight: usize,
    pub(crate) hook: Option<ErrorHook>,
    /// The waits of the run that is on, or of one that has ended.
    pub(crate) waiters: Waiters,
}

/// Binds a closure.
type AddClosure = Box<dyn Fn(&mut Builder, HandlerSpec) + Send + Sync>;

/// A handler that was made by [`Dispatcher::on`].
pub(crate) struct Closure {
    pub(crate) spec: HandlerSpec,
    pub(crate) removed: Arc<AtomicBool>,
    pub(crate) add: AddClosure,
}

impl Default for Dispatcher {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Setup {
            pool: Pool::default(),
            added: Vec::new(),
            closures: Vec::new(),
            middleware: Vec::new(),
            with_registered: true,
            only: None,
            switches: Vec::new(),
            calls_in_flight: CALLS_IN_FLIGHT,
            hook: None,
            waiters: Waiters::stopped(),
        })))
    }
}

impl fmt::Debug for Dispatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let setup = lock(&self.0);
        let added = setup.added.iter().map(|item| item.function().name);
        f.debug_struct("Dispatcher")
            .field("arguments", &setup.pool.names().collect::<Vec<_>>())
            .field("added", &added.collect::<Vec<_>>())
            .field("closures", &setup.closures.len())
            .finish_non_exhaustive()
    }
}

/// A handler that can be taken out again; dropping this leaves it where it is.
#[derive(Clone)]
pub struct HandlerHandle {
    dispatcher: Dispatcher,
    closure: Arc<Closure>,
}

impl HandlerHandle {
    /// Takes the handler out: from now on it is not called; calls under way finish.
    pub fn remove(&self) {
        self.closure.removed.store(true, Ordering::Relaxed);
        let mut setup = lock(&self.dispatcher.0);
        setup
            .closures
            .retain(|closure| !Arc::ptr_eq(closure, &self.closure));
    }
}

impl fmt::Debug for HandlerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HandlerHandle")
            .field(&self.closure.spec.function.location())
            .finish()
    }
}

impl Dispatcher {
    /// Adds a handler by the name of its function, for those under `#[handler(manual)]`; a provider, task,
    /// hook or middleware likewise.
    ///
    /// Adding one that is there already, by itself or by an earlier call, changes nothing.
    pub fn add_handler<H: HandlerItem>(&self) -> &Self {
        let mut setup = lock(&self.0);
        setup.switch(H::SPEC).store(false, Ordering::Relaxed);
        setup.added.push(H::SPEC);
        self
    }

    /// Takes a handler out by the name of its function: from now on it is not called; calls under way finish.
    ///
    /// Hooks, tasks, providers and middleware that run already are taken out with the next start.
    pub fn remove_handler<H: HandlerItem>(&self) -> &Self {
        let mut setup = lock(&self.0);
        setup.switch(H::SPEC).store(true, Ordering::Relaxed);
        setup.added.retain(|item| !std::ptr::eq(*item, H::SPEC));
        self
    }

    /// Adds a closure as a handler.
    ///
    /// It takes the event as `E` or `Arc<E>`, and a [`Context`] in place of arguments.
    ///
    /// ```
    /// use asyncord::prelude::*;
    ///
    /// let dispatcher = asyncord::Dispatcher::default();
    /// let handle = dispatcher.on(|message: MessageCreate, cx: Context| async move {
    ///     if message.content == "!ping" {
    ///         cx.client().channels().messages(message.channel_id).create("pong").await?;
    ///     }
    ///     Ok::<(), BoxError>(())
    /// });
    /// handle.remove();
    /// ```
    #[track_caller]
    pub fn on<E, F, Call>(&self, handler: F) -> HandlerHandle
    where
        E: EventParam + OwnedEvent,
        F: Fn(E, Context) -> Call + Send + Sync + 'static,
        Call: Future<Output: ClosureOutput> + Send + 'static,
    {
        let place = Location::caller();
        let handler = Arc::new(handler);
        // The closure's own part is run with the call, where a panic costs nothing else.
        let handler = move |event: Arc<E::Event>, context: Arc<CallContext>| {
            let handler = Arc::clone(&handler);
            boxed(async move {
                let call = handler(E::take(event), context.context.clone());
                call.await.into_result()
            })
        };
        let handler = Arc::new(handler);
        let closure = Arc::new(Closure {
            spec: HandlerSpec {
                function: FunctionSpec {
                    name: "closure",
                    module: "",
                    file: place.file(),
                    line: place.line(),
                    group: None,
                    parameters: &[("cx", "Context")],
                    event: Some(EventType {
                        name: short_name::<E::Event>(),
                        info: EventInfo::of::<E::Event>(),
                    }),
                    bind: |_| {},
                },
                ..HandlerSpec::PLAIN
            },
            removed: Arc::default(),
            add: Box::new(move |builder, spec| {
                builder.add::<E::Event>(spec, Vec::new(), Arc::clone(&handler) as _);
            }),
        });
        lock(&self.0).closures.push(Arc::clone(&closure));
        HandlerHandle {
            dispatcher: self.clone(),
            closure,
        }
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

    /// Puts a middleware around every handler, inside those that were added before.
    ///
    /// Functions under `#[middleware]` stand outside of these.
    pub fn add_middleware(&self, middleware: impl Middleware) -> &Self {
        lock(&self.0).middleware.push(Arc::new(middleware));
        self
    }

    /// Leaves out the functions that register by themselves, so that only those added are called.
    pub fn without_registered_handlers(&self) -> &Self {
        lock(&self.0).with_registered = false;
        self
    }

    /// Leaves out all handlers and tasks but this one, and those named by further calls: for tests.
    ///
    /// Providers, hooks and middleware stay.
    pub fn only<H: HandlerItem>(&self) -> &Self {
        lock(&self.0).only.get_or_insert_default().push(H::SPEC);
        self
    }

    /// Leaves out one function, and those named by further calls: for tests.
    pub fn except<H: HandlerItem>(&self) -> &Self {
        self.remove_handler::<H>()
    }

    /// Bounds how many calls are in flight at a time; 1,024 unless set, at least 1.
    pub fn calls_in_flight(&self, limit: usize) -> &Self {
        lock(&self.0).calls_in_flight = limit.max(1);
        self
    }

    /// Sets who is told of calls that fail.
    ///
    /// Unless set, and without functions under `#[on_error]`, they are logged with `tracing`, and without a
    /// subscriber written to stderr.
    pub fn on_error(&self, hook: impl Fn(Arc<HandlerFailure>) + Send + Sync + 'static) -> &Self {
        lock(&self.0).hook = Some(ErrorHook::new(hook));
        self
    }

    /// Describes every function that takes part: its event, arguments, options, intents and place.
    ///
    /// ```
    /// # use asyncord::prelude::*;
    /// #[handler]
    /// async fn ping(message: MessageCreate, client: RestClient, answer: &str) {}
    ///
    /// # fn main() {
    /// let description = asyncord::Dispatcher::default().describe().to_string();
    /// assert!(description.contains("ping"), "{description}");
    /// assert!(description.contains("answer: &str"));
    /// # }
    /// ```
    pub fn describe(&self) -> Description {
        let setup = lock(&self.0);
        let closures = setup.closures.iter().map(|closure| closure.spec);
        Description::new(&setup.items(None), closures.collect())
    }

    /// Waits for an event from outside of handlers; see [`Context::wait_for`].
    ///
    /// # Errors
    ///
    /// Awaiting it fails at once if the bot does not run, else as in a handler.
    pub fn wait_for<E: Event>(
        &self,
        predicate: impl FnMut(&E) -> bool + Send + 'static,
    ) -> WaitFor<E> {
        let waiters = lock(&self.0).waiters.clone();
        waiters.wait_for(predicate)
    }

    /// The events `E` from now on, for use outside of handlers; see [`Context::events`].
    ///
    /// The stream ends with the run of the bot, and at once if it does not run.
    pub fn events<E: Event>(&self) -> Events<E> {
        let waiters = lock(&self.0).waiters.clone();
        waiters.events()
    }

    pub(crate) fn setup<T>(&self, read: impl FnOnce(&mut Setup) -> T) -> T {
        read(&mut lock(&self.0))
    }
}

impl Setup {
    /// Every function that takes part once, in the order in which they are bound; of one group or of all.
    pub(crate) fn items(&self, group: Option<&str>) -> Vec<&'static ItemSpec> {
        let registered = self.with_registered.then(|| {
            inventory::iter::<Registered>
                .into_iter()
                .map(|Registered(item)| *item)
        });
        let mut seen = BTreeSet::new();
        let mut items: Vec<_> = registered
            .into_iter()
            .flatten()
            .chain(self.added.iter().copied())
            .filter(|item| seen.insert(std::ptr::from_ref(*item)))
            .filter(|item| !self.is_left_out(item))
            .filter(|item| group.is_none_or(|group| item.function().serves(group)))
            .collect();
        items.sort_by_key(|item| item.order());
        items
    }

    /// The closures that take part.
    pub(crate) fn closures(&self) -> &[Arc<Closure>] {
        if self.only.is_some() {
            &[]
        } else {
            &self.closures
        }
    }

    fn is_left_out(&self, item: &'static ItemSpec) -> bool {
        let restricted = matches!(item, ItemSpec::Handler(_) | ItemSpec::Task(_));
        let removed = self
            .switches
            .iter()
            .any(|(known, removed)| std::ptr::eq(*known, item) && removed.load(Ordering::Relaxed));
        let among =
            |only: &Vec<&'static ItemSpec>| only.iter().any(|only| std::ptr::eq(*only, item));
        removed || restricted && !self.only.as_ref().is_none_or(among)
    }

    /// The switch that takes a function out.
    pub(crate) fn switch(&mut self, item: &'static ItemSpec) -> Arc<AtomicBool> {
        let known = self
            .switches
            .iter()
            .find(|(known, _)| std::ptr::eq(*known, item));
        if let Some((_, switch)) = known {
            return Arc::clone(switch);
        }
        let switch = Arc::new(AtomicBool::new(false));
        self.switches.push((item, Arc::clone(&switch)));
        switch
    }
}

/// The last part of a type's name, as one writes it where it is imported.
fn short_name<T>() -> &'static str {
    let name = std::any::type_name::<T>();
    let path = name.split('<').next().unwrap_or(name);
    name.get(path.rfind("::").map_or(0, |at| at + 2)..)
        .unwrap_or(name)
}
