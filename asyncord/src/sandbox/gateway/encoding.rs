//! How payloads go over the wire: as text, or through one compressor that lasts as long as the connection.
//!
//! Discord docs: Gateway/Transport Compression, Gateway/Payload Compression.

use std::io::{self, Write as _};

use axum::extract::ws::Message;
use flate2::{Compress, Compression, FlushCompress, write::ZlibEncoder};
use zstd_safe::{CCtx, InBuffer, OutBuffer, zstd_sys::ZSTD_EndDirective};

/// By how much an output buffer grows when it is full.
const ROOM: usize = 4096;
/// From this size on a payload is compressed for itself.
const WORTH_IT: usize = 1024;

/// What a client asks for by `compress=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    ZlibStream,
    ZstdStream,
}

impl Encoding {
    pub(super) fn parse(compress: Option<&str>) -> Option<Self> {
        match compress {
            None => Some(Self::Plain),
            Some("zlib-stream") => Some(Self::ZlibStream),
            Some("zstd-stream") => Some(Self::ZstdStream),
            Some(_) => None,
        }
    }

    pub(super) fn encoder(self) -> Encoder {
        match self {
            Self::Plain => Encoder::Plain,
            Self::ZlibStream => Encoder::Zlib(Compress::new(Compression::fast(), true)),
            Self::ZstdStream => Encoder::Zstd(CCtx::create()),
        }
    }
}

/// The sending side of one connection.
pub(super) enum Encoder {
    Plain,
    Zlib(Compress),
    Zstd(CCtx<'static>),
}

impl Encoder {
    /// Makes a message of a payload; the client can read it as soon as it has it.
    pub(super) fn encode(&mut self, text: String) -> io::Result<Message> {
        let bytes = match self {
            Self::Plain => return Ok(Message::Text(text.into())),
            Self::Zlib(compress) => zlib(compress, text.as_bytes())?,
            Self::Zstd(context) => zstd(context, text.as_bytes())?,
        };
        Ok(Message::Binary(bytes.into()))
    }
}

/// Makes a message of a payload for a client that takes compressed ones beside others: of a small one
/// the text.
pub(super) fn compressed_alone(text: String) -> io::Result<Message> {
    if text.len() < WORTH_IT {
        return Ok(Message::Text(text.into()));
    }
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(text.len() / 2), Compression::fast());
    encoder.write_all(text.as_bytes())?;
    Ok(Message::Binary(encoder.finish()?.into()))
}

fn zlib(compress: &mut Compress, mut input: &[u8]) -> io::Result<Vec<u8>> {
    let mut output = Vec::with_capacity(input.len() / 2 + ROOM);
    loop {
        let before = compress.total_in();
        compress.compress_vec(input, &mut output, FlushCompress::Sync)?;
        let read = usize::try_from(compress.total_in() - before).unwrap_or(input.len());
        input = &input[read..];
        // Room left over means that everything is out.
        if input.is_empty() && output.len() < output.capacity() {
            return Ok(output);
        }
        output.reserve(ROOM);
    }
}

fn zstd(context: &mut CCtx<'static>, input: &[u8]) -> io::Result<Vec<u8>> {
    let mut output = Vec::with_capacity(input.len() / 2 + ROOM);
    let mut input = InBuffer::around(input);
    loop {
        let at = output.len();
        let left = {
            let mut buffer = OutBuffer::around_pos(&mut output, at);
            context
                .compress_stream2(&mut buffer, &mut input, ZSTD_EndDirective::ZSTD_e_flush)
                .map_err(|code| io::Error::other(zstd_safe::get_error_name(code)))?
        };
        if left == 0 {
            return Ok(output);
        }
        output.reserve(left.max(ROOM));
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::ws::Message;
    use flate2::{Decompress, FlushDecompress};
    use zstd_safe::{DCtx, InBuffer, OutBuffer};

    use std::io::Read as _;

    use super::{Encoding, WORTH_IT, compressed_alone};

    /// Compressible and not, short and longer than any buffer.
    fn payloads() -> Vec<String> {
        let mut noise = fastrand::Rng::with_seed(7);
        vec![
            "{}".to_owned(),
            "x".repeat(200_000),
            (0..100_000).map(|_| noise.alphanumeric()).collect(),
            "the end".to_owned(),
        ]
    }

    fn binary(message: Message) -> Vec<u8> {
        match message {
            Message::Binary(bytes) => bytes.to_vec(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn zlib_goes_on_over_messages_and_ends_each_with_a_flush() {
        let mut encoder = Encoding::ZlibStream.encoder();
        let mut decompress = Decompress::new(true);
        for text in payloads() {
            let bytes = binary(encoder.encode(text.clone()).unwrap());
            assert!(bytes.ends_with(&[0, 0, 0xFF, 0xFF]));
            let mut out = Vec::with_capacity(text.len() + 1024);
            decompress
                .decompress_vec(&bytes, &mut out, FlushDecompress::Sync)
                .unwrap();
            assert!(out == text.as_bytes());
        }
    }

    #[test]
    fn a_large_payload_is_a_zlib_stream_of_its_own() {
        assert_eq!(
            compressed_alone("{}".to_owned()).unwrap(),
            Message::Text("{}".into())
        );
        for text in [WORTH_IT, 200_000].map(|size| "x".repeat(size)) {
            let bytes = binary(compressed_alone(text.clone()).unwrap());
            let mut out = String::new();
            flate2::read::ZlibDecoder::new(&*bytes)
                .read_to_string(&mut out)
                .unwrap();
            assert!(out == text);
        }
    }

    #[test]
    fn zstd_goes_on_over_messages() {
        let mut encoder = Encoding::ZstdStream.encoder();
        let mut context = DCtx::create();
        for text in payloads() {
            let bytes = binary(encoder.encode(text.clone()).unwrap());
            let mut out = Vec::with_capacity(text.len() + 1024);
            let mut input = InBuffer::around(&bytes);
            while input.pos() < bytes.len() {
                let at = out.len();
                let mut buffer = OutBuffer::around_pos(&mut out, at);
                context.decompress_stream(&mut buffer, &mut input).unwrap();
            }
            assert!(out == text.as_bytes());
        }
    }
}
