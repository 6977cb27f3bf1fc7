//! Emojis, and what a reaction is made of.

use super::{List, Text, User, wire::object};
use crate::id::{
    Id,
    marker::{EmojiMarker, RoleMarker},
};

/// An emoji: Unicode's, where `id` is `None`, or a custom one.
///
/// Discord docs: Emoji/Emoji Object.
#[object]
pub struct Emoji {
    /// The custom emoji's id.
    pub id: Option<Id<EmojiMarker>>,
    /// The custom emoji's name, or Unicode's characters; `None` where a deleted emoji was reacted with.
    pub name: Option<Text>,
    /// The roles that may use it; all where empty.
    pub roles: List<Id<RoleMarker>>,
    /// Who made it.
    pub user: Option<Box<User>>,
    /// Whether it needs colons.
    pub require_colons: Option<bool>,
    /// Whether an integration manages it.
    pub managed: Option<bool>,
    /// Whether it moves.
    pub animated: Option<bool>,
    /// Whether it can be used; it may not be after a loss of boosts.
    pub available: Option<bool>,
}

/// An emoji as a request names it: Unicode's characters, or a custom emoji by name and id.
///
/// ```
/// use asyncord::model::ReactionEmoji;
///
/// let thumbs_up = ReactionEmoji::from("👍");
/// let custom = ReactionEmoji::custom("ferris", 41_771_983_429_993_937);
/// assert_eq!(custom.to_string(), "ferris:41771983429993937");
/// assert_eq!(thumbs_up.to_string(), "👍");
/// ```
///
/// Discord docs: Message/Create Reaction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReactionEmoji {
    /// Unicode's characters.
    Unicode(Text),
    /// A custom emoji.
    Custom {
        /// The emoji's name.
        name: Text,
        /// The emoji's id.
        id: Id<EmojiMarker>,
    },
}

impl ReactionEmoji {
    /// Names a custom emoji.
    pub fn custom(name: impl Into<Text>, id: impl Into<Id<EmojiMarker>>) -> Self {
        Self::Custom {
            name: name.into(),
            id: id.into(),
        }
    }
}

impl From<&str> for ReactionEmoji {
    /// Takes Unicode's characters, or a custom emoji as `name:id`, `<:name:id>` or `<a:name:id>`.
    fn from(text: &str) -> Self {
        let bare = text
            .strip_prefix("<a:")
            .or_else(|| text.strip_prefix("<:"))
            .and_then(|rest| rest.strip_suffix('>'))
            .unwrap_or(text);
        match bare.rsplit_once(':').map(|(name, id)| (name, id.parse())) {
            Some((name, Ok(id))) if !name.is_empty() => Self::Custom {
                name: name.into(),
                id,
            },
            _ => Self::Unicode(text.into()),
        }
    }
}

impl From<char> for ReactionEmoji {
    fn from(emoji: char) -> Self {
        Self::Unicode(emoji.to_string().into())
    }
}

impl From<&Emoji> for ReactionEmoji {
    fn from(emoji: &Emoji) -> Self {
        let name = emoji.name.clone().unwrap_or_default();
        match emoji.id {
            // Discord looks at the id only, but asks for some name.
            Some(id) if name.is_empty() => Self::Custom {
                name: "_".into(),
                id,
            },
            Some(id) => Self::Custom { name, id },
            None => Self::Unicode(name),
        }
    }
}

impl std::fmt::Display for ReactionEmoji {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unicode(characters) => f.write_str(characters),
            Self::Custom { name, id } => write!(f, "{name}:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReactionEmoji;

    #[test]
    fn custom_emojis_are_read_in_every_form() {
        let custom = ReactionEmoji::custom("ferris", 5);
        for text in ["ferris:5", "<:ferris:5>", "<a:ferris:5>"] {
            assert_eq!(ReactionEmoji::from(text), custom, "{text}");
        }
        for text in ["👍", "1️⃣", ":5", "a:b", "🇺🇳"] {
            assert_eq!(
                ReactionEmoji::from(text),
                ReactionEmoji::Unicode(text.into()),
                "{text}"
            );
        }
    }
}
