//! What a change of the world tells those who watch it.

use serde_json::Value;

use super::ids::{GuildId, UserId};

/// Who hears of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The members of the guild.
    Guild(GuildId),
    /// The members of a direct conversation.
    Direct(Vec<UserId>),
    /// One user alone, on the shard of the guild where there is one.
    User(UserId, Option<GuildId>),
    /// Nobody but the page.
    Page,
}

/// One dispatch of the gateway, before it is known which sessions get it.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The name on the wire.
    pub(crate) name: &'static str,
    /// The payload, with everything in it.
    pub(crate) data: Value,
    pub(crate) audience: Audience,
    /// A session needs any of these intents; with 0 it needs none.
    pub(crate) intents: u64,
    /// This user gets the event without the intents.
    pub(crate) also: Option<UserId>,
    /// The payload is a message, whose content is kept from sessions without `MESSAGE_CONTENT`.
    pub(crate) is_message: bool,
}

impl Event {
    pub(crate) fn new(name: &'static str, audience: Audience, intents: u64, data: Value) -> Self {
        Self {
            name,
            data,
            audience,
            intents,
            also: None,
            is_message: false,
        }
    }

    pub(crate) fn also_to(mut self, user: UserId) -> Self {
        self.also = Some(user);
        self
    }

    pub(crate) fn with_content(mut self) -> Self {
        self.is_message = true;
        self
    }
}

/// The outcome of a change, and what it tells.
#[derive(Debug)]
pub(crate) struct Changed<T> {
    pub(crate) value: T,
    pub(crate) events: Vec<Event>,
}

impl<T> Changed<T> {
    pub(crate) fn new(value: T, events: Vec<Event>) -> Self {
        Self { value, events }
    }

    /// A change that turned out to be none.
    pub(crate) fn nothing(value: T) -> Self {
        Self::new(value, Vec::new())
    }
}
