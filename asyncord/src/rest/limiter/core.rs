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
    hash::Hash,
    sync::Arc,
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

use super::{
    Limits, Outcome, Route, Ticket,
    bucket::Bucket,
    global::Global,
    names::Names,
    queue::{Queue, Waiter},
    route::{OperationKey, RouteKey},
    window::{Answer, Verdict},
};

/// How long is remembered after its last use what would not be known again at once.
const IDLE: Duration = Duration::from_mins(2);
/// How many entries are looked at for each new one, beside one for each request.
const LOOKED_AT: usize = 3;
/// The least number of names at which unused ones are looked for.
const LEAST_NAMES: usize = 64;

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

#[derive(Debug)]
pub(super) struct Core {
    buckets: HashMap<BucketKey, Bucket>,
    /// Where the requests of each resource queue.
    homes: HashMap<RouteKey, Home>,
    /// Where those of a resource that is new are taken to belong.
    learnt: HashMap<OperationKey, Names>,
    /// How often an operation has turned out to be in one more bucket.
    news: u64,
    /// The limit that a name was last seen with.
    limits: HashMap<Arc<str>, u32>,
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

impl Held {
    fn new(names: &Names, route: &Route) -> Self {
        let major = route.major_parameter();
        let known = |name: &Arc<str>| BucketKey::Known(name.clone(), major);
        let home = names.home().map(known);
        Self {
            home: home.unwrap_or_else(|| BucketKey::Unknown(route.key())),
            others: names.others().map(known).collect(),
        }
    }

    fn keys(&self) -> impl Iterator<Item = &BucketKey> {
        std::iter::once(&self.home).chain(&self.others)
    }
}

impl Core {
    pub(super) fn new(global_per_second: u32) -> Self {
        Self {
            buckets: HashMap::new(),
            homes: HashMap::new(),
            learnt: HashMap::new(),
            news: 0,
            limits: HashMap::new(),
            most_names: LEAST_NAMES,
            bucket_round: VecDeque::new(),
            home_round: VecDeque::new(),
            to_look_at: 0,
            global: Global::new(global_per_second),
        }
    }

    /// The buckets in which a request needs places; they exist afterwards.
    fn places(&mut self, route: &Route, now: Instant) -> Held {
        let key = route.key();
        let news = self.news;
        let held = if let Some(home) = self.homes.get_mut(&key) {
            home.last_used = now;
            if home.news != news {
                home.news = news;
                if let Some(learnt) = self.learnt.get(&key.operation()) {
                    home.names.adopt(learnt);
                }
            }
            Held::new(&home.names, route)
        } else {
            let names = self.learnt.get(&key.operation()).cloned();
            let names = names.unwrap_or_default();
            let held = Held::new(&names, route);
            let last_used = now;
            let home = Home {
                names,
                news,
                last_used,
            };
            self.homes.insert(key, home);
            self.home_round.push_back(key);
            self.to_look_at += LOOKED_AT;
            held
        };
        for key in held.keys() {
            self.ensure(key, now);
        }
        for other in &held.others {
            self.join(&held.home, other, now);
        }
        if self
            .buckets
            .get(&held.home)
            .is_some_and(|it| it.leader.is_some())
        {
            // It may have been forgotten.
            let leader = self.leader(&held.home).clone();
            self.ensure(&leader, now);
        }
        held
    }

    /// The bucket in whose queue those wait who wait for `key`.
    fn leader<'a>(&'a self, key: &'a BucketKey) -> &'a BucketKey {
        let mut leader = key;
        while let Some(next) = self.buckets.get(leader).and_then(|it| it.leader.as_ref()) {
            leader = next;
        }
        leader
    }

    fn queue(&mut self, key: &BucketKey) -> Option<&mut Queue> {
        let leader = match self.buckets.get(key)?.leader {
            None => key.clone(),
            Some(_) => self.leader(key).clone(),
        };
        self.buckets
            .get_mut(&leader)
            .map(|bucket| &mut bucket.queue)
    }

    /// Makes one queue of two, so that no one is overtaken who needs a place in both.
    fn join(&mut self, key: &BucketKey, other: &BucketKey, now: Instant) {
        let (to, from) = (self.leader(key).clone(), self.leader(other).clone());
        self.ensure(&to, now);
        self.ensure(&from, now);
        if to == from {
            return;
        }
        let Some(bucket) = self.buckets.get_mut(&from) else {
            return;
        };
        bucket.leader = Some(to.clone());
        let moving = bucket.queue.take(|_| true);
        self.move_to(&to, moving);
    }

    fn move_to(&mut self, key: &BucketKey, waiters: Vec<Waiter>) {
        if let Some(queue) = self.queue(key) {
            for waiter in waiters {
                queue.enqueue(waiter);
            }
            queue.wake_head();
        }
    }

    fn ensure(&mut self, key: &BucketKey, now: Instant) {
        if !self.buckets.contains_key(key) {
            let bucket = Bucket::new(self.limit(key), now);
            self.buckets.insert(key.clone(), bucket);
            self.bucket_round.push_back(key.clone());
            self.to_look_at += LOOKED_AT;
        }
    }

