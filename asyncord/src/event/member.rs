//! Events of members.

use std::ops::Deref;

use crate::{
    id::{
        Id,
        marker::{GuildMarker, UserMarker},
    },
    model::{Intents, List, Member, Presence, Text, User, wire::object},
};

/// A member, and of which guild.
#[object]
pub struct GuildMember {
    /// The guild.
    pub guild_id: Id<GuildMarker>,
    /// The member.
    #[wire(flatten)]
    pub member: Member,
}

impl Deref for GuildMember {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.member
    }
}

event! {
    /// A user joined a guild.
    ///
    /// Discord docs: Gateway Events/Guild Member Add.
    pub struct GuildMemberAdd(GuildMember) = "GUILD_MEMBER_ADD", Intents::GUILD_MEMBERS;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
}

event! {
    /// A member was changed: roles, nickname, time-out and the like.
    ///
    /// Discord docs: Gateway Events/Guild Member Update.
    pub struct GuildMemberUpdate(GuildMember) = "GUILD_MEMBER_UPDATE", Intents::GUILD_MEMBERS;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
}

event! {
    /// A user left a guild, or was kicked or banned.
    ///
    /// Discord docs: Gateway Events/Guild Member Remove.
    pub struct GuildMemberRemove = "GUILD_MEMBER_REMOVE", Intents::GUILD_MEMBERS;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// Who left.
        pub user: User,
    }
}

event! {
    /// Some of the members that were asked for over the gateway.
    ///
    /// Discord docs: Gateway Events/Guild Members Chunk.
    pub struct GuildMembersChunk = "GUILD_MEMBERS_CHUNK", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The members, up to 1,000.
        pub members: List<Member>,
        /// The number of this answer, from 0.
        pub chunk_index: u32,
        /// How many answers there are in all.
        pub chunk_count: u32,
        /// Who was asked for and is no member.
        pub not_found: List<Id<UserMarker>>,
        /// The members' presences, where asked for.
        pub presences: List<Presence>,
        /// What the question was marked with.
        pub nonce: Option<Text>,
    }
}

#[cfg(test)]
mod tests {
    use super::{GuildMemberUpdate, GuildMembersChunk};
    use crate::event::{Event, RawEvent};

    #[test]
    fn a_member_derefs_through_to_the_user() {
        let raw = RawEvent::from_json(
            "GUILD_MEMBER_UPDATE",
            r#"{"guild_id":"1","user":{"id":"4","username":"ada"},"nick":"countess","roles":["5"]}"#,
        );
        let event = GuildMemberUpdate::decode(&raw).unwrap();
        assert_eq!(event.guild_id, 1);
        assert_eq!(event.display_name(), "countess");
        assert_eq!(event.user.id, 4);
    }

    #[test]
    fn an_update_is_written_as_it_came() {
        let json = r#"{"guild_id":"1","roles":[],"user":{"id":"4","username":"ada"},"nick":null,"avatar":null,"banner":null,
            "joined_at":null,"premium_since":"2020-01-01T00:00:00+00:00","communication_disabled_until":null}"#;
        let raw = RawEvent::from_json("GUILD_MEMBER_UPDATE", json);
        let event = GuildMemberUpdate::decode(&raw).unwrap();
        assert!(event.is_boosting());
        let before: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), before);
    }

    #[test]
    fn who_was_not_found_is_told_in_either_form() {
        let json = r#"{"guild_id":"1","members":[{"user":{"id":"4"}}],"chunk_index":0,"chunk_count":1,
            "not_found":["5",6],"nonce":"n"}"#;
        let raw = RawEvent::from_json("GUILD_MEMBERS_CHUNK", json);
        let event = GuildMembersChunk::decode(&raw).unwrap();
        assert_eq!(event.not_found, [5, 6]);
        assert_eq!(event.members[0].user.id, 4);
    }
}
