//! Calls about roles.

use asyncord::{
    id::Id,
    model::{Permissions, RoleColors},
    rest::{body::RolePosition, resource::guild::role::*},
};

use crate::every_operation::values::{GUILD, REASON, ROLE, image};

fn position(id: u64, position: u32) -> RolePosition {
    RolePosition {
        id: Id::new(id),
        position,
    }
}

calls! {
    ListRoles {
        minimal: |client| client.guilds().roles(GUILD).list(),
    }
    GetRole {
        minimal: |client| client.guilds().roles(GUILD).get(ROLE),
    }
    GetRoleMemberCounts {
        minimal: |client| client.guilds().roles(GUILD).member_counts(),
    }
    CreateRole {
        minimal: |client| client.guilds().roles(GUILD).create(),
        full: |client| client
            .guilds()
            .roles(GUILD)
            .create()
            .name("helpers")
            .permissions(Permissions::KICK_MEMBERS)
            .colors(RoleColors::gradient(0x00ff_0000, 0x0000_00ff))
            .hoist(true)
            .icon(image())
            .unicode_emoji("🦀")
            .mentionable(true)
            .reason(REASON),
    }
    UpdateRolePositions {
        minimal: |client| client.guilds().roles(GUILD).reorder([position(ROLE, 1)]),
        full: |client| client
            .guilds()
            .roles(GUILD)
            .reorder([position(ROLE, 3), position(ROLE + 1, 4)])
            .reason(REASON),
    }
    UpdateRole {
        minimal: |client| client.guilds().roles(GUILD).update(ROLE),
        full: |client| client
            .guilds()
            .roles(GUILD)
            .update(ROLE)
            .name("helpers")
            .permissions(Permissions::all())
            .colors(RoleColors::solid(0x00ff_0000))
            .hoist(false)
            .icon(None)
            .unicode_emoji(None)
            .mentionable(false)
            .reason(REASON),
    }
    DeleteRole {
        minimal: |client| client.guilds().roles(GUILD).delete(ROLE),
        full: |client| client.guilds().roles(GUILD).delete(ROLE).reason(REASON),
    }
}
