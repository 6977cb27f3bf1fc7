//! `#[derive(Choice)]`: an enum whose variants a command's option lets users choose from.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, LitStr, Token, Variant, ext::IdentExt};

use crate::errors::Errors;

/// How many choices Discord takes, and how long they may be.
const MOST: usize = 25;
const LONGEST: usize = 100;

/// A variant as Discord is told of it.
struct Choice<'a> {
    variant: &'a Variant,
    name: LitStr,
    value: LitStr,
}

pub(crate) fn choice(item: TokenStream) -> TokenStream {
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    match understand(&input) {
        Ok(choices) => expand(&input, &choices),
        Err(errors) => {
            let fallback = expand(&input, &[]);
            let errors = errors.into_compile_error();
            quote!(#fallback #errors)
        }
    }
}

/// The variants, or all mistakes at once.
fn understand(input: &DeriveInput) -> syn::Result<Vec<Choice<'_>>> {
    let errors = Errors::new();
    let mut choices = Vec::<Choice<'_>>::new();
    match &input.data {
        Data::Enum(data) => {
            for variant in &data.variants {
                let choice = Choice::of(variant, &errors);
                for (what, same) in [
                    (
                        "name",
                        find(&choices, |other| other.name.value() == choice.name.value()),
                    ),
                    (
                        "value",
                        find(&choices, |other| {
                            other.value.value() == choice.value.value()
                        }),
                    ),
                ] {
                    if let Some(other) = same {
                        errors.at(
                            &variant.ident,
                            format!("`{}` has this {what} already", other.variant.ident),
                        );
                    }
                }
                choices.push(choice);
            }
            if data.variants.is_empty() {
                errors.at(
                    &input.ident,
                    "there is nothing to choose from: give it variants",
                );
            }
            if let Some(variant) = data.variants.iter().nth(MOST) {
                errors.at(variant, format!("Discord shows up to {MOST} choices"));
            }
        }
        _ => errors.at(
            &input.ident,
            "users choose between the variants of an `enum`",
        ),
    }
    if !input.generics.params.is_empty() {
        errors.at(&input.generics, "choices cannot be generic");
    }
    errors.finish()?;
    Ok(choices)
}

fn find<'c, 'a>(
    choices: &'c [Choice<'a>],
    same: impl Fn(&Choice<'a>) -> bool,
) -> Option<&'c Choice<'a>> {
    choices.iter().find(|choice| same(choice))
}

impl<'a> Choice<'a> {
    fn of(variant: &'a Variant, errors: &Errors) -> Self {
        let ident = variant.ident.unraw().to_string();
        let mut choice = Self {
            variant,
            name: LitStr::new(&words(&ident), variant.ident.span()),
            value: LitStr::new(&ident, variant.ident.span()),
        };
        if !matches!(variant.fields, Fields::Unit) {
            errors.at(
                &variant.fields,
                "a choice carries nothing: leave the fields out",
            );
        }
        for attribute in &variant.attrs {
            if !attribute.path().is_ident("choice") {
                continue;
            }
            errors.take(attribute.parse_nested_meta(|meta| {
                let into = if meta.path.is_ident("name") {
                    &mut choice.name
                } else if meta.path.is_ident("value") {
                    &mut choice.value
                } else {
                    return Err(meta.error(
                        "`#[choice]` takes `name = \"…\"`, what users see, and `value = \"…\"`, what Discord sends",
                    ));
                };
                meta.input.parse::<Token![=]>()?;
                *into = meta.input.parse()?;
                Ok(())
            }));
        }
        for text in [&choice.name, &choice.value] {
            let count = text.value().chars().count();
            if !(1..=LONGEST).contains(&count) {
                errors.at(
                    text,
                    format!(
                        "it has {count} characters; names and values of choices have 1 to {LONGEST}"
                    ),
                );
            }
        }
        choice
    }
}

/// `DarkBlue` as `Dark blue`.
fn words(ident: &str) -> String {
    let mut words = String::new();
    for (index, letter) in ident.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

fn expand(input: &DeriveInput, choices: &[Choice<'_>]) -> TokenStream {
    let ident = &input.ident;
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    let specs = choices.iter().map(|Choice { name, value, .. }| {
        quote!(::asyncord::__private::ChoiceSpec { name: #name, value: #value })
    });
    let reads = choices.iter().enumerate().map(|(index, choice)| {
        let variant = &choice.variant.ident;
        quote!(#index => ::core::result::Result::Ok(Self::#variant))
    });
    let all = quote!(&[#(#specs),*]);
    quote! {
        #[automatically_derived]
        impl #generics ::asyncord::interactions::CommandOption for #ident #arguments #bounds {
            fn option(
                name: &str,
                description: &str,
            ) -> ::asyncord::__private::ApplicationCommandOption {
                ::asyncord::__private::choice_option(name, description, #all)
            }

            fn read(
                value: ::asyncord::interactions::OptionValue<'_>,
            ) -> ::core::result::Result<Self, ::asyncord::interactions::OptionError> {
                const CHOICES: &[::asyncord::__private::ChoiceSpec] = #all;
                match ::asyncord::__private::read_choice(value, CHOICES)? {
                    #(#reads,)*
                    _ => ::core::result::Result::Err(
                        ::asyncord::interactions::OptionError::new("has no such choice"),
                    ),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_of_variants_become_words() {
        for (ident, expected) in [("Red", "Red"), ("DarkBlue", "Dark blue"), ("A", "A")] {
            assert_eq!(words(ident), expected);
        }
    }
}
