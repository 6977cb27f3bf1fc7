//! The second reading of a payload that could not be read strictly.
//!
//! A strict reading is the rule and pays one look at a flag a field for this. If it fails, the payload is
//! read again with each field and element taken as its raw text first: what is strange is then left out
//! (an optional field) or kept apart (an element of a [`List`](crate::model::List)), and reported.

use std::{
    cell::{Cell, RefCell},
    fmt::{self, Write as _},
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned},
};
use serde_json::value::RawValue;

use super::{Source, json};

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
    static READING: RefCell<Reading> = const { RefCell::new(Reading::new()) };
}

/// Something in a payload that could not be read and was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Strange {
    /// Where it stands, such as `embeds[0].type`.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Strange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// A payload that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Strange);

impl DecodeError {
    pub(crate) fn new(path: String, message: String) -> Self {
        Self(Strange { path, message })
    }

    /// Where the fault stands, such as `embeds[0].type`; empty where it is the payload as a whole.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for DecodeError {}

/// Where the second reading stands.
struct Reading {
    path: Vec<Step>,
    /// Where the failure that is on its way up began.
    failed_at: Option<String>,
    found: Vec<Strange>,
    /// How many bytes are held as raw texts of the parts that are being read.
    held: usize,
    /// How many may be.
    most: usize,
}

/// How many times the size of a payload its parts may take, each within the other, while it is read again: what
/// nests for its own sake is no message of Discord's.
const MOST_HELD: usize = 4;
/// What they may take in any case: of a small payload it is not worth a look.
const HELD_ANYWAY: usize = 1024 * 1024;

enum Step {
    Key(&'static str),
    /// A key of a map.
    Name(Box<str>),
    Index(usize),
}

impl Reading {
    const fn new() -> Self {
        Self {
            path: Vec::new(),
            failed_at: None,
            found: Vec::new(),
            held: 0,
            most: 0,
        }
    }

    fn path(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) => push_key(&mut text, key),
                Step::Name(name) => push_key(&mut text, name),
                Step::Index(index) => {
                    let _ = write!(text, "[{index}]");
                }
            }
        }
        text
    }
}

fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// Whether this is a second reading.
pub(crate) fn is_on() -> bool {
    ON.get()
}

/// Reads a payload, a second time if it must; gives what was strange in it as well.
pub(crate) fn decode<'de, T: Deserialize<'de>>(
    json: &'de str,
) -> Result<(T, Vec<Strange>), DecodeError> {
    match json::from_str(json) {
        Ok(value) => Ok((value, Vec::new())),
        Err(error) => decode_again(json, error),
    }
}

/// Leaves no trace, even if a `Deserialize` of a user panics.
struct Off;

impl Drop for Off {
    fn drop(&mut self) {
        ON.set(false);
        READING.set(Reading::new());
    }
}

#[cold]
fn decode_again<'de, T: Deserialize<'de>>(
    json: &'de str,
    first: json::Error,
) -> Result<(T, Vec<Strange>), DecodeError> {
    if is_on() {
        // A type reads a part of itself by `decode`: the reading that goes on looks after it.
        return Err(DecodeError::new(String::new(), first.message(json, true)));
    }
    ON.set(true);
    let off = Off;
    READING.with_borrow_mut(|reading| {
        reading.most = json.len().saturating_mul(MOST_HELD).max(HELD_ANYWAY);
    });
    let result = json::from_str(json);
    let reading = READING.replace(Reading::new());
    drop(off);
    match result {
        Ok(value) => Ok((value, reading.found)),
        Err(error) => Err(DecodeError::new(
            reading.failed_at.unwrap_or_default(),
            error.message(json, false),
        )),
    }
}

/// An error's message without the line and column, which mean nothing in a part read apart.
pub(crate) fn bare_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(end) => message[..end].to_owned(),
        None => message,
    }
}

/// Reads a part apart, one step deeper.
fn step<T: DeserializeOwned>(step: Step, raw: &RawValue) -> Result<T, String> {
    READING.with_borrow_mut(|reading| reading.path.push(step));
    let result = read(raw);
    READING.with_borrow_mut(|reading| reading.path.pop());
    result
}

