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
    /// Whether it answers an interaction.
    of_interaction: bool,
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
        Self {
            operation,
            major,
            of_interaction: operation.template.starts_with("/interactions/"),
        }
    }

    /// Says that it answers an interaction, by the webhook that the interaction brought.
    pub(crate) fn of_interaction(mut self, of_interaction: bool) -> Self {
        self.of_interaction |= of_interaction;
        self
    }

    /// Whether the global limit does not count it: what answers an interaction.
    pub(super) fn is_exempt(&self) -> bool {
        self.of_interaction
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
    /// Where requests queue: a limit may split one operation into several buckets, so each resource has its own.
    homes: HashMap<(OperationKey, Option<Major>), BucketKey>,
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
        let home = homes.entry((route.operation(), route.major));
        let home = home.or_insert_with_key(|(operation, major)| match learnt.get(operation) {
            Some(bucket) => BucketKey::Known(bucket.clone(), *major),
            None => BucketKey::Unknown(operation.clone(), *major),
        });
        home.clone()
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
        let operation = route.operation();
        let new = BucketKey::Known(bucket.clone(), route.major);
        let old = self
            .homes
            .insert((operation.clone(), route.major), new.clone());
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
                .partition(|waiter| waiter.route.operation() == operation);
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

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.buckets.len().max(self.homes.len())
    }
}
