//! Times at which a recurring event is different. In Discord's specification only.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Field, Refusal, Store,
    audit::{Note, action},
    ids::{GuildId, ScheduledEventId, iso},
};
use crate::id::{DISCORD_EPOCH_MS, Id, marker::GenericMarker};

pub(crate) type ExceptionId = Id<GenericMarker>;

/// One time of a recurring event that is moved or called off.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Exception {
    pub(crate) id: ExceptionId,
    pub(crate) original_start: u64,
    pub(crate) start: Option<u64>,
    pub(crate) end: Option<u64>,
    pub(crate) is_canceled: bool,
}

/// What is set of an exception; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ExceptionEdit {
    pub(crate) start: Field<u64>,
    pub(crate) end: Field<u64>,
    pub(crate) is_canceled: Option<bool>,
}

impl Exception {
    pub(crate) fn json(&self, event: ScheduledEventId) -> Value {
        json!({
            "event_id": event,
            "event_exception_id": self.id,
            "scheduled_start_time": self.start.map(iso),
            "scheduled_end_time": self.end.map(iso),
            "is_canceled": self.is_canceled,
        })
    }

    fn apply(&mut self, edit: ExceptionEdit) {
        edit.start.apply(&mut self.start);
        edit.end.apply(&mut self.end);
        self.is_canceled = edit.is_canceled.unwrap_or(self.is_canceled);
    }
}

impl Store {
    /// Makes one time of a recurring event different.
    pub(crate) fn create_exception(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ScheduledEventId,
        original_start: u64,
        edit: ExceptionEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let event = self.scheduled_event_for(guild, id, actor.user)?;
        let Some(rule) = &event.recurrence else {
            let message = "The event does not recur";
            return Err(Refusal::field(
                "original_scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_NOT_RECURRING",
                message,
            ));
        };
        let is_taken = event
            .exceptions
            .iter()
            .any(|exception| exception.original_start == original_start);
        if is_taken || original_start != event.start && !rule.recurs_at(original_start) {
            let message = "The event does not recur at this moment, or differs then already";
            return Err(Refusal::field(
                "original_scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_EXCEPTION_INVALID",
                message,
            ));
        }
        let is_empty = edit.is_canceled.is_none()
            && edit.start.clone().value().is_none()
            && edit.end.clone().value().is_none();
        if is_empty {
            return Err(Refusal::EMPTY_EXCEPTION);
        }
        self.check_editor(actor.user, event)?;
        let mut exception = Exception {
            // As Discord has it: the moment itself, and so its own only within the event.
            id: ExceptionId::new(original_start.saturating_sub(DISCORD_EPOCH_MS) << 22),
            original_start,
            start: None,
            end: None,
            is_canceled: false,
        };
        exception.apply(edit);
        let json = exception.json(id);
        let note = Note::on(id).changes(&Value::Null, &json);
        if let Some(event) = self.scheduled_events.get_mut(&id) {
            event.exceptions.push(exception);
        }
        let told = self.scheduled_event_update(id);
        let entry = self.audit(guild, actor, action::SCHEDULED_EVENT_EXCEPTION_CREATE, note);
        Ok(Changed::new(json, told.into_iter().chain(entry).collect()))
    }

    /// Changes one time of a recurring event.
    pub(crate) fn edit_exception(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ScheduledEventId,
        exception: ExceptionId,
        edit: ExceptionEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let exception = self.exception_mut(actor, guild, id, exception)?;
        let before = exception.json(id);
        exception.apply(edit);
        let json = exception.json(id);
        let note = Note::on(id).changes(&before, &json);
        let told = self.scheduled_event_update(id);
        let entry = self.audit(guild, actor, action::SCHEDULED_EVENT_EXCEPTION_UPDATE, note);
        Ok(Changed::new(json, told.into_iter().chain(entry).collect()))
    }

    /// Makes one time of a recurring event like the others again.
    pub(crate) fn delete_exception(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ScheduledEventId,
        exception: ExceptionId,
    ) -> Result<Changed<Value>, Refusal> {
        let json = self.exception_mut(actor, guild, id, exception)?.json(id);
        if let Some(event) = self.scheduled_events.get_mut(&id) {
            event.exceptions.retain(|other| other.id != exception);
        }
        let note = Note::on(id).changes(&json, &Value::Null);
        let told = self.scheduled_event_update(id);
        let entry = self.audit(guild, actor, action::SCHEDULED_EVENT_EXCEPTION_DELETE, note);
        Ok(Changed::new(json, told.into_iter().chain(entry).collect()))
    }

    /// An exception, for somebody who may change the event.
    fn exception_mut(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ScheduledEventId,
        exception: ExceptionId,
    ) -> Result<&mut Exception, Refusal> {
        let event = self.scheduled_event_for(guild, id, actor.user)?;
        self.check_editor(actor.user, event)?;
        self.scheduled_events
            .get_mut(&id)
            .and_then(|event| {
                let mut exceptions = event.exceptions.iter_mut();
                exceptions.find(|other| other.id == exception)
            })
            .ok_or(Refusal::UNKNOWN_SCHEDULED_EVENT)
    }
}
