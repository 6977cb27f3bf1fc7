//! Who makes a change, and why.

use super::ids::UserId;

/// A user who does something, with what the audit log is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    pub(crate) user: UserId,
    /// `X-Audit-Log-Reason`.
    pub(crate) reason: Option<String>,
}

impl From<UserId> for Actor {
    fn from(user: UserId) -> Self {
        Self { user, reason: None }
    }
}
