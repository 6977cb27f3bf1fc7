//! How an `#[object]` is written.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    Object,
    field::{self, Field},
};

/// The function `write`.
pub(super) fn function(object: &Object) -> TokenStream {
    let wire = &object.wire;
    // Where there is no box, an empty one is written.
    let rare = object.rare_name().map(|rare| {
        quote! {
            let empty;
            let rare: &#rare = match &self.rare {
                ::core::option::Option::Some(rare) => rare,
                ::core::option::Option::None => {
                    empty = ::core::default::Default::default();
                    &empty
                }
            };
        }
    });
    let keyed = object.keyed();
    let writes = keyed
        .iter()
        .enumerate()
        .map(|(index, field)| write(index, field, wire));
    let flattened = object.flattened().map(|field| {
        let name = &field.name;
        quote!(#wire::Object::write(&self.#name, map)?;)
    });
    quote! {
        fn write<M: ::serde::ser::SerializeMap>(
            &self,
            map: &mut M,
        ) -> ::core::result::Result<(), M::Error> {
            #rare
            #(#writes)*
            #(#flattened)*
            ::core::result::Result::Ok(())
        }
    }
}

/// Writes one field.
fn write(index: usize, field: &Field, wire: &TokenStream) -> TokenStream {
    let Field { name, ty, key, .. } = field;
    let inner = field::argument_of(ty, "Option");
    let place = if field.is_rare() {
        quote!(rare.#name)
    } else {
        quote!(self.#name)
    };
    match (&field.with, inner) {
        (Some(with), Some(_)) => quote! {
            #wire::write(map, #key, &#place.as_ref().map(<#with as ::core::convert::From<_>>::from), self.came.get(#index))?;
        },
        (Some(with), None) => quote! {
            #wire::write_default(map, #key, &<#with as ::core::convert::From<_>>::from(&#place), false, self.came.get(#index))?;
        },
        (None, _) if field.or_default => quote! {
            #wire::write_default(map, #key, &#place, #place == <#ty as ::core::default::Default>::default(), self.came.get(#index))?;
        },
        (None, _) if field.always => quote! {
            #wire::write_default(
                map,
                #key,
                &#place,
                !self.came.is_of_made() && #place == <#ty as ::core::default::Default>::default(),
                self.came.get(#index),
            )?;
        },
        (None, _) => quote!(#wire::write(map, #key, &#place, self.came.get(#index))?;),
    }
}
