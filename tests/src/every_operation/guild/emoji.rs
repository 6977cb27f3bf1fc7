//! Calls about a guild's emojis.

use asyncord::rest::resource::guild::emoji::*;

use crate::every_operation::values::{EMOJI, GUILD, REASON, ROLE, image};

calls! {
    ListGuildEmojis {
        minimal: |client| client.guilds().emojis(GUILD).list(),
    }
    GetGuildEmoji {
        minimal: |client| client.guilds().emojis(GUILD).get(EMOJI),
    }
    CreateGuildEmoji {
        minimal: |client| client.guilds().emojis(GUILD).create("ferris", image()),
        full: |client| client
            .guilds()
            .emojis(GUILD)
            .create("ferris", image())
            .roles([ROLE])
            .reason(REASON),
    }
    UpdateGuildEmoji {
        minimal: |client| client.guilds().emojis(GUILD).update(EMOJI),
        full: |client| client
            .guilds()
            .emojis(GUILD)
            .update(EMOJI)
            .name("crab")
            .roles([ROLE])
            .reason(REASON),
    }
    DeleteGuildEmoji {
        minimal: |client| client.guilds().emojis(GUILD).delete(EMOJI),
        full: |client| client.guilds().emojis(GUILD).delete(EMOJI).reason(REASON),
    }
}
