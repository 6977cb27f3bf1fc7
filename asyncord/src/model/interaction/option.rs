//! The options that a user gave a command.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, IntoDeserializer},
    ser::SerializeMap,
};

use super::data::read_kind;
use crate::{
    id::{
        Id,
        marker::{AttachmentMarker, ChannelMarker, GenericMarker, RoleMarker, UserMarker},
    },
    model::{
        ApplicationCommandOptionType, List, Number, RawJson, Text,
        wire::{self, Object, Source, object},
    },
};

/// An option that a user gave a command, or the subcommand or group that was used.
///
/// Discord docs: Receiving and Responding/Application Command Interaction Data Option Structure.
#[object]
pub struct CommandDataOption {
    /// The name.
    pub name: Text,
    /// What was given; on the wire `type` and `value`.
    #[wire(flatten)]
    pub value: CommandOptionValue,
    /// Of a subcommand its options, of a group its one subcommand.
    pub options: List<CommandDataOption>,
    /// Whether the user is writing it, and suggestions are asked for.
    pub focused: bool,
}

impl CommandDataOption {
    /// What sort of option it is.
    pub fn kind(&self) -> ApplicationCommandOptionType {
        self.value.kind()
    }

    /// Whether it is a subcommand or a group of such.
    pub fn is_subcommand(&self) -> bool {
        matches!(
            self.value,
            CommandOptionValue::SubCommand | CommandOptionValue::SubCommandGroup
        )
    }
}

/// What a user gave for an option, by the option's type.
///
/// Discord docs: Application Commands/Application Command Option Type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CommandOptionValue {
    /// A subcommand; what it was given stands in [`CommandDataOption::options`].
    SubCommand,
    /// A group of subcommands; the one used stands in [`CommandDataOption::options`].
    SubCommandGroup,
    /// A text, up to 6,000 characters.
    String(Text),
    /// An integer, between -2^53 and 2^53.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A user.
    User(Id<UserMarker>),
    /// A channel of any kind, or a category.
    Channel(Id<ChannelMarker>),
    /// A role.
    Role(Id<RoleMarker>),
    /// A user or a role.
    Mentionable(Id<GenericMarker>),
    /// A number, between -2^53 and 2^53.
    Number(Number),
    /// A file.
    Attachment(Id<AttachmentMarker>),
    /// What a user has written so far for an option of another type than text, while suggestions are
    /// asked for: nothing has checked it.
    Unfinished(ApplicationCommandOptionType, Text),
    /// A value of a type that this version does not know, or not of the form of its type.
    Unknown(Box<UnknownOptionValue>),
}

/// A value of an option that is kept as it came.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnknownOptionValue {
    /// The type of the option.
    pub kind: ApplicationCommandOptionType,
    /// The value.
    pub value: Option<RawJson>,
}

impl CommandOptionValue {
    /// The type of the option.
    pub fn kind(&self) -> ApplicationCommandOptionType {
        match self {
            Self::SubCommand => ApplicationCommandOptionType::SubCommand,
            Self::SubCommandGroup => ApplicationCommandOptionType::SubCommandGroup,
            Self::String(_) => ApplicationCommandOptionType::String,
            Self::Integer(_) => ApplicationCommandOptionType::Integer,
            Self::Boolean(_) => ApplicationCommandOptionType::Boolean,
            Self::User(_) => ApplicationCommandOptionType::User,
            Self::Channel(_) => ApplicationCommandOptionType::Channel,
            Self::Role(_) => ApplicationCommandOptionType::Role,
            Self::Mentionable(_) => ApplicationCommandOptionType::Mentionable,
            Self::Number(_) => ApplicationCommandOptionType::Number,
            Self::Attachment(_) => ApplicationCommandOptionType::Attachment,
            Self::Unfinished(kind, _) => *kind,
            Self::Unknown(unknown) => unknown.kind,
        }
    }

