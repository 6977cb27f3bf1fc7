//! The ways in which payloads come over a connection.

/// How Discord's payloads come over the connection.
///
/// Discord docs: Gateway/Encoding and Compression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// One zstd stream as long as the connection: the least traffic, and 2.6 MB of memory for each connection.
    #[default]
    ZstdStream,
    /// One zlib stream as long as the connection: tens of kB of memory.
    ZlibStream,
    /// Each large payload compressed by itself, with zlib.
    Payload,
    /// Plain text: the most traffic and the least memory.
    None,
}

impl Compression {
    /// The value of the address' `compress` parameter.
    pub(in crate::gateway) fn query(self) -> Option<&'static str> {
        match self {
            Self::ZstdStream => Some("zstd-stream"),
            Self::ZlibStream => Some("zlib-stream"),
            Self::Payload | Self::None => None,
        }
    }

    /// Whether Identify asks for compression of the payloads.
    pub(in crate::gateway) fn is_per_payload(self) -> bool {
        self == Self::Payload
    }
}
