//! The audit log of a guild.

use crate::{
    id::{
        Id,
        marker::{AuditLogEntryMarker, GenericMarker, GuildMarker, UserMarker},
    },
    model::{self, AuditLogActionType},
    rest::pages::paged,
};

group! {
    /// The audit log of a guild; from [`Guilds::audit_log`](super::Guilds::audit_log).
    pub struct AuditLog { guild_id: GuildMarker }
}

operation! {
    /// Gets entries of the audit log, newest first, of the last 45 days.
    ///
    /// Needs `VIEW_AUDIT_LOG`.
    ///
    /// Discord docs: Audit Log/Get Guild Audit Log.
    GetAuditLog = GET "/guilds/{guild_id}/audit-logs" -> model::AuditLog;
    fn AuditLog::get();
    query {
        /// Gets what this user did.
        user_id: Id<UserMarker>,
        /// Gets what was done of this sort.
        action_type: AuditLogActionType,
        /// Gets what came before this entry.
        before: Id<AuditLogEntryMarker>,
        /// Gets what came after this entry, oldest first.
        after: Id<AuditLogEntryMarker>,
        /// Gets what was done to this.
        target_id: Id<GenericMarker>,
        /// Sets how many, 1 to 100; 50 where not set.
        limit: u8 [range 1..=100],
    }
}

paged! {
    GetAuditLog: model::AuditLogEntry => model::AuditLog, 100 by Falling, key |entry| entry.id;
}
