//! All buckets of a token, and which request belongs to which: decisions only, no waiting.
//!
//! What is remembered, and for how long:
//! - a bucket: while it is used, and until its window is over; where its limit is not known by its name, for a while
//!   after its last use;
//! - where the requests of a resource queue: as long as the bucket; where another resource of the operation would
//!   not queue by the same name, for a while after its last use;
//! - which buckets an operation was in, over all resources: for ever, for there are so many operations only;
//! - the limit by a bucket's name: while something of the above has this name.
//!
//! Each request looks at a few of those entries and forgets what may be forgotten, so that none ever walks all.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use tokio::{sync::Notify, time::Instant};

use super::{
    Limits, Outcome, Route, Ticket,
    bucket::Bucket,
    global::Global,
    names::Names,
    queue::Waiter,
    route::{OperationKey, RouteKey},
    window::{Answer, Verdict},
};

mod forget;
mod places;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum BucketKey {
    /// Of an operation whose bucket is not known.
    Unknown(RouteKey),
    /// Discord's name, which leaves the top-level resource out.
    Known(Arc<str>, Option<u64>),
}

/// The buckets in which a request has a place.
#[derive(Debug)]
pub(super) struct Held {
    home: BucketKey,
    others: Vec<BucketKey>,
}

/// What a request that waits is told.
#[derive(Debug)]
pub(super) enum Turn {
    /// It may go, and has a place in these buckets.
    Now(Held),
    /// It is to ask again then.
    At(Instant),
    /// It will be woken.
    Later,
}

/// Keys are hashed many times for each request; the hash is seeded, if less strongly than the standard library's.
pub(super) type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

#[derive(Debug)]
pub(super) struct Core {
    buckets: Map<BucketKey, Bucket>,
    /// Where the requests of each resource queue.
    homes: Map<RouteKey, Home>,
    /// Where those of a resource that is new are taken to belong.
    learnt: Map<OperationKey, Names>,
    /// How often an operation has turned out to be in one more bucket.
    news: u64,
    /// The limit that a name was last seen with.
    limits: Map<Arc<str>, u32>,
    /// How many names there may be before unused ones are looked for.
    most_names: usize,
    /// Every bucket once, in the order in which they are looked at.
    bucket_round: VecDeque<BucketKey>,
    home_round: VecDeque<RouteKey>,
    /// How many entries are to be looked at because new ones have come.
    to_look_at: usize,
    pub(super) global: Global,
}

#[derive(Debug)]
struct Home {
    names: Names,
    /// How much news it knows of.
    news: u64,
    last_used: Instant,
}

impl Core {
    pub(super) fn new(global_per_second: u32) -> Self {
        Self {
            buckets: Map::default(),
            homes: Map::default(),
            learnt: Map::default(),
            news: 0,
            limits: Map::default(),
            most_names: 0,
            bucket_round: VecDeque::new(),
            home_round: VecDeque::new(),
            to_look_at: 0,
            global: Global::new(global_per_second),
        }
    }

    /// Whether a request may go by all its buckets.
    fn check(&mut self, held: &Held, now: Instant) -> Verdict {
        for key in held.keys() {
            let limit = self.limit(key);
            let Some(bucket) = self.buckets.get_mut(key) else {
                continue;
            };
            let verdict = bucket.check(limit, now);
            if verdict != Verdict::Go {
                return verdict;
            }
        }
        Verdict::Go
    }

    fn take(&mut self, held: &Held) {
        for key in held.keys() {
            if let Some(bucket) = self.buckets.get_mut(key) {
                bucket.take();
            }
        }
    }

    /// Lets a request go at once, where no one waits before it.
    ///
    /// It gets its places in its buckets and in the second of the global limit at one moment: a place that is held
    /// while something else is waited for is of no use to anyone, and what it was given for may not hold any more.
    pub(super) fn enter(&mut self, route: &Route, now: Instant) -> Option<Held> {
        self.forget(now);
        let held = self.places(route, now);
        let is_first = self.queue(&held.home).is_some_and(|it| it.is_empty());
        if !is_first || self.check(&held, now) != Verdict::Go {
            return None;
        }
        if !route.is_exempt_from_global() && !self.global.enter(now) {
            return None;
        }
        self.take(&held);
        Some(held)
    }

    /// Puts a request at the end of its bucket's queue, or where its number belongs.
    pub(super) fn enqueue(
        &mut self,
        route: &Route,
        ticket: Ticket,
        notify: Arc<Notify>,
        now: Instant,
    ) {
        let held = self.places(route, now);
        if let Some(queue) = self.queue(&held.home) {
            queue.enqueue(Waiter {
                ticket,
                route: *route,
                notify,
            });
        }
    }

