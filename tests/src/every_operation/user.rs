//! Calls about users and the bot's own account.

use asyncord::{
    id::Id,
    model::{Map, Text},
    rest::resource::user::*,
};

use super::values::{APPLICATION, GUILD, SKU, USER, image};

calls! {
    GetMe {
        minimal: |client| client.users().me(),
    }
    GetUser {
        minimal: |client| client.users().get(USER),
    }
    UpdateMe {
        minimal: |client| client.users().update_me(),
        full: |client| client.users().update_me().username("ferris").avatar(image()).banner(None),
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
    CreateGroupDm {
        minimal: |client| client.users().create_group_dm(["an access token"]),
        full: |client| client
            .users()
            .create_group_dm(["an access token", "another"])
            .nicks([(Id::new(USER), "Ferris".into())].into_iter().collect::<Map<_, Text>>()),
    }
    GetMyGuildMember {
        minimal: |client| client.users().my_guild_member(GUILD),
    }
    ListMyConnections {
        minimal: |client| client.users().my_connections(),
    }
    ListMyEntitlements {
        minimal: |client| client.users().my_entitlements(APPLICATION),
        full: |client| client
            .users()
            .my_entitlements(APPLICATION)
            .sku_ids([SKU, SKU + 1])
            .exclude_consumed(true),
    }
    GetMyRoleConnection {
        minimal: |client| client.users().my_role_connection(APPLICATION),
    }
    UpdateMyRoleConnection {
        minimal: |client| client.users().set_my_role_connection(APPLICATION),
        full: |client| client
            .users()
            .set_my_role_connection(APPLICATION)
            .platform_name("Crab races")
            .platform_username("ferris")
            .metadata([("wins".into(), "7".into())].into_iter().collect::<Map<Text, Text>>()),
    }
    DeleteMyRoleConnection {
        minimal: |client| client.users().delete_my_role_connection(APPLICATION),
    }
}
