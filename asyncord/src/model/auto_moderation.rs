//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::AutoModerationRuleMarker};

/// Not written yet.
#[object]
pub struct AutoModerationRule {
    /// The id.
    pub id: Id<AutoModerationRuleMarker>,
}

/// Not written yet.
#[object]
pub struct AutoModerationAction {}
