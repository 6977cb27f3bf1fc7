//! The fields that are seldom there: a box for all of them, and a method for each.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    Object,
    field::{self, Field, Place},
};

/// The box of the fields that are seldom there.
pub(super) fn boxed(object: &Object) -> TokenStream {
    let Some(name) = object.rare_name() else {
        return TokenStream::new();
    };
    let fields = object.rare().map(|field| {
        let (name, ty) = (&field.name, &field.ty);
        quote!(#name: #ty)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq, Default)]
        struct #name { #(#fields,)* }
    }
}

/// The methods by which those fields are read.
pub(super) fn accessors(object: &Object) -> TokenStream {
    if object.rare_name().is_none() {
        return TokenStream::new();
    }
    let name = &object.name;
    let methods = object.rare().map(|field| {
        let Field {
            docs, name, ty, ..
        } = field;
        let Place::Rare { copy } = field.place else {
            return TokenStream::new();
        };
        let (output, body) = if let Some(inner) = field::argument_of(ty, "Option") {
            if copy {
                (quote!(#ty), quote!(self.rare.as_ref()?.#name))
            } else if field::is_named(inner, "Text") {
                (quote!(::core::option::Option<&str>), quote!(self.rare.as_ref()?.#name.as_deref()))
            } else if let Some(inner) = field::argument_of(inner, "Box") {
                (quote!(::core::option::Option<&#inner>), quote!(self.rare.as_ref()?.#name.as_deref()))
            } else {
                (quote!(::core::option::Option<&#inner>), quote!(self.rare.as_ref()?.#name.as_ref()))
            }
        } else if let Some(inner) = field::argument_of(ty, "List") {
            (
                quote!(&[#inner]),
                quote!(self.rare.as_ref().map_or(&[][..], |rare| &*rare.#name)),
            )
        } else {
            (
                quote!(#ty),
                quote!(self.rare.as_ref().map_or_else(::core::default::Default::default, |rare| rare.#name.clone())),
            )
        };
        quote! {
            #(#docs)*
            #[must_use]
            pub fn #name(&self) -> #output { #body }
        }
    });
    quote! {
        impl #name { #(#methods)* }
    }
}
