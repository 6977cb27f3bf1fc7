//! What is written, and by which requests.

use std::collections::BTreeSet;

use serde_json::json;

use super::{super::apply::all_of, CommandSync, World, declared, lines, names, roll, slash, tag};
use crate::model::{
    ApplicationCommand, ApplicationCommandOption, ApplicationCommandType,
    InteractionContextType as Context, Locale, Map, NewCommand,
};

#[tokio::test]
async fn the_second_start_writes_nothing() {
    let mut world = World::new().await;
    let settings = CommandSync::new();
    let all = || [roll(6), slash("ping"), tag()].map(declared);
    let report = world.sync(all(), &settings).await;
    assert_eq!(
        report.plan.to_string(),
        "global commands: 3 new\n  + /roll\n  + /ping\n  + /tag"
    );
    assert_eq!(world.calls(), ["GET", "POST", "POST", "POST"]);
    assert_eq!(names(&report.commands), ["ping", "roll", "tag"]);

    let again = world.sync(all(), &settings).await;
    assert!(again.plan.is_empty());
    assert_eq!(again.plan.to_string(), "global commands: 3 as they are");
    assert_eq!(world.calls(), ["GET"]);
    let ids = |commands: Vec<ApplicationCommand>| -> BTreeSet<_> {
        commands.iter().map(|one| one.id).collect()
    };
    assert_eq!(ids(again.commands), ids(report.commands));
}

#[tokio::test]
async fn only_what_differs_is_sent() {
    let mut world = World::new().await;
    let settings = CommandSync::new();
    let first = world
        .sync([roll(6), slash("ping")].map(declared), &settings)
        .await;
    world.calls();
    let report = world
        .sync([roll(20), slash("ping")].map(declared), &settings)
        .await;
    assert_eq!(lines(&report.plan), ["~ /roll: options[0].max_value"]);
    let bodies = world.bodies();
    assert_eq!(world.calls(), ["GET", "PATCH"]);
    let keys: Vec<_> = bodies[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["options"]);
    let id = |commands: &[ApplicationCommand]| {
        let mut commands = commands.iter();
        commands.find(|one| one.name == "roll").unwrap().id
    };
    assert_eq!(id(&first.commands), id(&report.commands));
    assert_eq!(world.registered().await.len(), 2);
}

#[tokio::test]
async fn translations_are_compared_and_taken_away() {
    let mut world = World::new().await;
    let settings = CommandSync::new();
    world.sync([declared(tag())], &settings).await;
    assert!(
        world
            .sync([declared(tag())], &settings)
            .await
            .plan
            .is_empty()
    );

    let more = tag().name_localization(Locale::Polish, "znacznik");
    let report = world.sync([declared(more)], &settings).await;
    assert_eq!(lines(&report.plan), ["~ /tag: name_localizations.pl"]);
    let mut fewer = tag();
    fewer.name_localizations = Map::new();
    fewer.description_localizations = Map::new();
    fewer.options[0].name_localizations = Map::new();
    world.calls();
    let report = world.sync([declared(fewer)], &settings).await;
    assert_eq!(
        lines(&report.plan),
        ["~ /tag: description_localizations, name_localizations, options[0].name_localizations"]
    );
    let bodies = world.bodies();
    assert_eq!(bodies[0]["name_localizations"], json!(null));
    let there = &world.registered().await[0];
    assert!(there.name_localizations.is_empty());
    assert!(there.description_localizations.is_empty());
    assert!(there.options[0].name_localizations.is_empty());
}

#[tokio::test]
async fn commands_of_different_sorts_can_have_one_name() {
    let mut world = World::new().await;
    let settings = CommandSync::new();
    let all = || {
        [
            slash("info"),
            NewCommand::user("info"),
            NewCommand::message("info"),
        ]
        .map(declared)
    };
    let report = world.sync(all(), &settings).await;
    assert_eq!(
        lines(&report.plan),
        [
            "+ /info",
            "+ user command \"info\"",
            "+ message command \"info\""
        ]
    );
    world.calls();
    assert!(world.sync(all(), &settings).await.plan.is_empty());
    let settings = settings.delete_unknown(true);
    let report = world.sync([declared(slash("info"))], &settings).await;
    assert_eq!(
        lines(&report.plan),
        ["- user command \"info\"", "- message command \"info\""]
    );
    let left = world.registered().await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].kind, ApplicationCommandType::ChatInput);
}

