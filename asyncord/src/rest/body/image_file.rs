//! Answers that are pictures.

use std::fmt;

use bytes::Bytes;

use crate::rest::{Error, ErrorKind, OperationInfo, Response, decode::FromAnswer};

/// A picture that an operation answers with.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImageFile {
    /// The media type, such as `image/png`.
    pub content_type: String,
    /// The picture.
    pub bytes: Bytes,
}

impl FromAnswer for ImageFile {
    fn from_answer(operation: &'static OperationInfo, answer: &Response) -> Result<Self, Error> {
        let content_type = answer.header("content-type").unwrap_or_default();
        if !content_type.starts_with("image/") {
            return Err(Error::new(
                ErrorKind::Decode,
                format!("the answer is no picture, but of the type `{content_type}`"),
            )
            .with_operation(operation));
        }
        Ok(Self {
            content_type: content_type.to_owned(),
            bytes: answer.body.clone(),
        })
    }
}

impl fmt::Debug for ImageFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImageFile")
            .field("content_type", &self.content_type)
            .field("size", &self.bytes.len())
            .finish()
    }
}
