//! What is deleted, and what stays.

use super::{
    super::{MemoryCommandStore, Scope},
    CommandSync, World, declared, lines, slash,
};
use crate::model::{EntryPointCommandHandlerType, NewCommand};

#[tokio::test]
async fn only_own_commands_are_deleted() {
    let mut world = World::new().await;
    let store = MemoryCommandStore::new();
    let settings = CommandSync::new().store(store.clone());
    world.foreign(slash("foreign")).await;
    world
        .sync([slash("ping"), slash("old")].map(declared), &settings)
        .await;
    let record = store.record(world.sandbox.application_id());
    assert_eq!(record.commands(Scope::Global).len(), 2);
    world.calls();

    let report = world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(
        lines(&report.plan),
        [
            "- /old",
            "? /foreign (not declared, and not known to be ours)"
        ]
    );
    assert!(report.plan.to_string().contains("delete_unknown(true)"));
    assert_eq!(world.calls(), ["GET", "DELETE"]);
    assert_eq!(world.names().await, ["foreign", "ping"]);
    let record = store.record(world.sandbox.application_id());
    assert_eq!(record.commands(Scope::Global).len(), 1);
}

#[tokio::test]
async fn without_a_store_nothing_is_deleted_unless_all_is() {
    let mut world = World::new().await;
    world
        .sync(
            [slash("ping"), slash("old")].map(declared),
            &CommandSync::new(),
        )
        .await;
    world.calls();
    let report = world
        .sync([declared(slash("ping"))], &CommandSync::new())
        .await;
    assert!(report.plan.is_empty());
    assert_eq!(
        lines(&report.plan),
        ["? /old (not declared, and not known to be ours)"]
    );
    assert_eq!(world.calls(), ["GET"]);

    let settings = CommandSync::new().delete_unknown(true);
    let report = world.sync([], &settings).await;
    assert_eq!(lines(&report.plan), ["- /ping", "- /old"]);
    assert!(world.names().await.is_empty());
}

#[tokio::test]
async fn a_renamed_command_is_made_before_the_old_one_is_deleted() {
    let mut world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    world.sync([declared(slash("old"))], &settings).await;
    world.calls();
    world.sync([declared(slash("new"))], &settings).await;
    assert_eq!(world.calls(), ["GET", "POST", "DELETE"]);
    assert_eq!(world.names().await, ["new"]);
}

#[tokio::test]
async fn where_there_is_no_room_the_old_one_is_deleted_first() {
    let mut world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    let full = |last: &str| {
        let names = (0..99).map(|n| format!("c{n}")).chain([last.to_owned()]);
        names.map(|name| declared(slash(&name))).collect::<Vec<_>>()
    };
    world.sync(full("old"), &settings).await;
    world.calls();
    world.sync(full("new"), &settings).await;
    assert_eq!(world.calls(), ["GET", "DELETE", "POST"]);
    assert_eq!(world.names().await.len(), 100);
}

#[tokio::test]
async fn a_command_that_another_program_made_anew_is_not_ours() {
    let world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    let report = world
        .sync([slash("ping"), slash("old")].map(declared), &settings)
        .await;
    let old = report.commands.iter().find(|one| one.name == "old");
    let commands = world.client.applications();
    let commands = commands.commands(world.sandbox.application_id());
    commands.delete(old.unwrap().id).await.unwrap();
    world.foreign(slash("old")).await;

    let report = world.sync([declared(slash("ping"))], &settings).await;
    assert!(report.plan.is_empty());
    assert_eq!(world.names().await, ["old", "ping"]);
}

#[tokio::test]
async fn a_command_that_is_declared_becomes_ours() {
    let world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    world.foreign(slash("ping")).await;
    let report = world.sync([declared(slash("ping"))], &settings).await;
    assert!(report.plan.is_empty());
    world.sync([], &settings).await;
    assert!(world.names().await.is_empty());
    let report = world.sync([], &settings).await;
    assert_eq!(report.plan.to_string(), "no commands");
}

#[tokio::test]
async fn an_entry_point_stays_also_where_all_others_go() {
    let mut world = World::new().await;
    let handler = EntryPointCommandHandlerType::DiscordLaunchActivity;
    world
        .foreign(NewCommand::primary_entry_point("launch", "Starts", handler))
        .await;
    let names = (0..8).map(|n| format!("c{n}"));
    let all: Vec<_> = names.map(|name| declared(slash(&name))).collect();
    let settings = CommandSync::new().delete_unknown(true);
    world.calls();
    let report = world.sync(all, &settings).await;
    assert!(
        lines(&report.plan)
            .contains(&"= entry point \"launch\" (not declared; entry points stay)".to_owned())
    );
    assert!(!world.calls().contains(&"PUT".to_owned()));
    assert_eq!(world.names().await.len(), 9);
}

#[tokio::test]
async fn an_own_entry_point_is_deleted_by_itself() {
    let mut world = World::new().await;
    let handler = EntryPointCommandHandlerType::AppHandler;
    let entry = NewCommand::primary_entry_point("launch", "Starts", handler);
    let names = (0..8).map(|n| format!("c{n}"));
    let others = names.map(|name| declared(slash(&name)));
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    let all = others.chain([declared(entry)]);
    world.sync(all, &settings).await;
    assert_eq!(world.calls(), ["GET", "PUT"]);
    world.sync([], &settings).await;
    assert!(!world.calls().contains(&"PUT".to_owned()));
    assert!(world.names().await.is_empty());
}

#[tokio::test]
async fn what_one_request_took_away_is_forgotten() {
    let mut world = World::new().await;
    let store = MemoryCommandStore::new();
    let settings = CommandSync::new().store(store.clone());
    let all = (0..8).map(|n| declared(slash(&format!("c{n}"))));
    world.sync(all, &settings).await;
    world.calls();
    world.sync([declared(slash("c0"))], &settings).await;
    assert_eq!(world.calls(), ["GET", "PUT"]);
    let record = store.record(world.sandbox.application_id());
    let names = record.commands(Scope::Global).iter();
    assert_eq!(
        names.map(|one| one.name.as_str()).collect::<Vec<_>>(),
        ["c0"]
    );
}
