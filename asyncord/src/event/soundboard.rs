//! Events of soundboards.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, SoundboardSoundMarker},
    },
    model::{Intents, List, SoundboardSound},
};

event! {
    /// A sound was added to a guild's soundboard.
    ///
    /// Discord docs: Gateway Events/Guild Soundboard Sound Create.
    pub struct GuildSoundboardSoundCreate(SoundboardSound) =
        "GUILD_SOUNDBOARD_SOUND_CREATE",
        Intents::GUILD_EXPRESSIONS;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
}

event! {
    /// A sound of a guild's soundboard was changed.
    ///
    /// Discord docs: Gateway Events/Guild Soundboard Sound Update.
    pub struct GuildSoundboardSoundUpdate(SoundboardSound) =
        "GUILD_SOUNDBOARD_SOUND_UPDATE",
        Intents::GUILD_EXPRESSIONS;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A sound of a guild's soundboard was deleted.
    ///
    /// Discord docs: Gateway Events/Guild Soundboard Sound Delete.
    pub struct GuildSoundboardSoundDelete =
        "GUILD_SOUNDBOARD_SOUND_DELETE",
        Intents::GUILD_EXPRESSIONS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The sound.
        pub sound_id: Id<SoundboardSoundMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
    }
}

event! {
    /// Several sounds of a guild's soundboard were changed at once.
    ///
    /// Discord docs: Gateway Events/Guild Soundboard Sounds Update.
    pub struct GuildSoundboardSoundsUpdate =
        "GUILD_SOUNDBOARD_SOUNDS_UPDATE",
        Intents::GUILD_EXPRESSIONS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The sounds.
        pub soundboard_sounds: List<SoundboardSound>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
    }
}

event! {
    /// The sounds of a guild, which the bot asked for.
    ///
    /// Discord docs: Gateway Events/Soundboard Sounds.
    pub struct SoundboardSounds = "SOUNDBOARD_SOUNDS", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The sounds.
        pub soundboard_sounds: List<SoundboardSound>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
    }
}

#[cfg(test)]
mod tests {
    use super::{GuildSoundboardSoundCreate, GuildSoundboardSoundDelete, SoundboardSounds};
    use crate::event::{Event, HasUser, RawEvent};

    fn event<E: Event + serde::Serialize>(name: &str, json: &str) -> E {
        let event = E::decode(&RawEvent::from_json(name, json)).unwrap();
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), before);
        event
    }

    #[test]
    fn the_sounds_of_a_guild_come_as_a_list() {
        let event: SoundboardSounds = event(
            "SOUNDBOARD_SOUNDS",
            r#"{"soundboard_sounds":[{"name":"Yay","sound_id":"5","volume":1.0,"emoji_id":null,"emoji_name":null,"guild_id":"1","available":true}],"guild_id":"1"}"#,
        );
        assert_eq!(event.soundboard_sounds[0].name, "Yay");
        assert_eq!(event.scope().guild_id, Some(1.into()));
    }

    #[test]
    fn a_new_sound_tells_who_made_it_and_a_deleted_one_its_id() {
        let created: GuildSoundboardSoundCreate = event(
            "GUILD_SOUNDBOARD_SOUND_CREATE",
            r#"{"name":"Yay","sound_id":"5","guild_id":"1","available":true,"user":{"id":"4","username":"ada"}}"#,
        );
        assert_eq!(created.user_id(), Some(4.into()));
        let deleted: GuildSoundboardSoundDelete = event(
            "GUILD_SOUNDBOARD_SOUND_DELETE",
            r#"{"sound_id":"5","guild_id":"1"}"#,
        );
        assert_eq!(deleted.sound_id, 5);
    }
}
