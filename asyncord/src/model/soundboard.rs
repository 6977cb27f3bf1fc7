//! Sounds of soundboards.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    List, Number, ReactionEmoji, Text, User, cdn, channel::emoji_of_parts, wire::object,
    wire::required,
};
use crate::id::{
    Id,
    marker::{EmojiMarker, GuildMarker, SoundboardSoundMarker},
};

/// A sound of a guild's soundboard, or one that Discord offers to everyone.
///
/// Discord docs: Soundboard/Soundboard Sound Object.
#[object]
pub struct SoundboardSound {
    /// The name, 2 to 32 characters.
    pub name: Text,
    /// The sound's id.
    pub sound_id: Id<SoundboardSoundMarker>,
    /// How loud it is, from 0 to 1.
    pub volume: Option<Number>,
    /// The custom emoji beside it.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// Unicode's characters of the emoji beside it; of a custom one `None`.
    pub emoji_name: Option<Text>,
    /// The guild it belongs to; Discord's own have none.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Whether it can be played; it may not be after a loss of boosts.
    pub available: bool,
    /// Who made it.
    pub user: Option<Box<User>>,
}

impl SoundboardSound {
    /// Where the sound is, an MP3 or Ogg file.
    pub fn url(&self) -> String {
        cdn::soundboard_sound(self.sound_id.cast())
    }

    /// Whether it is one of Discord's own, which everyone has.
    pub fn is_default(&self) -> bool {
        self.guild_id.is_none()
    }

    /// The emoji beside it.
    ///
    /// Discord does not tell the name of a custom emoji here; `_` stands for it.
    pub fn emoji(&self) -> Option<ReactionEmoji> {
        emoji_of_parts(self.emoji_id, self.emoji_name.as_deref())
    }
}

/// The sounds of a guild, as its list of sounds tells them.
///
/// Discord docs: Soundboard/List Guild Soundboard Sounds.
#[object]
#[derive(Default)]
pub struct GuildSoundboardSounds {
    /// The sounds.
    pub items: List<SoundboardSound>,
}

/// The id of a sound as [`VoiceChannelEffectSend`](crate::event::VoiceChannelEffectSend) has it: a
/// number for Discord's own sounds and a string for those of guilds.
///
/// Both name the same sound if the id is the same; the form is only kept for writing.
///
/// Discord docs: Gateway Events/Voice Channel Effect Send.
#[derive(Clone, Copy, Debug)]
pub struct SoundId {
    id: Id<SoundboardSoundMarker>,
    as_number: bool,
}

impl SoundId {
    /// The sound's id.
    pub const fn id(self) -> Id<SoundboardSoundMarker> {
        self.id
    }

    /// Where the sound is, an MP3 or Ogg file.
    pub fn url(self) -> String {
        cdn::soundboard_sound(self.id.cast())
    }
}

impl PartialEq for SoundId {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for SoundId {}

impl PartialEq<Id<SoundboardSoundMarker>> for SoundId {
    fn eq(&self, other: &Id<SoundboardSoundMarker>) -> bool {
        self.id == *other
    }
}

impl From<SoundId> for Id<SoundboardSoundMarker> {
    fn from(sound: SoundId) -> Self {
        sound.id
    }
}

impl Serialize for SoundId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.as_number {
            serializer.serialize_u64(self.id.get())
        } else {
            self.id.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for SoundId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = SoundId;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the id of a sound as a string or a number")
            }

            fn visit_u64<E: serde::de::Error>(self, id: u64) -> Result<SoundId, E> {
                let unexpected = || E::invalid_value(serde::de::Unexpected::Unsigned(id), &self);
                Ok(SoundId {
                    id: Id::new_checked(id).ok_or_else(unexpected)?,
                    as_number: true,
                })
            }

            fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<SoundId, E> {
                let unexpected = |_| E::invalid_value(serde::de::Unexpected::Str(id), &self);
                Ok(SoundId {
                    id: id.parse().map_err(unexpected)?,
                    as_number: false,
                })
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

required!(SoundId);

#[cfg(test)]
mod tests {
    use super::{SoundId, SoundboardSound};
    use crate::model::{ReactionEmoji, decode};

    #[test]
    fn a_sound_of_a_guild_keeps_the_form_of_its_volume() {
        for volume in ["1", "1.0", "0.5"] {
            let json = format!(
                r#"{{"name":"Yay","sound_id":"1106714396018884649","volume":{volume},"emoji_id":"989193655938064464","emoji_name":null,"guild_id":"613425648685547541","available":true}}"#
            );
            let sound: SoundboardSound = decode(&json).unwrap();
            assert_eq!(serde_json::to_string(&sound).unwrap(), json);
            assert!(!sound.is_default());
            assert_eq!(
                sound.emoji(),
                Some(ReactionEmoji::custom("_", 989_193_655_938_064_464))
            );
            assert_eq!(
                sound.url(),
                "https://cdn.discordapp.com/soundboard-sounds/1106714396018884649"
            );
        }
    }

    #[test]
    fn a_sound_of_discords_belongs_to_no_guild() {
        let sound: SoundboardSound = decode(
            r#"{"name":"quack","sound_id":"1","volume":1.0,"emoji_id":null,"emoji_name":"🦆","available":true}"#,
        )
        .unwrap();
        assert!(sound.is_default());
        assert_eq!(sound.emoji(), Some("🦆".into()));
        assert!((sound.volume.unwrap().get() - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn an_id_of_a_sound_is_a_number_or_a_string_and_stays_so() {
        for json in ["3", r#""1106714396018884649""#] {
            let id: SoundId = decode(json).unwrap();
            assert_eq!(serde_json::to_string(&id).unwrap(), json);
        }
        assert_eq!(
            decode::<SoundId>("3").unwrap(),
            decode::<SoundId>(r#""3""#).unwrap()
        );
        assert!(decode::<SoundId>("-3").is_err() && decode::<SoundId>(r#""x""#).is_err());
        assert!(decode::<SoundId>("18446744073709551615").is_err());
    }

    #[test]
    fn a_sound_is_small() {
        assert!(size_of::<SoundboardSound>() <= 112);
    }
}
