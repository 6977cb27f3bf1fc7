//! Pinned messages.

use serde_json::json;

use super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    channel::Channel,
    ids::{ChannelId, MessageId, UserId, iso},
    message::{Message, Reference, kind},
};

impl Store {
    /// Pins a message or takes the pin away; a new pin is announced in the channel.
    pub(crate) fn set_pin(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        actor: &Actor,
        pinned: bool,
    ) -> Result<Changed<()>, Refusal> {
        const MAX_PINS: usize = 250;

        let channel = self.channel_for(channel_id, actor.user)?.clone();
        let message = self.message_for(channel_id, id, actor.user)?;
        if !message.is_written() || message.visible_to.is_some() {
            return Err(Refusal::SYSTEM_MESSAGE);
        }
        self.channel_with(channel_id, actor.user, permission::PIN_MESSAGES)?;
        channel.check_is_awake()?;
        let author = message.author_id;
        if message.pinned_at.is_some() == pinned {
            return Ok(Changed::nothing(()));
        }
        let pins = self.pins(channel_id).len();
        if pinned && pins >= MAX_PINS {
            return Err(Refusal::TOO_MANY_PINS);
        }
        let now = self.clock.now();
        self.message_mut(channel_id, id)?.pinned_at = pinned.then_some(now);
        let last = self.pins(channel_id).first().and_then(|pin| pin.pinned_at);
        if let Some(channel) = self.channels.get_mut(&channel_id) {
            channel.last_pin_at = last;
        }
        let mut data = json!({
            "channel_id": channel_id,
            "last_pin_timestamp": last.map(iso),
        });
        if let Some(guild) = channel.guild_id() {
            data["guild_id"] = json!(guild);
        }
        let mut events = vec![
            self.message_event("MESSAGE_UPDATE", channel_id, id)?,
            Event::new(
                "CHANNEL_PINS_UPDATE",
                channel.audience(),
                channel.intent(intent::GUILDS, intent::DIRECT_MESSAGES),
                data,
            ),
        ];
        if let Some(guild) = channel.guild_id() {
            let options = json!({ "channel_id": channel_id, "message_id": id });
            let action = if pinned {
                action::MESSAGE_PIN
            } else {
                action::MESSAGE_UNPIN
            };
            let note = Note::on(author).options(options);
            events.extend(self.audit(guild, actor, action, note));
        }
        if pinned {
            events.push(self.announce_pin(&channel, id, actor.user)?);
        }
        Ok(Changed::new((), events))
    }

    fn announce_pin(
        &mut self,
        channel: &Channel,
        pinned: MessageId,
        user: UserId,
    ) -> Result<Event, Refusal> {
        let reference = Reference {
            kind: 0,
            guild_id: channel.guild_id(),
            channel_id: channel.id,
            message_id: pinned,
        };
        let id = self.clock.next_id();
        self.insert_message(Message {
            kind: kind::CHANNEL_PINNED_MESSAGE,
            reference: Some(reference),
            ..Message::new(id, channel.id, user)
        })
    }

    /// The pinned messages of a channel, the newest pin first.
    pub(crate) fn pins(&self, channel: ChannelId) -> Vec<&Message> {
        let mut pins: Vec<&Message> = self
            .messages_of(channel)
            .filter(|message| message.pinned_at.is_some())
            .collect();
        // Stable: of pins of one millisecond the newer message comes first.
        pins.sort_by_key(|message| std::cmp::Reverse(message.pinned_at));
        pins
    }
}
