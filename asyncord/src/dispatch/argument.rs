//! The forms in which a handler takes an argument: `T`, `Option<T>`, `Arc<T>`, `&T`, `&str`, `&[T]`.
//!
//! `Option` and `Arc` are told apart by type, not by spelling, so that aliases work: inherent functions
//! on `Lookup<Option<T>>` and `Lookup<Arc<T>>` win over the trait's function on `Lookup<T>`.

use std::{marker::PhantomData, sync::Arc};

use super::{binder::Binder, pool::Found};

/// Looks up an argument that is taken by value, and gives it to a call.
#[doc(hidden)]
pub struct Lookup<T>(PhantomData<T>);

/// An argument that must have been given, of exactly this type.
///
/// The bounds stand on the functions and not on the impl: so what is missing is said in our words.
#[doc(hidden)]
pub trait RequiredArgument<T> {
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<T>>
    where
        T: SharedArgument;

    fn take(held: &Arc<T>) -> T
    where
        T: OwnedArgument;
}

impl<T> RequiredArgument<T> for Lookup<T> {
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<T>>
    where
        T: SharedArgument,
    {
        shared(binder, name)
    }

    fn take(held: &Arc<T>) -> T
    where
        T: OwnedArgument,
    {
        T::clone(held)
    }
}

impl<T> Lookup<Option<T>> {
    /// Absent is `None`; another type is a miss. An inserted `Option<T>` is taken as it is.
    pub fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<Option<T>>>
    where
        T: SharedArgument + OwnedArgument,
    {
        match (binder.find::<T>(name), binder.find::<Option<T>>(name)) {
            (Found::Absent, _) => Some(Arc::new(None)),
            (Found::Value(value), _) => Some(Arc::new(Some(T::clone(&value)))),
            (_, Found::Value(value)) => Some(value),
            (Found::Other(found), _) => {
                binder.miss::<T>(name, Some(found));
                None
            }
        }
    }

    pub fn take(held: &Arc<Option<T>>) -> Option<T>
    where
        T: OwnedArgument,
    {
        Option::clone(held)
    }
}

impl<T> Lookup<Arc<T>> {
    /// Serves an inserted `T` as well as an inserted `Arc<T>`.
    pub fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<T>>
    where
        T: SharedArgument,
    {
        shared(binder, name)
    }

    pub fn take(held: &Arc<T>) -> Arc<T> {
        Arc::clone(held)
    }
}

/// Looks for a `T`, or for an `Arc` of one.
fn shared<T: SharedArgument>(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<T>> {
    match (binder.find::<T>(name), binder.find::<Arc<T>>(name)) {
        (Found::Value(value), _) => Some(value),
        (_, Found::Value(value)) => Some(Arc::clone(&value)),
        (Found::Absent, _) => {
            binder.miss::<T>(name, None);
            None
        }
        (Found::Other(found), _) => {
            binder.miss::<T>(name, Some(found));
            None
        }
    }
}

/// A type whose values can be shared by calls that run on several threads.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a handler",
    label = "handlers run side by side on several threads: this must be `Send`, `Sync` and `'static`",
    note = "put what changes behind a `Mutex` or an atomic, and what is counted into an `Arc`"
)]
pub trait SharedArgument: Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync + 'static> SharedArgument for T {}

/// A type that can be taken by value: each call gets a clone.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the argument type `{Self}` cannot be taken by value",
    label = "each call gets a clone, and this is not `Clone`; take it as `&{Self}` or as `Arc<{Self}>`"
)]
pub trait OwnedArgument: Clone {}

#[diagnostic::do_not_recommend]
impl<T: Clone> OwnedArgument for T {}

/// A type that can be taken as `&Self`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a handler",
    label = "handlers run side by side on several threads: this must be `Send`, `Sync` and `'static`",
    note = "put what changes behind a `Mutex` or an atomic, and what is counted into an `Arc`"
)]
pub trait BorrowedArgument {
    /// What is kept between calls.
    type Stored;

    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Self::Stored>;
    fn borrow(stored: &Self::Stored) -> &Self;
}

#[diagnostic::do_not_recommend]
impl<T: SharedArgument> BorrowedArgument for T {
    type Stored = Arc<T>;

    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<T>> {
        shared(binder, name)
    }

    fn borrow(stored: &Arc<T>) -> &T {
        stored
    }
}

#[diagnostic::do_not_recommend]
impl BorrowedArgument for str {
    type Stored = Arc<str>;

    /// Serves a `String`, a `&'static str` and an `Arc<str>`.
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<str>> {
        if let Found::Value(text) = binder.find::<String>(name) {
            return Some(text.as_str().into());
        }
        if let Found::Value(text) = binder.find::<Arc<str>>(name) {
            return Some(Arc::clone(&text));
        }
        match binder.find::<&'static str>(name) {
            Found::Value(text) => return Some((*text).into()),
            Found::Absent => binder.miss::<&str>(name, None),
            Found::Other(found) => binder.miss::<&str>(name, Some(found)),
        }
        None
    }

    fn borrow(stored: &Arc<str>) -> &str {
        stored
    }
}

#[diagnostic::do_not_recommend]
impl<T: SharedArgument> BorrowedArgument for [T] {
    type Stored = Arc<Vec<T>>;

    /// Serves a `Vec<T>`.
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Arc<Vec<T>>> {
        match binder.find::<Vec<T>>(name) {
            Found::Value(items) => return Some(items),
            Found::Absent => binder.miss::<Vec<T>>(name, None),
            Found::Other(found) => binder.miss::<Vec<T>>(name, Some(found)),
        }
        None
    }

    fn borrow(stored: &Arc<Vec<T>>) -> &[T] {
        stored
    }
}
