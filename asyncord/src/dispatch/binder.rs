//! One handler's arguments, looked up: what the macro's `bind` function works with.

use std::{any::type_name, sync::Arc};

use super::{
    param::{BorrowedEvent, EventParam, HandlerContext, HandlerFuture},
    pool::{Found, Pool},
    registry::HandlerSpec,
    router::RouterBuilder,
};

/// Looks up the arguments of one handler and takes the bound handler.
#[doc(hidden)]
pub struct Binder<'a> {
    spec: &'static HandlerSpec,
    pool: &'a Pool,
    router: &'a mut RouterBuilder,
    misses: Vec<Miss>,
}

/// An argument that a handler asks for and does not get.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Miss {
    pub(crate) name: &'static str,
    /// The type that the handler takes.
    pub(crate) wanted: &'static str,
    /// The type that stands under the name.
    pub(crate) found: Option<&'static str>,
    /// A name that may have been meant.
    pub(crate) similar: Option<String>,
}

impl<'a> Binder<'a> {
    /// Binds the handler into `router`, or returns what it misses.
    pub(crate) fn bind(
        spec: &'static HandlerSpec,
        pool: &'a Pool,
        router: &'a mut RouterBuilder,
    ) -> Result<(), Vec<Miss>> {
        let mut binder = Self {
            spec,
            pool,
            router,
            misses: Vec::new(),
        };
        (spec.bind)(&mut binder);
        if binder.misses.is_empty() {
            Ok(())
        } else {
            Err(binder.misses)
        }
    }

    /// Looks for a `T` under `name`, without judging.
    pub(crate) fn find<T: Send + Sync + 'static>(&self, name: &str) -> Found<T> {
        self.pool.find(name)
    }

    /// Notes that the handler asks for a `W` under `name` and does not get it.
    pub(crate) fn miss<W: ?Sized>(&mut self, name: &'static str, found: Option<&'static str>) {
        let similar = if found.is_some() {
            None
        } else {
            self.pool.similar_to(name).map(str::to_owned)
        };
        self.misses.push(Miss {
            name,
            wanted: type_name::<W>(),
            found,
            similar,
        });
    }

    /// Takes the handler, all of whose arguments have been found; it takes the event as `P`.
    pub fn taking<P: EventParam, F>(&mut self, handler: F)
    where
        F: Fn(Arc<P::Event>, Arc<HandlerContext>) -> HandlerFuture + Send + Sync + 'static,
    {
        self.router.add::<P::Event>(self.spec, Arc::new(handler));
    }

    /// Takes the handler, all of whose arguments have been found; it takes the event as `&E`.
    pub fn borrowing<E: BorrowedEvent, F>(&mut self, handler: F)
    where
        F: Fn(Arc<E::Event>, Arc<HandlerContext>) -> HandlerFuture + Send + Sync + 'static,
    {
        self.router.add::<E::Event>(self.spec, Arc::new(handler));
    }
}
