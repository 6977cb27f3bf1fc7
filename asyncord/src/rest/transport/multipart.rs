//! Bodies of the type `multipart/form-data` (RFC 7578), which are made while they are sent.

use std::{
    collections::VecDeque,
    fmt::Write,
    io,
    path::Path,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
};

use ::http::HeaderValue;
use bytes::{Bytes, BytesMut};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use super::{Failure, File, FileContent, TransportError, payload::ByteStream};

/// How much of a file of this machine is read at a time: each time costs a hop to another thread.
const READ: usize = 64 * 1024;

/// A form on its way.
pub(crate) struct Multipart {
    boundary: String,
    pieces: VecDeque<Piece>,
    /// How many bytes are still to be sent, where all sizes are known.
    left: Option<u64>,
    flaw: Flaw,
}

enum Piece {
    Bytes(Bytes),
    Stream {
        filename: String,
        stream: ByteStream,
        /// How many bytes must still come, if that was said.
        left: Option<u64>,
    },
}

/// What was wrong with a file that broke a request off; hyper tells only that something was.
#[derive(Clone, Default)]
pub(crate) struct Flaw(Arc<OnceLock<(String, io::Error)>>);

impl Flaw {
    pub(crate) fn explain(&self) -> Option<TransportError> {
        let (filename, error) = self.0.get()?;
        // The error itself stays where it is, behind the `Arc`.
        let source = io::Error::new(error.kind(), error.to_string());
        Some(unsendable(
            filename,
            "cannot be read to its end",
            Some(source),
        ))
    }
}

/// A file that cannot be sent.
fn unsendable(filename: &str, what: &str, source: Option<io::Error>) -> TransportError {
    TransportError {
        failure: Failure::Invalid,
        message: format!("the file `{filename}` {what}"),
        source: source.map(Into::into),
    }
}

impl Multipart {
    /// Opens all files, so that one that cannot be read is told before anything is sent.
    pub(crate) async fn open(
        json: Option<&Bytes>,
        fields: &[(&'static str, String)],
        files: &[File],
    ) -> Result<Self, TransportError> {
        let mut form = Builder::new();
        if let Some(json) = json {
            form.begin("payload_json", None, Some("application/json"));
            form.bytes(json.clone());
        }
        for (name, value) in fields {
            form.begin(name, None, None);
            form.text.extend_from_slice(value.as_bytes());
        }
        for file in files {
            form.file(file).await?;
        }
        Ok(form.end())
    }

    /// The value of the header `Content-Type`.
    pub(crate) fn content_type(&self) -> HeaderValue {
        let text = format!("multipart/form-data; boundary={}", self.boundary);
        HeaderValue::try_from(text).expect("a boundary is made of digits")
    }

    /// Where to look when the request fails.
    pub(crate) fn flaw(&self) -> Flaw {
        self.flaw.clone()
    }

    pub(super) fn left(&self) -> Option<u64> {
        self.left
    }

    pub(super) fn is_over(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The next bytes to send.
    pub(super) fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let piece = ready!(self.poll_pieces(cx));
        match &piece {
            Some(Ok(bytes)) => {
                if let Some(left) = &mut self.left {
                    *left = left.saturating_sub(bytes.len() as u64);
                }
            }
            Some(Err(_)) => self.pieces.clear(),
            None => {}
        }
        Poll::Ready(piece)
    }

    fn poll_pieces(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let Some(piece) = self.pieces.front_mut() else {
                return Poll::Ready(None);
            };
            match piece {
                Piece::Bytes(bytes) => {
                    let bytes = std::mem::take(bytes);
                    self.pieces.pop_front();
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Piece::Stream {
                    filename,
                    stream,
                    left,
                } => match ready!(next(stream, left, cx)) {
                    None => drop(self.pieces.pop_front()),
                    Some(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                    Some(Err(error)) => {
                        let told = io::Error::from(error.kind());
                        let _ = self.flaw.0.set((std::mem::take(filename), error));
                        return Poll::Ready(Some(Err(told)));
                    }
                },
            }
        }
    }
}

/// The next bytes of a stream, which must be as many in the end as was said.
fn next(
    stream: &mut ByteStream,
    left: &mut Option<u64>,
    cx: &mut Context<'_>,
) -> Poll<Option<io::Result<Bytes>>> {
    let next = match (ready!(stream.as_mut().poll_next(cx)), left) {
        (Some(Ok(bytes)), Some(left)) => match left.checked_sub(bytes.len() as u64) {
            Some(rest) => {
                *left = rest;
                Some(Ok(bytes))
            }
            None => Some(Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "there are more bytes than the size that was given",
            ))),
        },
        (None, Some(1..)) => Some(Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "there are fewer bytes than the size that was given",
        ))),
        (next, _) => next,
    };
    Poll::Ready(next)
}

