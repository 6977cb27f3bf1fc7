//! Messages: what they hold, where they are found, and how they look to whom.

mod json;
mod page;
mod redact;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::{page::Page, redact::without_content};

use super::{
    Refusal, Store,
    file::Attachment,
    ids::{ApplicationId, ChannelId, GuildId, MessageId, RoleId, UserId, WebhookId},
    poll::Poll,
    reaction::Reaction,
};

/// Types of messages that the sandbox makes. Discord docs: Message/Message Types.
pub(crate) mod kind {
    pub(crate) const DEFAULT: u8 = 0;
    pub(crate) const RECIPIENT_ADD: u8 = 1;
    pub(crate) const RECIPIENT_REMOVE: u8 = 2;
    pub(crate) const CHANNEL_NAME_CHANGE: u8 = 4;
    pub(crate) const CHANNEL_PINNED_MESSAGE: u8 = 6;
    pub(crate) const USER_JOIN: u8 = 7;
    pub(crate) const CHANNEL_FOLLOW_ADD: u8 = 12;
    pub(crate) const THREAD_CREATED: u8 = 18;
    pub(crate) const REPLY: u8 = 19;
    pub(crate) const CHAT_INPUT_COMMAND: u8 = 20;
    pub(crate) const THREAD_STARTER_MESSAGE: u8 = 21;
    pub(crate) const CONTEXT_MENU_COMMAND: u8 = 23;
    pub(crate) const AUTO_MODERATION_ACTION: u8 = 24;
    pub(crate) const STAGE_START: u8 = 27;
    pub(crate) const STAGE_END: u8 = 28;
    pub(crate) const STAGE_SPEAKER: u8 = 29;
    pub(crate) const STAGE_TOPIC: u8 = 31;
    pub(crate) const POLL_RESULT: u8 = 46;

    /// Those that somebody wrote.
    pub(crate) const WRITTEN: [u8; 4] = [DEFAULT, REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND];
    /// Those that nobody can delete.
    pub(crate) const UNDELETABLE: [u8; 6] = [1, 2, 3, 4, 5, 21];
}

/// A message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    pub(crate) channel_id: ChannelId,
    pub(crate) author_id: UserId,
    pub(crate) kind: u8,
    pub(crate) content: String,
    pub(crate) edited_at: Option<u64>,
    pub(crate) tts: bool,
    pub(crate) mention_everyone: bool,
    pub(crate) mentions: Vec<UserId>,
    pub(crate) mention_roles: Vec<RoleId>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    /// What of its stickers is shown, in the form on the wire.
    pub(crate) stickers: Vec<Value>,
    pub(crate) poll: Option<Poll>,
    /// A client theme that it shares, in the form on the wire.
    pub(crate) theme: Option<Value>,
    pub(crate) reactions: Vec<Reaction>,
    pub(crate) nonce: Option<Value>,
    pub(crate) pinned_at: Option<u64>,
    pub(crate) flags: u64,
    pub(crate) reference: Option<Reference>,
    pub(crate) snapshots: Vec<Value>,
    /// Under whose name it stands, if a webhook posted it.
    pub(crate) webhook: Option<WebhookAuthor>,
    /// The application that posted it by an interaction or a webhook of its own.
    pub(crate) application_id: Option<ApplicationId>,
    /// The interaction that it answers, in its form on the wire.
    pub(crate) interaction: Option<Value>,
    /// Whom alone it is shown to: it is ephemeral.
    pub(crate) visible_to: Option<UserId>,
    /// The channel or thread that it tells of.
    pub(crate) announces: Option<ChannelId>,
}

/// Whose name a message of a webhook bears; the id of its author is the webhook's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WebhookAuthor {
    pub(crate) id: WebhookId,
    pub(crate) name: String,
    pub(crate) avatar: Option<String>,
}

/// What a message points to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reference {
    /// 0 a reply, 1 a forward.
    pub(crate) kind: u8,
    pub(crate) guild_id: Option<GuildId>,
    pub(crate) channel_id: ChannelId,
    pub(crate) message_id: MessageId,
}

impl Message {
    /// An ordinary message that says nothing yet.
    pub(super) fn new(id: MessageId, channel_id: ChannelId, author_id: UserId) -> Self {
        Self {
            id,
            channel_id,
            author_id,
            kind: kind::DEFAULT,
            content: String::new(),
            edited_at: None,
            tts: false,
            mention_everyone: false,
            mentions: Vec::new(),
            mention_roles: Vec::new(),
            attachments: Vec::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            stickers: Vec::new(),
            poll: None,
            theme: None,
            reactions: Vec::new(),
            nonce: None,
            pinned_at: None,
            flags: 0,
            reference: None,
            snapshots: Vec::new(),
            webhook: None,
            application_id: None,
            interaction: None,
            visible_to: None,
            announces: None,
        }
    }

    /// Adds to the counts of reactions and votes whose they are, which only people are told.
    pub(crate) fn name_users(&self, json: &mut Value) {
        let reactions = json.get_mut("reactions").and_then(Value::as_array_mut);
        for (json, reaction) in reactions.into_iter().flatten().zip(&self.reactions) {
            json["user_ids"] = json!(reaction.users);
        }
        let counts = json.pointer_mut("/poll/results/answer_counts");
        let counts = counts.and_then(Value::as_array_mut);
        let voters = self.poll.iter().flat_map(Poll::voters);
        for (json, voters) in counts.into_iter().flatten().zip(voters) {
            json["user_ids"] = json!(voters);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.content.is_empty()
            && self.embeds.is_empty()
            && self.components.is_empty()
            && self.attachments.is_empty()
            && self.stickers.is_empty()
            && self.poll.is_none()
            && self.theme.is_none()
            && self.snapshots.is_empty()
    }
}

impl Message {
    /// Whether somebody wrote it, so that it can be edited, pinned and replied to.
    pub(crate) fn is_written(&self) -> bool {
        kind::WRITTEN.contains(&self.kind)
    }

    pub(crate) fn may_be_forwarded(&self) -> bool {
        self.is_written() && self.poll.is_none()
    }

    /// Ephemeral messages are there for one person alone, and for the bot only by the interaction.
    pub(crate) fn is_seen_by(&self, user: UserId) -> bool {
        self.visible_to.is_none_or(|only| only == user)
    }
}

impl Store {
    /// A message of a channel, for a user who can see it: to everyone else it is unknown.
    pub(crate) fn message_for(
        &self,
        channel: ChannelId,
        id: MessageId,
        user: UserId,
    ) -> Result<&Message, Refusal> {
        let message = self.message(channel, id)?;
        if message.is_seen_by(user) {
            Ok(message)
        } else {
            Err(Refusal::UNKNOWN_MESSAGE)
        }
    }

    /// A message of a channel.
    pub(crate) fn message(&self, channel: ChannelId, id: MessageId) -> Result<&Message, Refusal> {
        self.messages
            .get(&channel)
            .and_then(|messages| messages.get(&id))
            .ok_or(Refusal::UNKNOWN_MESSAGE)
    }

    pub(super) fn message_mut(
        &mut self,
        channel: ChannelId,
        id: MessageId,
    ) -> Result<&mut Message, Refusal> {
        self.messages
            .get_mut(&channel)
            .and_then(|messages| messages.get_mut(&id))
            .ok_or(Refusal::UNKNOWN_MESSAGE)
    }

    /// The messages of a channel from the newest to the oldest.
    pub(crate) fn messages_of(&self, channel: ChannelId) -> impl Iterator<Item = &Message> {
        self.messages
            .get(&channel)
            .into_iter()
            .flat_map(|messages| messages.values().rev())
    }
}
