//! Making, changing and deleting scheduled events.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    super::{
        Actor, Changed, Event, Field, FormErrors, Refusal, Store,
        audit::{Note, action},
        bits::permission,
        channel::kind,
        ids::{ChannelId, GuildId, ScheduledEventId, UserId},
        image::Image,
    },
    RecurrenceRule, ScheduledEvent, entity, status,
};

/// How many events of a guild can be ahead or under way.
const MOST: usize = 100;

/// What is set of a scheduled event; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScheduledEventEdit {
    pub(crate) name: Option<String>,
    pub(crate) description: Field<String>,
    pub(crate) image: Field<Image>,
    pub(crate) channel_id: Field<ChannelId>,
    pub(crate) start: Option<u64>,
    pub(crate) end: Field<u64>,
    pub(crate) entity_type: Option<u8>,
    pub(crate) location: Field<String>,
    pub(crate) recurrence: Field<RecurrenceRule>,
    pub(crate) status: Option<u8>,
}

impl Store {
    /// Schedules an event.
    pub(crate) fn create_scheduled_event(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        edit: ScheduledEventEdit,
    ) -> Result<Changed<ScheduledEventId>, Refusal> {
        self.guild_for(guild, actor.user)?;
        let mut event = ScheduledEvent {
            // Given once it is certain that there will be one.
            id: ScheduledEventId::new(0),
            guild_id: guild,
            channel_id: None,
            creator_id: actor.user,
            name: String::new(),
            description: None,
            image: None,
            start: 0,
            end: None,
            status: status::SCHEDULED,
            entity_type: entity::EXTERNAL,
            entity_id: None,
            location: None,
            recurrence: None,
            users: BTreeSet::from([actor.user]),
            exceptions: Vec::new(),
            rests_at: None,
        };
        let image = apply(&mut event, edit);
        self.check_scheduled_event(&event, true)?;
        self.check_scheduler(actor.user, &event, permission::CREATE_EVENTS)?;
        let open = self
            .scheduled_events
            .values()
            .filter(|other| other.guild_id == guild && !other.is_over());
        if open.count() >= MOST {
            return Err(Refusal::TOO_MANY_SCHEDULED_EVENTS);
        }
        let id = self.clock.next_id();
        event.id = id;
        self.store_image_field(image).apply(&mut event.image);
        let json = self.scheduled_event_json(&event, false);
        let mut events = vec![self.scheduled_event_told("GUILD_SCHEDULED_EVENT_CREATE", &event)];
        self.schedule_turn(id, event.start);
        self.scheduled_events.insert(id, event);
        let note = Note::on(id).changes(&Value::Null, &json);
        events.extend(self.audit(guild, actor, action::SCHEDULED_EVENT_CREATE, note));
        Ok(Changed::new(id, events))
    }

    /// Changes a scheduled event, or begins, ends or cancels it.
    pub(crate) fn edit_scheduled_event(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ScheduledEventId,
        edit: ScheduledEventEdit,
    ) -> Result<Changed<()>, Refusal> {
        let before = self.scheduled_event_for(guild, id, actor.user)?.clone();
        if before.is_over() {
            return Err(Refusal::FINISHED_SCHEDULED_EVENT);
        }
        let turns_to = edit.status.filter(|status| *status != before.status);
        if let Some(to) = turns_to
            && !matches!(
                (before.status, to),
                (status::SCHEDULED, status::ACTIVE | status::CANCELED)
                    | (status::ACTIVE, status::COMPLETED)
            )
        {
            let message = "The event cannot get this status now";
            return Err(Refusal::field(
                "status",
                "GUILD_SCHEDULED_EVENT_INVALID_STATUS_TRANSITION",
                message,
            ));
        }
        let moves = edit.start.is_some_and(|start| start != before.start);
        let mut event = before.clone();
        let image = apply(&mut event, edit);
        if event.entity_type != entity::EXTERNAL {
            event.location = None;
        }
        if event.recurrence != before.recurrence {
            event.exceptions.clear();
        }
        if before.status == status::ACTIVE
            && (event.start, event.entity_type) != (before.start, before.entity_type)
        {
            let message = "The event has begun";
            return Err(Refusal::field(
                "scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_STARTED",
                message,
            ));
        }
        self.check_scheduled_event(&event, moves)?;
        self.check_editor(actor.user, &before)?;
        self.check_scheduler(actor.user, &event, 0)?;
        self.store_image_field(image).apply(&mut event.image);
        let json_before = self.scheduled_event_json(&before, false);
        self.schedule_turn(id, event.start);
        self.scheduled_events.insert(id, event);
        let mut events: Vec<Event> = match turns_to {
            Some(status::ACTIVE) => self.start_scheduled_event(actor, id)?,
            Some(to) => self.finish_scheduled_event(id, to),
            None => self.scheduled_event_update(id).into_iter().collect(),
        };
        if let Ok(event) = self.scheduled_event(guild, id) {
            let json = self.scheduled_event_json(event, false);
            let note = Note::on(id).changes(&json_before, &json);
            events.extend(self.audit(guild, actor, action::SCHEDULED_EVENT_UPDATE, note));
        }
        Ok(Changed::new((), events))
    }

