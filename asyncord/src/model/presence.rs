//! Not written yet.

use super::wire::object;

/// Not written yet.
#[object]
pub struct Presence {}

/// Not written yet.
#[object]
pub struct Activity {}
