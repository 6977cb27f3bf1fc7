//! Roles of a guild.

use crate::{
    id::marker::GuildMarker,
    model::{List, Role},
};

group! {
    /// The roles of a guild; from [`Guilds::roles`](super::Guilds::roles).
    pub struct Roles { guild_id: GuildMarker }
}

operation! {
    /// Lists the roles, `@everyone` included.
    ///
    /// Discord docs: Guild/Get Guild Roles.
    ListRoles = GET "/guilds/{guild_id}/roles" -> List<Role>;
    fn Roles::list();
}
