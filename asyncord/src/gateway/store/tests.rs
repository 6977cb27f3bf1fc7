use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{
    FileStore, GatewayState, GatewayStore, MemoryStore, StoredSession,
    path::{file_name, folder},
};
use crate::{
    gateway::{IdentifyCount, ShardId},
    id::Id,
    model::Intents,
};

const SESSION_ID: &str = "30f32c5d54ae86130fc4a215c7474263";

fn session(number: u32) -> StoredSession {
    let shard = ShardId::new(number, 16).unwrap();
    let mut session = StoredSession::new(shard, SESSION_ID, 42, Intents::GUILDS);
    session.resume_gateway_url = Some("wss://gateway-us-east1-b.discord.gg".to_owned());
    session.stored_at = 1_700_000_000;
    session.guilds = 2;
    session.unavailable = vec![Id::new(197_038_439_483_310_086)];
    session
}

fn state(sequence: u64) -> GatewayState {
    let mut state = GatewayState::new(
        Some(IdentifyCount::new(16, 1_800_000_000)),
        (0..16).map(session).collect(),
    );
    for session in &mut state.sessions {
        session.sequence = sequence;
    }
    state
}

/// A folder for a test, and a path in it.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gateway-bot.json");
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

async fn error_of_load(path: &Path) -> String {
    let error = FileStore::new(path).load().await.unwrap_err();
    assert!(!format!("{error:?}").contains(SESSION_ID));
    error.to_string()
}

#[tokio::test]
async fn what_is_saved_is_loaded_by_the_next_run() {
    let (folder, path) = place();
    let store = FileStore::new(&path);
    assert_eq!(store.load().await.unwrap(), GatewayState::default());
    store.save(state(1)).await.unwrap();
    store.save(state(2)).await.unwrap();
    assert_eq!(FileStore::new(&path).load().await.unwrap(), state(2));
    assert_eq!(names(folder.path()), ["gateway-bot.json"]);

    let store = MemoryStore::new();
    assert_eq!(store.load().await.unwrap(), GatewayState::default());
    store.clone().save(state(2)).await.unwrap();
    assert_eq!(store.load().await.unwrap(), state(2));
}

#[test]
fn nothing_that_is_printed_has_session_ids() {
    let (_folder, path) = place();
    let text = format!(
        "{:?} {:#?} {:?}",
        state(1),
        MemoryStore::from(state(1)),
        FileStore::new(path)
    );
    assert!(text.contains("***") && !text.contains(SESSION_ID), "{text}");
}

#[tokio::test]
async fn of_many_saves_at_once_the_last_one_is_there_as_a_whole() {
    let (folder, path) = place();
    let store = FileStore::new(&path);
    for round in 0..5 {
        // Called in order, and polled in the opposite one.
        let saves: Vec<_> = (0..40)
            .map(|n| {
                let store = store.clone();
                let future = round * 100 + n;
                (store, state(future))
            })
            .collect();
        let futures: Vec<_> = saves
            .iter()
            .map(|(store, state)| store.save(state.clone()))
            .collect();
        futures_util::future::try_join_all(futures.into_iter().rev())
            .await
            .unwrap();
        assert_eq!(store.load().await.unwrap(), state(round * 100 + 39));
    }
    // Stores that know nothing of each other leave a whole file too.
    let stores: Vec<_> = (0..8).map(|_| FileStore::new(&path)).collect();
    let saves = (0..).zip(&stores).map(|(n, store)| store.save(state(n)));
    futures_util::future::try_join_all(saves).await.unwrap();
    let last = store.load().await.unwrap();
    assert!((0..8).any(|n| last == state(n)));
    assert_eq!(names(folder.path()), ["gateway-bot.json"]);
}

#[tokio::test]
async fn a_crash_before_the_rename_leaves_the_old_file() {
    let (folder, path) = place();
    let store = FileStore::new(&path);
    store.save(state(1)).await.unwrap();
    let left = folder.path().join(".gateway-bot.json.AbCdEf.tmp");
    fs::write(&left, &fs::read(&path).unwrap()[..100]).unwrap();

    let next = FileStore::new(&path);
    assert_eq!(next.load().await.unwrap(), state(1));
    assert!(left.exists(), "another process may be writing it");
    next.save(state(2)).await.unwrap();
    assert_eq!(next.load().await.unwrap(), state(2));

    let yesterday = SystemTime::now() - Duration::from_hours(24);
    let file = fs::File::options().write(true).open(&left).unwrap();
    file.set_modified(yesterday).unwrap();
    next.load().await.unwrap();
    assert_eq!(names(folder.path()), ["gateway-bot.json"]);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = place();
    let path = folder.path().join("state/asyncord/gateway-bot.json");
    let store = FileStore::new(&path);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

    store.save(state(1)).await.unwrap();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);

    // Also one that was open to all before.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    store.save(state(2)).await.unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[tokio::test]
