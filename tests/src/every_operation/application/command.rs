//! Calls about commands.

use asyncord::{
    model::{
        ApplicationCommandPermission, ApplicationIntegrationType, EntryPointCommandHandlerType,
        Field, InteractionContextType, Locale, Map, NewCommand, Permissions, Text,
    },
    rest::{body::CommandPermissions, resource::application::command::*},
};

use crate::every_operation::values::{
    APPLICATION, CHANNEL, COMMAND, GUILD, ROLE, USER, command, entry_point, kept_command,
    nested_command, options,
};

fn german(text: &str) -> Map<Locale, Text> {
    [(Locale::German, text.into())].into_iter().collect()
}

/// What a role, a user and a channel may.
fn permissions() -> [ApplicationCommandPermission; 3] {
    [
        ApplicationCommandPermission::role(ROLE, true),
        ApplicationCommandPermission::user(USER, false),
        ApplicationCommandPermission::channel(CHANNEL, true),
    ]
}

/// Only commands that are put in place of all have an id.
fn without_id(mut command: NewCommand) -> NewCommand {
    command.id = None;
    command
}

calls! {
    ListCommands {
        minimal: |client| client.applications().commands(APPLICATION).list(),
        full: |client| client.applications().commands(APPLICATION).list().with_localizations(true),
    }
    CreateCommand {
        minimal: |client| client
            .applications()
            .commands(APPLICATION)
            .create(NewCommand::chat_input("roll", "Rolls dice")),
        full: |client| client.applications().commands(APPLICATION).create(command()),
        full: |client| client.applications().commands(APPLICATION).create(nested_command()),
        full: |client| client.applications().commands(APPLICATION).create(entry_point()),
        full: |client| client.applications().commands(APPLICATION).create(without_id(kept_command())),
    }
    OverwriteCommands {
        minimal: |client| client.applications().commands(APPLICATION).overwrite([]),
        full: |client| client.applications().commands(APPLICATION).overwrite([
            kept_command(),
            entry_point(),
            nested_command(),
            NewCommand::user("Show crabs"),
            NewCommand::message("Count crabs"),
        ]),
    }
    GetCommand {
        minimal: |client| client.applications().commands(APPLICATION).get(COMMAND),
    }
    UpdateCommand {
        minimal: |client| client.applications().commands(APPLICATION).update(COMMAND),
        full: |client| client
            .applications()
            .commands(APPLICATION)
            .update(COMMAND)
            .name("toss")
            .name_localizations(german("werfen"))
            .description("Tosses dice")
            .description_localizations(Field::Null)
            .options(options())
            .default_member_permissions(Permissions::empty())
            .nsfw(false)
            .integration_types([ApplicationIntegrationType::GuildInstall])
            .contexts([InteractionContextType::Guild])
            .handler(EntryPointCommandHandlerType::AppHandler),
    }
    DeleteCommand {
        minimal: |client| client.applications().commands(APPLICATION).delete(COMMAND),
    }
    ListGuildCommands {
        minimal: |client| client.applications().guild_commands(APPLICATION, GUILD).list(),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .list()
            .with_localizations(false),
    }
    CreateGuildCommand {
        minimal: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .create(NewCommand::user("Show crabs")),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .create(without_id(kept_command())),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .create(entry_point()),
    }
    OverwriteGuildCommands {
        minimal: |client| client.applications().guild_commands(APPLICATION, GUILD).overwrite([]),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .overwrite([kept_command(), entry_point(), NewCommand::message("Count crabs")]),
    }
    GetGuildCommand {
        minimal: |client| client.applications().guild_commands(APPLICATION, GUILD).get(COMMAND),
    }
    UpdateGuildCommand {
        minimal: |client| client.applications().guild_commands(APPLICATION, GUILD).update(COMMAND),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .update(COMMAND)
            .name("toss")
            .name_localizations(Field::Null)
            .description("Tosses dice")
            .description_localizations(german("Wirft"))
            .options(options())
            .default_member_permissions(Field::Null)
            .nsfw(true)
            .integration_types([ApplicationIntegrationType::GuildInstall])
            .contexts([InteractionContextType::Guild])
            .handler(EntryPointCommandHandlerType::AppHandler),
    }
    DeleteGuildCommand {
        minimal: |client| client.applications().guild_commands(APPLICATION, GUILD).delete(COMMAND),
    }
    ListCommandPermissions {
        minimal: |client| client.applications().guild_commands(APPLICATION, GUILD).permissions(),
    }
    GetCommandPermissions {
        minimal: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .command_permissions(COMMAND),
    }
    SetCommandPermissions {
        minimal: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .set_permissions(COMMAND, permissions()[..0].iter().copied()),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .set_permissions(COMMAND, permissions()),
    }
    OverwriteCommandPermissions {
        minimal: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .overwrite_permissions([]),
        full: |client| client
            .applications()
            .guild_commands(APPLICATION, GUILD)
            .overwrite_permissions([CommandPermissions {
                id: COMMAND.into(),
                permissions: permissions().into(),
            }]),
    }
}
