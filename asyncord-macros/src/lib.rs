//! The macros of `asyncord`; use them through that crate.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

mod arguments;
mod choice;
mod errors;
mod event;
mod function;
mod handlers;
mod names;
mod object;
mod root;
mod schedule;
mod span;
mod test;

// All are documented where the crate `asyncord` re-exports them: there examples can be compiled.
macro_rules! function_attributes {
    ($($name:ident: $kind:ident;)+) => {$(
        #[allow(missing_docs, reason = "documented at the re-export")]
        #[proc_macro_attribute]
        pub fn $name(options: TokenStream, item: TokenStream) -> TokenStream {
            attribute(
                |options, item| function::attribute(function::Kind::$kind, options, item),
                options,
                item,
            )
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
    command: Command;
    autocomplete: Autocomplete;
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_attribute]
pub fn handlers(options: TokenStream, item: TokenStream) -> TokenStream {
    attribute(handlers::handlers, options, item)
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_attribute]
pub fn test(options: TokenStream, item: TokenStream) -> TokenStream {
    attribute(test::test, options, item)
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(Event, attributes(event, serde))]
pub fn event(item: TokenStream) -> TokenStream {
    derive(event::event, item)
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(item: TokenStream) -> TokenStream {
    derive(choice::choice, item)
}

#[allow(missing_docs, reason = "documented at the re-export")]
#[proc_macro_derive(Arguments)]
pub fn arguments(item: TokenStream) -> TokenStream {
    derive(arguments::arguments, item)
}

/// How asyncord's own data is read and written; not for users.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn object(options: TokenStream, item: TokenStream) -> TokenStream {
    object::object(options.into(), item.into()).into()
}

/// How asyncord's own data is read and written; not for users.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn tagged(options: TokenStream, item: TokenStream) -> TokenStream {
    object::tagged(options.into(), item.into()).into()
}

/// Runs an attribute macro; all do so through this, so that none forgets how the user names asyncord.
fn attribute(
    expand: fn(proc_macro2::TokenStream, proc_macro2::TokenStream) -> proc_macro2::TokenStream,
    options: TokenStream,
    item: TokenStream,
) -> TokenStream {
    root::renamed(expand(options.into(), item.into())).into()
}

/// Runs a derive, as [`attribute`] does.
fn derive(
    expand: fn(proc_macro2::TokenStream) -> proc_macro2::TokenStream,
    item: TokenStream,
) -> TokenStream {
    root::renamed(expand(item.into())).into()
}
