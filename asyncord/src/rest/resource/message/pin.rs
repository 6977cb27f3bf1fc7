//! Pinned messages.

use super::Messages;
use crate::{
    id::{Id, marker::MessageMarker},
    model::{List, Message, MessagePins, Timestamp},
};

operation! {
    /// Lists the pinned messages, the last pinned first.
    ///
    /// Discord docs: Message/Get Channel Pins.
    ListPins = GET "/channels/{channel_id}/messages/pins" -> MessagePins;
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

operation! {
    /// Lists the pinned messages, up to 50, all at once.
    ///
    /// Discord docs: Message/Get Pinned Messages.
    ListPinsOld = GET "/channels/{channel_id}/pins" -> List<Message>;
    deprecated "Discord has `pins`, which comes in pages";
    fn Messages::pins_old();
}

operation! {
    /// Pins a message.
    ///
    /// Needs `PIN_MESSAGES`.
    ///
    /// Discord docs: Message/Pin Message.
    PinMessageOld = PUT "/channels/{channel_id}/pins/{message_id}" -> ();
    deprecated "Discord has `pin`";
    fn Messages::pin_old(message_id: Id<MessageMarker> in path);
}

operation! {
    /// Unpins a message.
    ///
    /// Needs `PIN_MESSAGES`.
    ///
    /// Discord docs: Message/Unpin Message.
    UnpinMessageOld = DELETE "/channels/{channel_id}/pins/{message_id}" -> ();
    deprecated "Discord has `unpin`";
    fn Messages::unpin_old(message_id: Id<MessageMarker> in path);
}
