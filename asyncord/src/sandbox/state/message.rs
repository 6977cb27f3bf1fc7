//! Messages: what they hold and how they look to whom.

use serde_json::{Value, json};

use super::{
    Refusal, Store,
    channel::Channel,
    file::Attachment,
    ids::{ChannelId, GuildId, MessageId, RoleId, UserId, iso},
    reaction::Reaction,
    user::User,
};

/// Types of messages that the sandbox makes. Discord docs: Message/Message Types.
pub(crate) mod kind {
    pub(crate) const DEFAULT: u8 = 0;
    pub(crate) const CHANNEL_PINNED_MESSAGE: u8 = 6;
    pub(crate) const REPLY: u8 = 19;
}

/// A message.
#[derive(Clone, Debug)]
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
    pub(crate) reactions: Vec<Reaction>,
    pub(crate) nonce: Option<Value>,
    pub(crate) pinned_at: Option<u64>,
    pub(crate) flags: u64,
    pub(crate) reference: Option<Reference>,
    pub(crate) snapshots: Vec<Value>,
}

/// What a message points to.
#[derive(Clone, Debug)]
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
            reactions: Vec::new(),
            nonce: None,
            pinned_at: None,
            flags: 0,
            reference: None,
            snapshots: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.content.is_empty()
            && self.embeds.is_empty()
            && self.components.is_empty()
            && self.attachments.is_empty()
            && self.snapshots.is_empty()
    }
}

impl Store {
    /// A message of a channel.
    pub(crate) fn message(&self, channel: ChannelId, id: MessageId) -> Result<&Message, Refusal> {
        self.messages
            .get(&channel)
            .and_then(|messages| messages.get(&id))
            .ok_or(Refusal::UnknownMessage)
    }

    pub(super) fn message_mut(
        &mut self,
        channel: ChannelId,
        id: MessageId,
    ) -> Result<&mut Message, Refusal> {
        self.messages
            .get_mut(&channel)
            .and_then(|messages| messages.get_mut(&id))
            .ok_or(Refusal::UnknownMessage)
    }

    /// The messages of a channel from the newest to the oldest.
    pub(crate) fn messages_of(&self, channel: ChannelId) -> impl Iterator<Item = &Message> {
        self.messages
            .get(&channel)
            .into_iter()
            .flat_map(|messages| messages.values().rev())
    }

    /// A page of a channel's messages, the newest first.
    pub(crate) fn page_of_messages(
        &self,
        channel: ChannelId,
        page: Page,
        limit: usize,
    ) -> Vec<&Message> {
        let Some(messages) = self.messages.get(&channel) else {
            return Vec::new();
        };
        match page {
            Page::Newest => messages.values().rev().take(limit).collect(),
            Page::Before(id) => messages
                .range(..id)
                .rev()
                .map(|(_, message)| message)
                .take(limit)
                .collect(),
            Page::After(id) => {
                let mut page: Vec<&Message> = messages
                    .range(id..)
                    .map(|(_, message)| message)
                    .filter(|message| message.id != id)
                    .take(limit)
                    .collect();
                page.reverse();
                page
            }
            Page::Around(id) => {
                let mut page: Vec<&Message> = messages
                    .range(id..)
                    .map(|(_, message)| message)
                    .take(limit - limit / 2)
                    .collect();
                page.reverse();
                let before = limit - page.len();
                page.extend(
                    messages
                        .range(..id)
                        .rev()
                        .map(|(_, message)| message)
                        .take(before),
                );
                page
            }
        }
    }

    /// The message as REST gives it, its reactions marked for `viewer`.
    pub(crate) fn message_json(&self, message: &Message, viewer: Option<UserId>) -> Value {
        let mut json = self.shallow_json(message, viewer);
        if let Some(reference) = &message.reference {
            json["message_reference"] = reference_json(reference);
            if message.kind == kind::REPLY {
                json["referenced_message"] = self
                    .message(reference.channel_id, reference.message_id)
                    .map_or(Value::Null, |message| {
                        let mut json = self.shallow_json(message, viewer);
                        if let Some(reference) = &message.reference {
                            json["message_reference"] = reference_json(reference);
                        }
                        json
                    });
            }
        }
        json
    }

