//! Mentions of every kind, and those of users, channels and roles.

use std::{
    fmt::{self, Write},
    str::FromStr,
};

use super::{CommandMention, EmojiMention, GuildNavigation, TimestampMention, scan};
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, EmojiMarker, RoleMarker, UserMarker},
    },
    model::Text,
};

/// A part of a message's text that clients show as something else: a name, an emoji, a local time.
///
/// [`Display`](fmt::Display) writes it as Discord reads it. It compares with strings, and goes where a
/// `String` is asked for.
///
/// ```
/// use asyncord::{id::{Id, marker::UserMarker}, model::format::Mention};
///
/// let user: Id<UserMarker> = Id::new(80351110224678912);
/// assert_eq!(user.mention(), "<@80351110224678912>");
/// assert_eq!("<@!80351110224678912>".parse(), Ok(Mention::User(user)));
/// assert_eq!(format!("{} wake up", Mention::Everyone), "@everyone wake up");
/// ```
///
/// Discord docs: API Reference/Message Formatting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mention {
    /// A user: `<@id>`. The old form `<@!id>` is read, never written.
    User(Id<UserMarker>),
    /// A channel or thread: `<#id>`.
    Channel(Id<ChannelMarker>),
    /// A role: `<@&id>`.
    Role(Id<RoleMarker>),
    /// A slash command: `</name:id>`.
    Command(CommandMention),
    /// A custom emoji: `<:name:id>`.
    Emoji(EmojiMention),
    /// A point in time: `<t:seconds:style>`.
    Timestamp(TimestampMention),
    /// A page of the guild: `<id:customize>`.
    Navigation(GuildNavigation),
    /// Everyone who sees the channel: `@everyone`.
    Everyone,
    /// Everyone who sees the channel and is online: `@here`.
    Here,
}

impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "<@{id}>"),
            Self::Channel(id) => write!(f, "<#{id}>"),
            Self::Role(id) => write!(f, "<@&{id}>"),
            Self::Command(command) => command.fmt(f),
            Self::Emoji(emoji) => emoji.fmt(f),
            Self::Timestamp(timestamp) => timestamp.fmt(f),
            Self::Navigation(page) => page.fmt(f),
            Self::Everyone => f.write_str("@everyone"),
            Self::Here => f.write_str("@here"),
        }
    }
}

impl Id<UserMarker> {
    /// The mention of the user: `<@id>`.
    pub const fn mention(self) -> Mention {
        Mention::User(self)
    }
}

impl Id<ChannelMarker> {
    /// The mention of the channel or thread: `<#id>`.
    pub const fn mention(self) -> Mention {
        Mention::Channel(self)
    }
}

impl Id<RoleMarker> {
    /// The mention of the role: `<@&id>`. The role `@everyone` is mentioned with [`Mention::Everyone`].
    pub const fn mention(self) -> Mention {
        Mention::Role(self)
    }
}

impl Id<EmojiMarker> {
    /// The custom emoji as it stands in a text: `<:name:id>`. Of one that moves, see
    /// [`EmojiMention::animated`].
    pub fn mention(self, name: impl Into<Text>) -> Mention {
        EmojiMention::new(name, self).into()
    }
}

macro_rules! id_mention {
    ($(#[$doc:meta])+ $name:ident, $variant:ident, $marker:ty, $expected:literal) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            /// What is mentioned.
            pub id: Id<$marker>,
        }

        impl From<Id<$marker>> for $name {
            fn from(id: Id<$marker>) -> Self {
                Self { id }
            }
        }

        impl From<$name> for Id<$marker> {
            fn from(mention: $name) -> Self {
                mention.id
            }
        }

        impl From<$name> for Mention {
            fn from(mention: $name) -> Self {
                Self::$variant(mention.id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Mention::from(*self).fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseMentionError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match scan::whole(text) {
                    Some(Mention::$variant(id)) => Ok(Self { id }),
                    _ => Err(ParseMentionError::new(text, $expected)),
                }
            }
        }
    };
}

id_mention! {
    /// The mention of a user, `<@id>`, for where only that may stand.
    ///
    /// ```
    /// use asyncord::model::format::UserMention;
    ///
    /// let mention: UserMention = "<@80351110224678912>".parse()?;
    /// assert_eq!(mention.id, 80351110224678912);
    ///
    /// let error = "<#80351110224678912>".parse::<UserMention>().unwrap_err();
    /// assert_eq!(error.to_string(), "`<#80351110224678912>` is not the mention of a user, as in `<@123>`");
    /// # Ok::<(), asyncord::model::format::ParseMentionError>(())
    /// ```
    UserMention, User, UserMarker, "the mention of a user, as in `<@123>`"
}

id_mention! {
    /// The mention of a channel or thread, `<#id>`, for where only that may stand.
    ChannelMention, Channel, ChannelMarker, "the mention of a channel, as in `<#123>`"
}

id_mention! {
    /// The mention of a role, `<@&id>`, for where only that may stand.
    RoleMention, Role, RoleMarker, "the mention of a role, as in `<@&123>`"
}

/// A text that is not the mention that was asked for, or more than one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct ParseMentionError {
    text: String,
    expected: &'static str,
}

impl ParseMentionError {
    pub(super) fn new(text: &str, expected: &'static str) -> Self {
        Self {
            text: text.chars().take(60).collect(),
            expected,
        }
    }
}

impl FromStr for Mention {
    type Err = ParseMentionError;

    /// Reads a mention of any kind; nothing may stand around it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        scan::whole(text).ok_or_else(|| {
            ParseMentionError::new(text, "a mention, as in `<@123>`, `<#123>` or `<:name:123>`")
        })
    }
}

/// What is left of a text that something displayed is compared with.
struct Expected<'a>(&'a str);

impl Write for Expected<'_> {
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(written).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Whether a value is displayed as this text; nothing is allocated.
pub(super) fn is_written(value: &impl fmt::Display, text: &str) -> bool {
    let mut expected = Expected(text);
    write!(expected, "{value}").is_ok() && expected.0.is_empty()
}

macro_rules! compares_with_strings {
    ($($name:ty)+) => {$(
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                is_written(self, other)
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                is_written(self, other)
            }
        }

        impl PartialEq<String> for $name {
            fn eq(&self, other: &String) -> bool {
                is_written(self, other)
            }
        }

        impl PartialEq<$name> for str {
            fn eq(&self, other: &$name) -> bool {
                is_written(other, self)
            }
        }

        impl PartialEq<$name> for &str {
            fn eq(&self, other: &$name) -> bool {
                is_written(other, self)
            }
        }

        impl PartialEq<$name> for String {
            fn eq(&self, other: &$name) -> bool {
                is_written(other, self)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )+};
}

compares_with_strings! {
    Mention
    UserMention
    ChannelMention
    RoleMention
    CommandMention
    EmojiMention
    TimestampMention
    GuildNavigation
    super::MessageLink
}
