//! Linked roles: what an application tells of users, and what guilds ask of them.

use super::{
    Locale, Map, Text,
    wire::{Keys, object},
};

/// What an application tells of a user for linked roles.
///
/// Discord docs: User/Application Role Connection Object.
#[object]
#[derive(Default)]
pub struct ApplicationRoleConnection {
    /// What the application calls its platform, up to 50 characters.
    pub platform_name: Option<Text>,
    /// The user's name on it, up to 100 characters.
    pub platform_username: Option<Text>,
    /// The values, by the keys of [`ApplicationRoleConnectionMetadata`], each as a text of up to 100
    /// characters.
    pub metadata: Map<Text, Text>,
}

/// A value that an application tells of users, and how guilds compare it.
///
/// An application has up to 5.
///
/// Discord docs: Application Role Connection Metadata/Application Role Connection Metadata Object.
#[object]
pub struct ApplicationRoleConnectionMetadata {
    /// What sort of value it is, and how it is compared.
    #[wire(name = "type")]
    pub kind: ApplicationRoleConnectionMetadataType,
    /// The key: `a-z`, `0-9` and `_`, 1 to 50 characters.
    pub key: Text,
    /// The name, 1 to 100 characters.
    pub name: Text,
    /// The name in other languages.
    pub name_localizations: Map<Locale, Text>,
    /// The description, 1 to 200 characters.
    pub description: Text,
    /// The description in other languages.
    pub description_localizations: Map<Locale, Text>,
}

impl ApplicationRoleConnectionMetadata {
    /// A value, with its key, name and description.
    pub fn new(
        kind: ApplicationRoleConnectionMetadataType,
        key: impl Into<Text>,
        name: impl Into<Text>,
        description: impl Into<Text>,
    ) -> Self {
        Self {
            kind,
            key: key.into(),
            name: name.into(),
            name_localizations: Map::default(),
            description: description.into(),
            description_localizations: Map::default(),
            came: Keys::default(),
        }
    }
}

open_enum! {
    /// How a user's value is compared with that of a guild.
    ///
    /// Discord docs: Application Role Connection Metadata/Application Role Connection Metadata Type.
    pub enum ApplicationRoleConnectionMetadataType {
        /// An integer, at most the guild's.
        IntegerLessThanOrEqual = 1 => "INTEGER_LESS_THAN_OR_EQUAL",
        /// An integer, at least the guild's.
        IntegerGreaterThanOrEqual = 2 => "INTEGER_GREATER_THAN_OR_EQUAL",
        /// An integer, the same as the guild's.
        IntegerEqual = 3 => "INTEGER_EQUAL",
        /// An integer, another than the guild's.
        IntegerNotEqual = 4 => "INTEGER_NOT_EQUAL",
        /// An ISO 8601 time, at most the guild's days before now.
        DatetimeLessThanOrEqual = 5 => "DATETIME_LESS_THAN_OR_EQUAL",
        /// An ISO 8601 time, at least the guild's days before now.
        DatetimeGreaterThanOrEqual = 6 => "DATETIME_GREATER_THAN_OR_EQUAL",
        /// 1, where the guild asks for it.
        BooleanEqual = 7 => "BOOLEAN_EQUAL",
        /// Not 1, where the guild asks for it.
        BooleanNotEqual = 8 => "BOOLEAN_NOT_EQUAL",
    }
}
