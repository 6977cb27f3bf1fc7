//! The macros of `asyncord`; use them through that crate.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

mod arguments;
mod errors;
mod event;
mod function;
mod names;
mod schedule;
mod span;

// All are documented where the crate `asyncord` re-exports them: there examples can be compiled.
macro_rules! function_attributes {
    ($($name:ident: $kind:ident;)+) => {$(
        #[allow(missing_docs, reason = "documented at the re-export")]
        #[proc_macro_attribute]
        pub fn $name(options: TokenStream, item: TokenStream) -> TokenStream {
            function::attribute(function::Kind::$kind, options.into(), item.into()).into()
        }
    )+};
}

function_attributes! {
    handler: Handler;
    provider: Provider;
    task: Task;
    on_start: OnStart;
    on_shutdown: OnShutdown;
    on_error: OnError;
    middleware: Middleware;
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
