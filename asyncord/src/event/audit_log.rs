//! Events of audit logs.

use std::ops::Deref;

use crate::{
    id::{Id, marker::GuildMarker},
    model::{AuditLogEntry, Intents, wire::object},
};

/// An entry of an audit log, and of which guild.
///
/// Discord docs: Gateway Events/Guild Audit Log Entry Create.
#[object]
pub struct GuildAuditLogEntry {
    /// The guild.
    pub guild_id: Id<GuildMarker>,
    /// The entry.
    #[wire(flatten)]
    pub entry: AuditLogEntry,
}

impl Deref for GuildAuditLogEntry {
    type Target = AuditLogEntry;

    fn deref(&self) -> &AuditLogEntry {
        &self.entry
    }
}

event! {
    /// Something was done in a guild that its audit log tells of.
    ///
    /// It needs the permission `VIEW_AUDIT_LOG`. Its user is who did it, not to whom.
    ///
    /// Discord docs: Gateway Events/Guild Audit Log Entry Create.
    pub struct GuildAuditLogEntryCreate(GuildAuditLogEntry) = "GUILD_AUDIT_LOG_ENTRY_CREATE",
        Intents::GUILD_MODERATION;
    tells = |event| {
        guild: event.guild_id,
        user: event.user_id,
    };
}

#[cfg(test)]
mod tests {
    use super::GuildAuditLogEntryCreate;
    use crate::{
        event::{Event, HasGuild, HasUser, RawEvent},
        model::change_key,
    };

    #[test]
    fn an_entry_derefs_and_tells_who_did_it() {
        let json = r#"{"id":"9","action_type":24,"user_id":"4","target_id":"5","guild_id":"1",
            "changes":[{"key":"nick","new_value":"x"}]}"#;
        let raw = RawEvent::from_json("GUILD_AUDIT_LOG_ENTRY_CREATE", json);
        let event = GuildAuditLogEntryCreate::decode(&raw).unwrap();
        assert_eq!(event.guild_id().unwrap(), 1);
        assert_eq!(event.user_id().unwrap(), 4);
        assert_eq!(event.target_id.unwrap(), 5);
        assert!(event.change::<change_key::Nick>().is_some());
        assert_eq!(
            serde_json::to_value(&event).unwrap(),
            serde_json::from_str::<serde_json::Value>(json).unwrap()
        );
    }
}
