//! Someone is typing.

use crate::{
    event::UserPlace,
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, UserMarker},
    },
    model::{Intents, Member, Timestamp, wire::UnixSeconds},
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
        /// When it was, to the second.
        #[wire(with = UnixSeconds)]
        pub timestamp: Option<Timestamp>,
        /// Who types, as a member; only in guilds.
        pub member: Option<Box<Member>>,
    }
}
