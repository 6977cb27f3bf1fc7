//! The keyed arguments of one client group.

use std::{
    any::{Any, type_name},
    borrow::Cow,
    collections::BTreeMap,
    sync::Arc,
};

/// A value with the name of its type, for messages.
#[derive(Clone)]
struct Entry {
    value: Arc<dyn Any + Send + Sync>,
    type_name: &'static str,
}

/// The arguments that the program gave, by name.
#[derive(Clone, Default)]
pub(crate) struct Pool {
    entries: BTreeMap<Cow<'static, str>, Entry>,
    /// Names given twice with different types: both of them, in the order they were given.
    conflicts: Vec<Conflict>,
}

/// A name given twice, with different types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) name: Cow<'static, str>,
    pub(crate) first: &'static str,
    pub(crate) second: &'static str,
}

/// What stands under a name.
pub(crate) enum Found<T> {
    /// Nothing.
    Absent,
    /// A value of another type, whose name this is.
    Other(&'static str),
    /// The value.
    Value(Arc<T>),
    /// A provider makes it: its number.
    Computed(usize),
}

impl Pool {
    /// Puts `value` under `name`; a value of the same type there is replaced.
    pub(crate) fn insert<T: Send + Sync + 'static>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: T,
    ) {
        let name = name.into();
        let entry = Entry {
            value: Arc::new(value),
            type_name: type_name::<T>(),
        };
        if let Some(first) = self.entries.get(&name)
            && !first.value.is::<T>()
        {
            self.conflicts.push(Conflict {
                name,
                first: first.type_name,
                second: entry.type_name,
            });
            return;
        }
        self.entries.insert(name, entry);
    }

    /// Looks for a `T` under `name`.
    pub(crate) fn find<T: Send + Sync + 'static>(&self, name: &str) -> Found<T> {
        match self.entries.get(name) {
            None => Found::Absent,
            Some(entry) => match Arc::clone(&entry.value).downcast() {
                Ok(value) => Found::Value(value),
                Err(_) => Found::Other(entry.type_name),
            },
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(AsRef::as_ref)
    }

    pub(crate) fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Pool};

    #[test]
    fn a_second_value_of_the_same_type_replaces_the_first() {
        let mut pool = Pool::default();
        pool.insert("limit", 1_u8);
        pool.insert("limit", 2_u8);
        assert!(matches!(pool.find::<u8>("limit"), Found::Value(value) if *value == 2));
        assert!(pool.conflicts().is_empty());
    }

    #[test]
    fn a_second_value_of_another_type_is_a_conflict() {
        let mut pool = Pool::default();
        pool.insert("limit", 1_u8);
        pool.insert("limit", "one");
        assert_eq!(pool.conflicts()[0].first, "u8");
        assert_eq!(pool.conflicts()[0].second, "&str");
        assert!(matches!(pool.find::<u8>("limit"), Found::Value(_)));
    }
}
