//! A struct as an event: of the payload only its fields are decoded.
//!
//! Fields are read by serde, through its `remote` form: a hidden struct of the same fields is what
//! serde's derive sees, with the path of the serde that asyncord re-exports. So nobody needs serde
//! among their dependencies, serde's attributes work, and a `Deserialize` of the user's own is not in
//! the way.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DataStruct, DeriveInput, Field, Fields, Ident, LitStr};

use super::{
    options::{FieldOptions, Options},
    told::{self, Told},
};
use crate::errors::Errors;

/// A field, and what stands over it.
pub(super) type FieldWithOptions<'a> = (&'a Field, FieldOptions);

pub(super) fn expand(input: &DeriveInput, data: &DataStruct, errors: &Errors) -> TokenStream {
    let options = Options::parse(&input.attrs, &input.ident, errors);
    let (decode, told) = match &data.fields {
        Fields::Named(fields) => {
            let fields: Vec<_> = fields
                .named
                .iter()
                .map(|field| (field, FieldOptions::parse(&field.attrs, errors)))
                .collect();
            (
                decode_fields(input, &fields),
                told::of_fields(&input.ident, &options.names, &fields, errors),
            )
        }
        Fields::Unnamed(fields) => {
            errors.at(
                fields,
                "the fields of an event are found by their names, so write `struct Name { field: Type }`",
            );
            return TokenStream::new();
        }
        // Who wants no field takes the event whatever its payload is.
        Fields::Unit => (
            quote! {
                fn decode(
                    _: &::asyncord::event::RawEvent,
                ) -> ::core::result::Result<Self, ::asyncord::event::DecodeError> {
                    ::core::result::Result::Ok(Self)
                }
            },
            Told::default(),
        ),
    };
    let Told { scope, impls } = told;
    let name = &input.ident;
    let names = &options.names;
    let known = known_intents(&options);
    let intents = options
        .intents
        .as_ref()
        .map_or_else(|| quote!(__KNOWN.0), |intents| quote!(#intents));
    let if_granted = options
        .intents_if_granted
        .as_ref()
        .map_or_else(|| quote!(__KNOWN.1), |intents| quote!(#intents));
    quote! {
        const _: () = {
            #known

            #[automatically_derived]
            impl ::asyncord::__private::Event for #name {
                const NAMES: ::asyncord::event::EventNames =
                    ::asyncord::event::EventNames::Only(&[#(#names),*]);
                const INTENTS: ::asyncord::model::Intents = #intents;
                const INTENTS_IF_GRANTED: ::asyncord::model::Intents = #if_granted;

                #decode

                #scope
            }

            #impls
        };
    }
}

/// The intents of the event types that asyncord has for the wire names.
///
/// A type is looked for under the wire name in camel case. A struct of that name in the outer block stands
/// in where there is none: what is imported into the inner block goes before it. The stand-in knows no
/// intents, so that the compiler asks for them, unless they are given.
fn known_intents(options: &Options) -> TokenStream {
    if options.intents.is_some() && options.intents_if_granted.is_some() {
        return TokenStream::new();
    }
    let types: Vec<_> = options.names.iter().map(type_name).collect();
    let stand_ins = types.iter().map(|ty| {
        let none = options.intents.is_some().then(|| {
            quote! {
                impl ::asyncord::__private::KnownEvent for #ty {
                    const INTENTS: ::asyncord::model::Intents = ::asyncord::model::Intents::empty();
                    const INTENTS_IF_GRANTED: ::asyncord::model::Intents =
                        ::asyncord::model::Intents::empty();
                }
            }
        });
        quote! {
            #[allow(dead_code)]
            struct #ty;
            #none
        }
    });
    let union = |constant: &str| {
        let all = types.iter().map(|ty| {
            let constant = Ident::new(constant, ty.span());
            quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::KnownEvent>::#constant }
        });
        quote! { ::asyncord::model::Intents::empty()#(.union(#all))* }
    };
    let intents = union("INTENTS");
    let if_granted = union("INTENTS_IF_GRANTED");
    quote! {
        const __KNOWN: (::asyncord::model::Intents, ::asyncord::model::Intents) = {
            #(#stand_ins)*
            {
                #[allow(unused_imports, clippy::wildcard_imports)]
                use ::asyncord::event::*;
                (#intents, #if_granted)
            }
        };
    }
}

/// `MessageCreate` for `"MESSAGE_CREATE"`.
fn type_name(wire: &LitStr) -> Ident {
    let mut name = String::new();
    for word in wire.value().split('_') {
        let (first, rest) = word.split_at(word.len().min(1));
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    // What is no wire name has been reported, and this is written nowhere.
    syn::parse_str(&name).map_or_else(
        |_| Ident::new("__NoName", wire.span()),
        |ident: Ident| Ident::new(&ident.to_string(), wire.span()),
    )
}

fn decode_fields(input: &DeriveInput, fields: &[FieldWithOptions<'_>]) -> TokenStream {
    let name = &input.ident;
    let remote = LitStr::new(&name.to_string(), name.span());
    let of_serde = input
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"));
    let fields = fields.iter().map(|(field, options)| {
        let Field { ident, ty, .. } = field;
        let of_serde = field
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("serde"));
        let rename = options
            .rename
            .as_ref()
            .map(|rename| quote!(#[serde(rename = #rename)]));
        quote!(#(#of_serde)* #rename #ident: #ty)
    });
    quote! {
        fn decode(
            __raw: &::asyncord::event::RawEvent,
        ) -> ::core::result::Result<Self, ::asyncord::event::DecodeError> {
            #[derive(::asyncord::__private::serde::Deserialize)]
            #[serde(crate = "::asyncord::__private::serde", remote = #remote)]
            #(#of_serde)*
            #[allow(dead_code, clippy::all, clippy::pedantic)]
            struct __Fields {
                #(#fields,)*
            }

            // Under `#[serde(default)]` serde asks this of the hidden struct, and makes the user's.
            impl ::core::default::Default for __Fields {
                fn default() -> Self {
                    ::core::unreachable!()
                }
            }

            struct __Decoded(#name);

            impl<'de> ::asyncord::__private::serde::Deserialize<'de> for __Decoded {
                fn deserialize<__D: ::asyncord::__private::serde::Deserializer<'de>>(
                    __deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    __Fields::deserialize(__deserializer).map(Self)
                }
            }

            __raw.decode_as::<__Decoded>().map(|__decoded| __decoded.0)
        }
    }
}
