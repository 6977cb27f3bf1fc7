//! Scheduled events of guilds.

use super::{
    ImageHash, List, Map, Member, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{ChannelMarker, GenericMarker, GuildMarker, ScheduledEventMarker, UserMarker},
};

mod recurrence;
#[cfg(test)]
mod tests;

pub use self::recurrence::{
    RecurrenceFrequency, RecurrenceMonth, RecurrenceNWeekday, RecurrenceRule, RecurrenceWeekday,
};

/// Something that is to happen in a guild, or elsewhere.
///
/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Object.
#[object]
pub struct GuildScheduledEvent {
    /// The event's id.
    pub id: Id<ScheduledEventMarker>,
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel where it happens; `None` where it happens elsewhere.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// Who made it; `None` of those before 25 October 2021.
    pub creator_id: Option<Id<UserMarker>>,
    /// The name, 1 to 100 characters.
    pub name: Text,
    /// What it is, 1 to 1,000 characters.
    pub description: Option<Text>,
    /// When it begins.
    pub scheduled_start_time: Option<Timestamp>,
    /// When it ends; sure to be there where it happens elsewhere.
    pub scheduled_end_time: Option<Timestamp>,
    /// Who may see it.
    pub privacy_level: Option<ScheduledEventPrivacyLevel>,
    /// How far it is.
    pub status: Option<ScheduledEventStatus>,
    /// Where it happens.
    pub entity_type: ScheduledEventEntityType,
    /// What belongs to it, such as the stage instance.
    pub entity_id: Option<Id<GenericMarker>>,
    /// More on where it happens.
    pub entity_metadata: Option<ScheduledEventEntityMetadata>,
    /// Who made it, in full.
    pub creator: Option<Box<User>>,
    /// How many users subscribed; only where asked for.
    pub user_count: Option<u32>,
    /// The hash of the cover.
    pub image: Option<ImageHash>,
    /// How often it happens again.
    pub recurrence_rule: Option<Box<RecurrenceRule>>,
    /// The times at which it happens otherwise than the rule says.
    pub guild_scheduled_event_exceptions: List<GuildScheduledEventException>,
    /// What the asking user answered to it.
    #[wire(rare)]
    pub user_rsvp: Option<Box<GuildScheduledEventUser>>,
}

impl GuildScheduledEvent {
    /// When it was put up.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// Whether it is happening.
    pub fn is_active(&self) -> bool {
        self.status == Some(ScheduledEventStatus::Active)
    }

    /// Whether it is over or was called off; it does not change any more.
    pub fn is_over(&self) -> bool {
        matches!(
            self.status,
            Some(ScheduledEventStatus::Completed | ScheduledEventStatus::Canceled)
        )
    }

    /// The place, where it happens elsewhere.
    pub fn location(&self) -> Option<&str> {
        self.entity_metadata.as_ref()?.location.as_deref()
    }

    /// The link that opens it in the client, and unfolds in messages.
    pub fn url(&self) -> Option<String> {
        let guild_id = self.guild_id?;
        Some(format!("https://discord.com/events/{guild_id}/{}", self.id))
    }

    /// The cover, if there is one.
    pub fn cover_url(&self) -> Option<ImageUrl> {
        Some(cdn::scheduled_event_cover(self.id, self.image.as_ref()?))
    }
}

open_enum! {
    /// Who may see a scheduled event.
    ///
    /// Discord docs: Guild Scheduled Event/Guild Scheduled Event Privacy Level.
    pub enum ScheduledEventPrivacyLevel {
        /// The guild's members.
        GuildOnly = 2 => "GUILD_ONLY",
    }
}

open_enum! {
    /// How far a scheduled event is. One that is over or called off does not change any more.
    ///
    /// Discord docs: Guild Scheduled Event/Guild Scheduled Event Status.
    pub enum ScheduledEventStatus {
        /// Yet to come.
        Scheduled = 1 => "SCHEDULED",
        /// Happening.
        Active = 2 => "ACTIVE",
        /// Over.
        Completed = 3 => "COMPLETED",
        /// Called off.
        Canceled = 4 => "CANCELED",
    }
}

open_enum! {
    /// Where a scheduled event happens.
    ///
    /// Discord docs: Guild Scheduled Event/Guild Scheduled Event Entity Types.
    pub enum ScheduledEventEntityType {
        /// Nowhere.
        None = 0 => "NONE",
        /// In a stage channel.
        StageInstance = 1 => "STAGE_INSTANCE",
        /// In a voice channel.
        Voice = 2 => "VOICE",
        /// Elsewhere, at a place that is told in words.
        External = 3 => "EXTERNAL",
    }
}

/// More on where a scheduled event happens.
///
/// Discord docs: Guild Scheduled Event/Guild Scheduled Event Entity Metadata.
#[object]
#[derive(Default, Eq)]
pub struct ScheduledEventEntityMetadata {
    /// The place, 1 to 100 characters; sure to be there where it happens elsewhere.
    pub location: Option<Text>,
}

/// A time at which an event that recurs happens otherwise than its rule says.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Copy, Eq)]
pub struct GuildScheduledEventException {
    /// The event.
    pub event_id: Option<Id<ScheduledEventMarker>>,
    /// The exception's id.
    pub event_exception_id: Id<GenericMarker>,
    /// When it begins instead.
    pub scheduled_start_time: Option<Timestamp>,
    /// When it ends instead.
    pub scheduled_end_time: Option<Timestamp>,
    /// Whether it does not happen this time.
    pub is_canceled: bool,
}

/// A user's answer to a scheduled event.
///
/// Discord docs: Guild Scheduled Event/Guild Scheduled Event User Object.
#[object]
pub struct GuildScheduledEventUser {
    /// The event.
    pub guild_scheduled_event_id: Option<Id<ScheduledEventMarker>>,
    /// The exception, where the answer is to one time only.
    pub guild_scheduled_event_exception_id: Option<Id<GenericMarker>>,
    /// Who answered.
    pub user_id: Option<Id<UserMarker>>,
    /// Who answered, in full.
    pub user: Option<Box<User>>,
    /// Who answered, as a member; only where asked for.
    pub member: Option<Box<Member>>,
    /// The answer.
    pub response: Option<ScheduledEventUserResponse>,
}

open_enum! {
    /// What a user answered to a scheduled event.
    ///
    /// Discord docs: the OpenAPI description only.
    pub enum ScheduledEventUserResponse {
        /// Not interested.
        Uninterested = 0 => "UNINTERESTED",
        /// Interested.
        Interested = 1 => "INTERESTED",
    }
}

/// How many users subscribed to a scheduled event.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default)]
pub struct GuildScheduledEventUserCounts {
    /// How many to all times.
    pub guild_scheduled_event_count: u32,
    /// How many to single times, by the exception's id.
    pub guild_scheduled_event_exception_counts: Map<Id<GenericMarker>, u32>,
}
