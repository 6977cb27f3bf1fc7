//! The requests of one place: those of global commands and those of a guild's have types of their own.

use super::Scope;
use crate::{
    RestClient,
    id::{
        Id,
        marker::{ApplicationMarker, CommandMarker},
    },
    model::{ApplicationCommand, Field, NewCommand},
    rest::{self, RequestOptions, body::EditCommand},
};

/// What is written is what is declared: twice is the same as once.
const REPEATABLE: RequestOptions = RequestOptions::new().repeatable(true);

/// Where commands are asked for and written.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) client: &'a RestClient,
    pub(super) application_id: Id<ApplicationMarker>,
    pub(super) scope: Scope,
}

/// The same request in either place.
macro_rules! ask {
    ($place:expr, |$commands:ident| $request:expr) => {{
        let applications = $place.client.applications();
        match $place.scope {
            Scope::Global => {
                let $commands = applications.commands($place.application_id);
                $request.await
            }
            Scope::Guild(guild_id) => {
                let $commands = applications.guild_commands($place.application_id, guild_id);
                $request.await
            }
        }
    }};
}

/// Puts changes into a request: it has no setter for all of them.
macro_rules! changed {
    ($request:expr, $edit:expr) => {{
        let (mut request, edit) = ($request, $edit);
        if !edit.name_localizations.is_absent() {
            request = request.name_localizations(edit.name_localizations);
        }
        if let Some(description) = edit.description {
            request = request.description(description);
        }
        if !edit.description_localizations.is_absent() {
            request = request.description_localizations(edit.description_localizations);
        }
        if let Field::Value(options) = edit.options {
            request = request.options(options);
        }
        if !edit.default_member_permissions.is_absent() {
            request = request.default_member_permissions(edit.default_member_permissions);
        }
        if let Some(nsfw) = edit.nsfw {
            request = request.nsfw(nsfw);
        }
        if let Field::Value(types) = edit.integration_types {
            request = request.integration_types(types);
        }
        if let Field::Value(contexts) = edit.contexts {
            request = request.contexts(contexts);
        }
        if let Some(handler) = edit.handler {
            request = request.handler(handler);
        }
        request
    }};
}

impl Place<'_> {
    /// The registered commands, with all translations.
    pub(super) async fn list(&self) -> Result<Vec<ApplicationCommand>, rest::Error> {
        let list = ask!(self, |commands| commands.list().with_localizations(true))?;
        Ok(list.into_iter().map(|one| self.here(one)).collect())
    }

    /// Makes a command, or puts it in place of one of the same name and sort.
    pub(super) async fn create(
        &self,
        command: NewCommand,
    ) -> Result<ApplicationCommand, rest::Error> {
        let made = ask!(self, |commands| commands.create(command).with(REPEATABLE))?;
        Ok(self.here(made))
    }

    pub(super) async fn update(
        &self,
        id: Id<CommandMarker>,
        edit: EditCommand,
    ) -> Result<ApplicationCommand, rest::Error> {
        let changed = ask!(self, |commands| changed!(commands.update(id), edit)
            .with(REPEATABLE))?;
        Ok(self.here(changed))
    }

    pub(super) async fn delete(&self, id: Id<CommandMarker>) -> Result<(), rest::Error> {
        ask!(self, |commands| commands.delete(id))
    }

    /// Puts these commands in place of all there are.
    pub(super) async fn overwrite(
        &self,
        wanted: Vec<NewCommand>,
    ) -> Result<Vec<ApplicationCommand>, rest::Error> {
        let list = ask!(self, |commands| commands.overwrite(wanted))?;
        Ok(list.into_iter().map(|one| self.here(one)).collect())
    }

    /// Says of an answer where it is from, whether Discord does or not.
    fn here(&self, mut command: ApplicationCommand) -> ApplicationCommand {
        command.guild_id = self.scope.guild_id();
        command
    }
}