fn read<T: DeserializeOwned>(raw: &RawValue) -> Result<T, String> {
    let size = raw.get().len();
    let fits = READING.with_borrow_mut(|reading| {
        reading.held += size;
        reading.held <= reading.most
    });
    let result = if fits {
        json::from_str(raw.get()).map_err(|error| error.message(raw.get(), true))
    } else {
        Err("nested too deeply".to_owned())
    };
    READING.with_borrow_mut(|reading| reading.held -= size);
    result.inspect_err(|_| fail())
}

/// Notes where a failure began; those it passes on its way up change nothing.
fn fail() {
    READING.with_borrow_mut(|reading| {
        if reading.failed_at.is_none() {
            reading.failed_at = Some(reading.path());
        }
    });
}

/// Notes that a key is missing.
pub(super) fn fail_at_key(key: &'static str) {
    if is_on() {
        READING.with_borrow_mut(|reading| {
            if reading.failed_at.is_none() {
                let mut path = reading.path();
                push_key(&mut path, key);
                reading.failed_at = Some(path);
            }
        });
    }
}

/// Reports what was left out.
fn report(message: &str) {
    READING.with_borrow_mut(|reading| {
        let path = reading.failed_at.take().unwrap_or_default();
        reading.found.push(Strange {
            path,
            message: message.to_owned(),
        });
    });
}

/// Reads the value of a field that may be left out; `None` is one that was.
pub(super) fn optional<'de, T: DeserializeOwned, A: Source<'de>>(
    source: &mut A,
    key: &'static str,
) -> Result<Option<T>, A::Error> {
    let raw: Box<RawValue> = source.value()?;
    Ok(match step(Step::Key(key), &raw) {
        Ok(value) => Some(value),
        Err(message) => {
            report(&message);
            None
        }
    })
}

/// Reads the value of a field that must be there.
pub(super) fn required<'de, T: DeserializeOwned, A: Source<'de>>(
    source: &mut A,
    key: &'static str,
) -> Result<T, A::Error> {
    let raw: Box<RawValue> = source.value()?;
    step(Step::Key(key), &raw).map_err(de::Error::custom)
}

/// Reads an element of a list.
pub(crate) fn element<T: DeserializeOwned>(index: usize, raw: &RawValue) -> Result<T, String> {
    step(Step::Index(index), raw).inspect_err(|message| report(message))
}

/// Reads a key and a value of a map.
pub(crate) fn entry<K: DeserializeOwned, T: DeserializeOwned>(
    name: &str,
    raw: &RawValue,
) -> Result<(K, T), String> {
    let name_alone = serde_json::json!({ name: null }).to_string();
    let key = json::from_str::<Key<K>>(&name_alone);
    READING.with_borrow_mut(|reading| reading.path.push(Step::Name(name.into())));
    let entry = match key {
        Ok(Key(key)) => read(raw).map(|value| (key, value)),
        Err(error) => {
            fail();
            Err(error.message(&name_alone, true))
        }
    };
    READING.with_borrow_mut(|reading| reading.path.pop());
    entry.inspect_err(|message| report(message))
}

/// A key as text, read as a map's key is.
struct Key<K>(K);

impl<'de, K: Deserialize<'de>> Deserialize<'de> for Key<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<K>(PhantomData<K>);

        impl<'de, K: Deserialize<'de>> de::Visitor<'de> for Visitor<K> {
            type Value = Key<K>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of one key")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Key<K>, A::Error> {
                match map.next_entry::<K, de::IgnoredAny>()? {
                    Some((key, _)) => Ok(Key(key)),
                    None => Err(de::Error::invalid_length(0, &self)),
                }
            }
        }

        deserializer.deserialize_map(Visitor(PhantomData))
    }
}

/// Reads a part of an object that was kept as raw text, such as the `data` of an interaction.
///
/// A failure is that of the object; its path begins with `key`.
pub(crate) fn part<T: DeserializeOwned, E: de::Error>(
    key: &'static str,
    raw: &RawValue,
) -> Result<T, E> {
    let result = if is_on() {
        step(Step::Key(key), raw)
    } else {
        json::from_str(raw.get()).map_err(|error| error.message(raw.get(), true))
    };
    result.map_err(E::custom)
}
