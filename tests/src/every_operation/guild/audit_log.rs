//! Calls about audit logs.

use asyncord::{model::AuditLogActionType, rest::resource::guild::audit_log::*};

use crate::every_operation::values::{ENTRY, GUILD, ROLE, USER};

calls! {
    GetAuditLog {
        minimal: |client| client.guilds().audit_log(GUILD).get(),
        full: |client| client
            .guilds()
            .audit_log(GUILD)
            .get()
            .user_id(USER)
            .action_type(AuditLogActionType::ChannelCreate)
            .before(ENTRY)
            .after(ENTRY)
            .target_id(ROLE)
            .limit(100),
    }
}
