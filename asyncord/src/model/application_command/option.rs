//! Options of application commands.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IntoDeserializer},
};

use crate::model::{ChannelType, List, Locale, Map, Number, Text, wire::object, wire::required};

/// An option of a slash command, or one of its subcommands or groups.
///
/// Which fields are there depends on the [`kind`](Self::kind).
///
/// Discord docs: Application Commands/Application Command Option Structure.
#[object]
pub struct ApplicationCommandOption {
    /// What sort of option it is.
    #[wire(name = "type")]
    pub kind: ApplicationCommandOptionType,
    /// The name, 1 to 32 characters.
    pub name: Text,
    /// The name in the language of the request, if there is a translation.
    pub name_localized: Option<Text>,
    /// The name in other languages.
    pub name_localizations: Map<Locale, Text>,
    /// What it is for, 1 to 100 characters.
    pub description: Text,
    /// The description in the language of the request, if there is a translation.
    pub description_localized: Option<Text>,
    /// The description in other languages.
    pub description_localizations: Map<Locale, Text>,
    /// Whether it must be given.
    pub required: bool,
    /// The values that a text, an integer or a number can be, up to 25; any where empty.
    pub choices: List<ApplicationCommandOptionChoice>,
    /// The options of a subcommand, or the subcommands of a group; up to 25.
    pub options: List<ApplicationCommandOption>,
    /// The types of channels that can be given; any where empty.
    pub channel_types: List<ChannelType>,
    /// The least integer or number.
    pub min_value: Option<Number>,
    /// The greatest integer or number.
    pub max_value: Option<Number>,
    /// The least length of a text in characters, 0 to 6,000.
    pub min_length: Option<u32>,
    /// The greatest length of a text in characters, 1 to 6,000.
    pub max_length: Option<u32>,
    /// Whether the application suggests choices while the user writes.
    pub autocomplete: bool,
    /// The sorts of files that can be given: `image`, `video`, `audio` or endings such as `.pdf`, up to
    /// 10; any where empty. Only names are checked.
    pub file_types: List<Text>,
}

impl ApplicationCommandOption {
    /// Whether it is a subcommand or a group of such.
    pub fn is_subcommand(&self) -> bool {
        matches!(
            self.kind,
            ApplicationCommandOptionType::SubCommand
                | ApplicationCommandOptionType::SubCommandGroup
        )
    }
}

open_enum! {
    /// What sort of option it is.
    ///
    /// Discord docs: Application Commands/Application Command Option Type.
    pub enum ApplicationCommandOptionType {
        /// A subcommand.
        SubCommand = 1 => "SUB_COMMAND",
        /// A group of subcommands.
        SubCommandGroup = 2 => "SUB_COMMAND_GROUP",
        /// A text.
        String = 3 => "STRING",
        /// An integer, between -2^53 and 2^53.
        Integer = 4 => "INTEGER",
        /// Yes or no.
        Boolean = 5 => "BOOLEAN",
        /// A user.
        User = 6 => "USER",
        /// A channel of any kind, or a category.
        Channel = 7 => "CHANNEL",
        /// A role.
        Role = 8 => "ROLE",
        /// A user or a role.
        Mentionable = 9 => "MENTIONABLE",
        /// A number, between -2^53 and 2^53.
        Number = 10 => "NUMBER",
        /// A file.
        Attachment = 11 => "ATTACHMENT",
    }
}

/// A value that a user can choose for an option.
///
/// Discord docs: Application Commands/Application Command Option Choice Structure.
#[object]
pub struct ApplicationCommandOptionChoice {
    /// The name, 1 to 100 characters.
    pub name: Text,
    /// The name in the language of the request, if there is a translation.
    pub name_localized: Option<Text>,
    /// The name in other languages.
    pub name_localizations: Map<Locale, Text>,
    /// The value that the application receives.
    pub value: ChoiceValue,
}

/// The value of a choice, of the type of its option.
///
/// Discord docs: Application Commands/Application Command Option Choice Structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceValue {
    /// A text, up to 100 characters.
    String(Text),
    /// An integer; also a number that has no fraction.
    Integer(i64),
    /// A number.
    Number(Number),
}

impl ChoiceValue {
    /// The text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
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
            Self::Integer(integer) => Some(Number::from(*integer).get()),
            Self::Number(number) => Some(number.get()),
            Self::String(_) => None,
        }
    }
}

required!(ChoiceValue);

impl From<&str> for ChoiceValue {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for ChoiceValue {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<i64> for ChoiceValue {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<i32> for ChoiceValue {
    fn from(integer: i32) -> Self {
        Self::Integer(integer.into())
    }
}

impl From<Number> for ChoiceValue {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl Serialize for ChoiceValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(text) => text.serialize(serializer),
            Self::Integer(integer) => integer.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ChoiceValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = ChoiceValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the value of a choice, as a string or a number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<ChoiceValue, E> {
                Ok(ChoiceValue::String(text.into()))
            }

            fn visit_i64<E: de::Error>(self, integer: i64) -> Result<ChoiceValue, E> {
                Ok(ChoiceValue::Integer(integer))
            }

            fn visit_u64<E: de::Error>(self, integer: u64) -> Result<ChoiceValue, E> {
                match i64::try_from(integer) {
                    Ok(integer) => Ok(ChoiceValue::Integer(integer)),
                    Err(_) => {
                        Number::deserialize(integer.into_deserializer()).map(ChoiceValue::Number)
                    }
                }
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<ChoiceValue, E> {
                Number::deserialize(number.into_deserializer()).map(ChoiceValue::Number)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
