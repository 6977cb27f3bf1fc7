//! What stands in `#[event(...)]`: over a struct the wire names and intents, over a field its name and
//! whether it is the user.

use syn::{
    Attribute, Expr, Ident, LitStr, Token,
    ext::IdentExt,
    parse::{ParseStream, Parser},
};

use crate::errors::Errors;

/// The options of a struct.
#[derive(Default)]
pub(super) struct Options {
    /// The wire names, in the order they are written.
    pub(super) names: Vec<LitStr>,
    /// `intents = …`, where the names alone do not tell.
    pub(super) intents: Option<Expr>,
    /// `intents_if_granted = …`.
    pub(super) intents_if_granted: Option<Expr>,
}

impl Options {
    /// Reads all `#[event(...)]` of the struct `name`; every mistake goes to `errors`.
    pub(super) fn parse(attributes: &[Attribute], name: &Ident, errors: &Errors) -> Self {
        let mut options = Self::default();
        let mut broken = false;
        for attribute in of_event(attributes) {
            let parser = |input: ParseStream<'_>| options.parse_all(input, errors);
            if let Err(error) = parse_arguments(attribute, parser) {
                errors.add(error);
                broken = true;
            }
        }
        if options.names.is_empty() && !broken {
            errors.at(
                name,
                "an event type says which event it is made of, as in `#[event(\"MESSAGE_CREATE\")]`",
            );
        }
        options
    }

    fn parse_all(&mut self, input: ParseStream<'_>, errors: &Errors) -> syn::Result<()> {
        while !input.is_empty() {
            if input.peek(syn::Lit) {
                let name = input.parse::<LitStr>().map_err(|error| {
                    syn::Error::new(
                        error.span(),
                        "an event is named by a string, as in `\"MESSAGE_CREATE\"`",
                    )
                })?;
                self.add_name(name, errors);
            } else {
                self.parse_option(input, errors)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn add_name(&mut self, name: LitStr, errors: &Errors) {
        let text = name.value();
        if !is_wire_name(&text) {
            errors.at(
                &name,
                format!(
                    "events are named as on the wire, in capitals: {}",
                    wire_name_like(&text)
                ),
            );
        } else if self.names.iter().any(|earlier| earlier.value() == text) {
            errors.at(&name, format!("`{text}` is named more than once"));
        }
        self.names.push(name);
    }

    fn parse_option(&mut self, input: ParseStream<'_>, errors: &Errors) -> syn::Result<()> {
        const KNOWN: &str = "wire names, `intents = …` and `intents_if_granted = …`";
        let word = input.call(Ident::parse_any).map_err(|error| {
            syn::Error::new(
                error.span(),
                format!("expected a wire name or an option; there are {KNOWN}"),
            )
        })?;
        let text = word.to_string();
        let place = match text.as_str() {
            "intents" => &mut self.intents,
            "intents_if_granted" => &mut self.intents_if_granted,
            unknown => {
                errors.at(
                    &word,
                    format!("unknown option `{unknown}`; there are {KNOWN}"),
                );
                return skip_value(input);
            }
        };
        if !input.peek(Token![=]) {
            return Err(syn::Error::new_spanned(
                &word,
                format!("`{text}` needs intents, as in `{text} = Intents::GUILDS`"),
            ));
        }
        input.parse::<Token![=]>()?;
        if place.replace(input.parse()?).is_some() {
            errors.at(&word, format!("`{text}` is given more than once"));
        }
        Ok(())
    }
}

/// The options of a field.
#[derive(Default)]
pub(super) struct FieldOptions {
    /// `rename = "…"`: its name in the payload.
    pub(super) rename: Option<LitStr>,
    /// `user`: it is the event's user, whatever it is called.
    pub(super) user: Option<Ident>,
}

impl FieldOptions {
    /// Reads all `#[event(...)]` of a field; every mistake goes to `errors`.
    pub(super) fn parse(attributes: &[Attribute], errors: &Errors) -> Self {
        let mut options = Self::default();
        for attribute in of_event(attributes) {
            let parser = |input: ParseStream<'_>| options.parse_all(input, errors);
            if let Err(error) = parse_arguments(attribute, parser) {
                errors.add(error);
            }
        }
        options
    }

    fn parse_all(&mut self, input: ParseStream<'_>, errors: &Errors) -> syn::Result<()> {
        while !input.is_empty() {
            self.parse_option(input, errors)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn parse_option(&mut self, input: ParseStream<'_>, errors: &Errors) -> syn::Result<()> {
        let word = input.call(Ident::parse_any)?;
        let is_again = match word.to_string().as_str() {
            "rename" => self.rename.replace(rename(&word, input)?).is_some(),
            "user" => {
                if input.peek(Token![=]) {
                    errors.at(&word, "`user` takes no value, as in `#[event(user)]`");
                    skip_value(input)?;
                }
                self.user.replace(word.clone()).is_some()
            }
            unknown => {
                errors.at(
                    &word,
                    format!("unknown option `{unknown}`; a field has `rename = \"…\"` and `user`"),
                );
                return skip_value(input);
            }
        };
        if is_again {
            errors.at(&word, format!("`{word}` is given more than once"));
        }
        Ok(())
    }
}

/// The name after `rename`.
fn rename(word: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    if !input.peek(Token![=]) {
        let message = "`rename` needs a name, as in `rename = \"type\"`";
        return Err(syn::Error::new_spanned(word, message));
    }
    input.parse::<Token![=]>()?;
    input.parse().map_err(|error: syn::Error| {
        syn::Error::new(
            error.span(),
            "`rename` takes a string, as in `rename = \"type\"`",
        )
    })
}

/// Reports every `#[event(...)]` where none has a meaning.
pub(super) fn refuse(attributes: &[Attribute], message: &str, errors: &Errors) {
    for attribute in of_event(attributes) {
        errors.at(attribute, message);
    }
}

fn of_event(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("event"))
}

fn parse_arguments(
    attribute: &Attribute,
    parser: impl FnOnce(ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let list = attribute.meta.require_list().map_err(|_| {
        syn::Error::new_spanned(
            attribute,
            "`#[event]` needs parentheses, as in `#[event(\"MESSAGE_CREATE\")]`",
        )
    })?;
    parser.parse2(list.tokens.clone())
}

/// Passes over everything up to the next comma.
fn skip_value(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

fn is_wire_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// `` `MESSAGE_CREATE` `` for `MessageCreate` and `message_create`.
fn wire_name_like(text: &str) -> String {
    let mut name = String::new();
    let mut after_lower = false;
    for c in text.chars() {
        if after_lower && c.is_ascii_uppercase() {
            name.push('_');
        }
        after_lower = c.is_ascii_lowercase();
        name.push(c.to_ascii_uppercase());
    }
    if is_wire_name(&name) {
        format!("write `{name}`")
    } else {
        "write one like `MESSAGE_CREATE`".to_owned()
    }
}
