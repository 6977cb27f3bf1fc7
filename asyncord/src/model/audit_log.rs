//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::AuditLogEntryMarker};

/// Not written yet.
#[object]
pub struct AuditLogEntry {
    /// The id.
    pub id: Id<AuditLogEntryMarker>,
}
