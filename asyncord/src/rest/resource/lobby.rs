//! Lobbies of games.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, LobbyMarker, MessageMarker, UserMarker},
    },
    model::{
        Field, List, Lobby, LobbyFlags, LobbyInvite, LobbyMember, LobbyMemberFlags, LobbyMessage,
        Map, Text,
    },
    rest::{
        RestClient,
        body::{LobbyMemberUpdates, ModerationMetadata, NewMessage},
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
    ListLobbyMessages = GET "/lobbies/{lobby_id}/messages" -> List<LobbyMessage>, bearer;
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
    CreateLobbyMessage = POST "/lobbies/{lobby_id}/messages" -> LobbyMessage, bearer;
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

operation! {
    /// Makes a lobby of this secret, up to 250 characters, or joins the one there is.
    ///
    /// Discord takes it from a user's access token.
    ///
    /// Discord docs: Lobby/Create or Join Lobby.
    CreateOrJoinLobby = PUT "/lobbies" -> Lobby, bearer;
    fn Lobbies::create_or_join(secret: String in body [characters 1..=250]);
    body {
        /// Notes something of the lobby, up to 1,000 characters in all.
        lobby_metadata: Field<Metadata>,
        /// Notes something of the member, up to 1,000 characters in all.
        member_metadata: Field<Metadata>,
        /// Sets after how many seconds without anyone it is gone, 5 to 604,800 (7 days); 5 minutes where not set.
        idle_timeout_seconds: u32 [range 5..=604_800],
        /// Sets flags.
        flags: LobbyFlags,
    }
}

operation! {
    /// Links a channel of a guild to a lobby, so that messages go to and fro; without a channel it ends the link.
    ///
    /// Discord takes it from a user's access token, of a member who may link.
    ///
    /// Discord docs: Lobby/Link Channel to Lobby.
    LinkLobbyChannel = PATCH "/lobbies/{lobby_id}/channel-linking" -> Lobby, bearer;
    fn Lobbies::link_channel(lobby_id: Id<LobbyMarker> in path);
    body {
        /// Sets the channel; null ends the link.
        channel_id: Field<Id<ChannelMarker>>,
    }
}

operation! {
    /// Leaves a lobby.
    ///
    /// Discord takes it from a user's access token.
    ///
    /// Discord docs: Lobby/Leave Lobby.
    LeaveLobby = DELETE "/lobbies/{lobby_id}/members/@me" -> (), bearer;
    fn Lobbies::leave(lobby_id: Id<LobbyMarker> in path);
}

operation! {
    /// Makes an invite for oneself to the guild of the lobby's channel.
    ///
    /// Discord takes it from a user's access token.
    ///
    /// Discord docs: Lobby/Create Lobby Channel Invite for Self.
    CreateMyLobbyInvite = POST "/lobbies/{lobby_id}/members/@me/invites" -> LobbyInvite, bearer;
    fn Lobbies::create_my_invite(lobby_id: Id<LobbyMarker> in path);
}

operation! {
    /// Makes an invite for a member to the guild of the lobby's channel.
    ///
    /// Discord docs: Lobby/Create Lobby Channel Invite for User.
    CreateLobbyInvite = POST "/lobbies/{lobby_id}/members/{user_id}/invites" -> LobbyInvite;
    fn Lobbies::create_invite(lobby_id: Id<LobbyMarker> in path, user_id: Id<UserMarker> in path);
}

operation! {
    /// Puts users in a lobby, edits them, and takes them out, up to 25 at once; answers with those put in or edited.
    ///
    /// Discord docs: Lobby/Bulk Update Lobby Members.
    UpdateLobbyMembers = POST "/lobbies/{lobby_id}/members/bulk" -> List<LobbyMember>;
    fn Lobbies::update_members(lobby_id: Id<LobbyMarker> in path);
    with LobbyMemberUpdates as members;
}
