//! Commands of an application, everywhere or in one guild.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, CommandMarker, GuildMarker},
    },
    model::{
        ApplicationCommand, ApplicationCommandPermission, GuildApplicationCommandPermissions, List,
        NewCommand,
    },
    rest::body::{CommandList, CommandPermissionsList, EditCommand, edit_command_setters},
};

group! {
    /// The commands of an application that can be used everywhere; from
    /// [`Applications::commands`](super::Applications::commands).
    pub struct Commands { application_id: ApplicationMarker }
}

group! {
    /// The commands of an application in one guild; from
    /// [`Applications::guild_commands`](super::Applications::guild_commands).
    pub struct GuildCommands { application_id: ApplicationMarker, guild_id: GuildMarker }
}

operation! {
    /// Lists the commands.
    ///
    /// Discord docs: Application Commands/Get Global Application Commands.
    ListCommands = GET "/applications/{application_id}/commands" -> List<ApplicationCommand>, bearer;
    fn Commands::list();
    query {
        /// Whether names and descriptions come in all languages, instead of that of the request.
        with_localizations: bool,
    }
}

operation! {
    /// Makes a command, or puts it in place of one of the same name and sort.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::model::{ApplicationCommandOption, NewCommand};
    ///
    /// let roll = NewCommand::chat_input("roll", "Rolls dice")
    ///     .option(ApplicationCommandOption::integer("sides", "How many sides").min_value(2));
    /// let command = client.applications().commands(41_771_983_429_993_937).create(roll).await?;
    /// println!("{}", command.mention());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Application Commands/Create Global Application Command.
    CreateCommand = POST "/applications/{application_id}/commands" -> ApplicationCommand, bearer;
    fn Commands::create();
    with NewCommand as command;
}

operation! {
    /// Puts these commands in place of all there were.
    ///
    /// Discord docs: Application Commands/Bulk Overwrite Global Application Commands.
    OverwriteCommands = PUT "/applications/{application_id}/commands" -> List<ApplicationCommand>, bearer;
    fn Commands::overwrite();
    with CommandList as commands;
}

operation! {
    /// Gets a command.
    ///
    /// Discord docs: Application Commands/Get Global Application Command.
    GetCommand = GET "/applications/{application_id}/commands/{command_id}" -> ApplicationCommand, bearer;
    fn Commands::get(command_id: Id<CommandMarker> in path);
}

operation! {
    /// Edits a command. What is not set stays as it is.
    ///
    /// Discord docs: Application Commands/Edit Global Application Command.
    UpdateCommand = PATCH "/applications/{application_id}/commands/{command_id}" -> ApplicationCommand, bearer;
    fn Commands::update(command_id: Id<CommandMarker> in path);
    with EditCommand;
}

impl UpdateCommand {
    edit_command_setters!(self, self.body);
}

operation! {
    /// Deletes a command.
    ///
    /// Discord docs: Application Commands/Delete Global Application Command.
    DeleteCommand = DELETE "/applications/{application_id}/commands/{command_id}" -> (), bearer;
    fn Commands::delete(command_id: Id<CommandMarker> in path);
}

operation! {
    /// Lists the commands.
    ///
    /// Discord docs: Application Commands/Get Guild Application Commands.
    ListGuildCommands = GET "/applications/{application_id}/guilds/{guild_id}/commands" -> List<ApplicationCommand>, bearer;
    fn GuildCommands::list();
    query {
        /// Whether names and descriptions come in all languages, instead of that of the request.
        with_localizations: bool,
    }
}

operation! {
    /// Makes a command, or puts it in place of one of the same name and sort.
    ///
    /// Discord docs: Application Commands/Create Guild Application Command.
    CreateGuildCommand = POST "/applications/{application_id}/guilds/{guild_id}/commands" -> ApplicationCommand, bearer;
    fn GuildCommands::create();
    with NewCommand as command;
}

operation! {
    /// Puts these commands in place of all there were in the guild.
    ///
    /// Discord docs: Application Commands/Bulk Overwrite Guild Application Commands.
    OverwriteGuildCommands = PUT "/applications/{application_id}/guilds/{guild_id}/commands" -> List<ApplicationCommand>, bearer;
    fn GuildCommands::overwrite();
    with CommandList as commands;
}

operation! {
    /// Gets a command.
    ///
    /// Discord docs: Application Commands/Get Guild Application Command.
    GetGuildCommand = GET "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}" -> ApplicationCommand, bearer;
    fn GuildCommands::get(command_id: Id<CommandMarker> in path);
}

operation! {
    /// Edits a command. What is not set stays as it is.
    ///
    /// Discord docs: Application Commands/Edit Guild Application Command.
    UpdateGuildCommand = PATCH "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}" -> ApplicationCommand, bearer;
    fn GuildCommands::update(command_id: Id<CommandMarker> in path);
    with EditCommand;
}

impl UpdateGuildCommand {
    edit_command_setters!(self, self.body);
}

operation! {
    /// Deletes a command.
    ///
    /// Discord docs: Application Commands/Delete Guild Application Command.
    DeleteGuildCommand = DELETE "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}" -> (), bearer;
    fn GuildCommands::delete(command_id: Id<CommandMarker> in path);
}

operation! {
    /// Lists who may use which of the application's commands in the guild, where that was set.
    ///
    /// Discord docs: Application Commands/Get Guild Application Command Permissions.
    ListCommandPermissions = GET "/applications/{application_id}/guilds/{guild_id}/commands/permissions" -> List<GuildApplicationCommandPermissions>, bearer;
    fn GuildCommands::permissions();
}

operation! {
    /// Gets who may use a command in the guild, where that was set.
    ///
    /// Discord docs: Application Commands/Get Application Command Permissions.
    GetCommandPermissions = GET "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions" -> GuildApplicationCommandPermissions, bearer;
    fn GuildCommands::command_permissions(command_id: Id<CommandMarker> in path);
}

operation! {
    /// Sets who may use a command in the guild, up to 100 roles, users and channels, in place of all that was set.
    ///
    /// Discord takes it from a user's access token with the scope `applications.commands.permissions.update`, of someone
    /// who may manage the guild and its roles.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::model::ApplicationCommandPermission;
    ///
    /// let commands = client.applications().guild_commands(1, 2);
    /// commands.set_permissions(3, [ApplicationCommandPermission::role(4, true)]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Application Commands/Edit Application Command Permissions.
    SetCommandPermissions = PUT "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions" -> GuildApplicationCommandPermissions, bearer;
    fn GuildCommands::set_permissions(
        command_id: Id<CommandMarker> in path,
        permissions: Vec<ApplicationCommandPermission> in body [items 0..=100],
    );
}

operation! {
    /// Sets who may use the application's commands in the guild, all at once.
    ///
    /// Discord docs: Application Commands/Batch Edit Application Command Permissions.
    OverwriteCommandPermissions = PUT "/applications/{application_id}/guilds/{guild_id}/commands/permissions" -> List<GuildApplicationCommandPermissions>, bearer;
    deprecated "Discord has switched it off, and answers with an error; use `set_permissions`";
    fn GuildCommands::overwrite_permissions();
    with CommandPermissionsList as permissions;
}
