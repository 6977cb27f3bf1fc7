//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::EntitlementMarker};

/// Not written yet.
#[object]
pub struct Entitlement {
    /// The id.
    pub id: Id<EntitlementMarker>,
}
