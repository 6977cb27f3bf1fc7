//! Events of scheduled events.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, ScheduledEventMarker, UserMarker},
    },
    model::{GuildScheduledEvent, Intents},
};

event! {
    /// A scheduled event was put up.
    ///
    /// Discord docs: Gateway Events/Guild Scheduled Event Create.
    pub struct GuildScheduledEventCreate(GuildScheduledEvent) = "GUILD_SCHEDULED_EVENT_CREATE", Intents::GUILD_SCHEDULED_EVENTS;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A scheduled event was changed, or has begun or ended.
    ///
    /// Discord docs: Gateway Events/Guild Scheduled Event Update.
    pub struct GuildScheduledEventUpdate(GuildScheduledEvent) = "GUILD_SCHEDULED_EVENT_UPDATE", Intents::GUILD_SCHEDULED_EVENTS;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A scheduled event was deleted.
    ///
    /// Discord docs: Gateway Events/Guild Scheduled Event Delete.
    pub struct GuildScheduledEventDelete(GuildScheduledEvent) = "GUILD_SCHEDULED_EVENT_DELETE", Intents::GUILD_SCHEDULED_EVENTS;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A user subscribed to a scheduled event.
    ///
    /// Discord docs: Gateway Events/Guild Scheduled Event User Add.
    pub struct GuildScheduledEventUserAdd = "GUILD_SCHEDULED_EVENT_USER_ADD", Intents::GUILD_SCHEDULED_EVENTS;
    tells = |event| {
        guild: event.guild_id,
        user: event.user_id,
    };
    {
        /// The scheduled event.
        pub guild_scheduled_event_id: Id<ScheduledEventMarker>,
        /// Who subscribed.
        pub user_id: Id<UserMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
    }
}

event! {
    /// A user subscribes to a scheduled event no more.
    ///
    /// Discord docs: Gateway Events/Guild Scheduled Event User Remove.
    pub struct GuildScheduledEventUserRemove = "GUILD_SCHEDULED_EVENT_USER_REMOVE", Intents::GUILD_SCHEDULED_EVENTS;
    tells = |event| {
        guild: event.guild_id,
        user: event.user_id,
    };
    {
        /// The scheduled event.
        pub guild_scheduled_event_id: Id<ScheduledEventMarker>,
        /// Who subscribed.
        pub user_id: Id<UserMarker>,
        /// The guild.
        pub guild_id: Id<GuildMarker>,
    }
}

#[cfg(test)]
mod tests {
    use super::{GuildScheduledEventUpdate, GuildScheduledEventUserAdd};
    use crate::event::{Event, HasUser, RawEvent};

    #[test]
    fn the_guild_and_who_subscribed_are_told() {
        let json = r#"{"guild_scheduled_event_id":"5","user_id":"4","guild_id":"1"}"#;
        let raw = RawEvent::from_json("GUILD_SCHEDULED_EVENT_USER_ADD", json);
        let event = GuildScheduledEventUserAdd::decode(&raw).unwrap();
        assert_eq!(event.user_id(), Some(4.into()));
        assert_eq!(event.scope().guild_id, Some(1.into()));
        let json = r#"{"id":"5","guild_id":"1","entity_type":3,"status":2}"#;
        let raw = RawEvent::from_json("GUILD_SCHEDULED_EVENT_UPDATE", json);
        let event = GuildScheduledEventUpdate::decode(&raw).unwrap();
        assert!(event.is_active());
        assert_eq!(event.scope().guild_id, Some(1.into()));
    }
}
