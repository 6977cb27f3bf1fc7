//! Commands as the program declares them.

use std::{collections::HashMap, fmt, fmt::Write as _};

use super::{SyncError, SyncErrorKind};
use crate::{
    id::{Id, marker::GuildMarker},
    model::{ApplicationCommandType, NewCommand},
};

/// A command that the program declares.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredCommand {
    /// The guild that it is for; `None` of a global one.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The command.
    pub command: NewCommand,
    /// Where it is declared, as `file:line`; messages name it.
    pub location: String,
}

impl DeclaredCommand {
    /// A global command, declared at this `file:line`.
    pub fn new(command: NewCommand, location: impl Into<String>) -> Self {
        Self {
            guild_id: None,
            command,
            location: location.into(),
        }
    }

    /// Sets the guild that it is for.
    #[must_use]
    pub fn in_guild(mut self, guild_id: impl Into<Id<GuildMarker>>) -> Self {
        self.guild_id = Some(guild_id.into());
        self
    }
}

/// Where commands are registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// In one guild.
    Guild(Id<GuildMarker>),
}

impl Scope {
    /// The guild, unless it is everywhere.
    pub fn guild_id(self) -> Option<Id<GuildMarker>> {
        match self {
            Self::Global => None,
            Self::Guild(guild_id) => Some(guild_id),
        }
    }
}

impl From<Option<Id<GuildMarker>>> for Scope {
    fn from(guild_id: Option<Id<GuildMarker>>) -> Self {
        guild_id.map_or(Self::Global, Self::Guild)
    }
}

/// As in `global commands` and `commands of guild 5`.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Global => f.write_str("global commands"),
            Self::Guild(guild_id) => write!(f, "commands of guild {guild_id}"),
        }
    }
}

/// A command as one speaks of it: `/ping`, `user command "Info"`.
pub(super) struct Called<'a>(pub(super) ApplicationCommandType, pub(super) &'a str);

impl fmt::Display for Called<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(kind, name) = self;
        match kind {
            ApplicationCommandType::ChatInput => write!(f, "/{name}"),
            ApplicationCommandType::User => write!(f, "user command {name:?}"),
            ApplicationCommandType::Message => write!(f, "message command {name:?}"),
            kind if *kind == ApplicationCommandType::PrimaryEntryPoint => {
                write!(f, "entry point {name:?}")
            }
            kind => write!(f, "command {name:?} of type {kind}"),
        }
    }
}

/// Finds what is wrong with the declarations themselves, all of it at once.
pub(super) fn check(declared: &[DeclaredCommand]) -> Result<(), SyncError> {
    let mut faults = String::new();
    let mut count = 0;
    let mut fault = |text: fmt::Arguments<'_>| {
        count += 1;
        let _ = write!(faults, "\n  {text}");
    };
    let mut seen: HashMap<_, &str> = HashMap::new();
    for one in declared {
        let (command, location) = (&one.command, &one.location);
        let called = Called(command.kind, &command.name);
        let key = (one.guild_id, command.kind, command.name.as_str());
        if let Some(first) = seen.insert(key, location) {
            let scope = Scope::from(one.guild_id);
            fault(format_args!(
                "{location}: {called} is declared at {first} too ({scope}): rename one"
            ));
        }
        if let Err(error) = command.validate() {
            for wrong in error.fields() {
                fault(format_args!("{location}: {called}: {wrong}"));
            }
        }
        if one.guild_id.is_some() && command.kind == ApplicationCommandType::PrimaryEntryPoint {
            fault(format_args!(
                "{location}: {called}: an entry point is for all places, not for a guild"
            ));
        }
    }
    if count == 0 {
        return Ok(());
    }
    let are = if count == 1 {
        "there is a fault".to_owned()
    } else {
        format!("there are {count} faults")
    };
    let message = format!("{are} in the declared commands; nothing was written:{faults}");
    Err(SyncError::new(SyncErrorKind::Declaration, message))
}
