//! `#[handler]`, `#[command]`, `#[provider]`, `#[task]` and the hooks: parse → model → check → expand.
//!
//! - `kind`: which attribute it is, and what it lets a function be;
//! - `options`: what stands in the attribute's parentheses;
//! - `model`: the function, without judgement;
//! - `check`: the rules, one function each;
//! - `command`: what `#[command]` is beyond the others;
//! - `expand`, `call`, `added`, `fields`: what is written beside the user's function.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Item, ItemFn, TraitItemFn, parse::Parser};

pub(crate) use self::kind::Kind;
use self::{model::Function, options::Options};
use crate::errors::Errors;

mod added;
mod call;
mod check;
mod command;
mod expand;
mod fields;
mod kind;
mod model;
mod options;

pub(crate) fn attribute(kind: Kind, options: TokenStream, item: TokenStream) -> TokenStream {
    let function = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(function) => function,
        // The item stays, so that its mistake is the only one that is reported.
        Err(error) => {
            let attribute = kind.attribute();
            let error = if let Ok(method) = syn::parse2::<TraitItemFn>(item.clone()) {
                let message = format!(
                    "`#[{attribute}]` goes on a free `async fn` with a body, not on a trait's function"
                );
                syn::Error::new_spanned(method.sig.fn_token, message)
            } else if let Ok(Item::Mod(module)) = syn::parse2::<Item>(item.clone()) {
                let message =
                    format!("`#[{attribute}]` goes on an `async fn`; a module takes `#[handlers]`");
                syn::Error::new_spanned(module.mod_token, message)
            } else if syn::parse2::<Item>(item.clone()).is_ok() {
                let message = format!("`#[{attribute}]` goes on an `async fn`");
                syn::Error::new_spanned(first_token(&item), message)
            } else {
                error
            };
            let mut output = item;
            output.extend(error.into_compile_error());
            return output;
        }
    };
    let (options, model) = understand(kind, options, &function);
    match model {
        Ok(model) => expand::expand(kind, &function, &model, &options),
        Err(errors) => expand::fallback(kind, &function, &options, &errors),
    }
}

/// Makes the model of a function, or all mistakes at once; the options as far as they make sense.
fn understand(
    kind: Kind,
    options: TokenStream,
    function: &ItemFn,
) -> (Options, syn::Result<Function>) {
    let errors = Errors::new();
    let options = (|input: syn::parse::ParseStream<'_>| Ok(Options::parse(kind, input, &errors)))
        .parse2(options)
        .unwrap_or_else(|error| {
            errors.add(error);
            Options::default()
        });
    check::check_attributes(kind, function, &errors);
    check::check_signature(kind, &function.sig, &errors);
    check::check_self_type(kind, function, &errors);
    check::check_options(kind, &function.sig, &options, &errors);
    command::check_target(&function.sig, &options, &errors);
    let model = Function::from_signature(kind, &function.sig, &options, &errors);
    if let Some(model) = &model {
        check::check_parameters(model, &options, &errors);
        if kind == Kind::Command {
            command::check(function, model, &options, &errors);
        }
    }
    if kind == Kind::Provider {
        check::check_provider_name(&function.sig.ident, model.as_ref(), &errors);
    }
    let model = errors
        .finish()
        .map(|()| model.expect("a signature without its first parameter has a mistake"));
    (options, model)
}

fn first_token(item: &TokenStream) -> TokenStream {
    // Attributes and visibility stand before the word that says what the item is.
    syn::parse2::<Item>(item.clone())
        .ok()
        .and_then(|item| match item {
            Item::Struct(item) => Some(item.struct_token.into_token_stream()),
            Item::Enum(item) => Some(item.enum_token.into_token_stream()),
            Item::Impl(item) => Some(item.impl_token.into_token_stream()),
            Item::Trait(item) => Some(item.trait_token.into_token_stream()),
            _ => None,
        })
        .unwrap_or_else(|| item.clone())
}

#[cfg(test)]
mod tests;
