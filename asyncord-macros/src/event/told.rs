//! What an event type tells of its place and its user: the traits beside `Event`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Generics, Ident, LitStr, Type, spanned::Spanned};

use super::{projection::FieldWithOptions, union::Member};
use crate::{errors::Errors, span::ours};

/// What a struct tells.
#[derive(Default)]
pub(super) struct Told {
    /// `Event::scope`.
    pub(super) scope: TokenStream,
    /// The traits that it implements.
    pub(super) impls: TokenStream,
}

/// Something an event can tell.
struct Tell {
    /// The trait of `asyncord::event`.
    of: &'static str,
    /// Its function, that of `place`, and the field that is asked.
    function: &'static str,
    /// The trait that the type of the field must have.
    place: &'static str,
    /// What the id is of.
    marker: &'static str,
    /// The constant of `Tells` that says whether an event tells it.
    told: &'static str,
}

const GUILD: Tell = Tell {
    of: "HasGuild",
    function: "guild_id",
    place: "GuildPlace",
    marker: "GuildMarker",
    told: "GUILD",
};

const CHANNEL: Tell = Tell {
    of: "HasChannel",
    function: "channel_id",
    place: "ChannelPlace",
    marker: "ChannelMarker",
    told: "CHANNEL",
};

const USER: Tell = Tell {
    of: "HasUser",
    function: "user_id",
    place: "UserPlace",
    marker: "UserMarker",
    told: "USER",
};

/// What the fields of the struct `name` tell.
pub(super) fn of_fields(
    name: &Ident,
    wire_names: &[LitStr],
    fields: &[FieldWithOptions<'_>],
    errors: &Errors,
) -> Told {
    let guild = called(fields, GUILD.function).map(|field| of_field(name, field, &GUILD));
    let channel = called(fields, CHANNEL.function).map(|field| of_field(name, field, &CHANNEL));
    let ask = |tell: &Tell, is_told: bool| {
        let (of, function) = (ours(tell.of), ours(tell.function));
        if is_told {
            quote!(::asyncord::event::#of::#function(self))
        } else {
            quote!(::core::option::Option::None)
        }
    };
    let in_guild = ask(&GUILD, guild.is_some());
    let in_channel = ask(&CHANNEL, channel.is_some());
    let user = user(fields, errors).map(|field| of_field(name, field, &USER));
    let reply = reply(name, wire_names, fields);
    Told {
        scope: quote! {
            fn scope(&self) -> ::asyncord::event::Scope {
                ::asyncord::__private::scope(#in_guild, #in_channel)
            }
        },
        impls: quote!(#guild #channel #user #reply),
    }
}

/// The field called `name`.
fn called<'a>(fields: &[FieldWithOptions<'a>], name: &str) -> Option<(&'a Ident, &'a Type)> {
    fields.iter().find_map(|(field, _)| {
        let ident = field.ident.as_ref()?;
        (ident == name).then_some((ident, &field.ty))
    })
}

/// The field under `#[event(user)]`, else the one called `user_id`.
fn user<'a>(fields: &[FieldWithOptions<'a>], errors: &Errors) -> Option<(&'a Ident, &'a Type)> {
    let mut marked = fields.iter().filter_map(|(field, options)| {
        let mark = options.user.as_ref()?;
        Some((mark, field.ident.as_ref()?, &field.ty))
    });
    let Some((_, first, ty)) = marked.next() else {
        return called(fields, USER.function);
    };
    for (mark, ..) in marked {
        let message = format!("an event has one user, and `{first}` is it already");
        errors.at(mark, message);
    }
    Some((first, ty))
}

/// The trait that a field's type answers, marked at the type.
fn of_field(name: &Ident, (field, ty): (&Ident, &Type), tell: &Tell) -> TokenStream {
    let event = ours("self");
    let [of, function, place, marker] = [tell.of, tell.function, tell.place, tell.marker].map(ours);
    let ask = |function: &Ident| {
        quote_spanned! {ty.span()=>
            <#ty as ::asyncord::__private::#place>::#function(&#event.#field)
        }
    };
    let id = ask(&function);
    let is_bot = is_bot(tell, &ask);
    quote! {
        #[automatically_derived]
        impl ::asyncord::event::#of for #name {
            fn #function(
                &self,
            ) -> ::core::option::Option<::asyncord::id::Id<::asyncord::id::marker::#marker>> {
                #id
            }

            #is_bot
        }
    }
}

/// Of a user, whether it is a bot; `ask` writes the question of this name.
fn is_bot(tell: &Tell, ask: &dyn Fn(&Ident) -> TokenStream) -> Option<TokenStream> {
    (tell.of == USER.of).then(|| {
        let is_bot = ask(&ours("is_bot"));
        quote! {
            fn is_bot(&self) -> ::core::option::Option<bool> {
                #is_bot
            }
        }
    })
}