    /// Deletes a scheduled event.
    pub(crate) fn delete_scheduled_event(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ScheduledEventId,
    ) -> Result<Changed<()>, Refusal> {
        let event = self.scheduled_event_for(guild, id, actor.user)?.clone();
        self.check_editor(actor.user, &event)?;
        self.check_scheduler(actor.user, &event, 0)?;
        self.scheduled_events.remove(&id);
        let json = self.scheduled_event_json(&event, false);
        let mut events = vec![self.scheduled_event_told("GUILD_SCHEDULED_EVENT_DELETE", &event)];
        let note = Note::on(id).changes(&json, &Value::Null);
        events.extend(self.audit(guild, actor, action::SCHEDULED_EVENT_DELETE, note));
        Ok(Changed::new((), events))
    }

    /// GUILD_SCHEDULED_EVENT_UPDATE as the event is now.
    pub(super) fn scheduled_event_update(&self, id: ScheduledEventId) -> Option<Event> {
        let event = self.scheduled_events.get(&id)?;
        Some(self.scheduled_event_told("GUILD_SCHEDULED_EVENT_UPDATE", event))
    }

    /// Whether somebody may change an event: its own one, or any if it manages them.
    pub(super) fn check_editor(&self, user: UserId, event: &ScheduledEvent) -> Result<(), Refusal> {
        let may = |needed| match event.channel_id {
            Some(channel) => self.channel_with(channel, user, needed).map(|_| ()),
            None => self.guild_with(event.guild_id, user, needed).map(|_| ()),
        };
        let manages = may(permission::MANAGE_EVENTS);
        if event.creator_id == user && manages.is_err() {
            may(permission::CREATE_EVENTS)
        } else {
            manages
        }
    }

    /// Whether somebody may have an event take place where it is to be.
    fn check_scheduler(
        &self,
        user: UserId,
        event: &ScheduledEvent,
        needed: u64,
    ) -> Result<(), Refusal> {
        let Some(channel) = event.channel_id else {
            return self.guild_with(event.guild_id, user, needed).map(|_| ());
        };
        let there = match event.entity_type {
            entity::STAGE_INSTANCE => {
                permission::MANAGE_CHANNELS | permission::MUTE_MEMBERS | permission::MOVE_MEMBERS
            }
            _ => permission::VIEW_CHANNEL | permission::CONNECT,
        };
        self.channel_with(channel, user, needed | there).map(|_| ())
    }

    /// Whether the parts of an event fit together.
    fn check_scheduled_event(&self, event: &ScheduledEvent, moves: bool) -> Result<(), Refusal> {
        let mut errors = FormErrors::default();
        let required = "This field is required";
        if event.entity_type == entity::EXTERNAL {
            if event.channel_id.is_some() {
                let message = "External events have no channel";
                errors.add("channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL_ID", message);
            }
            if event.location.is_none() {
                errors.add("entity_metadata.location", "BASE_TYPE_REQUIRED", required);
            }
            if event.end.is_none() {
                errors.add("scheduled_end_time", "BASE_TYPE_REQUIRED", required);
            }
        } else {
            if event.channel_id.is_none() {
                errors.add("channel_id", "BASE_TYPE_REQUIRED", required);
            }
            if event.location.is_some() {
                let message = "Only external events have a location";
                let code = "GUILD_SCHEDULED_EVENT_ENTITY_METADATA";
                errors.add("entity_metadata", code, message);
            }
        }
        if moves && event.start < self.clock.now() {
            let message = "Cannot schedule event in the past.";
            let code = "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST";
            errors.add("scheduled_start_time", code, message);
        }
        if event.end.is_some_and(|end| end <= event.start) {
            let message = "Cannot end event before it starts.";
            let code = "GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START";
            errors.add("scheduled_end_time", code, message);
        }
        if let Some(rule) = &event.recurrence
            && let Err((path, message)) = rule.check()
        {
            let path = format!("recurrence_rule.{path}");
            errors.add(&path, "GUILD_SCHEDULED_EVENT_RECURRENCE_RULE", message);
        }
        if !errors.is_empty() {
            return Err(errors.into_refusal());
        }
        let Some(channel) = event.channel_id else {
            return Ok(());
        };
        let channel = self.channel(channel)?;
        if channel.guild_id() != Some(event.guild_id) {
            return Err(Refusal::UNKNOWN_CHANNEL);
        }
        match (event.entity_type, channel.kind) {
            (entity::STAGE_INSTANCE, kind::GUILD_STAGE_VOICE)
            | (entity::VOICE, kind::GUILD_VOICE) => Ok(()),
            _ => Err(Refusal::WRONG_CHANNEL_TYPE),
        }
    }
}

/// Makes a change but for the image, which is given back.
fn apply(event: &mut ScheduledEvent, edit: ScheduledEventEdit) -> Field<Image> {
    event.name = edit.name.unwrap_or_else(|| std::mem::take(&mut event.name));
    edit.description.apply(&mut event.description);
    edit.channel_id.apply(&mut event.channel_id);
    event.start = edit.start.unwrap_or(event.start);
    edit.end.apply(&mut event.end);
    event.entity_type = edit.entity_type.unwrap_or(event.entity_type);
    edit.location.apply(&mut event.location);
    edit.recurrence.apply(&mut event.recurrence);
    edit.image
}
