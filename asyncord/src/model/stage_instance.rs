//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::StageInstanceMarker};

/// Not written yet.
#[object]
pub struct StageInstance {
    /// The id.
    pub id: Id<StageInstanceMarker>,
}
