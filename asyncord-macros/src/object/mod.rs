//! `#[object]` and `#[tagged]`: how asyncord's own data types are read and written. Not for users.
//!
//! Both expand to implementations of the traits of `asyncord::model::wire`, which says what they mean
//! and why serde's derive is not enough.

mod field;
mod rare;
mod read;
mod tagged;
mod write;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Fields, Ident, ItemStruct, parse_quote, spanned::Spanned};

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
    named.named = named
        .named
        .iter()
        .zip(&fields)
        .filter(|(_, field)| !field.is_rare())
        .map(|(original, _)| original.clone())
        .collect();

    let object = Object {
        name: item.ident.clone(),
        fields,
        wire: quote!(crate::model::wire),
    };
    if let Some(rare) = object.rare_name() {
        named.named.push(parse_quote! {
            // Fields that are seldom there, read through methods.
            rare: ::core::option::Option<::std::boxed::Box<#rare>>
        });
    }
    let bytes = object.bytes();
    named.named.push(parse_quote! {
        // Which keys came, so that the same ones are written.
        pub(crate) came: crate::model::wire::Keys<#bytes>
    });

    let rare = rare::boxed(&object);
    let accessors = rare::accessors(&object);
    let implementation = implementation(&object);

    Ok(quote! {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #item

        #rare
        #accessors
        #implementation
    })
}

/// What the expansion is made of.
struct Object {
    name: Ident,
    fields: Vec<Field>,
    /// The path of the traits.
    wire: TokenStream,
}

impl Object {
    /// The fields with a key of their own.
    fn keyed(&self) -> Vec<&Field> {
        self.fields
            .iter()
            .filter(|field| matches!(field.place, Place::Own | Place::Rare { .. }))
            .collect()
    }

    /// The fields whose keys stand among the struct's own.
    fn flattened(&self) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(|field| field.place == Place::Flattened)
    }

    /// The fields that are seldom there.
    fn rare(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_rare())
    }

    /// The name of the struct of those fields, if there are some.
    fn rare_name(&self) -> Option<Ident> {
        self.rare()
            .next()
            .map(|_| format_ident!("{}Rare", self.name))
    }

    /// How many bytes it takes to remember how each key came, at two bits a key.
    fn bytes(&self) -> usize {
        self.keyed().len().div_ceil(4)
    }
}

/// The implementations for wire, serde included.
fn implementation(object: &Object) -> TokenStream {
    let Object { name, wire, .. } = object;
    let text_name = name.to_string();
    let bytes = object.bytes();
    let parts = read::parts(object);
    let reading = read::functions(object);
    let writing = write::function(object);
    quote! {
        const _: () = {
            const BYTES: usize = #bytes;

            #parts

            #[automatically_derived]
            #[allow(clippy::too_many_lines, clippy::cognitive_complexity)]
            impl #wire::Object for #name {
                const NAME: &'static str = #text_name;
                type Parts = Parts;

                #reading
                #writing
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
