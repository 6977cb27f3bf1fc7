//! The users for whom alone an invite is.

use super::super::{Text, Timestamp, wire::object};

/// How far Discord is with a list of users for whom alone an invite is.
///
/// Discord docs: Invite/Get Target Users Job Status.
#[object]
pub struct TargetUsersJobStatus {
    /// How far it is.
    #[wire(or_default)]
    pub status: TargetUsersJobStatusType,
    /// How many users the list has.
    pub total_users: u32,
    /// How many of them were looked at.
    pub processed_users: u32,
    /// When the list was given.
    pub created_at: Option<Timestamp>,
    /// When all was done.
    pub completed_at: Option<Timestamp>,
    /// What is wrong with the list; only where it failed.
    pub error_message: Option<Text>,
}

open_enum! {
    /// How far Discord is with a list of users.
    ///
    /// Discord docs: Invite/Get Target Users Job Status.
    pub enum TargetUsersJobStatusType {
        /// Not told.
        Unspecified = 0 => "UNSPECIFIED",
        /// It looks at them.
        Processing = 1 => "PROCESSING",
        /// All were taken.
        Completed = 2 => "COMPLETED",
        /// The list was not taken.
        Failed = 3 => "FAILED",
    }
}

impl Default for TargetUsersJobStatusType {
    /// Not told.
    fn default() -> Self {
        Self::Unspecified
    }
}