#[tokio::test]
async fn many_changes_are_one_request_that_keeps_ids() {
    let mut world = World::new().await;
    let settings = CommandSync::new().delete_unknown(true);
    let named = |text: &str| {
        let command = |n| NewCommand::chat_input(format!("c{n}"), text.to_owned());
        (0..8).map(command).map(declared).collect::<Vec<_>>()
    };
    world.sync(named("one"), &settings).await;
    assert_eq!(world.calls(), ["GET", "PUT"]);
    let before = world.registered().await;
    world.calls();

    let mut all = named("two");
    all[0] = named("one").remove(0);
    all[7] = declared(slash("other"));
    let report = world.sync(all.clone(), &settings).await;
    let sent = all_of(&report.plan.scopes[0]);
    assert_eq!(sent.iter().filter(|one| one.id.is_some()).count(), 7);
    assert_eq!(world.calls(), ["GET", "PUT"]);
    assert_eq!(report.commands.len(), 8);
    let after = world.registered().await;
    for old in before.iter().filter(|old| old.name != "c7") {
        let new = after.iter().find(|new| new.name == old.name).unwrap();
        assert_eq!(new.id, old.id);
    }
    assert!(after.iter().any(|new| new.name == "other"));
    world.calls();
    assert!(world.sync(all.clone(), &settings).await.plan.is_empty());
    assert_eq!(world.calls(), ["GET"]);

    // Half of them is not most of them.
    all[1..5].clone_from_slice(&named("three")[1..5]);
    world.sync(all, &settings).await;
    assert_eq!(world.calls(), ["GET", "PATCH", "PATCH", "PATCH", "PATCH"]);
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let mut world = World::new().await;
    world.sync([declared(roll(6))], &CommandSync::new()).await;
    world.calls();
    let settings = CommandSync::new().dry_run(true);
    let report = world
        .sync([roll(20), slash("ping")].map(declared), &settings)
        .await;
    assert!(report.dry_run);
    assert_eq!(
        lines(&report.plan),
        ["+ /ping", "~ /roll: options[0].max_value"]
    );
    assert_eq!(names(&report.commands), ["roll"]);
    assert_eq!(world.calls(), ["GET"]);
    assert_eq!(world.names().await, ["roll"]);
}

#[tokio::test]
async fn off_asks_for_nothing() {
    let mut world = World::new().await;
    let settings = CommandSync::new().off();
    let report = world.sync([declared(slash("ping"))], &settings).await;
    assert!(report.plan.is_empty());
    assert_eq!(report.plan.to_string(), "no commands");
    assert!(world.calls().is_empty());
}

#[tokio::test]
async fn several_processes_at_once_do_no_harm() {
    let mut world = World::new().await;
    let settings = CommandSync::new();
    let all = || [roll(6), slash("ping"), tag()].map(declared);
    let (one, other) = tokio::join!(world.sync(all(), &settings), world.sync(all(), &settings));
    assert_eq!(names(&one.commands), names(&other.commands));
    assert_eq!(world.names().await, ["ping", "roll", "tag"]);
    world.calls();
    assert!(world.sync(all(), &settings).await.plan.is_empty());
}

#[tokio::test]
async fn where_a_command_can_be_used_is_compared() {
    let world = World::new().await;
    let settings = CommandSync::new();
    let mut without_dms = slash("ping");
    without_dms.dm_permission = Some(false);
    let steps = [
        slash("ping"),
        slash("ping").contexts([Context::Guild]),
        slash("ping").contexts([Context::BotDm, Context::Guild]),
        slash("ping").contexts([Context::Guild, Context::BotDm]),
        without_dms,
        slash("ping"),
    ];
    let mut written = Vec::new();
    for step in steps {
        let report = world.sync([declared(step.clone())], &settings).await;
        written.push(lines(&report.plan));
        let again = world.sync([declared(step)], &settings).await;
        assert!(again.plan.is_empty(), "{}", again.plan);
    }
    let changed = vec!["~ /ping: contexts".to_owned()];
    assert_eq!(
        written,
        [
            vec!["+ /ping".to_owned()],
            changed.clone(),
            changed.clone(),
            vec![],
            changed.clone(),
            changed,
        ]
    );
}

#[tokio::test]
async fn an_option_more_is_told_as_such() {
    let world = World::new().await;
    let settings = CommandSync::new();
    world.sync([declared(roll(6))], &settings).await;
    let more = roll(6).option(ApplicationCommandOption::boolean("open", "For all"));
    let report = world.sync([declared(more)], &settings).await;
    assert_eq!(lines(&report.plan), ["~ /roll: options"]);
}
