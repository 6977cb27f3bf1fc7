//! Direct messages of games, which webhook events tell.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

use super::{
    Channel, Message, MessageFlags, MessageType, Text, User,
    wire::{json, object, required},
};
use crate::id::{
    Id,
    marker::{ApplicationMarker, ChannelMarker, LobbyMarker, MessageMarker, UserMarker},
};

/// A direct message of which at least one side is in a game with the Social SDK.
///
/// Discord docs: Webhook Events/Game Direct Message Create.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GameDirectMessage {
    /// A message that is in Discord too.
    Message(Box<GameMessage>),
    /// A message between two provisional accounts, which is in the game only.
    Passthrough(Box<PassthroughMessage>),
}

impl GameDirectMessage {
    /// The message's id.
    pub fn id(&self) -> Id<MessageMarker> {
        match self {
            Self::Message(message) => message.id,
            Self::Passthrough(message) => message.id,
        }
    }

    /// The text.
    pub fn content(&self) -> &str {
        match self {
            Self::Message(message) => &message.content,
            Self::Passthrough(message) => &message.content,
        }
    }

    /// Who sent it.
    pub fn author(&self) -> Option<&User> {
        match self {
            Self::Message(message) => Some(&message.author),
            Self::Passthrough(message) => message.author.as_deref(),
        }
    }

    /// The direct message's channel, with its recipients.
    pub fn channel(&self) -> Option<&Channel> {
        match self {
            Self::Message(message) => message.channel.as_deref(),
            Self::Passthrough(message) => message.channel.as_deref(),
        }
    }
}

impl<'de> Deserialize<'de> for GameDirectMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Only messages that are in Discord have a time.
        #[derive(Deserialize)]
        struct Kind {
            timestamp: Option<de::IgnoredAny>,
        }

        fn read<T: de::DeserializeOwned, E: de::Error>(raw: &RawValue) -> Result<T, E> {
            json::from_str(raw.get()).map_err(|error| E::custom(error.message(raw.get(), true)))
        }

        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let kind: Kind = read(&raw)?;
        if kind.timestamp.is_some() {
            read(&raw).map(Self::Message)
        } else {
            read(&raw).map(Self::Passthrough)
        }
    }
}

impl Serialize for GameDirectMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Message(message) => message.serialize(serializer),
            Self::Passthrough(message) => message.serialize(serializer),
        }
    }
}

required!(GameDirectMessage);

/// A message with what webhook events tell besides.
///
/// Discord docs: Webhook Events/Message Object.
#[object]
pub struct GameMessage {
    /// The message.
    #[wire(flatten)]
    pub message: Message,
    /// The lobby it was sent in; only where it was sent in the channel linked to one.
    pub lobby_id: Option<Id<LobbyMarker>>,
    /// The channel, with its recipients.
    pub channel: Option<Box<Channel>>,
}

impl std::ops::Deref for GameMessage {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}

/// A message between two provisional accounts, which is in the game only.
///
/// Discord docs: Webhook Events/Passthrough Message Object.
#[object]
pub struct PassthroughMessage {
    /// The message's id.
    pub id: Id<MessageMarker>,
    /// What sort of message it is.
    #[wire(name = "type", or_default)]
    pub kind: MessageType,
    /// The text.
    pub content: Text,
    /// The channel it was sent in.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// Who received it.
    pub recipient_id: Option<Id<UserMarker>>,
    /// Who sent it.
    pub author: Option<Box<User>>,
    /// Further marks.
    pub flags: MessageFlags,
    /// The application of the game.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The channel, with its recipients.
    pub channel: Option<Box<Channel>>,
}

#[cfg(test)]
mod tests {
    use super::GameDirectMessage;
    use crate::model::decode;

    fn round(json: &str) -> GameDirectMessage {
        crate::model::testing::round(json)
    }

    #[test]
    fn a_message_that_is_in_discord_has_all_of_a_message() {
        let message = round(
            r#"{"id":"1","type":0,"content":"get in","channel_id":"3","author":{"id":"4","username":"ada"},
                "timestamp":"2025-08-14T18:09:37.947000+00:00","application_id":"5","attachments":[],"lobby_id":"7",
                "channel":{"id":"3","type":1,"recipients":[{"id":"6","username":"bob"}]}}"#,
        );
        assert!(matches!(message, GameDirectMessage::Message(_)));
        assert_eq!((message.id().get(), message.content()), (1, "get in"));
        assert_eq!(message.author().unwrap().username, "ada");
        assert_eq!(message.channel().unwrap().recipients()[0].id, 6);
    }

    #[test]
    fn a_message_between_provisional_accounts_has_no_time() {
        let message = round(
            r#"{"id":"1","content":"ready?","channel_id":"3","author":{"id":"4","username":"ada"},"recipient_id":"6"}"#,
        );
        assert!(
            matches!(&message, GameDirectMessage::Passthrough(message) if message.recipient_id == Some(6.into()))
        );
        assert_eq!((message.id().get(), message.content()), (1, "ready?"));
        assert_eq!(message.author().unwrap().id, 4);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_path() {
        let error = decode::<GameDirectMessage>(r#"{"id":"1","author":{}}"#);
        assert!(error.is_ok(), "an author can be left out: {error:?}");
        let error = decode::<GameDirectMessage>(
            r#"{"id":"1","channel_id":"2","timestamp":"2025-08-14T18:09:37+00:00","author":{"id":"x"}}"#,
        )
        .unwrap_err();
        assert_eq!(error.path(), "author.id");
    }
}
