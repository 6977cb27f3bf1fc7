//! Calls about a guild's sounds.

use asyncord::{id::Id, model::Field, rest::resource::guild::soundboard::*};

use crate::every_operation::values::{EMOJI, GUILD, REASON, SOUND, sound};

calls! {
    ListGuildSoundboardSounds {
        minimal: |client| client.guilds().soundboard_sounds(GUILD).list(),
    }
    GetGuildSoundboardSound {
        minimal: |client| client.guilds().soundboard_sounds(GUILD).get(SOUND),
    }
    CreateGuildSoundboardSound {
        minimal: |client| client.guilds().soundboard_sounds(GUILD).create("clack", sound()),
        full: |client| client
            .guilds()
            .soundboard_sounds(GUILD)
            .create("clack", sound())
            .volume(0.5)
            .emoji_id(Field::Null)
            .emoji_name("🦀")
            .reason(REASON),
    }
    UpdateGuildSoundboardSound {
        minimal: |client| client.guilds().soundboard_sounds(GUILD).update(SOUND),
        full: |client| client
            .guilds()
            .soundboard_sounds(GUILD)
            .update(SOUND)
            .name("click")
            .volume(1.0)
            .emoji_id(Id::new(EMOJI))
            .emoji_name(None)
            .reason(REASON),
    }
    DeleteGuildSoundboardSound {
        minimal: |client| client.guilds().soundboard_sounds(GUILD).delete(SOUND),
        full: |client| client.guilds().soundboard_sounds(GUILD).delete(SOUND).reason(REASON),
    }
}