    /// The message as MESSAGE_CREATE and MESSAGE_UPDATE bring it.
    pub(crate) fn message_event_json(&self, channel: &Channel, message: &Message) -> Value {
        let mut json = self.message_json(message, None);
        json["channel_type"] = channel.kind.into();
        if let Some(nonce) = &message.nonce {
            json["nonce"] = nonce.clone();
        }
        let Some(guild) = channel.guild_id() else {
            return json;
        };
        json["guild_id"] = json!(guild);
        let partial = |user: UserId| {
            let member = self.guilds.get(&guild)?.members.get(&user)?;
            Some(member.partial_json())
        };
        if let Some(member) = partial(message.author_id) {
            json["member"] = member;
        }
        json["mentions"] = message
            .mentions
            .iter()
            .filter_map(|user| {
                let mut json = self.users.get(user)?.json();
                if let Some(member) = partial(*user) {
                    json["member"] = member;
                }
                Some(json)
            })
            .collect();
        json
    }

    /// Everything but the message that it refers to.
    fn shallow_json(&self, message: &Message, viewer: Option<UserId>) -> Value {
        let mentions: Vec<Value> = message
            .mentions
            .iter()
            .filter_map(|user| self.users.get(user))
            .map(User::json)
            .collect();
        let mut json = json!({
            "id": message.id,
            "channel_id": message.channel_id,
            "type": message.kind,
            "author": self.users.get(&message.author_id).map(User::json),
            "content": message.content,
            "timestamp": iso(message.id.timestamp_ms()),
            "edited_timestamp": message.edited_at.map(iso),
            "tts": message.tts,
            "mention_everyone": message.mention_everyone,
            "mentions": mentions,
            "mention_roles": message.mention_roles,
            "attachments": self.attachments_json(message),
            "embeds": message.embeds,
            "components": message.components,
            "pinned": message.pinned_at.is_some(),
            "flags": message.flags,
        });
        if !message.reactions.is_empty() {
            json["reactions"] = message
                .reactions
                .iter()
                .map(|reaction| reaction.json(viewer))
                .collect();
        }
        if !message.snapshots.is_empty() {
            json["message_snapshots"] = message.snapshots.clone().into();
        }
        json
    }

    /// The part of a message that a forward of it carries.
    pub(super) fn snapshot(&self, message: &Message) -> Value {
        let mut whole = self.shallow_json(message, None);
        let mut part = json!({});
        for key in [
            "type",
            "content",
            "embeds",
            "attachments",
            "timestamp",
            "edited_timestamp",
            "flags",
            "mentions",
            "mention_roles",
            "components",
        ] {
            part[key] = whole[key].take();
        }
        json!({ "message": part })
    }
}

/// Which messages of a channel are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Newest,
    Before(MessageId),
    After(MessageId),
    Around(MessageId),
}

fn reference_json(reference: &Reference) -> Value {
    let mut json = json!({
        "type": reference.kind,
        "channel_id": reference.channel_id,
        "message_id": reference.message_id,
    });
    if let Some(guild) = reference.guild_id {
        json["guild_id"] = json!(guild);
    }
    json
}

/// Takes the content out of a message for a bot that may not read it: neither its own, nor in a direct
/// conversation, nor mentioning it.
pub(crate) fn without_content(message: &Value, bot: UserId) -> Value {
    let mut message = message.clone();
    redact(&mut message, bot);
    if let Some(referenced) = message.get_mut("referenced_message") {
        redact(referenced, bot);
    }
    message
}

fn redact(message: &mut Value, bot: UserId) {
    let id = json!(bot);
    let mentioned = message["mentions"]
        .as_array()
        .is_some_and(|mentions| mentions.iter().any(|user| user["id"] == id));
    if message["author"]["id"] == id || mentioned {
        return;
    }
    let Some(message) = message.as_object_mut() else {
        return;
    };
    message.insert("content".to_owned(), "".into());
    for list in ["embeds", "attachments", "components"] {
        message.insert(list.to_owned(), Value::Array(Vec::new()));
    }
    message.remove("poll");
    message.remove("message_snapshots");
}
