//! Names of our own in code that stands at the user's place.

use proc_macro2::Span;
use syn::Ident;

/// A variable of ours, for code that is marked at what the user wrote: it is looked up where the macro
/// stands, even if what the user wrote came out of a `macro_rules!`.
pub(crate) fn ours(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
