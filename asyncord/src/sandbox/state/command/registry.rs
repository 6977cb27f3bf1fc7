//! Making, changing and deleting commands.

use super::{
    super::{
        Changed, Refusal, Store,
        ids::{ApplicationId, CommandId, GuildId, UserId},
    },
    Command, Definition, kind,
};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// How many commands an application makes in a day and a place.
const MOST_PER_DAY: usize = 200;

/// A command as it is to be, with the id that it is to keep if the application names one.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) id: Option<CommandId>,
    pub(crate) definition: Definition,
}

/// How many commands of a type an application has in a place.
fn most(kind: u8) -> usize {
    match kind {
        kind::CHAT_INPUT => 100,
        kind::PRIMARY_ENTRY_POINT => 1,
        _ => 15,
    }
}

fn too_many(kind: u8) -> Refusal {
    let mut refusal = Refusal::TOO_MANY_COMMANDS;
    refusal.message = format!(
        "Maximum number of application commands reached ({})",
        most(kind)
    )
    .into();
    refusal
}

impl Store {
    /// The commands of an application in a place.
    pub(crate) fn commands_of(
        &self,
        application: ApplicationId,
        guild: Option<GuildId>,
    ) -> impl Iterator<Item = &Command> {
        self.commands.all.values().filter(move |command| {
            command.application_id == application && command.guild_id == guild
        })
    }

    pub(crate) fn commands(&self) -> impl Iterator<Item = &Command> {
        self.commands.all.values()
    }

    /// A command of an application in a place.
    pub(crate) fn command(
        &self,
        application: ApplicationId,
        guild: Option<GuildId>,
        id: CommandId,
    ) -> Result<&Command, Refusal> {
        self.commands
            .all
            .get(&id)
            .filter(|command| command.application_id == application && command.guild_id == guild)
            .ok_or(Refusal::UNKNOWN_APPLICATION_COMMAND)
    }

    /// Whether the page must be told of commands; once after each change.
    pub(crate) fn take_commands_changed(&mut self) -> bool {
        std::mem::take(&mut self.commands.changed)
    }

    /// Whether a user has installed an application for itself.
    pub(crate) fn has_installed(&self, application: ApplicationId, user: UserId) -> bool {
        self.authorizations_of(application)
            .any(|known| known.user_id == user && known.user_install)
    }

    /// Whether an application can have commands in a guild: its bot must be there.
    pub(crate) fn check_command_guild(
        &self,
        application: ApplicationId,
        guild: GuildId,
    ) -> Result<(), Refusal> {
        if self.is_member(guild, application.cast()) {
            return Ok(());
        }
        let why = "the application is not in that guild";
        Err(Refusal::MISSING_ACCESS.because(why))
    }

    /// Makes a command, or replaces the one of the same name and type; says whether it is new.
    pub(crate) fn put_command(
        &mut self,
        application: ApplicationId,
        guild: Option<GuildId>,
        definition: Definition,
    ) -> Result<Changed<(CommandId, bool)>, Refusal> {
        let same = self
            .commands_of(application, guild)
            .find(|command| is_same(&command.definition, &definition))
            .map(|command| command.id);
        if let Some(id) = same {
            self.replace(id, definition);
            return Ok(Changed::nothing((id, false)));
        }
        let kind = definition.kind;
        let count = self
            .commands_of(application, guild)
            .filter(|command| command.definition.kind == kind)
            .count();
        if count >= most(kind) {
            return Err(too_many(kind));
        }
        self.check_day(application, guild, 1)?;
        let id = self.insert_command(application, guild, definition);
        Ok(Changed::nothing((id, true)))
    }

    /// Changes a command.
    pub(crate) fn edit_command(
        &mut self,
        application: ApplicationId,
        guild: Option<GuildId>,
        id: CommandId,
        definition: Definition,
    ) -> Result<Changed<()>, Refusal> {
        self.command(application, guild, id)?;
        let is_taken = self
            .commands_of(application, guild)
            .any(|command| command.id != id && is_same(&command.definition, &definition));
        if is_taken {
            return Err(Refusal::COMMAND_NAME_EXISTS);
        }
        self.replace(id, definition);
        Ok(Changed::nothing(()))
    }

