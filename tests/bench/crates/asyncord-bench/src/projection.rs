//! Event types of one's own, written by hand: `Event` is a public trait.

use asyncord::{
    event::{DecodeError, Event, EventNames},
    prelude::*,
};
use serde::Deserialize;

/// MESSAGE_CREATE, of which only two fields are decoded.
#[derive(Clone, Deserialize)]
pub struct Lite {
    pub channel_id: Id<ChannelMarker>,
    pub content: String,
}

impl Event for Lite {
    const NAMES: EventNames = EventNames::Only(&["MESSAGE_CREATE"]);
    const INTENTS: Intents = Intents::GUILD_MESSAGES;

    fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
        raw.decode_as()
    }
}
