//! Not written yet.

use super::wire::object;

/// Not written yet.
#[object]
pub struct Integration {}
