//! Lists of messages: pins, and what a search found.

use std::ops::{Deref, DerefMut};

use super::Message;
use crate::model::{Channel, List, Number, Text, ThreadMember, Timestamp, wire::object};

/// A pinned message.
///
/// Discord docs: Message/Message Pin Object.
#[object]
pub struct MessagePin {
    /// When it was pinned.
    pub pinned_at: Option<Timestamp>,
    /// The message.
    pub message: Message,
}

/// A page of a channel's pinned messages, the newest pin first.
///
/// Discord docs: Message/Get Channel Pins.
#[object]
#[derive(Default)]
pub struct MessagePins {
    /// The pins, up to 50.
    pub items: List<MessagePin>,
    /// Whether there are more: ask again with `before` set to the last one's
    /// [`pinned_at`](MessagePin::pinned_at).
    pub has_more: bool,
}

/// What a search through a guild's messages found.
///
/// Discord docs: Message/Search Guild Messages.
#[object]
#[derive(Default)]
pub struct MessageSearchResults {
    /// Whether older messages are still being indexed, so that more may be found later.
    pub doing_deep_historical_index: bool,
    /// How many messages are indexed so far, while that lasts.
    pub documents_indexed: Option<u64>,
    /// How many messages there are to find, on all pages.
    pub total_results: u64,
    /// The messages of this page. Each inner list once held a message and those around it; today it holds
    /// the message alone. [`found`](Self::found) goes through all.
    pub messages: List<List<FoundMessage>>,
    /// The threads that the messages are in.
    pub threads: List<Channel>,
    /// The bot as a member of those threads that it has joined.
    pub members: List<ThreadMember>,
}

impl MessageSearchResults {
    /// The messages of this page, one after the other.
    pub fn found(&self) -> impl Iterator<Item = &FoundMessage> {
        self.messages.iter().flatten()
    }
}

/// A message that a search found; it is a [`Message`] in all that reads it.
///
/// Discord docs: Message/Search Guild Messages.
#[object]
pub struct FoundMessage {
    /// The message.
    #[wire(flatten)]
    pub message: Message,
    /// Whether it is what was searched for, not one beside it.
    pub hit: bool,
    /// How many restrictions hold for it. It is not documented in words.
    pub restriction_count: Option<u32>,
}

impl Deref for FoundMessage {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}

impl DerefMut for FoundMessage {
    fn deref_mut(&mut self) -> &mut Message {
        &mut self.message
    }
}

/// What Discord answers to a search, with the status 202, while it makes the index: ask again later.
///
/// Discord docs: Message/Search Guild Messages.
#[object]
#[derive(Default, Eq)]
pub struct SearchIndexNotReady {
    /// Says so in words.
    pub message: Text,
    /// The error's number: 110000.
    pub code: u32,
    /// How many messages are indexed so far.
    pub documents_indexed: u64,
    /// After how many seconds to ask again; 0 means a short while.
    pub retry_after: Option<Number>,
}
