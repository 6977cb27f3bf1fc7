//! What is refused, by us or by Discord.

use super::{
    super::{
        CommandRecord, CommandStore, Creates, MemoryCommandStore, Scope, StoreFuture, SyncErrorKind,
    },
    CommandSync, DeclaredCommand, World, declared, roll, slash,
};
use crate::{
    id::{Id, marker::ApplicationMarker},
    model::{NewCommand, Timestamp},
    sandbox::{Fault, FaultEffect},
};

fn many(count: usize) -> Vec<DeclaredCommand> {
    let names = (0..count).map(|n| format!("c{n}"));
    names.map(|name| declared(slash(&name))).collect()
}

impl World {
    /// Has the next request of a sort fail.
    fn fail(&self, operation: &str, status: u16, body: Option<&str>) {
        let body = body.map(|body| serde_json::from_str(body).unwrap());
        let mut fault = Fault::new(FaultEffect::Status { status, body });
        fault.operation = Some(operation.to_owned());
        fault.times = Some(1);
        self.sandbox.add_fault(fault);
    }
}

#[tokio::test]
async fn more_commands_than_discord_takes_are_refused_before_writing() {
    let mut world = World::new().await;
    let error = world.refused(many(110), &CommandSync::new()).await;
    assert_eq!(error.kind(), SyncErrorKind::TooMany);
    assert_eq!(
        error.to_string(),
        "global commands: 110 slash commands are declared, Discord takes 100: declare fewer; up to 25 commands fit in \
         one as its subcommands (`/tags show`, `/tags edit`); nothing was written"
    );
    assert_eq!(world.calls(), ["GET"]);

    world.foreign(slash("foreign")).await;
    world.calls();
    let error = world.refused(many(100), &CommandSync::new()).await;
    let text = error.to_string();
    assert!(
        text.contains("beside 1 that are registered and stay (/foreign is one)"),
        "{text}"
    );
    assert_eq!(world.calls(), ["GET"]);
    let settings = CommandSync::new().delete_unknown(true);
    world.sync(many(100), &settings).await;

    let menu = (0..16).map(|n| declared(NewCommand::user(format!("u{n}"))));
    let error = world.refused(menu, &CommandSync::new()).await;
    assert!(error.to_string().contains("16 user commands are declared"));
}

#[tokio::test]
async fn all_faults_of_declarations_are_told_at_once() {
    let mut world = World::new().await;
    let all = [
        DeclaredCommand::new(slash("ping"), "src/a.rs:1"),
        DeclaredCommand::new(slash("ping"), "src/b.rs:2"),
        DeclaredCommand::new(NewCommand::chat_input("Roll", ""), "src/c.rs:3"),
        // The same name in another place is another command.
        DeclaredCommand::new(slash("ping"), "src/d.rs:4").in_guild(5),
    ];
    let error = world.refused(all, &CommandSync::new()).await;
    assert_eq!(error.kind(), SyncErrorKind::Declaration);
    assert_eq!(
        error.to_string(),
        "there are 3 faults in the declared commands; nothing was written:\n  \
         src/b.rs:2: /ping is declared at src/a.rs:1 too (global commands): rename one\n  \
         src/c.rs:3: /Roll: name: `Roll` has capital letters: call it `roll`\n  \
         src/c.rs:3: /Roll: description: 0 characters, at least 1"
    );
    assert!(world.calls().is_empty());
}

#[tokio::test]
async fn the_days_commands_are_counted() {
    let mut world = World::new().await;
    let store = MemoryCommandStore::new();
    let settings = CommandSync::new().store(store.clone());
    let application_id = world.sandbox.application_id();
    world.sync(many(3), &settings).await;
    let made = |record: CommandRecord| {
        let scope = record.scope(Scope::Global).unwrap();
        scope.creates.iter().map(|made| made.count).sum::<usize>()
    };
    assert_eq!(made(store.record(application_id)), 3);

    let now = Timestamp::now().unix_seconds();
    let mut record = store.record(application_id);
    record.scope_mut(Scope::Global).creates = vec![Creates::new(now - 60, 197)];
    store.save(application_id, record.clone()).await.unwrap();
    world.calls();
    let error = world.refused(many(7), &settings).await;
    assert_eq!(error.kind(), SyncErrorKind::DailyLimit);
    let text = error.to_string();
    assert!(
        text.contains("4 commands are to be made, and 197 were made in the last 24 hours"),
        "{text}"
    );
    assert_eq!(world.calls(), ["GET"]);

    // Yesterday's do not count.
    record.scope_mut(Scope::Global).creates = vec![Creates::new(now - 25 * 3600, 197)];
    store.save(application_id, record).await.unwrap();
    world.sync(many(7), &settings).await;
    assert_eq!(made(store.record(application_id)), 4);
}

