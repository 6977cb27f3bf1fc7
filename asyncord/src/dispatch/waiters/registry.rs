//! Who waits, by event type and by wire name.
//!
//! No code of the user's, predicates and destructors included, runs under the registry's lock: it may
//! well begin or end a wait itself.

use std::{
    any::{Any, TypeId},
    collections::{BTreeMap, HashMap, HashSet},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{Early, WAITS, WaitError};
use crate::{
    dispatch::failure::panic_message,
    event::{Event, EventNames, RawEvent, shard::OWN},
    lock,
    model::Intents,
};

/// What waits: takes events until it breaks.
pub(super) trait Target<E>: Any + Send + Sync {
    /// Breaks if it takes no more events after this one.
    fn offer(&self, event: &Arc<E>) -> ControlFlow<()>;

    /// Ends it: no more events will come.
    fn end(&self, error: WaitError);
}

/// Something of a target that is dropped where no lock is held.
type Removed = Arc<dyn Any + Send + Sync>;

pub(super) struct Registry {
    intents: Intents,
    /// How many targets there are; all that a dispatch nobody waits for has to read.
    count: AtomicUsize,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    closed: bool,
    next_key: u64,
    groups: HashMap<TypeId, Box<dyn AnyGroup>>,
    by_name: HashMap<&'static str, Vec<TypeId>>,
    /// The types that take every dispatch.
    every: Vec<TypeId>,
    /// The types whose intents are off, and of which that was said.
    warned: HashSet<TypeId>,
}

impl Registry {
    pub(super) fn new(intents: Intents) -> Arc<Self> {
        Arc::new(Self {
            intents,
            count: AtomicUsize::new(0),
            inner: Mutex::default(),
        })
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.count.load(Ordering::Acquire)
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn wants(&self, name: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let inner = lock(&self.inner);
        !inner.every_of(name).is_empty() || inner.by_name.contains_key(name)
    }

    /// Adds a target for as long as the registration is kept.
    pub(super) fn register<E: Event>(
        self: &Arc<Self>,
        target: Arc<dyn Target<E>>,
    ) -> Result<Registration, WaitError> {
        let event = TypeId::of::<E>();
        let mut inner = lock(&self.inner);
        if inner.closed {
            return Err(WaitError::Stopped);
        }
        if !E::INTENTS.is_empty() && !E::INTENTS.intersects(self.intents) {
            return Err(WaitError::intents_off::<E>());
        }
        if self.count.load(Ordering::Relaxed) >= WAITS {
            return Err(WaitError::TooMany);
        }
        let key = inner.next_key;
        inner.next_key += 1;
        inner.group::<E>().insert(key, target);
        self.count.fetch_add(1, Ordering::Release);
        Ok(Registration {
            registry: Arc::clone(self),
            event,
            key,
        })
    }

    /// Whether this is the first time that it is asked for `E`.
    pub(super) fn warns_of<E: Event>(&self) -> bool {
        lock(&self.inner).warned.insert(TypeId::of::<E>())
    }

    pub(super) fn deliver(&self, raw: &RawEvent) -> Early {
        let mut early = Early::default();
        if self.is_empty() {
            return early;
        }
        let deliveries: Vec<_> = {
            let inner = lock(&self.inner);
            let of_name = inner.by_name.get(raw.name());
            of_name
                .into_iter()
                .flatten()
                .chain(inner.every_of(raw.name()))
                .filter_map(|event| Some((*event, inner.groups.get(event)?.delivery())))
                .collect()
        };
        for (event, delivery) in deliveries {
            let over = delivery.deliver(raw, &mut early);
            self.remove(event, &over);
        }
        early
    }

    /// Ends everything that waits; nothing can be registered any more.
    pub(super) fn close(&self) {
        let groups = {
            let mut inner = lock(&self.inner);
            inner.closed = true;
            inner.by_name.clear();
            inner.every.clear();
            self.count.store(0, Ordering::Release);
            std::mem::take(&mut inner.groups)
        };
        for group in groups.into_values() {
            group.end(&WaitError::Stopped);
        }
    }

    /// Takes targets out; those that are out already do not matter.
    fn remove(&self, event: TypeId, keys: &[u64]) {
        if keys.is_empty() {
            return;
        }
        let removed = {
            let mut inner = lock(&self.inner);
            let removed = inner.remove(event, keys);
            self.count.fetch_sub(removed.len(), Ordering::Release);
            removed
        };
        drop(removed);
    }

    /// Whether nothing of earlier waits is left.
    #[cfg(test)]
    pub(super) fn is_forgotten(&self) -> bool {
        let inner = lock(&self.inner);
        self.is_empty()
            && inner.groups.is_empty()
            && inner.by_name.is_empty()
            && inner.every.is_empty()
    }
}

impl Inner {
    /// Who takes every event takes those that Discord sent: asyncord's own must be asked for.
    fn every_of(&self, name: &str) -> &[TypeId] {
        if name.starts_with(OWN) {
            &[]
        } else {
            &self.every
        }
    }

    /// The targets of `E`, known under its names from now on.
    fn group<E: Event>(&mut self) -> &mut BTreeMap<u64, Arc<dyn Target<E>>> {
        let event = TypeId::of::<E>();
        if !self.groups.contains_key(&event) {
            match E::NAMES {
                EventNames::All => self.every.push(event),
                EventNames::Only(names) => {
                    for name in names {
                        let events = self.by_name.entry(name).or_default();
                        // A type may name a dispatch twice, and still takes it once.
                        if events.last() != Some(&event) {
                            events.push(event);
                        }
                    }
                }
            }
        }
        let group: &mut dyn Any = &mut **self
            .groups
            .entry(event)
            .or_insert_with(|| Box::new(Group::<E>(BTreeMap::new())));
        let group: &mut Group<E> = group
            .downcast_mut()
            .expect("a group is found by its event type");
        &mut group.0
    }

    fn remove(&mut self, event: TypeId, keys: &[u64]) -> Vec<Removed> {
        let Some(group) = self.groups.get_mut(&event) else {
            return Vec::new();
        };
        let removed = keys.iter().filter_map(|key| group.remove(*key)).collect();
        if !group.is_empty() {
            return removed;
        }
        match group.names() {
            EventNames::All => self.every.retain(|other| *other != event),
            EventNames::Only(names) => {
                for name in names {
                    if let Some(events) = self.by_name.get_mut(name) {
                        events.retain(|other| *other != event);
                        if events.is_empty() {
                            self.by_name.remove(name);
                        }
                    }
                }
            }
        }
        self.groups.remove(&event);
        removed
    }
}

/// Keeps a target registered.
pub(super) struct Registration {
    registry: Arc<Registry>,
    event: TypeId,
    key: u64,
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.registry.remove(self.event, &[self.key]);
    }
}

/// The targets of one event type, in the order they came.
struct Group<E>(BTreeMap<u64, Arc<dyn Target<E>>>);

trait AnyGroup: Any + Send {
    fn names(&self) -> EventNames;
    fn is_empty(&self) -> bool;
    fn remove(&mut self, key: u64) -> Option<Removed>;
    fn delivery(&self) -> Box<dyn Delivery>;
    fn end(&self, error: &WaitError);
}

impl<E: Event> AnyGroup for Group<E> {
    fn names(&self) -> EventNames {
        E::NAMES
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn remove(&mut self, key: u64) -> Option<Removed> {
        let target: Removed = self.0.remove(&key)?;
        Some(target)
    }

    fn delivery(&self) -> Box<dyn Delivery> {
        let targets: Vec<_> = self
            .0
            .iter()
            .map(|(key, target)| (*key, Arc::clone(target)))
            .collect();
        Box::new(targets)
    }

    fn end(&self, error: &WaitError) {
        for target in self.0.values() {
            target.end(error.clone());
        }
    }
}

/// The targets of one event type as they were when the dispatch came.
trait Delivery {
    /// Gives the event to each; returns the keys of those that take no more.
    fn deliver(&self, raw: &RawEvent, early: &mut Early) -> Vec<u64>;
}

impl<E: Event> Delivery for Vec<(u64, Arc<dyn Target<E>>)> {
    fn deliver(&self, raw: &RawEvent, early: &mut Early) -> Vec<u64> {
        // `E` may be the user's own, and this runs on the shard's task.
        let event = match catch_unwind(AssertUnwindSafe(|| E::decode(raw))) {
            Ok(Ok(event)) => Arc::new(event),
            Ok(Err(error)) => {
                tracing::debug!(%error, "an event that is waited for was skipped");
                return Vec::new();
            }
            Err(panic) => {
                let message = panic_message(&*panic);
                tracing::warn!(event = raw.name(), message, "decoding an event panicked");
                return Vec::new();
            }
        };
        let over = self
            .iter()
            .filter(|(_, target)| target.offer(&event).is_break())
            .map(|(key, _)| *key)
            .collect();
        early.put(event);
        over
    }
}
