//! The one buffer that a connection's messages are decompressed into.

use std::mem;

use super::Inflated;
use crate::gateway::socket::SocketError;

/// An empty buffer begins with this much room.
const FIRST: usize = 4 << 10;
/// An idle connection keeps no more than this.
const KEEP: usize = 16 << 10;
/// This much is kept of a message that is too large.
const EXCERPT: usize = 4 << 10;

/// The message that is under way, or the last one. One block of memory is both by turns.
pub(super) struct Scratch {
    bytes: Vec<u8>,
    text: String,
    /// How much has come of a message that is too large, of which `bytes` is the beginning.
    skipped: Option<u64>,
    keep: usize,
    read: u64,
}

impl Scratch {
    /// Keeps messages of up to `keep` bytes, and reads past those of up to `read` bytes.
    pub(super) fn new(keep: usize, read: u64) -> Self {
        Self {
            bytes: Vec::new(),
            text: String::new(),
            skipped: None,
            keep,
            read,
        }
    }

    /// Begins a message.
    pub(super) fn begin(&mut self) {
        self.bytes = mem::take(&mut self.text).into_bytes();
        self.bytes.clear();
        self.skipped = None;
    }

    /// The message so far, with room for more of it. What there is room for doubles with what has come.
    pub(super) fn room(&mut self) -> &mut Vec<u8> {
        let length = self.bytes.len();
        if length == self.bytes.capacity() {
            // The one byte more is where it shows that there is more.
            let most = self.keep.saturating_add(1).saturating_sub(length).max(1);
            let more = length.max(FIRST);
            // A last step of a few bytes would copy everything for nothing.
            let is_last = most < more.saturating_add(FIRST);
            self.bytes.reserve_exact(if is_last { most } else { more });
        }
        &mut self.bytes
    }

    /// Counts what was written behind the first `before` bytes.
    pub(super) fn wrote(&mut self, before: usize) -> Result<(), SocketError> {
        let length = self.bytes.len();
        if self.skipped.is_none() && length <= self.keep {
            return Ok(());
        }
        let total = match self.skipped {
            Some(skipped) => skipped + (length - before) as u64,
            None => length as u64,
        };
        if total > self.read {
            return Err(SocketError(format!(
                "a message came that is larger than {} bytes when decompressed",
                self.read
            )));
        }
        if self.skipped.is_none() {
            self.bytes.truncate(EXCERPT);
            self.bytes.shrink_to(KEEP);
            // From here on there is always room, into which the rest is written again and again.
            self.bytes.reserve_exact(KEEP - self.bytes.len());
        } else {
            self.bytes.truncate(before);
        }
        self.skipped = Some(total);
        Ok(())
    }

    /// Ends the message.
    pub(super) fn end(&mut self) -> Result<Inflated, SocketError> {
        let mut bytes = mem::take(&mut self.bytes);
        if let Some(skipped) = self.skipped.take() {
            let valid = match str::from_utf8(&bytes) {
                Ok(text) => text.len(),
                Err(error) => error.valid_up_to(),
            };
            bytes.truncate(valid);
            self.text = String::from_utf8(bytes).unwrap_or_default();
            return Ok(Inflated::Oversized { bytes: skipped });
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.text = text;
                Ok(Inflated::Whole)
            }
            Err(_) => Err(SocketError("a compressed message is not UTF-8".to_owned())),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Forgets the last message, and gives back memory beyond what is worth keeping.
    pub(super) fn shrink(&mut self) {
        if self.text.capacity() > KEEP {
            self.text.clear();
            self.text.shrink_to(KEEP);
        }
    }
}
