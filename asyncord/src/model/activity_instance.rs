//! Running instances of an application's Activity.

use super::{Attachment, List, Text, wire::object};
use crate::id::{
    Id,
    marker::{ApplicationMarker, ChannelMarker, GenericMarker, GuildMarker, UserMarker},
};

/// A running instance of an application's Activity.
///
/// Discord docs: Application/Activity Instance Object.
#[object]
pub struct ActivityInstance {
    /// The application.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The instance's id.
    pub instance_id: Text,
    /// The launch that the instance came from.
    pub launch_id: Option<Id<GenericMarker>>,
    /// Where it runs.
    pub location: Option<ActivityLocation>,
    /// Who takes part.
    pub users: List<Id<UserMarker>>,
}

/// A file that was uploaded for an Activity, such as a picture to be shared.
///
/// In Discord's specification, not in its documentation.
#[object]
pub struct ActivityAttachment {
    /// The file.
    pub attachment: Box<Attachment>,
}

/// Where an instance of an Activity runs.
///
/// Discord docs: Application/Activity Location Object.
#[object]
#[derive(Eq)]
pub struct ActivityLocation {
    /// The place's id.
    pub id: Text,
    /// What sort of place it is.
    pub kind: ActivityLocationKind,
    /// The channel.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// The guild, where it is one's channel.
    pub guild_id: Option<Id<GuildMarker>>,
}

open_string_enum! {
    /// What sort of place an instance of an Activity runs in.
    ///
    /// Discord docs: Application/Activity Location Kind Enum.
    pub enum ActivityLocationKind {
        /// A channel of a guild.
        GuildChannel = "gc",
        /// A direct message or a group.
        PrivateChannel = "pc",
        /// A party; in Discord's specification, not in its documentation.
        Party = "party",
    }
}
