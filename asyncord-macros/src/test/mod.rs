//! `#[asyncord::test]`: a test of a whole bot in a sandbox.
//!
//! ```text
//! #[test]
//! fn answers_ping() {
//!     async fn answers_ping(discord: TestKit, ada: Person) { … }      // the user's, untouched
//!     run(…, |kit| kit.handler::<ping>().argument("answer", "pong"), async |kit| {
//!         answers_ping(from_test_kit(kit, "discord").await, from_test_kit(kit, "ada").await).await
//!     })
//! }
//! ```

mod options;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{FnArg, Ident, ItemFn, Pat, Signature, parse::Parser, spanned::Spanned};

use self::options::Options;
use crate::errors::Errors;

pub(crate) fn test(options: TokenStream, item: TokenStream) -> TokenStream {
    let function = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(function) => function,
        // The item stays, so that its mistake is the only one that is reported.
        Err(error) => {
            let mut output = item;
            output.extend(error.into_compile_error());
            return output;
        }
    };
    let errors = Errors::new();
    let options = (|input: syn::parse::ParseStream<'_>| Ok(Options::parse(input, &errors)))
        .parse2(options)
        .unwrap_or_else(|error| {
            errors.add(error);
            Options::default()
        });
    check(&function.sig, &errors);
    let arguments = arguments(&function.sig, &errors);
    match errors.finish() {
        Ok(()) => expand(&function, &options, &arguments),
        Err(errors) => {
            let errors = errors.to_compile_error();
            let mut function = function;
            function.sig.variadic = None;
            quote! {
                #[allow(unused)]
                #function
                #errors
            }
        }
    }
}

fn check(signature: &Signature, errors: &Errors) {
    if signature.asyncness.is_none() {
        errors.at(
            signature.fn_token,
            "a test under `#[asyncord::test]` is an `async fn`",
        );
    }
    if !signature.generics.params.is_empty() {
        errors.at(
            &signature.generics,
            "a test cannot be generic: nobody would say for which types it runs",
        );
    }
}

/// A parameter of the test.
struct Argument<'f> {
    name: &'f Ident,
    ty: &'f syn::Type,
}

fn arguments<'f>(signature: &'f Signature, errors: &Errors) -> Vec<Argument<'f>> {
    let mut arguments = Vec::new();
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                errors.at(receiver, "a test is a free function, without `self`");
            }
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(pat) => arguments.push(Argument {
                    name: &pat.ident,
                    ty: &typed.ty,
                }),
                pattern => errors.at(
                    pattern,
                    "an argument of a test is found by its name: write `name: Type`",
                ),
            },
        }
    }
    arguments
}

fn expand(function: &ItemFn, options: &Options, arguments: &[Argument<'_>]) -> TokenStream {
    let attributes = &function.attrs;
    let name = &function.sig.ident;
    let vis = &function.vis;
    let output = &function.sig.output;
    let mut inner = function.clone();
    inner.attrs.clear();
    inner.vis = syn::Visibility::Inherited;
    let arguments = arguments.iter().map(|Argument { name, ty }| {
        let text = name.to_string();
        let text = text.trim_start_matches("r#").trim_start_matches('_');
        quote_spanned! {ty.span()=>
            <#ty as ::asyncord::testkit::FromTestKit>::from_test_kit(__kit, #text).await
        }
    });
    let setup = options.expand();
    let paused = !options.real_time;
    quote! {
        #[::core::prelude::v1::test]
        #(#attributes)*
        #vis fn #name() #output {
            #[allow(clippy::unused_async, clippy::needless_pass_by_value)]
            #inner

            ::asyncord::testkit::__private::run(
                #paused,
                |__kit: ::asyncord::testkit::TestKitBuilder| __kit #setup,
                async |__kit: &::asyncord::testkit::TestKit| #name(#(#arguments),*).await,
            )
        }
    }
}