    /// Tells a request in the queue whether it may go.
    pub(super) fn turn(
        &mut self,
        route: &Route,
        ticket: Ticket,
        notify: &Arc<Notify>,
        now: Instant,
    ) -> Turn {
        let held = self.places(route, now);
        let queue = self.queue(&held.home);
        let mut verdict = Verdict::Later;
        if queue.is_some_and(|queue| queue.is_head(ticket)) {
            verdict = self.check(&held, now);
        }
        if verdict != Verdict::Go {
            // Others are not to wait behind who could not go.
            self.global.leave(ticket);
        } else if !route.is_exempt_from_global() {
            verdict = self.global.turn(ticket, now, || Waiter {
                ticket,
                route: *route,
                notify: notify.clone(),
            });
        }
        match verdict {
            Verdict::Go => {
                self.take(&held);
                if let Some(queue) = self.queue(&held.home) {
                    queue.pop();
                }
                Turn::Now(held)
            }
            Verdict::At(time) => Turn::At(time),
            Verdict::Later => Turn::Later,
        }
    }

    /// Takes a request out of the queues.
    pub(super) fn leave(&mut self, route: &Route, ticket: Ticket, now: Instant) {
        let held = self.places(route, now);
        if let Some(queue) = self.queue(&held.home) {
            queue.leave(ticket);
        }
        self.global.leave(ticket);
    }

    /// Learns from what became of a request that was let go, at `went`.
    pub(super) fn complete(
        &mut self,
        route: &Route,
        held: &Held,
        outcome: Outcome,
        went: Instant,
        now: Instant,
    ) {
        let unsent = matches!(outcome, Outcome::Unsent);
        let lost = matches!(outcome, Outcome::Lost);
        let (limits, refusal, learnt) = match outcome {
            Outcome::Answered { limits, learnt } => (limits, None, learnt),
            Outcome::Refused { limits, refusal } => (limits, Some(refusal), false),
            Outcome::Unsent | Outcome::Lost => (None, None, false),
        };
        let named = limits.as_ref().map(|limits| {
            let name = self.intern(limits);
            BucketKey::Known(name, route.major_parameter())
        });
        // The server has counted it in none.
        let uncounted = unsent || refusal.is_some_and(|refusal| refusal.global);
        for key in held.keys() {
            let elsewhere = named.as_ref().is_some_and(|named| named != key);
            if let Some(bucket) = self.buckets.get_mut(key) {
                bucket.land(uncounted || elsewhere);
            }
        }
        if let (Some(limits), Some(BucketKey::Known(name, _))) = (&limits, &named) {
            self.assign(route, name, now);
            // The bucket may be of a name that is new, or of a resource that has been forgotten.
            if let Some(named) = &named {
                self.ensure(named, now);
            }
            self.learn(held, named.as_ref(), limits, went, now);
        } else if learnt && let Some(bucket) = self.buckets.get_mut(&held.home) {
            bucket.learn_nothing();
        }
        match refusal {
            Some(refusal) if refusal.global => self.global.block(now + refusal.retry_after),
            Some(refusal) => {
                let key = named.as_ref().unwrap_or(&held.home);
                if let Some(bucket) = self.buckets.get_mut(key) {
                    bucket.block(now + refusal.retry_after, refusal.shared);
                }
            }
            None => {}
        }
        if !route.is_exempt_from_global() {
            if unsent {
                self.global.give_back(went);
            } else if !lost {
                self.global.answered(now - went);
            }
        }
        for key in held.keys().chain(&named) {
            self.wake(key);
        }
    }

    fn learn(
        &mut self,
        held: &Held,
        named: Option<&BucketKey>,
        limits: &Limits,
        went: Instant,
        now: Instant,
    ) {
        let Some(named) = named else {
            return;
        };
        let is_held = held.keys().any(|key| key == named);
        // Those that went with it, by the same name that was wrong, may be counted there too.
        let others = if is_held {
            0
        } else {
            self.buckets.get(&held.home).map_or(0, Bucket::in_flight)
        };
        if let Some(bucket) = self.buckets.get_mut(named) {
            bucket.learn(&Answer {
                limits,
                went,
                now,
                others,
                held: is_held,
            });
        }
    }

    /// Wakes whoever may go now that something has changed in a bucket.
    fn wake(&mut self, key: &BucketKey) {
        if let Some(queue) = self.queue(key) {
            queue.wake_head();
        }
    }

    /// How many requests wait.
    pub(super) fn waiting(&self) -> usize {
        self.buckets.values().map(|it| it.queue.len()).sum()
    }

    #[cfg(test)]
    pub(super) fn names(&self) -> usize {
        self.limits.len()
    }

    pub(super) fn len(&self) -> usize {
        self.buckets.len().max(self.homes.len())
    }
}
