//! Scheduled events of a guild.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GenericMarker, GuildMarker, ScheduledEventMarker, UserMarker},
    },
    model::{
        Field, GuildScheduledEvent, GuildScheduledEventException, GuildScheduledEventUser,
        GuildScheduledEventUserCounts, ImageData, List, RecurrenceRule,
        ScheduledEventEntityMetadata, ScheduledEventEntityType, ScheduledEventPrivacyLevel,
        ScheduledEventStatus, Timestamp,
    },
};

group! {
    /// The scheduled events of a guild; from [`Guilds::scheduled_events`](super::Guilds::scheduled_events).
    pub struct ScheduledEvents { guild_id: GuildMarker }
}

operation! {
    /// Lists the scheduled events.
    ///
    /// Discord docs: Guild Scheduled Event/List Scheduled Events for Guild.
    ListScheduledEvents = GET "/guilds/{guild_id}/scheduled-events" -> List<GuildScheduledEvent>;
    fn ScheduledEvents::list();
    query {
        /// Whether it is counted who is interested.
        with_user_count: bool,
    }
}

operation! {
    /// Gets a scheduled event.
    ///
    /// Discord docs: Guild Scheduled Event/Get Guild Scheduled Event.
    GetScheduledEvent = GET "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}" -> GuildScheduledEvent;
    fn ScheduledEvents::get(guild_scheduled_event_id: Id<ScheduledEventMarker> in path);
    query {
        /// Whether it is counted who is interested.
        with_user_count: bool,
    }
}

operation! {
    /// Makes a scheduled event: a name of 1 to 100 characters, when it starts, and of what sort it is.
    ///
    /// One on a stage or in a voice channel needs [`channel_id`](CreateScheduledEvent::channel_id); one elsewhere
    /// needs a location in [`entity_metadata`](CreateScheduledEvent::entity_metadata) and an end. Needs
    /// `CREATE_EVENTS`. A guild has up to 100 that are planned or going on.
    ///
    /// Discord docs: Guild Scheduled Event/Create Guild Scheduled Event.
    CreateScheduledEvent = POST "/guilds/{guild_id}/scheduled-events" -> GuildScheduledEvent, reason;
    fn ScheduledEvents::create(
        name: String in body [characters 1..=100],
        entity_type: ScheduledEventEntityType in body,
        scheduled_start_time: Timestamp in body,
        privacy_level: ScheduledEventPrivacyLevel in body,
    );
    body {
        /// Sets the channel.
        channel_id: Id<ChannelMarker>,
        /// Sets where it is.
        entity_metadata: ScheduledEventEntityMetadata,
        /// Sets when it ends.
        scheduled_end_time: Timestamp,
        /// Describes it, 1 to 1,000 characters.
        description: String [characters 1..=1_000],
        /// Sets the cover.
        image: ImageData,
        /// Sets how it recurs.
        recurrence_rule: RecurrenceRule,
    }
}

operation! {
    /// Edits a scheduled event, or starts and ends it by its status. What is not set stays as it is.
    ///
    /// Needs `MANAGE_EVENTS`, or for one of the bot's own `CREATE_EVENTS`.
    ///
    /// Discord docs: Guild Scheduled Event/Modify Guild Scheduled Event.
    UpdateScheduledEvent = PATCH "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}" -> GuildScheduledEvent, reason;
    fn ScheduledEvents::update(guild_scheduled_event_id: Id<ScheduledEventMarker> in path);
    body {
        /// Sets the channel; null where the event moves elsewhere.
        channel_id: Field<Id<ChannelMarker>>,
        /// Sets where it is; null takes it away.
        entity_metadata: Field<ScheduledEventEntityMetadata>,
        /// Sets the name, 1 to 100 characters.
        name: String [characters 1..=100],
        /// Sets who can see it.
        privacy_level: ScheduledEventPrivacyLevel,
        /// Sets when it starts.
        scheduled_start_time: Timestamp,
        /// Sets when it ends.
        scheduled_end_time: Field<Timestamp>,
        /// Describes it, 1 to 1,000 characters; null takes the description away.
        description: Field<String> [characters 1..=1_000],
        /// Sets of what sort it is.
        entity_type: ScheduledEventEntityType,
        /// Starts, ends or cancels it.
        status: ScheduledEventStatus,
        /// Sets the cover; null takes it away.
        image: Field<ImageData>,
        /// Sets how it recurs; null for once.
        recurrence_rule: Field<RecurrenceRule>,
    }
}

