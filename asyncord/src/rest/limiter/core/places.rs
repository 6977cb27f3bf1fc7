//! Which buckets a request needs places in, and where it queues.

use std::sync::Arc;

use tokio::time::Instant;

use super::{BucketKey, Core, Held, Home};
use crate::rest::limiter::{
    Limits, Route,
    bucket::Bucket,
    names::Names,
    queue::{Queue, Waiter},
};

impl Held {
    pub(super) fn new(names: &Names, route: &Route) -> Self {
        let major = route.major_parameter();
        let known = |name: &Arc<str>| BucketKey::Known(name.clone(), major);
        let home = names.home().map(known);
        Self {
            home: home.unwrap_or_else(|| BucketKey::Unknown(route.key())),
            others: names.others().map(known).collect(),
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &BucketKey> {
        std::iter::once(&self.home).chain(&self.others)
    }
}

impl Core {
    /// The buckets in which a request needs places; they exist afterwards.
    pub(super) fn places(&mut self, route: &Route, now: Instant) -> Held {
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
            self.has_grown();
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
    pub(super) fn leader<'a>(&'a self, key: &'a BucketKey) -> &'a BucketKey {
        let mut leader = key;
        while let Some(next) = self.buckets.get(leader).and_then(|it| it.leader.as_ref()) {
            leader = next;
        }
        leader
    }

    pub(super) fn queue(&mut self, key: &BucketKey) -> Option<&mut Queue> {
        let leader = match self.buckets.get(key)?.leader {
            None => key.clone(),
            Some(_) => self.leader(key).clone(),
        };
        self.buckets
            .get_mut(&leader)
            .map(|bucket| &mut bucket.queue)
    }

    /// Makes one queue of two, so that no one is overtaken who needs a place in both.
    pub(super) fn join(&mut self, key: &BucketKey, other: &BucketKey, now: Instant) {
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

    pub(super) fn move_to(&mut self, key: &BucketKey, waiters: Vec<Waiter>) {
        if let Some(queue) = self.queue(key) {
            for waiter in waiters {
                queue.enqueue(waiter);
            }
            queue.wake_head();
        }
    }

    pub(super) fn ensure(&mut self, key: &BucketKey, now: Instant) {
        if !self.buckets.contains_key(key) {
            let bucket = Bucket::new(self.limit(key), now);
            self.buckets.insert(key.clone(), bucket);
            self.bucket_round.push_back(key.clone());
            self.has_grown();
        }
    }

    /// The limit of a bucket's name.
    pub(super) fn limit(&self, key: &BucketKey) -> Option<u32> {
        match key {
            BucketKey::Known(name, _) => self.limits.get(name).copied(),
            BucketKey::Unknown(_) => None,
        }
    }

    /// The one copy of a name, whose limit is noted.
    pub(super) fn intern(&mut self, limits: &Limits) -> Arc<str> {
        if let Some((name, limit)) = self.limits.get_key_value(&limits.bucket) {
            let name = name.clone();
            if *limit != limits.limit {
                self.limits.insert(name.clone(), limits.limit);
            }
            return name;
        }
        self.forget_names();
        self.limits.insert(limits.bucket.clone(), limits.limit);
        limits.bucket.clone()
    }

    /// Notes that an operation is in the bucket of that name, and moves those who wait for it there, if they are to
    /// queue there.
    pub(super) fn assign(&mut self, route: &Route, name: &Arc<str>, now: Instant) {
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
}
