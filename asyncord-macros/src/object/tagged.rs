//! `#[tagged(key = "type")]`: an enum of objects, told apart by one of their keys.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemEnum, Lit, LitStr, Token, parse::Parse, parse_quote};

/// What stands in the attribute: `key = "type"`.
struct Options {
    key: LitStr,
}

impl Parse for Options {
    fn parse(input: syn::parse::ParseStream) -> syn::Result<Self> {
        let name: syn::Ident = input.parse()?;
        if name != "key" {
            return Err(syn::Error::new(
                name.span(),
                "`#[tagged]` takes `key = \"…\"`",
            ));
        }
        input.parse::<Token![=]>()?;
        Ok(Self {
            key: input.parse()?,
        })
    }
}

/// Expands `#[tagged]` on an enum.
pub(crate) fn tagged(options: TokenStream, item: TokenStream) -> TokenStream {
    expand(options, item).unwrap_or_else(syn::Error::into_compile_error)
}

fn expand(options: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let Options { key } = syn::parse2(options)?;
    let mut item: ItemEnum = syn::parse2(item)?;

    let mut reads = Vec::new();
    let mut writes = Vec::new();
    for variant in &mut item.variants {
        let name = &variant.ident;
        let (Fields::Unnamed(fields), 1) = (&variant.fields, variant.fields.len()) else {
            return Err(syn::Error::new_spanned(
                variant,
                "a variant of a `#[tagged]` enum holds one object",
            ));
        };
        let Some(place) = variant
            .attrs
            .iter()
            .position(|attribute| attribute.path().is_ident("tag"))
        else {
            return Err(syn::Error::new_spanned(
                name,
                "a variant of a `#[tagged]` enum needs its `#[tag(…)]`",
            ));
        };
        let tag: Lit = variant.attrs.remove(place).parse_args()?;
        let ty = fields.unnamed.first().map(|field| &field.ty);
        let pattern = match &tag {
            Lit::Str(text) => quote!(crate::model::wire::Tag::Text(text) if text == #text),
            number => quote!(crate::model::wire::Tag::Number(#number)),
        };
        reads.push(quote! {
            #pattern => crate::model::wire::read_source::<#ty, _>(source).map(Self::#name)
        });
        writes.push(quote! {
            Self::#name(object) => {
                map.serialize_entry(#key, &#tag)?;
                crate::model::wire::Object::write(object, &mut map)?;
            }
        });
    }
    item.variants.push(parse_quote! {
        /// An object of a kind that this version does not know; it is written back as it came.
        Unknown(crate::model::RawJson)
    });

    let name = &item.ident;
    let text_name = name.to_string();
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #item

        const _: () = {
            #[automatically_derived]
            impl crate::model::wire::Union for #name {
                const NAME: &'static str = #text_name;
                const KEY: &'static str = #key;

                fn read<'de, A: crate::model::wire::Source<'de>>(
                    tag: crate::model::wire::Tag,
                    source: crate::model::wire::Replay<A>,
                ) -> ::core::result::Result<Self, A::Error> {
                    match &tag {
                        #(#reads,)*
                        _ => source.into_raw(Self::KEY, &tag).map(Self::Unknown),
                    }
                }
            }

            crate::model::wire::required!(#name);

            #[automatically_derived]
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    crate::model::wire::read_union(deserializer)
                }
            }

            #[automatically_derived]
            impl ::serde::Serialize for #name {
                fn serialize<S: ::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    use ::serde::ser::SerializeMap as _;

                    if let Self::Unknown(raw) = self {
                        return ::serde::Serialize::serialize(raw, serializer);
                    }
                    let mut map = serializer.serialize_map(::core::option::Option::None)?;
                    match self {
                        #(#writes)*
                        Self::Unknown(_) => {}
                    }
                    map.end()
                }
            }
        };
    })
}
