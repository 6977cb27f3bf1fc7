//! What stands in the parentheses of `#[handler(...)]`.

use syn::{Ident, LitStr, Token, Type, ext::IdentExt, parse::ParseStream};

use crate::errors::Errors;

/// The options, each with the word that set it.
#[derive(Default)]
pub(crate) struct Options {
    /// `manual`: the handler does not register by itself.
    pub(crate) manual: bool,
    /// `ordered`: calls of one guild follow one another.
    pub(crate) ordered: bool,
    /// `group = "…"`: the one client group that it serves.
    pub(crate) group: Option<LitStr>,
    /// `type = …`: the name of the type that stands for the handler.
    pub(crate) type_name: Option<Ident>,
    /// `args = …`: the struct whose fields the arguments are.
    pub(crate) args: Option<Type>,
}

const KNOWN: &str = "`manual`, `ordered`, `group = \"…\"`, `type = …` and `args = …`";

impl Options {
    /// Reads the options up to the first that makes no sense as tokens; every mistake goes to `errors`.
    pub(crate) fn parse(input: ParseStream<'_>, errors: &Errors) -> Self {
        let mut options = Self::default();
        let mut seen = Vec::<Ident>::new();
        if let Err(error) = options.parse_all(input, &mut seen, errors) {
            errors.add(error);
            // What is left has been reported with it; syn would complain of it again.
            let _ = input.step(|cursor| {
                let mut rest = *cursor;
                while let Some((_, next)) = rest.token_tree() {
                    rest = next;
                }
                Ok(((), rest))
            });
        }
        options
    }

    fn parse_all(
        &mut self,
        input: ParseStream<'_>,
        seen: &mut Vec<Ident>,
        errors: &Errors,
    ) -> syn::Result<()> {
        while !input.is_empty() {
            let word = input.call(Ident::parse_any).map_err(|error| {
                syn::Error::new(
                    error.span(),
                    format!("expected an option; there are {KNOWN}"),
                )
            })?;
            if seen.contains(&word) {
                errors.at(&word, format!("`{word}` is given more than once"));
            }
            match word.to_string().as_str() {
                "manual" => self.manual = true,
                "ordered" => self.ordered = true,
                "group" => {
                    value_of(&word, "a name, as in `group = \"MyBot1\"`", input)?;
                    self.group = Some(input.parse().map_err(|error| {
                        syn::Error::new(
                            error.span(),
                            "a group is named by a string, as in `group = \"MyBot1\"`",
                        )
                    })?);
                }
                "type" => {
                    value_of(&word, "a name, as in `type = OnPing`", input)?;
                    self.type_name = Some(input.parse().map_err(|error| {
                        syn::Error::new(error.span(), "`type` takes a name, as in `type = OnPing`")
                    })?);
                }
                "args" => {
                    value_of(&word, "a struct, as in `args = App`", input)?;
                    self.args = Some(input.parse().map_err(|error| {
                        syn::Error::new(
                            error.span(),
                            "`args` takes a struct under `#[derive(Arguments)]`, as in `args = App`",
                        )
                    })?);
                }
                unknown => {
                    errors.at(
                        &word,
                        format!("unknown option `{unknown}`; there are {KNOWN}"),
                    );
                    skip_value(input)?;
                }
            }
            seen.push(word);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

fn value_of(word: &Ident, wanted: &str, input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        Ok(())
    } else {
        Err(syn::Error::new_spanned(
            word,
            format!("`{word}` needs {wanted}"),
        ))
    }
}

/// Passes over everything up to the next comma.
fn skip_value(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}
