//! Pinned messages.

use serde::{Deserialize, Serialize};

use super::Messages;
use crate::{
    id::{Id, marker::MessageMarker},
    model::{Message, Timestamp},
};

/// A page of a channel's pinned messages, the last pinned first.
///
/// Discord docs: Message/Get Channel Pins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PinnedMessages {
    /// The messages.
    pub items: Vec<PinnedMessage>,
    /// Whether there are more, to be had with `before` the last one's time.
    #[serde(default)]
    pub has_more: bool,
}

/// A message and when it was pinned.
///
/// Discord docs: Message/Message Pin Object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PinnedMessage {
    /// When it was pinned.
    pub pinned_at: Timestamp,
    /// The message.
    pub message: Message,
}

operation! {
    /// Lists the pinned messages, the last pinned first.
    ///
    /// Discord docs: Message/Get Channel Pins.
    ListPins = GET "/channels/{channel_id}/messages/pins" -> PinnedMessages;
    fn Messages::pins();
    query {
        /// Lists those that were pinned before this time.
        before: Timestamp,
        /// Sets how many, 1 to 50; 50 where not set.
        limit: u8 [range 1..=50],
    }
}

operation! {
    /// Pins a message; a channel has up to 250.
    ///
    /// Needs `PIN_MESSAGES`.
    ///
    /// Discord docs: Message/Pin Message.
    PinMessage = PUT "/channels/{channel_id}/messages/pins/{message_id}" -> (), reason;
    fn Messages::pin(message_id: Id<MessageMarker> in path);
}

operation! {
    /// Unpins a message.
    ///
    /// Needs `PIN_MESSAGES`.
    ///
    /// Discord docs: Message/Unpin Message.
    UnpinMessage = DELETE "/channels/{channel_id}/messages/pins/{message_id}" -> (), reason;
    fn Messages::unpin(message_id: Id<MessageMarker> in path);
}
