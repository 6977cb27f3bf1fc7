//! Invites by their codes.

use crate::{
    id::{Id, marker::ScheduledEventMarker},
    model::{Invite, TargetUsersJobStatus},
    rest::RestClient,
};

group! {
    /// Invites; from [`RestClient::invites`].
    pub struct Invites {}
}

impl RestClient {
    /// Invites.
    pub fn invites(&self) -> Invites {
        Invites::new(self)
    }
}

operation! {
    /// Gets an invite by its code.
    ///
    /// Discord docs: Invite/Get Invite.
    GetInvite = GET "/invites/{code}" -> Invite, public;
    fn Invites::get(code: String in path);
    query {
        /// Whether members are counted, about.
        with_counts: bool,
        /// Tells of this scheduled event.
        guild_scheduled_event_id: Id<ScheduledEventMarker>,
    }
}

operation! {
    /// Deletes an invite; answers with what it was.
    ///
    /// Needs `MANAGE_CHANNELS` in the channel, or `MANAGE_GUILD`.
    ///
    /// Discord docs: Invite/Delete Invite.
    DeleteInvite = DELETE "/invites/{code}" -> Invite, reason;
    fn Invites::delete(code: String in path);
}

operation! {
    /// Tells how far Discord is with the list of users whom an invite is for.
    ///
    /// Discord docs: Invite/Get Target Users Job Status.
    GetTargetUsersJobStatus = GET "/invites/{code}/target-users/job-status" -> TargetUsersJobStatus;
    fn Invites::target_users_job_status(code: String in path);
}
