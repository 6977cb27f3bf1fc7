//! Members of lobbies. Discord docs: Lobby/Lobby Member Object.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Changed, Refusal, Store,
        channel::kind,
        ids::{ApplicationId, LobbyId, UserId},
    },
    Lobby, LobbyCaller, MOST_PER_USER, Texts,
};

const CAN_LINK_LOBBY: u32 = 1;

/// A player in a lobby.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct LobbyMember {
    user_id: UserId,
    metadata: Option<Texts>,
    flags: u32,
    pub(super) additional_name: Option<String>,
}

/// A player who is to be in a lobby.
#[derive(Clone, Debug)]
pub(crate) struct MemberDraft {
    pub(crate) user_id: UserId,
    pub(crate) metadata: Option<Texts>,
    pub(crate) flags: u32,
    pub(crate) additional_name: Option<String>,
}

/// One step of many at once.
#[derive(Clone, Debug)]
pub(crate) enum MemberUpdate {
    Put(MemberDraft),
    Remove(UserId),
}

impl From<MemberDraft> for LobbyMember {
    fn from(draft: MemberDraft) -> Self {
        Self {
            user_id: draft.user_id,
            metadata: draft.metadata,
            flags: draft.flags,
            additional_name: draft.additional_name,
        }
    }
}

impl LobbyMember {
    pub(super) fn can_link(&self) -> bool {
        self.flags & CAN_LINK_LOBBY != 0
    }

    pub(super) fn json(&self) -> Value {
        let mut json = json!({
            "id": self.user_id,
            "metadata": self.metadata,
            "flags": self.flags,
        });
        if let Some(name) = &self.additional_name {
            json["additional_name"] = name.as_str().into();
        }
        json
    }
}

impl Lobby {
    /// Brings a player in, or changes it.
    pub(super) fn put(&mut self, draft: MemberDraft) -> Value {
        let member = LobbyMember::from(draft);
        let json = member.json();
        self.members.insert(member.user_id, member);
        json
    }
}

impl Store {
    /// Whether a user may come into one more lobby of a game.
    fn has_room(&self, application: ApplicationId, lobby: Option<LobbyId>, user: UserId) -> bool {
        let others = self.lobbies.values().filter(|other| {
            other.application_id == application
                && Some(other.id) != lobby
                && other.members.contains_key(&user)
        });
        others.count() < MOST_PER_USER
    }

    /// Checks that users are there and have room for this lobby.
    pub(super) fn check_lobby_members(
        &self,
        application: ApplicationId,
        lobby: Option<LobbyId>,
        members: &[MemberDraft],
    ) -> Result<(), Refusal> {
        for member in members {
            self.user(member.user_id)?;
            if !self.has_room(application, lobby, member.user_id) {
                return Err(Refusal::MISSING_ACCESS.because("the user is in too many lobbies"));
            }
        }
        Ok(())
    }

    pub(crate) fn put_lobby_member(
        &mut self,
        application: ApplicationId,
        id: LobbyId,
        member: MemberDraft,
    ) -> Result<Changed<Value>, Refusal> {
        self.lobby(application, id)?;
        self.check_lobby_members(application, Some(id), std::slice::from_ref(&member))?;
        let json = self.lobby_mut(application, id)?.put(member);
        self.watch_idle(id);
        Ok(Changed::nothing(json))
    }

    /// Takes a player out of a lobby; one that is not in it is no error.
    pub(crate) fn remove_lobby_member(
        &mut self,
        application: ApplicationId,
        id: LobbyId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.lobby_mut(application, id)?.members.remove(&user);
        self.watch_idle(id);
        Ok(Changed::nothing(()))
    }

    /// Brings players in and takes others out. Those without room are passed over.
    pub(crate) fn update_lobby_members(
        &mut self,
        application: ApplicationId,
        id: LobbyId,
        updates: Vec<MemberUpdate>,
    ) -> Result<Changed<Vec<Value>>, Refusal> {
        self.lobby(application, id)?;
        for update in &updates {
            match update {
                MemberUpdate::Put(member) => self.user(member.user_id)?,
                MemberUpdate::Remove(user) => self.user(*user)?,
            };
        }
        let mut put = Vec::new();
        for update in updates {
            match update {
                MemberUpdate::Put(member) => {
                    if self.has_room(application, Some(id), member.user_id) {
                        put.push(self.lobby_mut(application, id)?.put(member));
                    }
                }
                MemberUpdate::Remove(user) => {
                    self.lobby_mut(application, id)?.members.remove(&user);
                }
            }
        }
        self.watch_idle(id);
        Ok(Changed::nothing(put))
    }

    /// Makes an invite into the guild of the linked channel, for one member of the lobby.
    pub(crate) fn invite_from_lobby(
        &mut self,
        caller: LobbyCaller,
        id: LobbyId,
        user: UserId,
    ) -> Result<Changed<String>, Refusal> {
        let lobby = self.lobby_for(caller, id)?;
        self.user(user)?;
        if !lobby.members.contains_key(&user) {
            return Err(Refusal::UNKNOWN_MEMBER);
        }
        let linked = lobby.linked_channel.and_then(|id| self.channels.get(&id));
        if linked.is_none_or(|channel| channel.kind != kind::GUILD_TEXT) {
            return Err(Refusal::UNKNOWN_CHANNEL.because("no channel is linked to the lobby"));
        }
        Ok(Changed::nothing(self.new_secret(8)))
    }
}
