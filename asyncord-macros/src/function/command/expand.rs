//! What is written of a command beside what every function gets.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{FnArg, ItemFn, ReturnType, Type, parse_quote, spanned::Spanned};

use super::{
    super::{
        added::handler_options,
        call::{params, take_reserved_of},
        model::{Function, Param, ParamKind, Taken},
        options::Options,
    },
    filled::is_option,
    settings::{Defer, Menu},
    words::{Description, is_doc},
};
use crate::span::ours;

/// The function without what only the macro reads.
pub(crate) fn function(function: &ItemFn) -> ItemFn {
    let mut function = function.clone();
    for input in &mut function.sig.inputs {
        if let FnArg::Typed(typed) = input {
            typed
                .attrs
                .retain(|attribute| !is_doc(attribute) && !is_option(attribute));
        }
    }
    function
}

/// The static that says what Discord is to know.
pub(crate) fn spec(function: &ItemFn, model: &Function, options: &Options) -> TokenStream {
    let settings = &options.command;
    let name = &function.sig.ident;
    let mut fields = Vec::new();
    match settings.menu {
        None => {
            let path = settings.path(name);
            let description = Description::of(&function.attrs).text;
            fields.push(quote!(path: &[#(#path),*]));
            fields.push(quote!(description: #description));
        }
        Some((_, menu)) => {
            let (name, kind) = (settings.menu_name(name), kind(menu));
            fields.push(quote!(path: &[#name]));
            fields.push(quote!(kind: #kind));
        }
    }
    let filled: Vec<_> = model.filled().collect();
    let specs = filled.iter().map(|(param, filled)| filled.spec(param));
    fields.push(quote!(options: &[#(#specs),*]));
    if settings.ephemeral {
        fields.push(quote!(ephemeral: true));
    }
    if settings.nsfw {
        fields.push(quote!(nsfw: true));
    }
    match settings.defer {
        None => {}
        Some(Defer::Never) => fields.push(quote!(defer: ::core::option::Option::None)),
        Some(Defer::After(time)) => {
            let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
            fields.push(quote! {
                defer: ::core::option::Option::Some(::core::time::Duration::from_millis(#millis))
            });
        }
    }
    if let Some(guild) = &settings.guild {
        let guild = quote_spanned!(guild.span()=> ::core::option::Option::Some(#guild));
        fields.push(quote!(guild: #guild));
    }
    if let Some(permissions) = &settings.permissions {
        let value = quote_spanned!(permissions.span()=> ::core::option::Option::Some(#permissions));
        fields.push(quote!(permissions: || #value));
    }
    let contexts = settings.contexts.iter().map(|context| {
        quote_spanned!(context.span()=> ::asyncord::__private::InteractionContextType::#context)
    });
    let types = settings.integration_types.iter().map(|kind| {
        quote_spanned!(kind.span()=> ::asyncord::__private::ApplicationIntegrationType::#kind)
    });
    let order = filled.windows(2).map(|pair| {
        let (before, after) = (&pair[0].0.taken.ty, &pair[1].0.taken.ty);
        quote_spanned! {after.span()=>
            const _: () = ::core::assert!(
                <#before as ::asyncord::interactions::CommandOption>::REQUIRED
                    || !<#after as ::asyncord::interactions::CommandOption>::REQUIRED,
                "Discord wants the options that must be given before those that may be left out",
            );
        }
    });
    let target = settings.menu.as_ref().and_then(|(_, menu)| {
        let ty = &model.subject.as_ref()?.ty;
        let kind = kind(*menu);
        Some(quote_spanned! {ty.span()=>
            const _: () = ::core::assert!(
                <#ty as ::asyncord::__private::TargetParam>::KIND as u8 == #kind as u8,
                "the context menu of messages opens on a `Message`, that of users on a `User` or a `ResolvedMember`",
            );
        })
    });
    quote! {
        #(#order)*
        #target

        static COMMAND: ::asyncord::__private::CommandSpec = ::asyncord::__private::CommandSpec {
            #(#fields,)*
            contexts: &[#(#contexts),*],
            integration_types: &[#(#types),*],
            ..::asyncord::__private::CommandSpec::PLAIN
        };
    }
}

fn kind(menu: Menu) -> TokenStream {
    match menu {
        Menu::User => quote!(::asyncord::__private::CommandKind::User),
        Menu::Message => quote!(::asyncord::__private::CommandKind::Message),
    }
}

/// Hands the binder what calls the function.
pub(crate) fn bind(function: &ItemFn, options: &Options, model: &Function) -> TokenStream {
    let (binder, added) = (ours("__binder"), ours("__added"));
    let event: Type = parse_quote!(::std::sync::Arc<::asyncord::__private::InteractionCreate>);
    let closure = closure(function, model);
    let others = handler_options(
        &Taken {
            by_ref: false,
            ty: event.clone(),
        },
        None,
        options,
    );
    let suggestions = model.filled().filter_map(|(_, filled)| {
        let (suggests, name) = (filled.autocomplete.as_ref()?, filled.name_at());
        let bound = quote_spanned! {suggests.span()=>
            <#suggests as ::asyncord::__private::Suggests>::bind(#binder)
        };
        Some(quote! {
            let ::core::option::Option::Some(__suggest) = #bound else { return };
            #binder
                .taking::<#event, _>(move |__subject, __context| {
                    ::asyncord::__private::suggest(&COMMAND, __subject, __context, &__suggest)
                })
                .filter(::asyncord::__private::is_suggested(&COMMAND, #name));
        })
    });
    quote! {
        let mut #added = #binder.taking::<#event, _>(#closure);
        #added.filter(::asyncord::__private::is_for(&COMMAND));
        #others
        #(#suggestions)*
    }
}

/// The closure that calls the function with what the user gave and the arguments found at the start.
fn closure(function: &ItemFn, model: &Function) -> TokenStream {
    let name = &function.sig.ident;
    let (command, held) = (ours("__command"), ours("__target"));
    let target = model.subject.as_ref().map(|target| {
        let ty = &target.ty;
        quote_spanned! {ty.span()=>
            let #held = ::asyncord::__private::read_target::<#ty>(&#command)?;
        }
    });
    let target_given = model.subject.as_ref().map(|target| {
        if target.by_ref {
            quote!(&#held)
        } else {
            quote!(#held)
        }
    });
    let filled: Vec<_> = model.filled().collect();
    let locals: Vec<_> = (0..filled.len())
        .map(|index| format_ident!("__option_{index}"))
        .collect();
    let reads = filled.iter().map(|(param, filled)| filled.read(param));
    let mut options = locals.iter();
    let params = params(model, |param| match param.kind {
        ParamKind::Reserved(reserved) => given(param, reserved),
        ParamKind::Filled | ParamKind::Argument => {
            let local = options.next();
            quote!(#local)
        }
    });
    let inputs = target_given.into_iter().chain(params);
    let call = quote_spanned! {name.span()=> #name(#(#inputs),*) };
    let output_span = match &function.sig.output {
        ReturnType::Default => name.span(),
        ReturnType::Type(_, ty) => ty.span(),
    };
    // Variables that a message may point at stand where it should.
    let output = syn::Ident::new("__output", output_span);
    let future = syn::Ident::new("__future", name.span());
    let reply = quote_spanned! {output_span=>
        ::asyncord::interactions::CommandOutput::into_reply(#output)
    };
    // A future that is not `Send` is reported at the function's name.
    let boxed = quote_spanned! {name.span()=> ::asyncord::__private::boxed_command(#future) };
    quote! {
        move |__subject, __context| {
            let __bound = ::std::sync::Arc::clone(&__bound);
            let __call = ::std::sync::Arc::clone(&__context);
            ::asyncord::__private::command(&COMMAND, __subject, &__call, move |#command| {
                let #future = async move {
                    #target
                    #(let #locals = #reads;)*
                    let #output = #call.await;
                    #reply
                };
                #boxed
            })
        }
    }
}

/// What stands under a name that every bot has; `cx` is the command's own.
pub(super) fn given(param: &Param, reserved: &str) -> TokenStream {
    if param.key == "cx" {
        take_reserved_of(&param.taken, "CommandContextParam", &ours("__command"))
    } else {
        take_reserved_of(&param.taken, reserved, &ours("__context"))
    }
}
