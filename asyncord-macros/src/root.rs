//! The name that the user's manifest gives asyncord.
//!
//! Macros write `::asyncord::…`. Under `discord = { package = "asyncord" }` there is no such crate, so the
//! finished output is put right in one place.

use proc_macro_crate::FoundCrate;
use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, Span, TokenStream, TokenTree};

const WRITTEN: &str = "asyncord";

/// What all macros end with: their output for a crate that knows asyncord by whatever name.
pub(crate) fn renamed(output: TokenStream) -> TokenStream {
    match name() {
        Some(name) => Renamed::in_tokens(output.clone(), &name).unwrap_or(output),
        None => output,
    }
}

/// The name of asyncord where the macro runs, if it is another.
///
/// Asyncord itself says `extern crate self as asyncord`. Where the manifest does not name it, another
/// crate hands it on, and its users have to name it too; then the compiler says so.
/// The answers are kept by `proc-macro-crate`, for each package: rust-analyzer expands the macros of many in
/// one process.
fn name() -> Option<String> {
    match proc_macro_crate::crate_name(WRITTEN) {
        Ok(FoundCrate::Name(name)) if name != WRITTEN => Some(name),
        _ => None,
    }
}

/// A run over tokens.
struct Renamed<'a> {
    name: &'a str,
    changed: bool,
}

impl Renamed<'_> {
    /// The tokens with every `::asyncord` renamed, or `None` where there is none.
    ///
    /// Tokens keep their spans. So do groups in which nothing changes, which the user's own are; a group
    /// that is put together anew cannot keep the spans of its two delimiters apart.
    fn in_tokens(tokens: TokenStream, name: &str) -> Option<TokenStream> {
        let mut run = Renamed {
            name,
            changed: false,
        };
        let mut output = Vec::<TokenTree>::new();
        for token in tokens {
            let token = run.token(token, &output);
            output.push(token);
        }
        run.changed.then(|| output.into_iter().collect())
    }

    fn token(&mut self, token: TokenTree, before: &[TokenTree]) -> TokenTree {
        let new = match &token {
            TokenTree::Ident(ident) if ident == WRITTEN && begins_path(before) => {
                Some(named(self.name, ident.span()).into())
            }
            TokenTree::Literal(literal) if is_value_of_crate(before) => {
                renamed_text(literal, self.name).map(TokenTree::from)
            }
            TokenTree::Group(group) => Self::in_tokens(group.stream(), self.name).map(|stream| {
                let mut new = Group::new(group.delimiter(), stream);
                new.set_span(group.span());
                new.into()
            }),
            _ => None,
        };
        self.changed |= new.is_some();
        new.unwrap_or(token)
    }
}

/// Whether the tokens end with a `::` that continues no path.
fn begins_path(before: &[TokenTree]) -> bool {
    let [
        before @ ..,
        TokenTree::Punct(first),
        TokenTree::Punct(second),
    ] = before
    else {
        return false;
    };
    let joint = first.as_char() == ':' && first.spacing() == Spacing::Joint;
    joint && second.as_char() == ':' && !ends_segment(before)
}

/// Whether the tokens end with what a `::` after them continues: a segment, `<…>`, a fragment of a
/// `macro_rules!`.
fn ends_segment(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(mark), TokenTree::Ident(_)] if mark.as_char() == '\'' => false,
        [.., TokenTree::Ident(word)] => {
            // `impl ::asyncord::X for` has keywords before the path, `self::asyncord` begins with one.
            let word = word.to_string();
            syn::parse_str::<Ident>(&word).is_ok()
                || ["Self", "self", "super", "crate"].contains(&word.as_str())
        }
        [.., TokenTree::Punct(end)] if end.as_char() == '>' => {
            // Of `impl<…>` and `for<…>` the list ends, but no segment; `->` and `=>` end no list.
            opening(before).is_some_and(|at| {
                !matches!(
                    before[..at].last(),
                    Some(TokenTree::Ident(word)) if word == "impl" || word == "for"
                )
            })
        }
        [.., TokenTree::Group(group)] => group.delimiter() == Delimiter::None,
        _ => false,
    }
}

/// Where the `<` stands that the last token, a `>`, closes.
fn opening(tokens: &[TokenTree]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().rev() {
        let TokenTree::Punct(mark) = token else {
            continue;
        };
        let arrow = at.checked_sub(1).is_some_and(|before| {
            matches!(
                &tokens[before],
                TokenTree::Punct(first)
                    if first.spacing() == Spacing::Joint && ['-', '='].contains(&first.as_char())
            )
        });
        match mark.as_char() {
            '>' if !arrow => depth += 1,
            '<' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (mark.as_char() == '<').then_some(at);
        }
    }
    None
}

