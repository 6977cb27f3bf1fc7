//! The forms in which a handler takes an argument: `T`, `Option<T>`, `Arc<T>`, `&T`, `&str`, `&[T]`.
//!
//! `Option` and `Arc` are told apart by type, not by spelling, so that aliases work: inherent functions
//! on `Lookup<Option<T>>` and `Lookup<Arc<T>>` win over the trait's function on `Lookup<T>`.

use std::{any::Any, marker::PhantomData, sync::Arc};

use super::{binder::Binder, context::CallContext, pool::Found};
use crate::event::Event;

// What looks arguments up runs once for each handler, and is not to be compiled into each.

/// Looks up an argument that is taken by value, and gives it to a call.
#[doc(hidden)]
pub struct Lookup<T>(PhantomData<T>);

/// Where a bound argument comes from, which is taken as `&T`, and kept as a `K`.
#[doc(hidden)]
pub enum Stored<T: ?Sized, K: ?Sized = T> {
    /// The program gave it: the same for every call.
    Given(Arc<K>),
    /// A provider makes it for each event.
    Computed {
        /// Its place among what the function needs computed.
        index: usize,
        /// Reads it; the type was compared at the start.
        view: fn(&(dyn Any + Send + Sync)) -> Option<&T>,
    },
}

impl<T: ?Sized, K: ?Sized> Stored<T, K> {
    fn get<'a>(&'a self, context: &'a CallContext, see: impl Fn(&'a K) -> &'a T) -> &'a T {
        match self {
            Self::Given(value) => see(value),
            Self::Computed { index, view } => {
                view(&*context.computed[*index]).unwrap_or_else(|| mismatch())
            }
        }
    }
}

/// A computed argument has another type than the start has seen, which is a bug of this module.
#[cold]
fn mismatch() -> ! {
    unreachable!("the types were compared at the start")
}

/// An argument that must have been given, of exactly this type.
///
/// The bounds stand on the functions and not on the impl: so what is missing is said in our words.
#[doc(hidden)]
pub trait RequiredArgument<T> {
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Stored<T>>
    where
        T: SharedArgument;

    fn take(held: &Stored<T>, context: &CallContext) -> T
    where
        T: OwnedArgument;
}

impl<T> RequiredArgument<T> for Lookup<T> {
    #[inline(never)]
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Stored<T>>
    where
        T: SharedArgument,
    {
        shared(binder, name)
    }

    fn take(held: &Stored<T>, context: &CallContext) -> T
    where
        T: OwnedArgument,
    {
        held.get(context, |value| value).clone()
    }
}

/// An argument that may be absent.
#[doc(hidden)]
pub enum Optional<T> {
    /// What was given, or `None`.
    Fixed(Option<T>),
    /// A provider makes it for each event.
    Computed(Stored<T>),
    /// A provider makes an `Option` for each event.
    ComputedOption(Stored<Option<T>>),
}

impl<T> Lookup<Option<T>> {
    /// Absent is `None`; another type is a miss. An inserted `Option<T>` is taken as it is.
    #[inline(never)]
    pub fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Optional<T>>
    where
        T: SharedArgument + OwnedArgument,
    {
        match (binder.find::<T>(name), binder.find::<Option<T>>(name)) {
            (Found::Absent, _) => Some(Optional::Fixed(None)),
            (Found::Value(value), _) => Some(Optional::Fixed(Some(T::clone(&value)))),
            (_, Found::Value(value)) => Some(Optional::Fixed(Option::clone(&value))),
            (Found::Computed(provider), _) => Some(Optional::Computed(computed(binder, provider))),
            (_, Found::Computed(provider)) => {
                Some(Optional::ComputedOption(computed(binder, provider)))
            }
            (Found::Other(found), _) => {
                binder.miss::<T>(name, Some(found));
                None
            }
        }
    }

