//! What stands in the parentheses of `#[handlers(...)]`.

use proc_macro2::{Span, TokenTree};
use syn::{
    Ident, LitStr, Token, Type,
    ext::IdentExt,
    parse::{Parse, ParseStream},
};

use crate::errors::Errors;

/// The shared options.
#[derive(Default)]
pub(super) struct Options {
    /// `args = …`: the struct whose fields the arguments are.
    pub(super) args: Option<Shared<Type>>,
    /// `group = "…"`: the one client group that is served.
    pub(super) group: Option<Shared<LitStr>>,
}

/// An option with the word that set it.
pub(super) struct Shared<T> {
    pub(super) word: Ident,
    pub(super) equals: Token![=],
    pub(super) value: T,
}

const KNOWN: &str = "`args = …` and `group = \"…\"`";

impl Options {
    /// Reads the options up to the first that makes no sense as tokens; every mistake goes to `errors`.
    pub(super) fn parse(input: ParseStream<'_>, errors: &Errors) -> Self {
        let mut options = Self::default();
        if input.is_empty() {
            errors.add(syn::Error::new(
                Span::call_site(),
                format!("`#[handlers]` shares options, so it needs some; there are {KNOWN}"),
            ));
        }
        if let Err(error) = options.parse_all(input, errors) {
            errors.add(error);
            // What is left has been reported with it; syn would complain of it again.
            while input.parse::<TokenTree>().is_ok() {}
        }
        options
    }

    fn parse_all(&mut self, input: ParseStream<'_>, errors: &Errors) -> syn::Result<()> {
        while !input.is_empty() {
            let word = input.call(Ident::parse_any).map_err(|error| {
                syn::Error::new(
                    error.span(),
                    format!("expected an option; there are {KNOWN}"),
                )
            })?;
            match word.to_string().as_str() {
                "args" => Shared::set(
                    &mut self.args,
                    word,
                    "a struct, as in `args = App`",
                    input,
                    errors,
                )?,
                "group" => Shared::set(
                    &mut self.group,
                    word,
                    "a string, as in `group = \"MyBot1\"`",
                    input,
                    errors,
                )?,
                unknown => {
                    errors.at(
                        &word,
                        format!(
                            "`{unknown}` is none of the options that a module shares, {KNOWN}; others go on \
                             each handler"
                        ),
                    );
                    while !input.is_empty() && !input.peek(Token![,]) {
                        input.parse::<TokenTree>()?;
                    }
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

impl<T: Parse> Shared<T> {
    fn set(
        option: &mut Option<Self>,
        word: Ident,
        wanted: &str,
        input: ParseStream<'_>,
        errors: &Errors,
    ) -> syn::Result<()> {
        if !input.peek(Token![=]) {
            return Err(syn::Error::new_spanned(
                &word,
                format!("`{word}` needs {wanted}"),
            ));
        }
        let equals = input.parse()?;
        let value = input
            .parse()
            .map_err(|error| syn::Error::new(error.span(), format!("`{word}` takes {wanted}")))?;
        if option.is_some() {
            errors.at(&word, format!("`{word}` is given more than once"));
        }
        *option = Some(Self {
            word,
            equals,
            value,
        });
        Ok(())
    }
}
