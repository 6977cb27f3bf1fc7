//! The audit log: who changed what, and why. Discord docs: Audit Log.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Actor, Event, Store,
    bits::{intent, permission},
    event::Audience,
    ids::{AuditLogEntryId, GuildId, UserId},
};

/// How many entries a guild keeps.
const MOST: usize = 5000;

/// What was done. Discord docs: Audit Log/Audit Log Events.
pub(crate) mod action {
    pub(crate) const GUILD_UPDATE: u16 = 1;
    pub(crate) const CHANNEL_CREATE: u16 = 10;
    pub(crate) const CHANNEL_UPDATE: u16 = 11;
    pub(crate) const CHANNEL_DELETE: u16 = 12;
    pub(crate) const CHANNEL_OVERWRITE_CREATE: u16 = 13;
    pub(crate) const CHANNEL_OVERWRITE_UPDATE: u16 = 14;
    pub(crate) const CHANNEL_OVERWRITE_DELETE: u16 = 15;
    pub(crate) const MEMBER_KICK: u16 = 20;
    pub(crate) const MEMBER_PRUNE: u16 = 21;
    pub(crate) const MEMBER_BAN_ADD: u16 = 22;
    pub(crate) const MEMBER_BAN_REMOVE: u16 = 23;
    pub(crate) const MEMBER_UPDATE: u16 = 24;
    pub(crate) const MEMBER_ROLE_UPDATE: u16 = 25;
    pub(crate) const MEMBER_MOVE: u16 = 26;
    pub(crate) const MEMBER_DISCONNECT: u16 = 27;
    pub(crate) const BOT_ADD: u16 = 28;
    pub(crate) const ROLE_CREATE: u16 = 30;
    pub(crate) const ROLE_UPDATE: u16 = 31;
    pub(crate) const ROLE_DELETE: u16 = 32;
    pub(crate) const INVITE_CREATE: u16 = 40;
    pub(crate) const INVITE_DELETE: u16 = 42;
    pub(crate) const WEBHOOK_CREATE: u16 = 50;
    pub(crate) const WEBHOOK_UPDATE: u16 = 51;
    pub(crate) const WEBHOOK_DELETE: u16 = 52;
    pub(crate) const EMOJI_CREATE: u16 = 60;
    pub(crate) const EMOJI_UPDATE: u16 = 61;
    pub(crate) const EMOJI_DELETE: u16 = 62;
    pub(crate) const MESSAGE_DELETE: u16 = 72;
    pub(crate) const MESSAGE_BULK_DELETE: u16 = 73;
    pub(crate) const MESSAGE_PIN: u16 = 74;
    pub(crate) const MESSAGE_UNPIN: u16 = 75;
    pub(crate) const INTEGRATION_DELETE: u16 = 82;
    pub(crate) const STAGE_INSTANCE_CREATE: u16 = 83;
    pub(crate) const STAGE_INSTANCE_UPDATE: u16 = 84;
    pub(crate) const STAGE_INSTANCE_DELETE: u16 = 85;
    pub(crate) const STICKER_CREATE: u16 = 90;
    pub(crate) const STICKER_UPDATE: u16 = 91;
    pub(crate) const STICKER_DELETE: u16 = 92;
    pub(crate) const SCHEDULED_EVENT_CREATE: u16 = 100;
    pub(crate) const SCHEDULED_EVENT_UPDATE: u16 = 101;
    pub(crate) const SCHEDULED_EVENT_DELETE: u16 = 102;
    pub(crate) const THREAD_CREATE: u16 = 110;
    pub(crate) const THREAD_UPDATE: u16 = 111;
    pub(crate) const THREAD_DELETE: u16 = 112;
    pub(crate) const COMMAND_PERMISSION_UPDATE: u16 = 121;
    pub(crate) const SOUNDBOARD_SOUND_CREATE: u16 = 130;
    pub(crate) const SOUNDBOARD_SOUND_UPDATE: u16 = 131;
    pub(crate) const SOUNDBOARD_SOUND_DELETE: u16 = 132;
    pub(crate) const AUTO_MODERATION_RULE_CREATE: u16 = 140;
    pub(crate) const AUTO_MODERATION_RULE_UPDATE: u16 = 141;
    pub(crate) const AUTO_MODERATION_RULE_DELETE: u16 = 142;
    pub(crate) const AUTO_MODERATION_BLOCK_MESSAGE: u16 = 143;
    pub(crate) const AUTO_MODERATION_FLAG_TO_CHANNEL: u16 = 144;
    pub(crate) const AUTO_MODERATION_USER_COMMUNICATION_DISABLED: u16 = 145;
    pub(crate) const AUTO_MODERATION_QUARANTINE_USER: u16 = 146;
    pub(crate) const ONBOARDING_PROMPT_CREATE: u16 = 163;
    pub(crate) const ONBOARDING_PROMPT_UPDATE: u16 = 164;
    pub(crate) const ONBOARDING_PROMPT_DELETE: u16 = 165;
    pub(crate) const ONBOARDING_CREATE: u16 = 166;
    pub(crate) const ONBOARDING_UPDATE: u16 = 167;
    pub(crate) const VOICE_CHANNEL_STATUS_UPDATE: u16 = 192;
    pub(crate) const VOICE_CHANNEL_STATUS_DELETE: u16 = 193;
    pub(crate) const SCHEDULED_EVENT_EXCEPTION_CREATE: u16 = 200;
    pub(crate) const SCHEDULED_EVENT_EXCEPTION_UPDATE: u16 = 201;
    pub(crate) const SCHEDULED_EVENT_EXCEPTION_DELETE: u16 = 202;
}

