//! Presences: whether users are there, and what they do.

use super::{
    List, User,
    wire::{Object, Source, object, read_object, required, write_object},
};
use crate::id::{
    Id,
    marker::{GuildMarker, UserMarker},
};

mod activity;
#[cfg(test)]
mod tests;

pub use self::activity::{
    Activity, ActivityAssets, ActivityButton, ActivityEmoji, ActivityFlags, ActivityLink,
    ActivityParty, ActivitySecrets, ActivityTimestamps, ActivityType, StatusDisplayType,
};

/// Whether a user is there, and what they do.
///
/// Discord does not check what clients tell of themselves: whatever is not of its type is left out.
///
/// Discord docs: Gateway Events/Presence Update.
#[object]
pub struct Presence {
    /// Whose presence it is.
    pub user: PresenceUser,
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The status that is shown; offline where Discord does not tell.
    #[wire(or_default)]
    pub status: PresenceStatus,
    /// What the user does.
    pub activities: List<Activity>,
    /// The status on each platform.
    pub client_status: Option<Box<ClientStatus>>,
}

impl Presence {
    /// Whether the user is there: online, idle or not to be disturbed.
    pub fn is_online(&self) -> bool {
        self.status.is_online()
    }

    /// Whether the user is there on a phone or tablet, and nowhere else.
    pub fn is_mobile_only(&self) -> bool {
        self.client_status.as_ref().is_some_and(|status| {
            status.mobile.is_some()
                && status.desktop.is_none()
                && status.web.is_none()
                && status.vr.is_none()
        })
    }

    /// The first activity of a kind.
    pub fn activity(&self, kind: ActivityType) -> Option<&Activity> {
        self.activities
            .iter()
            .find(|activity| activity.kind == kind)
    }

    /// The game that is played.
    pub fn playing(&self) -> Option<&Activity> {
        self.activity(ActivityType::Playing)
    }

    /// The stream that is broadcast.
    pub fn streaming(&self) -> Option<&Activity> {
        self.activity(ActivityType::Streaming)
    }

    /// What is listened to.
    pub fn listening(&self) -> Option<&Activity> {
        self.activity(ActivityType::Listening)
    }

    /// The text or emoji that the user set.
    pub fn custom_status(&self) -> Option<&Activity> {
        self.activity(ActivityType::Custom)
    }

    /// The activity of an application, such as the bot's own game.
    pub fn activity_of(
        &self,
        application_id: impl Into<Id<crate::id::marker::ApplicationMarker>>,
    ) -> Option<&Activity> {
        let application_id = application_id.into();
        self.activities
            .iter()
            .find(|activity| activity.application_id() == Some(application_id))
    }
}

/// The user of a presence: mostly the id alone.
///
/// Where the account itself changed, Discord tells what it is now: see [`user`](Self::user).
///
/// Discord docs: Gateway Events/Presence Update.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PresenceUser {
    /// The account's id.
    pub id: Id<UserMarker>,
    user: Option<Box<User>>,
}

impl PresenceUser {
    /// What Discord tells of the account beside its id; texts that it left out are empty.
    pub fn user(&self) -> Option<&User> {
        self.user.as_deref()
    }
}

// As the object of a user; what has nothing but an id is not kept as one.
impl Object for PresenceUser {
    const NAME: &'static str = "PresenceUser";
    const FIELDS: usize = User::FIELDS;
    type Parts = (<User as Object>::Parts, bool);

    fn field(key: &str) -> Option<usize> {
        User::field(key)
    }

    fn take<'de, A: Source<'de>>(
        (parts, has_more): &mut Self::Parts,
        field: usize,
        source: &mut A,
    ) -> Result<(), A::Error> {
        *has_more |= Some(field) != User::field("id");
        User::take(parts, field, source)
    }

    fn finish<E: serde::de::Error>((parts, has_more): Self::Parts) -> Result<Self, E> {
        let user = User::finish(parts)?;
        Ok(Self {
            id: user.id,
            user: has_more.then(|| Box::new(user)),
        })
    }

    fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match &self.user {
            Some(user) => user.write(map),
            None => map.serialize_entry("id", &self.id),
        }
    }
}

required!(PresenceUser);

impl<'de> serde::Deserialize<'de> for PresenceUser {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_object(deserializer)
    }
}

impl serde::Serialize for PresenceUser {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_object(self, serializer)
    }
}

/// The status of a user on each platform; `None` where the user is offline or invisible there.
///
/// Discord docs: Gateway Events/Client Status Object.
#[object]
#[derive(Default, Eq)]
pub struct ClientStatus {
    /// On Discord for Windows, Linux or macOS.
    pub desktop: Option<PresenceStatus>,
    /// On a phone or tablet.
    pub mobile: Option<PresenceStatus>,
    /// In a browser, and of bots.
    pub web: Option<PresenceStatus>,
    /// In virtual reality.
    pub vr: Option<PresenceStatus>,
}

open_string_enum! {
    /// Whether a user is there.
    ///
    /// Discord docs: Gateway Events/Status Types.
    #[derive(Default)]
    pub enum PresenceStatus {
        /// There.
        Online = "online",
        /// Not to be disturbed.
        DoNotDisturb = "dnd",
        /// Away.
        Idle = "idle",
        /// There, and shown as offline; only of the bot itself.
        Invisible = "invisible",
        /// Not there.
        #[default]
        Offline = "offline",
    }
}

impl PresenceStatus {
    /// Whether it is one of a user who is there.
    pub fn is_online(&self) -> bool {
        !matches!(self, Self::Offline | Self::Invisible)
    }
}
