//! Calls about scheduled events.

use asyncord::{
    id::Id,
    model::{
        Field, ScheduledEventEntityMetadata, ScheduledEventEntityType, ScheduledEventPrivacyLevel,
        ScheduledEventStatus,
    },
    rest::resource::guild::scheduled_event::*,
};
use serde_json::json;

use crate::every_operation::values::{
    CHANNEL, EVENT, EXCEPTION, GUILD, REASON, USER, image, later, read, recurrence, time,
};

fn at_the_beach() -> ScheduledEventEntityMetadata {
    read(json!({"location": "At the beach"}))
}

calls! {
    ListScheduledEvents {
        minimal: |client| client.guilds().scheduled_events(GUILD).list(),
        full: |client| client.guilds().scheduled_events(GUILD).list().with_user_count(true),
    }
    GetScheduledEvent {
        minimal: |client| client.guilds().scheduled_events(GUILD).get(EVENT),
        full: |client| client.guilds().scheduled_events(GUILD).get(EVENT).with_user_count(false),
    }
    CreateScheduledEvent {
        minimal: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .create(
                "Races",
                ScheduledEventEntityType::Voice,
                time(),
                ScheduledEventPrivacyLevel::GuildOnly,
            )
            .channel_id(CHANNEL),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .create(
                "Races",
                ScheduledEventEntityType::External,
                time(),
                ScheduledEventPrivacyLevel::GuildOnly,
            )
            .entity_metadata(at_the_beach())
            .scheduled_end_time(later())
            .description("Crabs run")
            .image(image())
            .recurrence_rule(recurrence())
            .reason(REASON),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .create(
                "Talk",
                ScheduledEventEntityType::StageInstance,
                time(),
                ScheduledEventPrivacyLevel::GuildOnly,
            )
            .channel_id(CHANNEL)
            .scheduled_end_time(later()),
    }
    UpdateScheduledEvent {
        minimal: |client| client.guilds().scheduled_events(GUILD).update(EVENT),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .update(EVENT)
            .channel_id(Field::Null)
            .entity_metadata(at_the_beach())
            .name("Races")
            .privacy_level(ScheduledEventPrivacyLevel::GuildOnly)
            .scheduled_start_time(time())
            .scheduled_end_time(later())
            .description("Crabs run")
            .entity_type(ScheduledEventEntityType::External)
            .status(ScheduledEventStatus::Active)
            .image(None)
            .recurrence_rule(recurrence())
            .reason(REASON),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .update(EVENT)
            .channel_id(Id::new(CHANNEL))
            .entity_metadata(Field::Null)
            .entity_type(ScheduledEventEntityType::Voice)
            .recurrence_rule(Field::Null),
    }
    DeleteScheduledEvent {
        minimal: |client| client.guilds().scheduled_events(GUILD).delete(EVENT),
    }
    ListScheduledEventUsers {
        minimal: |client| client.guilds().scheduled_events(GUILD).users(EVENT),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .users(EVENT)
            .limit(100)
            .with_member(true)
            .before(USER)
            .after(USER),
    }
    GetScheduledEventUserCounts {
        minimal: |client| client.guilds().scheduled_events(GUILD).user_counts(EVENT),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .user_counts(EVENT)
            .guild_scheduled_event_exception_ids([EXCEPTION, EXCEPTION + 1]),
    }
    ListScheduledEventExceptionUsers {
        minimal: |client| client.guilds().scheduled_events(GUILD).exception_users(EVENT, EXCEPTION),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .exception_users(EVENT, EXCEPTION)
            .limit(1)
            .with_member(false)
            .before(USER)
            .after(USER),
    }
    CreateScheduledEventException {
        minimal: |client| client.guilds().scheduled_events(GUILD).create_exception(EVENT, time()),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .create_exception(EVENT, time())
            .scheduled_start_time(time())
            .scheduled_end_time(later())
            .is_canceled(false),
    }
    UpdateScheduledEventException {
        minimal: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .update_exception(EVENT, EXCEPTION),
        full: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .update_exception(EVENT, EXCEPTION)
            .scheduled_start_time(time())
            .scheduled_end_time(Field::Null)
            .is_canceled(true),
    }
    DeleteScheduledEventException {
        minimal: |client| client
            .guilds()
            .scheduled_events(GUILD)
            .delete_exception(EVENT, EXCEPTION),
    }
}
