//! Arguments as the fields of a struct, and the comparison of fields and parameters in the compiler.
//!
//! The comparison says yes where [`argument`](super::argument) would find the value at the start, and by
//! the same means: what a parameter takes is decided by its type.

use std::sync::Arc;

use super::{
    Dispatcher,
    argument::{Lookup, SharedArgument},
};

/// A struct whose fields are arguments of handlers, each under the name of its field.
///
/// Implemented by `#[derive(Arguments)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold arguments of handlers",
    label = "not a struct under `#[derive(Arguments)]`",
    note = "write `#[derive(Arguments)]` over `struct {Self} {{ … }}`"
)]
pub trait Arguments: Sized {
    /// Gives each field to the handlers of `dispatcher`.
    #[doc(hidden)]
    fn give(self, dispatcher: &Dispatcher);
}

/// Gives one field.
#[doc(hidden)]
pub fn give<T: SharedArgument>(dispatcher: &Dispatcher, name: &'static str, value: T) {
    dispatcher.add_argument(name, value);
}

/// Takes the comparison of a handler's parameters with the fields of `A`.
#[doc(hidden)]
pub fn check_arguments<A: Arguments>(_: fn(&A)) {}

/// An argument that is taken as `&T`.
#[doc(hidden)]
pub struct Borrowed<T: ?Sized>(std::marker::PhantomData<T>);

/// A parameter of any type, which a field of that type can be given to.
#[doc(hidden)]
pub trait GivenArgument<T: ?Sized> {
    fn check<F: Gives<T>>(_: &F) {}
}

impl<T> GivenArgument<T> for Lookup<T> {}
impl<T: ?Sized> GivenArgument<T> for Borrowed<T> {}

impl<T> Lookup<Option<T>> {
    pub fn check<F: GivesOption<T>>(_: &F) {}
}

impl<T> Lookup<Arc<T>> {
    pub fn check<F: Gives<T>>(_: &F) {}
}

impl Borrowed<str> {
    pub fn check<F: GivesText>(_: &F) {}
}

impl<T> Borrowed<[T]> {
    pub fn check<F: GivesList<T>>(_: &F) {}
}

/// A field that serves a parameter `T`, `&T` or `Arc<T>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the parameter takes `{T}`, and the field of this name is `{Self}`",
    label = "the field is `{Self}`"
)]
pub trait Gives<T: ?Sized> {}

#[diagnostic::do_not_recommend]
impl<T> Gives<T> for T {}
#[diagnostic::do_not_recommend]
impl<T: ?Sized> Gives<T> for Arc<T> {}

/// A field that serves a parameter `Option<T>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the parameter takes `Option<{T}>`, and the field of this name is `{Self}`",
    label = "the field is `{Self}`"
)]
pub trait GivesOption<T> {}

#[diagnostic::do_not_recommend]
impl<T> GivesOption<T> for T {}
#[diagnostic::do_not_recommend]
impl<T> GivesOption<T> for Option<T> {}

/// A field that serves a parameter `&str`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the parameter takes `&str`, and the field of this name is `{Self}`",
    label = "the field is `{Self}`",
    note = "`&str` takes a `String`, a `&'static str` or an `Arc<str>`"
)]
pub trait GivesText {}

#[diagnostic::do_not_recommend]
impl GivesText for String {}
#[diagnostic::do_not_recommend]
impl GivesText for &'static str {}
#[diagnostic::do_not_recommend]
impl GivesText for Arc<str> {}

/// A field that serves a parameter `&[T]`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the parameter takes `&[{T}]`, and the field of this name is `{Self}`",
    label = "the field is `{Self}`",
    note = "`&[T]` takes a `Vec<T>`"
)]
pub trait GivesList<T> {}

#[diagnostic::do_not_recommend]
impl<T> GivesList<T> for Vec<T> {}

#[cfg(test)]
mod tests;
