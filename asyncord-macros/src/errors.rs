//! The list of mistakes that one run of a macro finds.

use std::{cell::RefCell, fmt::Display, thread};

use quote::ToTokens;

/// Collects mistakes, so that all of them are reported together.
///
/// Dropping it without [`finish`](Self::finish) is a bug of the macro and panics.
pub(crate) struct Errors(RefCell<Option<Vec<syn::Error>>>);

impl Errors {
    pub(crate) fn new() -> Self {
        Self(RefCell::new(Some(Vec::new())))
    }

    /// Adds a mistake that is marked at `tokens`.
    pub(crate) fn at(&self, tokens: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn add(&self, error: syn::Error) {
        self.0.borrow_mut().get_or_insert_default().push(error);
    }

    /// The value, if there is no mistake.
    pub(crate) fn take<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// All mistakes as one error, in the order they were found.
    pub(crate) fn finish(self) -> syn::Result<()> {
        let errors = self.0.borrow_mut().take().unwrap_or_default();
        match errors.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        }) {
            Some(all) => Err(all),
            None => Ok(()),
        }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        let reported = self.0.borrow().is_none();
        assert!(
            reported || thread::panicking(),
            "mistakes were collected but not reported"
        );
    }
}
