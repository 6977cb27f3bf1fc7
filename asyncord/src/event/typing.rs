//! Someone is typing.

use crate::{
    event::UserPlace,
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
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
        is_bot: event.member.is_bot(),
    };
    {
        /// The channel.
        pub channel_id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// Who types.
        pub user_id: Id<UserMarker>,
        /// Since when, in seconds since the Unix epoch.
        pub timestamp: i64,
        /// Who types, as a member; only in guilds.
        pub member: Option<Box<Member>>,
    }
}
