//! Which handlers take which event: decoded once for each event type that someone asked for.

use std::{
    any::{Any, TypeId},
    cmp::Ordering,
    collections::HashMap,
    sync::Arc,
};

use super::{
    executor::Call,
    param::HandlerContext,
    registry::{BoundHandler, HandlerSpec},
};
use crate::event::{DecodeError, Event, EventNames, RawEvent};

/// Collects the bound handlers.
#[derive(Default)]
pub(crate) struct RouterBuilder {
    slots: Vec<Box<dyn AnySlot>>,
    by_type: HashMap<TypeId, usize>,
    handlers: usize,
}

/// The bound handlers by wire name.
pub(crate) struct Router {
    slots: Vec<Box<dyn AnySlot>>,
    /// Sorted by [`order`]: every event is looked up here, and most are decided by their length.
    by_name: Vec<(&'static str, Vec<usize>)>,
    /// The slots that take every event.
    every: Vec<usize>,
}

/// What came of preparing an event for one event type.
pub(crate) enum Prepared {
    /// The calls to make, in the handlers' order.
    Calls(Vec<Call>),
    /// The event does not have the form that these handlers asked for.
    Undecodable(Arc<DecodeError>, Vec<&'static HandlerSpec>),
}

impl RouterBuilder {
    pub(crate) fn add<E: Event>(&mut self, spec: &'static HandlerSpec, handler: BoundHandler<E>) {
        let index = *self.by_type.entry(TypeId::of::<E>()).or_insert_with(|| {
            self.slots.push(Box::new(Slot::<E> {
                handlers: Vec::new(),
            }));
            self.slots.len() - 1
        });
        let slot: &mut dyn Any = &mut *self.slots[index];
        let slot = slot
            .downcast_mut::<Slot<E>>()
            .expect("a slot is found by its event type");
        slot.handlers.push(Bound {
            spec,
            index: self.handlers,
            handler,
        });
        self.handlers += 1;
    }

    pub(crate) fn build(self) -> Router {
        let mut by_name = HashMap::<_, Vec<_>>::new();
        let mut every = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            match slot.names() {
                EventNames::All => every.push(index),
                EventNames::Only(names) => {
                    for name in names {
                        let slots = by_name.entry(*name).or_default();
                        // A type may name a dispatch twice, and is still called once.
                        if slots.last() != Some(&index) {
                            slots.push(index);
                        }
                    }
                }
            }
        }
        let mut by_name: Vec<_> = by_name.into_iter().collect();
        by_name.sort_unstable_by(|(left, _), (right, _)| order(left, right));
        Router {
            slots: self.slots,
            by_name,
            every,
        }
    }
}

impl Router {
    /// Whether any handler takes events of this wire name.
    pub(crate) fn wants(&self, name: &str) -> bool {
        !self.every.is_empty() || !self.slots_of(name).is_empty()
    }

    fn slots_of(&self, name: &str) -> &[usize] {
        self.by_name
            .binary_search_by(|(known, _)| order(known, name))
            .map_or(&[], |at| &self.by_name[at].1)
    }

    /// Decodes the event once for each event type that handlers take it as.
    pub(crate) fn prepare<'a>(
        &'a self,
        raw: &'a RawEvent,
        context: &'a Arc<HandlerContext>,
    ) -> impl Iterator<Item = Prepared> + 'a {
        self.slots_of(raw.name())
            .iter()
            .chain(&self.every)
            .map(move |index| self.slots[*index].prepare(raw, context))
    }
}

/// By length, then by text.
fn order(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

/// The handlers of one event type.
struct Slot<E> {
    handlers: Vec<Bound<E>>,
}

struct Bound<E> {
    spec: &'static HandlerSpec,
    /// Tells the handlers of one dispatcher apart.
    index: usize,
    handler: BoundHandler<E>,
}

trait AnySlot: Any + Send + Sync {
    fn names(&self) -> EventNames;
    fn prepare(&self, raw: &RawEvent, context: &Arc<HandlerContext>) -> Prepared;
}

impl<E: Event> AnySlot for Slot<E> {
    fn names(&self) -> EventNames {
        E::NAMES
    }

    fn prepare(&self, raw: &RawEvent, context: &Arc<HandlerContext>) -> Prepared {
        let event = match E::decode(raw) {
            Ok(event) => event,
            Err(error) => {
                let specs = self.handlers.iter().map(|bound| bound.spec).collect();
                return Prepared::Undecodable(Arc::new(error), specs);
            }
        };
        let scope = event.scope();
        let event = Arc::new(event);
        let call = |bound: &Bound<E>, event| {
            let future = (bound.handler)(event, Arc::clone(context));
            Call::new(bound.spec, bound.index, scope, raw, future)
        };
        // The last handler is given the event itself: where it is the only one, taking the event by
        // value is free.
        let Some((last, others)) = self.handlers.split_last() else {
            return Prepared::Calls(Vec::new());
        };
        let mut calls: Vec<_> = others
            .iter()
            .map(|bound| call(bound, Arc::clone(&event)))
            .collect();
        calls.push(call(last, event));
        Prepared::Calls(calls)
    }
}
