//! Ids: each kind in a range of its own.

use super::{GUILD_BASE, SHARED_FIFTH, USER_BASE};

pub(super) fn id(number: u64) -> String {
    number.to_string()
}

pub(super) fn guild_number(guild: u64) -> u64 {
    // Room for the ids of channels, roles and so on between two guilds.
    GUILD_BASE + guild * 10_000
}

pub(super) fn guild_id(guild: u64) -> String {
    id(guild_number(guild))
}

pub(super) fn channel_id(guild: u64, n: u64) -> String {
    id(guild_number(guild) + 100 + n)
}

/// Role 0 is `@everyone`, whose id is the guild's.
pub(super) fn role_id(guild: u64, n: u64) -> String {
    id(guild_number(guild) + n)
}

pub(super) fn user_number(guild: u64, member: u64) -> u64 {
    let shared = member % SHARED_FIFTH == 0;
    USER_BASE + member + if shared { 0 } else { (guild + 1) * 1_000_000 }
}

pub(super) fn user_id(guild: u64, member: u64) -> String {
    id(user_number(guild, member))
}
