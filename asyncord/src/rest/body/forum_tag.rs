//! Tags of a forum's posts that are made or kept.

use crate::{
    id::{
        Id,
        marker::{EmojiMarker, TagMarker},
    },
    model::{ForumTag, ReactionEmoji, Text, wire::object},
};

/// A tag of a forum's posts: a new one, or by its id one that stays.
///
/// ```
/// use asyncord::rest::body::NewForumTag;
///
/// let solved = NewForumTag::new("solved").emoji("✅").moderated(true);
/// # assert_eq!(solved.name, "solved");
/// ```
///
/// Discord docs: Channel/Forum Tag Structure.
#[object]
#[derive(Default)]
pub struct NewForumTag {
    /// The id of a tag that stays; a new one has none.
    pub id: Option<Id<TagMarker>>,
    /// The name, up to 20 characters.
    pub name: Text,
    /// Whether only members with `MANAGE_THREADS` can give or take it.
    pub moderated: bool,
    /// The custom emoji beside the name.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// Unicode's characters of the emoji beside the name.
    pub emoji_name: Option<Text>,
}

impl NewForumTag {
    /// A tag of this name, up to 20 characters.
    pub fn new(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Sets the emoji beside the name.
    pub fn emoji(mut self, emoji: impl Into<ReactionEmoji>) -> Self {
        (self.emoji_id, self.emoji_name) = match emoji.into() {
            ReactionEmoji::Unicode(name) => (None, Some(name)),
            ReactionEmoji::Custom { id, .. } => (Some(id), None),
        };
        self
    }

    /// Whether only members with `MANAGE_THREADS` can give or take it.
    pub fn moderated(mut self, moderated: bool) -> Self {
        self.moderated = moderated;
        self
    }
}

impl From<ForumTag> for NewForumTag {
    /// Keeps a tag as it is.
    fn from(tag: ForumTag) -> Self {
        Self {
            id: Some(tag.id),
            name: tag.name,
            moderated: tag.moderated,
            emoji_id: tag.emoji_id,
            emoji_name: tag.emoji_name,
            ..Self::default()
        }
    }
}
