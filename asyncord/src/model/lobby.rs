//! Lobbies of games, and their messages.

use super::{
    Channel, List, Map, MessageFlags, MessageType, Text, Timestamp, User,
    wire::{Keys, object},
};
use crate::id::{
    Id,
    marker::{ApplicationMarker, ChannelMarker, LobbyMarker, MessageMarker, UserMarker},
};

/// A place where players of a game come together.
///
/// Discord docs: Lobby/Lobby Object.
#[object]
pub struct Lobby {
    /// The lobby's id.
    pub id: Id<LobbyMarker>,
    /// The application that made it.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// What the application noted, up to 1,000 characters in all.
    pub metadata: Map<Text, Text>,
    /// Those in it.
    pub members: List<LobbyMember>,
    /// The guild's channel that it is linked to.
    pub linked_channel: Option<Box<Channel>>,
    /// Further marks.
    pub flags: LobbyFlags,
    /// Where webhook events of this lobby are sent, in place of the application's address.
    pub override_event_webhooks_url: Option<Text>,
}

impl Lobby {
    /// A member by the user's id.
    pub fn member(&self, user_id: impl Into<Id<UserMarker>>) -> Option<&LobbyMember> {
        let user_id = user_id.into();
        self.members.iter().find(|member| member.id == user_id)
    }
}

/// A user in a lobby.
///
/// Discord docs: Lobby/Lobby Member Object.
#[object]
pub struct LobbyMember {
    /// The user's id.
    pub id: Id<UserMarker>,
    /// What the application noted, up to 1,000 characters in all.
    pub metadata: Map<Text, Text>,
    /// What the member may do.
    pub flags: LobbyMemberFlags,
    /// A further name that the application gave, 1 to 80 characters.
    pub additional_name: Option<Text>,
}

impl LobbyMember {
    /// Someone who is put in a lobby.
    pub fn new(user_id: impl Into<Id<UserMarker>>) -> Self {
        Self {
            id: user_id.into(),
            metadata: Map::default(),
            flags: LobbyMemberFlags::empty(),
            additional_name: None,
            came: Keys::default(),
        }
    }
}

open_flags! {
    /// Marks of a lobby.
    ///
    /// Discord docs: Lobby/Lobby Flags.
    pub struct LobbyFlags as number {
        /// Who would see messages of the linked channel must have authorized the application.
        const REQUIRE_APPLICATION_AUTHORIZATION = 1 << 0;
    }
}

open_flags! {
    /// What a member of a lobby may do.
    ///
    /// Discord docs: Lobby/Lobby Member Flags.
    pub struct LobbyMemberFlags as number {
        /// Link a channel to the lobby.
        const CAN_LINK_LOBBY = 1 << 0;
    }
}

/// An invite to the channel that a lobby is linked to.
///
/// Discord docs: Lobby/Create Lobby Channel Invite for Self.
#[object]
pub struct LobbyInvite {
    /// The invite's code.
    pub code: Text,
}

/// A message in a lobby.
///
/// Discord docs: Lobby/Lobby Message Object.
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
    /// When it was sent; only in webhook events.
    pub timestamp: Option<Timestamp>,
    /// When it was last edited; only in webhook events.
    pub edited_timestamp: Option<Timestamp>,
}

/// What a message of a lobby tells of its author as a member.
///
/// Discord docs: Lobby/Lobby Message Object.
#[object]
#[derive(Default, Eq)]
pub struct MessageLobbyMember {
    /// The further name that the application gave, 1 to 80 characters.
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

#[cfg(test)]
mod tests {
    use super::{Lobby, LobbyMemberFlags, LobbyMessage};

    use crate::model::testing::round;

    #[test]
    fn a_lobby_keeps_what_the_game_noted() {
        let lobby: Lobby = round(
            r#"{"id":"96008815106887111","application_id":"41771983429993937","metadata":{"topic":"we need more redstone"},
                "members":[{"id":"41771983429993000","metadata":null,"flags":1,"additional_name":"Twindly"}],
                "linked_channel":{"id":"2","type":0,"name":"c"},"flags":1}"#,
        );
        assert_eq!(
            lobby.metadata.get("topic").unwrap(),
            "we need more redstone"
        );
        let member = lobby.member(41_771_983_429_993_000).unwrap();
        assert!(member.metadata.is_empty());
        assert_eq!(member.flags, LobbyMemberFlags::CAN_LINK_LOBBY);
        assert!(lobby.member(5).is_none());
    }

    #[test]
    fn a_lobby_message_comes_with_and_without_its_times() {
        let message: LobbyMessage = round(
            r#"{"id":"1","type":0,"content":"hi","lobby_id":"2","channel_id":"3","author":{"id":"4","username":"ada"},
                "lobby_member":{"additional_name":"countess"},"metadata":{"a":"b"},"moderation_metadata":{"c":"d"},"flags":0,"application_id":"5"}"#,
        );
        assert_eq!(message.lobby_member.unwrap().additional_name, "countess");
        let message: LobbyMessage = round(
            r#"{"id":"1","content":"hi","lobby_id":"2","flags":0,"timestamp":"2025-08-05T20:38:43.660000+00:00",
                "edited_timestamp":"2025-08-05T20:39:19.557970+00:00"}"#,
        );
        assert!(message.timestamp.is_some() && message.author.is_none());
    }
}
