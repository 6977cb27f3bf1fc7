//! Calls about bans.

use asyncord::rest::resource::guild::ban::*;

use crate::every_operation::values::{GUILD, OTHER_USER, REASON, USER};

calls! {
    ListBans {
        minimal: |client| client.guilds().bans(GUILD).list(),
        full: |client| client.guilds().bans(GUILD).list().limit(1_000).before(USER).after(USER),
    }
    GetBan {
        minimal: |client| client.guilds().bans(GUILD).get(USER),
    }
    CreateBan {
        minimal: |client| client.guilds().bans(GUILD).create(USER),
        full: |client| client
            .guilds()
            .bans(GUILD)
            .create(USER)
            .delete_message_seconds(604_800)
            .reason(REASON),
    }
    RemoveBan {
        minimal: |client| client.guilds().bans(GUILD).remove(USER),
        full: |client| client.guilds().bans(GUILD).remove(USER).reason(REASON),
    }
    BulkBanUsers {
        minimal: |client| client.guilds().bans(GUILD).create_many([USER]),
        full: |client| client
            .guilds()
            .bans(GUILD)
            .create_many([USER, OTHER_USER])
            .delete_message_seconds(3_600)
            .reason(REASON),
    }
}
