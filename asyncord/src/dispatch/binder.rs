//! One function's arguments, looked up: what the `bind` functions of the macros work with.

use std::{any::type_name, sync::Arc};

use super::{
    bound::{Added, BoundHandler, Builder, CallFuture},
    context::CallContext,
    failure::HandlerFailure,
    middleware::Next,
    param::{BorrowedEvent, EventParam},
    pool::{Found, Pool},
    provider::{Providers, ValueFuture},
    registry::{FunctionSpec, ItemSpec},
};
use crate::event::Event;

/// Looks up the arguments of one function and takes the bound function.
#[doc(hidden)]
pub struct Binder<'a> {
    spec: &'static ItemSpec,
    pool: &'a Pool,
    providers: &'a Providers,
    builder: &'a mut Builder,
    misses: Vec<Miss>,
    /// The providers whose values the function takes, by number.
    needs: Vec<usize>,
    /// The arguments of the pool that the function takes.
    used: Vec<&'static str>,
}

/// An argument that a function asks for and does not get.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Miss {
    pub(crate) name: &'static str,
    /// The type that the function takes.
    pub(crate) wanted: &'static str,
    /// The type that stands under the name.
    pub(crate) found: Option<&'static str>,
    /// A name that may have been meant.
    pub(crate) similar: Option<String>,
    /// A provider of this name: what it makes has another type, or is for other events.
    pub(crate) provider: Option<String>,
}

/// What looking up a function's arguments has shown.
pub(crate) struct Lookups {
    pub(crate) misses: Vec<Miss>,
    pub(crate) needs: Vec<usize>,
    pub(crate) used: Vec<&'static str>,
}

impl<'a> Binder<'a> {
    /// Binds the function into `builder`, unless it misses something.
    pub(crate) fn bind(
        spec: &'static ItemSpec,
        pool: &'a Pool,
        providers: &'a Providers,
        builder: &'a mut Builder,
    ) -> Lookups {
        let mut binder = Self {
            spec,
            pool,
            providers,
            builder,
            misses: Vec::new(),
            needs: Vec::new(),
            used: Vec::new(),
        };
        (spec.function().bind)(&mut binder);
        Lookups {
            misses: binder.misses,
            needs: binder.needs,
            used: binder.used,
        }
    }

    fn function(&self) -> &'static FunctionSpec {
        self.spec.function()
    }

    /// Looks for a `T` under `name`, without judging.
    pub(crate) fn find<T: Send + Sync + 'static>(&mut self, name: &'static str) -> Found<T> {
        match self.pool.find(name) {
            Found::Absent => self.providers.find(name, self.function().event),
            found => {
                self.used.push(name);
                found
            }
        }
    }

    /// Notes that the function takes what a provider makes; returns its place in the call's context.
    pub(crate) fn need(&mut self, provider: usize) -> usize {
        self.needs.push(provider);
        self.needs.len() - 1
    }

    /// Notes that the function asks for a `W` under `name` and does not get it.
    pub(crate) fn miss<W: ?Sized>(&mut self, name: &'static str, found: Option<&'static str>) {
        let provider = if self.pool.has(name) {
            None
        } else {
            self.providers.describe(name)
        };
        let similar = if found.is_some() || provider.is_some() {
            None
        } else {
            let names = self.pool.names().chain(self.providers.names());
            similar(name, names).map(str::to_owned)
        };
        self.misses.push(Miss {
            name,
            wanted: type_name::<W>(),
            found,
            similar,
            provider,
        });
    }

    /// Takes a handler, all of whose arguments have been found; it takes the event as `P`.
    pub fn taking<P: EventParam, F>(&mut self, handler: F) -> Added<'_, P::Event>
    where
        F: Fn(Arc<P::Event>, Arc<CallContext>) -> CallFuture + Send + Sync + 'static,
    {
        self.handler(Arc::new(handler))
    }

    /// Takes a handler, all of whose arguments have been found; it takes the event as `&E`.
    pub fn borrowing<E: BorrowedEvent, F>(&mut self, handler: F) -> Added<'_, E::Event>
    where
        F: Fn(Arc<E::Event>, Arc<CallContext>) -> CallFuture + Send + Sync + 'static,
    {
        self.handler(Arc::new(handler))
    }

    /// The part that is compiled once for each event type and not for each handler.
    #[inline(never)]
    fn handler<E: Event>(&mut self, handler: BoundHandler<E>) -> Added<'_, E> {
        let needs = std::mem::take(&mut self.needs);
        self.builder.handler(self.spec, needs, handler)
    }

    /// Takes a provider for the events that are taken as `P`.
    pub fn providing<P: EventParam, F>(&mut self, provider: F)
    where
        F: Fn(Arc<P::Event>, Arc<CallContext>) -> ValueFuture + Send + Sync + 'static,
    {
        let needs = self.needs.clone();
        self.builder.provider(self.spec, needs, provider);
    }

    /// Takes a provider for the events that are taken as `&E`.
    pub fn providing_borrowed<E: BorrowedEvent, F>(&mut self, provider: F)
    where
        F: Fn(Arc<E::Event>, Arc<CallContext>) -> ValueFuture + Send + Sync + 'static,
    {
        let needs = self.needs.clone();
        self.builder.provider(self.spec, needs, provider);
    }

    /// Takes a task, or a hook of the start or the end.
    pub fn plain<F>(&mut self, function: F)
    where
        F: Fn(Arc<CallContext>) -> CallFuture + Send + Sync + 'static,
    {
        self.builder.plain(self.spec, Arc::new(function));
    }

    /// Takes a hook for failures.
    pub fn failing<F>(&mut self, hook: F)
    where
        F: Fn(Arc<HandlerFailure>, Arc<CallContext>) -> CallFuture + Send + Sync + 'static,
    {
        self.builder.on_error(self.spec, Arc::new(hook));
    }

    /// Takes a middleware.
    pub fn wrapping<F>(&mut self, middleware: F)
    where
        F: Fn(Next, Arc<CallContext>) -> CallFuture + Send + Sync + 'static,
    {
        let needs = self.needs.clone();
        self.builder.middleware(needs, Arc::new(middleware));
    }
}

/// The name among `names` that someone who wrote `name` most likely meant.
pub(crate) fn similar<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    const SIMILAR: f64 = 0.8;
    names
        .map(|other| (strsim::jaro_winkler(name, other), other))
        .filter(|(similarity, _)| *similarity >= SIMILAR)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, other)| other)
}
