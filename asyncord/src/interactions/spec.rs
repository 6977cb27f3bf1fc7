//! What `#[command]` writes down of a function.

use std::time::Duration;

use crate::model::{
    ApplicationCommandOption, ApplicationCommandType, ApplicationIntegrationType,
    InteractionContextType, Permissions,
};

/// A function under `#[command]`, as its macro saw it.
#[doc(hidden)]
pub struct CommandSpec {
    pub kind: CommandKind,
    /// The command's name, and those of the group and the subcommand, if it is one.
    pub path: &'static [&'static str],
    /// Empty of commands in context menus.
    pub description: &'static str,
    pub options: &'static [OptionSpec],
    /// Whether only the user sees the answer.
    pub ephemeral: bool,
    /// After what time without an answer it is deferred; never without one.
    pub defer: Option<Duration>,
    pub nsfw: bool,
    /// The one guild that has it, if it is not global.
    pub guild: Option<u64>,
    pub permissions: fn() -> Option<Permissions>,
    pub contexts: &'static [InteractionContextType],
    pub integration_types: &'static [ApplicationIntegrationType],
}

/// Where a command stands in Discord.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandKind {
    ChatInput,
    User,
    Message,
}

/// A parameter that the user fills in.
#[doc(hidden)]
pub struct OptionSpec {
    pub name: &'static str,
    /// What Discord is told of it.
    pub option: fn() -> ApplicationCommandOption,
}

impl CommandSpec {
    /// A slash command of this name without options.
    pub const PLAIN: Self = Self {
        kind: CommandKind::ChatInput,
        path: &[],
        description: "",
        options: &[],
        ephemeral: false,
        defer: Some(Self::DEFER),
        nsfw: false,
        guild: None,
        permissions: || None,
        contexts: &[],
        integration_types: &[],
    };

    /// Discord waits for three seconds, and the answer has to get there.
    pub(crate) const DEFER: Duration = Duration::from_secs(2);

    /// As it is called: `/config role add`, or the name in a context menu.
    pub(crate) fn full_name(&self) -> String {
        let name = self.path.join(" ");
        match self.kind {
            CommandKind::ChatInput => format!("/{name}"),
            CommandKind::User | CommandKind::Message => name,
        }
    }
}

impl CommandKind {
    pub(crate) fn command_type(self) -> ApplicationCommandType {
        match self {
            Self::ChatInput => ApplicationCommandType::ChatInput,
            Self::User => ApplicationCommandType::User,
            Self::Message => ApplicationCommandType::Message,
        }
    }
}
