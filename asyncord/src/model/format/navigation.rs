//! Links to pages of a guild.

use std::{fmt, str::FromStr};

use super::{Mention, ParseMentionError, scan};
use crate::{
    id::{Id, marker::RoleMarker},
    model::Text,
};

/// A link to one of the guild's pages: `<id:page>`.
///
/// ```
/// use asyncord::model::format::GuildNavigation;
///
/// assert_eq!(GuildNavigation::Browse, "<id:browse>");
/// assert_eq!("<id:customize>".parse(), Ok(GuildNavigation::Customize));
/// ```
///
/// Discord docs: API Reference/Guild Navigation Types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GuildNavigation {
    /// `customize`: Channels & Roles, with the questions of the onboarding.
    Customize,
    /// `browse`: the list of all channels.
    Browse,
    /// `guide`: the server guide.
    Guide,
    /// `linked-roles`: the roles that members get by linking accounts.
    LinkedRoles,
    /// `linked-roles:id`: what one of those roles asks for.
    LinkedRole(Id<RoleMarker>),
    /// A page that this version does not know; it is written back as it came.
    Unknown(Text),
}

impl From<&str> for GuildNavigation {
    /// Takes what stands after `id:`.
    fn from(page: &str) -> Self {
        match page {
            "customize" => Self::Customize,
            "browse" => Self::Browse,
            "guide" => Self::Guide,
            "linked-roles" => Self::LinkedRoles,
            _ => page
                .strip_prefix("linked-roles:")
                .and_then(|id| id.parse().ok())
                .map_or_else(|| Self::Unknown(page.into()), Self::LinkedRole),
        }
    }
}

impl fmt::Display for GuildNavigation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = match self {
            Self::Customize => "customize",
            Self::Browse => "browse",
            Self::Guide => "guide",
            Self::LinkedRoles => "linked-roles",
            Self::LinkedRole(id) => return write!(f, "<id:linked-roles:{id}>"),
            Self::Unknown(page) => page,
        };
        write!(f, "<id:{page}>")
    }
}

impl From<GuildNavigation> for Mention {
    fn from(page: GuildNavigation) -> Self {
        Self::Navigation(page)
    }
}

impl FromStr for GuildNavigation {
    type Err = ParseMentionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match scan::whole(text) {
            Some(Mention::Navigation(page)) => Ok(page),
            _ => Err(ParseMentionError::new(
                text,
                "a link to a page of the guild, as in `<id:browse>`",
            )),
        }
    }
}
