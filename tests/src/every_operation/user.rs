//! Calls about users and the bot's own account.

use asyncord::rest::resource::user::*;

use super::values::{GUILD, IMAGE, USER};

calls! {
    GetMe {
        minimal: |client| client.users().me(),
    }
    GetUser {
        minimal: |client| client.users().get(USER),
    }
    UpdateMe {
        minimal: |client| client.users().update_me(),
        full: |client| client.users().update_me().username("ferris").avatar(IMAGE).banner(None),
    }
    ListMyGuilds {
        minimal: |client| client.users().my_guilds(),
        full: |client| client
            .users()
            .my_guilds()
            .before(GUILD)
            .after(GUILD)
            .limit(200)
            .with_counts(true),
    }
    LeaveGuild {
        minimal: |client| client.users().leave_guild(GUILD),
    }
    CreateDm {
        minimal: |client| client.users().create_dm(USER),
    }
}
