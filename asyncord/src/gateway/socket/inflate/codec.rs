//! The formats: one step of decompression each.

use flate2::{Decompress, FlushDecompress, Status};
use zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer};

use crate::gateway::socket::{Compression, SocketError};

/// The largest window a zstd frame may ask for, as a power of two: 8 MiB, what every decoder is to support.
const WINDOW_LOG_MAX: u32 = 23;

pub(super) enum Codec {
    /// Nothing compressed was asked for.
    None,
    /// A zlib stream for all messages.
    Zlib(Decompress),
    /// A zlib stream for each message.
    ZlibEach(Decompress),
    /// A zstd stream for all messages.
    Zstd(DCtx<'static>),
}

impl Codec {
    pub(super) fn new(compression: Compression) -> Result<Self, SocketError> {
        Ok(match compression {
            Compression::None => Self::None,
            Compression::ZlibStream => Self::Zlib(Decompress::new(true)),
            Compression::Payload => Self::ZlibEach(Decompress::new(true)),
            Compression::ZstdStream => {
                let failed = |what| SocketError(format!("zstd cannot be set up: {what}"));
                let mut context = DCtx::try_create().ok_or_else(|| failed("no memory"))?;
                context
                    .set_parameter(DParameter::WindowLogMax(WINDOW_LOG_MAX))
                    .map_err(|code| failed(zstd_safe::get_error_name(code)))?;
                Self::Zstd(context)
            }
        })
    }

    /// Whether messages end where the data says so, rather than with the piece they came in.
    pub(super) fn has_suffix(&self) -> bool {
        matches!(self, Self::Zlib(_))
    }

    /// Decompresses into the room that `output` has, and tells whether the stream has ended.
    pub(super) fn step(
        &mut self,
        input: &mut &[u8],
        output: &mut Vec<u8>,
    ) -> Result<bool, SocketError> {
        match self {
            Self::None => Err(SocketError(
                "a binary message came, although no compression was asked for".to_owned(),
            )),
            Self::Zlib(stream) | Self::ZlibEach(stream) => {
                let before = stream.total_in();
                let status = stream.decompress_vec(input, output, FlushDecompress::Sync);
                let read = usize::try_from(stream.total_in() - before).unwrap_or(usize::MAX);
                *input = input.get(read..).unwrap_or_default();
                match status {
                    Ok(status) => Ok(status == Status::StreamEnd),
                    Err(error) => Err(self.error(error.message().unwrap_or("corrupt data"))),
                }
            }
            Self::Zstd(context) => {
                let mut source = InBuffer::around(input);
                let filled = output.len();
                let result = context
                    .decompress_stream(&mut OutBuffer::around_pos(output, filled), &mut source);
                *input = &input[source.pos()..];
                match result {
                    // Another frame may follow, so that its end means nothing.
                    Ok(_) => Ok(false),
                    Err(code) => Err(self.error(zstd_safe::get_error_name(code))),
                }
            }
        }
    }

    /// Checks what is left of a piece of data, and whether the stream had to end with it.
    pub(super) fn check_end(&mut self, rest: &[u8], ended: bool) -> Result<(), SocketError> {
        match self {
            Self::ZlibEach(_) if !ended => Err(self.error("the data is cut off")),
            Self::ZlibEach(_) if !rest.is_empty() => Err(self.error("data follows its end")),
            Self::ZlibEach(stream) => {
                stream.reset(true);
                Ok(())
            }
            Self::Zlib(_) if ended => Err(self.error("it has ended before the connection")),
            _ => Ok(()),
        }
    }

    pub(super) fn error(&self, what: &str) -> SocketError {
        let name = match self {
            Self::None => "a binary message",
            Self::Zlib(_) => "the zlib stream",
            Self::ZlibEach(_) => "a payload compressed with zlib",
            Self::Zstd(_) => "the zstd stream",
        };
        SocketError(format!("{name} cannot be decompressed: {what}"))
    }

    #[cfg(test)]
    pub(super) fn foreign_bytes(&self) -> usize {
        match self {
            Self::Zstd(context) => context.sizeof(),
            _ => 0,
        }
    }
}
