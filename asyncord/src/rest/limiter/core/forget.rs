//! What may be forgotten, a little at a time.

use std::{collections::VecDeque, hash::Hash, sync::Arc, time::Duration};

use tokio::time::Instant;

use super::{BucketKey, Core, Map};

/// How long is remembered after its last use what would not be known again at once.
const IDLE: Duration = Duration::from_mins(2);
/// How many entries are looked at for each new one, beside one for each request.
const LOOKED_AT: usize = 3;
/// The least number of names at which unused ones are looked for.
const LEAST_NAMES: usize = 64;

impl Core {
    /// A bucket or a home has been made: so many more are to be looked at.
    pub(super) fn has_grown(&mut self) {
        self.to_look_at += LOOKED_AT;
    }

    /// Makes room for one more name.
    pub(super) fn forget_names(&mut self) {
        if self.limits.len() >= self.most_names {
            self.limits.retain(|name, _| Arc::strong_count(name) > 1);
            self.most_names = LEAST_NAMES.max(self.limits.len() * 2);
        }
    }

    /// Forgets what may be forgotten among the next few entries. Never while a request is being let go: it has made
    /// entries that no one uses yet.
    pub(super) fn forget(&mut self, now: Instant) {
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
}

/// Gives memory back after a rush, so rarely that it does not matter what it costs.
fn shrink<K: Eq + Hash, V>(map: &mut Map<K, V>, round: &mut VecDeque<K>) {
    if map.capacity() > 256 && map.len() < map.capacity() / 8 {
        map.shrink_to(map.len() * 2);
        round.shrink_to(map.len() * 2);
    }
}
