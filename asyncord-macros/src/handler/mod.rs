//! `#[handler]`: parse → model → check → expand.
//!
//! - `options`: what stands in the attribute's parentheses;
//! - `model`: the function as a handler, without judgement;
//! - `check`: the rules, one function each;
//! - `expand`: what is written beside the user's function.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ItemFn, parse::Parser};

use self::{model::Handler, options::Options};
use crate::errors::Errors;

mod check;
mod expand;
mod model;
mod options;

pub(crate) fn handler(options: TokenStream, item: TokenStream) -> TokenStream {
    let function = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(function) => function,
        // The item stays, so that its mistake is the only one that is reported.
        Err(error) => {
            let error = if syn::parse2::<syn::Item>(item.clone()).is_ok() {
                syn::Error::new_spanned(first_token(&item), "`#[handler]` goes on an `async fn`")
            } else {
                error
            };
            let mut output = item;
            output.extend(error.into_compile_error());
            return output;
        }
    };
    let (options, handler) = understand(options, &function);
    match handler {
        Ok(handler) => expand::expand(&function, &handler, &options),
        Err(errors) => expand::fallback(&function, &options, &errors),
    }
}

/// Makes the model of a handler, or all mistakes at once; the options as far as they make sense.
fn understand(options: TokenStream, function: &ItemFn) -> (Options, syn::Result<Handler>) {
    let errors = Errors::new();
    let options = (|input: syn::parse::ParseStream<'_>| Ok(Options::parse(input, &errors)))
        .parse2(options)
        .unwrap_or_else(|error| {
            errors.add(error);
            Options::default()
        });
    check::check_signature(&function.sig, &errors);
    let handler = Handler::from_signature(&function.sig, &errors);
    if let Some(handler) = &handler {
        check::check_parameters(handler, &errors);
    }
    let handler = errors
        .finish()
        .map(|()| handler.expect("a signature without an event has a mistake"));
    (options, handler)
}

fn first_token(item: &TokenStream) -> TokenStream {
    // Attributes and visibility stand before the word that says what the item is.
    syn::parse2::<syn::Item>(item.clone())
        .ok()
        .and_then(|item| match item {
            syn::Item::Struct(item) => Some(item.struct_token.into_token_stream()),
            syn::Item::Enum(item) => Some(item.enum_token.into_token_stream()),
            syn::Item::Impl(item) => Some(item.impl_token.into_token_stream()),
            syn::Item::Mod(item) => Some(item.mod_token.into_token_stream()),
            syn::Item::Trait(item) => Some(item.trait_token.into_token_stream()),
            _ => None,
        })
        .unwrap_or_else(|| item.clone())
}

#[cfg(test)]
mod tests;
