//! Messages of games with Discord's Social SDK, as far as webhook events tell of them.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, ChannelMarker, LobbyMarker, MessageMarker, UserMarker},
    },
    model::{
        Attachment, Channel, List, Map, MessageFlags, MessageType, Text, Timestamp, User,
        wire::object,
    },
};

/// A message in a lobby.
///
/// Discord docs: Webhook Events/Lobby Message Create.
#[object]
pub struct LobbyMessage {
    /// The message's id.
    pub id: Id<MessageMarker>,
    /// What sort of message it is.
    #[wire(name = "type", or_default)]
    pub kind: MessageType,
    /// The text.
    pub content: Text,
    /// The lobby.
    pub lobby_id: Option<Id<LobbyMarker>>,
    /// The linked channel; without one the lobby's id.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// Who sent it.
    pub author: Option<Box<User>>,
    /// The author as a member of the lobby.
    pub lobby_member: Option<MessageLobbyMember>,
    /// What the game noted.
    pub metadata: Map<Text, Text>,
    /// What the game's moderation noted.
    pub moderation_metadata: Map<Text, Text>,
    /// Further marks.
    pub flags: MessageFlags,
    /// The application that made the lobby.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// When it was sent.
    pub timestamp: Option<Timestamp>,
    /// When it was last edited.
    pub edited_timestamp: Option<Timestamp>,
}

/// What a message of a lobby tells of its author as a member.
///
/// Discord docs: Lobby/Lobby Message Object.
#[object]
#[derive(Default, Eq)]
pub struct MessageLobbyMember {
    /// The further name that the application gave.
    pub additional_name: Text,
}

/// A message of a lobby that was deleted.
///
/// Discord docs: Webhook Events/Lobby Message Delete.
#[object]
#[derive(Copy, Eq)]
pub struct DeletedLobbyMessage {
    /// The message's id.
    pub id: Id<MessageMarker>,
    /// The lobby.
    pub lobby_id: Option<Id<LobbyMarker>>,
}

/// A direct message of which at least one side is in a game.
///
/// Discord docs: Webhook Events/Game Direct Message Create.
#[object]
pub struct GameDirectMessage {
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
    /// The files it carries.
    pub attachments: List<Attachment>,
    /// Further marks.
    pub flags: Option<MessageFlags>,
    /// The application of the game.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The lobby it was sent in; only where it was sent in the channel linked to one.
    pub lobby_id: Option<Id<LobbyMarker>>,
    /// The channel, with its recipients.
    pub channel: Option<Box<Channel>>,
    /// When it was sent; not of messages between provisional accounts.
    pub timestamp: Option<Timestamp>,
    /// When it was last edited.
    pub edited_timestamp: Option<Timestamp>,
}
