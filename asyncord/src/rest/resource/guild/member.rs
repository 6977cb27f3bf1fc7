//! Members of a guild.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, RoleMarker, UserMarker},
    },
    model::{Field, ImageData, List, Member, MemberFlags, Timestamp},
};

group! {
    /// The members of a guild; from [`Guilds::members`](super::Guilds::members).
    pub struct Members { guild_id: GuildMarker }
}

operation! {
    /// Gets a member.
    ///
    /// Discord docs: Guild/Get Guild Member.
    GetMember = GET "/guilds/{guild_id}/members/{user_id}" -> Member;
    fn Members::get(user_id: Id<UserMarker> in path);
}

operation! {
    /// Lists members, by their ids.
    ///
    /// Needs the privileged intent `GUILD_MEMBERS` to be switched on for the application.
    ///
    /// Discord docs: Guild/List Guild Members.
    ListMembers = GET "/guilds/{guild_id}/members" -> List<Member>;
    fn Members::list();
    query {
        /// Sets how many, 1 to 1,000; 1 where not set.
        limit: u16 [range 1..=1_000],
        /// Lists those after this user.
        after: Id<UserMarker>,
    }
}

operation! {
    /// Finds members whose user name or name in the guild begins with a text.
    ///
    /// Discord docs: Guild/Search Guild Members.
    SearchMembers = GET "/guilds/{guild_id}/members/search" -> List<Member>;
    fn Members::search(query: String in query [characters 1..=100]);
    query {
        /// Sets how many, 1 to 1,000; 1 where not set.
        limit: u16 [range 1..=1_000],
    }
}

operation! {
    /// Adds a user to the guild who let the application do so: by an access token of the scope `guilds.join`.
    ///
    /// `None` says that the user is a member already. Needs `CREATE_INSTANT_INVITE`, and more for what is set.
    ///
    /// Discord docs: Guild/Add Guild Member.
    AddMember = PUT "/guilds/{guild_id}/members/{user_id}" -> Option<Member>;
    fn Members::add(user_id: Id<UserMarker> in path, access_token: String in body);
    body {
        /// Sets the name in this guild, up to 32 characters. Needs `MANAGE_NICKNAMES`.
        nick: String [characters 0..=32],
        /// Sets the roles; the member need not pass the guild's screening. Needs `MANAGE_ROLES`.
        roles: Vec<Id<RoleMarker>>,
        /// Whether the member is muted in voice channels. Needs `MUTE_MEMBERS`.
        mute: bool,
        /// Whether the member is deafened in voice channels. Needs `DEAFEN_MEMBERS`.
        deaf: bool,
    }
}

operation! {
    /// Edits the bot's own member. What is not set stays as it is.
    ///
    /// Discord docs: Guild/Modify Current Member.
    UpdateMyMember = PATCH "/guilds/{guild_id}/members/@me" -> Member, reason;
    fn Members::update_me();
    body {
        /// Sets the name in this guild, up to 32 characters; null takes it away. Needs `CHANGE_NICKNAME`.
        nick: Field<String> [characters 0..=32],
        /// Sets the avatar in this guild; null takes it away.
        avatar: Field<ImageData>,
        /// Sets the banner in this guild; null takes it away.
        banner: Field<ImageData>,
        /// Sets what the bot says of itself in this guild, up to 190 characters; null takes it away.
        bio: Field<String> [characters 0..=190],
    }
}

operation! {
    /// Edits a member. What is not set stays as it is.
    ///
    /// Each part needs a permission of its own, such as `MANAGE_NICKNAMES` or `MANAGE_ROLES`.
    ///
    /// Discord docs: Guild/Modify Guild Member.
    UpdateMember = PATCH "/guilds/{guild_id}/members/{user_id}" -> Member, reason;
    fn Members::update(user_id: Id<UserMarker> in path);
    body {
        /// Sets the name in this guild, up to 32 characters; null takes it away. Needs `MANAGE_NICKNAMES`.
        nick: Field<String> [characters 0..=32],
        /// Sets the roles, in place of all there were. Needs `MANAGE_ROLES`.
        roles: Vec<Id<RoleMarker>>,
        /// Sets whether the member is muted in voice channels. Needs `MUTE_MEMBERS`, and the member in one.
        mute: bool,
        /// Sets whether the member is deafened in voice channels. Needs `DEAFEN_MEMBERS`, and the member in one.
        deaf: bool,
        /// Moves the member to another voice channel; null disconnects. Needs `MOVE_MEMBERS`.
        channel_id: Field<Id<ChannelMarker>>,
        /// Times the member out until then, up to 28 days ahead; null ends it. Needs `MODERATE_MEMBERS`.
        communication_disabled_until: Field<Timestamp>,
        /// Sets flags.
        flags: MemberFlags,
    }
}

operation! {
    /// Gives a role to a member.
    ///
    /// Needs `MANAGE_ROLES`, and a higher role than the one that is given.
    ///
    /// Discord docs: Guild/Add Guild Member Role.
    AddMemberRole = PUT "/guilds/{guild_id}/members/{user_id}/roles/{role_id}" -> (), reason;
    fn Members::add_role(user_id: Id<UserMarker> in path, role_id: Id<RoleMarker> in path);
}

operation! {
    /// Takes a role from a member.
    ///
    /// Needs `MANAGE_ROLES`, and a higher role than the one that is taken.
    ///
    /// Discord docs: Guild/Remove Guild Member Role.
    RemoveMemberRole = DELETE "/guilds/{guild_id}/members/{user_id}/roles/{role_id}" -> (), reason;
    fn Members::remove_role(user_id: Id<UserMarker> in path, role_id: Id<RoleMarker> in path);
}

operation! {
    /// Removes a member from the guild, who may come back.
    ///
    /// Needs `KICK_MEMBERS`.
    ///
    /// Discord docs: Guild/Remove Guild Member.
    KickMember = DELETE "/guilds/{guild_id}/members/{user_id}" -> (), reason;
    fn Members::kick(user_id: Id<UserMarker> in path);
}

operation! {
    /// Edits the bot's name in this guild, up to 32 characters; null takes it away.
    ///
    /// Needs `CHANGE_NICKNAME`.
    ///
    /// Discord docs: Guild/Modify Current User Nick.
    UpdateMyNick = PATCH "/guilds/{guild_id}/members/@me/nick" -> (), reason;
    deprecated "Discord has `update_me`";
    fn Members::update_my_nick();
    body {
        /// Sets the name, up to 32 characters; null takes it away.
        nick: Field<String> [characters 0..=32],
    }
}