/// Whether the next token is the value in `crate = "…"`, serde's option.
fn is_value_of_crate(before: &[TokenTree]) -> bool {
    matches!(
        before,
        [.., TokenTree::Ident(word), TokenTree::Punct(equals)] if word == "crate" && equals.as_char() == '='
    )
}

fn renamed_text(literal: &Literal, name: &str) -> Option<Literal> {
    let text = literal.to_string();
    let rest = text.strip_prefix("\"::asyncord::")?.strip_suffix('"')?;
    let mut new = Literal::string(&format!("::{}::{rest}", named(name, literal.span())));
    new.set_span(literal.span());
    Some(new)
}

/// A package may be named like a keyword.
fn named(name: &str, span: Span) -> Ident {
    syn::parse_str::<Ident>(name).map_or_else(
        |_| Ident::new_raw(name, span),
        |ident| Ident::new(&ident.to_string(), span),
    )
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn rename(tokens: TokenStream) -> String {
        Renamed::in_tokens(tokens.clone(), "discord")
            .unwrap_or(tokens)
            .to_string()
    }

    #[test]
    fn paths_that_begin_with_the_crate_are_renamed() {
        let output = rename(quote! {
            #[::asyncord::a]
            impl<'a, F: Fn(u8) -> Vec<Vec<u8>>> ::asyncord::T<'a> for dyn for<'b> ::asyncord::U<'b> {}
            impl ::asyncord::Arguments for App where for<'a> &'a ::asyncord::X: Send {
                fn f(x: <u8 as ::asyncord::T>::O) -> ::asyncord::X {
                    match x { _ => ::asyncord::m!(x, [::asyncord::N; 2]) }
                }
            }
            ::asyncord::inventory::submit! {}
        });
        let expected = quote! {
            #[::discord::a]
            impl<'a, F: Fn(u8) -> Vec<Vec<u8>>> ::discord::T<'a> for dyn for<'b> ::discord::U<'b> {}
            impl ::discord::Arguments for App where for<'a> &'a ::discord::X: Send {
                fn f(x: <u8 as ::discord::T>::O) -> ::discord::X {
                    match x { _ => ::discord::m!(x, [::discord::N; 2]) }
                }
            }
            ::discord::inventory::submit! {}
        };
        assert_eq!(output, expected.to_string());
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        let fragment = TokenTree::from(Group::new(Delimiter::None, quote!(a::b)));
        for tokens in [
            quote!(my::asyncord::X),
            quote!(self::asyncord::X),
            quote!(super::asyncord::X),
            quote!(crate::asyncord::X),
            quote!(Self::asyncord),
            quote!(<T as U>::asyncord),
            quote!(Vec::<u8>::asyncord()),
            quote!(A::<fn(Vec<u8>) -> Vec<Vec<u8>>>::asyncord()),
            quote!(#fragment::asyncord),
            quote!(use asyncord::prelude::*),
            quote!(asyncord),
            quote!(x: asyncord),
            quote!(x: : asyncord),
            quote!(::asyncord_macros::X),
            quote!(::r#asyncord::X),
            quote!("::asyncord::X"),
            quote!(path = "::asyncord::X"),
            quote!(crate = "::serde"),
        ] {
            assert!(
                Renamed::in_tokens(tokens.clone(), "discord").is_none(),
                "{tokens}"
            );
        }
    }

    #[test]
    fn a_path_in_a_fragment_begins_there() {
        let fragment = TokenTree::from(Group::new(Delimiter::None, quote!(::asyncord::X)));
        let output: TokenStream = rename(quote!(a #fragment)).parse().unwrap();
        assert_eq!(output.to_string(), quote!(a::discord::X).to_string());
    }

    #[test]
    fn the_path_in_serdes_option_is_renamed() {
        assert_eq!(
            rename(
                quote!(#[serde(crate = "::asyncord::__private::serde", remote = "::asyncord::X")])
            ),
            quote!(#[serde(crate = "::discord::__private::serde", remote = "::asyncord::X")])
                .to_string()
        );
    }

    #[test]
    fn a_package_named_like_a_keyword_is_written_raw() {
        let output = Renamed::in_tokens(quote!(::asyncord::X), "async").unwrap();
        assert_eq!(output.to_string(), quote!(::r#async::X).to_string());
        let literal = renamed_text(&Literal::string("::asyncord::s"), "async").unwrap();
        assert_eq!(literal.to_string(), "\"::r#async::s\"");
    }

    #[test]
    fn asyncord_is_found_under_its_own_name_where_the_manifest_is_silent() {
        // These tests belong to a package that does not depend on asyncord.
        assert_eq!(name(), None);
    }
}
