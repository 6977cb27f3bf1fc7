//! Custom emojis in a text.

use std::{fmt, str::FromStr};

use super::{Mention, ParseMentionError, scan};
use crate::{
    id::{Id, marker::EmojiMarker},
    model::{ReactionEmoji, Text},
};

/// A custom emoji in a text: `<:name:id>`, or `<a:name:id>` of one that moves.
///
/// ```
/// use asyncord::model::format::EmojiMention;
///
/// let ferris = EmojiMention::new("ferris", 41771983429993937);
/// assert_eq!(ferris, "<:ferris:41771983429993937>");
/// assert_eq!(ferris.clone().animated(true), "<a:ferris:41771983429993937>");
/// assert_eq!("<:ferris:41771983429993937>".parse(), Ok(ferris));
/// ```
///
/// Discord docs: API Reference/Message Formatting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct EmojiMention {
    /// The emoji's id.
    pub id: Id<EmojiMarker>,
    /// The emoji's name, 2 to 32 letters, digits and underscores. Clients look at the id only.
    pub name: Text,
    /// Whether it moves.
    pub animated: bool,
}

impl EmojiMention {
    /// Names an emoji that does not move.
    pub fn new(name: impl Into<Text>, id: impl Into<Id<EmojiMarker>>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            animated: false,
        }
    }

    /// Says whether it moves. With a wrong answer clients may show its name in place of the picture.
    pub fn animated(mut self, animated: bool) -> Self {
        self.animated = animated;
        self
    }
}

impl fmt::Display for EmojiMention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.animated { "a" } else { "" };
        write!(f, "<{kind}:{}:{}>", self.name, self.id)
    }
}

impl From<EmojiMention> for Mention {
    fn from(emoji: EmojiMention) -> Self {
        Self::Emoji(emoji)
    }
}

impl From<EmojiMention> for ReactionEmoji {
    fn from(emoji: EmojiMention) -> Self {
        Self::custom(emoji.name, emoji.id)
    }
}

impl FromStr for EmojiMention {
    type Err = ParseMentionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match scan::whole(text) {
            Some(Mention::Emoji(emoji)) => Ok(emoji),
            _ => Err(ParseMentionError::new(
                text,
                "a custom emoji, as in `<:name:123>`",
            )),
        }
    }
}
