//! Bans of a guild.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, UserMarker},
    },
    model::{Ban, BulkBan, List},
    rest::pages::paged,
};

group! {
    /// The bans of a guild; from [`Guilds::bans`](super::Guilds::bans).
    pub struct Bans { guild_id: GuildMarker }
}

operation! {
    /// Lists who is banned, by the users' ids.
    ///
    /// Needs `BAN_MEMBERS`.
    ///
    /// Discord docs: Guild/Get Guild Bans.
    ListBans = GET "/guilds/{guild_id}/bans" -> List<Ban>;
    fn Bans::list();
    query {
        /// Sets how many, 1 to 1,000; 1,000 where not set.
        limit: u16 [range 1..=1_000],
        /// Lists those before this user.
        before: Id<UserMarker>,
        /// Lists those after this user; `before` counts where both are set.
        after: Id<UserMarker>,
    }
}

operation! {
    /// Gets the ban of a user; an error of the kind `NotFound` says that the user is not banned.
    ///
    /// Needs `BAN_MEMBERS`.
    ///
    /// Discord docs: Guild/Get Guild Ban.
    GetBan = GET "/guilds/{guild_id}/bans/{user_id}" -> Ban;
    fn Bans::get(user_id: Id<UserMarker> in path);
}

operation! {
    /// Bans a user, who need not be a member.
    ///
    /// Needs `BAN_MEMBERS`.
    ///
    /// Discord docs: Guild/Create Guild Ban.
    CreateBan = PUT "/guilds/{guild_id}/bans/{user_id}" -> (), reason;
    fn Bans::create(user_id: Id<UserMarker> in path);
    body {
        /// Deletes the user's messages of so many seconds, up to 604,800 (7 days); none where not set.
        delete_message_seconds: u32 [range 0..=604_800],
    }
}

operation! {
    /// Lifts the ban of a user.
    ///
    /// Needs `BAN_MEMBERS`.
    ///
    /// Discord docs: Guild/Remove Guild Ban.
    RemoveBan = DELETE "/guilds/{guild_id}/bans/{user_id}" -> (), reason;
    fn Bans::remove(user_id: Id<UserMarker> in path);
}

operation! {
    /// Bans up to 200 users at once; tells whom it banned and whom not.
    ///
    /// Needs `BAN_MEMBERS` and `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild/Bulk Guild Ban.
    BulkBanUsers = POST "/guilds/{guild_id}/bulk-ban" -> BulkBan, reason;
    fn Bans::create_many(user_ids: Vec<Id<UserMarker>> in body [items 1..=200]);
    body {
        /// Deletes the users' messages of so many seconds, up to 604,800 (7 days); none where not set.
        delete_message_seconds: u32 [range 0..=604_800],
    }
}

paged! {
    ListBans: Ban => List<Ban>, 1_000 by Rising, key |ban| ban.user.id;
}
