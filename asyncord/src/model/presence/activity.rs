//! What a user does: games, music, streams, a text of their own.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, EmojiMarker},
    },
    model::{
        List, Text, Timestamp,
        cdn::{self, ImageUrl},
        wire::{UnixMilliseconds, object, required},
    },
    secret::Secret,
};

/// What a user does.
///
/// Shown as Discord's client shows it, such as `Playing chess`.
///
/// Discord docs: Gateway Events/Activity Object.
#[object]
pub struct Activity {
    /// What is played, listened to and so on.
    pub name: Text,
    /// The kind of activity.
    #[wire(name = "type", or_default)]
    pub kind: ActivityType,
    /// How the party stands, or the text of a custom status.
    pub state: Option<Text>,
    /// The emoji of a custom status.
    pub emoji: Option<Box<ActivityEmoji>>,
    /// Since when the session has it; milliseconds on the wire.
    #[wire(with = UnixMilliseconds)]
    pub created_at: Option<Timestamp>,
    /// The address of a stream, at Twitch or YouTube.
    #[wire(rare)]
    pub url: Option<Text>,
    /// When it began and will end.
    #[wire(rare)]
    pub timestamps: Option<ActivityTimestamps>,
    /// The game's application.
    #[wire(rare_copy)]
    pub application_id: Option<Id<ApplicationMarker>>,
    /// Which text the list of members shows.
    #[wire(rare_copy)]
    pub status_display_type: Option<StatusDisplayType>,
    /// What the user does in it, such as the title of a song.
    #[wire(rare)]
    pub details: Option<Text>,
    /// Where a click on the details leads.
    #[wire(rare)]
    pub details_url: Option<Text>,
    /// Where a click on the state leads.
    #[wire(rare)]
    pub state_url: Option<Text>,
    /// With how many the user plays.
    #[wire(rare)]
    pub party: Option<Box<ActivityParty>>,
    /// The pictures, and the texts over them.
    #[wire(rare)]
    pub assets: Option<Box<ActivityAssets>>,
    /// What others join or watch a game by.
    #[wire(rare)]
    pub secrets: Option<Box<ActivitySecrets>>,
    /// Whether it is one match with a beginning and an end.
    #[wire(rare_copy)]
    pub instance: Option<bool>,
    /// What can be done with it.
    #[wire(rare_copy)]
    pub flags: Option<ActivityFlags>,
    /// Up to 2 buttons below it.
    #[wire(rare)]
    pub buttons: List<ActivityButton>,
}

impl Activity {
    /// When it began.
    pub fn started_at(&self) -> Option<Timestamp> {
        self.timestamps()?.start
    }

    /// When it will end.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.timestamps()?.end
    }

    /// The address of the large picture, where Discord has it itself.
    pub fn large_image_url(&self) -> Option<ImageUrl> {
        self.image_url(self.assets()?.large_image.as_ref()?)
    }

    /// The address of the small picture, where Discord has it itself.
    pub fn small_image_url(&self) -> Option<ImageUrl> {
        self.image_url(self.assets()?.small_image.as_ref()?)
    }

    fn image_url(&self, image: &str) -> Option<ImageUrl> {
        // Pictures of the media proxy need no application.
        let application_id = match self.application_id() {
            Some(id) => id,
            None if image.starts_with("mp:") => Id::new(0),
            None => return None,
        };
        cdn::activity_asset(application_id, image)
    }
}

impl fmt::Display for Activity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = match self.kind {
            ActivityType::Playing => "Playing ",
            ActivityType::Streaming => "Streaming ",
            ActivityType::Listening => "Listening to ",
            ActivityType::Watching => "Watching ",
            ActivityType::Competing => "Competing in ",
            ActivityType::Unknown(_) => "",
            ActivityType::Custom => {
                let emoji = self.emoji.as_ref().map(ToString::to_string);
                let parts = [emoji.as_deref(), self.state.as_deref()];
                let parts: Vec<_> = parts.into_iter().flatten().collect();
                return f.pad(&parts.join(" "));
            }
        };
        f.pad(&format!("{before}{}", self.name))
    }
}

open_enum! {
    /// The kind of an activity.
    ///
    /// Discord docs: Gateway Events/Activity Types.
    #[derive(Default)]
    pub enum ActivityType {
        /// "Playing …".
        #[default]
        Playing = 0 => "Playing",
        /// "Streaming …".
        Streaming = 1 => "Streaming",
        /// "Listening to …".
        Listening = 2 => "Listening",
        /// "Watching …".
        Watching = 3 => "Watching",
        /// A text or emoji of the user's own.
        Custom = 4 => "Custom",
        /// "Competing in …".
        Competing = 5 => "Competing",
    }
}

open_enum! {
    /// Which text of an activity the list of members shows.
    ///
    /// Discord docs: Gateway Events/Status Display Types.
    pub enum StatusDisplayType {
        /// The name: "Listening to Spotify".
        Name = 0 => "Name",
        /// The state: "Listening to Rick Astley".
        State = 1 => "State",
        /// The details: "Listening to Never Gonna Give You Up".
        Details = 2 => "Details",
    }
}

