//! Which buckets the requests of an operation are counted in.

use std::sync::Arc;

/// How many buckets an operation is kept to beside the one by which it queues.
const MOST_OTHERS: usize = 3;
/// After how many answers that do not name it a bucket is taken for one that the operation has left.
const MOST_MISSED: u8 = 32;

/// The names of the buckets that an operation is in.
///
/// Mostly there is one. Discord splits some operations: the change of a channel by what is changed, which is told
/// apart beforehand ([`Route::fields`](super::Route::fields)), the deletion of a message by its age, which is not.
/// Which of its buckets will count a request cannot be known then, so it needs a place in each.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    home: Option<Name>,
    others: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    name: Arc<str>,
    /// How many answers have not named it since one did.
    missed: u8,
}

impl Names {
    /// The one by which its requests queue.
    pub(super) fn home(&self) -> Option<&Arc<str>> {
        self.home.as_ref().map(|home| &home.name)
    }

    pub(super) fn others(&self) -> impl Iterator<Item = &Arc<str>> {
        self.others.iter().map(|other| &other.name)
    }

    /// Whether both are the same buckets.
    pub(super) fn are(&self, names: &Self) -> bool {
        self.home() == names.home() && self.others().eq(names.others())
    }

    /// Whether that is the only one.
    pub(super) fn are_only(&self, name: &Arc<str>) -> bool {
        self.others.is_empty() && self.home() == Some(name)
    }

    /// Takes names over that the operation has elsewhere, if it has one here.
    pub(super) fn adopt(&mut self, elsewhere: &Self) {
        if self.home.is_none() {
            return;
        }
        for name in elsewhere.home().into_iter().chain(elsewhere.others()) {
            let is_known = self.home() == Some(name) || self.others().any(|it| it == name);
            if !is_known && self.others.len() < MOST_OTHERS {
                self.others.push(Name {
                    name: name.clone(),
                    missed: 0,
                });
            }
        }
    }

    /// An answer named a bucket. Yields whether it is a new one.
    pub(super) fn see(&mut self, name: &Arc<str>) -> bool {
        let mut known = false;
        for it in self.home.iter_mut().chain(&mut self.others) {
            if it.name == *name {
                known = true;
                it.missed = 0;
            } else {
                it.missed = it.missed.saturating_add(1);
            }
        }
        if !known {
            // Another one, or a new name of the same one.
            let new = Name {
                name: name.clone(),
                missed: 0,
            };
            if let Some(old) = self.home.replace(new) {
                self.others.insert(0, old);
                self.others.truncate(MOST_OTHERS);
            }
        }
        self.others.retain(|other| other.missed < MOST_MISSED);
        if let Some(home) = &mut self.home
            && home.missed >= MOST_MISSED
            && let Some(index) = self.others.iter().position(|other| other.missed == 0)
        {
            *home = self.others.remove(index);
        }
        !known
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Names;

    #[test]
    fn what_is_not_named_for_long_has_been_left() {
        let [old, new]: [Arc<str>; 2] = ["old".into(), "new".into()];
        let mut names = Names::default();
        names.see(&old);
        assert_eq!(names.home(), Some(&old));
        // A split operation keeps its queue where it is.
        for _ in 0..100 {
            names.see(&new);
            names.see(&old);
        }
        assert_eq!(names.home(), Some(&new));
        assert!(names.others().eq([&old]));
        for _ in 0..100 {
            names.see(&old);
        }
        assert_eq!(names.home(), Some(&old));
        assert_eq!(names.others().count(), 0);
        // A server that gives a new name with each answer fills no memory.
        for number in 0..100 {
            names.see(&format!("{number}").into());
        }
        assert_eq!(names.others().count(), 3);
    }
}