    pub(crate) fn delete_command(
        &mut self,
        application: ApplicationId,
        guild: Option<GuildId>,
        id: CommandId,
    ) -> Result<Changed<()>, Refusal> {
        self.command(application, guild, id)?;
        self.forget_command(id);
        Ok(Changed::nothing(()))
    }

    /// Makes these the application's only commands in a place.
    pub(crate) fn overwrite_commands(
        &mut self,
        application: ApplicationId,
        guild: Option<GuildId>,
        wanted: Vec<Wanted>,
    ) -> Result<Changed<()>, Refusal> {
        for kind in kind::CHAT_INPUT..=kind::PRIMARY_ENTRY_POINT {
            let count = wanted
                .iter()
                .filter(|one| one.definition.kind == kind)
                .count();
            if count > most(kind) {
                return Err(too_many(kind));
            }
        }
        let existing: Vec<(CommandId, Definition)> = self
            .commands_of(application, guild)
            .map(|command| (command.id, command.definition.clone()))
            .collect();
        let kept: Vec<Option<CommandId>> = wanted
            .iter()
            .map(|one| {
                let named = |id: &CommandId| one.id == Some(*id);
                let fits = |(id, old): &&(CommandId, Definition)| {
                    named(id) || is_same(old, &one.definition)
                };
                existing.iter().find(fits).map(|(id, _)| *id)
            })
            .collect();
        let new = kept.iter().filter(|id| id.is_none()).count();
        self.check_day(application, guild, new)?;
        for (id, _) in existing {
            if !kept.contains(&Some(id)) {
                self.forget_command(id);
            }
        }
        for (one, id) in wanted.into_iter().zip(kept) {
            match id {
                Some(id) => self.replace(id, one.definition),
                None => {
                    self.insert_command(application, guild, one.definition);
                }
            }
        }
        self.commands.changed = true;
        Ok(Changed::nothing(()))
    }

    /// Checks that so many commands more can be made today.
    fn check_day(
        &mut self,
        application: ApplicationId,
        guild: Option<GuildId>,
        new: usize,
    ) -> Result<(), Refusal> {
        let since = self.clock.now().saturating_sub(DAY_MS);
        self.commands.made.retain(|(_, _, at)| *at > since);
        let made = &self.commands.made;
        let today = made
            .iter()
            .filter(|(a, g, _)| (*a, *g) == (application, guild));
        if new > 0 && today.count() + new > MOST_PER_DAY {
            return Err(Refusal::TOO_MANY_COMMANDS_TODAY);
        }
        Ok(())
    }

    fn insert_command(
        &mut self,
        application_id: ApplicationId,
        guild_id: Option<GuildId>,
        definition: Definition,
    ) -> CommandId {
        let id = self.clock.next_id();
        let command = Command {
            id,
            application_id,
            guild_id,
            version: self.clock.next_id(),
            definition,
        };
        let now = self.clock.now();
        self.commands.made.push((application_id, guild_id, now));
        self.commands.all.insert(id, command);
        self.commands.changed = true;
        id
    }

    fn replace(&mut self, id: CommandId, definition: Definition) {
        let version = self.clock.next_id();
        if let Some(command) = self.commands.all.get_mut(&id)
            && command.definition != definition
        {
            command.definition = definition;
            command.version = version;
            self.commands.changed = true;
        }
    }

    fn forget_command(&mut self, id: CommandId) {
        self.commands.all.remove(&id);
        self.commands.permissions.retain(|set| set.id != id.get());
        self.commands.changed = true;
    }
}

/// Whether two commands cannot be beside each other.
fn is_same(one: &Definition, other: &Definition) -> bool {
    one.kind == other.kind && one.name.plain == other.name.plain
}
