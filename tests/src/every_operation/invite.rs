//! Calls about invites.

use asyncord::rest::resource::invite::*;

use super::values::{EVENT, OTHER_USER, REASON, USER};

/// The code of an invite.
const CODE: &str = "0vCdhLbwjZZTWZLD";

calls! {
    GetInvite {
        minimal: |client| client.invites().get(CODE),
        full: |client| client.invites().get(CODE).with_counts(true).guild_scheduled_event_id(EVENT),
    }
    DeleteInvite {
        minimal: |client| client.invites().delete(CODE),
        full: |client| client.invites().delete(CODE).reason(REASON),
    }
    GetTargetUsersJobStatus {
        minimal: |client| client.invites().target_users_job_status(CODE),
    }
    GetTargetUsers {
        minimal: |client| client.invites().target_users(CODE),
    }
    UpdateTargetUsers {
        minimal: |client| client.invites().set_target_users(CODE, [USER]),
        full: |client| client.invites().set_target_users(CODE, [USER, OTHER_USER]),
    }
}
