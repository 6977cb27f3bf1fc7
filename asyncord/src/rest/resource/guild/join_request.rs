//! Requests to join a guild.

use crate::{
    id::{
        Id,
        marker::{GenericMarker, GuildMarker},
    },
    model::{Field, GuildJoinRequest, GuildJoinRequestStatus, GuildJoinRequests},
    rest::pages::paged,
};

group! {
    /// The requests to join a guild; from [`Guilds::join_requests`](super::Guilds::join_requests).
    pub struct JoinRequests { guild_id: GuildMarker }
}

operation! {
    /// Lists the requests of a status.
    ///
    /// Needs `KICK_MEMBERS`. In Discord's specification, not in its documentation.
    ListJoinRequests = GET "/guilds/{guild_id}/requests" -> GuildJoinRequests;
    fn JoinRequests::list();
    query {
        /// Lists those of this status.
        status: GuildJoinRequestStatus,
        /// Sets how many, 1 to 100.
        limit: u8 [range 1..=100],
        /// Lists those before this one.
        before: Id<GenericMarker>,
        /// Lists those after this one.
        after: Id<GenericMarker>,
    }
}

operation! {
    /// Approves or rejects a request.
    ///
    /// Needs `KICK_MEMBERS`. In Discord's specification, not in its documentation.
    AnswerJoinRequest = PATCH "/guilds/{guild_id}/requests/{request_id}" -> GuildJoinRequest;
    fn JoinRequests::answer(
        request_id: Id<GenericMarker> in path,
        action: GuildJoinRequestStatus in body,
    );
    body {
        /// Says why it is rejected, up to 160 characters.
        rejection_reason: Field<String> [characters 0..=160],
    }
}

paged! {
    ListJoinRequests: GuildJoinRequest => GuildJoinRequests, 100 by Falling, key |request| request.id;
}
