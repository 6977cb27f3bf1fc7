//! Invites that are for some users alone. Discord docs: Invite/Target Users.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    super::{
        Changed, Refusal, Store,
        bits::permission,
        ids::{UserId, iso},
    },
    Targets,
};

/// The list has been read: it always has, as the sandbox reads it at once.
const COMPLETED: u8 = 2;

impl Store {
    /// Whom an invite is for, for its inviter and those who manage the guild or read its audit log.
    pub(crate) fn invite_targets(&self, code: &str, user: UserId) -> Result<&Targets, Refusal> {
        self.check_own_invite(code, user, permission::VIEW_AUDIT_LOG)?;
        self.invite(code)?
            .targets
            .as_ref()
            .ok_or(Refusal::UNKNOWN_TARGET_USERS)
    }

    /// What has become of the list of users.
    pub(crate) fn invite_targets_job(&self, code: &str, user: UserId) -> Result<Value, Refusal> {
        self.check_own_invite(code, user, permission::VIEW_AUDIT_LOG)?;
        let targets = self.invite(code)?.targets.as_ref();
        let targets = targets.ok_or(Refusal::UNKNOWN_TARGET_USERS_JOB)?;
        Ok(json!({
            "status": COMPLETED,
            "total_users": targets.users.len(),
            "processed_users": targets.users.len(),
            "created_at": iso(targets.uploaded_at),
            "completed_at": iso(targets.uploaded_at),
            "error_message": null,
        }))
    }

    /// Makes an invite one for other users.
    pub(crate) fn set_invite_targets(
        &mut self,
        code: &str,
        user: UserId,
        users: BTreeSet<UserId>,
    ) -> Result<Changed<()>, Refusal> {
        self.check_own_invite(code, user, 0)?;
        let uploaded_at = self.clock.now();
        let invite = self.invites.get_mut(code).ok_or(Refusal::UNKNOWN_INVITE)?;
        invite.targets = Some(Targets { users, uploaded_at });
        Ok(Changed::nothing(()))
    }

    /// Checks that an invite is a user's own, or that it may see to it otherwise.
    fn check_own_invite(&self, code: &str, user: UserId, or: u64) -> Result<(), Refusal> {
        let invite = self.invite(code)?;
        if invite.inviter_id == Some(user) {
            return Ok(());
        }
        let has = self
            .guild_for(invite.guild_id, user)
            .map_err(|_| Refusal::MISSING_ACCESS)?
            .permissions(user, self.clock.now());
        if has & (permission::MANAGE_GUILD | or) != 0 {
            return Ok(());
        }
        Err(Refusal::needs(
            permission::MANAGE_GUILD,
            "the invite's guild",
        ))
    }
}
