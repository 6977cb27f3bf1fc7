//! Which handlers take which event: decoded once for each event type that someone asked for.

use std::{
    any::Any,
    cmp::Ordering,
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use super::{
    bound::{Bound, Builder, Meta},
    call::{self, Call},
    context::{CallContext, Group},
    failure::panic_message,
    middleware::BoundMiddleware,
    provider::{BoundProvider, Values},
    waiters::Early,
};
use crate::event::{DecodeError, Event, EventNames, RawEvent, shard::OWN};

/// The bound handlers by wire name, and what their calls need.
pub(crate) struct Router {
    slots: Vec<Box<dyn AnySlot>>,
    /// Sorted by [`order`]: every event is looked up here, and most are decided by their length.
    by_name: Vec<(&'static str, Vec<usize>)>,
    /// The slots that take every event.
    every: Vec<usize>,
    pub(super) providers: Vec<BoundProvider>,
    /// What runs around every handler; the first is the outermost. With the providers it needs.
    pub(super) middleware: Vec<(Vec<usize>, BoundMiddleware)>,
}

/// What is to be done about an event.
pub(crate) enum Step {
    /// A call is to be made.
    Call(Call),
    /// The event does not have the form that these handlers asked for.
    Undecodable(Arc<DecodeError>, Vec<Arc<Meta>>),
    /// A filter of the handler panicked, or the event itself, with this message.
    Panicked(Arc<Meta>, String),
}

/// An event on its way to the handlers.
pub(crate) struct Dispatch<'a> {
    pub(super) raw: &'a RawEvent,
    pub(super) router: &'a Router,
    /// What calls that need nothing of their own share.
    pub(super) context: &'a Arc<CallContext>,
    /// What was decoded ahead, for those that waited for it.
    early: Early,
    /// What providers make for this event.
    pub(super) values: Values,
    pub(super) steps: &'a mut Vec<Step>,
}

impl Dispatch<'_> {
    pub(super) fn group(&self) -> &Arc<Group> {
        &self.context.context.group
    }

    fn decode<E: Event>(&mut self) -> Result<Arc<E>, DecodeError> {
        if let Some(event) = self.early.take() {
            return Ok(event);
        }
        // An event of the user's own may be decoded by code of the user's.
        catch_unwind(AssertUnwindSafe(|| E::decode(self.raw)))
            .unwrap_or_else(|panic| {
                let message = format!("decoding it panicked: {}", panic_message(&*panic));
                Err(DecodeError::custom(self.raw.name(), message))
            })
            .map(Arc::new)
    }
}

impl Router {
    pub(crate) fn new(builder: Builder) -> Self {
        let mut by_name = HashMap::<_, Vec<_>>::new();
        let mut every = Vec::new();
        for (index, slot) in builder.slots.iter().enumerate() {
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
        Self {
            slots: builder.slots,
            by_name,
            every,
            providers: builder.providers,
            middleware: builder.middleware,
        }
    }

    /// Whether any handler takes events of this wire name.
    pub(crate) fn wants(&self, name: &str) -> bool {
        !self.every_of(name).is_empty() || !self.slots_of(name).is_empty()
    }

    /// The slots that take every event take those that Discord sent: asyncord's own must be asked for.
    fn every_of(&self, name: &str) -> &[usize] {
        if name.starts_with(OWN) {
            &[]
        } else {
            &self.every
        }
    }

    fn slots_of(&self, name: &str) -> &[usize] {
        self.by_name
            .binary_search_by(|(known, _)| order(known, name))
            .map_or(&[], |at| &self.by_name[at].1)
    }

    /// Decodes the event once for each event type that handlers take it as, and makes their calls; what is
    /// to be done goes into `steps`.
    pub(crate) fn prepare(
        &self,
        raw: &RawEvent,
        early: Early,
        context: &Arc<CallContext>,
        steps: &mut Vec<Step>,
    ) {
        let mut dispatch = Dispatch {
            raw,
            router: self,
            context,
            early,
            values: Values::default(),
            steps,
        };
        let name = raw.name();
        for index in self.slots_of(name).iter().chain(self.every_of(name)) {
            self.slots[*index].prepare(&mut dispatch);
        }
    }
}

/// By length, then by text.
fn order(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

/// The handlers of one event type.
pub(crate) struct Slot<E> {
    handlers: Vec<Bound<E>>,
}

impl<E> Default for Slot<E> {
    fn default() -> Self {
        Self {
            handlers: Vec::new(),
        }
    }
}

impl<E> Slot<E> {
    pub(crate) fn add(&mut self, bound: Bound<E>) -> &mut Bound<E> {
        self.handlers.push(bound);
        self.handlers.last_mut().expect("one was pushed")
    }
}

/// The handlers of some event type.
pub(crate) trait AnySlot: Any + Send + Sync {
    fn names(&self) -> EventNames;
    fn prepare(&self, dispatch: &mut Dispatch<'_>);
}

impl<E: Event> AnySlot for Slot<E> {
    fn names(&self) -> EventNames {
        E::NAMES
    }

    fn prepare(&self, dispatch: &mut Dispatch<'_>) {
        let mut active = self.handlers.iter().filter(|bound| bound.meta.is_active());
        let Some(first) = active.next() else {
            return;
        };
        let event = match dispatch.decode::<E>() {
            Ok(event) => event,
            Err(error) => {
                let handlers = std::iter::once(first).chain(active);
                let handlers = handlers.map(|bound| Arc::clone(&bound.meta)).collect();
                let step = Step::Undecodable(Arc::new(error), handlers);
                return dispatch.steps.push(step);
            }
        };
        // The last handler is given the event itself: where it is the only one, taking the event by
        // value is free.
        let mut last = None;
        for bound in std::iter::once(first).chain(active) {
            match bound.passes(&event) {
                Ok(true) if bound.meta.claim() => {
                    if let Some(bound) = last.replace(bound) {
                        make(bound, Arc::clone(&event), dispatch);
                    }
                }
                Ok(_) => {}
                Err(message) => {
                    let step = Step::Panicked(Arc::clone(&bound.meta), message);
                    dispatch.steps.push(step);
                }
            }
        }
        if let Some(bound) = last {
            make(bound, event, dispatch);
        }
    }
}

/// Makes a call; what an event tells of itself may be code of the user's.
fn make<E: Event>(bound: &Bound<E>, event: Arc<E>, dispatch: &mut Dispatch<'_>) {
    let made = catch_unwind(AssertUnwindSafe(|| call::make(bound, event, dispatch)));
    if let Err(panic) = made {
        let step = Step::Panicked(Arc::clone(&bound.meta), panic_message(&*panic));
        dispatch.steps.push(step);
    }
}
