//! Events of channels.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::{Channel, Intents, List, Timestamp, VoiceChannelInfo},
};

event! {
    /// A channel was created.
    ///
    /// Discord docs: Gateway Events/Channel Create.
    pub struct ChannelCreate(Channel) = "CHANNEL_CREATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
}

event! {
    /// A channel was changed. A new message alone does not make this event.
    ///
    /// Discord docs: Gateway Events/Channel Update.
    pub struct ChannelUpdate(Channel) = "CHANNEL_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
}

event! {
    /// A channel was deleted.
    ///
    /// Discord docs: Gateway Events/Channel Delete.
    pub struct ChannelDelete(Channel) = "CHANNEL_DELETE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.id,
    };
}

event! {
    /// A message was pinned or unpinned.
    ///
    /// Discord docs: Gateway Events/Channel Pins Update.
    pub struct ChannelPinsUpdate =
        "CHANNEL_PINS_UPDATE",
        Intents::GUILDS.union(Intents::DIRECT_MESSAGES);
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The channel.
        pub channel_id: Id<ChannelMarker>,
        /// When a message was last pinned.
        pub last_pin_timestamp: Option<Timestamp>,
    }
}

event! {
    /// What goes on in the voice channels of a guild, which the bot asked for.
    ///
    /// Discord docs: Gateway Events/Channel Info.
    pub struct ChannelInfo = "CHANNEL_INFO", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The channels of which there is something to tell.
        pub channels: List<VoiceChannelInfo>,
    }
}

#[cfg(test)]
mod tests {
    use super::{ChannelInfo, ChannelUpdate};
    use crate::event::{Event, RawEvent};

    #[test]
    fn a_channel_of_an_unknown_kind_is_no_error() {
        let json = r#"{"id":"2","type":99,"guild_id":"1","brand_new":{"a":[1]}}"#;
        let event = ChannelUpdate::decode(&RawEvent::from_json("CHANNEL_UPDATE", json)).unwrap();
        assert_eq!(event.kind.value(), 99);
        assert_eq!(event.scope().guild_id, Some(1.into()));
    }

    #[test]
    fn what_goes_on_in_voice_channels_comes_as_asked_for() {
        let json = r#"{"guild_id":"1","channels":[{"id":"2","status":"chess","voice_start_time":1700000000},{"id":"3","status":null}]}"#;
        let event = ChannelInfo::decode(&RawEvent::from_json("CHANNEL_INFO", json)).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
        assert_eq!(event.channels[0].status.as_deref(), Some("chess"));
        assert_eq!(event.channels[1].voice_start_time, None);
    }
}
