//! An enum as an event: each variant carries an event of its own, and the wire name says which it is.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DataEnum, DeriveInput, Fields, Ident, Type, Variant, spanned::Spanned};

use super::{options, told};
use crate::{errors::Errors, span::ours};

/// A variant, and the event it carries.
pub(super) struct Member<'a> {
    pub(super) name: &'a Ident,
    pub(super) event: &'a Type,
}

pub(super) fn expand(input: &DeriveInput, data: &DataEnum, errors: &Errors) -> TokenStream {
    options::refuse(
        &input.attrs,
        "a union takes names and intents from the events of its variants; leave `#[event(…)]` out",
        errors,
    );
    if data.variants.is_empty() {
        errors.at(
            &input.ident,
            "a union of events needs a variant for each, as in `Join(GuildMemberAdd)`",
        );
    }
    let members: Vec<_> = data
        .variants
        .iter()
        .filter_map(|variant| Member::of(variant, errors))
        .collect();
    let name = &input.ident;
    let names = constants(&members, "NAMES");
    let intents = constants(&members, "INTENTS");
    let if_granted = constants(&members, "INTENTS_IF_GRANTED");
    let checks = members
        .iter()
        .enumerate()
        .map(|(index, member)| check_names(member, &members[..index]));
    let (raw, carried) = (ours("__raw"), ours("__event"));
    let decodes = members.iter().map(|Member { name, event }| {
        quote_spanned! {event.span()=>
            if ::asyncord::__private::has_name(
                <#event as ::asyncord::__private::UnionMember>::NAMES,
                #raw.name(),
            ) {
                return <#event as ::asyncord::__private::UnionMember>::decode(#raw).map(Self::#name);
            }
        }
    });
    let scopes = members.iter().map(|Member { name, event }| {
        quote_spanned! {event.span()=>
            Self::#name(#carried) => <#event as ::asyncord::__private::UnionMember>::scope(#carried),
        }
    });
    let told = told::of_members(name, &members);
    quote! {
        const _: () = {
            #(#checks)*

            #[automatically_derived]
            impl ::asyncord::__private::Event for #name {
                const NAMES: ::asyncord::event::EventNames = {
                    const __NAMES: &[::asyncord::event::EventNames] = &[#(#names),*];
                    const __COUNT: usize = ::asyncord::__private::count_names(__NAMES);
                    ::asyncord::__private::union_names(
                        __NAMES,
                        &const { ::asyncord::__private::concat_names::<__COUNT>(__NAMES) },
                    )
                };
                const INTENTS: ::asyncord::model::Intents =
                    ::asyncord::model::Intents::empty()#(.union(#intents))*;
                const INTENTS_IF_GRANTED: ::asyncord::model::Intents =
                    ::asyncord::model::Intents::empty()#(.union(#if_granted))*;

                fn decode(
                    __raw: &::asyncord::event::RawEvent,
                ) -> ::core::result::Result<Self, ::asyncord::event::DecodeError> {
                    #(#decodes)*
                    ::core::result::Result::Err(::asyncord::__private::not_of_union(__raw))
                }

                fn scope(&self) -> ::asyncord::event::Scope {
                    match self {
                        #(#scopes)*
                    }
                }
            }

            #told
        };
    }
}

impl<'a> Member<'a> {
    fn of(variant: &'a Variant, errors: &Errors) -> Option<Self> {
        const IN_VARIANT: &str = "a variant's event says all there is; leave `#[event(…)]` out";
        options::refuse(&variant.attrs, IN_VARIANT, errors);
        for field in &variant.fields {
            options::refuse(&field.attrs, IN_VARIANT, errors);
        }
        let name = &variant.ident;
        if let Fields::Unnamed(fields) = &variant.fields
            && fields.unnamed.len() == 1
        {
            let event = &fields.unnamed[0].ty;
            return Some(Self { name, event });
        }
        errors.at(
            variant,
            format!("a variant carries one event, as in `{name}(GuildMemberAdd)`"),
        );
        None
    }
}

fn constants(members: &[Member<'_>], constant: &str) -> Vec<TokenStream> {
    let constant = Ident::new(constant, Span::call_site());
    members
        .iter()
        .map(|Member { event, .. }| {
            quote_spanned! {event.span()=>
                <#event as ::asyncord::__private::UnionMember>::#constant
            }
        })
        .collect()
}

/// A wire name picks one variant. What names an event type has only the compiler knows, so it compares
/// them, and says what the macro says here.
fn check_names(member: &Member<'_>, earlier: &[Member<'_>]) -> TokenStream {
    let Member { name, event } = member;
    let span = event.span();
    let checks = earlier.iter().map(|before| {
        let earlier_event = before.event;
        let both = format!(
            "the variants `{}` and `{name}` take events of the same wire name, of which only `{}` would come",
            before.name, before.name
        );
        let all = format!(
            "the variant `{}` takes every event, so none is left for `{name}`; put `{}` last",
            before.name, before.name
        );
        quote_spanned! {span=>
            match ::asyncord::__private::overlap(
                <#earlier_event as ::asyncord::__private::UnionMember>::NAMES,
                <#event as ::asyncord::__private::UnionMember>::NAMES,
            ) {
                ::asyncord::__private::Overlap::None => {}
                ::asyncord::__private::Overlap::Some => ::core::panic!(#both),
                ::asyncord::__private::Overlap::All => ::core::panic!(#all),
            }
        }
    });
    quote_spanned! {span=> const _: () = { #(#checks)* }; }
}
