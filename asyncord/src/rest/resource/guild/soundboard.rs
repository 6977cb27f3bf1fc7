//! Sounds of a guild.

use crate::{
    id::{
        Id,
        marker::{EmojiMarker, GuildMarker, SoundboardSoundMarker},
    },
    model::{Field, GuildSoundboardSounds, SoundData, SoundboardSound},
};

group! {
    /// The sounds of a guild; from [`Guilds::soundboard_sounds`](super::Guilds::soundboard_sounds).
    pub struct SoundboardSounds { guild_id: GuildMarker }
}

operation! {
    /// Lists the sounds.
    ///
    /// Who made them is told where the bot may `CREATE_GUILD_EXPRESSIONS` or `MANAGE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Soundboard/List Guild Soundboard Sounds.
    ListGuildSoundboardSounds = GET "/guilds/{guild_id}/soundboard-sounds" -> GuildSoundboardSounds;
    fn SoundboardSounds::list();
}

operation! {
    /// Gets a sound.
    ///
    /// Discord docs: Soundboard/Get Guild Soundboard Sound.
    GetGuildSoundboardSound = GET "/guilds/{guild_id}/soundboard-sounds/{sound_id}" -> SoundboardSound;
    fn SoundboardSounds::get(sound_id: Id<SoundboardSoundMarker> in path);
}

operation! {
    /// Adds a sound: a name of 2 to 32 characters, and an MP3 or Ogg file of up to 512 kB and 5.2 seconds.
    ///
    /// Needs `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Soundboard/Create Guild Soundboard Sound.
    CreateGuildSoundboardSound = POST "/guilds/{guild_id}/soundboard-sounds" -> SoundboardSound, reason;
    fn SoundboardSounds::create(name: String in body [characters 2..=32], sound: SoundData in body);
    body {
        /// Sets the volume, 0 to 1; 1 where not set.
        volume: Field<f64>,
        /// Sets a custom emoji for it.
        emoji_id: Field<Id<EmojiMarker>>,
        /// Sets one of Unicode's emojis for it.
        emoji_name: Field<String> [characters 1..=32],
    }
}

operation! {
    /// Edits a sound. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD_EXPRESSIONS`, or for one of the bot's own `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Soundboard/Modify Guild Soundboard Sound.
    UpdateGuildSoundboardSound = PATCH "/guilds/{guild_id}/soundboard-sounds/{sound_id}" -> SoundboardSound, reason;
    fn SoundboardSounds::update(sound_id: Id<SoundboardSoundMarker> in path);
    body {
        /// Sets the name, 2 to 32 characters.
        name: String [characters 2..=32],
        /// Sets the volume, 0 to 1.
        volume: Field<f64>,
        /// Sets a custom emoji for it; null takes it away.
        emoji_id: Field<Id<EmojiMarker>>,
        /// Sets one of Unicode's emojis for it; null takes it away.
        emoji_name: Field<String> [characters 1..=32],
    }
}

operation! {
    /// Deletes a sound.
    ///
    /// Needs `MANAGE_GUILD_EXPRESSIONS`, or for one of the bot's own `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Soundboard/Delete Guild Soundboard Sound.
    DeleteGuildSoundboardSound = DELETE "/guilds/{guild_id}/soundboard-sounds/{sound_id}" -> (), reason;
    fn SoundboardSounds::delete(sound_id: Id<SoundboardSoundMarker> in path);
}
