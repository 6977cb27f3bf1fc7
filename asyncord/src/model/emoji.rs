//! Emojis, and what a reaction is made of.

use super::{
    List, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{EmojiMarker, RoleMarker},
};

/// An emoji: Unicode's, where `id` is `None`, or a custom one.
///
/// Messages and reactions name an emoji by `id`, `name` and `animated` alone; the other fields are there
/// where a guild's or an application's emojis are listed.
///
/// Discord docs: Emoji/Emoji Object.
#[object]
#[derive(Default)]
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
    pub require_colons: bool,
    /// Whether an integration manages it.
    pub managed: bool,
    /// Whether it moves.
    pub animated: bool,
    /// Whether it can be used; it may not be after a loss of boosts. `None` where it is only named.
    pub available: Option<bool>,
}

impl Emoji {
    /// Whether it is a custom one, of a guild or an application.
    pub const fn is_custom(&self) -> bool {
        self.id.is_some()
    }

    /// Whether it is the emoji that `other` names: by id, or of Unicode's by the characters.
    ///
    /// Unicode's emojis count as the same with and without the mark that asks for their coloured form
    /// (U+FE0F), which clients add or leave out.
    ///
    /// ```
    /// use asyncord::model::{Emoji, decode};
    ///
    /// let heart: Emoji = decode(r#"{"id": null, "name": "❤"}"#)?;
    /// assert!(heart.is("❤\u{fe0f}"));
    /// assert!(!heart.is("<:heart:5>"));
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn is(&self, other: impl Into<ReactionEmoji>) -> bool {
        match (self.id, other.into()) {
            (Some(id), ReactionEmoji::Custom { id: other, .. }) => id == other,
            (None, ReactionEmoji::Unicode(characters)) => {
                let bare = |text: &str| text.replace('\u{fe0f}', "");
                self.name.as_deref().map(bare) == Some(bare(&characters))
            }
            _ => false,
        }
    }

    /// The text that shows the emoji in a message: `<:name:id>`, `<a:name:id>` where it moves, or
    /// Unicode's characters.
    pub fn mention(&self) -> String {
        // Discord shows an emoji by its id, but wants some name of two characters or more.
        let name = self.name.as_deref();
        match self.id {
            Some(id) => {
                let moves = if self.animated { "a" } else { "" };
                format!("<{moves}:{}:{id}>", name.unwrap_or("__"))
            }
            None => name.unwrap_or_default().to_owned(),
        }
    }

    /// The picture of a custom emoji; Unicode's have none.
    pub fn url(&self) -> Option<ImageUrl> {
        self.id.map(|id| cdn::emoji(id, self.animated))
    }

    /// When a custom emoji was made.
    pub fn created_at(&self) -> Option<Timestamp> {
        self.id.map(Id::created_at)
    }
}

/// The emojis of an application, up to 2,000, which it can use everywhere.
///
/// Discord docs: Emoji/List Application Emojis.
#[object]
#[derive(Default)]
pub struct ApplicationEmojis {
    /// The emojis.
    pub items: List<Emoji>,
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

impl From<&Self> for ReactionEmoji {
    fn from(emoji: &Self) -> Self {
        emoji.clone()
    }
}

impl From<ReactionEmoji> for Emoji {
    /// The form that Discord asks for in components and polls: name, and id of a custom one.
    fn from(emoji: ReactionEmoji) -> Self {
        let (id, name) = match emoji {
            ReactionEmoji::Unicode(name) => (None, name),
            ReactionEmoji::Custom { name, id } => (Some(id), name),
        };
        Self {
            id,
            name: Some(name),
            ..Self::default()
        }
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
    use super::{ApplicationEmojis, Emoji, ReactionEmoji};
    use crate::model::{decode, testing::round};

    fn emoji(json: &str) -> Emoji {
        decode(json).unwrap()
    }

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

    #[test]
    fn emojis_come_back_as_they_came() {
        round::<Emoji>(r#"{"id":null,"name":"🔥"}"#);
        round::<Emoji>(r#"{"id":"9","name":null}"#);
        round::<Emoji>(r#"{"id":"9","name":"LUL","animated":true}"#);
        round::<Emoji>(
            r#"{"id":"9","name":"LUL","roles":["1","2"],"user":{"id":"4","username":"ada"},
                "require_colons":true,"managed":false,"animated":false,"available":false}"#,
        );
        round::<ApplicationEmojis>(r#"{"items":[{"id":"9","name":"LUL"}]}"#);
    }

    #[test]
    fn an_emoji_is_shown_by_what_a_message_needs() {
        for (json, text) in [
            (r#"{"id":null,"name":"🔥"}"#, "🔥"),
            (r#"{"id":"9","name":"LUL"}"#, "<:LUL:9>"),
            (r#"{"id":"9","name":"LUL","animated":true}"#, "<a:LUL:9>"),
            (r#"{"id":"9","name":null}"#, "<:__:9>"),
        ] {
            assert_eq!(emoji(json).mention(), text);
        }
    }

    #[test]
    fn only_custom_emojis_have_a_picture() {
        assert!(emoji(r#"{"id":null,"name":"🔥"}"#).url().is_none());
        let url = emoji(r#"{"id":"9","name":"LUL","animated":true}"#).url();
        assert!(url.unwrap().to_string().contains("/emojis/9.webp"));
    }

    #[test]
    fn a_custom_emoji_is_known_by_its_id_and_no_name() {
        let lul = emoji(r#"{"id":"9","name":"LUL"}"#);
        assert!(lul.is(ReactionEmoji::custom("renamed", 9)));
        assert!(!lul.is(ReactionEmoji::custom("LUL", 10)));
        assert!(!lul.is("LUL"));
        assert!(lul.is(&emoji(r#"{"id":"9","name":null}"#)));
    }
}
