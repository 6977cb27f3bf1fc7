//! Calls about requests to join a guild.

use asyncord::{model::GuildJoinRequestStatus, rest::resource::guild::join_request::*};

use crate::every_operation::values::{GUILD, REQUEST};

calls! {
    ListJoinRequests {
        minimal: |client| client.guilds().join_requests(GUILD).list(),
        full: |client| client
            .guilds()
            .join_requests(GUILD)
            .list()
            .status(GuildJoinRequestStatus::Submitted)
            .limit(100)
            .before(REQUEST)
            .after(REQUEST),
    }
    AnswerJoinRequest {
        minimal: |client| client
            .guilds()
            .join_requests(GUILD)
            .answer(REQUEST, GuildJoinRequestStatus::Approved),
        full: |client| client
            .guilds()
            .join_requests(GUILD)
            .answer(REQUEST, GuildJoinRequestStatus::Rejected)
            .rejection_reason("No crab"),
    }
}
