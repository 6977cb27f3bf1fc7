//! `#[object]` and `#[tagged]`: how asyncord's own data types are read and written. Not for users.
//!
//! Both expand to implementations of the traits of `asyncord::model::wire`, which says what they mean
//! and why serde's derive is not enough.

mod field;
mod tagged;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Fields, ItemStruct, Type, parse_quote, spanned::Spanned};

use self::field::{Field, Place};
pub(crate) use self::tagged::tagged;

/// Expands `#[object]` on a struct.
pub(crate) fn object(options: TokenStream, item: TokenStream) -> TokenStream {
    expand(options, item).unwrap_or_else(syn::Error::into_compile_error)
}

fn expand(options: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    if !options.is_empty() {
        return Err(syn::Error::new_spanned(
            options,
            "`#[object]` takes no options",
        ));
    }
    let mut item: ItemStruct = syn::parse2(item)?;
    let Fields::Named(named) = &mut item.fields else {
        return Err(syn::Error::new(
            item.span(),
            "`#[object]` stands on a struct with named fields",
        ));
    };

    let mut fields = Vec::new();
    for field in &mut named.named {
        fields.push(Field::take(field)?);
    }
    let rare: Vec<_> = fields
        .iter()
        .filter(|field| matches!(field.place, Place::Rare { .. }))
        .collect();

    named.named = named
        .named
        .iter()
        .zip(&fields)
        .filter(|(_, field)| !matches!(field.place, Place::Rare { .. }))
        .map(|(original, _)| original.clone())
        .collect();

    let name = &item.ident;
    let rare_name = format_ident!("{name}Rare");
    if !rare.is_empty() {
        named.named.push(parse_quote! {
            // Fields that are seldom there, read through methods.
            rare: ::core::option::Option<::std::boxed::Box<#rare_name>>
        });
    }
    let keyed = fields
        .iter()
        .filter(|field| field.place != Place::Skipped && field.place != Place::Flattened)
        .count();
    // Two bits a field: absent, null, there.
    let bytes = keyed.div_ceil(4);
    named.named.push(parse_quote! {
        // Which keys came, so that the same ones are written.
        pub(crate) keys: crate::model::wire::Keys<#bytes>
    });

    let rare_item = rare_struct(&rare_name, &rare);
    let accessors = accessors(name, &rare);
    let implementation = implementation(name, &rare_name, &fields, !rare.is_empty());

    Ok(quote! {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #item

        #rare_item
        #accessors
        #implementation
    })
}

