//! How a function is called: its parameters taken from what the start has found, its output brought home.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, ItemFn, ReturnType, spanned::Spanned};

use super::{
    kind::{Kind, Subject},
    model::{Function, Param, ParamKind, Taken},
};
use crate::span::ours;

/// The closure that calls the function with its subject and the arguments found at the start.
pub(super) fn closure(kind: Kind, function: &ItemFn, model: &Function) -> TokenStream {
    let name = &function.sig.ident;
    let subject = model
        .subject
        .as_ref()
        .map(|subject| take_subject(kind, subject));
    let params = params(model, |param| match param.kind {
        ParamKind::Reserved(reserved) => take_reserved(&param.taken, reserved),
        // Only of commands, which have a closure of their own.
        ParamKind::Filled | ParamKind::Argument => TokenStream::new(),
    });
    let inputs = subject.into_iter().chain(params);
    let output_span = match &function.sig.output {
        ReturnType::Default => name.span(),
        ReturnType::Type(_, ty) => ty.span(),
    };
    let call = quote_spanned! {name.span()=> #name(#(#inputs),*) };
    // Variables that a message may point at stand where it should.
    let output = Ident::new("__output", output_span);
    let future = Ident::new("__future", name.span());
    let result = finish(kind, function, &output);
    // A future that is not `Send` is reported at the function's name.
    let boxed = if kind == Kind::Provider {
        quote_spanned! {name.span()=> ::asyncord::__private::value(#future) }
    } else {
        quote_spanned! {name.span()=> ::asyncord::__private::boxed(#future) }
    };
    let inputs = if kind.subject() == Subject::None {
        quote!(__context)
    } else {
        quote!(__subject, __context)
    };
    quote! {
        move |#inputs| {
            let __bound = ::std::sync::Arc::clone(&__bound);
            let #future = async move {
                let #output = #call.await;
                #result
            };
            #boxed
        }
    }
}

/// What is passed for the parameters: the arguments that the start has found, and for all others what `other` gives.
pub(super) fn params(
    model: &Function,
    mut other: impl FnMut(&Param) -> TokenStream,
) -> Vec<TokenStream> {
    let mut arguments = 0;
    let params = model.params.iter().map(|param| {
        if param.kind != ParamKind::Argument {
            return other(param);
        }
        let index = syn::Index {
            index: arguments,
            span: param.taken.ty.span(),
        };
        arguments += 1;
        take_argument(param, &index)
    });
    params.collect()
}

/// What becomes of what the function returns.
fn finish(kind: Kind, function: &ItemFn, output: &Ident) -> TokenStream {
    let span = output.span();
    match (kind, &function.sig.output) {
        (Kind::Provider, ReturnType::Type(_, ty)) => quote_spanned! {span=>
            ::asyncord::__private::Provided::<#ty>::finish(#output)
        },
        (Kind::Handler, ReturnType::Type(..)) => {
            let (returned, context) = (ours("__returned"), ours("__context"));
            // A name that stands where the type does: the call's argument begins at the attribute.
            let left = Ident::new("__left", span);
            let left_is =
                quote_spanned! {span=> let #left = #returned.finish(#output, &#context); };
            let result = quote_spanned! {span=>
                ::asyncord::__private::HandlerOutput::into_result(#left)
            };
            quote!(#left_is #result)
        }
        (Kind::Handler, ReturnType::Default) => quote_spanned! {span=>
            ::asyncord::__private::HandlerOutput::into_result(#output)
        },
        _ => quote_spanned! {span=> ::asyncord::__private::PlainOutput::into_result(#output) },
    }
}

/// What is to be done with the type that a handler returns, chosen by the compiler; kept as `__returned`.
pub(super) fn select(function: &ItemFn) -> Option<TokenStream> {
    let returned = ours("__returned");
    match &function.sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(quote_spanned! {ty.span()=>
            let #returned = (&&&&&::asyncord::__private::Returned::<#ty>::new()).select();
        }),
    }
}

fn take_subject(kind: Kind, subject: &Taken) -> TokenStream {
    let (ty, taken) = (&subject.ty, ours("__subject"));
    match (kind.subject(), subject.by_ref) {
        (Subject::Event, false) => {
            quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::EventParam>::take(#taken) }
        }
        (Subject::Failure, true) => quote_spanned! {ty.span()=>
            <#ty as ::asyncord::__private::BorrowedFailure>::borrow(&#taken)
        },
        (Subject::Failure, false) => {
            quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::FailureParam>::take(#taken) }
        }
        (Subject::Next, false) => {
            quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::NextParam>::take(#taken) }
        }
        // `&Next` is refused by the check.
        _ => quote_spanned! {ty.span()=> &*#taken },
    }
}

fn take_reserved(taken: &Taken, reserved: &str) -> TokenStream {
    take_reserved_of(taken, reserved, &ours("__context"))
}

/// Takes what a name stands for out of `context`.
pub(super) fn take_reserved_of(taken: &Taken, reserved: &str, context: &Ident) -> TokenStream {
    let ty = &taken.ty;
    let span = ty.span();
    let reserved = Ident::new(reserved, span);
    let method = if taken.by_ref {
        format_ident!("borrow")
    } else {
        format_ident!("take")
    };
    quote_spanned! {span=> <#ty as ::asyncord::__private::#reserved>::#method(&#context) }
}

fn take_argument(param: &Param, index: &syn::Index) -> TokenStream {
    let (ty, bound, context) = (&param.taken.ty, ours("__bound"), ours("__context"));
    if param.taken.by_ref {
        quote_spanned! {ty.span()=>
            <#ty as ::asyncord::__private::BorrowedArgument>::borrow(&#bound.#index, &#context)
        }
    } else {
        let held = Ident::new("__held", ty.span());
        let take = quote_spanned! {ty.span()=> ::asyncord::__private::Lookup::<#ty>::take(#held, &#context) };
        quote!({ let #held = &#bound.#index; #take })
    }
}
