//! Stage instances.

use super::{Text, Timestamp, wire::object};
use crate::id::{
    Id,
    marker::{ChannelMarker, GuildMarker, ScheduledEventMarker, StageInstanceMarker},
};

/// A live stage.
///
/// Discord docs: Stage Instance/Stage Instance Object.
#[object]
pub struct StageInstance {
    /// The stage instance's id.
    pub id: Id<StageInstanceMarker>,
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The stage channel.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// What it is about, 1 to 120 characters.
    pub topic: Text,
    /// Who may listen.
    pub privacy_level: Option<StagePrivacyLevel>,
    /// Whether it is kept from discovery; deprecated, as stages are in discovery no more.
    pub discoverable_disabled: bool,
    /// The scheduled event that it belongs to.
    pub guild_scheduled_event_id: Option<Id<ScheduledEventMarker>>,
}

impl StageInstance {
    /// When the stage went live.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }
}

open_enum! {
    /// Who may listen to a stage.
    ///
    /// Discord docs: Stage Instance/Privacy Level.
    pub enum StagePrivacyLevel {
        /// Everyone; deprecated.
        Public = 1 => "PUBLIC",
        /// The guild's members.
        GuildOnly = 2 => "GUILD_ONLY",
    }
}

#[cfg(test)]
mod tests {
    use super::StageInstance;
    use crate::model::decode;

    #[test]
    fn what_came_is_what_is_written() {
        for json in [
            r#"{"id":"1"}"#,
            r#"{"id":"840647391636226060","guild_id":"197038439483310086","channel_id":"733488538393510049",
                "topic":"Testing","privacy_level":1,"discoverable_disabled":false,
                "guild_scheduled_event_id":"947656305244532806"}"#,
            r#"{"id":"1","topic":"","privacy_level":9,"discoverable_disabled":true,"guild_scheduled_event_id":null}"#,
        ] {
            let stage: StageInstance = decode(json).unwrap();
            let before: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_value(stage).unwrap(), before);
        }
    }
}
