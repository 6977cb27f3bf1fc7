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
    context::{CallContext, Group},
    executor::Executor,
    failure::Reason,
    metrics::QueueMetrics,
    router::{Router, Step},
    waiters::{Early, Waiters},
};
use crate::{
    event::{RawEvent, Scope},
    gateway::EventSink,
};

/// How many bytes of events wait at most.
pub(crate) struct Budget {
    limit: usize,
    /// Below this, shards that were refused are told. Well below the limit: else each event that is handled would wake
    /// all of them for the room of one.
    low: usize,
    used: AtomicUsize,
    room: Notify,
    metrics: QueueMetrics,
}

/// A part of the budget, given back when dropped.
pub(crate) struct Reservation {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// Of the client group of this name.
    pub(crate) fn new(limit: usize, group: &str) -> Arc<Self> {
        Arc::new(Self {
            limit,
            low: limit.div_ceil(4) * 3,
            used: AtomicUsize::new(0),
            room: Notify::new(),
            metrics: QueueMetrics::new(group),
        })
    }

    /// Takes a part, unless the budget is used up.
    ///
    /// The last part may reach beyond the limit: else an event larger than the limit would never pass.
    fn reserve(self: &Arc<Self>, bytes: usize) -> Option<Reservation> {
        let taken = self
            .used
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |used| {
                (used < self.limit).then_some(used + bytes)
            });
        if taken.is_err() {
            self.metrics.full.increment(1);
            return None;
        }
        self.metrics.bytes.increment(gauged(bytes));
        Some(Reservation {
            budget: Arc::clone(self),
            bytes,
        })
    }

    pub(crate) fn used(&self) -> usize {
        self.used.load(Ordering::Acquire)
    }

    async fn wait_for_room(&self) {
        loop {
            let room = self.room.notified();
            tokio::pin!(room);
            // Registers before looking, so that no release goes unnoticed.
            room.as_mut().enable();
            if self.used.load(Ordering::Acquire) < self.low {
                return;
            }
            room.await;
        }
    }
}

/// Bytes as a gauge takes them.
#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to 9 petabytes, far beyond what one event has"
)]
fn gauged(bytes: usize) -> f64 {
    bytes as f64
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.budget.metrics.bytes.decrement(gauged(self.bytes));
        let used = self.budget.used.fetch_sub(self.bytes, Ordering::AcqRel);
        // Whoever waits saw the budget full after it had registered: the release that makes room finds it.
        if used >= self.budget.low && used - self.bytes < self.budget.low {
            self.budget.room.notify_waiters();
        }
    }
}

/// What an event takes of the budget until all its calls have started; calls that wait share it.
pub(crate) struct Held {
    alone: Option<Reservation>,
    shared: Option<Arc<Reservation>>,
}

impl Held {
    fn new(reservation: Reservation) -> Self {
        Self {
            alone: Some(reservation),
            shared: None,
        }
    }

    /// A share for a call that waits: the event counts until the last of them is dropped.
    pub(crate) fn share(&mut self) -> Option<Arc<Reservation>> {
        if let Some(alone) = self.alone.take() {
            self.shared = Some(Arc::new(alone));
        }
        self.shared.clone()
    }
}

/// An event, and what was decoded of it for those that waited for it.
type Queued = (RawEvent, Early, Reservation);

/// How much may wait so that what was decoded ahead is still kept: it is not counted, and can be had again.
const EARLY: usize = 1_024 * 1_024;

/// The end of the queue that the shard puts events into.
pub(crate) struct Sink {
    router: Arc<Router>,
    waiters: Waiters,
    budget: Arc<Budget>,
    sender: mpsc::UnboundedSender<Queued>,
}

impl Drop for Sink {
    /// What has not come by now does not come any more.
    fn drop(&mut self) {
        self.waiters.close();
    }
}

impl EventSink for Sink {
    fn wants(&self, name: &str) -> bool {
        self.router.wants(name) || self.waiters.wants(name)
    }

    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent> {
        let waited_for = self.waiters.wants(event.name());
        if waited_for && !self.router.wants(event.name()) {
            self.waiters.deliver(&event);
            return Ok(());
        }
        let Some(reservation) = self.budget.reserve(event.size()) else {
            return Err(event);
        };
        // Only now: an event that was refused comes again.
        let mut early = Early::default();
        if waited_for {
            early = self.waiters.deliver(&event);
            if self.budget.used() > EARLY {
                early = Early::default();
            }
        }
        // Only a dispatcher that has ended takes no more; then nobody waits for the event.
        let _ = self.sender.send((event, early, reservation));
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
    let (sender, receiver) = mpsc::unbounded_channel();
    let sink = Sink {
        router: Arc::clone(&router),
        waiters: group.waiters.clone(),
        budget,
        sender,
    };
    // Made out here, so that it counts what is left also if the work ends before it begins.
    let mut inbox = Inbox { receiver, executor };
    let work = async move {
        // Kept from event to event, so that making it costs nothing.
        let mut steps = Vec::new();
        let mut context = Arc::new(CallContext::new(Arc::clone(&group), None));
        while let Some((event, early, reservation)) = inbox.receiver.recv().await {
            // Calls of one shard share it.
            if context.shard() != Some(event.shard()) {
                context = CallContext::new(Arc::clone(&group), Some(event.shard())).into();
            }
            router.prepare(&event, early, &context, &mut steps);
            let held = Held::new(reservation);
            take(&event, held, &mut steps, &inbox.executor).await;
        }
    };
    (sink, work)
}

/// The end of the queue that events are taken out of.
struct Inbox {
    receiver: mpsc::UnboundedReceiver<Queued>,
    executor: Arc<Executor>,
}

impl Drop for Inbox {
    /// Where the time to end cleanly is over, what is left in the queue is not forgotten.
    fn drop(&mut self) {
        self.executor.take_on(self.receiver.len());
    }
}

/// Takes the steps for an event, each after the last.
async fn take(event: &RawEvent, mut held: Held, steps: &mut Vec<Step>, executor: &Arc<Executor>) {
    let calls = steps.iter().filter(|step| matches!(step, Step::Call(_)));
    executor.take_on(calls.count());
    for step in steps.drain(..) {
        match step {
            Step::Call(call) => executor.start(call, &mut held).await,
            Step::Undecodable(error, handlers) => {
                for meta in handlers {
                    let reason = Reason::Decode(Arc::clone(&error));
                    executor.report(&meta, event, Scope::default(), reason);
                }
            }
            Step::Panicked(meta, message) => {
                executor.report(&meta, event, Scope::default(), Reason::Panic(message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[tokio::test]
    async fn a_full_budget_refuses_until_something_is_given_back() {
        let budget = Budget::new(100, "test");
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
