//! The widget: what a web page can show of a guild.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::{List, Text, wire::object},
};

/// Whether a guild has a widget.
///
/// Discord docs: Guild/Guild Widget Settings Object.
#[object]
#[derive(Copy, Default, Eq)]
pub struct GuildWidgetSettings {
    /// Whether it is switched on.
    pub enabled: bool,
    /// The channel that it invites to; nowhere where `None`.
    pub channel_id: Option<Id<ChannelMarker>>,
}

/// What a web page can show of a guild.
///
/// Discord docs: Guild/Guild Widget Object.
#[object]
pub struct GuildWidget {
    /// The guild's id.
    pub id: Id<GuildMarker>,
    /// The guild's name, 2 to 100 characters.
    pub name: Text,
    /// An invite to the widget's channel.
    pub instant_invite: Option<Text>,
    /// The voice channels and stages that everyone sees.
    pub channels: List<GuildWidgetChannel>,
    /// Members who are online, up to 100, without their names in earnest.
    pub members: List<GuildWidgetMember>,
    /// How many members are online.
    pub presence_count: u64,
}

/// A channel of a widget.
///
/// Discord docs: Guild/Guild Widget Object.
#[object]
#[derive(Eq)]
pub struct GuildWidgetChannel {
    /// The channel's id.
    pub id: Id<ChannelMarker>,
    /// The channel's name.
    pub name: Text,
    /// The place in the list.
    pub position: i32,
}

/// A member of a widget. Ids, digits and avatars are not the true ones.
///
/// Discord docs: Guild/Guild Widget Object.
#[object]
#[derive(Default, Eq)]
pub struct GuildWidgetMember {
    /// The number of the member in the widget.
    pub id: Text,
    /// The name in the guild.
    pub username: Text,
    /// Always `0000`.
    pub discriminator: Option<Text>,
    /// Always `None`; see `avatar_url`.
    pub avatar: Option<Text>,
    /// Whether the member is online, idle or busy: `online`, `idle`, `dnd`.
    pub status: Option<Text>,
    /// Where the avatar is for this widget.
    pub avatar_url: Option<Text>,
    /// What the member does.
    pub activity: Option<GuildWidgetActivity>,
    /// Whether the guild deafened the member, who is in a voice channel.
    pub deaf: Option<bool>,
    /// Whether the guild muted the member, who is in a voice channel.
    pub mute: Option<bool>,
    /// Whether the member hears nothing by choice.
    pub self_deaf: Option<bool>,
    /// Whether the member is muted by choice.
    pub self_mute: Option<bool>,
    /// Whether the member is in a stage's audience.
    pub suppress: Option<bool>,
    /// The voice channel that the member is in.
    pub channel_id: Option<Id<ChannelMarker>>,
}

/// What a member of a widget does.
///
/// Discord docs: Guild/Guild Widget Object.
#[object]
#[derive(Default, Eq)]
pub struct GuildWidgetActivity {
    /// What it is called.
    pub name: Text,
}

open_string_enum! {
    /// How the picture of a widget looks.
    ///
    /// Discord docs: Guild/Widget Style Options.
    pub enum GuildWidgetStyle {
        /// A small line with the number of members online.
        Shield = "shield",
        /// A large one with icon, name and number of members online.
        Banner1 = "banner1",
        /// A smaller one with icon, name and number of members online.
        Banner2 = "banner2",
        /// A large one that asks to join, with a footer.
        Banner3 = "banner3",
        /// A tall one with a button to join.
        Banner4 = "banner4",
    }
}