/// A form that is put together.
struct Builder {
    boundary: String,
    pieces: VecDeque<Piece>,
    /// What stands between the contents, until the next of them comes.
    text: BytesMut,
    size: Option<u64>,
    is_first: bool,
}

impl Builder {
    fn new() -> Self {
        Self {
            // 256 bits: no content has it by accident, and none can guess it.
            boundary: format!("{:032x}{:032x}", fastrand::u128(..), fastrand::u128(..)),
            pieces: VecDeque::new(),
            text: BytesMut::new(),
            size: Some(0),
            is_first: true,
        }
    }

    /// Begins a part.
    fn begin(&mut self, name: &str, filename: Option<&str>, content_type: Option<&str>) {
        let line_break = if self.is_first { "" } else { "\r\n" };
        self.is_first = false;
        let mut head = format!(
            "{line_break}--{}\r\nContent-Disposition: form-data; name=\"",
            self.boundary
        );
        quote(&mut head, name);
        if let Some(filename) = filename {
            head.push_str("\"; filename=\"");
            quote(&mut head, filename);
        }
        head.push('"');
        if let Some(content_type) = content_type {
            head.push_str("\r\nContent-Type: ");
            head.push_str(content_type);
        }
        head.push_str("\r\n\r\n");
        self.text.extend_from_slice(head.as_bytes());
    }

    async fn file(&mut self, file: &File) -> Result<(), TransportError> {
        let content_type = file.content_type.as_deref();
        if content_type.is_some_and(|content_type| !is_content_type(content_type)) {
            let what = "has a content type that is none";
            return Err(unsendable(&file.filename, what, None));
        }
        self.begin(&file.part, Some(&file.filename), content_type);
        match &file.content {
            FileContent::Bytes(bytes) => self.bytes(bytes.clone()),
            FileContent::Path(path) => {
                let (stream, size) = open(path).await.map_err(|error| {
                    let what = format!("cannot be read from {}", path.display());
                    unsendable(&file.filename, &what, Some(error))
                })?;
                self.stream(file, stream, Some(size));
            }
            FileContent::Stream(stream) => {
                let stream = stream.take().ok_or_else(|| {
                    let what = "is a stream that was sent before, and cannot be sent again";
                    unsendable(&file.filename, what, None)
                })?;
                self.stream(file, stream, file.content.size());
            }
        }
        Ok(())
    }

    fn bytes(&mut self, bytes: Bytes) {
        self.flush();
        self.push(bytes);
    }

    fn stream(&mut self, file: &File, stream: ByteStream, size: Option<u64>) {
        self.flush();
        self.size = self.size.zip(size).map(|(sum, size)| sum + size);
        self.pieces.push_back(Piece::Stream {
            filename: file.filename.clone(),
            stream,
            left: size,
        });
    }

    fn flush(&mut self) {
        let text = self.text.split().freeze();
        self.push(text);
    }

    fn push(&mut self, bytes: Bytes) {
        if !bytes.is_empty() {
            self.size = self.size.map(|sum| sum + bytes.len() as u64);
            self.pieces.push_back(Piece::Bytes(bytes));
        }
    }

    fn end(mut self) -> Multipart {
        let line_break = if self.is_first { "" } else { "\r\n" };
        let end = format!("{line_break}--{}--\r\n", self.boundary);
        self.text.extend_from_slice(end.as_bytes());
        self.flush();
        Multipart {
            boundary: self.boundary,
            pieces: self.pieces,
            left: self.size,
            flaw: Flaw::default(),
        }
    }
}

/// A file of this machine as it is now: what others append while it is sent is left out.
async fn open(path: &Path) -> io::Result<(ByteStream, u64)> {
    let opened = tokio::fs::File::open(path).await?;
    let size = opened.metadata().await?.len();
    let stream = ReaderStream::with_capacity(opened.take(size), READ);
    Ok((Box::pin(stream), size))
}

/// Appends a name as it may stand between quotation marks.
///
/// All but ASCII stands there as it is, as browsers send it; line breaks and other control characters would end
/// the header, and are percent-encoded.
fn quote(text: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            character if character.is_ascii_control() => {
                let _ = write!(text, "%{:02X}", u32::from(character));
            }
            character => text.push(character),
        }
    }
}

/// Whether it is `type/subtype`, maybe with parameters, and ends no header.
fn is_content_type(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let media_type = text.split(';').next().unwrap_or_default().trim_end();
    let is_media_type = media_type
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype));
    is_media_type && text.chars().all(|character| !character.is_control())
}

#[cfg(test)]
mod tests;
