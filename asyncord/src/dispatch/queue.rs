//! The queue between a shard and the handlers: undecoded events within a budget of bytes.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::sync::{Notify, mpsc};

use super::{
    context::Group,
    executor::Executor,
    failure::Reason,
    router::{Router, Step},
};
use crate::{event::RawEvent, gateway::EventSink};

/// How many bytes of events wait at most.
pub(crate) struct Budget {
    limit: usize,
    used: AtomicUsize,
    room: Notify,
}

/// A part of the budget, given back when dropped.
pub(crate) struct Reservation {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    pub(crate) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            limit,
            used: AtomicUsize::new(0),
            room: Notify::new(),
        })
    }

    /// Takes a part, unless the budget is used up.
    ///
    /// The last part may reach beyond the limit: else an event larger than the limit would never pass.
    fn reserve(self: &Arc<Self>, bytes: usize) -> Option<Reservation> {
        self.used
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |used| {
                (used < self.limit).then_some(used + bytes)
            })
            .ok()
            .map(|_| Reservation {
                budget: Arc::clone(self),
                bytes,
            })
    }

    async fn wait_for_room(&self) {
        loop {
            let room = self.room.notified();
            tokio::pin!(room);
            // Registers before looking, so that no release goes unnoticed.
            room.as_mut().enable();
            if self.used.load(Ordering::Acquire) < self.limit {
                return;
            }
            room.await;
        }
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let used = self.budget.used.fetch_sub(self.bytes, Ordering::AcqRel);
        // Whoever waits saw the budget full after it had registered: the release that makes room finds it.
        if used >= self.budget.limit && used - self.bytes < self.budget.limit {
            self.budget.room.notify_waiters();
        }
    }
}

type Queued = (RawEvent, Arc<Reservation>);

/// The end of the queue that the shard puts events into.
pub(crate) struct Sink {
    router: Arc<Router>,
    budget: Arc<Budget>,
    sender: mpsc::UnboundedSender<Queued>,
}

impl EventSink for Sink {
    fn wants(&self, name: &str) -> bool {
        self.router.wants(name)
    }

    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent> {
        let Some(reservation) = self.budget.reserve(event.size()) else {
            return Err(event);
        };
        // Only a dispatcher that has ended takes no more; then nobody waits for the event.
        let _ = self.sender.send((event, Arc::new(reservation)));
        Ok(())
    }

    fn ready(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.budget.wait_for_room())
    }
}

/// Makes a queue: the shard's end, and the work that takes events out until the shard's end is dropped.
pub(crate) fn queue(
    router: Arc<Router>,
    budget: Arc<Budget>,
    executor: Arc<Executor>,
    group: Arc<Group>,
) -> (Sink, impl Future<Output = ()> + Send) {
    let (sender, mut receiver) = mpsc::unbounded_channel::<Queued>();
    let sink = Sink {
        router: Arc::clone(&router),
        budget,
        sender,
    };
    let work = async move {
        while let Some((event, reservation)) = receiver.recv().await {
            dispatch(&event, &reservation, &router, &executor, &group).await;
        }
    };
    (sink, work)
}

async fn dispatch(
    event: &RawEvent,
    reservation: &Arc<Reservation>,
    router: &Router,
    executor: &Arc<Executor>,
    group: &Arc<Group>,
) {
    for step in router.prepare(event, group) {
        match step {
            Step::Call(call) => executor.start(call, reservation).await,
            Step::Undecodable(error, handlers) => {
                for meta in handlers {
                    executor.not_called(&meta, event, Reason::Decode(Arc::clone(&error)));
                }
            }
            Step::FilterPanicked(meta, message) => {
                executor.not_called(&meta, event, Reason::Panic(message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[tokio::test]
    async fn a_full_budget_refuses_until_something_is_given_back() {
        let budget = Budget::new(100);
        let first = budget.reserve(60).unwrap();
        let second = budget
            .reserve(60)
            .expect("the last part may reach beyond the limit");
        assert!(budget.reserve(1).is_none());
        let waiting = tokio::spawn({
            let budget = std::sync::Arc::clone(&budget);
            async move { budget.wait_for_room().await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(first);
        waiting.await.unwrap();
        drop(second);
        assert!(
            budget.reserve(1_000_000).is_some(),
            "an event larger than the limit passes"
        );
    }
}