open_flags! {
    /// What can be done with an activity.
    ///
    /// Discord docs: Gateway Events/Activity Flags.
    pub struct ActivityFlags as number {
        /// It is one match.
        const INSTANCE = 1 << 0;
        /// Others can join.
        const JOIN = 1 << 1;
        /// Others can watch.
        const SPECTATE = 1 << 2;
        /// Others can ask to join.
        const JOIN_REQUEST = 1 << 3;
        /// Others can listen along.
        const SYNC = 1 << 4;
        /// Others can play it.
        const PLAY = 1 << 5;
        /// Friends can join the party.
        const PARTY_PRIVACY_FRIENDS = 1 << 6;
        /// Those in the same voice channel can join the party.
        const PARTY_PRIVACY_VOICE_CHANNEL = 1 << 7;
        /// It runs within Discord.
        const EMBEDDED = 1 << 8;
    }
}

/// When an activity began and will end.
///
/// Discord docs: Gateway Events/Activity Timestamps.
#[object]
#[derive(Copy, Default, Eq)]
pub struct ActivityTimestamps {
    /// When it began; milliseconds on the wire.
    #[wire(with = UnixMilliseconds)]
    pub start: Option<Timestamp>,
    /// When it will end; milliseconds on the wire.
    #[wire(with = UnixMilliseconds)]
    pub end: Option<Timestamp>,
}

/// The emoji of a custom status.
///
/// Discord docs: Gateway Events/Activity Emoji.
#[object]
#[derive(Default, Eq)]
pub struct ActivityEmoji {
    /// The custom emoji's name, or Unicode's characters.
    pub name: Text,
    /// The custom emoji's id.
    pub id: Option<Id<EmojiMarker>>,
    /// Whether it moves.
    pub animated: Option<bool>,
}

/// As it is written in a message.
impl fmt::Display for ActivityEmoji {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.id, self.animated) {
            (None, _) => f.write_str(&self.name),
            (Some(id), Some(true)) => write!(f, "<a:{}:{id}>", self.name),
            (Some(id), _) => write!(f, "<:{}:{id}>", self.name),
        }
    }
}

/// With how many a user plays.
///
/// Discord docs: Gateway Events/Activity Party.
#[object]
#[derive(Default, Eq)]
pub struct ActivityParty {
    /// The party's id, which the game gave.
    pub id: Option<Text>,
    /// How many are in it, and how many can be.
    pub size: Option<[u32; 2]>,
}

impl ActivityParty {
    /// How many are in the party.
    pub fn current_size(&self) -> Option<u32> {
        self.size.map(|[current, _]| current)
    }

    /// How many can be in the party.
    pub fn max_size(&self) -> Option<u32> {
        self.size.map(|[_, max]| max)
    }
}

/// The pictures of an activity.
///
/// A picture is named by an asset's id or by `mp:` and a path of the media proxy; see
/// [`Activity::large_image_url`].
///
/// Discord docs: Gateway Events/Activity Assets.
#[object]
#[derive(Default, Eq)]
pub struct ActivityAssets {
    /// The large picture.
    pub large_image: Option<Text>,
    /// The text over the large picture.
    pub large_text: Option<Text>,
    /// Where a click on the large picture leads.
    pub large_url: Option<Text>,
    /// The small picture.
    pub small_image: Option<Text>,
    /// The text over the small picture.
    pub small_text: Option<Text>,
    /// Where a click on the small picture leads.
    pub small_url: Option<Text>,
    /// The banner of an invite to the game.
    pub invite_cover_image: Option<Text>,
}

/// What others join or watch a game by; not shown by `Debug`.
///
/// Discord docs: Gateway Events/Activity Secrets.
#[object]
#[derive(Eq)]
pub struct ActivitySecrets {
    /// For joining the party.
    #[wire(with = Text)]
    pub join: Option<Secret>,
    /// For watching.
    #[wire(with = Text)]
    pub spectate: Option<Secret>,
    /// For one match.
    #[wire(name = "match", with = Text)]
    pub match_: Option<Secret>,
}

/// A button below an activity: its label alone where it is received, with its address where it is sent.
///
/// Discord docs: Gateway Events/Activity Buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActivityButton {
    /// The label, 1 to 32 characters.
    Label(Text),
    /// The label and the address.
    Link(Box<ActivityLink>),
}

impl ActivityButton {
    /// The text on it.
    pub fn label(&self) -> &str {
        match self {
            Self::Label(label) => label,
            Self::Link(link) => &link.label,
        }
    }
}

/// A button with its address.
///
/// Discord docs: Gateway Events/Activity Buttons.
#[object]
#[derive(Default, Eq)]
pub struct ActivityLink {
    /// The text on it, 1 to 32 characters.
    pub label: Text,
    /// Where a click leads, 1 to 512 characters.
    pub url: Text,
}

required!(ActivityButton);

impl Serialize for ActivityButton {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Label(label) => label.serialize(serializer),
            Self::Link(link) => link.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ActivityButton {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = ActivityButton;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a button's label or an object (ActivityLink)")
            }

            fn visit_str<E: de::Error>(self, label: &str) -> Result<ActivityButton, E> {
                Ok(ActivityButton::Label(label.into()))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<ActivityButton, A::Error> {
                ActivityLink::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(|link| ActivityButton::Link(Box::new(link)))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
