//! Users, and what concerns the bot's own account.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, GuildMarker, SkuMarker, UserMarker},
    },
    model::{
        ApplicationRoleConnection, Channel, Connection, CurrentUserGuild, Entitlement, Field,
        ImageData, List, Map, Member, Text, User,
    },
    rest::RestClient,
    rest::pages::paged,
};

/// Names in a group, by their users.
type Nicks = Map<Id<UserMarker>, Text>;

/// What is told for linked roles.
type RoleConnectionValues = Map<Text, Text>;

group! {
    /// Users; from [`RestClient::users`].
    pub struct Users {}
}

impl RestClient {
    /// Users.
    pub fn users(&self) -> Users {
        Users::new(self)
    }
}

operation! {
    /// Gets the bot's account.
    ///
    /// Discord docs: User/Get Current User.
    GetMe = GET "/users/@me" -> User, bearer;
    fn Users::me();
}

operation! {
    /// Gets a user.
    ///
    /// Discord docs: User/Get User.
    GetUser = GET "/users/{user_id}" -> User;
    fn Users::get(user_id: Id<UserMarker> in path);
}

operation! {
    /// Edits the bot's account. What is not set stays as it is.
    ///
    /// Discord docs: User/Modify Current User.
    UpdateMe = PATCH "/users/@me" -> User;
    fn Users::update_me();
    body {
        /// Sets the name, 2 to 32 characters.
        username: String [characters 2..=32],
        /// Sets the avatar; null takes it away.
        avatar: Field<ImageData>,
        /// Sets the banner; null takes it away.
        banner: Field<ImageData>,
    }
}

operation! {
    /// Lists the guilds that the bot is in, by their ids.
    ///
    /// Discord docs: User/Get Current User Guilds.
    ListMyGuilds = GET "/users/@me/guilds" -> List<CurrentUserGuild>, bearer;
    fn Users::my_guilds();
    query {
        /// Lists those before this one.
        before: Id<GuildMarker>,
        /// Lists those after this one.
        after: Id<GuildMarker>,
        /// Sets how many, 1 to 200; 200 where not set.
        limit: u8 [range 1..=200],
        /// Whether to count members, about.
        with_counts: bool,
    }
}

operation! {
    /// Leaves a guild.
    ///
    /// Discord docs: User/Leave Guild.
    LeaveGuild = DELETE "/users/@me/guilds/{guild_id}" -> ();
    fn Users::leave_guild(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Opens a direct message with a user, or gets the one there is.
    ///
    /// Open them when a user asks for something: Discord stops bots that open very many.
    ///
    /// Discord docs: User/Create DM.
    CreateDm = POST "/users/@me/channels" -> Channel;
    fn Users::create_dm(recipient_id: Id<UserMarker> in body);
}

operation! {
    /// Opens a group with users, by their access tokens with the scope `gdm.join`; a group has up to 10.
    ///
    /// Discord docs: User/Create Group DM.
    CreateGroupDm = POST "/users/@me/channels" -> Channel;
    fn Users::create_group_dm(access_tokens: Vec<String> in body [items 1..=10]);
    body {
        /// Sets the names that users have in the group.
        nicks: Nicks,
    }
}

operation! {
    /// Gets the user as a member of a guild.
    ///
    /// Needs the scope guilds.members.read.
    ///
    /// Discord docs: User/Get Current User Guild Member.
    GetMyGuildMember = GET "/users/@me/guilds/{guild_id}/member" -> Member, bearer_only;
    fn Users::my_guild_member(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Lists the accounts elsewhere that the user has linked.
    ///
    /// Needs the scope connections.
    ///
    /// Discord docs: User/Get Current User Connections.
    ListMyConnections = GET "/users/@me/connections" -> List<Connection>, bearer;
    fn Users::my_connections();
}

operation! {
    /// Lists the entitlements of the user to what an application sells.
    ///
    /// In Discord's specification, not in its documentation.
    ListMyEntitlements = GET "/users/@me/applications/{application_id}/entitlements" -> List<Entitlement>, bearer_only;
    fn Users::my_entitlements(application_id: Id<ApplicationMarker> in path);
    query {
        /// Lists those to these SKUs, up to 100.
        sku_ids: Joined<Id<SkuMarker>> [items 0..=100],
        /// Whether to leave out those that were used up.
        exclude_consumed: bool,
    }
}

operation! {
    /// Gets what an application has told of the user for linked roles.
    ///
    /// Needs the scope role_connections.write.
    ///
    /// Discord docs: User/Get Current User Application Role Connection.
    GetMyRoleConnection = GET "/users/@me/applications/{application_id}/role-connection" -> ApplicationRoleConnection, bearer_only;
    fn Users::my_role_connection(application_id: Id<ApplicationMarker> in path);
}

operation! {
    /// Tells of the user for linked roles, in place of what was told before.
    ///
    /// Needs the scope role_connections.write.
    ///
    /// Discord docs: User/Update Current User Application Role Connection.
    UpdateMyRoleConnection = PUT "/users/@me/applications/{application_id}/role-connection" -> ApplicationRoleConnection, bearer_only;
    fn Users::set_my_role_connection(application_id: Id<ApplicationMarker> in path);
    body {
        /// Sets what the application calls its platform, up to 50 characters.
        platform_name: String [characters 0..=50],
        /// Sets the user's name on it, up to 100 characters.
        platform_username: String [characters 0..=100],
        /// Sets the values by their keys, texts of up to 100 characters.
        metadata: RoleConnectionValues,
    }
}

operation! {
    /// Takes back what an application has told of the user for linked roles.
    ///
    /// Needs the scope role_connections.write.
    ///
    /// Discord docs: User/Delete Current User Application Role Connection.
    DeleteMyRoleConnection = DELETE "/users/@me/applications/{application_id}/role-connection" -> (), bearer_only;
    fn Users::delete_my_role_connection(application_id: Id<ApplicationMarker> in path);
}

paged! {
    ListMyGuilds: CurrentUserGuild => List<CurrentUserGuild>, 200 by Rising, key |guild| guild.id;
}
