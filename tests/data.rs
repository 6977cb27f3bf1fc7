//! Every payload we have is read as its object and written again: nothing that is documented is lost.

use std::{collections::BTreeSet, fs, path::Path};

use asyncord::event::AnyEvent;
use asyncord_tests::{
    facts,
    objects::{OBJECTS, round_trip},
    schema::compare::{self, Change},
};
use serde_json::Value;

/// Keys that Discord sends and does not document; a typed object leaves them to the raw payload.
const UNDOCUMENTED: &[&str] = &[];

/// Whether what stands at a path is documented.
fn is_documented(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or(path);
    let key = key.split('[').next().unwrap_or(key);
    !UNDOCUMENTED.contains(&key)
}

/// What is wrong with a payload's way through our type.
fn faults(name: &str, json: &str) -> Vec<String> {
    let Some(result) = round_trip(name, json) else {
        return vec![format!(
            "`{name}` is no object that `tests/src/objects.rs` lists"
        )];
    };
    let trip = match result {
        Ok(trip) => trip,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults: Vec<_> = trip
        .strange
        .iter()
        .map(|strange| format!("strange: {strange}"))
        .collect();
    let original: Value = serde_json::from_str(json).expect("the payload is JSON");
    let again: Value = serde_json::from_str(&trip.again).expect("what we write is JSON");
    faults.extend(
        compare::lost(&original, &again, is_documented)
            .iter()
            .map(|difference| {
                let path = &difference.path;
                match &difference.kind {
                    Change::Missing { value } => format!("lost: {path}: {value}"),
                    Change::Changed { from, to } => format!("changed: {path}: {from} to {to}"),
                    Change::Added { value } => format!("added: {path}: {value}"),
                }
            }),
    );
    let twice = round_trip(name, &trip.again).and_then(Result::ok);
    if twice.is_none_or(|twice| twice.again != trip.again) {
        faults.push("the second round trip is another than the first".to_owned());
    }
    faults
}

/// The JSON files of a folder, with what stands before the first of `ends` in their names.
fn files(folder: &Path, ends: [&str; 2]) -> Vec<(String, String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let file = path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            let end = ends
                .iter()
                .filter_map(|end| file.find(end))
                .min()
                .unwrap_or(file.len());
            let json = fs::read_to_string(&path).expect("the file can be read");
            (file[..end].to_owned(), file, json)
        })
        .collect()
}

/// Reads all files of a folder, and tells every fault at once.
fn check(
    folder: &Path,
    ends: [&str; 2],
    object_of: impl Fn(&str, &Value) -> Option<String>,
) -> usize {
    let mut count = 0;
    let mut told = Vec::new();
    for (name, file, json) in files(folder, ends) {
        let value = serde_json::from_str(&json).expect("the file is JSON");
        let Some(object) = object_of(&name, &value) else {
            continue;
        };
        count += 1;
        told.extend(
            faults(&object, &json)
                .into_iter()
                .map(|fault| format!("{file}: {fault}")),
        );
    }
    assert!(
        told.is_empty(),
        "{} faults:\n{}",
        told.len(),
        told.join("\n")
    );
    count
}

fn fixtures(folder: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(folder)
}

#[test]
fn events_as_the_gateway_sends_them_round_trip() {
    let count = check(&fixtures("events"), [".", "."], |name, _| {
        Some(name.to_owned())
    });
    assert!(count > 390, "{count} events");
}

#[test]
fn every_event_has_a_payload_of_ours() {
    let have: BTreeSet<_> = files(&fixtures("events"), [".", "."])
        .into_iter()
        .map(|(name, ..)| name)
        .collect();
    let missing: Vec<_> = AnyEvent::NAMES
        .iter()
        .filter(|name| !have.contains(**name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn objects_round_trip() {
    let count = check(&fixtures("objects"), [".", "."], |name, _| {
        Some(name.to_owned())
    });
    assert!(count > 200, "{count} objects");
}

#[test]
fn webhook_events_round_trip() {
    let count = check(&fixtures("webhook_events"), [".", "."], |_, _| {
        Some("WebhookEventPayload".to_owned())
    });
    assert!(count > 20, "{count} webhook events");
}

#[test]
fn the_payloads_of_the_documentation_round_trip() {
    let Some(folder) = facts::folder() else {
        return;
    };
    // `Interaction_ModalSubmit_Checkbox__page__L12.json` is an `Interaction`.
    let count = check(&folder.join("examples"), ["_", "."], |name, value| {
        Some(if value.is_array() {
            format!("{name}List")
        } else {
            name.to_owned()
        })
    });
    assert!(count > 110, "{count} payloads");
}

#[test]
fn every_object_has_one_name() {
    let names: BTreeSet<_> = OBJECTS
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    assert_eq!(names.len(), OBJECTS.len());
}
