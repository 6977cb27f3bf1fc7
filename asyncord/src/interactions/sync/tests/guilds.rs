//! Commands of guilds, and the development guild.

use super::{
    super::{MemoryCommandStore, Scope, SyncErrorKind},
    CommandSync, DeclaredCommand, World, declared, lines, roll, slash,
};
use crate::model::{EntryPointCommandHandlerType, InteractionContextType, NewCommand};

impl World {
    fn of_guild(&self, command: NewCommand) -> DeclaredCommand {
        declared(command).in_guild(self.sandbox.guild_id())
    }

    async fn guild_names(&self) -> Vec<String> {
        let commands = self.client.applications();
        let application_id = self.sandbox.application_id();
        let commands = commands.guild_commands(application_id, self.sandbox.guild_id());
        super::names(&commands.list().await.unwrap())
    }
}

#[tokio::test]
async fn commands_of_a_guild_are_registered_there() {
    let mut world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    let guild_id = world.sandbox.guild_id();
    let all = || {
        let everywhere = [InteractionContextType::Guild];
        [
            declared(slash("ping")),
            world.of_guild(slash("secret").contexts(everywhere)),
        ]
    };
    let (first, second) = (all(), all());
    let report = world.sync(first, &settings).await;
    assert_eq!(
        report.plan.to_string(),
        format!(
            "global commands: 1 new\n  + /ping\ncommands of guild {guild_id}: 1 new\n  + /secret"
        )
    );
    assert!(world.bodies()[1].get("contexts").is_none());
    assert_eq!(world.calls(), ["GET", "GET/guild", "POST", "POST/guild"]);
    assert_eq!(report.commands[1].guild_id, Some(guild_id));
    assert!(world.sync(second, &settings).await.plan.is_empty());
    world.calls();

    // No command is declared for the guild any more.
    world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(world.calls(), ["GET", "GET/guild", "DELETE/guild"]);
    world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(world.calls(), ["GET"]);
}

#[tokio::test]
async fn a_development_guild_has_all_and_leaves_the_global_ones() {
    let mut world = World::new().await;
    let store = MemoryCommandStore::new();
    let settings = CommandSync::new().store(store.clone());
    let guild_id = world.sandbox.guild_id();
    world.sync([declared(roll(6))], &settings).await;
    world.calls();

    let handler = EntryPointCommandHandlerType::AppHandler;
    let all = vec![
        declared(roll(20)),
        declared(slash("ping")),
        world.of_guild(slash("ping")),
        declared(NewCommand::primary_entry_point("launch", "", handler)),
    ];
    let development = settings.clone().dev_guild(guild_id);
    let report = world.sync(all.clone(), &development).await;
    assert_eq!(
        lines(&report.plan),
        [
            "+ /roll",
            "+ /ping",
            "= /ping (left out: the development guild has its own of that name)",
            "= entry point \"launch\" (left out: it cannot be in the development guild)",
        ]
    );
    assert_eq!(world.calls(), ["GET/guild", "POST/guild", "POST/guild"]);
    assert!(world.sync(all, &development).await.plan.is_empty());
    assert_eq!(world.guild_names().await, ["ping", "roll"]);
    assert_eq!(world.names().await, ["roll"]);
    let record = store.record(world.sandbox.application_id());
    assert_eq!(record.commands(Scope::Global).len(), 1);

    // The time of development is over.
    let report = world.sync([declared(roll(20))], &settings).await;
    assert_eq!(
        lines(&report.plan),
        ["~ /roll: options[0].max_value", "- /roll", "- /ping"]
    );
    assert!(world.guild_names().await.is_empty());
}

#[tokio::test]
async fn guilds_without_the_bot_are_named_all_at_once() {
    let mut world = World::new().await;
    let all = [
        declared(slash("ping")),
        DeclaredCommand::new(slash("a"), "src/a.rs:1").in_guild(404),
        DeclaredCommand::new(slash("b"), "src/b.rs:2").in_guild(405),
    ];
    let error = world.refused(all, &CommandSync::new()).await;
    assert_eq!(error.kind(), SyncErrorKind::Guild);
    assert_eq!(error.rest_error().unwrap().status(), Some(403));
    let text = error.to_string();
    for part in [
        "in guild 404 (declared at src/a.rs:1): Missing Access",
        "in guild 405 (declared at src/b.rs:2): Missing Access",
        "scope=bot+applications.commands&guild_id=404",
        "nothing was written",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert_eq!(world.calls(), ["GET", "GET/guild", "GET/guild"]);

    let settings = CommandSync::new().dev_guild(404);
    let error = world.refused([declared(slash("ping"))], &settings).await;
    let text = format!("{error:?}");
    assert!(
        text.contains("in guild 404 (of `CommandSync::dev_guild`)"),
        "{text}"
    );
}

#[tokio::test]
async fn a_guild_that_was_left_is_forgotten() {
    let mut world = World::new().await;
    let store = MemoryCommandStore::new();
    let settings = CommandSync::new().store(store.clone());
    let guild_id = world.sandbox.guild_id();
    let secret = world.of_guild(slash("secret"));
    world.sync([secret], &settings).await;
    world.client.users().leave_guild(guild_id).await.unwrap();
    world.calls();

    world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(world.calls(), ["GET", "GET/guild", "POST"]);
    let record = store.record(world.sandbox.application_id());
    assert!(record.commands(Scope::Guild(guild_id)).is_empty());
    world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(world.calls(), ["GET"]);
}
