//! What is remembered in files.

use std::fs;

use super::{
    super::{
        CommandRecord, CommandStore, Creates, FileCommandStore, MemoryCommandStore, OwnedCommand,
        Scope,
    },
    CommandSync, World, declared, slash,
};
use crate::{id::Id, model::ApplicationCommandType};

fn record() -> CommandRecord {
    let mut record = CommandRecord::default();
    let scope = record.scope_mut(Scope::Guild(Id::new(7)));
    let kind = ApplicationCommandType::User;
    scope.commands = vec![OwnedCommand::new(Id::new(5), kind, "Info")];
    scope.creates = vec![Creates::new(1_700_000_000, 3)];
    record
}

#[tokio::test]
async fn what_is_saved_is_loaded_for_the_same_application() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let store = FileCommandStore::new(&path);
    let (one, other) = (Id::new(1), Id::new(2));
    assert_eq!(store.load(one).await.unwrap(), CommandRecord::default());
    store.save(one, CommandRecord::default()).await.unwrap();
    store.save(one, record()).await.unwrap();
    assert_eq!(store.load(one).await.unwrap(), record());
    assert_eq!(store.load(other).await.unwrap(), CommandRecord::default());
    let names: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, ["commands-1.json"]);

    let store = MemoryCommandStore::new();
    store.clone().save(one, record()).await.unwrap();
    assert_eq!(store.load(one).await.unwrap(), record());
    assert_eq!(store.record(other), CommandRecord::default());
}

#[tokio::test]
async fn a_file_that_is_something_else_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("commands-1.json");
    let store = FileCommandStore::new(folder.path());
    for (text, what) in [
        ("nonsense", "line 1 column 2"),
        (r#"{"version": 2, "scopes": []}"#, "it has version 2"),
    ] {
        fs::write(&path, text).unwrap();
        let error = store.load(Id::new(1)).await.unwrap_err().to_string();
        assert!(error.contains(what), "{error}");
        assert!(error.contains("commands-1.json"), "{error}");
        let aside = fs::read_to_string(folder.path().join("commands-1.json.corrupt"));
        assert_eq!(aside.unwrap(), text);
        assert!(store.load(Id::new(1)).await.is_ok());
    }
    // A folder that is a file.
    fs::write(folder.path().join("file"), "").unwrap();
    let store = FileCommandStore::new(folder.path().join("file"));
    let error = store.save(Id::new(1), record()).await.unwrap_err();
    assert!(error.to_string().contains("cannot be written to"));
    assert!(store.load(Id::new(1)).await.is_err());
}

#[tokio::test]
async fn the_next_process_deletes_what_the_last_one_registered() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new().await;
    let settings = || CommandSync::new().store(FileCommandStore::new(folder.path()));
    world.sync([declared(slash("old"))], &settings()).await;
    world.sync([], &settings()).await;
    assert!(world.names().await.is_empty());
}
