//! What a request carries.

use std::{
    fmt,
    path::PathBuf,
    pin::Pin,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use futures_util::Stream;

/// What a request carries. Clones share the bytes.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    None,
    Json(Bytes),
    /// Of the type `application/x-www-form-urlencoded`.
    Form(Bytes),
    Multipart {
        json: Option<Bytes>,
        fields: Vec<(&'static str, String)>,
        files: Vec<File>,
    },
}

/// A file to upload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct File {
    /// The name of the part: `files[0]`.
    pub(crate) part: String,
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) content: FileContent,
}

/// Where the bytes of a file come from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FileContent {
    Bytes(Bytes),
    /// Read when it is sent, not before.
    Path(PathBuf),
    Stream(FileStream),
}

impl FileContent {
    /// How many bytes there are, where that is known without reading.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Path(_) => None,
            Self::Stream(stream) => stream.size,
        }
    }

    /// Whether it can be sent a second time.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Stream(_))
    }
}

pub(super) type ByteStream = Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send>>;

/// Bytes that come while they are sent; they can be taken once.
#[derive(Clone)]
pub(crate) struct FileStream {
    stream: Arc<Mutex<Option<ByteStream>>>,
    size: Option<u64>,
}

impl FileStream {
    pub(crate) fn new(
        stream: impl Stream<Item = std::io::Result<Bytes>> + Send + 'static,
        size: Option<u64>,
    ) -> Self {
        Self {
            stream: Arc::new(Mutex::new(Some(Box::pin(stream)))),
            size,
        }
    }

    /// The stream, unless it was taken before.
    pub(crate) fn take(&self) -> Option<ByteStream> {
        crate::lock(&self.stream).take()
    }
}

impl PartialEq for FileStream {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stream, &other.stream)
    }
}

impl fmt::Debug for FileStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStream")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Payload {
    /// Whether it can be sent a second time.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Self::Multipart { files, .. } => files.iter().all(|file| file.content.is_repeatable()),
            Self::None | Self::Json(_) | Self::Form(_) => true,
        }
    }

    /// The JSON that is sent, for tests.
    #[cfg(test)]
    pub(crate) fn json(&self) -> Option<serde_json::Value> {
        match self {
            Self::None | Self::Form(_) => None,
            Self::Json(json) => serde_json::from_slice(json).ok(),
            Self::Multipart { json, .. } => serde_json::from_slice(json.as_ref()?).ok(),
        }
    }
}