operation! {
    /// Deletes a scheduled event.
    ///
    /// Needs `MANAGE_EVENTS`, or for one of the bot's own `CREATE_EVENTS`.
    ///
    /// Discord docs: Guild Scheduled Event/Delete Guild Scheduled Event.
    DeleteScheduledEvent = DELETE "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}" -> ();
    fn ScheduledEvents::delete(guild_scheduled_event_id: Id<ScheduledEventMarker> in path);
}

operation! {
    /// Lists who is interested in a scheduled event, by the users' ids.
    ///
    /// Discord docs: Guild Scheduled Event/Get Guild Scheduled Event Users.
    ListScheduledEventUsers = GET "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users" -> List<GuildScheduledEventUser>;
    fn ScheduledEvents::users(guild_scheduled_event_id: Id<ScheduledEventMarker> in path);
    query {
        /// Sets how many, 1 to 100; 100 where not set.
        limit: u8 [range 1..=100],
        /// Whether the members come with the users.
        with_member: bool,
        /// Lists those before this user.
        before: Id<UserMarker>,
        /// Lists those after this user.
        after: Id<UserMarker>,
    }
}

operation! {
    /// Counts who is interested in a recurring event: in all of it, and in single times of it, up to 10.
    ///
    /// Discord docs: Guild Scheduled Event/Get Guild Scheduled Event User Counts.
    GetScheduledEventUserCounts = GET "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users/counts" -> GuildScheduledEventUserCounts;
    fn ScheduledEvents::user_counts(guild_scheduled_event_id: Id<ScheduledEventMarker> in path);
    query {
        /// Counts those of these times as well.
        guild_scheduled_event_exception_ids: Vec<Id<GenericMarker>> [items 0..=10],
    }
}

operation! {
    /// Lists who is interested in one time of a recurring event, by the users' ids.
    ///
    /// Discord docs: Guild Scheduled Event/Get Guild Scheduled Event Exception Users.
    ListScheduledEventExceptionUsers = GET "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/{guild_scheduled_event_exception_id}/users" -> List<GuildScheduledEventUser>;
    fn ScheduledEvents::exception_users(
        guild_scheduled_event_id: Id<ScheduledEventMarker> in path,
        guild_scheduled_event_exception_id: Id<GenericMarker> in path,
    );
    query {
        /// Sets how many, 1 to 100; 100 where not set.
        limit: u8 [range 1..=100],
        /// Whether the members come with the users.
        with_member: bool,
        /// Lists those before this user.
        before: Id<UserMarker>,
        /// Lists those after this user.
        after: Id<UserMarker>,
    }
}

operation! {
    /// Moves or cancels one time of a recurring event, by when it would have started.
    ///
    /// Needs `MANAGE_EVENTS`, or for one of the bot's own `CREATE_EVENTS`.
    ///
    /// Discord docs: Guild Scheduled Event/Create Guild Scheduled Event Exception.
    CreateScheduledEventException = POST "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/exceptions" -> GuildScheduledEventException;
    fn ScheduledEvents::create_exception(
        guild_scheduled_event_id: Id<ScheduledEventMarker> in path,
        original_scheduled_start_time: Timestamp in body,
    );
    body {
        /// Sets when it starts instead.
        scheduled_start_time: Field<Timestamp>,
        /// Sets when it ends instead.
        scheduled_end_time: Field<Timestamp>,
        /// Whether it is cancelled.
        is_canceled: bool,
    }
}

operation! {
    /// Edits what was changed of one time of a recurring event. What is not set stays as it is.
    ///
    /// Needs `MANAGE_EVENTS`, or for one of the bot's own `CREATE_EVENTS`.
    ///
    /// Discord docs: Guild Scheduled Event/Modify Guild Scheduled Event Exception.
    UpdateScheduledEventException = PATCH "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/exceptions/{exception_id}" -> GuildScheduledEventException;
    fn ScheduledEvents::update_exception(
        guild_scheduled_event_id: Id<ScheduledEventMarker> in path,
        exception_id: Id<GenericMarker> in path,
    );
    body {
        /// Sets when it starts.
        scheduled_start_time: Field<Timestamp>,
        /// Sets when it ends.
        scheduled_end_time: Field<Timestamp>,
        /// Whether it is cancelled.
        is_canceled: bool,
    }
}

operation! {
    /// Takes back what was changed of one time of a recurring event.
    ///
    /// Needs `MANAGE_EVENTS`, or for one of the bot's own `CREATE_EVENTS`.
    ///
    /// Discord docs: Guild Scheduled Event/Delete Guild Scheduled Event Exception.
    DeleteScheduledEventException = DELETE "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/exceptions/{exception_id}" -> ();
    fn ScheduledEvents::delete_exception(
        guild_scheduled_event_id: Id<ScheduledEventMarker> in path,
        exception_id: Id<GenericMarker> in path,
    );
}
