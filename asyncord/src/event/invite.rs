//! Events of invites.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, RoleMarker},
    },
    model::{Application, Intents, InviteTargetType, List, Text, Timestamp, User},
};

event! {
    /// An invite to a channel was made. Needs `MANAGE_CHANNELS` there.
    ///
    /// Discord docs: Gateway Events/Invite Create.
    pub struct InviteCreate = "INVITE_CREATE", Intents::GUILD_INVITES;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.inviter,
    };
    {
        /// The channel.
        pub channel_id: Id<ChannelMarker>,
        /// The code, which is its id.
        pub code: Text,
        /// When it was made.
        pub created_at: Option<Timestamp>,
        /// The guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// Who made it.
        pub inviter: Option<Box<User>>,
        /// After how many seconds it expires; 0 for never.
        pub max_age: u32,
        /// How often it may be used; 0 for no limit.
        pub max_uses: u32,
        /// What it shows in a voice channel.
        pub target_type: Option<InviteTargetType>,
        /// Whose stream it shows.
        pub target_user: Option<Box<User>>,
        /// The embedded application that it opens, in part.
        pub target_application: Option<Box<Application>>,
        /// Whether those who come lose their membership when they go offline without a role.
        pub temporary: bool,
        /// How often it was used: 0.
        pub uses: u32,
        /// When it expires; `None` for never.
        pub expires_at: Option<Timestamp>,
        /// The roles that it gives.
        pub role_ids: List<Id<RoleMarker>>,
    }
}

impl InviteCreate {
    /// The address to give away: `https://discord.gg/…`.
    pub fn url(&self) -> String {
        format!("https://discord.gg/{}", self.code)
    }
}

event! {
    /// An invite to a channel was deleted. Needs `MANAGE_CHANNELS` there.
    ///
    /// Discord docs: Gateway Events/Invite Delete.
    pub struct InviteDelete = "INVITE_DELETE", Intents::GUILD_INVITES;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
    };
    {
        /// The channel.
        pub channel_id: Id<ChannelMarker>,
        /// The guild.
        pub guild_id: Option<Id<GuildMarker>>,
        /// The code, which was its id.
        pub code: Text,
    }
}

#[cfg(test)]
mod tests {
    use super::{InviteCreate, InviteDelete};
    use crate::event::{Event, HasUser, RawEvent};

    #[test]
    fn an_invite_tells_who_made_it() {
        let json = r#"{"channel_id":"2","code":"abc","created_at":"2016-03-31T19:15:39.954000+00:00","guild_id":"1","inviter":{"id":"4","username":"ada"},"max_age":86400,"max_uses":0,"target_type":2,"target_application":{"id":"7","name":"a"},"temporary":false,"uses":0,"expires_at":"2016-04-01T19:15:39.954000+00:00","role_ids":["5"]}"#;
        let event = InviteCreate::decode(&RawEvent::from_json("INVITE_CREATE", json)).unwrap();
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), before);
        assert_eq!(event.user_id(), Some(4.into()));
        assert_eq!(event.url(), "https://discord.gg/abc");
        assert_eq!(event.role_ids, [5]);
    }

    #[test]
    fn an_invite_of_no_user_and_no_guild_is_no_error() {
        let json = r#"{"channel_id":"2","code":"abc"}"#;
        let event = InviteCreate::decode(&RawEvent::from_json("INVITE_CREATE", json)).unwrap();
        assert_eq!((event.user_id(), event.guild_id), (None, None));
        let event = InviteDelete::decode(&RawEvent::from_json("INVITE_DELETE", json)).unwrap();
        assert_eq!(event.scope().channel_id, Some(2.into()));
    }
}
