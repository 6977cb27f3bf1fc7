//! The place that a call takes while it runs, and gives back while it waits for an event.
//!
//! Whether a call waits is known to the futures deep inside it, and wanted by the executor around it.
//! Between them stands a thread-local: the executor [`enter`]s a call's [`CallSlot`] around each poll, and
//! a future that waits for an event counts itself there with a [`Mark`] when it is polled to `Pending`. A
//! poll never moves between threads, so what is entered is always the call being polled; a task that the
//! user spawned is polled outside of it and counts for no call.
//!
//! What a call costs that never waits: the slot is moved in and out of the thread-local, without
//! allocation and without atomics.

use std::{
    cell::Cell,
    future::poll_fn,
    mem,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// How long a call that has waited stands first in line for a place before it goes on without one.
const PATIENCE: Duration = Duration::from_secs(1);

thread_local! {
    /// The call being polled on this thread.
    static CURRENT: Cell<Option<CallSlot>> = const { Cell::new(None) };
}

/// What the executor keeps beside a call: whether it waits for an event.
#[derive(Default)]
pub(crate) struct CallSlot {
    /// How many marks stand; made by the first.
    waits: Option<Arc<AtomicUsize>>,
}

impl CallSlot {
    /// Whether something in the call waits for an event. Asked after a poll that was `Pending`: then the
    /// call's permit goes back, and the call has to [`reacquire`](Places::reacquire) a place when it is [`woken`].
    pub(crate) fn is_waiting(&self) -> bool {
        self.waits
            .as_ref()
            .is_some_and(|waits| waits.load(Ordering::Acquire) > 0)
    }
}

/// Polls a call: what waits for events within `poll` marks `slot`, even if `poll` panics.
pub(crate) fn enter<R>(slot: &mut CallSlot, poll: impl FnOnce() -> R) -> R {
    /// Puts everything back where it was.
    struct Leave<'a> {
        slot: &'a mut CallSlot,
        outer: Option<CallSlot>,
    }

    impl Drop for Leave<'_> {
        fn drop(&mut self) {
            *self.slot = CURRENT.replace(self.outer.take()).unwrap_or_default();
        }
    }

    let outer = CURRENT.replace(Some(mem::take(slot)));
    let _leave = Leave { slot, outer };
    poll()
}

/// Resolves when the task is woken: what the executor awaits between two polls of a call.
pub(crate) async fn woken() {
    let mut polled = false;
    poll_fn(|_| {
        if mem::replace(&mut polled, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// The places for calls in flight.
pub(crate) struct Places {
    permits: Arc<Semaphore>,
    /// Where calls that have waited stand, one behind the other.
    line: Mutex<()>,
}

impl Places {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(limit)),
            line: Mutex::new(()),
        }
    }

    /// Takes a place for a new call.
    pub(crate) async fn acquire(&self) -> OwnedSemaphorePermit {
        Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .expect("the semaphore is never closed")
    }

    /// Takes a place for a call that gave its own back while it waited.
    ///
    /// `None` if none became free for a second: then the call goes on beyond the limit, one each second.
    /// It may hold what all that have a place wait for, such as a lock, and nobody would ever go on.
    pub(crate) async fn reacquire(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Some(permit);
        }
        let _first = self.line.lock().await;
        timeout(PATIENCE, self.acquire()).await.ok()
    }
}

/// Kept by a future that waits for events: counts it as a wait of the call that polled it last.
#[derive(Default)]
pub(crate) struct Mark(Option<Arc<AtomicUsize>>);

impl Mark {
    /// The future was polled to `Pending`. Outside of a call this marks nothing, and takes back what an
    /// earlier poll inside of one has marked.
    pub(crate) fn set(&mut self) {
        let current = CURRENT.take().map(|mut slot| {
            let waits = Arc::clone(slot.waits.get_or_insert_default());
            CURRENT.set(Some(slot));
            waits
        });
        let same = match (&self.0, &current) {
            (Some(marked), Some(current)) => Arc::ptr_eq(marked, current),
            _ => false,
        };
        if same {
            return;
        }
        self.clear();
        if let Some(waits) = current {
            waits.fetch_add(1, Ordering::AcqRel);
            self.0 = Some(waits);
        }
    }

    /// The future waits no longer.
    pub(crate) fn clear(&mut self) {
        if let Some(waits) = self.0.take() {
            waits.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests;
