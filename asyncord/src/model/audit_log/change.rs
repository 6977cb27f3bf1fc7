//! What was changed, by the key of the object.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, ser::SerializeMap,
};

use super::value::AuditLogCommandPermission;
use crate::{
    id::{Id, marker::GenericMarker},
    model::{
        RawJson, Text,
        wire::{self, Keys, json, lenient, object, required},
    },
};

mod table;

pub use self::table::{AuditLogChange, change_key};

/// The values of a key before and after.
///
/// `old` is `None` of what had no value, such as of a thing that was made; `new` is `None` of what was
/// taken away.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change<T> {
    /// The value before.
    pub old: Option<T>,
    /// The value after.
    pub new: Option<T>,
    came: Keys<1>,
}

impl<T> Change<T> {
    const OLD: usize = 0;
    const NEW: usize = 1;

    /// Both values, where there are both.
    pub fn both(&self) -> Option<(&T, &T)> {
        Some((self.old.as_ref()?, self.new.as_ref()?))
    }

    /// Whether a value was set where none was.
    pub fn is_set(&self) -> bool {
        self.old.is_none() && self.new.is_some()
    }

    /// Whether the value was taken away.
    pub fn is_unset(&self) -> bool {
        self.old.is_some() && self.new.is_none()
    }
}

impl<T: Serialize> Change<T> {
    fn write<S: Serializer>(&self, key: &str, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", key)?;
        wire::write(&mut map, "new_value", &self.new, self.came.get(Self::NEW))?;
        wire::write(&mut map, "old_value", &self.old, self.came.get(Self::OLD))?;
        map.end()
    }
}

impl<T: DeserializeOwned> Change<T> {
    /// Reads the values, if they are of the type.
    fn read(raw: &RawAuditLogChange) -> Option<Self> {
        let mut keys = Keys::default();
        keys.set(Self::OLD, raw.came.get(RawAuditLogChange::OLD));
        keys.set(Self::NEW, raw.came.get(RawAuditLogChange::NEW));
        Some(Self {
            old: value("old_value", raw.old_value.as_ref()).ok()?,
            new: value("new_value", raw.new_value.as_ref()).ok()?,
            came: keys,
        })
    }
}

/// Reads a value, if there is one; an error where it is of another type.
fn value<T: DeserializeOwned>(name: &str, raw: Option<&RawJson>) -> Result<Option<T>, OtherType> {
    let Some(raw) = raw else { return Ok(None) };
    if lenient::is_on() {
        // So that it is reported.
        let raw = json::from_str(raw.json()).map_err(|_| OtherType)?;
        return match lenient::entry::<Text, T>(name, raw) {
            Ok((_, value)) => Ok(Some(value)),
            Err(_) => Err(OtherType),
        };
    }
    json::from_str(raw.json()).map(Some).map_err(|_| OtherType)
}

/// A value is not of its key's type.
struct OtherType;

/// A change as it came: its key is not known, or its values are not of the key's type.
///
/// Discord docs: Audit Log/Audit Log Change Object.
#[object]
pub struct RawAuditLogChange {
    /// What was changed.
    pub key: Option<Text>,
    /// The value after.
    pub new_value: Option<RawJson>,
    /// The value before.
    pub old_value: Option<RawJson>,
}

impl RawAuditLogChange {
    // Their places among the fields.
    const NEW: usize = 1;
    const OLD: usize = 2;
}

/// A change of what a role, member or channel may do with a command.
///
/// Discord docs: Audit Log/Audit Log Change Exceptions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CommandPermissionChange {
    /// Whose or where.
    pub id: Id<GenericMarker>,
    /// What was allowed or denied, and what is now.
    pub change: Change<AuditLogCommandPermission>,
}

/// A key whose changes are found by it, such as [`Nick`](change_key::Nick).
pub trait ChangeKey {
    /// The type of the key's values.
    type Value;

    /// The key as Discord writes it.
    const KEY: &'static str;

    /// The values, if `change` is of this key.
    fn of(change: &AuditLogChange) -> Option<&Change<Self::Value>>;
}

required!(AuditLogChange);

impl<'de> Deserialize<'de> for AuditLogChange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = RawAuditLogChange::deserialize(deserializer)?;
        Ok(Self::read(&raw).unwrap_or_else(|| Self::Unknown(Box::new(raw))))
    }
}
