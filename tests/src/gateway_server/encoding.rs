//! Compression, as the address or Identify asks for it.

use flate2::{Compress, Compression, FlushCompress};
use zstd_safe::{CCtx, InBuffer, OutBuffer, zstd_sys::ZSTD_EndDirective};

use super::wire::{self, BINARY, TEXT};

/// What clients shall ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compressed {
    /// Nothing is compressed.
    #[default]
    Never,
    /// Each payload by itself, as Identify asks for it.
    Payloads,
    /// One zlib stream, as the address asks for it.
    ZlibStream,
    /// One zstd stream, as the address asks for it.
    ZstdStream,
}

impl Compressed {
    /// The value of the address' `compress`.
    pub fn query(self) -> Option<&'static str> {
        match self {
            Self::Never | Self::Payloads => None,
            Self::ZlibStream => Some("zlib-stream"),
            Self::ZstdStream => Some("zstd-stream"),
        }
    }
}

/// How payloads become messages on one connection.
pub(super) enum Encoding {
    Plain,
    /// Every other payload, as Discord does not compress all of them either.
    Payload {
        next: bool,
    },
    ZlibStream(Box<Compress>),
    ZstdStream(Box<CCtx<'static>>),
}

impl Encoding {
    /// What a query's `compress` asks for.
    pub(super) fn of_transport(name: Option<&str>) -> Self {
        match name {
            Some("zlib-stream") => {
                Self::ZlibStream(Box::new(Compress::new(Compression::fast(), true)))
            }
            Some("zstd-stream") => Self::ZstdStream(Box::new(CCtx::create())),
            _ => Self::Plain,
        }
    }

    /// The frame of one payload.
    pub(super) fn frame(&mut self, text: &str) -> Vec<u8> {
        let (opcode, bytes) = self.message(text);
        wire::frame(opcode, &bytes)
    }

    /// The frame of one payload of which the second half is missing, while the frame itself is whole.
    pub(super) fn truncated(&mut self, text: &str) -> Vec<u8> {
        let (opcode, bytes) = self.message(text);
        wire::frame(opcode, &bytes[..bytes.len() / 2])
    }

    fn message(&mut self, text: &str) -> (u8, Vec<u8>) {
        match self {
            Self::Plain => (TEXT, text.into()),
            Self::Payload { next } => {
                *next = !*next;
                if *next {
                    let mut compress = Compress::new(Compression::fast(), true);
                    let bytes = deflate(&mut compress, text, FlushCompress::Finish);
                    (BINARY, bytes)
                } else {
                    (TEXT, text.into())
                }
            }
            Self::ZlibStream(compress) => (BINARY, deflate(compress, text, FlushCompress::Sync)),
            Self::ZstdStream(context) => (BINARY, zstd(context, text)),
        }
    }
}

fn deflate(compress: &mut Compress, text: &str, flush: FlushCompress) -> Vec<u8> {
    // Room for all of it at once: a flush that is called twice would write its mark twice.
    let mut bytes = Vec::with_capacity(text.len() + text.len() / 8 + 1024);
    compress
        .compress_vec(text.as_bytes(), &mut bytes, flush)
        .expect("the state is sound");
    assert!(bytes.len() < bytes.capacity(), "all of it is written");
    bytes
}

fn zstd(context: &mut CCtx<'_>, text: &str) -> Vec<u8> {
    let mut input = InBuffer::around(text.as_bytes());
    let mut bytes = Vec::new();
    let mut room = [0; 16 << 10];
    loop {
        let mut output = OutBuffer::around(&mut room[..]);
        let left = context
            .compress_stream2(&mut output, &mut input, ZSTD_EndDirective::ZSTD_e_flush)
            .map_err(zstd_safe::get_error_name)
            .expect("the state is sound");
        bytes.extend(output.as_slice());
        if left == 0 {
            return bytes;
        }
    }
}
