//! Events of guilds.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    id::{Id, marker::GuildMarker},
    model::{
        Channel, Emoji, Guild, GuildScheduledEvent, Intents, List, Member, Presence,
        SoundboardSound, StageInstance, Sticker, Timestamp, UnavailableGuild, User, VoiceState,
        wire::{Keys, object},
    },
};

event! {
    /// A guild is there: after the start, after an outage, or because the bot joined it.
    ///
    /// Discord docs: Gateway Events/Guild Create.
    pub struct GuildCreate(CreatedGuild) = "GUILD_CREATE", Intents::GUILDS;
    tells = |event| {
        guild: event.id(),
    };
}

/// What [`GuildCreate`] tells: the guild with its channels and members, or that it is unavailable.
///
/// Discord docs: Gateway Events/Guild Create.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CreatedGuild {
    /// The guild.
    Available(Box<AvailableGuild>),
    /// The guild's id, in an outage.
    Unavailable(UnavailableGuild),
}

impl CreatedGuild {
    /// The guild's id.
    pub fn id(&self) -> Id<GuildMarker> {
        match self {
            Self::Available(guild) => guild.id,
            Self::Unavailable(guild) => guild.id,
        }
    }

    /// The guild, unless there is an outage.
    pub fn available(&self) -> Option<&AvailableGuild> {
        match self {
            Self::Available(guild) => Some(guild),
            Self::Unavailable(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for CreatedGuild {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // One reading for both: a guild that is not there has the id and `unavailable` only.
        let guild = AvailableGuild::deserialize(deserializer)?;
        Ok(if guild.unavailable {
            Self::Unavailable(UnavailableGuild {
                id: guild.id,
                unavailable: true,
                came: Keys::default(),
            })
        } else {
            Self::Available(Box::new(guild))
        })
    }
}

impl Serialize for CreatedGuild {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Available(guild) => guild.serialize(serializer),
            Self::Unavailable(guild) => guild.serialize(serializer),
        }
    }
}

/// A guild with what only [`GuildCreate`] tells of it.
///
/// Discord docs: Gateway Events/Guild Create.
#[object]
pub struct AvailableGuild {
    /// The guild itself.
    #[wire(flatten)]
    pub guild: Guild,
    // Only there to be told apart from a guild that is not there.
    unavailable: bool,
    /// When the bot joined.
    pub joined_at: Option<Timestamp>,
    /// Whether it has so many members that `members` lacks those offline.
    pub large: bool,
    /// How many members it has.
    pub member_count: u64,
    /// Who is in voice channels; the states have no `guild_id`.
    pub voice_states: List<VoiceState>,
    /// The members that Discord tells of: without the intent `GUILD_PRESENCES`, and of guilds of more than
    /// 75,000 members, the bot and those in voice channels.
    pub members: List<Member>,
    /// The channels.
    pub channels: List<Channel>,
    /// The active threads that the bot may see.
    pub threads: List<Channel>,
    /// The presences of the members, offline ones left out where the guild is large; with the intent
    /// `GUILD_PRESENCES` only.
    pub presences: List<Presence>,
    /// The live stages.
    pub stage_instances: List<StageInstance>,
    /// The scheduled events.
    pub guild_scheduled_events: List<GuildScheduledEvent>,
    /// The sounds of the soundboard.
    pub soundboard_sounds: List<SoundboardSound>,
}

impl Deref for AvailableGuild {
    type Target = Guild;

    fn deref(&self) -> &Guild {
        &self.guild
    }
}

event! {
    /// A guild was changed.
    ///
    /// Discord docs: Gateway Events/Guild Update.
    pub struct GuildUpdate(Guild) = "GUILD_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.id,
    };
}

event! {
    /// A guild is gone: in an outage where `unavailable` is set, else the bot is no longer in it.
    ///
    /// Discord docs: Gateway Events/Guild Delete.
    pub struct GuildDelete(UnavailableGuild) = "GUILD_DELETE", Intents::GUILDS;
    tells = |event| {
        guild: event.id,
    };
}

event! {
    /// A user was banned.
    ///
    /// The bot needs one of the permissions `BAN_MEMBERS` and `VIEW_AUDIT_LOG`.
    ///
    /// Discord docs: Gateway Events/Guild Ban Add.
    pub struct GuildBanAdd = "GUILD_BAN_ADD", Intents::GUILD_MODERATION;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// Who was banned.
        pub user: User,
    }
}

