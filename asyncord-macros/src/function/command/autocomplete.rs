//! `#[autocomplete]`: a function that suggests what can be given for an option, while the user types.
//!
//! It registers with the commands whose options name it, by the type of its name.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, ItemFn, ReturnType, spanned::Spanned};

use super::{
    super::{
        call::params,
        expand::{find_argument, imports, item_type},
        fields::check_arguments,
        kind::Kind,
        model::{Function, ParamKind},
        options::Options,
    },
    expand::given,
};
use crate::span::ours;

/// The function, and its type, by which options name it.
pub(crate) fn autocomplete(function: &ItemFn, model: &Function, options: &Options) -> TokenStream {
    let name = &function.sig.ident;
    let item = item_type(function, name, options);
    let idents: Vec<_> = (0..model.arguments().count())
        .map(|index| format_ident!("__argument_{index}"))
        .collect();
    let finds = model
        .arguments()
        .zip(&idents)
        .map(|(param, ident)| find_argument(Kind::Autocomplete, param, ident));
    let imports = imports(Kind::Autocomplete, function, model);
    let (binder, closure) = (ours("__binder"), closure(function, model));
    let check = options
        .args
        .as_ref()
        .map(|args| check_arguments(args, model, &options.computed));
    quote! {
        #[allow(
            clippy::unused_async, clippy::needless_pass_by_value, clippy::ref_option,
            clippy::too_many_arguments
        )]
        #function

        #item

        const _: () = {
            impl ::asyncord::__private::Suggests for #name {
                fn bind(
                    #binder: &mut ::asyncord::__private::Binder<'_>,
                ) -> ::core::option::Option<::asyncord::__private::Suggest> {
                    #imports
                    #(#finds)*
                    // All have been looked up by now, so that every miss is known.
                    #(let #idents = #idents?;)*
                    let __bound = ::std::sync::Arc::new((#(#idents,)*));
                    ::core::option::Option::Some(::std::sync::Arc::new(#closure))
                }
            }

            #check
        };
    }
}

/// Stands for a function with a mistake, so that the options that name it add no second one.
pub(crate) fn no_suggestions(name: &Ident) -> TokenStream {
    quote! {
        impl ::asyncord::__private::Suggests for #name {
            fn bind(
                _: &mut ::asyncord::__private::Binder<'_>,
            ) -> ::core::option::Option<::asyncord::__private::Suggest> {
                ::core::option::Option::None
            }
        }
    }
}

fn closure(function: &ItemFn, model: &Function) -> TokenStream {
    let name = &function.sig.ident;
    let (command, given_text) = (ours("__command"), ours("__typed"));
    let typed = model.subject.as_ref().map(|typed| {
        let ty = &typed.ty;
        if typed.by_ref {
            quote_spanned!(ty.span()=> &*#given_text)
        } else {
            quote_spanned!(ty.span()=> <#ty as ::asyncord::__private::TypedParam>::take(#given_text))
        }
    });
    let params = params(model, |param| match param.kind {
        ParamKind::Reserved(reserved) => given(param, reserved),
        // Nobody fills in what only suggests.
        ParamKind::Filled | ParamKind::Argument => TokenStream::new(),
    });
    let inputs = typed.into_iter().chain(params);
    let call = quote_spanned! {name.span()=> #name(#(#inputs),*) };
    let output_span = match &function.sig.output {
        ReturnType::Default => name.span(),
        ReturnType::Type(_, ty) => ty.span(),
    };
    let output = Ident::new("__output", output_span);
    let future = Ident::new("__future", name.span());
    let choices = quote_spanned! {output_span=>
        ::asyncord::interactions::SuggestOutput::into_choices(#output)
    };
    // A future that is not `Send` is reported at the function's name.
    let boxed = quote_spanned! {name.span()=> ::asyncord::__private::boxed_suggestions(#future) };
    quote! {
        move |#command, __context, #given_text| {
            let __bound = ::std::sync::Arc::clone(&__bound);
            let #future = async move {
                let #output = #call.await;
                #choices
            };
            #boxed
        }
    }
}
