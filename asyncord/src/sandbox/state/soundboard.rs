//! Sounds that are played in voice channels. Discord docs: Soundboard.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    event::Audience,
    ids::{ChannelId, EmojiId, GuildId, SoundId, UserId},
    user::User,
};

/// How many sounds a guild has, by its boost level.
const MOST: [usize; 4] = [8, 24, 36, 48];
const MAX_SIZE: usize = 512 * 1024;
/// The sounds that everybody has: id, name, emoji.
const DEFAULT_SOUNDS: [(u64, &str, &str); 8] = [
    (1, "quack", "🦆"),
    (2, "airhorn", "🔊"),
    (3, "cricket", "🦗"),
    (4, "golf clap", "👏"),
    (5, "sad horn", "🎺"),
    (6, "wow", "😮"),
    (7, "ba dum tss", "🥁"),
    (8, "crowd", "🎉"),
];

/// A sound of a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sound {
    pub(crate) id: SoundId,
    pub(crate) guild_id: GuildId,
    pub(crate) name: String,
    pub(crate) volume: f64,
    pub(crate) emoji_id: Option<EmojiId>,
    pub(crate) emoji_name: Option<String>,
    /// Who added it.
    pub(crate) user_id: UserId,
    /// The file as a data URI.
    pub(crate) file: String,
}

/// A sound to be made, or what is changed of one; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct SoundEdit {
    pub(crate) name: Option<String>,
    pub(crate) volume: Option<f64>,
    pub(crate) emoji_id: Field<EmojiId>,
    pub(crate) emoji_name: Field<String>,
}

impl Sound {
    fn apply(&mut self, edit: SoundEdit) {
        self.name = edit.name.unwrap_or_else(|| std::mem::take(&mut self.name));
        self.volume = edit.volume.unwrap_or(self.volume);
        edit.emoji_id.apply(&mut self.emoji_id);
        edit.emoji_name.apply(&mut self.emoji_name);
    }

    /// The sound in its form on the wire, without who added it.
    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "sound_id": self.id,
            "volume": self.volume,
            "emoji_id": self.emoji_id,
            "emoji_name": self.emoji_name,
            "guild_id": self.guild_id,
            "available": true,
        })
    }
}

/// The sounds that everybody has.
pub(crate) fn default_sounds() -> Value {
    let sound = |(id, name, emoji): &(u64, &str, &str)| {
        json!({
            "name": name,
            "sound_id": id.to_string(),
            "volume": 1.0,
            "emoji_id": null,
            "emoji_name": emoji,
            "available": true,
        })
    };
    DEFAULT_SOUNDS.iter().map(sound).collect()
}

/// The bytes of a file that comes as a data URI.
fn decode(file: &str) -> Result<Vec<u8>, Refusal> {
    let encoded = file
        .strip_prefix("data:audio/")
        .and_then(|rest| rest.split_once(";base64,"))
        .map(|(_, encoded)| encoded)
        .ok_or(Refusal::INVALID_FILE_TYPE)?;
    STANDARD.decode(encoded).map_err(|_| Refusal::INVALID_FILE)
}

/// The type of a sound that Discord takes, by its first bytes.
fn content_type(bytes: &[u8]) -> Option<&'static str> {
    let is_mp3 =
        bytes.starts_with(b"ID3") || matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0);
    if is_mp3 {
        Some("audio/mpeg")
    } else if bytes.starts_with(b"OggS") {
        Some("audio/ogg")
    } else {
        None
    }
}

/// Whether a data URI holds a sound that Discord takes.
fn check_file(file: &str) -> Result<(), Refusal> {
    let bytes = decode(file)?;
    if bytes.len() > MAX_SIZE {
        let message = "File cannot be larger than 512.0 kb.";
        return Err(Refusal::field("sound", "BINARY_TYPE_MAX_SIZE", message));
    }
    match content_type(&bytes) {
        Some(_) => Ok(()),
        None => Err(Refusal::INVALID_FILE_TYPE),
    }
}

impl Store {
    /// The sounds of a guild.
    pub(crate) fn sounds_of(&self, guild: GuildId) -> impl Iterator<Item = &Sound> {
        self.sounds
            .values()
            .filter(move |sound| sound.guild_id == guild)
    }

    /// A sound of a guild.
    pub(crate) fn sound(&self, guild: GuildId, id: SoundId) -> Result<&Sound, Refusal> {
        self.sounds
            .get(&id)
            .filter(|sound| sound.guild_id == guild)
            .ok_or(Refusal::UNKNOWN_SOUND)
    }

    /// The file of a sound, with its type.
    pub(crate) fn sound_file(&self, id: SoundId) -> Option<(&'static str, Vec<u8>)> {
        let bytes = decode(&self.sounds.get(&id)?.file).ok()?;
        Some((content_type(&bytes)?, bytes))
    }

    /// A sound as a user sees it: who adds or manages sounds learns who added it.
    pub(crate) fn sound_json(&self, sound: &Sound, viewer: Option<UserId>) -> Value {
        let mut json = sound.json();
        let knows = viewer.is_none_or(|viewer| self.sees_makers(sound.guild_id, viewer));
        if knows && let Some(user) = self.users.get(&sound.user_id) {
            json["user"] = User::json(user);
        }
        json
    }

    /// The sounds of a guild as a user sees them.
    pub(crate) fn sounds_json(&self, guild: GuildId, viewer: Option<UserId>) -> Vec<Value> {
        self.sounds_of(guild)
            .map(|sound| self.sound_json(sound, viewer))
            .collect()
    }

