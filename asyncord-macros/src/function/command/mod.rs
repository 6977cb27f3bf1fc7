//! `#[command]`: a function that users call in Discord.
//!
//! - `settings`: what the attribute says of the command;
//! - `filled`: parameters that the user fills in;
//! - `words`: doc comments as descriptions, and names;
//! - `autocomplete`: functions that suggest what can be given;
//! - `expand`: what is written of it beside what every function gets.

mod autocomplete;
mod expand;
mod filled;
mod settings;
mod words;

pub(super) use self::{
    autocomplete::{autocomplete, no_suggestions},
    expand::{bind, function, spec},
    filled::Filled,
    settings::{Menu, Settings},
};

use syn::{ItemFn, Signature};

use self::words::{Description, check_name};
use super::{model::Function, options::Options};
use crate::errors::Errors;

/// How many options Discord takes.
const MOST_OPTIONS: usize = 25;

/// A context menu opens on something, which the function takes first.
pub(super) fn check_target(signature: &Signature, options: &Options, errors: &Errors) {
    if let Some((word, menu)) = &options.command.menu
        && signature.inputs.is_empty()
    {
        let wanted = match menu {
            Menu::User => "`user: User` or `member: ResolvedMember`",
            Menu::Message => "`message: Message`",
        };
        errors.at(
            word,
            format!("the function takes what the context menu opened on as its first parameter, as in {wanted}"),
        );
    }
}

/// The rules of commands that need no types.
pub(super) fn check(function: &ItemFn, model: &Function, options: &Options, errors: &Errors) {
    let settings = &options.command;
    let name = &function.sig.ident;
    let path = settings.path(name);
    if settings.menu.is_none() {
        for part in &path {
            check_name(part, errors);
        }
        if path.len() > 3 {
            errors.at(
                &settings.name,
                "a subcommand has a command and a group above it at most, as in `name = \"config role add\"`",
            );
        }
        Description::of(&function.attrs).check("command", name, errors);
    } else {
        let count = settings.menu_name(name).value().chars().count();
        if !(1..=32).contains(&count) {
            errors.at(&settings.name, "a name has 1 to 32 characters");
        }
    }
    let mut seen: Vec<(&str, &syn::Ident)> = Vec::new();
    for (param, filled) in model.filled() {
        if settings.menu.is_some() {
            errors.at(
                &param.ident,
                "a command in a context menu is called on something, and users fill in nothing: leave out the doc comment",
            );
            continue;
        }
        filled.check(param, errors);
        if let Some((_, earlier)) = seen.iter().find(|(name, _)| *name == filled.name) {
            errors.at(
                &param.ident,
                format!(
                    "`{earlier}` and `{}` are both the option `{}`",
                    param.ident, filled.name
                ),
            );
        }
        seen.push((&filled.name, &param.ident));
    }
    if seen.len() > MOST_OPTIONS {
        errors.at(
            seen[MOST_OPTIONS].1,
            format!("a command has up to {MOST_OPTIONS} options"),
        );
    }
}
