//! Makes texts of compressed messages, within bounds on memory and work.

use self::{codec::Codec, scratch::Scratch};
use super::{Compression, MAX_MESSAGE, SocketError};

mod codec;
mod scratch;
#[cfg(test)]
mod tests;

/// What ends each message of a zlib stream: an empty stored block, as a flush writes it.
const ZLIB_SUFFIX: u32 = 0x0000_FFFF;

/// What a compressed message may grow to.
#[derive(Clone, Copy)]
struct Limits {
    /// Up to here it is kept.
    keep: usize,
    /// Up to here it is read past, so that the messages behind it can be read; larger ones are an error.
    read: u64,
    /// How much may come for one message.
    input: usize,
}

impl Limits {
    const DISCORD: Self = Self {
        keep: MAX_MESSAGE,
        read: 1 << 30,
        input: MAX_MESSAGE,
    };
}

/// What a piece of compressed data has led to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inflated {
    /// The message goes on with the next piece.
    Part,
    /// A message is there.
    Whole,
    /// The beginning of a message that was too large to be kept is there.
    Oversized {
        /// How long it was.
        bytes: u64,
    },
}

/// The decompressor of one connection. After an error it is of no more use.
pub(super) struct Inflate {
    codec: Codec,
    scratch: Scratch,
    limits: Limits,
    /// How much has come of the message that is under way.
    taken: usize,
    /// Its last four bytes so far.
    tail: u32,
}

impl Inflate {
    pub(super) fn new(compression: Compression) -> Result<Self, SocketError> {
        Self::with_limits(compression, Limits::DISCORD)
    }

    fn with_limits(compression: Compression, limits: Limits) -> Result<Self, SocketError> {
        Ok(Self {
            codec: Codec::new(compression)?,
            scratch: Scratch::new(limits.keep, limits.read),
            limits,
            taken: 0,
            tail: u32::MAX,
        })
    }

    /// Decompresses what a binary message holds.
    pub(super) fn take_in(&mut self, mut input: &[u8]) -> Result<Inflated, SocketError> {
        if self.taken == 0 {
            self.scratch.begin();
        }
        self.taken = self.taken.saturating_add(input.len());
        if self.taken > self.limits.input {
            return Err(SocketError(format!(
                "a compressed message of more than {} bytes came",
                self.limits.input
            )));
        }
        let whole = self.ends_message(input);
        loop {
            let room = self.scratch.room();
            let (left, before) = (input.len(), room.len());
            let ended = self.codec.step(&mut input, room)?;
            let moved = input.len() < left || room.len() > before;
            let is_full = room.len() == room.capacity();
            self.scratch.wrote(before)?;
            // Room left over means that everything is out.
            if ended || (input.is_empty() && !is_full) {
                self.codec.check_end(input, ended)?;
                break;
            }
            if !moved {
                return Err(self.codec.error("it does not go on"));
            }
        }
        if !whole {
            return Ok(Inflated::Part);
        }
        self.taken = 0;
        self.tail = u32::MAX;
        self.scratch.end()
    }

    fn ends_message(&mut self, input: &[u8]) -> bool {
        if !self.codec.has_suffix() {
            return true;
        }
        // The suffix may be split over pieces.
        for &byte in &input[input.len().saturating_sub(4)..] {
            self.tail = self.tail << 8 | u32::from(byte);
        }
        self.tail == ZLIB_SUFFIX
    }

    /// The last message, or its beginning.
    pub(super) fn text(&self) -> &str {
        self.scratch.text()
    }

    /// Gives back the memory that a large message needed; its text is gone then.
    pub(super) fn shrink(&mut self) {
        if self.taken == 0 {
            self.scratch.shrink();
        }
    }

    /// What the codec holds besides Rust's memory.
    #[cfg(test)]
    fn foreign_bytes(&self) -> usize {
        self.codec.foreign_bytes()
    }
}
