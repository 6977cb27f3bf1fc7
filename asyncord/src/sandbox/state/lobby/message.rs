//! Messages in lobbies. Discord docs: Lobby/Send Lobby Message.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Changed, Refusal, Store,
        ids::{ApplicationId, ChannelId, LobbyId, MessageId, UserId},
        posting::Draft,
        user::User,
    },
    LobbyCaller, Texts,
};

/// How many messages of a lobby are kept.
const KEPT: usize = 200;

/// A message in a lobby.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct LobbyMessage {
    id: MessageId,
    author_id: UserId,
    content: String,
    /// The linked channel that it is in too, or the lobby itself.
    channel_id: ChannelId,
    flags: u64,
    metadata: Option<Texts>,
    moderation_metadata: Option<Texts>,
    additional_name: Option<String>,
}

/// A message to be sent.
#[derive(Clone, Debug)]
pub(crate) struct LobbyDraft {
    pub(crate) content: String,
    pub(crate) flags: u64,
    pub(crate) metadata: Option<Texts>,
}

impl Store {
    fn lobby_message_json(
        &self,
        application: ApplicationId,
        lobby: LobbyId,
        message: &LobbyMessage,
    ) -> Value {
        let mut json = json!({
            "id": message.id,
            "type": 0,
            "content": message.content,
            "lobby_id": lobby,
            "channel_id": message.channel_id,
            "author": self.users.get(&message.author_id).map(User::json),
            "flags": message.flags,
            "application_id": application,
        });
        for (key, texts) in [
            ("metadata", &message.metadata),
            ("moderation_metadata", &message.moderation_metadata),
        ] {
            if let Some(texts) = texts {
                json[key] = json!(texts);
            }
        }
        if let Some(name) = &message.additional_name {
            json["lobby_member"] = json!({ "additional_name": name });
        }
        json
    }

    /// The newest messages of a lobby, the newest first.
    pub(crate) fn lobby_messages(
        &self,
        caller: LobbyCaller,
        id: LobbyId,
        limit: usize,
    ) -> Result<Vec<Value>, Refusal> {
        let lobby = self.lobby_for(caller, id)?;
        Ok(lobby
            .messages
            .iter()
            .rev()
            .take(limit)
            .map(|message| self.lobby_message_json(caller.application, id, message))
            .collect())
    }

    /// Writes into a lobby, and into the channel that is linked to it.
    pub(crate) fn send_lobby_message(
        &mut self,
        caller: LobbyCaller,
        id: LobbyId,
        draft: LobbyDraft,
    ) -> Result<Changed<Value>, Refusal> {
        let lobby = self.lobby_for(caller, id)?;
        if draft.content.trim().is_empty() {
            return Err(Refusal::EMPTY_MESSAGE);
        }
        let linked = lobby.linked_channel;
        let additional_name = lobby
            .members
            .get(&caller.user)
            .and_then(|member| member.additional_name.clone());
        let mut events = Vec::new();
        let message_id = match linked {
            Some(channel) => {
                let copy = Draft {
                    content: draft.content.clone(),
                    ..Draft::default()
                };
                let posted = self.post(channel, caller.user, copy)?;
                events.extend(posted.events);
                posted.value
            }
            None => self.clock.next_id(),
        };
        let message = LobbyMessage {
            id: message_id,
            author_id: caller.user,
            content: draft.content,
            channel_id: linked.unwrap_or_else(|| id.cast()),
            flags: draft.flags,
            metadata: draft.metadata,
            moderation_metadata: None,
            additional_name,
        };
        let json = self.lobby_message_json(caller.application, id, &message);
        self.webhook_event(caller.application, "LOBBY_MESSAGE_CREATE", &json);
        let lobby = self.lobby_mut(caller.application, id)?;
        lobby.messages.push(message);
        if lobby.messages.len() > KEPT {
            lobby.messages.remove(0);
        }
        Ok(Changed::new(json, events))
    }

    /// Notes what a game's moderation says of a message.
    pub(crate) fn moderate_lobby_message(
        &mut self,
        application: ApplicationId,
        id: LobbyId,
        message: MessageId,
        moderation: Texts,
    ) -> Result<Changed<()>, Refusal> {
        let lobby = self.lobby_mut(application, id)?;
        let message = lobby
            .messages
            .iter_mut()
            .find(|known| known.id == message)
            .ok_or(Refusal::UNKNOWN_MESSAGE)?;
        message.moderation_metadata = Some(moderation);
        let message = message.clone();
        let json = self.lobby_message_json(application, id, &message);
        self.webhook_event(application, "LOBBY_MESSAGE_UPDATE", &json);
        Ok(Changed::nothing(()))
    }
}
