//! Live stages.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, ScheduledEventMarker},
    },
    model::{StageInstance, StagePrivacyLevel},
    rest::RestClient,
};

group! {
    /// Live stages; from [`RestClient::stage_instances`].
    pub struct StageInstances {}
}

impl RestClient {
    /// Live stages.
    pub fn stage_instances(&self) -> StageInstances {
        StageInstances::new(self)
    }
}

operation! {
    /// Goes live on a stage channel, with a topic of 1 to 120 characters.
    ///
    /// Needs to be a moderator of the stage: `MANAGE_CHANNELS`, `MUTE_MEMBERS` and `MOVE_MEMBERS`.
    ///
    /// Discord docs: Stage Instance/Create Stage Instance.
    CreateStageInstance = POST "/stage-instances" -> StageInstance, reason;
    fn StageInstances::create(
        channel_id: Id<ChannelMarker> in body,
        topic: String in body [characters 1..=120],
    );
    body {
        /// Sets who can see it; members of the guild where not set.
        privacy_level: StagePrivacyLevel,
        /// Whether `@everyone` is told. Needs `MENTION_EVERYONE`.
        send_start_notification: bool,
        /// Sets the scheduled event that it is.
        guild_scheduled_event_id: Id<ScheduledEventMarker>,
    }
}

operation! {
    /// Gets what is live on a stage channel.
    ///
    /// Discord docs: Stage Instance/Get Stage Instance.
    GetStageInstance = GET "/stage-instances/{channel_id}" -> StageInstance;
    fn StageInstances::get(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Edits what is live on a stage channel. What is not set stays as it is.
    ///
    /// Needs to be a moderator of the stage.
    ///
    /// Discord docs: Stage Instance/Modify Stage Instance.
    UpdateStageInstance = PATCH "/stage-instances/{channel_id}" -> StageInstance, reason;
    fn StageInstances::update(channel_id: Id<ChannelMarker> in path);
    body {
        /// Sets the topic, 1 to 120 characters.
        topic: String [characters 1..=120],
        /// Sets who can see it.
        privacy_level: StagePrivacyLevel,
    }
}

operation! {
    /// Ends what is live on a stage channel.
    ///
    /// Needs to be a moderator of the stage.
    ///
    /// Discord docs: Stage Instance/Delete Stage Instance.
    DeleteStageInstance = DELETE "/stage-instances/{channel_id}" -> (), reason;
    fn StageInstances::delete(channel_id: Id<ChannelMarker> in path);
}
