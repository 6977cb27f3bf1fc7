//! Lobbies of games.

use crate::{
    id::{
        Id,
        marker::{LobbyMarker, MessageMarker, UserMarker},
    },
    model::{
        Field, List, Lobby, LobbyFlags, LobbyMember, LobbyMemberFlags, LobbyMessage, Map, Text,
    },
    rest::{
        RestClient,
        body::{ModerationMetadata, NewMessage},
    },
};

/// What an application notes of a lobby or a member: up to 1,000 characters in all.
type Metadata = Map<Text, Text>;

group! {
    /// Lobbies of games; from [`RestClient::lobbies`].
    pub struct Lobbies {}
}

impl RestClient {
    /// Lobbies of games.
    pub fn lobbies(&self) -> Lobbies {
        Lobbies::new(self)
    }
}

operation! {
    /// Makes a lobby.
    ///
    /// Discord docs: Lobby/Create Lobby.
    CreateLobby = POST "/lobbies" -> Lobby;
    fn Lobbies::create();
    body {
        /// Notes something, up to 1,000 characters in all.
        metadata: Field<Metadata>,
        /// Puts these in, up to 25.
        members: Vec<LobbyMember> [items 0..=25],
        /// Sets after how many seconds without anyone it is gone, 5 to 604,800 (7 days); 5 minutes where not set.
        idle_timeout_seconds: u32 [range 5..=604_800],
        /// Sets flags.
        flags: LobbyFlags,
        /// Sets where webhook events of this lobby are sent, up to 512 characters.
        override_event_webhooks_url: Field<String> [characters 0..=512],
    }
}

operation! {
    /// Gets a lobby.
    ///
    /// Discord docs: Lobby/Get Lobby.
    GetLobby = GET "/lobbies/{lobby_id}" -> Lobby;
    fn Lobbies::get(lobby_id: Id<LobbyMarker> in path);
}

operation! {
    /// Edits a lobby. What is not set stays as it is.
    ///
    /// Discord docs: Lobby/Modify Lobby.
    UpdateLobby = PATCH "/lobbies/{lobby_id}" -> Lobby;
    fn Lobbies::update(lobby_id: Id<LobbyMarker> in path);
    body {
        /// Notes something, in place of all there was; null takes it away.
        metadata: Field<Metadata>,
        /// Sets who is in it, up to 25; others leave.
        members: Vec<LobbyMember> [items 0..=25],
        /// Sets after how many seconds without anyone it is gone, 5 to 604,800 (7 days).
        idle_timeout_seconds: u32 [range 5..=604_800],
        /// Sets flags.
        flags: LobbyFlags,
        /// Sets where webhook events of this lobby are sent, up to 512 characters; null for the application's address.
        override_event_webhooks_url: Field<String> [characters 0..=512],
    }
}

operation! {
    /// Deletes a lobby.
    ///
    /// Discord docs: Lobby/Delete Lobby.
    DeleteLobby = DELETE "/lobbies/{lobby_id}" -> ();
    fn Lobbies::delete(lobby_id: Id<LobbyMarker> in path);
}

operation! {
    /// Puts a user in a lobby, or edits one who is in it.
    ///
    /// Discord docs: Lobby/Add a Member to a Lobby.
    AddLobbyMember = PUT "/lobbies/{lobby_id}/members/{user_id}" -> LobbyMember;
    fn Lobbies::add_member(lobby_id: Id<LobbyMarker> in path, user_id: Id<UserMarker> in path);
    body {
        /// Notes something, up to 1,000 characters in all; null takes it away.
        metadata: Field<Metadata>,
        /// Sets what the member may do.
        flags: LobbyMemberFlags,
        /// Gives a further name, 1 to 80 characters.
        additional_name: Field<String> [characters 1..=80],
    }
}

operation! {
    /// Takes a user out of a lobby.
    ///
    /// Discord docs: Lobby/Remove a Member from a Lobby.
    RemoveLobbyMember = DELETE "/lobbies/{lobby_id}/members/{user_id}" -> ();
    fn Lobbies::remove_member(lobby_id: Id<LobbyMarker> in path, user_id: Id<UserMarker> in path);
}

operation! {
    /// Lists messages of a lobby, newest first.
    ///
    /// Discord docs: Lobby/Get Lobby Messages.
    ListLobbyMessages = GET "/lobbies/{lobby_id}/messages" -> List<LobbyMessage>;
    fn Lobbies::messages(lobby_id: Id<LobbyMarker> in path);
    query {
        /// Sets how many, 1 to 200; 50 where not set.
        limit: u8 [range 1..=200],
    }
}

operation! {
    /// Sends a message to a lobby.
    ///
    /// Discord docs: Lobby/Send Lobby Message.
    CreateLobbyMessage = POST "/lobbies/{lobby_id}/messages" -> LobbyMessage;
    fn Lobbies::create_message(lobby_id: Id<LobbyMarker> in path);
    with NewMessage as message;
}

operation! {
    /// Notes what moderation found of a message of a lobby, which the game is told of: any keys, texts of up to
    /// 2,000 characters.
    ///
    /// Discord docs: Lobby/Update Lobby Message Moderation Metadata.
    UpdateLobbyMessageModeration = PUT "/lobbies/{lobby_id}/messages/{message_id}/moderation-metadata" -> ();
    fn Lobbies::moderate_message(lobby_id: Id<LobbyMarker> in path, message_id: Id<MessageMarker> in path);
    with ModerationMetadata as metadata;
}
