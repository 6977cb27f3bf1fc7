//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::StickerMarker};

/// Not written yet.
#[object]
pub struct Sticker {
    /// The id.
    pub id: Id<StickerMarker>,
}

/// Not written yet.
#[object]
pub struct StickerItem {
    /// The id.
    pub id: Id<StickerMarker>,
}
