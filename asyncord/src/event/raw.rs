//! A dispatch as it came, undecoded.

use std::{fmt, ops::Range, sync::Arc};

use serde::Deserialize;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::{
    DecodeError, Event, EventNames,
    shard::{OWN, OwnEvent},
};
use crate::model::{Intents, Strange, decode_reporting};

/// A dispatch as it came over the gateway, with its payload undecoded.
///
/// As a handler's first parameter it takes every event, those included that this version does not know.
/// It brings no intents of its own: set them with `.intents(..)`.
///
/// ```
/// use asyncord::event::RawEvent;
///
/// #[derive(serde::Deserialize)]
/// struct Lite {
///     content: String,
/// }
///
/// let event = RawEvent::from_json("MESSAGE_CREATE", r#"{"content": "hi", "shiny": true}"#);
/// assert_eq!(event.decode_as::<Lite>()?.content, "hi");
/// # Ok::<(), asyncord::event::DecodeError>(())
/// ```
///
/// Discord docs: Gateway Events/Payload Structure.
#[derive(Clone)]
pub struct RawEvent(Arc<Inner>);

struct Inner {
    name: Name,
    sequence: u64,
    shard: u32,
    text: Utf8Bytes,
    data: Range<usize>,
}

enum Name {
    /// Where it stands in the frame: nearly always, and then it costs no allocation.
    InText(Range<usize>),
    /// It was escaped in the frame, or there is no frame.
    Apart(Box<str>),
}

impl Name {
    fn new(name: &str, text: &Utf8Bytes) -> Self {
        let borrowed = name.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
        // Where `text` is a copy, the name is borrowed from elsewhere: Discord's frames begin with it.
        let first = r#"{"t":""#.len();
        // Right or wrong, the guess is compared: nothing depends on where `name` was borrowed from.
        [borrowed, first]
            .map(|start| start..start.wrapping_add(name.len()))
            .into_iter()
            .find(|place| text.get(place.clone()) == Some(name))
            .map_or_else(|| Self::Apart(name.into()), Self::InText)
    }
}

impl RawEvent {
    /// Keeps the frame `text`, in which the payload stands at `data`.
    ///
    /// `data` must lie on character boundaries within `text`; an empty payload reads as `null`.
    pub(crate) fn new(
        name: &str,
        sequence: u64,
        shard: u32,
        text: Utf8Bytes,
        data: Range<usize>,
    ) -> Self {
        debug_assert!(
            text.get(data.clone()).is_some(),
            "the payload lies within the frame"
        );
        Self(Arc::new(Inner {
            name: Name::new(name, &text),
            sequence,
            shard,
            text,
            data,
        }))
    }

    /// Makes an event of a wire name and a payload, for tests and for other sources of events.
    pub fn from_json(name: &str, payload: impl Into<String>) -> Self {
        let text = Utf8Bytes::from(payload.into());
        let data = 0..text.len();
        Self::new(name, 0, 0, text, data)
    }

    /// Makes an event of asyncord's own.
    pub(crate) fn own<E: OwnEvent>(shard: u32, event: &E) -> Self {
        let json = serde_json::to_string(event).expect("plain data can be written as JSON");
        let data = 0..json.len();
        Self::new(E::NAME, 0, shard, json.into(), data)
    }

    /// Whether it is one of asyncord's own, which Discord did not send.
    pub(crate) fn is_own(&self) -> bool {
        self.name().starts_with(OWN)
    }

    /// The wire name, such as `MESSAGE_CREATE`.
    pub fn name(&self) -> &str {
        match &self.0.name {
            Name::InText(place) => &self.0.text[place.clone()],
            Name::Apart(name) => name,
        }
    }

    /// The number of the event in its gateway session.
    pub fn sequence(&self) -> u64 {
        self.0.sequence
    }

    /// The shard that it came over.
    pub fn shard(&self) -> u32 {
        self.0.shard
    }

    /// The payload's JSON.
    pub fn json(&self) -> &str {
        match self.0.text.get(self.0.data.clone()) {
            Some(json) if !json.is_empty() => json,
            _ => "null",
        }
    }

    /// Decodes the payload as a type of one's own.
    ///
    /// Of the types of [`model`](crate::model) what is strange and can be left out is, with a warning by
    /// `tracing`: an optional field is `None`, an element of a list kept apart.
    ///
    /// # Errors
    ///
    /// If the payload does not have the form of `T`.
    pub fn decode_as<'de, T: Deserialize<'de>>(&'de self) -> Result<T, DecodeError> {
        let (value, strange) = decode_reporting(self.json())
            .map_err(|source| DecodeError::new(self.name(), source))?;
        for Strange { path, message, .. } in strange {
            tracing::warn!(
                event = self.name(),
                path,
                message,
                "a part of an event could not be read and was left out"
            );
        }
        Ok(value)
    }

    /// How many bytes of memory the event holds.
    pub(crate) fn size(&self) -> usize {
        let name = match &self.0.name {
            Name::InText(_) => 0,
            Name::Apart(name) => name.len(),
        };
        size_of::<Inner>() + name + self.0.text.len()
    }
}

impl Event for RawEvent {
    const NAMES: EventNames = EventNames::All;
    const INTENTS: Intents = Intents::empty();

    fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
        Ok(raw.clone())
    }
}

/// Without the payload, which may hold what people wrote and interaction tokens.
impl fmt::Debug for RawEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawEvent")
            .field("name", &self.name())
            .field("sequence", &self.sequence())
            .field("shard", &self.shard())
            .field("bytes", &self.json().len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, RawEvent, Utf8Bytes};

    #[test]
    fn debug_shows_no_payload() {
        let event = RawEvent::from_json("INTERACTION_CREATE", r#"{"token":"hunter2"}"#);
        assert!(!format!("{event:?}").contains("hunter2"));
    }

    #[test]
    fn the_name_is_found_in_the_frame_or_kept_apart() {
        let text = Utf8Bytes::from_static(r#"{"t":"TYPING_START","d":7}"#);
        let event = RawEvent::new(&text[6..18], 1, 0, text.clone(), 24..25);
        assert_eq!(event.name(), "TYPING_START");
        assert!(matches!(event.0.name, Name::InText(_)));

        let event = RawEvent::new("READY", 1, 0, text, 24..25);
        assert_eq!((event.name(), event.json()), ("READY", "7"));
        assert!(matches!(event.0.name, Name::Apart(_)));
    }

    #[test]
    fn an_error_names_the_event() {
        let event = RawEvent::from_json("MESSAGE_CREATE", "[");
        let error = event.decode_as::<u8>().unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("a MESSAGE_CREATE could not be decoded: ")
        );
    }
}
