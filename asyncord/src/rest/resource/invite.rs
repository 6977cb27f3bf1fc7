//! Invites by their codes.

use crate::{
    id::{Id, marker::ScheduledEventMarker},
    model::{Invite, TargetUsersJobStatus},
    rest::{RestClient, body::TargetUsers},
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

operation! {
    /// Gets the users for whom alone an invite is.
    ///
    /// Needs `MANAGE_GUILD`, unless the bot made the invite.
    ///
    /// Discord docs: Invite/Get Target Users.
    GetTargetUsers = GET "/invites/{code}/target-users" -> TargetUsers;
    fn Invites::target_users(code: String in path);
}

operation! {
    /// Sets the users for whom alone an invite is, up to 10,000, in place of all there were.
    ///
    /// Discord looks at them afterwards, and [tells how far it is](Invites::target_users_job_status).
    ///
    /// Needs `MANAGE_GUILD`, unless the bot made the invite.
    ///
    /// Discord docs: Invite/Update Target Users.
    UpdateTargetUsers = PUT "/invites/{code}/target-users" -> ();
    fn Invites::set_target_users(code: String in path);
    with TargetUsers as users;
}