    /// The limit of a bucket's name.
    fn limit(&self, key: &BucketKey) -> Option<u32> {
        match key {
            BucketKey::Known(name, _) => self.limits.get(name).copied(),
            BucketKey::Unknown(_) => None,
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
        let (limits, refusal, learnt) = match outcome {
            Outcome::Answered { limits, learnt } => (limits, None, learnt),
            Outcome::Refused { limits, refusal } => (limits, Some(refusal), false),
            Outcome::Unsent | Outcome::Lost => (None, None, false),
        };
        let named = limits.as_ref().map(|limits| {
            let name = self.intern(limits);
            BucketKey::Known(name, route.major_parameter())
        });
        for key in held.keys() {
            let elsewhere = named.as_ref().is_some_and(|named| named != key);
            if let Some(bucket) = self.buckets.get_mut(key) {
                bucket.land(unsent || elsewhere);
            }
        }
        if let (Some(limits), Some(BucketKey::Known(name, _))) = (&limits, &named) {
            self.assign(route, name, now);
            // The bucket may be of a name that is new, or of a resource that has been forgotten.
            named.iter().for_each(|named| self.ensure(named, now));
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
        if unsent && !route.is_exempt_from_global() {
            self.global.give_back(went);
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

    /// The one copy of a name, whose limit is noted.
    fn intern(&mut self, limits: &Limits) -> Arc<str> {
        if let Some((name, limit)) = self.limits.get_key_value(&limits.bucket) {
            let name = name.clone();
            if *limit != limits.limit {
                self.limits.insert(name.clone(), limits.limit);
            }
            return name;
        }
        if self.limits.len() >= self.most_names {
            self.limits.retain(|name, _| Arc::strong_count(name) > 1);
            self.most_names = LEAST_NAMES.max(self.limits.len() * 2);
        }
        self.limits.insert(limits.bucket.clone(), limits.limit);
        limits.bucket.clone()
    }

    /// Notes that an operation is in the bucket of that name, and moves those who wait for it there, if they are to
    /// queue there.
    fn assign(&mut self, route: &Route, name: &Arc<str>, now: Instant) {
        let key = route.key();
        let learnt = self.learnt.entry(key.operation()).or_default();
        let home = self.homes.get(&key);
        if learnt.are_only(name) && home.is_some_and(|home| home.names.are_only(name)) {
            return;
        }
        self.news += u64::from(learnt.see(name));
        let Held { home: old, .. } = self.places(route, now);
        if let Some(home) = self.homes.get_mut(&key) {
            home.names.see(name);
        }
        self.ensure(
            &BucketKey::Known(name.clone(), route.major_parameter()),
            now,
        );
        let Held { home: new, .. } = self.places(route, now);
        let (old, new) = (self.leader(&old).clone(), self.leader(&new).clone());
        if old != new {
            // Other operations may share the bucket that this one has left.
            let is_meant = |it: &Waiter| it.route.key().operation() == key.operation();
            let moving = self.queue(&old).map(|queue| queue.take(is_meant));
            self.move_to(&new, moving.unwrap_or_default());
        }
    }

    /// Forgets what may be forgotten among the next few entries. Never while a request is being let go: it has made
    /// entries that no one uses yet.
    fn forget(&mut self, now: Instant) {
        let number = 1 + std::mem::take(&mut self.to_look_at);
        for _ in 0..number {
            self.look_at_bucket(now);
            self.look_at_home(now);
        }
    }

    fn look_at_bucket(&mut self, now: Instant) {
        let Some(key) = self.bucket_round.pop_front() else {
            return;
        };
        let limit = self.limit(&key);
        let is_in_use = self.buckets.get(&key).is_some_and(|bucket| {
            !bucket.is_forgettable(limit, now, IDLE) || {
                // Those in its leader's queue find that queue by it.
                let leader = bucket.leader.as_ref().map(|leader| self.leader(leader));
                let leader = leader.and_then(|leader| self.buckets.get(leader));
                leader.is_some_and(|leader| !leader.queue.is_empty())
            }
        });
        if is_in_use {
            self.bucket_round.push_back(key);
        } else {
            self.buckets.remove(&key);
            shrink(&mut self.buckets, &mut self.bucket_round);
        }
    }

    fn look_at_home(&mut self, now: Instant) {
        let Some(key) = self.home_round.pop_front() else {
            return;
        };
        let Some(home) = self.homes.get(&key) else {
            return;
        };
        let bucket = match home.names.home() {
            Some(name) => BucketKey::Known(name.clone(), key.major_parameter()),
            None => BucketKey::Unknown(key),
        };
        let learnt = self.learnt.get(&key.operation());
        let as_new = learnt.map_or(home.names.home().is_none(), |it| it.are(&home.names));
        let is_old = home.last_used + IDLE <= now;
        if self.buckets.contains_key(&bucket) || !(as_new || is_old) {
            self.home_round.push_back(key);
        } else {
            self.homes.remove(&key);
            shrink(&mut self.homes, &mut self.home_round);
        }
    }

    /// How many requests wait.
    pub(super) fn waiting(&self) -> usize {
        self.buckets.values().map(|it| it.queue.len()).sum()
    }

    pub(super) fn len(&self) -> usize {
        self.buckets.len().max(self.homes.len())
    }
}

/// Gives memory back after a rush, so rarely that it does not matter what it costs.
fn shrink<K: Eq + Hash, V>(map: &mut HashMap<K, V>, round: &mut VecDeque<K>) {
    if map.capacity() > 256 && map.len() < map.capacity() / 8 {
        map.shrink_to(map.len() * 2);
        round.shrink_to(map.len() * 2);
    }
}