async fn what_is_no_state_is_kept_aside() {
    let newer = br#"{"version": 2, "sessions": []}"#.as_slice();
    let wrong = format!(r#"{{"version": 1, "sessions": ["{SESSION_ID}"]}}"#);
    for (content, what) in [
        (b"".as_slice(), "it is not JSON (line 1, column 0)"),
        (b"\xFF\0\0", "it is not JSON"),
        (br#"{"version": 1, "sess"#, "it is not JSON"),
        (br#"{"name": "leftpad"}"#, "it is other JSON"),
        (b"[1]", "it is other JSON"),
        (newer, "it has version 2, this version of asyncord reads 1"),
        (wrong.as_bytes(), "it is other JSON (line 1, column "),
    ] {
        let (folder, path) = place();
        fs::write(&path, content).unwrap();
        let text = error_of_load(&path).await;
        assert!(text.contains(what), "{text}");
        assert!(text.contains(&format!("`{}`", path.display())), "{text}");
        assert!(text.contains("gateway-bot.json.corrupt"), "{text}");
        assert!(!text.contains(SESSION_ID), "{text}");

        let aside = folder.path().join("gateway-bot.json.corrupt");
        assert_eq!(fs::read(&aside).unwrap(), content);
        let next = FileStore::new(&path);
        assert_eq!(next.load().await.unwrap(), GatewayState::default());
        next.save(state(1)).await.unwrap();
        assert_eq!(fs::read(&aside).unwrap(), content);
    }
}

#[tokio::test]
async fn what_is_no_state_is_not_overwritten_either() {
    let (folder, path) = place();
    fs::write(&path, "my notes").unwrap();
    FileStore::new(&path).save(state(1)).await.unwrap();
    let aside = folder.path().join("gateway-bot.json.corrupt");
    assert_eq!(fs::read_to_string(&aside).unwrap(), "my notes");

    // Where it cannot be moved, it stays.
    fs::remove_file(&aside).unwrap();
    fs::create_dir(&aside).unwrap();
    fs::write(&path, "my notes").unwrap();
    let text = error_of_load(&path).await;
    assert!(text.contains("could not be moved to"), "{text}");
    let store = FileStore::new(&path);
    assert!(store.load().await.is_err());
    assert!(store.save(state(1)).await.is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "my notes");
}

#[tokio::test]
async fn unknown_fields_are_ignored_and_missing_ones_have_defaults() {
    let (_folder, path) = place();
    let content = r#"{"version": 1, "sessions": [{"shard": [0, 1], "session_id": "x", "sequence": 3, "intents": 1,
        "stored_at": 1800000000, "mood": "good"}], "weather": {"fine": true}}"#;
    fs::write(&path, content).unwrap();
    let state = FileStore::new(&path).load().await.unwrap();
    assert_eq!(state.identifies, None);
    assert_eq!(state.sessions[0].session_id.expose(), "x");
    assert_eq!(state.sessions[0].guilds, 0);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_to_is_a_clear_error() {
    let (folder, path) = place();
    fs::write(&path, "").unwrap();
    let inside = path.join("gateway-bot.json");
    let text = error_of_load(&inside).await;
    assert!(text.contains("cannot be read from"), "{text}");
    assert!(text.contains(&inside.display().to_string()), "{text}");
    assert!(FileStore::new(&inside).save(state(1)).await.is_err());

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
        if fs::write(closed.join("probe"), "").is_ok() {
            eprintln!("skipped: this user may write everywhere");
            return;
        }
        let path = closed.join("gateway-bot.json");
        let error = FileStore::new(&path).save(state(1)).await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains("cannot be written to"), "{text}");
        assert!(text.contains(&path.display().to_string()), "{text}");
    }
    #[cfg(not(unix))]
    drop(folder);
}

#[test]
fn the_environment_says_where() {
    let environment = |set: &'static [(&str, &str)], windows| {
        let variable = |name: &str| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        folder(variable, windows).map(|path| path.display().to_string())
    };
    let found = |set, folder: &str| assert_eq!(environment(set, false).as_deref(), Some(folder));
    found(&[("HOME", "/home/ada")], "/home/ada/.local/state/asyncord");
    found(
        &[("HOME", "/home/ada"), ("XDG_STATE_HOME", "/state")],
        "/state/asyncord",
    );
    found(
        &[("HOME", "/home/ada"), ("XDG_STATE_HOME", "not/absolute")],
        "/home/ada/.local/state/asyncord",
    );
    found(
        &[
            ("STATE_DIRECTORY", "/var/lib/bot:/var/lib/other"),
            ("XDG_STATE_HOME", "/state"),
        ],
        "/var/lib/bot",
    );
    found(
        &[("STATE_DIRECTORY", ""), ("XDG_STATE_HOME", "/state")],
        "/state/asyncord",
    );
    assert_eq!(environment(&[], false), None);
    assert_eq!(environment(&[("HOME", "")], false), None);
    assert_eq!(environment(&[("HOME", "/home/ada")], true), None);
    let local = environment(&[("LOCALAPPDATA", "C:\\Local")], true).unwrap();
    assert!(local.starts_with("C:\\Local") && local.ends_with("asyncord"));
}

#[test]
fn each_part_of_the_shards_has_a_file() {
    assert_eq!(file_name("417", None), "gateway-417.json");
    assert_eq!(
        file_name("417", Some((0, 7, 16))),
        "gateway-417-0-7-of-16.json"
    );
    assert_eq!(file_name("../ada's bot", None), "gateway-___ada_s_bot.json");
    let path = FileStore::default_path("417", None);
    assert!(path.is_none_or(|path| path.ends_with("gateway-417.json")));
}