    /// The text, also one that is being written for an option of another type.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) | Self::Unfinished(_, text) => Some(text),
            _ => None,
        }
    }

    /// The integer.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// The number, or the integer as the nearest number.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.get()),
            Self::Integer(integer) => Some(Number::from(*integer).get()),
            _ => None,
        }
    }

    /// Yes or no.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(boolean) => Some(*boolean),
            _ => None,
        }
    }

    /// The id of the user, channel, role or file.
    pub fn as_id(&self) -> Option<Id<GenericMarker>> {
        match self {
            Self::User(id) => Some(id.cast()),
            Self::Channel(id) => Some(id.cast()),
            Self::Role(id) => Some(id.cast()),
            Self::Mentionable(id) => Some(*id),
            Self::Attachment(id) => Some(id.cast()),
            _ => None,
        }
    }

    /// Makes a value of the type and what came.
    fn new(kind: ApplicationCommandOptionType, value: Option<Scalar>) -> Self {
        use ApplicationCommandOptionType as Type;

        let Some(value) = value else {
            return match kind {
                Type::SubCommand => Self::SubCommand,
                Type::SubCommandGroup => Self::SubCommandGroup,
                _ => Self::unknown(kind, None),
            };
        };
        match (kind, value) {
            (Type::String, Scalar::Text(text)) => Self::String(text),
            (Type::Boolean, Scalar::Bool(boolean)) => Self::Boolean(boolean),
            (Type::Number, Scalar::Number(number)) => Self::Number(number),
            (Type::Integer, Scalar::Number(number)) => match number.as_i64() {
                Some(integer) => Self::Integer(integer),
                None => Self::unknown(kind, Some(Scalar::Number(number))),
            },
            (
                Type::User
                | Type::Channel
                | Type::Role
                | Type::Mentionable
                | Type::Attachment
                | Type::Integer
                | Type::Number
                | Type::Boolean,
                Scalar::Text(text),
            ) => Self::of_text(kind, text),
            (kind, value) => Self::unknown(kind, Some(value)),
        }
    }

    /// Makes a value of the type and a text that came for it.
    fn of_text(kind: ApplicationCommandOptionType, text: Text) -> Self {
        use ApplicationCommandOptionType as Type;

        let Ok(id) = text.parse::<Id<GenericMarker>>() else {
            return Self::Unfinished(kind, text);
        };
        match kind {
            Type::User => Self::User(id.cast()),
            Type::Channel => Self::Channel(id.cast()),
            Type::Role => Self::Role(id.cast()),
            Type::Mentionable => Self::Mentionable(id),
            Type::Attachment => Self::Attachment(id.cast()),
            _ => Self::Unfinished(kind, text),
        }
    }

    fn unknown(kind: ApplicationCommandOptionType, value: Option<Scalar>) -> Self {
        let value = value.and_then(Scalar::into_json);
        Self::Unknown(Box::new(UnknownOptionValue { kind, value }))
    }
}

/// What is known of the value while the option is read.
#[allow(unreachable_pub, reason = "only so that the trait can name it")]
#[derive(Default)]
pub struct Parts {
    kind: Option<ApplicationCommandOptionType>,
    value: Option<Scalar>,
}

const TYPE: usize = 0;

impl Object for CommandOptionValue {
    const NAME: &'static str = "CommandDataOption";
    const FIELDS: usize = 2;
    type Parts = Parts;

    fn field(key: &str) -> Option<usize> {
        match key {
            "type" => Some(TYPE),
            "value" => Some(1),
            _ => None,
        }
    }

    fn take<'de, A: Source<'de>>(
        parts: &mut Parts,
        field: usize,
        source: &mut A,
    ) -> Result<(), A::Error> {
        if field == TYPE {
            parts.kind = Some(read_kind(source)?);
        } else {
            parts.value = Some(source.value()?);
        }
        Ok(())
    }

    fn finish<E: de::Error>(parts: Parts) -> Result<Self, E> {
        let kind = wire::finish::<ApplicationCommandOptionType, E>(parts.kind, "type")?;
        Ok(Self::new(kind, parts.value))
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("type", &self.kind())?;
        match self {
            Self::SubCommand | Self::SubCommandGroup => Ok(()),
            Self::String(text) | Self::Unfinished(_, text) => map.serialize_entry("value", text),
            Self::Integer(integer) => map.serialize_entry("value", integer),
            Self::Boolean(boolean) => map.serialize_entry("value", boolean),
            Self::User(id) => map.serialize_entry("value", id),
            Self::Channel(id) => map.serialize_entry("value", id),
            Self::Role(id) => map.serialize_entry("value", id),
            Self::Mentionable(id) => map.serialize_entry("value", id),
            Self::Number(number) => map.serialize_entry("value", number),
            Self::Attachment(id) => map.serialize_entry("value", id),
            Self::Unknown(unknown) => match &unknown.value {
                Some(value) => map.serialize_entry("value", value),
                None => Ok(()),
            },
        }
    }
}

/// A value before the type of its option is known.
enum Scalar {
    Text(Text),
    Bool(bool),
    Number(Number),
    /// Null, an array or an object.
    Other(serde_json::Value),
}

impl Scalar {
    fn into_json(self) -> Option<RawJson> {
        let json = match self {
            Self::Text(text) => serde_json::to_string(&text),
            Self::Bool(boolean) => serde_json::to_string(&boolean),
            Self::Number(number) => serde_json::to_string(&number),
            Self::Other(value) => serde_json::to_string(&value),
        };
        RawJson::from_json(json.ok()?).ok()
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> de::Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of an option")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_bool<E: de::Error>(self, boolean: bool) -> Result<Scalar, E> {
        Ok(Scalar::Bool(boolean))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.into()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
        Number::deserialize(number.into_deserializer()).map(Scalar::Number)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
        Number::deserialize(number.into_deserializer()).map(Scalar::Number)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Scalar, E> {
        Ok(Scalar::Other(serde_json::Value::Null))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Scalar, A::Error> {
        let value = Deserialize::deserialize(de::value::SeqAccessDeserializer::new(seq))?;
        Ok(Scalar::Other(value))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Scalar, A::Error> {
        let value = Deserialize::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(Scalar::Other(value))
    }
}
