//! Not written yet.

use super::wire::tagged;

/// Not written yet.
#[tagged(key = "type")]
pub enum Component {}
