//! Users, and what concerns the bot's own account.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, UserMarker},
    },
    model::{Channel, CurrentUserGuild, Field, List, User},
    rest::RestClient,
};

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
    GetMe = GET "/users/@me" -> User;
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
        /// Sets the avatar as a data URI, `data:image/png;base64,…`; null takes it away.
        avatar: Field<String>,
        /// Sets the banner as a data URI; null takes it away.
        banner: Field<String>,
    }
}

operation! {
    /// Lists the guilds that the bot is in, by their ids.
    ///
    /// Discord docs: User/Get Current User Guilds.
    ListMyGuilds = GET "/users/@me/guilds" -> List<CurrentUserGuild>;
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
