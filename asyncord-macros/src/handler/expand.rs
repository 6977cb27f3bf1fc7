//! What `#[handler]` writes beside the user's function.
//!
//! ```text
//! async fn ping(…) { … }              // untouched
//! struct ping { … }                   // the handler, named as a type
//! const _: () = {
//!     static SPEC: HandlerSpec = …;   // where it stands, what it takes, and how to bind it: look its
//!                                     // arguments up once, and keep them in a closure that calls it
//!     impl HandlerItem for ping { … }
//!     inventory::submit! { … }
//! };
//! ```
//!
//! Every piece that can fail to type-check carries the span of what the user wrote. Types of the user's
//! stand in expressions only, never in the header of an item: a mistake there would be reported twice.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, ItemFn, LitStr, ReturnType, Type, spanned::Spanned};

use super::{
    model::{Event, Handler, Param, ParamKind},
    options::Options,
};
use crate::span::ours;

pub(crate) fn expand(function: &ItemFn, handler: &Handler, options: &Options) -> TokenStream {
    let function_name = &function.sig.ident;
    let item_name = options.type_name.as_ref().unwrap_or(function_name);
    let item = item_type(function, item_name, options);
    let spec = spec_static(function, handler, options);
    let check = options
        .args
        .as_ref()
        .map(|args| check_arguments(args, handler));
    let submit = (!options.manual).then(|| {
        quote! {
            ::asyncord::__private::inventory::submit! { ::asyncord::__private::Registered(&SPEC) }
        }
    });
    quote! {
        // Pedantic clippy would have it that an `async fn` awaits something, that values are consumed, and
        // that parameters are few; these are found by their names and taken in the form the user likes.
        #[allow(
            clippy::unused_async, clippy::needless_pass_by_value, clippy::ref_option,
            clippy::too_many_arguments
        )]
        #function

        #item

        const _: () = {
            #spec

            impl ::asyncord::__private::HandlerItem for #item_name {
                const SPEC: &'static ::asyncord::__private::HandlerSpec = &SPEC;
            }

            #submit

            #check
        };
    }
}

/// Keeps the function, and the type that stands for it, so that uses of both still resolve.
pub(crate) fn fallback(function: &ItemFn, options: &Options, errors: &syn::Error) -> TokenStream {
    let errors = errors.to_compile_error();
    let name = options.type_name.as_ref().unwrap_or(&function.sig.ident);
    let item = item_type(function, name, options);
    // A method's type would be an item where none can stand.
    let item = function.sig.receiver().is_none().then(|| {
        quote! {
            #item

            impl ::asyncord::__private::HandlerItem for #name {
                const SPEC: &'static ::asyncord::__private::HandlerSpec =
                    ::asyncord::__private::HandlerSpec::INVALID;
            }
        }
    });
    quote! {
        #[allow(unused, clippy::unused_async)]
        #function

        #item

        #errors
    }
}

