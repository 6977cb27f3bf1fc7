//! The macros of `asyncord`; use them through that crate.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

mod arguments;
mod errors;
mod event;
mod handler;
mod names;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "called by `#[task]`, which is not written yet")
)]
mod schedule;
mod span;

// Documented where the crate `asyncord` re-exports it: there examples can be compiled.
#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_attribute]
pub fn handler(options: TokenStream, item: TokenStream) -> TokenStream {
    handler::handler(options.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(Event, attributes(event, serde))]
pub fn event(item: TokenStream) -> TokenStream {
    event::event(item.into()).into()
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(Arguments)]
pub fn arguments(item: TokenStream) -> TokenStream {
    arguments::arguments(item.into()).into()
}