/// One thing that was done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: AuditLogEntryId,
    pub(crate) user_id: UserId,
    pub(crate) action_type: u16,
    pub(crate) target_id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) changes: Vec<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) options: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// What is said of a thing that was done.
#[derive(Debug, Default)]
pub(crate) struct Note {
    pub(crate) target: Option<String>,
    pub(crate) changes: Vec<Value>,
    pub(crate) options: Option<Value>,
}

impl Note {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "ids and codes, which nobody wants to lend"
    )]
    pub(crate) fn on(target: impl ToString) -> Self {
        Self {
            target: Some(target.to_string()),
            ..Self::default()
        }
    }

    /// Notes one field that became another.
    pub(crate) fn change(mut self, key: &str, old: Value, new: Value) -> Self {
        self.changes.push(change(key, old, new));
        self
    }

    /// Notes every field of an object, in its form on the wire, that became another; null stands for an
    /// object that is not there.
    pub(crate) fn changes(mut self, old: &Value, new: &Value) -> Self {
        let nothing = Map::new();
        let (old, new) = (
            old.as_object().unwrap_or(&nothing),
            new.as_object().unwrap_or(&nothing),
        );
        let keys = new
            .keys()
            .chain(old.keys().filter(|key| !new.contains_key(*key)));
        for key in keys.filter(|key| !matches!(key.as_str(), "id" | "guild_id")) {
            let get = |object: &Map<String, Value>| object.get(key).cloned().unwrap_or_default();
            let (old, new) = (get(old), get(new));
            if old != new {
                self.changes.push(change(key, old, new));
            }
        }
        self
    }

    pub(crate) fn options(mut self, options: Value) -> Self {
        self.options = Some(options);
        self
    }
}

fn change(key: &str, old: Value, new: Value) -> Value {
    let mut change = json!({ "key": key });
    if !old.is_null() {
        change["old_value"] = old;
    }
    if !new.is_null() {
        change["new_value"] = new;
    }
    change
}

impl Store {
    /// Writes an entry, and gives the event that tells of it.
    pub(crate) fn audit(
        &mut self,
        guild_id: GuildId,
        actor: &Actor,
        action_type: u16,
        note: Note,
    ) -> Option<Event> {
        let id = self.clock.next_id();
        let guild = self.guilds.get_mut(&guild_id)?;
        let entry = Entry {
            id,
            user_id: actor.user,
            action_type,
            target_id: note.target,
            changes: note.changes,
            options: note.options,
            reason: actor.reason.clone(),
        };
        let mut data = json!(entry);
        data["guild_id"] = json!(guild_id);
        guild.audit_log.push_back(entry);
        if guild.audit_log.len() > MOST {
            guild.audit_log.pop_front();
        }
        let audience = Audience::Permitted(guild_id, permission::VIEW_AUDIT_LOG);
        let name = "GUILD_AUDIT_LOG_ENTRY_CREATE";
        Some(Event::new(name, audience, intent::GUILD_MODERATION, data))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Note;

    #[test]
    fn a_note_has_what_differs_and_nothing_else() {
        let old = json!({ "id": "1", "name": "a", "topic": null, "gone": 1 });
        let new = json!({ "id": "2", "name": "b", "topic": null, "new": true });
        assert_eq!(
            Note::on(7).changes(&old, &new).changes,
            [
                json!({ "key": "name", "old_value": "a", "new_value": "b" }),
                json!({ "key": "new", "new_value": true }),
                json!({ "key": "gone", "old_value": 1 }),
            ]
        );
    }
}
