//! Application commands: what they are, where they are kept, and who may use them where.

mod json;
mod overwrite;
mod registry;
mod usable;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::{
    json::{LOCALES, Language},
    overwrite::{CommandPermission, target},
    registry::Wanted,
    usable::Spot,
};

use super::ids::{ApplicationId, CommandId, GuildId};
use overwrite::CommandPermissions;

/// Types of commands. Discord docs: Application Commands/Application Command Types.
pub(crate) mod kind {
    pub(crate) const CHAT_INPUT: u8 = 1;
    pub(crate) const USER: u8 = 2;
    pub(crate) const MESSAGE: u8 = 3;
    pub(crate) const PRIMARY_ENTRY_POINT: u8 = 4;
}

/// Types of options. Discord docs: Application Commands/Application Command Option Type.
pub(crate) mod option {
    pub(crate) const SUB_COMMAND: u8 = 1;
    pub(crate) const SUB_COMMAND_GROUP: u8 = 2;
    pub(crate) const STRING: u8 = 3;
    pub(crate) const INTEGER: u8 = 4;
    pub(crate) const BOOLEAN: u8 = 5;
    pub(crate) const USER: u8 = 6;
    pub(crate) const CHANNEL: u8 = 7;
    pub(crate) const ROLE: u8 = 8;
    pub(crate) const MENTIONABLE: u8 = 9;
    pub(crate) const NUMBER: u8 = 10;
    pub(crate) const ATTACHMENT: u8 = 11;
}

/// Where commands are used. Discord docs: Receiving and Responding/Interaction Context Types.
pub(crate) mod context {
    pub(crate) const GUILD: u8 = 0;
    pub(crate) const BOT_DM: u8 = 1;
    pub(crate) const PRIVATE_CHANNEL: u8 = 2;
}

/// For whom applications are installed. Discord docs: Application/Application Integration Types.
pub(crate) mod installation {
    pub(crate) const GUILD: u8 = 0;
    pub(crate) const USER: u8 = 1;
}

/// A text with its translations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Text {
    pub(crate) plain: String,
    pub(crate) localizations: Option<BTreeMap<String, String>>,
}

impl Text {
    /// The length in characters of the longest of them.
    pub(crate) fn length(&self) -> usize {
        let translated = self.localizations.iter().flat_map(BTreeMap::values);
        translated
            .chain([&self.plain])
            .map(|text| text.chars().count())
            .max()
            .unwrap_or(0)
    }
}

/// What an application says of a command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Definition {
    pub(crate) kind: u8,
    pub(crate) name: Text,
    pub(crate) description: Text,
    pub(crate) options: Vec<CommandOption>,
    pub(crate) default_member_permissions: Option<u64>,
    pub(crate) dm_permission: bool,
    pub(crate) nsfw: bool,
    pub(crate) contexts: Option<Vec<u8>>,
    pub(crate) integration_types: Vec<u8>,
    /// Who answers an entry point: 1 the application, 2 Discord.
    pub(crate) handler: Option<u8>,
}

/// An option of a command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct CommandOption {
    pub(crate) kind: u8,
    pub(crate) name: Text,
    pub(crate) description: Text,
    pub(crate) required: bool,
    pub(crate) autocomplete: bool,
    pub(crate) choices: Vec<Choice>,
    pub(crate) channel_types: Vec<u64>,
    pub(crate) file_types: Vec<Value>,
    pub(crate) min_value: Option<Value>,
    pub(crate) max_value: Option<Value>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) options: Vec<CommandOption>,
}

/// A value that may be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Choice {
    pub(crate) name: Text,
    pub(crate) value: Value,
}

/// A command of an application, in all places or in one guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Command {
    pub(crate) id: CommandId,
    pub(crate) application_id: ApplicationId,
    pub(crate) guild_id: Option<GuildId>,
    /// Another one after every change.
    pub(crate) version: CommandId,
    pub(crate) definition: Definition,
}

/// All commands, and what guilds have said of them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Commands {
    all: BTreeMap<CommandId, Command>,
    permissions: Vec<CommandPermissions>,
    /// When commands were made, for the limit of a day.
    made: Vec<(ApplicationId, Option<GuildId>, u64)>,
    /// The page has not been told of the last change yet.
    #[serde(skip)]
    changed: bool,
}
