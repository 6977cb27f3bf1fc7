//! Channels that follow announcement channels of others. Discord docs: Channel/Follow Announcement
//! Channel.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Actor, Changed, Event, Refusal, Store,
    bits::{message_flag, permission},
    channel::kind,
    ids::{ChannelId, MessageId, WebhookId},
    message::{Message, Reference, WebhookAuthor, kind as message_kind},
};

/// A channel that gets what another one publishes, by a webhook.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Follower {
    pub(crate) webhook: WebhookId,
    /// The announcement channel.
    pub(crate) source: ChannelId,
    /// Where its messages go.
    pub(crate) target: ChannelId,
}

impl Store {
    /// Has a channel follow an announcement channel.
    pub(crate) fn follow(
        &mut self,
        actor: &Actor,
        channel_id: ChannelId,
        target_id: ChannelId,
    ) -> Result<Changed<Value>, Refusal> {
        let channel = self.channel_for(channel_id, actor.user)?;
        if channel.kind != kind::GUILD_ANNOUNCEMENT {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        let name = channel.title();
        let target = self.channel_with(target_id, actor.user, permission::MANAGE_WEBHOOKS)?;
        if !matches!(target.kind, kind::GUILD_TEXT | kind::GUILD_ANNOUNCEMENT) {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        let created = self.create_follower_webhook(actor, channel_id, target_id)?;
        let webhook_id = created.value;
        self.followers.push(Follower {
            webhook: webhook_id,
            source: channel_id,
            target: target_id,
        });
        let mut events = created.events;
        let told = self.clock.next_id();
        let announcement = self.insert_message(Message {
            kind: message_kind::CHANNEL_FOLLOW_ADD,
            content: name.trim_start_matches('#').to_owned(),
            announces: Some(channel_id),
            ..Message::new(told, target_id, actor.user)
        })?;
        events.push(announcement);
        let json = json!({ "channel_id": channel_id, "webhook_id": webhook_id });
        Ok(Changed::new(json, events))
    }

    /// Brings a published message to the channels that follow.
    pub(super) fn copy_to_followers(&mut self, channel_id: ChannelId, id: MessageId) -> Vec<Event> {
        let Some(message) = self.message(channel_id, id).ok().cloned() else {
            return Vec::new();
        };
        let Some(channel) = self.channels.get(&channel_id) else {
            return Vec::new();
        };
        let guild_id = channel.guild_id();
        let guild = guild_id.and_then(|guild| self.guilds.get(&guild));
        let name = match guild {
            Some(guild) => format!("{} {}", guild.name, channel.title()),
            None => channel.title(),
        };
        let followers: Vec<Follower> = self
            .followers
            .iter()
            .filter(|follower| follower.source == channel_id)
            .cloned()
            .collect();
        let copy = |store: &mut Self, follower: &Follower| {
            let copied = store.clock.next_id();
            let webhook = WebhookAuthor {
                id: follower.webhook,
                name: name.clone(),
                avatar: None,
            };
            store.insert_message(Message {
                content: message.content.clone(),
                embeds: message.embeds.clone(),
                components: message.components.clone(),
                attachments: message.attachments.clone(),
                flags: message.flags & !message_flag::CROSSPOSTED | message_flag::IS_CROSSPOST,
                reference: Some(Reference {
                    kind: 0,
                    guild_id,
                    channel_id,
                    message_id: id,
                }),
                webhook: Some(webhook),
                ..Message::new(copied, follower.target, follower.webhook.cast())
            })
        };
        followers
            .iter()
            .filter_map(|follower| copy(self, follower).ok())
            .collect()
    }

    /// Where the copies of a published message are.
    fn copies(&self, channel_id: ChannelId, id: MessageId) -> Vec<(ChannelId, MessageId)> {
        let is_copy = |message: &&Message| {
            let source = message.reference.as_ref();
            message.flags & message_flag::IS_CROSSPOST != 0
                && source.is_some_and(|source| source.message_id == id)
        };
        let targets = self
            .followers
            .iter()
            .filter(|follower| follower.source == channel_id)
            .map(|follower| follower.target);
        targets
            .flat_map(|target| {
                let copies = self.messages_of(target).filter(is_copy);
                copies.map(move |copy| (target, copy.id))
            })
            .collect()
    }

    /// Changes the copies of a message that was changed.
    pub(super) fn update_copies(&mut self, channel_id: ChannelId, id: MessageId) -> Vec<Event> {
        let Some(source) = self.message(channel_id, id).ok().cloned() else {
            return Vec::new();
        };
        self.change_copies(channel_id, id, |copy| {
            copy.content.clone_from(&source.content);
            copy.embeds.clone_from(&source.embeds);
            copy.components.clone_from(&source.components);
            copy.edited_at = source.edited_at;
        })
    }

    /// Empties the copies of a message that was deleted.
    pub(super) fn empty_copies(&mut self, channel_id: ChannelId, id: MessageId) -> Vec<Event> {
        self.change_copies(channel_id, id, |copy| {
            "[Original Message Deleted]".clone_into(&mut copy.content);
            copy.embeds.clear();
            copy.components.clear();
            copy.attachments.clear();
            copy.flags |= message_flag::SOURCE_MESSAGE_DELETED;
        })
    }

    fn change_copies(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        change: impl Fn(&mut Message),
    ) -> Vec<Event> {
        self.copies(channel_id, id)
            .into_iter()
            .filter_map(|(target, copy)| {
                change(self.message_mut(target, copy).ok()?);
                self.message_event("MESSAGE_UPDATE", target, copy).ok()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Refusal, Store,
        channel::{ChannelEdit, kind},
        ids::{ChannelId, seed},
        posting::{Draft, MessageEdit},
        seed::{ADA, GENERAL, GUILD},
    };

    fn news(store: &mut Store) -> ChannelId {
        let edit = ChannelEdit {
            name: Some("news".to_owned()),
            ..ChannelEdit::default()
        };
        let created = store.create_channel(&ADA.into(), GUILD, kind::GUILD_ANNOUNCEMENT, edit);
        created.unwrap().value["id"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    #[test]
    fn followers_get_what_is_published() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let news = news(&mut store);
        let followed = store.follow(&ADA.into(), news, GENERAL).unwrap();
        let names: Vec<&str> = followed.events.iter().map(|event| event.name).collect();
        assert_eq!(
            names,
            [
                "WEBHOOKS_UPDATE",
                "GUILD_AUDIT_LOG_ENTRY_CREATE",
                "MESSAGE_CREATE"
            ]
        );
        assert_eq!(followed.events[2].data["type"], 12);
        assert_eq!(followed.events[2].data["content"], "news");
        let draft = Draft {
            content: "extra".to_owned(),
            ..Draft::default()
        };
        let id = store.post(news, ADA, draft).unwrap().value;
        let published = store.crosspost(news, id, ADA).unwrap();
        let copy = &published.events[1];
        assert_eq!(copy.name, "MESSAGE_CREATE");
        assert_eq!(copy.data["channel_id"], GENERAL.to_string());
        assert_eq!(copy.data["content"], "extra");
        assert_eq!(copy.data["flags"], 2);
        assert_eq!(copy.data["webhook_id"], followed.value["webhook_id"]);
        assert_eq!(copy.data["message_reference"]["message_id"], id.to_string());
        let edit = MessageEdit {
            content: Some("corrected".to_owned()),
            ..MessageEdit::default()
        };
        let edited = store.edit_message(news, id, ADA, edit).unwrap();
        assert_eq!(edited.events[1].data["content"], "corrected");
        let deleted = store.delete_message(news, id, &ADA.into()).unwrap();
        assert_eq!(deleted.events[1].data["channel_id"], GENERAL.to_string());
        assert_eq!(deleted.events[1].data["flags"], 2 | 8);
    }

    #[test]
    fn only_announcements_are_followed_and_only_by_those_who_may() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let followed = store.follow(&ADA.into(), GENERAL, GENERAL);
        assert_eq!(followed.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
        let news = news(&mut store);
        let linus = seed(23);
        let followed = store.follow(&linus.into(), news, GENERAL);
        assert_eq!(followed.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    }
}
