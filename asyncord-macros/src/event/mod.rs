//! `#[derive(Event)]`: a user's own event type.
//!
//! - `options`: what stands in `#[event(...)]`, over the type and over its fields;
//! - `projection`: a struct, of which only the fields are decoded;
//! - `union`: an enum of several events;
//! - `told`: what either tells of its place and its user.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Generics};

use crate::errors::Errors;

mod options;
mod projection;
mod told;
mod union;

pub(crate) fn event(item: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    expand(&input).unwrap_or_else(|errors| fallback(&input, &errors))
}

/// The implementation, or all mistakes at once.
fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    check_generics(&input.generics, &errors);
    let output = match &input.data {
        Data::Struct(data) => projection::expand(input, data, &errors),
        Data::Enum(data) => union::expand(input, data, &errors),
        Data::Union(data) => {
            errors.at(
                data.union_token,
                "`#[derive(Event)]` goes on a struct, which names the fields it wants, or on an enum of events",
            );
            TokenStream::new()
        }
    };
    errors.finish()?;
    Ok(output)
}

/// An event is decoded for handlers that nobody tells its type parameters.
fn check_generics(generics: &Generics, errors: &Errors) {
    if !generics.params.is_empty() {
        errors.at(
            generics,
            "an event type cannot be generic or borrow: it is decoded once and shared by all its handlers",
        );
    } else if let Some(where_clause) = &generics.where_clause {
        errors.at(where_clause, "an event type cannot have a `where` clause");
    }
}

/// Stands for the implementation, so that handlers of the type add no second mistake.
fn fallback(input: &DeriveInput, errors: &syn::Error) -> TokenStream {
    let errors = errors.to_compile_error();
    let name = &input.ident;
    let (impl_generics, ty_generics, _) = input.generics.split_for_impl();
    let told = told::anything(name, &input.generics);
    quote! {
        impl #impl_generics ::asyncord::__private::Event for #name #ty_generics
        where
            Self: ::core::marker::Send + ::core::marker::Sync + 'static,
        {
            const NAMES: ::asyncord::event::EventNames = ::asyncord::event::EventNames::Only(&[]);
            const INTENTS: ::asyncord::model::Intents = ::asyncord::model::Intents::empty();

            fn decode(
                _: &::asyncord::event::RawEvent,
            ) -> ::core::result::Result<Self, ::asyncord::event::DecodeError> {
                ::core::unreachable!()
            }
        }

        #told

        #errors
    }
}

#[cfg(test)]
mod tests;