/// A message that tells its id and its channel can be replied to. Whether the fields have those types
/// only the compiler knows, so they are a condition; its lifetime puts off the answer to where it is asked.
fn reply(
    name: &Ident,
    wire_names: &[LitStr],
    fields: &[FieldWithOptions<'_>],
) -> Option<TokenStream> {
    let is_message = !wire_names.is_empty()
        && wire_names
            .iter()
            .all(|name| ["MESSAGE_CREATE", "MESSAGE_UPDATE"].contains(&name.value().as_str()));
    if !is_message {
        return None;
    }
    let (id, id_type) = called(fields, "id")?;
    let (channel, channel_type) = called(fields, "channel_id")?;
    let exactly = |marker: &str| {
        let marker = ours(marker);
        quote! {
            ::asyncord::__private::Exactly<'__a, ::asyncord::id::Id<::asyncord::id::marker::#marker>>
        }
    };
    let (of_message, of_channel) = (exactly("MessageMarker"), exactly("ChannelMarker"));
    Some(quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl<'__a> ::asyncord::event::Replyable for #name
        where
            #id_type: #of_message,
            #channel_type: #of_channel,
        {
            fn reply_target(&self) -> ::asyncord::event::ReplyTarget {
                ::asyncord::event::ReplyTarget::new(
                    *<#channel_type as #of_channel>::get(&self.#channel),
                    *<#id_type as #of_message>::get(&self.#id),
                )
            }
        }
    })
}

/// A union tells what one of its events tells, and can be replied to if all can.
pub(super) fn of_members(name: &Ident, members: &[Member<'_>]) -> TokenStream {
    let (event, lifetime) = (ours("__event"), quote!('__a));
    let impls = [GUILD, CHANNEL, USER].map(|tell| {
        let [of, function, marker, told] =
            [tell.of, tell.function, tell.marker, tell.told].map(ours);
        let answers = members.iter().map(|Member { event, .. }| {
            quote_spanned! {event.span()=> ::asyncord::__private::Tells::<#event>::#told }
        });
        let ask = |function: &Ident| {
            let arms = members.iter().map(|member| {
                let Member { name, event: ty } = member;
                quote_spanned! {ty.span()=>
                    Self::#name(#event) => ::asyncord::__private::Tells::<#ty>::#function(#event),
                }
            });
            quote!(match self { #(#arms)* })
        };
        let id = ask(&function);
        let is_bot = is_bot(&tell, &ask);
        quote! {
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl<#lifetime> ::asyncord::event::#of for #name
            where
                ::asyncord::__private::Answer<{ false #(|| #answers)* }>:
                    ::asyncord::__private::Yes<#lifetime>,
            {
                fn #function(
                    &self,
                ) -> ::core::option::Option<::asyncord::id::Id<::asyncord::id::marker::#marker>>
                {
                    #id
                }

                #is_bot
            }
        }
    });
    let types = members.iter().map(|member| member.event);
    let replies = members.iter().map(|member| {
        let Member { name, event: ty } = member;
        quote_spanned! {ty.span()=>
            Self::#name(#event) => {
                <#ty as ::asyncord::__private::ReplyableMember<#lifetime>>::reply_target(#event)
            }
        }
    });
    quote! {
        #[allow(unused_imports)]
        use ::asyncord::__private::TellsNothing as _;

        #(#impls)*

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl<#lifetime> ::asyncord::event::Replyable for #name
        where
            #(#types: ::asyncord::__private::ReplyableMember<#lifetime>,)*
        {
            fn reply_target(&self) -> ::asyncord::event::ReplyTarget {
                match self {
                    #(#replies)*
                }
            }
        }
    }
}

/// Everything, for a type with a mistake in it: so that what is made of it adds no second one.
pub(super) fn anything(name: &Ident, generics: &Generics) -> TokenStream {
    let (impl_generics, ty_generics, _) = generics.split_for_impl();
    let impls = [GUILD, CHANNEL, USER].map(|tell| {
        let [of, function, marker] = [tell.of, tell.function, tell.marker].map(ours);
        quote! {
            impl #impl_generics ::asyncord::event::#of for #name #ty_generics
            where
                Self: ::asyncord::__private::Event,
            {
                fn #function(
                    &self,
                ) -> ::core::option::Option<::asyncord::id::Id<::asyncord::id::marker::#marker>>
                {
                    ::core::unreachable!()
                }
            }
        }
    });
    quote! {
        #(#impls)*

        impl #impl_generics ::asyncord::event::Replyable for #name #ty_generics
        where
            Self: ::asyncord::__private::Event,
        {
            fn reply_target(&self) -> ::asyncord::event::ReplyTarget {
                ::core::unreachable!()
            }
        }
    }
}
