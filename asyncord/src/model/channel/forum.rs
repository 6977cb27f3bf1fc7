//! What forums and media channels have besides.

use super::super::{ReactionEmoji, Text, wire::object};
use crate::id::{
    Id,
    marker::{EmojiMarker, TagMarker},
};

/// A tag that threads of a forum can have.
///
/// Discord docs: Channel/Forum Tag Object.
#[object]
pub struct ForumTag {
    /// The tag's id.
    pub id: Id<TagMarker>,
    /// The name, up to 20 characters.
    pub name: Text,
    /// Whether only members with `MANAGE_THREADS` can give or take it.
    pub moderated: bool,
    /// The custom emoji beside the name.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// Unicode's characters of the emoji beside the name; of a custom one `None`.
    pub emoji_name: Option<Text>,
}

impl ForumTag {
    /// The emoji beside the name.
    ///
    /// Discord does not tell the name of a custom emoji here; `_` stands for it.
    pub fn emoji(&self) -> Option<ReactionEmoji> {
        emoji_of_parts(self.emoji_id, self.emoji_name.as_deref())
    }
}

/// The emoji that a forum's client offers for a reaction to a thread.
///
/// Discord docs: Channel/Default Reaction Object.
#[object]
#[derive(Eq, Default)]
pub struct DefaultReaction {
    /// The custom emoji.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// Unicode's characters; of a custom emoji `None`.
    pub emoji_name: Option<Text>,
}

impl DefaultReaction {
    /// The emoji, as a reaction takes it.
    ///
    /// Discord does not tell the name of a custom emoji here; `_` stands for it.
    pub fn emoji(&self) -> Option<ReactionEmoji> {
        emoji_of_parts(self.emoji_id, self.emoji_name.as_deref())
    }
}

impl From<ReactionEmoji> for DefaultReaction {
    fn from(emoji: ReactionEmoji) -> Self {
        let (emoji_id, emoji_name) = match emoji {
            ReactionEmoji::Unicode(name) => (None, Some(name)),
            ReactionEmoji::Custom { id, .. } => (Some(id), None),
        };
        Self {
            emoji_id,
            emoji_name,
            ..Self::default()
        }
    }
}

open_enum! {
    /// How a forum sorts its threads.
    ///
    /// Discord docs: Channel/Sort Order Types.
    pub enum SortOrderType {
        /// By the last message.
        LatestActivity = 0 => "LATEST_ACTIVITY",
        /// By the time at which they were made.
        CreationDate = 1 => "CREATION_DATE",
    }
}

open_enum! {
    /// How a forum shows its threads.
    ///
    /// Discord docs: Channel/Forum Layout Types.
    pub enum ForumLayoutType {
        /// Nobody chose.
        NotSet = 0 => "NOT_SET",
        /// As a list.
        ListView = 1 => "LIST_VIEW",
        /// As a gallery of tiles.
        GalleryView = 2 => "GALLERY_VIEW",
    }
}

open_string_enum! {
    /// Which threads a search for several tags finds. Only Discord's OpenAPI description has it.
    pub enum TagSetting {
        /// Those with all of them.
        MatchAll = "match_all",
        /// Those with any of them.
        MatchSome = "match_some",
    }
}

/// The emoji that two fields tell: the id of a custom one, or Unicode's characters.
pub(in crate::model) fn emoji_of_parts(
    id: Option<Id<EmojiMarker>>,
    name: Option<&str>,
) -> Option<ReactionEmoji> {
    match (id, name) {
        // Discord looks at the id only, but asks for some name.
        (Some(id), name) => Some(ReactionEmoji::custom(name.unwrap_or("_"), id)),
        (None, Some(characters)) => Some(ReactionEmoji::Unicode(characters.into())),
        (None, None) => None,
    }
}
