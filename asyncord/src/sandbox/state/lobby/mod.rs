//! Lobbies, where players of a game meet. Discord docs: Lobby.

mod member;
mod message;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::{
    member::{MemberDraft, MemberUpdate},
    message::LobbyDraft,
};

use self::{member::LobbyMember, message::LobbyMessage};
use super::{
    Changed, Event, Field, Refusal, Store,
    bits::permission,
    channel::kind,
    due::Due,
    ids::{ApplicationId, ChannelId, LobbyId, UserId},
};

/// How long a lobby may be empty unless it says otherwise, in seconds.
const IDLE_SECONDS: u64 = 300;
/// In how many lobbies of a game a user may be. Discord docs: Social SDK/Managing Lobbies.
const MOST_PER_USER: usize = 200;

/// Texts by their keys.
pub(crate) type Texts = BTreeMap<String, String>;

/// A lobby with its members and messages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Lobby {
    id: LobbyId,
    application_id: ApplicationId,
    metadata: Option<Texts>,
    members: BTreeMap<UserId, LobbyMember>,
    linked_channel: Option<ChannelId>,
    flags: u32,
    override_event_webhooks_url: Option<String>,
    idle_timeout_seconds: u64,
    /// What players have in common who are to meet in it.
    secret: Option<String>,
    /// Since when nobody is in it, in milliseconds of Unix time.
    empty_since: Option<u64>,
    /// The oldest first.
    messages: Vec<LobbyMessage>,
}

/// What is set of a lobby; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct LobbyEdit {
    pub(crate) metadata: Field<Texts>,
    pub(crate) members: Option<Vec<MemberDraft>>,
    pub(crate) idle_timeout_seconds: Option<u64>,
    pub(crate) flags: Option<u32>,
    pub(crate) override_event_webhooks_url: Field<String>,
}

/// Who asks: the game itself, or one of its players.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LobbyCaller {
    pub(crate) application: ApplicationId,
    pub(crate) user: UserId,
    pub(crate) is_bot: bool,
}

impl Store {
    /// A lobby of a game.
    pub(crate) fn lobby(&self, application: ApplicationId, id: LobbyId) -> Result<&Lobby, Refusal> {
        self.lobbies
            .get(&id)
            .filter(|lobby| lobby.application_id == application)
            .ok_or(Refusal::UNKNOWN_LOBBY)
    }

    fn lobby_mut(
        &mut self,
        application: ApplicationId,
        id: LobbyId,
    ) -> Result<&mut Lobby, Refusal> {
        self.lobbies
            .get_mut(&id)
            .filter(|lobby| lobby.application_id == application)
            .ok_or(Refusal::UNKNOWN_LOBBY)
    }

    /// A lobby, for its game or a player who must be in it.
    pub(crate) fn lobby_for(&self, caller: LobbyCaller, id: LobbyId) -> Result<&Lobby, Refusal> {
        let lobby = self.lobby(caller.application, id)?;
        if caller.is_bot || lobby.members.contains_key(&caller.user) {
            Ok(lobby)
        } else {
            Err(Refusal::MISSING_ACCESS.because("is no member of the lobby"))
        }
    }

    pub(crate) fn lobby_json(&self, lobby: &Lobby) -> Value {
        let members: Vec<Value> = lobby.members.values().map(LobbyMember::json).collect();
        let mut json = json!({
            "id": lobby.id,
            "application_id": lobby.application_id,
            "metadata": lobby.metadata,
            "members": members,
            "flags": lobby.flags,
            "override_event_webhooks_url": lobby.override_event_webhooks_url,
        });
        if let Some(channel) = lobby.linked_channel.and_then(|id| self.channels.get(&id)) {
            json["linked_channel"] = self.channel_json(channel);
        }
        json
    }

    /// Makes a lobby.
    pub(crate) fn create_lobby(
        &mut self,
        application: ApplicationId,
        edit: LobbyEdit,
    ) -> Result<Changed<LobbyId>, Refusal> {
        self.check_lobby_members(
            application,
            None,
            edit.members.as_deref().unwrap_or_default(),
        )?;
        let id = self.insert_lobby(application, None);
        self.edit_lobby(application, id, edit)?;
        Ok(Changed::nothing(id))
    }

    fn insert_lobby(&mut self, application_id: ApplicationId, secret: Option<String>) -> LobbyId {
        let id = self.clock.next_id();
        let now = self.clock.now();
        let lobby = Lobby {
            id,
            application_id,
            metadata: None,
            members: BTreeMap::new(),
            linked_channel: None,
            flags: 0,
            override_event_webhooks_url: None,
            idle_timeout_seconds: IDLE_SECONDS,
            secret,
            empty_since: Some(now),
            messages: Vec::new(),
        };
        self.lobbies.insert(id, lobby);
        self.watch_idle(id);
        id
    }

