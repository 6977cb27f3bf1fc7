//! What a guild shows to who joins: the welcome screen, and the guide.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, EmojiMarker, GuildMarker, UserMarker},
    },
    model::{
        Emoji, List, Text,
        wire::{Keys, object},
    },
};

/// What a community guild shows to who joins.
///
/// Discord docs: Guild/Welcome Screen Object.
#[object]
#[derive(Default)]
pub struct WelcomeScreen {
    /// What the guild says of itself here.
    pub description: Option<Text>,
    /// The channels that are shown, up to 5.
    pub welcome_channels: List<WelcomeScreenChannel>,
}

/// A channel of a welcome screen.
///
/// Discord docs: Guild/Welcome Screen Channel Structure.
#[object]
#[derive(Eq)]
pub struct WelcomeScreenChannel {
    /// The channel.
    pub channel_id: Id<ChannelMarker>,
    /// What it is for.
    pub description: Text,
    /// The custom emoji before it.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// The custom emoji's name, or Unicode's characters.
    pub emoji_name: Option<Text>,
}

impl WelcomeScreenChannel {
    /// A channel, and what it is for.
    pub fn new(channel_id: impl Into<Id<ChannelMarker>>, description: impl Into<Text>) -> Self {
        Self {
            channel_id: channel_id.into(),
            description: description.into(),
            emoji_id: None,
            emoji_name: None,
            came: Keys::default(),
        }
    }
}

/// The guide of a guild: a greeting, what new members should do, and where things stand.
///
/// Discord docs: the OpenAPI description only.
#[object]
pub struct GuildHomeSettings {
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Whether the guide is switched on.
    pub enabled: bool,
    /// The greeting.
    pub welcome_message: Option<WelcomeMessage>,
    /// What new members should do.
    pub new_member_actions: List<NewMemberAction>,
    /// The channels to read.
    pub resource_channels: List<ResourceChannel>,
}

/// The greeting of a guild's guide.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct WelcomeMessage {
    /// Who greets.
    pub author_ids: List<Id<UserMarker>>,
    /// The greeting.
    pub message: Text,
}

/// What new members should do.
///
/// Discord docs: the OpenAPI description only.
#[object]
pub struct NewMemberAction {
    /// Where.
    pub channel_id: Id<ChannelMarker>,
    /// What makes it done.
    pub action_type: NewMemberActionType,
    /// What to do.
    pub title: Text,
    /// More about it.
    pub description: Text,
    /// The emoji before it.
    pub emoji: Option<Box<Emoji>>,
    /// The hash of the picture before it.
    pub icon: Option<Text>,
}

open_enum! {
    /// What makes an action of new members done.
    ///
    /// Discord docs: the OpenAPI description only.
    pub enum NewMemberActionType {
        /// Looking into the channel.
        View = 0 => "VIEW",
        /// Writing in the channel.
        Talk = 1 => "TALK",
    }
}

/// A channel that new members should read.
///
/// Discord docs: the OpenAPI description only.
#[object]
pub struct ResourceChannel {
    /// The channel.
    pub channel_id: Id<ChannelMarker>,
    /// What it is called in the guide.
    pub title: Text,
    /// The emoji before it.
    pub emoji: Option<Box<Emoji>>,
    /// The hash of the picture before it.
    pub icon: Option<Text>,
    /// More about it.
    pub description: Text,
}
