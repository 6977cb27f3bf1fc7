//! Keeps the memory of one large frame from staying with an idle connection.

use std::ops::RangeInclusive;

use tokio_tungstenite::tungstenite::Bytes;

/// How far the next payload may stand behind the last one in the same block: a header is in between.
const HEADER: RangeInclusive<usize> = 0..=14;

/// The block of memory that a large frame was read into, for as long as tungstenite reads into it too.
///
/// tungstenite takes a block over again for its next reads as soon as nobody else holds it, however large
/// it is. While it is held here, tungstenite has to take a new and small one.
#[derive(Default)]
pub(super) struct LargeBlock {
    held: Option<Bytes>,
    /// Where the last payload in it ends.
    end: usize,
}

impl LargeBlock {
    /// A payload came; those of at least `large` bytes have a block worth holding.
    pub(super) fn follow(&mut self, payload: &Bytes, large: usize) {
        let start = payload.as_ptr().addr();
        if payload.len() >= large {
            self.held = Some(payload.clone());
        } else if self.held.is_none() || payload.is_empty() {
            return;
        } else if !HEADER.contains(&start.wrapping_sub(self.end)) {
            // Reads go to another block now.
            self.held = None;
        }
        self.end = start + payload.len();
    }
}
