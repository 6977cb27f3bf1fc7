//! Doc comments as descriptions, and names.

use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta};

use crate::errors::Errors;

const LONGEST_DESCRIPTION: usize = 100;
const LONGEST_NAME: usize = 32;

/// The first paragraph of a doc comment.
pub(super) struct Description {
    pub(super) text: String,
    /// Where it begins.
    first: Option<Attribute>,
}

impl Description {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut lines = Vec::new();
        let mut first = None;
        for attribute in attributes {
            let Some(line) = doc(attribute) else { continue };
            let line = line.trim().to_owned();
            if line.is_empty() {
                if lines.is_empty() {
                    continue;
                }
                break;
            }
            first.get_or_insert_with(|| attribute.clone());
            lines.push(line);
        }
        Self {
            text: lines.join(" "),
            first,
        }
    }

    /// Checks that there is one, and that Discord takes it.
    pub(super) fn check(&self, what: &str, name: &Ident, errors: &Errors) {
        let count = self.text.chars().count();
        match &self.first {
            None => errors.at(
                name,
                format!(
                    "Discord shows what a{} {what} does: say it in a doc comment, `/// …`",
                    if what.starts_with('o') { "n" } else { "" }
                ),
            ),
            Some(first) if count > LONGEST_DESCRIPTION => errors.at(
                first,
                format!(
                    "the first paragraph of the doc comment is what Discord shows: it has {count} characters, and \
                     Discord takes {LONGEST_DESCRIPTION}; put what is more behind an empty line"
                ),
            ),
            Some(_) => {}
        }
    }
}

/// The text of a line of a doc comment.
fn doc(attribute: &Attribute) -> Option<String> {
    if !attribute.path().is_ident("doc") {
        return None;
    }
    match &attribute.meta {
        Meta::NameValue(meta) => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn is_doc(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc")
}

/// Checks the name of a slash command or an option.
pub(super) fn check_name(name: &LitStr, errors: &Errors) {
    if let Some(problem) = problem_of_name(&name.value()) {
        errors.at(name, problem);
    }
}

/// What Discord does not take about a name.
pub(super) fn problem_of_name(name: &str) -> Option<String> {
    let count = name.chars().count();
    if !(1..=LONGEST_NAME).contains(&count) {
        return Some(format!(
            "`{name}` has {count} characters; a name has 1 to {LONGEST_NAME}"
        ));
    }
    let strange = name
        .chars()
        .find(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '\'')));
    if let Some(strange) = strange {
        return Some(format!(
            "`{strange}` cannot stand in a name: there are letters, digits, `-`, `_` and `'`"
        ));
    }
    let small = name.to_lowercase();
    (small != name).then(|| format!("names have no capital letters: call it `{small}`"))
}

#[cfg(test)]
mod tests {
    use syn::{ItemFn, parse_quote};

    use super::{Description, problem_of_name};

    #[test]
    fn names_are_as_discord_takes_them() {
        for name in ["a", "config", "größe", "l'or", "a-b_c", "名前", "x1"] {
            assert_eq!(problem_of_name(name), None, "{name}");
        }
        for (name, part) in [
            ("", "0 characters"),
            ("Ping", "call it `ping`"),
            ("a b", "` ` cannot stand"),
            ("what?", "`?` cannot stand"),
            (&"x".repeat(33), "33 characters"),
        ] {
            let problem = problem_of_name(name).unwrap();
            assert!(problem.contains(part), "{problem}");
        }
    }

    #[test]
    fn the_first_paragraph_is_the_description() {
        let function: ItemFn = parse_quote! {
            ///
            /// Rolls dice,
            /// and says what came.
            ///
            /// More for readers of the source.
            #[allow(unused)]
            async fn roll() {}
        };
        let description = Description::of(&function.attrs);
        assert_eq!(description.text, "Rolls dice, and says what came.");
    }
}
