//! Functions whose arguments have been found, and where they are collected.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

pub(crate) use super::param::CallFuture;
use super::{
    context::CallContext,
    failure::HandlerFailure,
    lane::Place,
    metrics::HandlerMetrics,
    middleware::{AnyMiddleware, BoundMiddleware, Middleware},
    output::TargetOf,
    provider::{BoundProvider, Input, ValueFuture},
    registry::{HandlerSpec, HookKind, HookSpec, ItemSpec, TaskSpec},
    router::{AnySlot, Slot},
};
use crate::event::{Event, HasChannel, HasUser};

/// A handler whose arguments have been found: called with an event, it gives the call under way.
pub(crate) type BoundHandler<E> = Arc<dyn CallHandler<E>>;

/// What a handler's closure does. A trait of our own: the table of an `Fn` has two more functions, which are
/// compiled for each handler.
pub(crate) trait CallHandler<E>: Send + Sync {
    fn call(&self, event: Arc<E>, context: Arc<CallContext>) -> CallFuture;
}

impl<E, F> CallHandler<E> for F
where
    F: Fn(Arc<E>, Arc<CallContext>) -> CallFuture + Send + Sync,
{
    fn call(&self, event: Arc<E>, context: Arc<CallContext>) -> CallFuture {
        self(event, context)
    }
}

/// A function that is called for no event.
pub(crate) type BoundPlain = Arc<dyn Fn(Arc<CallContext>) -> CallFuture + Send + Sync>;

/// A hook for failures.
pub(crate) type BoundOnError =
    Arc<dyn Fn(Arc<HandlerFailure>, Arc<CallContext>) -> CallFuture + Send + Sync>;

/// What is known of a handler at work, apart from its event type.
pub(crate) struct Meta {
    pub(crate) spec: HandlerSpec,
    /// Tells the handlers of one dispatcher apart.
    pub(crate) index: usize,
    pub(crate) metrics: HandlerMetrics,
    /// Set when the handler is taken out.
    pub(crate) removed: Arc<AtomicBool>,
    /// Whether a handler that is called once has been called.
    called: AtomicBool,
}

impl Meta {
    /// Whether the handler takes part.
    pub(crate) fn is_active(&self) -> bool {
        let done = self.spec.once && self.called.load(Ordering::Relaxed);
        !done && !self.removed.load(Ordering::Relaxed)
    }

    /// Whether this call may be made; of a handler that is called once, only the first.
    pub(crate) fn claim(&self) -> bool {
        !(self.spec.once && self.called.swap(true, Ordering::Relaxed))
    }
}

/// Decides whether a handler is called for an event.
type Filter<E> = Box<dyn Fn(&E) -> bool + Send + Sync>;

/// A handler with all that its options say.
pub(crate) struct Bound<E> {
    pub(crate) meta: Arc<Meta>,
    pub(crate) handler: BoundHandler<E>,
    /// The providers whose values it takes, by number.
    pub(crate) needs: Vec<usize>,
    pub(crate) filters: Vec<Filter<E>>,
    /// Which calls follow one another, if any do.
    pub(crate) place: Option<fn(&E) -> Place>,
    pub(crate) reply: Option<TargetOf<E>>,
    /// What runs around this handler alone; the first is the outermost.
    pub(crate) wraps: Vec<Arc<dyn AnyMiddleware>>,
}

impl<E> Bound<E> {
    /// Whether the event passes the filters; the message of a filter that panicked.
    pub(crate) fn passes(&self, event: &E) -> Result<bool, String> {
        if self.filters.is_empty() {
            return Ok(true);
        }
        // A filter is the user's code.
        let all = || self.filters.iter().all(|filter| filter(event));
        catch_unwind(AssertUnwindSafe(all)).map_err(|panic| super::failure::panic_message(&*panic))
    }
}

/// Takes the options of the handler that has just been bound.
#[doc(hidden)]
pub struct Added<'a, E>(pub(crate) &'a mut Bound<E>);

