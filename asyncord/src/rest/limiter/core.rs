//! All buckets of a token, and which request belongs to which: decisions only, no waiting.

use std::{collections::HashMap, sync::Arc, time::Duration};

use reqwest::Method;
use tokio::{sync::Notify, time::Instant};

use super::{
    Outcome, Ticket,
    bucket::{Bucket, Verdict, Waiter},
    global::{Global, Reservation},
};
use crate::rest::operation::OperationInfo;

/// How long a bucket is remembered after its last use.
const IDLE: Duration = Duration::from_mins(2);
/// How often idle buckets are looked for.
const SWEEP: Duration = Duration::from_mins(1);

/// What a request is to the limiter: its operation, and the value of its top-level resource.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    operation: &'static OperationInfo,
    /// The channel, guild, or webhook with its token; a secret, so only its hash is kept.
    major: Option<Major>,
}

/// The hash of a top-level resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Major(u64);

/// An operation, whatever its parameters are. A path's template tells it apart, not where its text lies.
type OperationKey = (Method, &'static str);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BucketKey {
    /// Of an operation whose bucket is not known.
    Unknown(OperationKey, Option<Major>),
    /// Discord's name, which leaves the top-level resource out.
    Known(Arc<str>, Option<Major>),
}

impl Route {
    pub(crate) fn new(operation: &'static OperationInfo, major: Option<String>) -> Self {
        use std::hash::{BuildHasher, RandomState};
        use std::sync::OnceLock;
        static HASHER: OnceLock<RandomState> = OnceLock::new();
        let major = major.map(|major| Major(HASHER.get_or_init(RandomState::new).hash_one(major)));
        Self { operation, major }
    }

    /// Whether the global limit does not count it: what answers an interaction.
    pub(super) fn is_exempt(&self) -> bool {
        let template = self.operation.template;
        template.starts_with("/interactions/")
            || template.starts_with("/webhooks/{application_id}/")
    }

    fn operation(&self) -> OperationKey {
        (self.operation.method.clone(), self.operation.template)
    }
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
    /// Which bucket an operation was last in.
    learnt: HashMap<OperationKey, Arc<str>>,
    global: Global,
    next_sweep: Option<Instant>,
}

impl Core {
    pub(super) fn new(global_per_second: u32) -> Self {
        Self {
            buckets: HashMap::new(),
            learnt: HashMap::new(),
            global: Global::new(global_per_second),
            next_sweep: None,
        }
    }

    fn key(&self, route: &Route) -> BucketKey {
        let operation = route.operation();
        match self.learnt.get(&operation) {
            Some(bucket) => BucketKey::Known(bucket.clone(), route.major),
            None => BucketKey::Unknown(operation, route.major),
        }
    }

    /// Puts a request at the end of its bucket's queue, or where its number belongs.
    pub(super) fn enqueue(
        &mut self,
        route: &Route,
        ticket: Ticket,
        notify: Arc<Notify>,
        now: Instant,
    ) {
        self.sweep(now);
        let waiter = Waiter {
            ticket,
            route: route.clone(),
            notify,
        };
        self.buckets
            .entry(self.key(route))
            .or_insert_with(|| Bucket::new(now))
            .enqueue(waiter);
    }

    /// Tells a request in the queue whether it may go.
    pub(super) fn turn(&mut self, route: &Route, ticket: Ticket, now: Instant) -> Turn {
        let key = self.key(route);
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
        if let Some(bucket) = self.buckets.get_mut(&self.key(route)) {
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
            touched = self.assign(route, limits.bucket.clone(), now);
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

    /// Notes that an operation is in `bucket`, and moves those who wait for it there.
    fn assign(&mut self, route: &Route, bucket: Arc<str>, now: Instant) -> BucketKey {
        let operation = route.operation();
        let new = BucketKey::Known(bucket.clone(), route.major);
        let old = self.learnt.insert(operation.clone(), bucket.clone());
        if old.as_ref() == Some(&bucket) {
            self.buckets
                .entry(new.clone())
                .or_insert_with(|| Bucket::new(now));
            return new;
        }
        // The queues of this operation, whatever their top-level resource is, are elsewhere now.
        let sources: Vec<BucketKey> = self
            .buckets
            .iter()
            .filter(|(key, waiting)| {
                !waiting.queue.is_empty() && key.is_of(&operation, old.as_ref())
            })
            .map(|(key, _)| key.clone())
            .collect();
        for source in sources {
            self.move_waiters(&source, &operation, &bucket, now);
        }
        self.buckets
            .entry(new.clone())
            .or_insert_with(|| Bucket::new(now));
        new
    }

    fn move_waiters(
        &mut self,
        source: &BucketKey,
        operation: &OperationKey,
        bucket: &Arc<str>,
        now: Instant,
    ) {
        let Some(from) = self.buckets.get_mut(source) else {
            return;
        };
        let (moving, staying): (Vec<_>, Vec<_>) = from
            .queue
            .drain(..)
            .partition(|waiter| waiter.route.operation() == *operation);
        from.queue = staying.into();
        from.wake_head();
        for waiter in moving {
            let key = BucketKey::Known(bucket.clone(), waiter.route.major);
            let to = self.buckets.entry(key).or_insert_with(|| Bucket::new(now));
            waiter.notify.notify_one();
            to.enqueue(waiter);
        }
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
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.buckets.len()
    }
}

impl BucketKey {
    /// Whether requests of `operation` may wait here, whose bucket was `old` so far.
    fn is_of(&self, operation: &OperationKey, old: Option<&Arc<str>>) -> bool {
        match self {
            Self::Unknown(other, _) => other == operation,
            Self::Known(bucket, _) => old == Some(bucket),
        }
    }
}
