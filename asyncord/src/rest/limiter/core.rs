//! All buckets of a token, and which request belongs to which: decisions only, no waiting.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{sync::Notify, time::Instant};

use super::{
    Outcome, Route, Ticket,
    bucket::{Bucket, Verdict, Waiter},
    global::{Global, Reservation},
    route::OperationKey,
};

/// How long a bucket is remembered after its last use.
const IDLE: Duration = Duration::from_mins(2);
/// How often idle buckets are looked for.
const SWEEP: Duration = Duration::from_mins(1);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum BucketKey {
    /// Of an operation whose bucket is not known.
    Unknown(OperationKey, Option<u64>),
    /// Discord's name, which leaves the top-level resource out.
    Known(Arc<str>, Option<u64>),
}

/// What a request that waits is told.
#[derive(Debug, PartialEq)]
pub(super) enum Turn {
    /// It may go, and is counted in this bucket.
    Now(BucketKey),
    /// It is to ask again then.
    At(Instant),
    /// It will be woken.
    Later,
}

#[derive(Debug)]
pub(super) struct Core {
    buckets: HashMap<BucketKey, Bucket>,
    /// Where requests queue: a limit may split one operation into several buckets, so each resource has its own.
    homes: HashMap<(OperationKey, Option<u64>), BucketKey>,
    /// Which bucket an operation was last in, as a guess for a resource that is new.
    learnt: HashMap<OperationKey, Arc<str>>,
    global: Global,
    next_sweep: Option<Instant>,
}

impl Core {
    pub(super) fn new(global_per_second: u32) -> Self {
        Self {
            buckets: HashMap::new(),
            homes: HashMap::new(),
            learnt: HashMap::new(),
            global: Global::new(global_per_second),
            next_sweep: None,
        }
    }

    /// Where a request queues.
    fn home(&mut self, route: &Route) -> BucketKey {
        let Self { homes, learnt, .. } = self;
        let home = homes.entry((route.key(), route.major_parameter()));
        let home = home.or_insert_with_key(|(operation, major)| match learnt.get(operation) {
            Some(bucket) => BucketKey::Known(bucket.clone(), *major),
            None => BucketKey::Unknown(operation.clone(), *major),
        });
        home.clone()
    }

    /// Lets a request go at once, where no one waits before it.
    pub(super) fn enter(&mut self, route: &Route, now: Instant) -> Option<BucketKey> {
        self.sweep(now);
        let home = self.home(route);
        let bucket = self.bucket(home.clone(), now);
        (bucket.queue.is_empty() && bucket.try_go(now) == Verdict::Go).then_some(home)
    }

    /// Puts a request at the end of its bucket's queue, or where its number belongs.
    pub(super) fn enqueue(
        &mut self,
        route: &Route,
        ticket: Ticket,
        notify: Arc<Notify>,
        now: Instant,
    ) {
        let waiter = Waiter {
            ticket,
            route: *route,
            notify,
        };
        let home = self.home(route);
        self.bucket(home, now).enqueue(waiter);
    }

    /// Tells a request in the queue whether it may go.
    pub(super) fn turn(&mut self, route: &Route, ticket: Ticket, now: Instant) -> Turn {
        let key = self.home(route);
        let Some(bucket) = self.buckets.get_mut(&key) else {
            return Turn::Later;
        };
        if bucket
            .queue
            .front()
            .is_none_or(|head| head.ticket != ticket)
        {
            return Turn::Later;
        }
        match bucket.try_go(now) {
            Verdict::Go => {
                bucket.queue.pop_front();
                bucket.wake_head();
                Turn::Now(key)
            }
            Verdict::At(time) => Turn::At(time),
            Verdict::Later => Turn::Later,
        }
    }

    /// Takes a request out of the queue.
    pub(super) fn leave(&mut self, route: &Route, ticket: Ticket) {
        let home = self.home(route);
        if let Some(bucket) = self.buckets.get_mut(&home) {
            bucket.queue.retain(|waiter| waiter.ticket != ticket);
            bucket.wake_head();
        }
    }

