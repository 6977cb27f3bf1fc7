//! How an `#[object]` is read.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::{
    Object,
    field::{self, Field, Place},
};

/// The parts of an object while it is read.
pub(super) fn parts(object: &Object) -> TokenStream {
    let Object { wire, fields, .. } = object;
    let parts = fields.iter().filter_map(|field| {
        let (name, ty) = (&field.name, &field.ty);
        match field.place {
            Place::Own if field.or_default => Some(quote!(#name: #ty)),
            Place::Own => Some(quote!(#name: <#ty as #wire::Value>::Slot)),
            Place::Flattened => Some(quote!(#name: <#ty as #wire::Object>::Parts)),
            Place::Rare { .. } | Place::Skipped => None,
        }
    });
    let rare = object
        .rare_name()
        .map(|rare| quote!(rare: ::core::option::Option<::std::boxed::Box<#rare>>,));
    quote! {
        #[allow(unreachable_pub, reason = "only so that the trait can name it")]
        #[derive(Default)]
        pub struct Parts {
            #(#parts,)*
            #rare
            came: #wire::Keys<BYTES>,
        }
    }
}

/// The functions `field`, `take` and `finish`, and the constant `FIELDS`.
pub(super) fn functions(object: &Object) -> TokenStream {
    let wire = &object.wire;
    let keyed = object.keyed();
    let arms = keyed.iter().enumerate().map(|(index, field)| {
        let key = &field.key;
        quote!(#key => ::core::option::Option::Some(#index))
    });
    let takes = keyed
        .iter()
        .enumerate()
        .map(|(index, field)| take(index, field, wire));

    // The keys of flattened objects are counted on from the struct's own.
    let count = keyed.len();
    let mut offset = quote!(#count);
    let mut inner_fields = Vec::new();
    let mut inner_takes = Vec::new();
    for field in object.flattened() {
        let (name, ty) = (&field.name, &field.ty);
        inner_fields.push(quote! {
            if let ::core::option::Option::Some(index) = <#ty as #wire::Object>::field(key) {
                return ::core::option::Option::Some(#offset + index);
            }
        });
        inner_takes.push(quote! {
            if field < #offset + <#ty as #wire::Object>::FIELDS {
                return <#ty as #wire::Object>::take(&mut parts.#name, field - (#offset), source);
            }
        });
        offset = quote!(#offset + <#ty as #wire::Object>::FIELDS);
    }

    let finish = finish(object);
    quote! {
        const FIELDS: usize = #offset;

        fn field(key: &str) -> ::core::option::Option<usize> {
            match key {
                #(#arms,)*
                _ => {
                    #(#inner_fields)*
                    ::core::option::Option::None
                }
            }
        }

        fn take<'de, A: #wire::Source<'de>>(
            parts: &mut Parts,
            field: usize,
            source: &mut A,
        ) -> ::core::result::Result<(), A::Error> {
            match field {
                #(#takes)*
                _ => {
                    #(#inner_takes)*
                    source.skip()
                }
            }
        }

        #finish
    }
}

/// The function `finish`.
fn finish(object: &Object) -> TokenStream {
    let wire = &object.wire;
    let fields = object.fields.iter().filter_map(|field| {
        let (name, ty, key) = (&field.name, &field.ty, &field.key);
        match &field.place {
            Place::Own if field.or_default => Some(quote!(#name: parts.#name)),
            Place::Own => Some(quote!(#name: #wire::finish::<#ty, E>(parts.#name, #key)?)),
            Place::Flattened => Some(quote!(#name: <#ty as #wire::Object>::finish(parts.#name)?)),
            Place::Skipped => {
                let value = field.skipped.as_ref()?;
                Some(quote!(#name: #value))
            }
            Place::Rare { .. } => None,
        }
    });
    let rare = object.rare_name().map(|_| quote!(rare: parts.rare,));
    quote! {
        fn finish<E: ::serde::de::Error>(
            parts: Parts,
        ) -> ::core::result::Result<Self, E> {
            ::core::result::Result::Ok(Self {
                #(#fields,)*
                #rare
                came: parts.came,
            })
        }
    }
}

/// Reads one field.
fn take(index: usize, field: &Field, wire: &TokenStream) -> TokenStream {
    let Field { name, ty, key, .. } = field;
    let place = if field.is_rare() {
        quote!(parts.rare.get_or_insert_default().#name)
    } else {
        quote!(parts.#name)
    };
    let inner = field::argument_of(ty, "Option");
    // What stands on the wire, where it is another type than the field's.
    let on_wire: &Type = match (&field.with, inner) {
        (Some(with), _) => with,
        (None, Some(inner)) => inner,
        (None, None) => ty,
    };
    let convert = field
        .with
        .as_ref()
        .map(|_| quote!(.map(::core::convert::Into::into)));

    let body = if inner.is_some() {
        // Null and what could not be read leave the field as it is.
        quote! {
            if let #wire::Read::Value(value) =
                #wire::read::<#on_wire, A, BYTES>(source, #key, &mut parts.came, #index)?
            {
                #place = ::core::option::Option::Some(value)#convert;
            }
        }
    } else if field.or_default || field.is_rare() {
        let boxed = field.is_rare() && !field.or_default;
        let worth = boxed.then(|| quote!(&& !#wire::Value::is_absent(&value)));
        quote! {
            if let ::core::option::Option::Some(value) =
                #wire::read_or_default::<#on_wire, A, BYTES>(source, #key, &mut parts.came, #index)?
                #convert #worth
            {
                #place = value;
            }
        }
    } else if field.with.is_some() {
        quote! {
            let value: #on_wire =
                #wire::read_required::<_, A, BYTES>(source, #key, &mut parts.came, #index)?;
            #place = <#ty as #wire::Value>::fill(value.into());
        }
    } else {
        quote! {
            #wire::read_slot::<#ty, A, BYTES>(
                source, #key, &mut parts.came, #index, &mut #place,
            )?;
        }
    };
    quote! {
        #index => {
            #body
            ::core::result::Result::Ok(())
        }
    }
}
