//! Someone is typing.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    model::{Intents, Member},
};

event! {
    /// Someone began to type.
    ///
    /// Discord docs: Gateway Events/Typing Start.
    pub struct TypingStart =
        "TYPING_START",
        Intents::GUILD_MESSAGE_TYPING.union(Intents::DIRECT_MESSAGE_TYPING);
    scope = |event| (event.guild_id, Some(event.channel_id));
    {
        /// The channel.
        pub channel_id: Id<ChannelMarker>,
        /// The guild.
        #[serde(default)]
        pub guild_id: Option<Id<GuildMarker>>,
        /// Who types.
        pub user_id: Id<UserMarker>,
        /// Since when, in seconds since the Unix epoch.
        pub timestamp: i64,
        /// Who types, as a member; only in guilds.
        #[serde(default)]
        pub member: Option<Box<Member>>,
    }
}
