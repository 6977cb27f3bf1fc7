//! The commands that Discord is told of, out of the functions under `#[command]`.

use std::{collections::BTreeMap, fmt};

use super::{
    spec::{CommandKind, CommandSpec},
    sync::DeclaredCommand,
};
use crate::{
    dispatch::private::{FunctionSpec, HandlerSpec},
    id::Id,
    model::{ApplicationCommandOption, NewCommand},
};

/// A function under `#[command]`: what it is, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Function {
    pub(crate) command: &'static CommandSpec,
    pub(crate) function: FunctionSpec,
}

impl Function {
    /// The command that a handler is, if it is one.
    pub(crate) fn of(handler: &HandlerSpec) -> Option<Self> {
        Some(Self {
            command: handler.note?.downcast_ref()?,
            function: handler.function,
        })
    }
}

/// Commands that Discord would refuse; nothing has connected yet.
#[derive(Clone, PartialEq, Eq)]
pub struct CommandsError {
    problems: Vec<String>,
}

impl CommandsError {
    /// What is wrong, a line each.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for CommandsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len();
        let what = if count == 1 { "mistake" } else { "mistakes" };
        write!(f, "{count} {what} in the commands:")?;
        for problem in &self.problems {
            write!(f, "\n  {}", problem.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for CommandsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for CommandsError {}

/// What makes two functions parts of one command.
type Root = (Option<u64>, i32, &'static str);

/// Puts subcommands together to commands, and checks all by Discord's limits.
pub(crate) fn declare(
    functions: impl IntoIterator<Item = Function>,
) -> Result<Vec<DeclaredCommand>, CommandsError> {
    let mut roots = BTreeMap::<Root, Vec<Function>>::new();
    for function in functions {
        let command = function.command;
        let kind = command.kind.command_type().value();
        let name = command.path.first().copied().unwrap_or_default();
        roots
            .entry((command.guild, kind, name))
            .or_default()
            .push(function);
    }
    let mut problems = Vec::new();
    let mut declared = Vec::new();
    for ((guild, _, name), functions) in roots {
        let before = problems.len();
        let command = put_together(name, &functions, &mut problems);
        let location = functions[0].function.location();
        if problems.len() == before
            && let Err(error) = command.validate()
        {
            problems.push(format!(
                "{} ({location}): {error}",
                functions[0].command.full_name()
            ));
        }
        let mut command = DeclaredCommand::new(command, location);
        command.guild_id = guild.map(Id::new);
        declared.push(command);
    }
    if problems.is_empty() {
        Ok(declared)
    } else {
        Err(CommandsError { problems })
    }
}

/// Makes one command of all functions of its name.
fn put_together(
    name: &'static str,
    functions: &[Function],
    problems: &mut Vec<String>,
) -> NewCommand {
    let first = functions[0].command;
    let mut command = match first.kind {
        CommandKind::ChatInput => NewCommand::chat_input(name, first.description),
        CommandKind::User => NewCommand::user(name),
        CommandKind::Message => NewCommand::message(name),
    };
    for (index, function) in functions.iter().enumerate() {
        let spec = function.command;
        let earlier = functions[..index]
            .iter()
            .find(|other| clash(spec.path, other.command.path));
        if let Some(earlier) = earlier {
            problems.push(clashing(function, earlier));
            continue;
        }
        settle(&mut command, function, problems);
        match spec.path {
            [_, subcommand] => {
                command.options.push(subcommand_of(subcommand, spec));
            }
            [_, group, subcommand] => {
                let subcommand = subcommand_of(subcommand, spec);
                let there = command
                    .options
                    .iter_mut()
                    .find(|option| option.name == **group);
                if let Some(group) = there {
                    group.options.push(subcommand);
                } else {
                    let words = format!("Commands of /{name} {group}");
                    let made = ApplicationCommandOption::sub_command_group(*group, words);
                    command.options.push(made.option(subcommand));
                }
            }
            _ => command.options.extend(options(spec)),
        }
    }
    if first.path.len() > 1 {
        // Users never see it: only subcommands are called.
        command.description = format!("Commands of /{name}").into();
    }
    command
}

fn subcommand_of(name: &str, spec: &CommandSpec) -> ApplicationCommandOption {
    options(spec).fold(
        ApplicationCommandOption::sub_command(name, spec.description),
        ApplicationCommandOption::option,
    )
}

fn options(spec: &CommandSpec) -> impl Iterator<Item = ApplicationCommandOption> {
    spec.options.iter().map(|option| (option.option)())
}

/// Sets what holds for the command as a whole; its subcommands must agree.
fn settle(command: &mut NewCommand, function: &Function, problems: &mut Vec<String>) {
    let spec = function.command;
    command.nsfw |= spec.nsfw;
    if let Some(permissions) = (spec.permissions)() {
        match command.default_member_permissions {
            Some(others) if others != permissions => problems.push(format!(
                "{} ({}): another subcommand asks for the permissions {others}, this one for {permissions}; Discord has \
                 one set for the command as a whole",
                spec.full_name(),
                function.function.location(),
            )),
            _ => command.default_member_permissions = Some(permissions),
        }
    }
    for context in spec.contexts {
        if !command.contexts.contains(context) {
            command.contexts.push(*context);
        }
    }
    for kind in spec.integration_types {
        if !command.integration_types.contains(kind) {
            command.integration_types.push(*kind);
        }
    }
}

/// Whether one is the other, or a part of it that would have to be both a command and a group.
fn clash(left: &[&str], right: &[&str]) -> bool {
    left.starts_with(right) || right.starts_with(left)
}

fn clashing(function: &Function, earlier: &Function) -> String {
    let (name, location) = (function.command.full_name(), function.function.location());
    let (other, place) = (earlier.command.full_name(), earlier.function.location());
    if name == other {
        format!("{name} ({location}): there is a command of this name at {place}; rename one")
    } else if name.len() < other.len() {
        format!(
            "{name} ({location}): it cannot be a command by itself beside {other} at {place}; rename one"
        )
    } else {
        format!(
            "{name} ({location}): {other} at {place} is a command by itself, and has no subcommands; rename one"
        )
    }
}
