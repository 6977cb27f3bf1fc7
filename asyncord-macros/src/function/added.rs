//! What is told to a handler after it has been bound: its filters, its order, what runs around it, its reply.
//!
//! Whole statements stand at what the user wrote: of a part that stands elsewhere the compiler would mark the
//! attribute.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Ident, ReturnType, spanned::Spanned};

use super::{
    expand::event_type,
    model::Taken,
    options::{Options, Order},
};
use crate::span::ours;

/// The options that depend on the event's type.
///
/// `output` is what is sent as a reply, if anything is.
pub(super) fn handler_options(
    event: &Taken,
    output: Option<&ReturnType>,
    options: &Options,
) -> TokenStream {
    let added = ours("__added");
    let reply = match output {
        None | Some(ReturnType::Default) => None,
        Some(ReturnType::Type(_, ty)) => {
            let returned = ours("__returned");
            Some(quote_spanned! {ty.span()=> #added.reply(#returned.target()); })
        }
    };
    let filters = options.filters.iter().map(|filter| {
        let (bind, here) = here(filter.span());
        let argument = argument(filter, quote!(#filter));
        quote_spanned! {filter.span()=> { #bind #here.filter #argument; } }
    });
    let wraps = options.wraps.iter().map(|wrap| {
        let (bind, here) = here(wrap.span());
        let value = argument(wrap, quote!(#wrap));
        let middleware = quote_spanned! {wrap.span()=>
            ::asyncord::__private::WrapParam::middleware #value
        };
        let argument = argument(wrap, middleware);
        quote_spanned! {wrap.span()=> { #bind #here.wrap #argument; } }
    });
    let ordered = options.ordered.as_ref().map(|(word, order)| {
        let (method, tells) = match order {
            Order::Guild => ("ordered_by_guild", None),
            Order::Channel => ("ordered_by_channel", Some(("HasChannel", "channel_id"))),
            Order::User => ("ordered_by_user", Some(("HasUser", "user_id"))),
        };
        // What the method needs, asked in a way that the compiler answers in fewer words.
        let check = tells.map(|(told, method)| {
            let event = located(event_type(event), word.span());
            let told = Ident::new(told, word.span());
            let method = Ident::new(method, word.span());
            quote_spanned! {word.span()=> let _ = <#event as ::asyncord::event::#told>::#method; }
        });
        // The order by guild needs an event and no more: that it is none is marked at its type.
        let span = check.as_ref().map_or(event.ty.span(), |_| word.span());
        let method = Ident::new(method, span);
        let (bind, here) = here(span);
        quote_spanned! {span=> { #check #bind #here.#method(); } }
    });
    quote!(#reply #(#filters)* #(#wraps)* #ordered)
}

/// The handler under another name of ours, which stands at `span`; and what binds the name.
fn here(span: Span) -> (TokenStream, Ident) {
    let (added, here) = (ours("__added"), Ident::new("__here", span));
    (quote!(let #here = &mut #added;), here)
}

/// A call's argument in its parentheses, which stand where the user's expression ends. To the compiler the
/// call then covers the expression, and one mistake is marked at one place.
fn argument(expression: &Expr, argument: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, argument);
    group.set_span(last_span(expression));
    group
}

fn last_span(expression: &Expr) -> Span {
    match expression.to_token_stream().into_iter().last() {
        Some(TokenTree::Group(group)) => group.span_close(),
        Some(token) => token.span(),
        None => expression.span(),
    }
}

/// The tokens, with the meaning that they have, as if they stood at `span`.
fn located(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                let delimiter = group.delimiter();
                token = Group::new(delimiter, located(group.stream(), span)).into();
            }
            token.set_span(token.span().located_at(span));
            token
        })
        .collect()
}