event! {
    /// A user's ban was lifted.
    ///
    /// The bot needs one of the permissions `BAN_MEMBERS` and `VIEW_AUDIT_LOG`.
    ///
    /// Discord docs: Gateway Events/Guild Ban Remove.
    pub struct GuildBanRemove = "GUILD_BAN_REMOVE", Intents::GUILD_MODERATION;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// Whose ban it was.
        pub user: User,
    }
}

event! {
    /// The custom emojis of a guild were changed.
    ///
    /// Discord docs: Gateway Events/Guild Emojis Update.
    pub struct GuildEmojisUpdate = "GUILD_EMOJIS_UPDATE", Intents::GUILD_EXPRESSIONS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// All its custom emojis now.
        pub emojis: List<Emoji>,
    }
}

event! {
    /// The custom stickers of a guild were changed.
    ///
    /// Discord docs: Gateway Events/Guild Stickers Update.
    pub struct GuildStickersUpdate = "GUILD_STICKERS_UPDATE", Intents::GUILD_EXPRESSIONS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// All its custom stickers now.
        pub stickers: List<Sticker>,
    }
}

#[cfg(test)]
mod tests {
    use super::{GuildBanAdd, GuildCreate};
    use crate::event::{Event, HasUser, RawEvent};

    #[test]
    fn a_guild_comes_with_channels_and_members() {
        let raw = RawEvent::from_json(
            "GUILD_CREATE",
            r#"{"id":"1","name":"g","roles":[{"id":"1","name":"@everyone","permissions":"104324673"}],
                "emojis":[],"channels":[{"id":"2","type":0,"name":"general"},{"id":"3","type":99}],
                "members":[{"user":{"id":"4","username":"ada"},"roles":[],"joined_at":"2020-01-01T00:00:00+00:00"}],
                "member_count":1,"large":false,"brand_new":{"a":[1]}}"#,
        );
        let event = GuildCreate::decode(&raw).unwrap();
        let guild = event.available().unwrap();
        assert_eq!(guild.name.as_ref(), "g");
        assert_eq!(guild.channels.len(), 2);
        assert_eq!(guild.members[0].display_name(), "ada");
        assert_eq!(event.scope().guild_id, Some(1.into()));
    }

    #[test]
    fn an_unavailable_guild_is_no_error() {
        let raw = RawEvent::from_json("GUILD_CREATE", r#"{"id":"1","unavailable":true}"#);
        let event = GuildCreate::decode(&raw).unwrap();
        assert!(event.available().is_none());
        assert_eq!(event.id(), 1);
    }

    #[test]
    fn a_guild_is_written_as_it_came() {
        let json = r#"{"id":"1","name":"g","unavailable":false,"joined_at":"2020-01-01T00:00:00+00:00","large":true,
            "member_count":2,"roles":[{"id":"1","name":"@everyone","permissions":"0","tags":{"premium_subscriber":null}}],
            "members":[{"user":{"id":"4","username":"ada","avatar":null,"primary_guild":null},"nick":null,
                    "roles":["1"],"communication_disabled_until":null,"joined_at":"2020-01-01T00:00:00.123000+00:00"},
                {"user":{"id":"5","username":"bob","accent_color":5},"premium_since":null,"flags":0}],
            "channels":[{"id":"2","type":0,"name":"general"}],"threads":[],
            "stage_instances":[{"id":"3","guild_id":"1","topic":"t"}],"voice_states":[],"presences":[],
            "guild_scheduled_events":[{"id":"6","entity_type":3,"name":"n","recurrence_rule":null}],
            "soundboard_sounds":[],"emojis":[],"stickers":[],"features":["NEWS","X"],"incidents_data":null}"#;
        let event = GuildCreate::decode(&RawEvent::from_json("GUILD_CREATE", json)).unwrap();
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), before);

        let json = r#"{"id":"1","unavailable":true}"#;
        let event = GuildCreate::decode(&RawEvent::from_json("GUILD_CREATE", json)).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
    }

    #[test]
    fn who_was_banned_is_told() {
        let json = r#"{"guild_id":"1","user":{"id":"4","username":"ada"}}"#;
        let event = GuildBanAdd::decode(&RawEvent::from_json("GUILD_BAN_ADD", json)).unwrap();
        assert_eq!(event.user_id(), Some(4.into()));
        assert_eq!(event.scope().guild_id, Some(1.into()));
    }
}
