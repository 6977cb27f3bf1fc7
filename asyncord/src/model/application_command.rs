//! Application commands: as Discord tells of them, and new ones.

use super::{
    ApplicationIntegrationType, InteractionContextType, List, Locale, Map, Permissions, Text,
    Timestamp, wire::object,
};
use crate::id::{
    Id,
    marker::{ApplicationMarker, CommandMarker, CommandVersionMarker, GuildMarker},
};

mod new;
mod option;
mod permission;
#[cfg(test)]
mod tests;

pub use self::{
    new::NewCommand,
    option::{
        ApplicationCommandOption, ApplicationCommandOptionChoice, ApplicationCommandOptionType,
        ChoiceValue,
    },
    permission::{
        ApplicationCommandPermission, ApplicationCommandPermissionType,
        GuildApplicationCommandPermissions,
    },
};

/// A command of an application: a slash command, one of a context menu, or the entry to an Activity.
///
/// Discord docs: Application Commands/Application Command Object.
#[object]
pub struct ApplicationCommand {
    /// The command's id.
    pub id: Id<CommandMarker>,
    /// What sort of command it is.
    #[wire(name = "type", or_default)]
    pub kind: ApplicationCommandType,
    /// The application that it belongs to.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The guild that it is registered in; `None` of a global one.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The name, 1 to 32 characters.
    pub name: Text,
    /// The name in the language of the request, if there is a translation.
    pub name_localized: Option<Text>,
    /// The name in other languages.
    pub name_localizations: Map<Locale, Text>,
    /// What a slash command does, 1 to 100 characters; empty of others.
    pub description: Text,
    /// The description in the language of the request, if there is a translation.
    pub description_localized: Option<Text>,
    /// The description in other languages.
    pub description_localizations: Map<Locale, Text>,
    /// What a slash command takes, or its subcommands and groups; up to 25.
    pub options: List<ApplicationCommandOption>,
    /// What a member needs to be allowed to use it; `None` for nothing, an empty set for administrators
    /// only. Guilds can change it.
    pub default_member_permissions: Option<Permissions>,
    /// Whether it can be used in direct messages; deprecated for [`contexts`](Self::contexts).
    pub dm_permission: Option<bool>,
    /// Whether it can be used by default; soon deprecated.
    pub default_permission: Option<bool>,
    /// Whether it is age-restricted.
    pub nsfw: bool,
    /// For which installations it is, if it is global.
    pub integration_types: List<ApplicationIntegrationType>,
    /// Where it can be used, if it is global; empty for everywhere.
    pub contexts: List<InteractionContextType>,
    /// The version, which changes with the command.
    pub version: Option<Id<CommandVersionMarker>>,
    /// Who handles the entry to an Activity.
    pub handler: Option<EntryPointCommandHandlerType>,
}

impl ApplicationCommand {
    /// The text that shows the command in a message, as something to press: `</name:id>`.
    ///
    /// Of a command with subcommands see [`mention_subcommand`](Self::mention_subcommand).
    pub fn mention(&self) -> String {
        format!("</{}:{}>", self.name, self.id)
    }

    /// The text that shows a subcommand in a message, as something to press: `</name path:id>`.
    ///
    /// `path` is the subcommand's name, with that of its group before it: `"show"`, `"tags show"`.
    pub fn mention_subcommand(&self, path: &str) -> String {
        format!("</{} {path}:{}>", self.name, self.id)
    }

    /// When it was created.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// The name that a user of the language `locale` sees.
    pub fn name_in(&self, locale: &Locale) -> &str {
        self.name_localizations.get(locale).unwrap_or(&self.name)
    }

    /// The description that a user of the language `locale` sees.
    pub fn description_in(&self, locale: &Locale) -> &str {
        self.description_localizations
            .get(locale)
            .unwrap_or(&self.description)
    }
}

open_enum! {
    /// What sort of command it is.
    ///
    /// Discord docs: Application Commands/Application Command Types.
    pub enum ApplicationCommandType {
        /// A slash command.
        ChatInput = 1 => "CHAT_INPUT",
        /// An entry of the context menu of users.
        User = 2 => "USER",
        /// An entry of the context menu of messages.
        Message = 3 => "MESSAGE",
        /// The main way to launch the application's Activity.
        PrimaryEntryPoint = 4 => "PRIMARY_ENTRY_POINT",
    }
}

impl Default for ApplicationCommandType {
    /// A slash command, as where Discord is not told.
    fn default() -> Self {
        Self::ChatInput
    }
}

open_enum! {
    /// Who handles the entry to an Activity.
    ///
    /// Discord docs: Application Commands/Entry Point Command Handler Types.
    pub enum EntryPointCommandHandlerType {
        /// The application, which answers the interaction.
        AppHandler = 1 => "APP_HANDLER",
        /// Discord, which launches the Activity and sends a message of it.
        DiscordLaunchActivity = 2 => "DISCORD_LAUNCH_ACTIVITY",
    }
}
