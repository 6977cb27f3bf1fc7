//! Events of members.

use std::ops::Deref;

use crate::{
    id::{Id, marker::GuildMarker},
    model::{Intents, Member, User, wire::object},
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

#[cfg(test)]
mod tests {
    use super::GuildMemberUpdate;
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
}