impl<E> Added<'_, E> {
    pub fn filter(&mut self, filter: impl Fn(&E) -> bool + Send + Sync + 'static) {
        self.0.filters.push(Box::new(filter));
    }

    pub fn wrap(&mut self, middleware: impl Middleware) {
        self.0.wraps.push(Arc::new(middleware));
    }

    pub fn reply(&mut self, target: Option<TargetOf<E>>) {
        self.0.reply = target;
    }

    pub fn ordered_by_guild(&mut self)
    where
        E: Event,
    {
        self.0.place = Some(|event| Place::of(event.scope()));
    }

    pub fn ordered_by_channel(&mut self)
    where
        E: HasChannel,
    {
        self.0.place = Some(|event| event.channel_id().map_or(Place::Nowhere, Place::Channel));
    }

    pub fn ordered_by_user(&mut self)
    where
        E: HasUser,
    {
        self.0.place = Some(|event| event.user_id().map_or(Place::Nowhere, Place::User));
    }
}

/// Collects what has been bound.
#[derive(Default)]
pub(crate) struct Builder {
    /// The name of the client group.
    group: String,
    pub(crate) slots: Vec<Box<dyn AnySlot>>,
    by_type: HashMap<TypeId, usize>,
    handlers: usize,
    /// By number; those that miss something are absent, and then nothing is built.
    pub(crate) providers: Vec<BoundProvider>,
    /// What runs around every handler, the outermost first, each with the providers it needs.
    pub(crate) middleware: Vec<(Vec<usize>, BoundMiddleware)>,
    pub(crate) on_error: Vec<(&'static HookSpec, BoundOnError)>,
    pub(crate) on_start: Vec<(&'static HookSpec, BoundPlain)>,
    pub(crate) on_shutdown: Vec<(&'static HookSpec, BoundPlain)>,
    pub(crate) tasks: Vec<(&'static TaskSpec, BoundPlain)>,
    /// The switch of the item that is being bound.
    pub(crate) removed: Arc<AtomicBool>,
}

impl Builder {
    /// For the client group of this name.
    pub(crate) fn new(group: &str) -> Self {
        Self {
            group: group.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn handler<E: Event>(
        &mut self,
        item: &ItemSpec,
        needs: Vec<usize>,
        handler: BoundHandler<E>,
    ) -> Added<'_, E> {
        let ItemSpec::Handler(spec) = item else {
            unreachable!("the macro writes what it binds")
        };
        self.add(*spec, needs, handler)
    }

    pub(crate) fn add<E: Event>(
        &mut self,
        spec: HandlerSpec,
        needs: Vec<usize>,
        handler: BoundHandler<E>,
    ) -> Added<'_, E> {
        let index = *self.by_type.entry(TypeId::of::<E>()).or_insert_with(|| {
            self.slots.push(Box::new(Slot::<E>::default()));
            self.slots.len() - 1
        });
        let meta = Meta {
            spec,
            index: self.handlers,
            metrics: HandlerMetrics::new(&spec.function, &self.group),
            removed: Arc::clone(&self.removed),
            called: AtomicBool::new(false),
        };
        self.handlers += 1;
        let slot: &mut dyn Any = &mut *self.slots[index];
        let slot = slot
            .downcast_mut::<Slot<E>>()
            .expect("a slot is found by its event type");
        Added(slot.add(Bound {
            meta: Arc::new(meta),
            handler,
            needs,
            filters: Vec::new(),
            place: None,
            reply: None,
            wraps: Vec::new(),
        }))
    }

    pub(crate) fn provider<E: Event, F>(
        &mut self,
        item: &'static ItemSpec,
        needs: Vec<usize>,
        run: F,
    ) where
        F: Fn(Arc<E>, Arc<CallContext>) -> ValueFuture + Send + Sync + 'static,
    {
        if let ItemSpec::Provider(spec) = item {
            self.providers.push(BoundProvider {
                spec,
                needs,
                run: Arc::new(move |input: &Input, context| run(input.event(), context)),
            });
        }
    }

    pub(crate) fn plain(&mut self, item: &'static ItemSpec, function: BoundPlain) {
        match item {
            ItemSpec::Task(spec) => self.tasks.push((spec, function)),
            ItemSpec::Hook(spec) if spec.kind == HookKind::OnStart => {
                self.on_start.push((spec, function));
            }
            ItemSpec::Hook(spec) => self.on_shutdown.push((spec, function)),
            ItemSpec::Handler(_) | ItemSpec::Provider(_) => {}
        }
    }

    pub(crate) fn on_error(&mut self, item: &'static ItemSpec, hook: BoundOnError) {
        if let ItemSpec::Hook(spec) = item {
            self.on_error.push((spec, hook));
        }
    }

    pub(crate) fn middleware(&mut self, needs: Vec<usize>, middleware: BoundMiddleware) {
        self.middleware.push((needs, middleware));
    }
}
