//! Webhooks: addresses that post in a channel. Discord docs: Webhook.

mod execute;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::execute::Execution;

use super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    channel::{Channel, kind as channel_kind},
    event::Audience,
    ids::{ApplicationId, ChannelId, GuildId, UserId, WebhookId},
    image::Image,
    message::WebhookAuthor,
    user::User,
};

const MOST_OF_CHANNEL: usize = 15;
const MOST_OF_GUILD: usize = 1000;

/// Types of webhooks. Discord docs: Webhook/Webhook Types.
mod kind {
    pub(super) const INCOMING: u8 = 1;
    pub(super) const CHANNEL_FOLLOWER: u8 = 2;
}

/// A webhook of a guild's channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Webhook {
    pub(crate) id: WebhookId,
    kind: u8,
    pub(crate) guild_id: GuildId,
    pub(crate) channel_id: ChannelId,
    maker: Option<UserId>,
    name: String,
    /// The hash of its avatar.
    avatar: Option<String>,
    /// Who knows it may post.
    token: Option<String>,
    /// The application whose bot made it.
    pub(crate) application_id: Option<ApplicationId>,
    /// The announcement channel whose messages it brings.
    follows: Option<ChannelId>,
}

/// What is changed of a webhook; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct WebhookEdit {
    pub(crate) name: Option<String>,
    pub(crate) avatar: Field<Image>,
    pub(crate) channel_id: Option<ChannelId>,
}

impl Webhook {
    /// The name and the picture that its messages bear.
    pub(crate) fn author(&self) -> WebhookAuthor {
        WebhookAuthor {
            id: self.id,
            name: self.name.clone(),
            avatar: self.avatar.clone(),
        }
    }

    /// What the audit log compares.
    fn noted(&self) -> Value {
        json!({
            "type": self.kind,
            "name": self.name,
            "avatar_hash": self.avatar,
            "channel_id": self.channel_id,
            "application_id": self.application_id,
        })
    }
}

/// The token of a webhook, as long as Discord's. It is no secret, as nothing but this process takes it.
fn token(id: WebhookId) -> String {
    format!("sandbox-webhook-token-{:0>46x}", id.get())
}

/// Why a name is refused that looks like Discord's own; nothing if it is fine.
pub(crate) fn forbidden_word(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    ["clyde", "discord"]
        .into_iter()
        .find(|word| name.contains(word))
}

impl Store {
    /// The webhook; who has only its token is not told who made it.
    pub(crate) fn webhook_json(&self, webhook: &Webhook, with_maker: bool) -> Value {
        let mut json = json!({
            "id": webhook.id,
            "type": webhook.kind,
            "guild_id": webhook.guild_id,
            "channel_id": webhook.channel_id,
            "name": webhook.name,
            "avatar": webhook.avatar,
            "application_id": webhook.application_id,
        });
        let maker = webhook.maker.and_then(|maker| self.users.get(&maker));
        if with_maker && let Some(maker) = maker.map(User::json) {
            json["user"] = maker;
        }
        if let Some(token) = &webhook.token {
            json["token"] = token.as_str().into();
            json["url"] = format!("{}/api/webhooks/{}/{token}", self.base_url, webhook.id).into();
        }
        let source = webhook.follows.and_then(|source| self.channel(source).ok());
        if let Some(source) = source {
            let guild = source.guild_id().and_then(|guild| self.guilds.get(&guild));
            json["source_channel"] = json!({
                "id": source.id,
                "name": source.title().trim_start_matches('#'),
            });
            json["source_guild"] = guild.map_or(
                Value::Null,
                |guild| json!({ "id": guild.id, "name": guild.name, "icon": guild.json()["icon"] }),
            );
        }
        json
    }

    /// A webhook, which goes with its channel.
    fn webhook(&self, id: WebhookId) -> Result<&Webhook, Refusal> {
        let webhook = self.webhooks.get(&id).ok_or(Refusal::UNKNOWN_WEBHOOK)?;
        if self.channels.contains_key(&webhook.channel_id) {
            Ok(webhook)
        } else {
            Err(Refusal::UNKNOWN_WEBHOOK)
        }
    }

