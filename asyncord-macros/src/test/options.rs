//! What stands in the parentheses of `#[asyncord::test(…)]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Expr, Ident, Path, Token, ext::IdentExt, parenthesized, parse::ParseStream,
    punctuated::Punctuated, spanned::Spanned,
};

use crate::errors::Errors;

const NAMES: [&str; 5] = ["handlers", "arguments", "setup", "real_time", "without_bot"];

/// The options of a test.
#[derive(Default)]
pub(super) struct Options {
    /// `handlers(ping, pong)`: those that the bot has, instead of all.
    handlers: Option<Vec<Path>>,
    /// `arguments(answer = "pong")`: what its handlers are given.
    arguments: Vec<(Ident, Expr)>,
    /// `setup = with_database`: a function that changes the builder.
    setup: Option<Expr>,
    /// `real_time`: time is not paused.
    pub(super) real_time: bool,
    /// `without_bot`: the bot is not started.
    without_bot: bool,
}

impl Options {
    pub(super) fn parse(input: ParseStream<'_>, errors: &Errors) -> Self {
        let mut options = Self::default();
        let mut seen: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            if let Err(error) = options.parse_next(input, &mut seen, errors) {
                errors.add(error);
                // What follows cannot be told apart from it.
                let _ = input.parse::<TokenStream>();
            }
            // Where it is missing, a mistake has been reported.
            let _ = input.parse::<Option<Token![,]>>();
        }
        options
    }

    fn parse_next(
        &mut self,
        input: ParseStream<'_>,
        seen: &mut Vec<Ident>,
        errors: &Errors,
    ) -> syn::Result<()> {
        let name = Ident::parse_any(input)?;
        if seen.contains(&name) {
            errors.at(&name, format!("`{name}` is given twice"));
        }
        match name.to_string().as_str() {
            "handlers" => self.handlers = Some(list(input)?),
            "arguments" => {
                let inside;
                parenthesized!(inside in input);
                while !inside.is_empty() {
                    let name: Ident = inside.parse()?;
                    inside.parse::<Token![=]>()?;
                    self.arguments.push((name, inside.parse()?));
                    inside.parse::<Option<Token![,]>>()?;
                }
            }
            "setup" => {
                input.parse::<Token![=]>()?;
                self.setup = Some(input.parse()?);
            }
            "real_time" => self.real_time = true,
            "without_bot" => self.without_bot = true,
            _ => {
                let known = NAMES.map(|name| format!("`{name}`")).join(", ");
                let message = format!("unknown option `{name}`; a test takes {known}");
                return Err(syn::Error::new_spanned(name, message));
            }
        }
        seen.push(name);
        if !input.is_empty() && !input.peek(Token![,]) {
            return Err(input.error("expected a comma"));
        }
        Ok(())
    }

    /// The calls on the builder.
    pub(super) fn expand(&self) -> TokenStream {
        let mut calls = TokenStream::new();
        for handler in self.handlers.iter().flatten() {
            calls.extend(quote_spanned!(handler.span()=> .handler::<#handler>()));
        }
        if self.handlers.as_ref().is_some_and(Vec::is_empty) {
            calls.extend(quote!(.without_registered_handlers()));
        }
        for (name, value) in &self.arguments {
            let name = name.to_string();
            calls.extend(quote_spanned!(value.span()=> .argument(#name, #value)));
        }
        if self.without_bot {
            calls.extend(quote!(.without_bot()));
        }
        if let Some(setup) = &self.setup {
            let setup = setup.to_token_stream();
            calls.extend(quote!(.set_up(#setup)));
        }
        calls
    }
}

fn list(input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
    let inside;
    parenthesized!(inside in input);
    let paths =
        Punctuated::<Path, Token![,]>::parse_terminated_with(&inside, Path::parse_mod_style)?;
    Ok(paths.into_iter().collect())
}
