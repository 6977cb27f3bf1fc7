//! Deleting messages, one or many.

use serde_json::json;

use super::{
    Actor, Changed, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    event::Audience,
    ids::{ChannelId, MessageId},
    message::kind,
    posting::message_change,
};

const TWO_WEEKS_MS: u64 = 14 * 24 * 60 * 60 * 1000;

impl Store {
    pub(crate) fn delete_message(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        actor: &Actor,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, actor.user)?.clone();
        let message = self.message_for(channel_id, id, actor.user)?;
        let author = message.author_id;
        if kind::UNDELETABLE.contains(&message.kind) {
            return Err(Refusal::SYSTEM_MESSAGE);
        }
        let is_alert = message.kind == kind::AUTO_MODERATION_ACTION;
        let own = author == actor.user && !is_alert;
        if !own {
            if channel.guild_id().is_none() {
                return Err(Refusal::DIRECT_CHANNEL);
            }
            self.channel_with(channel_id, actor.user, permission::MANAGE_MESSAGES)?;
        }
        let mut changed = self.delete_own(channel_id, id)?;
        if let Some(guild) = channel.guild_id().filter(|_| !own) {
            let options = json!({ "channel_id": channel_id, "count": "1" });
            let note = Note::on(author).options(options);
            let entry = self.audit(guild, actor, action::MESSAGE_DELETE, note);
            changed.events.extend(entry);
        }
        Ok(changed)
    }

    /// Deletes a message, whoever may.
    pub(super) fn delete_own(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel(channel_id)?.clone();
        let visible_to = self.message(channel_id, id)?.visible_to;
        self.remove_message(channel_id, id);
        let mut data = json!({ "id": id, "channel_id": channel_id });
        if let Some(guild) = channel.guild_id() {
            data["guild_id"] = json!(guild);
        }
        let mut event = message_change("MESSAGE_DELETE", &channel, data);
        if visible_to.is_some() {
            // Nobody has it but the page.
            event.audience = Audience::Page;
        }
        let mut events = vec![event];
        events.extend(self.empty_copies(channel_id, id));
        Ok(Changed::new((), events))
    }

    /// Deletes several messages at once; those that do not exist are passed over.
    pub(crate) fn bulk_delete(
        &mut self,
        channel_id: ChannelId,
        actor: &Actor,
        ids: &[MessageId],
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, actor.user)?.clone();
        let Some(guild) = channel.guild_id() else {
            return Err(Refusal::DIRECT_CHANNEL);
        };
        let oldest = self.clock.now().saturating_sub(TWO_WEEKS_MS);
        if ids.iter().any(|id| id.timestamp_ms() < oldest) {
            return Err(Refusal::TOO_OLD_FOR_BULK_DELETE);
        }
        self.channel_with(channel_id, actor.user, permission::MANAGE_MESSAGES)?;
        let found: Vec<MessageId> = ids
            .iter()
            .copied()
            .filter(|id| self.remove_message(channel_id, *id))
            .collect();
        if found.is_empty() {
            return Ok(Changed::nothing(()));
        }
        let options = json!({ "count": found.len().to_string() });
        let note = Note::on(channel_id).options(options);
        let data = json!({ "ids": found, "channel_id": channel_id, "guild_id": guild });
        let mut events = vec![message_change("MESSAGE_DELETE_BULK", &channel, data)];
        events.extend(self.audit(guild, actor, action::MESSAGE_BULK_DELETE, note));
        Ok(Changed::new((), events))
    }

    /// Takes a message with its files out of its channel; whether there was one.
    pub(super) fn remove_message(&mut self, channel_id: ChannelId, id: MessageId) -> bool {
        let removed = self
            .messages
            .get_mut(&channel_id)
            .and_then(|messages| messages.remove(&id));
        if let Some(message) = &removed {
            self.forget_files(message);
            self.uncount_in_thread(message);
        }
        removed.is_some()
    }
}
