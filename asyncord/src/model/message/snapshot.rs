//! What a forward keeps of the message it forwards.

use super::{Attachment, MentionedUser, MessageFlags, MessageType};
use crate::{
    id::{Id, marker::RoleMarker},
    model::{Component, Embed, List, Sticker, StickerItem, Text, Timestamp, wire::object},
};

/// A message as it was when it was forwarded.
///
/// Discord docs: Message/Message Snapshot Object.
#[object]
#[derive(Default)]
pub struct MessageSnapshot {
    /// The message, without its author and place.
    #[wire(or_default)]
    pub message: SnapshotMessage,
}

/// What is kept of a message when it is forwarded: neither who sent it nor where.
///
/// Discord docs: Message/Message Snapshot Structure.
#[object]
#[derive(Default)]
pub struct SnapshotMessage {
    /// What sort of message it is.
    #[wire(name = "type", or_default)]
    pub kind: MessageType,
    /// The text.
    pub content: Text,
    /// The framed boxes it carries.
    pub embeds: List<Embed>,
    /// The files it carries.
    pub attachments: List<Attachment>,
    /// When it was sent.
    pub timestamp: Option<Timestamp>,
    /// When it was last edited.
    pub edited_timestamp: Option<Timestamp>,
    /// Further marks.
    pub flags: MessageFlags,
    /// The users it mentions.
    pub mentions: List<MentionedUser>,
    /// The roles it mentions.
    pub mention_roles: List<Id<RoleMarker>>,
    /// The stickers, in full; Discord sends [`sticker_items`](Self::sticker_items) instead.
    pub stickers: List<Sticker>,
    /// The stickers.
    pub sticker_items: List<StickerItem>,
    /// The components.
    pub components: List<Component>,
}
