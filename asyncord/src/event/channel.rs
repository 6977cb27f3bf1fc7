//! Events of channels.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::{Channel, Intents, Timestamp},
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
    /// A channel was changed.
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
