//! Messages: what they hold and how they look to whom.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Refusal, Store,
    bits::message_flag,
    channel::Channel,
    file::Attachment,
    ids::{ApplicationId, ChannelId, GuildId, MessageId, RoleId, UserId, WebhookId, iso},
    interaction::take_command_name,
    poll::Poll,
    reaction::Reaction,
    user::User,
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

    /// A page of a channel's messages, the newest first, without the ephemeral ones: those are in no list.
    pub(crate) fn page_of_messages(
        &self,
        channel: ChannelId,
        page: Page,
        limit: usize,
    ) -> Vec<&Message> {
        let Some(messages) = self.messages.get(&channel) else {
            return Vec::new();
        };
        let is_listed = |message: &&Message| message.visible_to.is_none();
        let before = |id: MessageId| messages.range(..id).rev().map(|(_, message)| message);
        let from = |id: MessageId| messages.range(id..).map(|(_, message)| message);
        match page {
            Page::Newest => {
                let all = messages.values().rev();
                all.filter(is_listed).take(limit).collect()
            }
            Page::Before(id) => before(id).filter(is_listed).take(limit).collect(),
            Page::After(id) => {
                let after = from(id).filter(|message| message.id != id);
                let mut page: Vec<&Message> = after.filter(is_listed).take(limit).collect();
                page.reverse();
                page
            }
            Page::Around(id) => {
                let after = from(id).filter(is_listed).take(limit - limit / 2);
                let mut page: Vec<&Message> = after.collect();
                page.reverse();
                let room = limit - page.len();
                page.extend(before(id).filter(is_listed).take(room));
                page
            }
        }
    }

    /// The message as REST gives it, its reactions marked for `viewer`.
    pub(crate) fn message_json(&self, message: &Message, viewer: Option<UserId>) -> Value {
        let mut json = self.shallow_json(message, viewer);
        if let Some(reference) = &message.reference {
            json["message_reference"] = reference_json(reference);
            if matches!(
                message.kind,
                kind::REPLY | kind::THREAD_STARTER_MESSAGE | kind::POLL_RESULT
            ) {
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
        if let Some(told) = message.announces.and_then(|id| self.channels.get(&id)) {
            json["message_reference"] = json!({
                "type": 0,
                "channel_id": told.id,
                "guild_id": told.guild_id(),
            });
        }
        if let Some(thread) = self.thread_of(message) {
            json["thread"] = self.channel_json_for(thread, viewer);
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
        if message.visible_to.is_some() {
            // Discord sends it like a direct message.
            return json;
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

    /// Who posted it; a webhook's messages stand under a name of their own.
    fn author_json(&self, message: &Message) -> Value {
        match &message.webhook {
            None => self
                .users
                .get(&message.author_id)
                .map_or(Value::Null, User::json),
            Some(webhook) => User::of_webhook(webhook).json(),
        }
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
            "author": self.author_json(message),
            "content": message.content,
            "timestamp": iso(message.id.timestamp_ms()),
            "edited_timestamp": message.edited_at.map(iso),
            "tts": message.tts,
            "mention_everyone": message.mention_everyone,
            "mentions": mentions,
            "mention_roles": message.mention_roles,
            "attachments": self.attachments_json(message),
            "embeds": shown_embeds(message),
            "components": message.components,
            "pinned": message.pinned_at.is_some(),
            "flags": message.flags,
        });
        if let Some(webhook) = &message.webhook {
            json["webhook_id"] = json!(webhook.id);
        }
        if let Some(application) = message.application_id {
            json["application_id"] = json!(application);
        }
        if let Some(interaction) = &message.interaction {
            let mut metadata = interaction.clone();
            let name = take_command_name(&mut metadata);
            json["interaction_metadata"] = metadata;
            if let Some(name) = name {
                // The form of old times, which clients still read.
                json["interaction"] = json!({
                    "id": interaction["id"],
                    "type": interaction["type"],
                    "name": name,
                    "user": interaction["user"],
                });
            }
            // Interactions are answered by a webhook with the application's id.
            json["webhook_id"] = json!(message.author_id);
        }
        if !message.stickers.is_empty() {
            json["sticker_items"] = message.stickers.clone().into();
        }
        if let Some(poll) = &message.poll {
            json["poll"] = poll.json(viewer);
        }
        if let Some(theme) = &message.theme {
            json["shared_client_theme"] = theme.clone();
        }
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
        if !message.stickers.is_empty() {
            part["sticker_items"] = whole["sticker_items"].take();
        }
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

/// The embeds, unless somebody has hidden them.
fn shown_embeds(message: &Message) -> &[Value] {
    if message.flags & message_flag::SUPPRESS_EMBEDS == 0 {
        &message.embeds
    } else {
        &[]
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
    if message.get("rule_trigger_type").is_some() {
        // What auto moderation found in a message.
        message["content"] = "".into();
        message["matched_content"] = "".into();
        return message;
    }
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