    pub fn take(held: &Optional<T>, context: &CallContext) -> Option<T>
    where
        T: OwnedArgument,
    {
        match held {
            Optional::Fixed(value) => value.clone(),
            Optional::Computed(value) => Some(value.get(context, |value| value).clone()),
            Optional::ComputedOption(value) => value.get(context, |value| value).clone(),
        }
    }
}

/// An argument that is taken as an `Arc`.
#[doc(hidden)]
pub enum Counted<T> {
    Given(Arc<T>),
    /// The place among what the function needs computed, and what makes an `Arc` of what stands there.
    Computed(usize, fn(Arc<dyn Any + Send + Sync>) -> Option<Arc<T>>),
}

impl<T> Lookup<Arc<T>> {
    /// Serves an inserted `T` as well as an inserted `Arc<T>`.
    #[inline(never)]
    pub fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Counted<T>>
    where
        T: SharedArgument,
    {
        match (binder.find::<T>(name), binder.find::<Arc<T>>(name)) {
            (Found::Value(value), _) => Some(Counted::Given(value)),
            (_, Found::Value(value)) => Some(Counted::Given(Arc::clone(&value))),
            (Found::Computed(provider), _) => {
                Some(Counted::Computed(binder.need(provider), |value| {
                    value.downcast::<T>().ok()
                }))
            }
            (_, Found::Computed(provider)) => {
                Some(Counted::Computed(binder.need(provider), |value| {
                    value.downcast_ref::<Arc<T>>().cloned()
                }))
            }
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

    pub fn take(held: &Counted<T>, context: &CallContext) -> Arc<T> {
        match held {
            Counted::Given(value) => Arc::clone(value),
            Counted::Computed(index, shared) => {
                shared(Arc::clone(&context.computed[*index])).unwrap_or_else(|| mismatch())
            }
        }
    }
}

/// What the provider of this number makes, as a `T`.
fn computed<T: Send + Sync + 'static>(binder: &mut Binder<'_>, provider: usize) -> Stored<T> {
    Stored::Computed {
        index: binder.need(provider),
        view: |value| value.downcast_ref(),
    }
}

/// Looks for a `T`, or for an `Arc` of one.
fn shared<T: SharedArgument>(binder: &mut Binder<'_>, name: &'static str) -> Option<Stored<T>> {
    match (binder.find::<T>(name), binder.find::<Arc<T>>(name)) {
        (Found::Value(value), _) => Some(Stored::Given(value)),
        (_, Found::Value(value)) => Some(Stored::Given(Arc::clone(&value))),
        (Found::Computed(provider), _) => Some(computed(binder, provider)),
        (_, Found::Computed(provider)) => Some(Stored::Computed {
            index: binder.need(provider),
            view: |value| value.downcast_ref::<Arc<T>>().map(|value| &**value),
        }),
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
    message = "`{Self}` cannot be an argument",
    label = "calls run side by side on several threads: this must be `Send`, `Sync` and `'static`",
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
    message = "`{Self}` cannot be an argument",
    label = "calls run side by side on several threads: this must be `Send`, `Sync` and `'static`",
    note = "put what changes behind a `Mutex` or an atomic, and what is counted into an `Arc`"
)]
pub trait BorrowedArgument {
    /// What is kept between calls.
    type Kept;

    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Self::Kept>;
    fn borrow<'a>(kept: &'a Self::Kept, context: &'a CallContext) -> &'a Self;
}

#[diagnostic::do_not_recommend]
impl<T: SharedArgument> BorrowedArgument for T {
    type Kept = Stored<T>;

    #[inline(never)]
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Stored<T>> {
        shared(binder, name)
    }

    fn borrow<'a>(kept: &'a Stored<T>, context: &'a CallContext) -> &'a T {
        kept.get(context, |value| value)
    }
}

#[diagnostic::do_not_recommend]
impl BorrowedArgument for str {
    type Kept = Stored<str>;

