//! Adds the shared options to every handler of a module.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Ident, ItemFn, ItemMod, MacroDelimiter, Meta, MetaList, Token,
    parse::Parser,
    punctuated::Punctuated,
    spanned::Spanned,
    token,
    visit_mut::{self, VisitMut},
};

use super::options::{Options, Shared};

/// The attributes of functions that take the shared options; the last segment of the path counts.
const OF_FUNCTIONS: [&str; 8] = [
    "command",
    "handler",
    "provider",
    "task",
    "on_start",
    "on_shutdown",
    "on_error",
    "middleware",
];

/// An inner module with options of its own takes those it does not set, and shares them itself.
const OF_MODULES: [&str; 1] = ["handlers"];

/// Adds the options to the handlers in `module`; says whether there are any.
///
/// `args` is the name, beside the module, of the type that the option of that name names.
pub(super) fn share(options: &Options, args: Option<&Ident>, module: &mut ItemMod) -> bool {
    let mut way = Way {
        options,
        args,
        depth: 1,
        found: false,
    };
    for item in module.content.iter_mut().flat_map(|(_, items)| items) {
        way.visit_item_mut(item);
    }
    way.found
}

struct Way<'a> {
    options: &'a Options,
    args: Option<&'a Ident>,
    /// How many modules stand around the place, up to the one with the attribute.
    depth: usize,
    found: bool,
}

impl VisitMut for Way<'_> {
    fn visit_item_fn_mut(&mut self, function: &mut ItemFn) {
        for attribute in &mut function.attrs {
            self.add(&mut attribute.meta, &OF_FUNCTIONS);
        }
        visit_mut::visit_item_fn_mut(self, function);
    }

    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        let mut shares_itself = false;
        for attribute in &mut module.attrs {
            shares_itself |= self.add(&mut attribute.meta, &OF_MODULES);
        }
        if !shares_itself {
            self.depth += 1;
            visit_mut::visit_item_mod_mut(self, module);
            self.depth -= 1;
        }
    }

    // What stands under `#[handler]` and is no function is that macro's to report.
    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        self.found |= is_one_of(&attribute.meta, &OF_FUNCTIONS);
    }
}

impl Way<'_> {
    /// Adds the options to an attribute that is one of `names`, also to those in a `cfg_attr`; says whether
    /// it was one.
    fn add(&mut self, meta: &mut Meta, names: &[&str]) -> bool {
        if let Meta::List(list) = meta
            && list.path.is_ident("cfg_attr")
        {
            return self.add_in_cfg_attr(list, names);
        }
        if !is_one_of(meta, names) {
            return false;
        }
        self.found = true;
        match meta {
            Meta::Path(path) => {
                let tokens = self.missing_in(&TokenStream::new());
                if !tokens.is_empty() {
                    *meta = Meta::List(MetaList {
                        delimiter: MacroDelimiter::Paren(token::Paren(path.span())),
                        path: path.clone(),
                        tokens,
                    });
                }
            }
            // The user's own come last: what is wrong with their end is marked there.
            Meta::List(list) => {
                let (missing, own) = (self.missing_in(&list.tokens), &list.tokens);
                list.tokens = quote!(#missing #own);
            }
            Meta::NameValue(_) => {}
        }
        true
    }

    fn add_in_cfg_attr(&mut self, list: &mut MetaList, names: &[&str]) -> bool {
        let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
        let Ok(mut parts) = parser.parse2(list.tokens.clone()) else {
            return false;
        };
        let mut any = false;
        // The condition comes first.
        for meta in parts.iter_mut().skip(1) {
            any |= self.add(meta, names);
        }
        if any {
            list.tokens = parts.into_token_stream();
        }
        any
    }

    /// The shared options that the list `own` does not set, each with a comma.
    fn missing_in(&self, own: &TokenStream) -> TokenStream {
        let args = self.options.args.as_ref().zip(self.args);
        let args = args.filter(|(args, _)| !sets(own, &args.word));
        let args = args.map(
            |(
                Shared {
                    word,
                    equals,
                    value,
                },
                alias,
            )| {
                let supers = (0..self.depth).map(|_| quote_spanned!(value.span()=> super::));
                quote!(#word #equals #(#supers)* #alias,)
            },
        );
        let group = self.options.group.as_ref();
        let group = group.filter(|group| !sets(own, &group.word));
        let group = group.map(
            |Shared {
                 word,
                 equals,
                 value,
             }| quote!(#word #equals #value,),
        );
        quote!(#args #group)
    }
}

fn is_one_of(meta: &Meta, names: &[&str]) -> bool {
    let last = meta.path().segments.last();
    last.is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// Whether a list of options has one of this name.
fn sets(list: &TokenStream, word: &Ident) -> bool {
    let mut begins = true;
    list.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) if begins => {
            begins = false;
            ident == *word
        }
        token => {
            begins = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ',');
            false
        }
    })
}
