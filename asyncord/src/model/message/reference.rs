//! What a message refers to, and what it is recognised by.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker},
    },
    model::{Text, wire::object},
};

/// What a message answers, forwards or crossposts.
///
/// Discord docs: Message/Message Reference Structure.
#[object]
#[derive(Copy, Default, Eq)]
pub struct MessageReference {
    /// Whether it is an answer or a forward; an answer where `None`.
    #[wire(name = "type")]
    pub kind: Option<MessageReferenceType>,
    /// The other message.
    pub message_id: Option<Id<MessageMarker>>,
    /// The other message's channel.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// The other message's guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Whether sending fails where the other message does not exist, instead of becoming no answer.
    pub fail_if_not_exists: Option<bool>,
}

impl MessageReference {
    /// Whether it is a forward.
    pub const fn is_forward(&self) -> bool {
        matches!(self.kind, Some(MessageReferenceType::Forward))
    }

    /// Answers a message of the same channel.
    pub fn reply(message_id: impl Into<Id<MessageMarker>>) -> Self {
        Self {
            message_id: Some(message_id.into()),
            ..Self::default()
        }
    }

    /// Forwards a message.
    pub fn forward(
        channel_id: impl Into<Id<ChannelMarker>>,
        message_id: impl Into<Id<MessageMarker>>,
    ) -> Self {
        Self {
            kind: Some(MessageReferenceType::Forward),
            channel_id: Some(channel_id.into()),
            message_id: Some(message_id.into()),
            ..Self::default()
        }
    }
}

open_enum! {
    /// How a message refers to another.
    ///
    /// Discord docs: Message/Message Reference Types.
    pub enum MessageReferenceType {
        /// An answer, a pin, a crosspost.
        Default = 0 => "DEFAULT",
        /// A forward.
        Forward = 1 => "FORWARD",
    }
}

/// What a sender gave to recognise its message by, up to 25 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Nonce {
    /// A number.
    Number(i64),
    /// A text.
    Text(Text),
}

impl Serialize for Nonce {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

// By hand: a derived `untagged` would copy the value before looking at it.
impl<'de> Deserialize<'de> for Nonce {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Nonce;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a nonce as an integer or a string")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Nonce, E> {
                Ok(Nonce::Number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Nonce, E> {
                // Too large for a number of ours, it is kept as the text that it also could be.
                Ok(i64::try_from(number)
                    .map_or_else(|_| Nonce::Text(number.to_string().into()), Nonce::Number))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Nonce, E> {
                Ok(Nonce::Text(text.into()))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