    /// Serves a `String`, a `&'static str` and an `Arc<str>`.
    #[inline(never)]
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Stored<str>> {
        let found = match binder.find::<String>(name) {
            Found::Value(text) => return Some(Stored::Given(text.as_str().into())),
            Found::Computed(provider) => {
                return Some(Stored::Computed {
                    index: binder.need(provider),
                    view: |value| value.downcast_ref::<String>().map(String::as_str),
                });
            }
            Found::Absent => None,
            Found::Other(found) => Some(found),
        };
        match binder.find::<Arc<str>>(name) {
            Found::Value(text) => return Some(Stored::Given(Arc::clone(&text))),
            Found::Computed(provider) => {
                return Some(Stored::Computed {
                    index: binder.need(provider),
                    view: |value| value.downcast_ref::<Arc<str>>().map(|text| &**text),
                });
            }
            Found::Absent | Found::Other(_) => {}
        }
        match binder.find::<&'static str>(name) {
            Found::Value(text) => Some(Stored::Given((*text).into())),
            Found::Computed(provider) => Some(Stored::Computed {
                index: binder.need(provider),
                view: |value| value.downcast_ref::<&'static str>().copied(),
            }),
            Found::Absent | Found::Other(_) => {
                binder.miss::<&str>(name, found);
                None
            }
        }
    }

    fn borrow<'a>(kept: &'a Stored<str>, context: &'a CallContext) -> &'a str {
        kept.get(context, |text| text)
    }
}

#[diagnostic::do_not_recommend]
impl<T: SharedArgument> BorrowedArgument for [T] {
    type Kept = Stored<[T], Vec<T>>;

    /// Serves a `Vec<T>`.
    #[inline(never)]
    fn find(binder: &mut Binder<'_>, name: &'static str) -> Option<Self::Kept> {
        match binder.find::<Vec<T>>(name) {
            Found::Value(items) => Some(Stored::Given(items)),
            Found::Computed(provider) => Some(Stored::Computed {
                index: binder.need(provider),
                view: |value| value.downcast_ref::<Vec<T>>().map(Vec::as_slice),
            }),
            Found::Absent => {
                binder.miss::<Vec<T>>(name, None);
                None
            }
            Found::Other(found) => {
                binder.miss::<Vec<T>>(name, Some(found));
                None
            }
        }
    }

    fn borrow<'a>(kept: &'a Self::Kept, context: &'a CallContext) -> &'a [T] {
        kept.get(context, Vec::as_slice)
    }
}

/// A parameter that is found by its name, to be asked whether it can be one.
#[doc(hidden)]
pub struct Argument<T: ?Sized>(PhantomData<T>);

/// Most types can.
#[doc(hidden)]
pub trait AnyArgument {
    fn beside_event() {}
    fn without_event() {}
}

impl<T: ?Sized> AnyArgument for Argument<T> {}

// An event as an argument would compile, and only the start would say that nothing of that name was given.
impl<E: Event> Argument<E> {
    pub fn beside_event()
    where
        E: SecondEvent,
    {
    }

    pub fn without_event()
    where
        E: EventOfNone,
    {
    }
}

impl<E: Event> Argument<Arc<E>> {
    pub fn beside_event()
    where
        E: SecondEvent,
    {
    }

    pub fn without_event()
    where
        E: EventOfNone,
    {
    }
}

impl<E: Event> Argument<Option<E>> {
    pub fn beside_event()
    where
        E: SecondEvent,
    {
    }

    pub fn without_event()
    where
        E: EventOfNone,
    {
    }
}

/// Implemented for no event: a handler is called for one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a second event, and a function is called for one",
    label = "only the first parameter is the event; the others are arguments",
    note = "for more than one event write a function for each, or wait for the other by `cx.wait_for`"
)]
pub trait SecondEvent {}

/// Implemented for no event: a function that is called for none has none.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is an event, and this function is called for none",
    label = "the parameters of tasks, hooks and middleware are arguments",
    note = "what is to happen on an event stands under `#[handler]`; a middleware sees the event by `next.event()`"
)]
pub trait EventOfNone {}
