//! Events of webhooks.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::Intents,
};

event! {
    /// A webhook of a channel was made, changed or deleted; which one, Discord does not tell.
    ///
    /// Discord docs: Gateway Events/Webhooks Update.
    pub struct WebhooksUpdate = "WEBHOOKS_UPDATE", Intents::GUILD_WEBHOOKS;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The channel.
        pub channel_id: Id<ChannelMarker>,
    }
}