    /// Learns from what became of a request that was let go.
    pub(super) fn complete(
        &mut self,
        route: &Route,
        held: &BucketKey,
        outcome: Outcome,
        now: Instant,
    ) {
        if let Some(bucket) = self.buckets.get_mut(held) {
            bucket.land(matches!(outcome, Outcome::Unsent));
        }
        let (limits, refusal, learnt) = match outcome {
            Outcome::Answered { limits, learnt } => (limits, None, learnt),
            Outcome::Refused { limits, refusal } => (limits, Some(refusal), false),
            Outcome::Unsent | Outcome::Lost => (None, None, false),
        };
        let mut touched = held.clone();
        if let Some(limits) = &limits {
            touched = self.assign(route, &limits.bucket, now);
            if let Some(bucket) = self.buckets.get_mut(&touched) {
                bucket.learn(limits, now);
            }
        } else if learnt && let Some(bucket) = self.buckets.get_mut(held) {
            bucket.learn_nothing();
        }
        match refusal {
            Some(refusal) if refusal.global => self.global.block(now + refusal.retry_after),
            Some(refusal) => {
                if let Some(bucket) = self.buckets.get_mut(&touched) {
                    bucket.block(now + refusal.retry_after);
                }
            }
            None => {}
        }
        for key in [held, &touched] {
            if let Some(bucket) = self.buckets.get(key) {
                bucket.wake_head();
            }
        }
    }

    fn bucket(&mut self, key: BucketKey, now: Instant) -> &mut Bucket {
        self.buckets.entry(key).or_insert_with(|| Bucket::new(now))
    }

    /// Notes that an operation is in `bucket`, and moves those who wait for it there.
    fn assign(&mut self, route: &Route, bucket: &Arc<str>, now: Instant) -> BucketKey {
        let operation = route.key();
        let new = BucketKey::Known(bucket.clone(), route.major_parameter());
        let old = self
            .homes
            .insert((operation.clone(), route.major_parameter()), new.clone());
        self.bucket(new.clone(), now);
        if old.as_ref() == Some(&new) {
            return new;
        }
        self.learnt.insert(operation.clone(), bucket.clone());
        if let Some(from) = old.and_then(|old| self.buckets.get_mut(&old)) {
            // Other operations may share the bucket that this one has left.
            let (moving, staying): (Vec<_>, Vec<_>) = from
                .queue
                .drain(..)
                .partition(|waiter| waiter.route.key() == operation);
            from.queue = staying.into();
            from.wake_head();
            let to = self.bucket(new.clone(), now);
            for waiter in moving {
                to.enqueue(waiter);
            }
            to.wake_head();
        }
        new
    }

    pub(super) fn reserve(&mut self, now: Instant) -> Reservation {
        self.global.reserve(now)
    }

    pub(super) fn confirm(
        &mut self,
        reservation: Reservation,
        now: Instant,
    ) -> Option<Reservation> {
        self.global.confirm(reservation, now)
    }

    pub(super) fn cancel(&mut self, reservation: Reservation) {
        self.global.cancel(reservation);
    }

    /// Forgets what has not been used for a while.
    fn sweep(&mut self, now: Instant) {
        if self.next_sweep.is_some_and(|next| now < next) {
            return;
        }
        self.next_sweep = Some(now + SWEEP);
        self.buckets.retain(|_, bucket| !bucket.is_idle(now, IDLE));
        self.buckets.shrink_to(self.buckets.len() * 2);
        self.homes.retain(|_, home| self.buckets.contains_key(home));
        self.homes.shrink_to(self.homes.len() * 2);
    }

    pub(super) fn set_per_second(&mut self, requests: u32) {
        self.global.set_per_second(requests);
    }

    pub(super) fn waiting(&self) -> usize {
        self.buckets.values().map(|bucket| bucket.queue.len()).sum()
    }

    pub(super) fn len(&self) -> usize {
        self.buckets.len().max(self.homes.len())
    }
}