    /// Changes a lobby; members that are given take the place of those in it.
    pub(crate) fn edit_lobby(
        &mut self,
        application: ApplicationId,
        id: LobbyId,
        edit: LobbyEdit,
    ) -> Result<Changed<()>, Refusal> {
        self.lobby(application, id)?;
        if let Some(members) = &edit.members {
            self.check_lobby_members(application, Some(id), members)?;
        }
        let lobby = self.lobby_mut(application, id)?;
        edit.metadata.apply(&mut lobby.metadata);
        edit.override_event_webhooks_url
            .apply(&mut lobby.override_event_webhooks_url);
        lobby.flags = edit.flags.unwrap_or(lobby.flags);
        lobby.idle_timeout_seconds = edit
            .idle_timeout_seconds
            .unwrap_or(lobby.idle_timeout_seconds);
        if let Some(members) = edit.members {
            lobby.members = members
                .into_iter()
                .map(|member| (member.user_id, member.into()))
                .collect();
        }
        self.watch_idle(id);
        Ok(Changed::nothing(()))
    }

    /// Brings a player into the lobby of a secret, which is made if there is none.
    pub(crate) fn create_or_join_lobby(
        &mut self,
        application: ApplicationId,
        secret: String,
        lobby: LobbyEdit,
        member: MemberDraft,
    ) -> Result<Changed<LobbyId>, Refusal> {
        let known = self.lobbies.values().find(|lobby| {
            lobby.application_id == application && lobby.secret.as_deref() == Some(&*secret)
        });
        let known = known.map(|lobby| lobby.id);
        self.check_lobby_members(application, known, std::slice::from_ref(&member))?;
        let id = known.unwrap_or_else(|| self.insert_lobby(application, Some(secret)));
        // Who comes later finds what is there, unless he brings something of his own.
        self.edit_lobby(application, id, lobby)?;
        if let Ok(lobby) = self.lobby_mut(application, id) {
            lobby.put(member);
        }
        self.watch_idle(id);
        Ok(Changed::nothing(id))
    }

    /// Deletes a lobby; one that is not there is no error.
    pub(crate) fn delete_lobby(&mut self, application: ApplicationId, id: LobbyId) -> Changed<()> {
        if self.lobby(application, id).is_ok() {
            self.lobbies.remove(&id);
        }
        Changed::nothing(())
    }

    /// Links a channel to a lobby, or nothing any more.
    pub(crate) fn link_lobby(
        &mut self,
        caller: LobbyCaller,
        id: LobbyId,
        channel: Option<ChannelId>,
    ) -> Result<Changed<()>, Refusal> {
        let lobby = self.lobby_for(caller, id)?;
        let may = caller.is_bot
            || lobby
                .members
                .get(&caller.user)
                .is_some_and(LobbyMember::can_link);
        if !may {
            return Err(Refusal::MISSING_PERMISSIONS.because("needs the flag CanLinkLobby"));
        }
        if let Some(channel) = channel {
            const NEEDED: u64 =
                permission::MANAGE_CHANNELS | permission::VIEW_CHANNEL | permission::SEND_MESSAGES;
            let channel = self.channel_with(channel, caller.user, NEEDED)?;
            if channel.kind != kind::GUILD_TEXT {
                return Err(Refusal::WRONG_CHANNEL_TYPE);
            }
        }
        self.lobby_mut(caller.application, id)?.linked_channel = channel;
        Ok(Changed::nothing(()))
    }

    /// Notes whether anybody is in a lobby, and looks after it when it has been empty for long.
    fn watch_idle(&mut self, id: LobbyId) {
        let now = self.clock.now();
        let Some(lobby) = self.lobbies.get_mut(&id) else {
            return;
        };
        if !lobby.members.is_empty() {
            lobby.empty_since = None;
            return;
        }
        let since = *lobby.empty_since.get_or_insert(now);
        let at = since.saturating_add(lobby.idle_timeout_seconds * 1000);
        self.schedule(at, Due::LobbyIdles(id));
    }

    /// Closes a lobby that has been empty for long enough.
    pub(super) fn close_idle_lobby(&mut self, id: LobbyId) -> Vec<Event> {
        let now = self.clock.now();
        let is_over = self.lobbies.get(&id).is_some_and(|lobby| {
            lobby
                .empty_since
                .is_some_and(|since| since.saturating_add(lobby.idle_timeout_seconds * 1000) <= now)
        });
        if is_over {
            self.lobbies.remove(&id);
        }
        Vec::new()
    }
}
