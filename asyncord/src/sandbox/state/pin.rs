//! Pinned messages.

use serde_json::json;

use super::{
    Changed, Event, Refusal, Store,
    bits::intent,
    channel::Channel,
    ids::{ChannelId, MessageId, UserId, iso, now_ms},
    message::{Message, Reference, kind},
};

impl Store {
    /// Pins a message or takes the pin away; a new pin is announced in the channel.
    pub(crate) fn set_pin(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
        pinned: bool,
    ) -> Result<Changed<()>, Refusal> {
        const MAX_PINS: usize = 250;

        let channel = self.channel_for(channel_id, user)?.clone();
        if self.message(channel_id, id)?.pinned_at.is_some() == pinned {
            return Ok(Changed::nothing(()));
        }
        let pins = self.pins(channel_id).len();
        if pinned && pins >= MAX_PINS {
            return Err(Refusal::TooManyPins);
        }
        let now = now_ms();
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
        if pinned {
            events.push(self.announce_pin(&channel, id, user)?);
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
        let id = self.ids.next();
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