#[tokio::test]
async fn discords_own_count_of_the_day_is_told() {
    let world = World::new().await;
    world.fail(
        "POST /applications/{application_id}/commands",
        400,
        Some(r#"{"code": 30034, "message": "Max number of daily application command creates"}"#),
    );
    let error = world.refused(many(2), &CommandSync::new()).await;
    assert_eq!(error.kind(), SyncErrorKind::DailyLimit);
    let text = error.to_string();
    assert!(
        text.contains("/c0: Discord takes 200 new commands a day"),
        "{text}"
    );
    assert!(
        text.contains("0 of 2 commands were written before"),
        "{text}"
    );
}

#[tokio::test]
async fn what_was_written_before_a_failure_is_remembered() {
    let world = World::new().await;
    let store = MemoryCommandStore::new();
    let settings = CommandSync::new().store(store.clone());
    world.sync([declared(roll(6))], &settings).await;
    world.fail(
        "POST /applications/{application_id}/commands",
        400,
        Some(r#"{"code": 50035, "message": "Invalid Form Body"}"#),
    );
    let all = || [roll(20), slash("ping")].map(declared);
    let error = world.refused(all(), &settings).await;
    assert_eq!(error.kind(), SyncErrorKind::Rest);
    let text = error.to_string();
    assert!(text.contains("/ping: "), "{text}");
    assert!(text.contains("Invalid Form Body"), "{text}");
    assert!(
        text.contains("1 of 2 commands were written before"),
        "{text}"
    );
    world.sync(all(), &settings).await;
    world.sync([], &settings).await;
    assert!(world.names().await.is_empty());
}

#[tokio::test]
async fn what_another_process_deleted_meanwhile_is_made_anew_or_gone() {
    let mut world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    world
        .sync([roll(6), slash("old")].map(declared), &settings)
        .await;
    let unknown = Some(r#"{"code": 10063, "message": "Unknown application command"}"#);
    let path = "/applications/{application_id}/commands/{command_id}";
    world.fail(&format!("PATCH {path}"), 404, unknown);
    world.fail(&format!("DELETE {path}"), 404, unknown);
    world.calls();
    let report = world.sync([declared(roll(20))], &settings).await;
    assert_eq!(world.calls(), ["GET", "PATCH", "POST", "DELETE"]);
    assert_eq!(report.commands.len(), 1);
}

#[tokio::test]
async fn what_could_not_be_deleted_is_deleted_by_the_next_start() {
    let world = World::new().await;
    let settings = CommandSync::new().store(MemoryCommandStore::new());
    world.sync([declared(slash("old"))], &settings).await;
    let path = "/applications/{application_id}/commands/{command_id}";
    world.fail(&format!("DELETE {path}"), 500, None);
    world.refused([declared(slash("ping"))], &settings).await;
    assert_eq!(world.names().await, ["old", "ping"]);
    world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(world.names().await, ["ping"]);
}

/// A store that does not work.
#[derive(Debug)]
struct Broken;

impl CommandStore for Broken {
    fn load(&self, _: Id<ApplicationMarker>) -> StoreFuture<'_, CommandRecord> {
        Box::pin(async { Err("it is broken".into()) })
    }

    fn save(&self, _: Id<ApplicationMarker>, _: CommandRecord) -> StoreFuture<'_, ()> {
        Box::pin(async { Err("it is broken".into()) })
    }
}

#[tokio::test]
async fn a_broken_store_deletes_nothing_and_stops_nothing() {
    let world = World::new().await;
    let settings = CommandSync::new().store(Broken);
    world
        .sync([slash("ping"), slash("old")].map(declared), &settings)
        .await;
    world.sync([declared(slash("ping"))], &settings).await;
    assert_eq!(world.names().await, ["old", "ping"]);
}
