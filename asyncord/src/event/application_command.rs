//! Events of application commands.

use crate::model::{GuildApplicationCommandPermissions, Intents};

event! {
    /// It was changed who may use a command, or all commands of the application, in a guild.
    ///
    /// Discord docs: Gateway Events/Application Command Permissions Update.
    pub struct ApplicationCommandPermissionsUpdate(GuildApplicationCommandPermissions) = "APPLICATION_COMMAND_PERMISSIONS_UPDATE", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
    };
}
