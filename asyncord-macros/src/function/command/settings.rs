//! What `#[command(…)]` says of the command.

use std::time::Duration;

use syn::{Expr, Ident, LitStr, ext::IdentExt, parse::ParseStream};

use super::super::options::{listed, text, value_of};
use crate::{errors::Errors, schedule};

/// What stands in the parentheses that is of commands only.
#[derive(Default)]
pub(crate) struct Settings {
    /// `name = "config role add"`
    pub(crate) name: Option<LitStr>,
    /// `user` or `message`: the context menu that it stands in.
    pub(crate) menu: Option<(Ident, Menu)>,
    pub(crate) ephemeral: bool,
    pub(crate) defer: Option<Defer>,
    pub(crate) nsfw: bool,
    /// `guild = …`: the one guild that has it.
    pub(crate) guild: Option<Expr>,
    /// `permissions = …`: what members need.
    pub(crate) permissions: Option<Expr>,
    /// `contexts(Guild)`: where it can be used.
    pub(crate) contexts: Vec<Ident>,
    /// `integration_types(UserInstall)`: for which installations it is.
    pub(crate) integration_types: Vec<Ident>,
}

/// A context menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Menu {
    User,
    Message,
}

/// When an answer is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defer {
    Never,
    After(Duration),
}

impl Settings {
    /// The options, each as it is written.
    pub(crate) const OPTIONS: [(&'static str, &'static str); 10] = [
        ("name", "name = \"…\""),
        ("user", "user"),
        ("message", "message"),
        ("ephemeral", "ephemeral"),
        ("defer", "defer = \"…\""),
        ("nsfw", "nsfw"),
        ("guild", "guild = …"),
        ("permissions", "permissions = …"),
        ("contexts", "contexts(…)"),
        ("integration_types", "integration_types(…)"),
    ];

    /// Reads an option; says whether it is one of these.
    pub(crate) fn parse(
        &mut self,
        name: &str,
        word: &Ident,
        input: ParseStream<'_>,
        errors: &Errors,
    ) -> syn::Result<bool> {
        match name {
            "name" => self.name = Some(text(word, "name", "config role add", input)?),
            "user" => self.set_menu(word, Menu::User, errors),
            "message" => self.set_menu(word, Menu::Message, errors),
            "ephemeral" => self.ephemeral = true,
            "nsfw" => self.nsfw = true,
            "defer" => {
                let time = text(word, "defer", "1s", input)?;
                self.defer = if time.value() == "never" {
                    Some(Defer::Never)
                } else {
                    errors.take(schedule::duration(&time)).map(Defer::After)
                };
                if let Some(Defer::After(time_out)) = self.defer
                    && time_out >= Duration::from_secs(3)
                {
                    errors.at(
                        &time,
                        "Discord waits for three seconds: defer earlier, or write `defer = \"never\"`",
                    );
                }
            }
            "guild" => {
                value_of(
                    word,
                    "a guild's id, as in `guild = 81384788765712384`",
                    input,
                )?;
                self.guild = Some(input.parse()?);
            }
            "permissions" => {
                value_of(
                    word,
                    "permissions, as in `permissions = Permissions::BAN_MEMBERS`",
                    input,
                )?;
                self.permissions = Some(input.parse()?);
            }
            "contexts" => {
                self.contexts = listed(word, "contexts", "contexts(Guild, BotDm)", input)?;
            }
            "integration_types" => {
                self.integration_types = listed(
                    word,
                    "installations",
                    "integration_types(GuildInstall, UserInstall)",
                    input,
                )?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn set_menu(&mut self, word: &Ident, menu: Menu, errors: &Errors) {
        if self.menu.is_some() {
            errors.at(
                word,
                "a command stands in one context menu: `user` or `message`",
            );
        }
        self.menu = Some((word.clone(), menu));
    }

    /// The words of a slash command's name.
    pub(super) fn path(&self, function: &Ident) -> Vec<LitStr> {
        match &self.name {
            Some(name) => name
                .value()
                .split_whitespace()
                .map(|part| LitStr::new(part, name.span()))
                .collect(),
            None => vec![LitStr::new(&function.unraw().to_string(), function.span())],
        }
    }

    /// The name in a context menu: words, the first with a capital letter.
    pub(super) fn menu_name(&self, function: &Ident) -> LitStr {
        self.name.clone().unwrap_or_else(|| {
            let words = function.unraw().to_string().replace('_', " ");
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string());
            let name = first.unwrap_or_default() + letters.as_str();
            LitStr::new(&name, function.span())
        })
    }
}
