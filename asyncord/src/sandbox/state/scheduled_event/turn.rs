//! How scheduled events begin and end, by somebody's hand or by themselves. Discord docs: Guild Scheduled
//! Event/Guild Scheduled Event Automation.

use super::{
    super::{
        Actor, Event, Refusal, Store,
        due::Due,
        ids::{ChannelId, ScheduledEventId},
        stage::StageDraft,
    },
    ScheduledEvent, entity, status,
};

/// After this an event is called off that nobody has begun.
const CALLED_OFF_AFTER_MS: u64 = 3 * 60 * 60_000;
/// For how long an event goes on with nobody there.
const PATIENCE_MS: u64 = 5 * 60_000;

impl Store {
    /// Has an event be looked at when it may have to begin or to end.
    pub(super) fn schedule_turn(&mut self, id: ScheduledEventId, at: u64) {
        self.schedule(at, Due::ScheduledEventTurns(id));
    }

    /// Begins an event, with the stage that it takes place on.
    pub(super) fn start_scheduled_event(
        &mut self,
        actor: &Actor,
        id: ScheduledEventId,
    ) -> Result<Vec<Event>, Refusal> {
        let event = self.scheduled_events.get(&id).cloned();
        let stage = event.filter(|event| event.entity_type == entity::STAGE_INSTANCE);
        if let Some(event) = stage
            && let Some(channel_id) = event.channel_id
            && !self.stages.contains_key(&channel_id)
        {
            let draft = StageDraft {
                channel_id,
                topic: event.name,
                privacy_level: 2,
                guild_scheduled_event_id: Some(id),
                send_start_notification: false,
            };
            return Ok(self.open_stage(actor, draft)?.events);
        }
        Ok(self.begin_scheduled_event(id).into_iter().collect())
    }

    /// The event is under way from now on.
    pub(in super::super) fn begin_scheduled_event(
        &mut self,
        id: ScheduledEventId,
    ) -> Option<Event> {
        let event = self.scheduled_events.get_mut(&id)?;
        event.status = status::ACTIVE;
        let stage = event
            .channel_id
            .and_then(|channel| self.stages.get(&channel));
        event.entity_id = stage.map(|stage| stage.id.to_string());
        if let Some(end) = event.end {
            self.schedule_turn(id, end);
        }
        self.scheduled_event_update(id)
    }

    /// The event is over: completed if it had begun, else called off.
    pub(in super::super) fn end_scheduled_event(&mut self, id: ScheduledEventId) -> Vec<Event> {
        let ends = self
            .scheduled_events
            .get(&id)
            .filter(|event| !event.is_over())
            .map(|event| match event.status {
                status::ACTIVE => status::COMPLETED,
                _ => status::CANCELED,
            });
        ends.map_or_else(Vec::new, |status| self.finish_scheduled_event(id, status))
    }

    /// Ends an event; one that recurs stands for its next time from then on.
    pub(super) fn finish_scheduled_event(&mut self, id: ScheduledEventId, to: u8) -> Vec<Event> {
        let Some(event) = self.scheduled_events.get_mut(&id) else {
            return Vec::new();
        };
        event.status = to;
        event.entity_id = None;
        event.rests_at = None;
        let stage = event
            .channel_id
            .filter(|_| event.entity_type == entity::STAGE_INSTANCE);
        let next = match (&event.recurrence, to) {
            (Some(rule), status::COMPLETED) => rule.next_after(event.start, &event.exceptions),
            _ => None,
        };
        let mut events: Vec<Event> = self.scheduled_event_update(id).into_iter().collect();
        if let Some(channel) = stage
            && let Some(stage) = self.stages.get_mut(&channel)
            && stage.guild_scheduled_event_id.take() == Some(id)
        {
            events.extend(self.close_stage(channel));
        }
        if let Some(next) = next
            && let Some(event) = self.scheduled_events.get_mut(&id)
        {
            let length = event.end.map(|end| end.saturating_sub(event.start));
            event.start = next;
            event.end = length.map(|length| next + length);
            event.status = status::SCHEDULED;
            self.schedule_turn(id, next);
            events.extend(self.scheduled_event_update(id));
        }
        events
    }

    /// Looks after the events of a channel that somebody has left: they end unless somebody comes.
    pub(in super::super) fn watch_scheduled_events(&mut self, channel: ChannelId) {
        let rests_at = self.clock.now() + PATIENCE_MS;
        let active: Vec<ScheduledEventId> = self
            .scheduled_events
            .values()
            .filter(|event| event.channel_id == Some(channel) && event.status == status::ACTIVE)
            .map(|event| event.id)
            .collect();
        for id in active {
            if let Some(event) = self.scheduled_events.get_mut(&id) {
                event.rests_at = Some(rests_at);
            }
            self.schedule_turn(id, rests_at);
        }
    }

    /// Lets an event begin or end if its time has come.
    pub(in super::super) fn turn_scheduled_event(&mut self, id: ScheduledEventId) -> Vec<Event> {
        let now = self.clock.now();
        let Some(event) = self.scheduled_events.get(&id) else {
            return Vec::new();
        };
        let is_external = event.entity_type == entity::EXTERNAL;
        let called_off_at = event.start + CALLED_OFF_AFTER_MS;
        match event.status {
            status::SCHEDULED if now < event.start => Vec::new(),
            status::SCHEDULED if is_external => {
                self.begin_scheduled_event(id).into_iter().collect()
            }
            status::SCHEDULED if now < called_off_at => {
                self.schedule_turn(id, called_off_at);
                Vec::new()
            }
            status::SCHEDULED => self.end_scheduled_event(id),
            status::ACTIVE if self.is_deserted(event, now) => self.end_scheduled_event(id),
            _ => Vec::new(),
        }
    }

    /// Whether an event that is under way ends by itself now.
    fn is_deserted(&self, event: &ScheduledEvent, now: u64) -> bool {
        match event.channel_id {
            None => event.end.is_some_and(|end| end <= now),
            Some(channel) => {
                event.rests_at.is_some_and(|at| at <= now)
                    && self.connected(event.guild_id, channel).is_empty()
            }
        }
    }

    /// Deletes the events of a channel that is deleted.
    pub(in super::super) fn drop_scheduled_events_in(&mut self, channel: ChannelId) -> Vec<Event> {
        let gone: Vec<ScheduledEventId> = self
            .scheduled_events
            .values()
            .filter(|event| event.channel_id == Some(channel))
            .map(|event| event.id)
            .collect();
        let dropped = gone
            .into_iter()
            .filter_map(|id| self.scheduled_events.remove(&id));
        let dropped: Vec<ScheduledEvent> = dropped.collect();
        dropped
            .into_iter()
            .filter(|event| !event.is_over())
            .map(|mut event| {
                event.status = status::CANCELED;
                self.scheduled_event_told("GUILD_SCHEDULED_EVENT_DELETE", &event)
            })
            .collect()
    }
}
