//! Calls about live stages.

use asyncord::{model::StagePrivacyLevel, rest::resource::stage_instance::*};

use super::values::{CHANNEL, EVENT, REASON};

calls! {
    CreateStageInstance {
        minimal: |client| client.stage_instances().create(CHANNEL, "Crabs"),
        full: |client| client
            .stage_instances()
            .create(CHANNEL, "Crabs")
            .privacy_level(StagePrivacyLevel::GuildOnly)
            .send_start_notification(true)
            .guild_scheduled_event_id(EVENT)
            .reason(REASON),
    }
    GetStageInstance {
        minimal: |client| client.stage_instances().get(CHANNEL),
    }
    UpdateStageInstance {
        minimal: |client| client.stage_instances().update(CHANNEL),
        full: |client| client
            .stage_instances()
            .update(CHANNEL)
            .topic("Lobsters")
            .privacy_level(StagePrivacyLevel::GuildOnly)
            .reason(REASON),
    }
    DeleteStageInstance {
        minimal: |client| client.stage_instances().delete(CHANNEL),
        full: |client| client.stage_instances().delete(CHANNEL).reason(REASON),
    }
}
