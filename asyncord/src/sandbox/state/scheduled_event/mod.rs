//! Scheduled events of guilds. Discord docs: Guild Scheduled Event.

mod edit;
mod exception;
mod recurrence;
mod turn;
mod user;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::{
    edit::ScheduledEventEdit,
    exception::{Exception, ExceptionEdit, ExceptionId},
    recurrence::{NWeekday, RecurrenceRule},
    user::InterestPage,
};

use super::{
    Event, Refusal, Store,
    bits::intent,
    event::Audience,
    ids::{ChannelId, GuildId, ScheduledEventId, UserId, iso},
    user::User,
};

/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Status.
pub(crate) mod status {
    pub(crate) const SCHEDULED: u8 = 1;
    pub(crate) const ACTIVE: u8 = 2;
    pub(crate) const COMPLETED: u8 = 3;
    pub(crate) const CANCELED: u8 = 4;
}

/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Entity Types.
pub(crate) mod entity {
    pub(crate) const STAGE_INSTANCE: u8 = 1;
    pub(crate) const VOICE: u8 = 2;
    pub(crate) const EXTERNAL: u8 = 3;
}

/// Something that a guild will do, or does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ScheduledEvent {
    pub(crate) id: ScheduledEventId,
    pub(crate) guild_id: GuildId,
    /// Where it is, unless it is outside of Discord.
    pub(crate) channel_id: Option<ChannelId>,
    pub(crate) creator_id: UserId,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) start: u64,
    pub(crate) end: Option<u64>,
    pub(crate) status: u8,
    pub(crate) entity_type: u8,
    /// The stage that was opened for it.
    pub(crate) entity_id: Option<String>,
    /// Where it is outside of Discord.
    pub(crate) location: Option<String>,
    pub(crate) recurrence: Option<RecurrenceRule>,
    /// Who is interested.
    pub(crate) users: BTreeSet<UserId>,
    pub(crate) exceptions: Vec<Exception>,
    /// When it ends because nobody is there any more, unless somebody comes.
    pub(crate) rests_at: Option<u64>,
}

impl ScheduledEvent {
    /// Whether nothing can be changed of it any more.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.status, status::COMPLETED | status::CANCELED)
    }

    fn audience(&self) -> Audience {
        match self.channel_id {
            Some(channel) => Audience::Channel(self.guild_id, channel),
            None => Audience::Guild(self.guild_id),
        }
    }
}

impl Store {
    /// A scheduled event of a guild.
    pub(crate) fn scheduled_event(
        &self,
        guild: GuildId,
        id: ScheduledEventId,
    ) -> Result<&ScheduledEvent, Refusal> {
        self.scheduled_events
            .get(&id)
            .filter(|event| event.guild_id == guild)
            .ok_or(Refusal::UNKNOWN_SCHEDULED_EVENT)
    }

    /// A scheduled event that a member may know of: it sees the channel.
    pub(crate) fn scheduled_event_for(
        &self,
        guild: GuildId,
        id: ScheduledEventId,
        user: UserId,
    ) -> Result<&ScheduledEvent, Refusal> {
        self.guild_for(guild, user)?;
        let event = self.scheduled_event(guild, id)?;
        if self.sees_scheduled_event(event, user) {
            Ok(event)
        } else {
            Err(Refusal::UNKNOWN_SCHEDULED_EVENT)
        }
    }

    fn sees_scheduled_event(&self, event: &ScheduledEvent, user: UserId) -> bool {
        event.channel_id.is_none_or(|channel| {
            let channel = self.channels.get(&channel);
            channel.is_some_and(|channel| self.sees(channel, user))
        })
    }

    /// The scheduled events of a guild that a member may know of and that are not over.
    pub(crate) fn scheduled_events_of(
        &self,
        guild: GuildId,
        viewer: UserId,
    ) -> impl Iterator<Item = &ScheduledEvent> {
        self.scheduled_events.values().filter(move |event| {
            event.guild_id == guild && !event.is_over() && self.sees_scheduled_event(event, viewer)
        })
    }

    pub(crate) fn scheduled_event_json(&self, event: &ScheduledEvent, with_count: bool) -> Value {
        let metadata = match &event.location {
            Some(location) => json!({ "location": location }),
            None => Value::Null,
        };
        let exceptions: Vec<Value> = event
            .exceptions
            .iter()
            .map(|exception| exception.json(event.id))
            .collect();
        let mut json = json!({
            "id": event.id,
            "guild_id": event.guild_id,
            "channel_id": event.channel_id,
            "creator_id": event.creator_id,
            "name": event.name,
            "description": event.description,
            "image": event.image,
            "scheduled_start_time": iso(event.start),
            "scheduled_end_time": event.end.map(iso),
            "privacy_level": 2,
            "status": event.status,
            "entity_type": event.entity_type,
            "entity_id": event.entity_id,
            "entity_metadata": metadata,
            "recurrence_rule": event.recurrence,
            "guild_scheduled_event_exceptions": exceptions,
        });
        if let Some(creator) = self.users.get(&event.creator_id) {
            json["creator"] = User::json(creator);
        }
        if with_count {
            json["user_count"] = event.users.len().into();
        }
        json
    }

    fn scheduled_event_told(&self, name: &'static str, event: &ScheduledEvent) -> Event {
        let data = self.scheduled_event_json(event, false);
        let intents = intent::GUILD_SCHEDULED_EVENTS;
        Event::new(name, event.audience(), intents, data)
    }
}
