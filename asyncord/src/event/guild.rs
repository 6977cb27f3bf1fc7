//! Events of guilds.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    id::{Id, marker::GuildMarker},
    model::{
        Channel, Guild, Intents, List, Member, Timestamp, UnavailableGuild,
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
                keys: Keys::default(),
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
    /// The members that Discord tells of: without the intent `GUILD_PRESENCES` the bot and those in voice channels.
    pub members: List<Member>,
    /// The channels.
    pub channels: List<Channel>,
    /// The active threads that the bot may see.
    pub threads: List<Channel>,
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

#[cfg(test)]
mod tests {
    use super::GuildCreate;
    use crate::event::{Event, RawEvent};

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
}
