//! Values by their names: what a query and most bodies consist of.

use std::fmt;

use percent_encoding::utf8_percent_encode;
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use super::{Body, draft::SEGMENT};
use crate::{
    model::limits::Limited,
    rest::{
        check::{Faults, Limit},
        transport::{File, Payload},
    },
};

/// Named values: the optional and required parts of a query or a JSON body, as they were set.
#[derive(Clone, Default)]
pub(crate) struct Fields {
    entries: Vec<Entry>,
    files: Vec<File>,
    /// Whether there is an object also where nothing was set.
    expected: bool,
}

#[derive(Clone)]
struct Entry {
    name: &'static str,
    value: Value,
    limit: Option<Limit>,
}

impl Fields {
    /// Sets a value, in place of one that was set before.
    pub(crate) fn set(&mut self, name: &'static str, value: &impl Serialize, limit: Option<Limit>) {
        let value = serde_json::to_value(value).expect("plain data can be written as JSON");
        self.entries.retain(|entry| entry.name != name);
        self.entries.push(Entry { name, value, limit });
    }
}

impl Fields {
    /// The value that was set, if one was.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.entries
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| &entry.value)
    }

    /// Takes a value out.
    pub(crate) fn remove(&mut self, name: &str) {
        self.entries.retain(|entry| entry.name != name);
    }

    /// Writes them as `name=value`, with `&` between; a list as its name repeated, null not at all.
    pub(crate) fn write_urlencoded(&self, out: &mut String) {
        let mut is_first = true;
        for Entry { name, value, .. } in &self.entries {
            let values = match value {
                Value::Array(values) => values.as_slice(),
                Value::Null => &[],
                value => std::slice::from_ref(value),
            };
            for value in values {
                if !std::mem::take(&mut is_first) {
                    out.push('&');
                }
                out.push_str(name);
                out.push('=');
                match value {
                    Value::String(text) => out.extend(utf8_percent_encode(text, SEGMENT)),
                    other => out.push_str(&other.to_string()),
                }
            }
        }
    }

    /// Says which values there can be: Discord wants an object, were it an empty one.
    pub(crate) fn expect(&mut self, names: &[&str]) {
        self.expected = !names.is_empty();
    }

    /// Adds a file, which goes beside the values.
    pub(crate) fn add_file(&mut self, file: File) {
        self.files.push(file);
    }
}

impl fmt::Debug for Fields {
    // Some of the values are secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.entries.iter().map(|entry| entry.name);
        f.debug_set().entries(names).finish()
    }
}

/// A list that is written with commas between its elements.
#[derive(Clone, Debug)]
pub(crate) struct Joined<T>(Vec<T>);

impl<T> FromIterator<T> for Joined<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().collect())
    }
}

impl<T: fmt::Display> Serialize for Joined<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        serializer.serialize_str(&texts.join(","))
    }
}

impl Limited for Fields {
    fn check(&self, faults: &mut Faults) {
        for Entry { name, value, limit } in &self.entries {
            if let Some(limit) = limit {
                limit.check(name, value, faults);
            }
        }
    }
}

impl Body for Fields {
    fn changes(&self) -> Vec<&'static str> {
        self.entries.iter().map(|entry| entry.name).collect()
    }

    fn into_payload(self) -> serde_json::Result<Payload> {
        if self.entries.is_empty() && self.files.is_empty() && !self.expected {
            return Ok(Payload::None);
        }
        let json = serde_json::to_vec(&self)?.into();
        Ok(if self.files.is_empty() {
            Payload::Json(json)
        } else {
            Payload::Multipart {
                json: Some(json),
                fields: Vec::new(),
                files: self.files,
            }
        })
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries.len()))?;
        for Entry { name, value, .. } in &self.entries {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