    /// A webhook, for a user who may manage those of its channel.
    pub(crate) fn webhook_for(&self, id: WebhookId, user: UserId) -> Result<&Webhook, Refusal> {
        let webhook = self.webhook(id)?;
        self.channel_with(webhook.channel_id, user, permission::MANAGE_WEBHOOKS)?;
        Ok(webhook)
    }

    /// A webhook, for who knows its token.
    pub(crate) fn webhook_by_token(&self, id: WebhookId, token: &str) -> Result<&Webhook, Refusal> {
        let webhook = self.webhook(id)?;
        if webhook.token.as_deref() == Some(token) {
            Ok(webhook)
        } else {
            Err(Refusal::INVALID_WEBHOOK_TOKEN)
        }
    }

    pub(crate) fn webhooks_of_channel(
        &self,
        channel: ChannelId,
        user: UserId,
    ) -> Result<Vec<&Webhook>, Refusal> {
        self.channel_with(channel, user, permission::MANAGE_WEBHOOKS)?;
        let all = self.webhooks.values();
        Ok(all
            .filter(|webhook| webhook.channel_id == channel)
            .collect())
    }

    pub(crate) fn webhooks_of_guild(
        &self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<&Webhook>, Refusal> {
        self.guild_with(guild, user, permission::MANAGE_WEBHOOKS)?;
        let all = self.webhooks.values();
        Ok(all
            .filter(|webhook| webhook.guild_id == guild)
            .filter(|webhook| self.channels.contains_key(&webhook.channel_id))
            .collect())
    }

    /// The guild of a channel in which a user may have one more webhook.
    fn room_for_webhook(&self, channel: ChannelId, user: UserId) -> Result<GuildId, Refusal> {
        let found = self.channel_for(channel, user)?;
        let guild = found.guild_id().ok_or(Refusal::DIRECT_CHANNEL)?;
        if found.thread().is_some() || found.kind == channel_kind::GUILD_CATEGORY {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        self.channel_with(channel, user, permission::MANAGE_WEBHOOKS)?;
        let count = |is_there: &dyn Fn(&Webhook) -> bool| {
            let all = self.webhooks.values();
            all.filter(|webhook| is_there(webhook)).count()
        };
        if count(&|webhook| webhook.channel_id == channel) >= MOST_OF_CHANNEL {
            return Err(Refusal::TOO_MANY_WEBHOOKS);
        }
        if count(&|webhook| webhook.guild_id == guild) >= MOST_OF_GUILD {
            return Err(Refusal::TOO_MANY_GUILD_WEBHOOKS);
        }
        Ok(guild)
    }

    pub(crate) fn create_webhook(
        &mut self,
        actor: &Actor,
        channel_id: ChannelId,
        name: String,
        avatar: Option<Image>,
    ) -> Result<Changed<WebhookId>, Refusal> {
        let guild_id = self.room_for_webhook(channel_id, actor.user)?;
        let id = self.clock.next_id();
        let application_id = self.application(actor.user.cast()).ok();
        let webhook = Webhook {
            id,
            kind: kind::INCOMING,
            guild_id,
            channel_id,
            maker: Some(actor.user),
            name,
            application_id: application_id.map(|application| application.id),
            avatar: avatar.map(|avatar| self.store_image(avatar)),
            token: Some(token(id)),
            follows: None,
        };
        Ok(self.insert_webhook(actor, webhook))
    }

    /// Has a webhook belong to an application, and shows it.
    pub(crate) fn give_webhook(&mut self, id: WebhookId, application: ApplicationId) -> Value {
        if let Some(webhook) = self.webhooks.get_mut(&id) {
            webhook.application_id = Some(application);
        }
        let webhook = self.webhooks.get(&id);
        webhook.map_or(Value::Null, |webhook| self.webhook_json(webhook, false))
    }

    /// Makes the webhook that brings the messages of an announcement channel into another channel.
    pub(crate) fn create_follower_webhook(
        &mut self,
        actor: &Actor,
        source: ChannelId,
        target: ChannelId,
    ) -> Result<Changed<WebhookId>, Refusal> {
        let name = self.channel(source)?.title();
        let guild_id = self.room_for_webhook(target, actor.user)?;
        let webhook = Webhook {
            id: self.clock.next_id(),
            kind: kind::CHANNEL_FOLLOWER,
            guild_id,
            channel_id: target,
            maker: Some(actor.user),
            name,
            avatar: None,
            token: None,
            application_id: None,
            follows: Some(source),
        };
        Ok(self.insert_webhook(actor, webhook))
    }

    fn insert_webhook(&mut self, actor: &Actor, webhook: Webhook) -> Changed<WebhookId> {
        let (id, guild, channel) = (webhook.id, webhook.guild_id, webhook.channel_id);
        let note = Note::on(id).changes(&Value::Null, &webhook.noted());
        self.webhooks.insert(id, webhook);
        let mut events = vec![webhooks_update(guild, channel)];
        events.extend(self.audit(guild, actor, action::WEBHOOK_CREATE, note));
        Changed::new(id, events)
    }

    /// Changes a webhook; `actor` is nobody if its token alone has opened the door, which cannot move it.
    pub(crate) fn edit_webhook(
        &mut self,
        actor: Option<&Actor>,
        id: WebhookId,
        edit: WebhookEdit,
    ) -> Result<Changed<()>, Refusal> {
        let before = self.webhook(id)?.clone();
        let target = edit
            .channel_id
            .filter(|channel| *channel != before.channel_id);
        if let Some(actor) = actor {
            self.webhook_for(id, actor.user)?;
            if let Some(target) = target {
                let guild = self.room_for_webhook(target, actor.user)?;
                if guild != before.guild_id {
                    return Err(Refusal::UNKNOWN_CHANNEL);
                }
            }
        }
        let mut webhook = before.clone();
        webhook.name = edit.name.unwrap_or(webhook.name);
        let avatar = self.store_image_field(edit.avatar);
        avatar.apply(&mut webhook.avatar);
        if actor.is_some() {
            webhook.channel_id = target.unwrap_or(webhook.channel_id);
        }
        let note = Note::on(id).changes(&before.noted(), &webhook.noted());
        let guild = webhook.guild_id;
        let mut events = vec![webhooks_update(guild, webhook.channel_id)];
        if webhook.channel_id != before.channel_id {
            events.push(webhooks_update(guild, before.channel_id));
        }
        self.webhooks.insert(id, webhook);
        if let Some(actor) = actor {
            events.extend(self.audit(guild, actor, action::WEBHOOK_UPDATE, note));
        }
        Ok(Changed::new((), events))
    }

    /// Deletes a webhook; `actor` is nobody if its token alone has opened the door.
    pub(crate) fn delete_webhook(
        &mut self,
        actor: Option<&Actor>,
        id: WebhookId,
    ) -> Result<Changed<()>, Refusal> {
        if let Some(actor) = actor {
            self.webhook_for(id, actor.user)?;
        }
        let webhook = self.webhooks.remove(&id).ok_or(Refusal::UNKNOWN_WEBHOOK)?;
        self.followers.retain(|follower| follower.webhook != id);
        let guild = webhook.guild_id;
        let mut events = vec![webhooks_update(guild, webhook.channel_id)];
        if let Some(actor) = actor {
            let note = Note::on(id).changes(&webhook.noted(), &Value::Null);
            events.extend(self.audit(guild, actor, action::WEBHOOK_DELETE, note));
        }
        Ok(Changed::new((), events))
    }

    /// Where a webhook's message is to go: its channel, or a thread of it.
    fn place_of_webhook(
        &self,
        webhook: &Webhook,
        thread: Option<ChannelId>,
    ) -> Result<&Channel, Refusal> {
        let Some(thread) = thread else {
            return self.channel(webhook.channel_id);
        };
        let thread = self.channel(thread)?;
        let is_of_channel = thread
            .thread()
            .is_some_and(|thread| thread.parent_id == webhook.channel_id);
        if is_of_channel {
            Ok(thread)
        } else {
            Err(Refusal::UNKNOWN_CHANNEL)
        }
    }
}

fn webhooks_update(guild: GuildId, channel: ChannelId) -> Event {
    Event::new(
        "WEBHOOKS_UPDATE",
        Audience::Channel(guild, channel),
        intent::GUILD_WEBHOOKS,
        json!({ "guild_id": guild, "channel_id": channel }),
    )
}
