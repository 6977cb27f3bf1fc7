//! Calls about lobbies.

use asyncord::{
    id::Id,
    model::{Field, LobbyFlags, LobbyMember, LobbyMemberFlags, Map, Text},
    rest::{body::LobbyMemberUpdate, resource::lobby::*},
};

use super::{
    messages,
    values::{CHANNEL, LOBBY, MESSAGE, OTHER_USER, URL, USER},
};

fn metadata() -> Map<Text, Text> {
    [("mode", "race")]
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

fn member() -> LobbyMember {
    let mut member = LobbyMember::new(USER);
    member.metadata = metadata();
    member.flags = LobbyMemberFlags::CAN_LINK_LOBBY;
    member
}

calls! {
    CreateLobby {
        minimal: |client| client.lobbies().create(),
        full: |client| client
            .lobbies()
            .create()
            .metadata(metadata())
            .members([member(), LobbyMember::new(OTHER_USER)])
            .idle_timeout_seconds(604_800)
            .flags(LobbyFlags::REQUIRE_APPLICATION_AUTHORIZATION)
            .override_event_webhooks_url(URL),
    }
    GetLobby {
        minimal: |client| client.lobbies().get(LOBBY),
    }
    UpdateLobby {
        minimal: |client| client.lobbies().update(LOBBY),
        full: |client| client
            .lobbies()
            .update(LOBBY)
            .metadata(Field::Null)
            .members([member()])
            .idle_timeout_seconds(5)
            .flags(LobbyFlags::REQUIRE_APPLICATION_AUTHORIZATION)
            .override_event_webhooks_url(None),
    }
    DeleteLobby {
        minimal: |client| client.lobbies().delete(LOBBY),
    }
    AddLobbyMember {
        minimal: |client| client.lobbies().add_member(LOBBY, USER),
        full: |client| client
            .lobbies()
            .add_member(LOBBY, USER)
            .metadata(metadata())
            .flags(LobbyMemberFlags::CAN_LINK_LOBBY)
            .additional_name("Runner"),
    }
    RemoveLobbyMember {
        minimal: |client| client.lobbies().remove_member(LOBBY, USER),
    }
    ListLobbyMessages {
        minimal: |client| client.lobbies().messages(LOBBY),
        full: |client| client.lobbies().messages(LOBBY).limit(200),
    }
    CreateLobbyMessage {
        minimal: |client| client.lobbies().create_message(LOBBY, "go"),
        full: |client| client.lobbies().create_message(LOBBY, messages::full()),
        full: |client| client.lobbies().create_message(LOBBY, messages::poll()),
        full: |client| client.lobbies().create_message(LOBBY, messages::themed()),
    }
    UpdateLobbyMessageModeration {
        minimal: |client| client.lobbies().moderate_message(LOBBY, MESSAGE, [("verdict", "fine")]),
        full: |client| client
            .lobbies()
            .moderate_message(LOBBY, MESSAGE, [("verdict", "fine"), ("by", "a machine")]),
    }
    CreateOrJoinLobby {
        minimal: |client| client.lobbies().create_or_join("a secret of the players"),
        full: |client| client
            .lobbies()
            .create_or_join("a secret of the players")
            .lobby_metadata(metadata())
            .member_metadata(metadata())
            .idle_timeout_seconds(60)
            .flags(LobbyFlags::REQUIRE_APPLICATION_AUTHORIZATION),
    }
    LinkLobbyChannel {
        minimal: |client| client.lobbies().link_channel(LOBBY),
        full: |client| client.lobbies().link_channel(LOBBY).channel_id(Id::new(CHANNEL)),
    }
    LeaveLobby {
        minimal: |client| client.lobbies().leave(LOBBY),
    }
    CreateMyLobbyInvite {
        minimal: |client| client.lobbies().create_my_invite(LOBBY),
    }
    CreateLobbyInvite {
        minimal: |client| client.lobbies().create_invite(LOBBY, USER),
    }
    UpdateLobbyMembers {
        minimal: |client| client.lobbies().update_members(LOBBY, [LobbyMemberUpdate::remove(USER)]),
        full: |client| client.lobbies().update_members(LOBBY, [
            LobbyMemberUpdate::remove(USER),
            LobbyMemberUpdate::add(OTHER_USER)
                .metadata(metadata())
                .flags(LobbyMemberFlags::CAN_LINK_LOBBY),
            LobbyMemberUpdate::add(USER).additional_name("Runner"),
        ]),
    }
}
