//! What clients of one process share for as long as one of them lives.

use std::sync::{Arc, Mutex, Weak};

/// Things by their keys, which are gone with the last one who has them.
pub(super) struct Registry<K, T>(Mutex<Vec<(K, Weak<T>)>>);

impl<K: PartialEq, T> Registry<K, T> {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The one of this key, made if there is none.
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> T) -> Arc<T> {
        let mut shared = crate::lock(&self.0);
        shared.retain(|(_, thing)| thing.strong_count() > 0);
        let known = shared.iter().find(|(known, _)| *known == key);
        if let Some(thing) = known.and_then(|(_, thing)| thing.upgrade()) {
            return thing;
        }
        let thing = Arc::new(make());
        shared.push((key, Arc::downgrade(&thing)));
        thing
    }
}
