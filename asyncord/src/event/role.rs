//! Events of roles.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, RoleMarker},
    },
    model::{Intents, Role},
};

event! {
    /// A role was made.
    ///
    /// Discord docs: Gateway Events/Guild Role Create.
    pub struct GuildRoleCreate = "GUILD_ROLE_CREATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The role.
        pub role: Role,
    }
}

event! {
    /// A role was changed.
    ///
    /// Discord docs: Gateway Events/Guild Role Update.
    pub struct GuildRoleUpdate = "GUILD_ROLE_UPDATE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The role as it is now.
        pub role: Role,
    }
}

event! {
    /// A role was deleted.
    ///
    /// Discord docs: Gateway Events/Guild Role Delete.
    pub struct GuildRoleDelete = "GUILD_ROLE_DELETE", Intents::GUILDS;
    tells = |event| {
        guild: event.guild_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// The role.
        pub role_id: Id<RoleMarker>,
    }
}

#[cfg(test)]
mod tests {
    use super::{GuildRoleCreate, GuildRoleDelete};
    use crate::event::{Event, RawEvent};

    #[test]
    fn roles_come_with_their_guild() {
        let json = r#"{"guild_id":"1","role":{"id":"2","name":"r"}}"#;
        let event =
            GuildRoleCreate::decode(&RawEvent::from_json("GUILD_ROLE_CREATE", json)).unwrap();
        assert_eq!(event.role.name, "r");
        assert_eq!(event.scope().guild_id, Some(1.into()));
        let json = r#"{"guild_id":"1","role_id":"2"}"#;
        let event =
            GuildRoleDelete::decode(&RawEvent::from_json("GUILD_ROLE_DELETE", json)).unwrap();
        assert_eq!(event.role_id, 2);
    }
}
