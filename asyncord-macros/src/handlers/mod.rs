//! `#[handlers]`: options that all handlers of a module share.
//!
//! - `options`: what stands in the attribute's parentheses;
//! - `share`: the way through the module, and what is added to each handler's own list.
//!
//! A type that the options name is seen from outside the module. Its handlers find it by an alias beside
//! the module, so that no path of the user's has to be rewritten:
//!
//! ```text
//! mod commands {
//!     #[handler(args = super::__commands_args)]
//!     async fn ping(…) { … }
//! }
//! type __commands_args = App;
//! ```

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::{
    AttrStyle, Attribute, Ident, Item, ItemMod, Type, ext::IdentExt, parse::Parser,
    spanned::Spanned,
};

use self::options::Options;
use crate::errors::Errors;

mod options;
mod share;

pub(crate) fn handlers(options: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let item = match syn::parse2::<Item>(item.clone()) {
        Ok(Item::Mod(module)) => expand(options, module, &errors),
        Ok(other) => {
            let message = match other {
                Item::Fn(_) => {
                    "`#[handlers]` goes on a module; for one function write `#[handler]`"
                }
                _ => "`#[handlers]` goes on a module with handlers in it, `mod commands { … }`",
            };
            errors.add(syn::Error::new(begin(&item), message));
            item
        }
        Err(error) => {
            errors.add(error);
            item
        }
    };
    // The item stays, so that its mistake is the only one that is reported.
    let errors = errors.finish().map_err(syn::Error::into_compile_error);
    let errors = errors.err();
    quote!(#item #errors)
}

/// The module, its handlers with all options that make sense.
fn expand(options: TokenStream, mut module: ItemMod, errors: &Errors) -> TokenStream {
    let options = (|input: syn::parse::ParseStream<'_>| Ok(Options::parse(input, errors)))
        .parse2(options)
        .unwrap_or_else(|error| {
            errors.add(error);
            Options::default()
        });
    let alias = options
        .args
        .as_ref()
        .map(|args| Alias::beside(&module, &args.value));
    if module.content.is_none() {
        let (word, name, end) = (&module.mod_token, &module.ident, &module.semi);
        errors.at(
            quote!(#word #name #end),
            "`#[handlers]` sees what stands between a module's braces, and this one is another file: give \
             each `#[handler]` there its options",
        );
        return quote!(#module);
    }
    let found = share::share(
        &options,
        alias.as_ref().map(|alias| &alias.path),
        &mut module,
    );
    if !found {
        errors.at(
            &module.ident,
            format!(
                "there is no handler in `{}` to share options with: put `#[handler]` over its functions",
                module.ident
            ),
        );
    }
    let alias = alias.map(|alias| alias.item);
    quote!(#module #alias)
}

/// A name beside the module for a type that is seen from there.
struct Alias {
    item: TokenStream,
    /// The name, marked at the type.
    path: Ident,
}

impl Alias {
    fn beside(module: &ItemMod, ty: &Type) -> Self {
        let path = format_ident!("__{}_args", module.ident.unraw(), span = ty.span());
        // Where the module is left out, the type may be as well.
        let cfgs = module
            .attrs
            .iter()
            .filter(|attr| attr.path().is_ident("cfg"));
        let cfgs = cfgs.cloned().map(|cfg| Attribute {
            style: AttrStyle::Outer,
            ..cfg
        });
        let item = quote_spanned! {ty.span()=>
            #(#cfgs)*
            #[doc(hidden)]
            #[allow(dead_code, non_camel_case_types)]
            type #path = #ty;
        };
        Self { item, path }
    }
}

/// Where an item begins, after its attributes.
fn begin(item: &TokenStream) -> Span {
    let mut tokens = item.clone().into_iter();
    loop {
        match tokens.next() {
            Some(TokenTree::Punct(mark)) if mark.as_char() == '#' => drop(tokens.next()),
            Some(token) => return token.span(),
            None => return Span::call_site(),
        }
    }
}

#[cfg(test)]
mod tests;
