//! Roles of a guild.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, RoleMarker},
    },
    model::{Field, GuildRoleMemberCounts, ImageData, List, Permissions, Role, RoleColors},
    rest::body::RolePositions,
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

operation! {
    /// Gets a role.
    ///
    /// Discord docs: Guild/Get Guild Role.
    GetRole = GET "/guilds/{guild_id}/roles/{role_id}" -> Role;
    fn Roles::get(role_id: Id<RoleMarker> in path);
}

operation! {
    /// Counts the members of each role but `@everyone`.
    ///
    /// Discord docs: Guild/Get Guild Role Member Counts.
    GetRoleMemberCounts = GET "/guilds/{guild_id}/roles/member-counts" -> GuildRoleMemberCounts;
    fn Roles::member_counts();
}

operation! {
    /// Makes a role, called "new role" and with the permissions of `@everyone` unless something else is set.
    ///
    /// Needs `MANAGE_ROLES`. A guild has up to 250 roles.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::model::Permissions;
    ///
    /// let roles = client.guilds().roles(41_771_983_423_143_937);
    /// let role = roles.create().name("helpers").permissions(Permissions::KICK_MEMBERS).hoist(true).await?;
    /// println!("{}", role.mention());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Guild/Create Guild Role.
    CreateRole = POST "/guilds/{guild_id}/roles" -> Role, reason;
    fn Roles::create();
    body {
        /// Sets the name, 1 to 100 characters.
        name: String [characters 1..=100],
        /// Sets what its members may do.
        permissions: Permissions,
        /// Sets the colours.
        colors: RoleColors,
        /// Whether its members are listed apart.
        hoist: bool,
        /// Sets the icon. Needs a guild with `ROLE_ICONS`.
        icon: Field<ImageData>,
        /// Sets one of Unicode's emojis as icon. Needs a guild with `ROLE_ICONS`.
        unicode_emoji: Field<String> [characters 0..=100],
        /// Whether everyone may mention it.
        mentionable: bool,
    }
}

operation! {
    /// Moves roles in the list; answers with all of them.
    ///
    /// Needs `MANAGE_ROLES`.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::body::RolePosition;
    ///
    /// let roles = client.guilds().roles(41_771_983_423_143_937);
    /// roles.reorder([RolePosition { id: 5.into(), position: 3 }]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Guild/Modify Guild Role Positions.
    UpdateRolePositions = PATCH "/guilds/{guild_id}/roles" -> List<Role>, reason;
    fn Roles::reorder();
    with RolePositions as positions;
}

operation! {
    /// Edits a role. What is not set stays as it is.
    ///
    /// Needs `MANAGE_ROLES`, and a higher role.
    ///
    /// Discord docs: Guild/Modify Guild Role.
    UpdateRole = PATCH "/guilds/{guild_id}/roles/{role_id}" -> Role, reason;
    fn Roles::update(role_id: Id<RoleMarker> in path);
    body {
        /// Sets the name, 1 to 100 characters.
        name: String [characters 1..=100],
        /// Sets what its members may do.
        permissions: Permissions,
        /// Sets the colours.
        colors: RoleColors,
        /// Whether its members are listed apart.
        hoist: bool,
        /// Sets the icon; null takes it away.
        icon: Field<ImageData>,
        /// Sets one of Unicode's emojis as icon; null takes it away.
        unicode_emoji: Field<String> [characters 0..=100],
        /// Whether everyone may mention it.
        mentionable: bool,
    }
}

operation! {
    /// Deletes a role.
    ///
    /// Needs `MANAGE_ROLES`, and a higher role.
    ///
    /// Discord docs: Guild/Delete Guild Role.
    DeleteRole = DELETE "/guilds/{guild_id}/roles/{role_id}" -> (), reason;
    fn Roles::delete(role_id: Id<RoleMarker> in path);
}
