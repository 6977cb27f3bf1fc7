//! Messages in their form on the wire.

use serde_json::{Value, json};

use super::{
    super::{
        Store,
        bits::{intent, message_flag},
        channel::Channel,
        ids::{UserId, iso},
        interaction::take_command_name,
        user::User,
    },
    Message, Reference, kind, without_content,
};

impl Store {
    /// The message as REST gives it, its reactions marked for `viewer`, and without its content if that is a
    /// bot that may not read it.
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
        match viewer {
            Some(bot) if self.is_blind(message, bot) => without_content(&json, bot),
            _ => json,
        }
    }

    /// Whether the content of a message is kept from a bot: its application has not the intent MESSAGE_CONTENT.
    /// Discord docs: Message/Message Object.
    pub(in super::super) fn is_blind(&self, message: &Message, bot: UserId) -> bool {
        let has_no_intent = self
            .application(bot.cast())
            .is_ok_and(|bot| bot.privileged_intents & intent::MESSAGE_CONTENT == 0);
        let channel = self.channels.get(&message.channel_id);
        has_no_intent && channel.is_some_and(|channel| channel.guild_id().is_some())
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
    pub(in super::super) fn snapshot(&self, message: &Message) -> Value {
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