/// The box of the fields that are seldom there.
fn rare_struct(name: &syn::Ident, rare: &[&Field]) -> TokenStream {
    if rare.is_empty() {
        return TokenStream::new();
    }
    let fields = rare.iter().map(|field| {
        let (name, ty) = (&field.name, &field.ty);
        quote!(#name: #ty)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq, Default)]
        struct #name { #(#fields,)* }
    }
}

/// The methods by which those fields are read.
fn accessors(name: &syn::Ident, rare: &[&Field]) -> TokenStream {
    if rare.is_empty() {
        return TokenStream::new();
    }
    let methods = rare.iter().map(|field| {
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

/// The implementations for wire, serde included.
fn implementation(
    name: &syn::Ident,
    rare_name: &syn::Ident,
    fields: &[Field],
    has_rare: bool,
) -> TokenStream {
    let wire = quote!(crate::model::wire);
    let text_name = name.to_string();

    let keyed: Vec<_> = fields
        .iter()
        .filter(|field| matches!(field.place, Place::Own | Place::Rare { .. }))
        .collect();
    let flattened: Vec<_> = fields
        .iter()
        .filter(|field| field.place == Place::Flattened)
        .collect();
    let count = keyed.len();
    let bytes = count.div_ceil(4);

    let parts = fields.iter().filter_map(|field| {
        let (name, ty) = (&field.name, &field.ty);
        match field.place {
            Place::Own if field.or_default => Some(quote!(#name: #ty)),
            Place::Own => Some(quote!(#name: <#ty as #wire::Value>::Slot)),
            Place::Flattened => Some(quote!(#name: <#ty as #wire::Object>::Parts)),
            Place::Rare { .. } | Place::Skipped => None,
        }
    });
    let rare_part =
        has_rare.then(|| quote!(rare: ::core::option::Option<::std::boxed::Box<#rare_name>>,));

    let mut seen = std::collections::HashSet::new();
    let arms = keyed.iter().enumerate().filter_map(|(index, field)| {
        let key = &field.key;
        seen.insert(key.clone())
            .then(|| quote!(#key => ::core::option::Option::Some(#index)))
    });
    let mut offset = quote!(#count);
    let mut inner_fields = Vec::new();
    let mut inner_takes = Vec::new();
    for field in &flattened {
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

    let takes = keyed
        .iter()
        .enumerate()
        .map(|(index, field)| take(index, field, &wire));
    let finishes = fields.iter().filter_map(|field| {
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
    let rare_finish = has_rare.then(|| quote!(rare: parts.rare,));

    let writes = keyed
        .iter()
        .enumerate()
        .map(|(index, field)| write(index, field, &wire));
    // Where there is no box, an empty one is written.
    let rare_write = has_rare.then(|| {
        quote! {
            let empty;
            let rare: &#rare_name = match &self.rare {
                ::core::option::Option::Some(rare) => rare,
                ::core::option::Option::None => {
                    empty = ::core::default::Default::default();
                    &empty
                }
            };
        }
    });
    let inner_writes = flattened.iter().map(|field| {
        let name = &field.name;
        quote!(#wire::Object::write(&self.#name, map)?;)
    });

    quote! {
        const _: () = {
            const BYTES: usize = #bytes;

            #[allow(unreachable_pub, reason = "only so that the trait can name it")]
            #[derive(Default)]
            pub struct Parts {
                #(#parts,)*
                #rare_part
                keys: #wire::Keys<BYTES>,
            }

            #[automatically_derived]
            #[allow(clippy::too_many_lines, clippy::cognitive_complexity)]
            impl #wire::Object for #name {
                const NAME: &'static str = #text_name;
                const FIELDS: usize = #offset;
                type Parts = Parts;

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

                fn finish<E: ::serde::de::Error>(
                    parts: Parts,
                ) -> ::core::result::Result<Self, E> {
                    ::core::result::Result::Ok(Self {
                        #(#finishes,)*
                        #rare_finish
                        keys: parts.keys,
                    })
                }

                fn write<M: ::serde::ser::SerializeMap>(
                    &self,
                    map: &mut M,
                ) -> ::core::result::Result<(), M::Error> {
                    #rare_write
                    #(#writes)*
                    #(#inner_writes)*
                    ::core::result::Result::Ok(())
                }
            }

            #wire::required!(#name);

            #[automatically_derived]
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    #wire::read_object(deserializer)
                }
            }

            #[automatically_derived]
            impl ::serde::Serialize for #name {
                fn serialize<S: ::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    #wire::write_object(self, serializer)
                }
            }
        };
    }
}

/// Reads one field.
fn take(index: usize, field: &Field, wire: &TokenStream) -> TokenStream {
    let Field { name, ty, key, .. } = field;
    let place = match field.place {
        Place::Rare { .. } => quote!(parts.rare.get_or_insert_default().#name),
        _ => quote!(parts.#name),
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
                #wire::read::<#on_wire, A, BYTES>(source, #key, &mut parts.keys, #index)?
            {
                #place = ::core::option::Option::Some(value)#convert;
            }
        }
    } else if field.or_default || matches!(field.place, Place::Rare { .. }) {
        let boxed = matches!(field.place, Place::Rare { .. }) && !field.or_default;
        let worth = boxed.then(|| quote!(&& !#wire::Value::is_absent(&value)));
        quote! {
            if let ::core::option::Option::Some(value) =
                #wire::read_or_default::<#on_wire, A, BYTES>(source, #key, &mut parts.keys, #index)?
                #convert #worth
            {
                #place = value;
            }
        }
    } else if field.with.is_some() {
        quote! {
            let value: #on_wire =
                #wire::read_required::<_, A, BYTES>(source, #key, &mut parts.keys, #index)?;
            #place = <#ty as #wire::Value>::fill(value.into());
        }
    } else {
        quote! {
            #wire::read_slot::<#ty, A, BYTES>(
                source, #key, &mut parts.keys, #index, &mut #place,
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

/// Writes one field.
fn write(index: usize, field: &Field, wire: &TokenStream) -> TokenStream {
    let Field { name, ty, key, .. } = field;
    let inner = field::argument_of(ty, "Option");
    let place = match field.place {
        Place::Rare { .. } => quote!(rare.#name),
        _ => quote!(self.#name),
    };
    match (&field.with, inner) {
        (Some(with), Some(_)) => quote! {
            #wire::write(map, #key, &#place.as_ref().map(<#with as ::core::convert::From<_>>::from), self.keys.get(#index))?;
        },
        (Some(with), None) => quote! {
            #wire::write_default(map, #key, &<#with as ::core::convert::From<_>>::from(&#place), false, self.keys.get(#index))?;
        },
        (None, _) if field.or_default => quote! {
            #wire::write_default(map, #key, &#place, #place == <#ty as ::core::default::Default>::default(), self.keys.get(#index))?;
        },
        (None, _) => quote!(#wire::write(map, #key, &#place, self.keys.get(#index))?;),
    }
}
