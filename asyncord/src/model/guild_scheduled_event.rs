//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::ScheduledEventMarker};

/// Not written yet.
#[object]
pub struct GuildScheduledEvent {
    /// The id.
    pub id: Id<ScheduledEventMarker>,
}
