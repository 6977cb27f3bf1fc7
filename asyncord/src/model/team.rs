//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::TeamMarker};

/// Not written yet.
#[object]
pub struct Team {
    /// The id.
    pub id: Id<TeamMarker>,
}