/// The handler in the type namespace, where `add_handler::<name>()` looks.
fn item_type(function: &ItemFn, name: &Ident, options: &Options) -> TokenStream {
    let vis = &function.vis;
    // A renamed type is the user's word, and is linted as such.
    let allow_case = options
        .type_name
        .is_none()
        .then(|| quote!(#[allow(non_camel_case_types)]));
    quote! {
        #[doc(hidden)]
        #allow_case
        #[allow(dead_code)]
        #vis struct #name { __never: ::core::convert::Infallible }
    }
}

/// The closure that calls the handler with an event and the arguments found at the start.
fn call_closure(function: &ItemFn, handler: &Handler) -> TokenStream {
    let name = &function.sig.ident;
    let event = take_event(&handler.event);
    let mut arguments = 0;
    let params = handler.params.iter().map(|param| match param.kind {
        ParamKind::Reserved(reserved) => take_reserved(param, reserved),
        ParamKind::Argument => {
            let index = syn::Index {
                index: arguments,
                span: param.ty.span(),
            };
            arguments += 1;
            take_argument(param, &index)
        }
    });
    let output_span = match &function.sig.output {
        ReturnType::Default => name.span(),
        ReturnType::Type(_, ty) => ty.span(),
    };
    let call = quote_spanned! {name.span()=> #name(#event, #(#params),*) };
    // Variables that a message may point at stand where it should.
    let output = Ident::new("__output", output_span);
    let future = Ident::new("__future", name.span());
    let result = quote_spanned! {output_span=>
        ::asyncord::__private::HandlerOutput::into_result(#output)
    };
    // A future that is not `Send` is reported at the function's name.
    let boxed = quote_spanned! {name.span()=> ::asyncord::__private::boxed(#future) };
    quote! {
        move |__event, __context| {
            let __bound = ::std::sync::Arc::clone(&__bound);
            let #future = async move {
                let #output = #call.await;
                #result
            };
            #boxed
        }
    }
}

/// The event type, as a type.
fn event_type(event: &Event) -> TokenStream {
    let ty = &event.ty;
    if event.by_ref {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::BorrowedEvent>::Event }
    } else {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::EventParam>::Event }
    }
}

fn take_event(event: &Event) -> TokenStream {
    let (ty, taken) = (&event.ty, ours("__event"));
    if event.by_ref {
        quote_spanned! {ty.span()=> &*#taken }
    } else {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::EventParam>::take(#taken) }
    }
}

fn take_reserved(param: &Param, reserved: &str) -> TokenStream {
    let ty = &param.ty;
    let span = ty.span();
    let reserved = Ident::new(reserved, span);
    let method = if param.by_ref {
        format_ident!("borrow")
    } else {
        format_ident!("take")
    };
    let context = ours("__context");
    quote_spanned! {span=> <#ty as ::asyncord::__private::#reserved>::#method(&#context) }
}

fn take_argument(param: &Param, index: &syn::Index) -> TokenStream {
    let (ty, bound) = (&param.ty, ours("__bound"));
    if param.by_ref {
        quote_spanned! {ty.span()=>
            <#ty as ::asyncord::__private::BorrowedArgument>::borrow(&#bound.#index)
        }
    } else {
        let held = Ident::new("__held", ty.span());
        let take = quote_spanned! {ty.span()=> ::asyncord::__private::Lookup::<#ty>::take(#held) };
        quote!({ let #held = &#bound.#index; #take })
    }
}

fn spec_static(function: &ItemFn, handler: &Handler, options: &Options) -> TokenStream {
    let name = LitStr::new(&function.sig.ident.to_string(), Span::call_site());
    let event_ty = event_type(&handler.event);
    let event_name = LitStr::new(&type_text(&handler.event.ty), Span::call_site());
    let ordered = options.ordered;
    let group = options.group.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |group| quote!(::core::option::Option::Some(#group)),
    );
    // Names of our own: a binding of the user's that begins with `_` must not be used, say the lints.
    let idents: Vec<_> = (0..handler.arguments().count())
        .map(|index| format_ident!("__argument_{index}"))
        .collect();
    let binds = handler
        .arguments()
        .zip(&idents)
        .map(|(param, ident)| bind_argument(param, ident));
    let closure = call_closure(function, handler);
    let (ty, binder) = (&handler.event.ty, ours("__binder"));
    let bound = if handler.event.by_ref {
        quote_spanned! {ty.span()=> #binder.borrowing::<#ty, _> }
    } else {
        quote_spanned! {ty.span()=> #binder.taking::<#ty, _> }
    };
    quote! {
        static SPEC: ::asyncord::__private::HandlerSpec = ::asyncord::__private::HandlerSpec {
            name: #name,
            module: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            event: #event_name,
            names: <#event_ty as ::asyncord::__private::Event>::NAMES,
            intents: <#event_ty as ::asyncord::__private::Event>::INTENTS,
            intents_if_granted: <#event_ty as ::asyncord::__private::Event>::INTENTS_IF_GRANTED,
            group: #group,
            ordered: #ordered,
            bind: |__binder| {
                #[allow(unused_imports)]
                use ::asyncord::__private::RequiredArgument as _;
                #(#binds)*
                // All have been looked up by now, so that every miss is known.
                #(let ::core::option::Option::Some(#idents) = #idents else { return };)*
                let __bound = ::std::sync::Arc::new((#(#idents,)*));
                #bound(#closure);
            },
        };
    }
}

/// Looks an argument up. Which form it takes (`T`, `Option<T>`, `Arc<T>`) is decided by its type.
fn bind_argument(param: &Param, ident: &Ident) -> TokenStream {
    let ty = &param.ty;
    let key = LitStr::new(&param.key, param.ident.span());
    let (span, binder) = (ty.span(), ours("__binder"));
    if param.by_ref {
        quote_spanned! {span=>
            let #ident = <#ty as ::asyncord::__private::BorrowedArgument>::find(#binder, #key);
        }
    } else {
        quote_spanned! {span=>
            let #ident = ::asyncord::__private::Lookup::<#ty>::find(#binder, #key);
        }
    }
}

/// Compares the arguments with the fields of the struct that `args = …` names; the compiler knows both.
///
/// This stands in an expression of its own, so that what is wrong here is reported beside all else.
fn check_arguments(args: &Type, handler: &Handler) -> TokenStream {
    let given = ours("__given");
    let checks = handler.arguments().map(|param| {
        let ty = &param.ty;
        let name = param.ident.span();
        let field = syn::parse_str::<Ident>(&param.key).map_or_else(
            |_| Ident::new_raw(&param.key, name),
            |field| Ident::new(&field.to_string(), name),
        );
        let lookup = if param.by_ref {
            quote_spanned! {ty.span()=> ::asyncord::__private::Borrowed::<#ty>::check }
        } else {
            quote_spanned! {ty.span()=> ::asyncord::__private::Lookup::<#ty>::check }
        };
        // A field that there is not is marked at the parameter's name, one of another type at its type.
        let value = Ident::new("__value", ty.span());
        let given = quote_spanned! {name=> let #value = &#given.#field; };
        let check = quote_spanned! {ty.span()=> #lookup(#value); };
        quote!(#given #check)
    });
    let check = quote_spanned! {args.span()=> ::asyncord::__private::check_arguments::<#args> };
    quote! {
        const _: fn() = || {
            #[allow(unused_imports)]
            use ::asyncord::__private::GivenArgument as _;
            #check(|#given| { #(#checks)* });
        };
    }
}

/// The type as the user wrote it, without the spaces that `TokenStream` puts in.
fn type_text(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string();
    text.replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}
