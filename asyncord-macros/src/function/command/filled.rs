//! Parameters that the user fills in.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{
    Attribute, Expr, Ident, LitStr, PatType, Path, Token, ext::IdentExt, parse::ParseStream,
    spanned::Spanned,
};

use super::{
    super::{
        model::Param,
        options::{listed, skip_value, text, value_of},
    },
    words::{Description, check_name, is_doc},
};
use crate::{errors::Errors, span::ours};

/// An option of the command.
pub(crate) struct Filled {
    pub(crate) name: String,
    /// The name, where the user wrote it.
    name_at: LitStr,
    description: Description,
    min: Option<Expr>,
    max: Option<Expr>,
    min_length: Option<Expr>,
    max_length: Option<Expr>,
    channel_types: Vec<Ident>,
    /// `autocomplete = cities`: the function that suggests what can be given.
    pub(super) autocomplete: Option<Path>,
}

const SETTINGS: &str = "`name = \"…\"`, `min = …`, `max = …`, `min_length = …`, `max_length = …`, `channel_types(…)` and `autocomplete = …`";

impl Filled {
    /// Reads a parameter with a doc comment or `#[option]`; `None` of one without.
    pub(crate) fn of(typed: &PatType, name: &Ident, errors: &Errors) -> Option<Self> {
        let option = typed.attrs.iter().find(|attribute| is_option(attribute));
        if option.is_none() && !typed.attrs.iter().any(is_doc) {
            return None;
        }
        let key = name.unraw().to_string();
        let key = key.strip_prefix('_').unwrap_or(&key);
        let mut filled = Self {
            name: key.to_owned(),
            name_at: LitStr::new(key, name.span()),
            description: Description::of(&typed.attrs),
            min: None,
            max: None,
            min_length: None,
            max_length: None,
            channel_types: Vec::new(),
            autocomplete: None,
        };
        if let Some(attribute) = option
            && !matches!(attribute.meta, syn::Meta::Path(_))
        {
            errors.take(attribute.parse_args_with(|input: ParseStream<'_>| {
                filled.settings(input, errors);
                Ok(())
            }));
        }
        Some(filled)
    }

    fn settings(&mut self, input: ParseStream<'_>, errors: &Errors) {
        let mut seen = Vec::<Ident>::new();
        while !input.is_empty() {
            if let Err(error) = self.setting(input, &mut seen, errors) {
                errors.add(error);
                skip_value(input);
            }
            // Where it is missing, a mistake has been reported.
            let _ = input.parse::<Option<Token![,]>>();
        }
    }

    fn setting(
        &mut self,
        input: ParseStream<'_>,
        seen: &mut Vec<Ident>,
        errors: &Errors,
    ) -> syn::Result<()> {
        let word = input.call(Ident::parse_any)?;
        if seen.contains(&word) {
            errors.at(&word, format!("`{word}` is given more than once"));
        }
        seen.push(word.clone());
        let number = |into: &mut Option<Expr>| {
            value_of(&word, &format!("a number, as in `{word} = 10`"), input)?;
            *into = Some(input.parse()?);
            Ok(())
        };
        match word.to_string().as_str() {
            "name" => {
                self.name_at = text(&word, "name", "how-many", input)?;
                self.name = self.name_at.value();
                Ok(())
            }
            "min" => number(&mut self.min),
            "max" => number(&mut self.max),
            "min_length" => number(&mut self.min_length),
            "max_length" => number(&mut self.max_length),
            "channel_types" => {
                self.channel_types = listed(
                    &word,
                    "types of channels",
                    "channel_types(GuildText)",
                    input,
                )?;
                Ok(())
            }
            "autocomplete" => {
                value_of(&word, "a function, as in `autocomplete = cities`", input)?;
                self.autocomplete = Some(input.parse()?);
                Ok(())
            }
            _ => Err(syn::Error::new(
                word.span(),
                format!("`#[option]` has no `{word}`; there are {SETTINGS}"),
            )),
        }
    }

    /// The rules that need no types.
    pub(super) fn check(&self, param: &Param, errors: &Errors) {
        check_name(&self.name_at, errors);
        self.description.check("option", &param.ident, errors);
        if param.taken.by_ref {
            errors.at(
                &param.taken.ty,
                "what the user fills in belongs to the call: take it by value, such as `String` for `&str`; leave the doc \
                 comment out for an argument of the program's",
            );
        }
    }

    /// What is written down of it.
    pub(super) fn spec(&self, param: &Param) -> TokenStream {
        let (ty, name) = (&param.taken.ty, &self.name_at);
        let description = &self.description.text;
        let made = quote_spanned! {ty.span()=>
            <#ty as ::asyncord::interactions::CommandOption>::option
        };
        let numbers = [("min_value", &self.min), ("max_value", &self.max)];
        let lengths = [
            ("min_length", &self.min_length),
            ("max_length", &self.max_length),
        ];
        let set = |(method, value): (&str, &Option<Expr>), bound: &str| {
            let value = value.as_ref()?;
            let (method, bound) = (
                Ident::new(method, value.span()),
                Ident::new(bound, ty.span()),
            );
            let check = quote_spanned! {ty.span()=>
                const _: fn() = || {
                    fn check<T: ::asyncord::__private::#bound>() {}
                    check::<#ty>();
                };
            };
            Some((check, quote_spanned!(value.span()=> .#method(#value))))
        };
        let bounds = numbers
            .into_iter()
            .filter_map(|one| set(one, "NumberOption"));
        let bounds = bounds.chain(lengths.into_iter().filter_map(|one| set(one, "TextOption")));
        let (mut checks, mut settings): (Vec<_>, Vec<_>) = bounds.unzip();
        if let Some(first) = self.channel_types.first() {
            let types = self
                .channel_types
                .iter()
                .map(|kind| quote_spanned!(kind.span()=> ::asyncord::model::ChannelType::#kind));
            checks.push(quote_spanned! {ty.span()=>
                const _: fn() = || {
                    fn check<T: ::asyncord::__private::ChannelOption>() {}
                    check::<#ty>();
                };
            });
            settings.push(quote_spanned!(first.span()=> .channel_types([#(#types),*])));
        }
        if let Some(autocomplete) = &self.autocomplete {
            settings.push(quote_spanned!(autocomplete.span()=> .autocomplete(true)));
        }
        quote! {
            ::asyncord::__private::OptionSpec {
                name: #name,
                option: || {
                    #(#checks)*
                    #made(#name, #description) #(#settings)*
                },
            }
        }
    }

    /// The name, where the user wrote it.
    pub(super) fn name_at(&self) -> &LitStr {
        &self.name_at
    }

    /// Reads it out of the call.
    pub(super) fn read(&self, param: &Param) -> TokenStream {
        let (ty, name, command) = (&param.taken.ty, &self.name_at, ours("__command"));
        quote_spanned! {ty.span()=>
            <#ty as ::asyncord::interactions::CommandOption>::of_call(&#command, #name)?
        }
    }
}

pub(crate) fn is_option(attribute: &Attribute) -> bool {
    attribute.path().is_ident("option")
}
