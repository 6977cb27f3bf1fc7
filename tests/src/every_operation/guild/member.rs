//! Calls about members.

use asyncord::{
    id::Id,
    model::{Field, MemberFlags},
    rest::resource::guild::member::*,
};

use crate::every_operation::values::{CHANNEL, GUILD, REASON, ROLE, USER, image, time};

calls! {
    GetMember {
        minimal: |client| client.guilds().members(GUILD).get(USER),
    }
    ListMembers {
        minimal: |client| client.guilds().members(GUILD).list(),
        full: |client| client.guilds().members(GUILD).list().limit(1_000).after(USER),
    }
    SearchMembers {
        minimal: |client| client.guilds().members(GUILD).search("fer"),
        full: |client| client.guilds().members(GUILD).search("früh & spät+").limit(1_000),
    }
    AddMember {
        minimal: |client| client.guilds().members(GUILD).add(USER, "an access token"),
        full: |client| client
            .guilds()
            .members(GUILD)
            .add(USER, "an access token")
            .nick("Ferris")
            .roles([ROLE])
            .mute(true)
            .deaf(false),
    }
    UpdateMyMember {
        minimal: |client| client.guilds().members(GUILD).update_me(),
        full: |client| client
            .guilds()
            .members(GUILD)
            .update_me()
            .nick("Ferris")
            .avatar(image())
            .banner(None)
            .bio("A crab")
            .reason(REASON),
    }
    UpdateMember {
        minimal: |client| client.guilds().members(GUILD).update(USER),
        full: |client| client
            .guilds()
            .members(GUILD)
            .update(USER)
            .nick(None)
            .roles([ROLE])
            .mute(false)
            .deaf(true)
            .channel_id(Id::new(CHANNEL))
            .communication_disabled_until(time())
            .flags(MemberFlags::BYPASSES_VERIFICATION)
            .reason(REASON),
        full: |client| client
            .guilds()
            .members(GUILD)
            .update(USER)
            .channel_id(Field::Null)
            .communication_disabled_until(Field::Null),
    }
    AddMemberRole {
        minimal: |client| client.guilds().members(GUILD).add_role(USER, ROLE),
        full: |client| client.guilds().members(GUILD).add_role(USER, ROLE).reason(REASON),
    }
    RemoveMemberRole {
        minimal: |client| client.guilds().members(GUILD).remove_role(USER, ROLE),
        full: |client| client.guilds().members(GUILD).remove_role(USER, ROLE).reason(REASON),
    }
    KickMember {
        minimal: |client| client.guilds().members(GUILD).kick(USER),
        full: |client| client.guilds().members(GUILD).kick(USER).reason(REASON),
    }
    UpdateMyNick {
        minimal: |client| client.guilds().members(GUILD).update_my_nick(),
        full: |client| client
            .guilds()
            .members(GUILD)
            .update_my_nick()
            .nick("Ferris")
            .reason(REASON),
    }
}
