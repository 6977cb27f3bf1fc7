//! What may be thrown at the reading of data, and what must hold then.

use std::{fs, path::Path};

use asyncord::event::AnyEvent;

use crate::objects::{OBJECTS, round_trip};

/// All payloads of the fixtures, with the names of their objects or events.
///
/// # Panics
///
/// If the fixtures cannot be read.
pub fn payloads() -> Vec<(String, Vec<u8>)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    ["events", "objects", "webhook_events"]
        .iter()
        .flat_map(|folder| fs::read_dir(fixtures.join(folder)).expect("the fixtures are there"))
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            let file = path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            let webhook = path
                .parent()
                .is_some_and(|folder| folder.ends_with("webhook_events"));
            let name = if webhook {
                "WebhookEventPayload"
            } else {
                file.split('.').next().unwrap_or_default()
            };
            let value: serde_json::Value =
                serde_json::from_slice(&fs::read(&path).expect("the file can be read"))
                    .expect("it is JSON");
            (name.to_owned(), value.to_string().into_bytes())
        })
        .collect()
}

/// The names of everything that can be read: by number, for the first byte of an input.
fn names() -> impl Iterator<Item = &'static str> + Clone {
    let objects = OBJECTS.iter().map(|(name, _)| *name);
    AnyEvent::NAMES.iter().copied().chain(objects)
}

/// The fixtures as inputs of [`target`].
///
/// # Panics
///
/// As [`payloads`].
pub fn seeds() -> Vec<Vec<u8>> {
    payloads()
        .into_iter()
        .filter_map(|(name, mut json)| {
            let number = names().position(|known| known == name)?;
            json.insert(0, u8::try_from(number).ok()?);
            Some(json)
        })
        .collect()
}

/// Reads the bytes after the first as what that one says; tells whether they could be read.
///
/// # Panics
///
/// If reading panics, and if what was written of what was read is then read and written otherwise.
pub fn target(input: &[u8]) -> bool {
    let Some((number, json)) = input.split_first() else {
        return false;
    };
    let name = names()
        .cycle()
        .nth(usize::from(*number))
        .expect("there are names");
    is_readable(name, json)
}

/// Reads bytes as an event or object of this name; tells whether they could be read.
///
/// # Panics
///
/// As [`target`], and if there is no such name.
pub fn is_readable(name: &str, json: &[u8]) -> bool {
    // Bytes that are no UTF-8 never come to a type: they are refused before.
    let json = String::from_utf8_lossy(json);
    let Ok(trip) = round_trip(name, &json).expect("the name is known") else {
        return false;
    };
    let again = round_trip(name, &trip.again).expect("the name is known");
    assert!(
        again.is_ok_and(|again| again.again == trip.again),
        "not stable: {name}: {json}\nagain: {}",
        trip.again
    );
    true
}
