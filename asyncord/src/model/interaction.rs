//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::InteractionMarker};

/// Not written yet.
#[object]
pub struct Interaction {
    /// The id.
    pub id: Id<InteractionMarker>,
}
