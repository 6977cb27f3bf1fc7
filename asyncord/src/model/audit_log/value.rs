//! Values that stand in changes and nowhere else.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    id::{
        Id,
        marker::{GenericMarker, RoleMarker},
    },
    model::{Number, Text, wire::object},
};

/// A role that a member got or lost.
///
/// Discord docs: Audit Log/Partial Role Object.
#[object]
#[derive(Eq)]
pub struct AuditLogRole {
    /// The role's id.
    pub id: Id<RoleMarker>,
    /// The role's name.
    pub name: Text,
}

/// Whether a role, member or channel may use a command.
///
/// Discord docs: Application Commands/Application Command Permissions Structure.
#[object]
#[derive(Copy, Eq)]
pub struct AuditLogCommandPermission {
    /// Whose or where; the guild's id stands for everyone, one less than it for all channels.
    pub id: Option<Id<GenericMarker>>,
    /// Of what the id is: 1 a role, 2 a user, 3 a channel.
    #[wire(name = "type")]
    pub kind: i32,
    /// Whether it is allowed.
    pub permission: bool,
}

/// A value of which the object that was changed decides the form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuditLogValue {
    /// A number, such as the type of a channel.
    Number(Number),
    /// A text, such as the type of an integration.
    Text(Text),
}

impl AuditLogValue {
    /// The number, if it is a whole one that fits.
    ///
    /// It makes values of the enums: `value.number().map(ChannelType::from)`.
    pub fn number(&self) -> Option<i32> {
        match self {
            Self::Number(number) => i32::try_from(number.as_i64()?).ok(),
            Self::Text(_) => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Number(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl Serialize for AuditLogValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => text.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for AuditLogValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = AuditLogValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number or a string")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<AuditLogValue, E> {
                Ok(AuditLogValue::Number(number.into()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<AuditLogValue, E> {
                i64::try_from(number)
                    .map(|number| AuditLogValue::Number(number.into()))
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<AuditLogValue, E> {
                Ok(AuditLogValue::Text(text.into()))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
