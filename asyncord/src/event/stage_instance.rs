//! Events of stage instances.

use crate::model::{Intents, StageInstance};

event! {
    /// A stage went live.
    ///
    /// Discord docs: Gateway Events/Stage Instance Create.
    pub struct StageInstanceCreate(StageInstance) = "STAGE_INSTANCE_CREATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
}

event! {
    /// A live stage was changed.
    ///
    /// Discord docs: Gateway Events/Stage Instance Update.
    pub struct StageInstanceUpdate(StageInstance) = "STAGE_INSTANCE_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
}

event! {
    /// A stage is live no more.
    ///
    /// Discord docs: Gateway Events/Stage Instance Delete.
    pub struct StageInstanceDelete(StageInstance) = "STAGE_INSTANCE_DELETE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
}

#[cfg(test)]
mod tests {
    use super::StageInstanceDelete;
    use crate::event::{Event, RawEvent};

    #[test]
    fn a_stage_stands_in_its_channel() {
        let json = r#"{"id":"3","guild_id":"1","channel_id":"2","topic":"t"}"#;
        let raw = RawEvent::from_json("STAGE_INSTANCE_DELETE", json);
        let scope = StageInstanceDelete::decode(&raw).unwrap().scope();
        assert_eq!(scope.guild_id, Some(1.into()));
        assert_eq!(scope.channel_id, Some(2.into()));
    }
}