    /// Adds a sound to a guild.
    pub(crate) fn create_sound(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        file: String,
        edit: SoundEdit,
    ) -> Result<Changed<SoundId>, Refusal> {
        self.guild_for(guild, actor.user)?;
        check_file(&file)?;
        self.guild_with(guild, actor.user, permission::CREATE_GUILD_EXPRESSIONS)?;
        if self.sounds_of(guild).count() >= self.by_boosts(guild, &MOST) {
            return Err(Refusal::TOO_MANY_SOUNDS);
        }
        let id = self.clock.next_id();
        let mut sound = Sound {
            id,
            guild_id: guild,
            name: String::new(),
            volume: 1.0,
            emoji_id: None,
            emoji_name: None,
            user_id: actor.user,
            file,
        };
        sound.apply(edit);
        let json = sound.json();
        let mut events = vec![self.sound_event("GUILD_SOUNDBOARD_SOUND_CREATE", &sound)];
        self.sounds.insert(id, sound);
        let note = Note::on(id).changes(&Value::Null, &json);
        events.extend(self.audit(guild, actor, action::SOUNDBOARD_SOUND_CREATE, note));
        Ok(Changed::new(id, events))
    }

    /// Changes a sound.
    pub(crate) fn edit_sound(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: SoundId,
        edit: SoundEdit,
    ) -> Result<Changed<()>, Refusal> {
        let before = self.managed_sound(actor.user, guild, id)?;
        let mut sound = before.clone();
        sound.apply(edit);
        let mut events = vec![self.sound_event("GUILD_SOUNDBOARD_SOUND_UPDATE", &sound)];
        let note = Note::on(id).changes(&before.json(), &sound.json());
        self.sounds.insert(id, sound);
        events.extend(self.audit(guild, actor, action::SOUNDBOARD_SOUND_UPDATE, note));
        Ok(Changed::new((), events))
    }

    /// Takes a sound out of a guild.
    pub(crate) fn delete_sound(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: SoundId,
    ) -> Result<Changed<()>, Refusal> {
        let sound = self.managed_sound(actor.user, guild, id)?;
        self.sounds.remove(&id);
        let data = json!({ "sound_id": id, "guild_id": guild });
        let name = "GUILD_SOUNDBOARD_SOUND_DELETE";
        let audience = Audience::Guild(guild);
        let mut events = vec![Event::new(name, audience, intent::GUILD_EXPRESSIONS, data)];
        let note = Note::on(id).changes(&sound.json(), &Value::Null);
        events.extend(self.audit(guild, actor, action::SOUNDBOARD_SOUND_DELETE, note));
        Ok(Changed::new((), events))
    }

    /// A sound that a user may change: its own one, or any if it manages them.
    fn managed_sound(&self, user: UserId, guild: GuildId, id: SoundId) -> Result<Sound, Refusal> {
        self.guild_for(guild, user)?;
        let sound = self.sound(guild, id)?;
        let manages = self.guild_with(guild, user, permission::MANAGE_GUILD_EXPRESSIONS);
        if sound.user_id == user && manages.is_err() {
            self.guild_with(guild, user, permission::CREATE_GUILD_EXPRESSIONS)?;
        } else {
            manages?;
        }
        Ok(sound.clone())
    }

    fn sound_event(&self, name: &'static str, sound: &Sound) -> Event {
        let audience = Audience::Guild(sound.guild_id);
        let data = self.sound_json(sound, None);
        Event::new(name, audience, intent::GUILD_EXPRESSIONS, data)
    }

    /// Plays a sound in the voice channel that a user is in.
    pub(crate) fn play_sound(
        &mut self,
        user: UserId,
        channel_id: ChannelId,
        id: SoundId,
        source: Option<GuildId>,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(channel_id, user)?;
        let Some(guild) = channel.guild_id().filter(|_| channel.is_voice()) else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        let default = DEFAULT_SOUNDS
            .iter()
            .find(|(number, ..)| *number == id.get());
        let (sound_id, volume, from) = if let Some((number, ..)) = default {
            (json!(number), 1.0, guild)
        } else {
            let from = source.unwrap_or(guild);
            self.guild_for(from, user)
                .map_err(|_| Refusal::UNKNOWN_SOUND)?;
            (json!(id), self.sound(from, id)?.volume, from)
        };
        let mut needed = permission::SPEAK | permission::USE_SOUNDBOARD;
        if from != guild {
            needed |= permission::USE_EXTERNAL_SOUNDS;
        }
        self.channel_with(channel_id, user, needed)?;
        let state = self
            .voice_state(guild, user)
            .ok()
            .filter(|state| state.channel_id == channel_id)
            .ok_or(Refusal::NOT_IN_VOICE)?;
        let member = self.guild(guild)?.member(user)?;
        let is_silent = state.self_deaf || state.suppress;
        if is_silent || member.mute || member.deaf {
            return Err(Refusal::VOICE_EFFECT_WHILE_SILENT);
        }
        let data = json!({
            "channel_id": channel_id,
            "guild_id": guild,
            "user_id": user,
            "sound_id": sound_id,
            "sound_volume": volume,
        });
        let audience = Audience::Users(Some(guild), self.connected(guild, channel_id));
        let name = "VOICE_CHANNEL_EFFECT_SEND";
        let event = Event::new(name, audience, intent::GUILD_VOICE_STATES, data);
        Ok(Changed::new((), vec![event]))
    }
}
