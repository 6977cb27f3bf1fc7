//! Mentions of slash commands.

use std::{fmt, str::FromStr};

use super::{Mention, ParseMentionError, scan};
use crate::{
    id::{Id, marker::CommandMarker},
    model::Text,
};

/// A slash command in a text, which a click on it begins: `</name:id>`, `</name subcommand:id>` or
/// `</name group subcommand:id>`.
///
/// The id is that of the command, also where a subcommand is named. A command that has subcommands is
/// mentioned with one of them.
///
/// ```
/// use asyncord::model::format::CommandMention;
///
/// let airhorn = CommandMention::new("airhorn", 816437322781949972);
/// assert_eq!(airhorn, "</airhorn:816437322781949972>");
///
/// let add = CommandMention::new("tag", 816437322781949973).with_group("list", "add");
/// assert_eq!(add, "</tag list add:816437322781949973>");
/// assert_eq!("</tag list add:816437322781949973>".parse(), Ok(add));
/// ```
///
/// Discord docs: API Reference/Message Formatting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommandMention {
    id: Id<CommandMarker>,
    name: Text,
    // A group stands before a subcommand only.
    group: Option<Text>,
    subcommand: Option<Text>,
}

impl CommandMention {
    /// Mentions a command by its name, 1 to 32 characters as it was registered, and its id.
    pub fn new(name: impl Into<Text>, id: impl Into<Id<CommandMarker>>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            group: None,
            subcommand: None,
        }
    }

    /// Mentions a subcommand of the command.
    pub fn with_subcommand(mut self, subcommand: impl Into<Text>) -> Self {
        self.group = None;
        self.subcommand = Some(subcommand.into());
        self
    }

    /// Mentions a subcommand in a group of the command.
    pub fn with_group(mut self, group: impl Into<Text>, subcommand: impl Into<Text>) -> Self {
        self.group = Some(group.into());
        self.subcommand = Some(subcommand.into());
        self
    }

    /// The command's id.
    pub const fn id(&self) -> Id<CommandMarker> {
        self.id
    }

    /// The command's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The group of the subcommand.
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// The subcommand's name.
    pub fn subcommand(&self) -> Option<&str> {
        self.subcommand.as_deref()
    }
}

impl fmt::Display for CommandMention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "</{}", self.name)?;
        for name in [&self.group, &self.subcommand].into_iter().flatten() {
            write!(f, " {name}")?;
        }
        write!(f, ":{}>", self.id)
    }
}

impl From<CommandMention> for Mention {
    fn from(command: CommandMention) -> Self {
        Self::Command(command)
    }
}

impl FromStr for CommandMention {
    type Err = ParseMentionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match scan::whole(text) {
            Some(Mention::Command(command)) => Ok(command),
            _ => Err(ParseMentionError::new(
                text,
                "the mention of a slash command, as in `</name:123>`",
            )),
        }
    }
}
