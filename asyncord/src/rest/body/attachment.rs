//! Files to upload.

use std::fmt;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::rest::{check::Faults, transport::File};

/// A file to be sent with a message.
///
/// An embed shows it by the address `attachment://` and the file's name.
///
/// ```
/// use asyncord::rest::body::NewAttachment;
///
/// let chart = NewAttachment::new("chart.svg", "<svg/>")
///     .description("sales by month")
///     .content_type("image/svg+xml");
/// ```
///
/// Discord docs: API Reference/Uploading Files.
#[derive(Clone, PartialEq)]
pub struct NewAttachment {
    filename: String,
    bytes: Bytes,
    description: Option<String>,
    content_type: Option<String>,
    spoiler: bool,
}

impl NewAttachment {
    /// A file of these bytes, up to 10 MiB, more in boosted guilds.
    pub fn new(filename: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            filename: filename.into(),
            bytes: bytes.into(),
            description: None,
            content_type: None,
            spoiler: false,
        }
    }

    /// Describes it for those who cannot see it, up to 1,024 characters.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets the media type, such as `image/png`; Discord guesses it by the name otherwise.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Whether it is hidden until clicked.
    pub fn spoiler(mut self, spoiler: bool) -> Self {
        self.spoiler = spoiler;
        self
    }

    pub(super) fn check(&self, index: usize, faults: &mut Faults) {
        let path = format!("attachments[{index}]");
        faults.characters(format_args!("{path}.filename"), &self.filename, 1..=1024);
        if self.filename.contains(['\r', '\n', '\0']) {
            faults.add(
                format!("{path}.filename"),
                "BASE_TYPE_BAD_VALUE",
                "a file's name is one line",
            );
        }
        if let Some(description) = &self.description {
            faults.characters(format_args!("{path}.description"), description, 0..=1024);
        }
        if let Some(content_type) = &self.content_type
            && !is_media_type(content_type)
        {
            faults.add(
                format!("{path}.content_type"),
                "BASE_TYPE_BAD_VALUE",
                "not a media type such as `image/png`",
            );
        }
    }

    /// What the message's `attachments` say of it.
    pub(super) fn metadata(&self, index: usize) -> Value {
        let mut metadata = json!({ "id": index.to_string(), "filename": self.filename });
        if let Some(description) = &self.description {
            metadata["description"] = description.as_str().into();
        }
        if self.spoiler {
            metadata["is_spoiler"] = true.into();
        }
        metadata
    }

    pub(super) fn into_file(self, index: usize) -> File {
        File {
            part: format!("files[{index}]"),
            filename: self.filename,
            content_type: self.content_type,
            bytes: self.bytes,
        }
    }
}

impl fmt::Debug for NewAttachment {
    // The bytes may be millions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAttachment")
            .field("filename", &self.filename)
            .field("size", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

fn is_media_type(text: &str) -> bool {
    let token = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    let printable = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    printable
        && essence
            .split_once('/')
            .is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}
