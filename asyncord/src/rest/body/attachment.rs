//! Files to upload.

use std::{fmt, path::PathBuf, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use futures_util::Stream;

use crate::{
    id::{Id, marker::AttachmentMarker},
    model::{Field, List, Number, Text, wire::object},
    rest::{
        check::Faults,
        transport::{File, FileContent, FileStream, Payload},
    },
};

/// A file to be sent with a message.
///
/// Its bytes are at hand, in a file of this machine, or come from a stream; what is not at hand is read while it is
/// sent. An embed shows it by the address `attachment://` and the file's name, and
/// [`Embed::with_image`](crate::model::Embed::with_image) does that by itself.
///
/// ```
/// use asyncord::rest::body::NewAttachment;
///
/// let chart = NewAttachment::new("chart.svg", "<svg/>")
///     .description("sales by month")
///     .content_type("image/svg+xml");
/// let report = NewAttachment::from_path("reports/2026-11.pdf");
/// ```
///
/// Discord docs: API Reference/Uploading Files.
#[derive(Clone, PartialEq)]
pub struct NewAttachment {
    filename: String,
    content: FileContent,
    description: Option<String>,
    content_type: Option<String>,
    spoiler: bool,
    /// How long a sound is, and how loud, in Base64.
    voice: Option<(Duration, String)>,
}

impl NewAttachment {
    /// A file of these bytes, up to 10 MiB, more in boosted guilds.
    pub fn new(filename: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(filename.into(), FileContent::Bytes(bytes.into()))
    }

    /// A file of this machine, under its own name; it is read while the request is sent, and again if it is repeated.
    ///
    /// If it cannot be read then, the request fails with an error of the kind
    /// [`Validation`](crate::rest::ErrorKind::Validation).
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let filename = path.file_name().unwrap_or_default().to_string_lossy();
        Self::of(filename.into_owned(), FileContent::Path(path))
    }

    /// A file whose bytes come while they are sent, `size` of them if that is known.
    ///
    /// A stream can be read once: a request with one is not repeated, and its clones share it. Where the size is known,
    /// say so: servers and proxies like requests that tell their length.
    ///
    /// ```
    /// use asyncord::rest::body::NewAttachment;
    /// use futures_util::stream;
    ///
    /// let lines = (0..1_000).map(|line| Ok(format!("line {line}\n").into()));
    /// let log = NewAttachment::from_stream("log.txt", stream::iter(lines), None);
    /// ```
    pub fn from_stream(
        filename: impl Into<String>,
        stream: impl Stream<Item = std::io::Result<Bytes>> + Send + 'static,
        size: impl Into<Option<u64>>,
    ) -> Self {
        let stream = FileStream::new(stream, size.into());
        Self::of(filename.into(), FileContent::Stream(stream))
    }

    fn of(filename: String, content: FileContent) -> Self {
        Self {
            filename,
            content,
            description: None,
            content_type: None,
            spoiler: false,
            voice: None,
        }
    }

    /// The name.
    pub fn filename(&self) -> &str {
        &self.filename
    }

    /// Gives it another name.
    pub fn rename(mut self, filename: impl Into<String>) -> Self {
        self.filename = filename.into();
        self
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

    /// Makes it the sound of a voice message: how long it is, and how loud at up to 256 points, evenly spread.
    ///
    /// Such a message has the flag [`IS_VOICE_MESSAGE`](crate::model::MessageFlags::IS_VOICE_MESSAGE), this one file, and
    /// nothing else; its content type begins with `audio/`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use asyncord::{model::MessageFlags, rest::body::{NewAttachment, NewMessage}};
    ///
    /// let sound = NewAttachment::from_path("hello.ogg")
    ///     .content_type("audio/ogg")
    ///     .voice(Duration::from_secs(2), [0, 90, 255, 120, 0]);
    /// let message = NewMessage::from(sound).flags(MessageFlags::IS_VOICE_MESSAGE);
    /// ```
    pub fn voice(mut self, duration: Duration, waveform: impl AsRef<[u8]>) -> Self {
        self.voice = Some((duration, STANDARD.encode(waveform)));
        self
    }

    /// Whether it is hidden until clicked.
    pub fn spoiler(mut self, spoiler: bool) -> Self {
        self.spoiler = spoiler;
        self
    }

    pub(crate) fn check(&self, faults: &mut Faults) {
        faults.characters("filename", &self.filename, 1..=1024);
        if self.filename.contains(['\r', '\n', '\0']) {
            faults.add(
                "filename",
                "BASE_TYPE_BAD_VALUE",
                "a file's name is one line",
            );
        }
        faults.optional("description", self.description.as_deref(), 0..=1024);
        if let Some(content_type) = &self.content_type
            && !is_media_type(content_type)
        {
            faults.add(
                "content_type",
                "BASE_TYPE_BAD_VALUE",
                "not a media type such as `image/png`",
            );
        }
    }

    /// Adds to what the message says of the file what is set here.
    fn describe(&self, metadata: &mut AttachmentMetadata) {
        if let Some(description) = &self.description {
            metadata.description = Some(description.as_str().into());
        }
        if self.spoiler {
            metadata.is_spoiler = Some(true);
        }
        if let Some((duration, waveform)) = &self.voice {
            metadata.duration_secs = Number::from_f64(duration.as_secs_f64());
            metadata.waveform = Some(waveform.as_str().into());
        }
    }

    /// The part of a request with its bytes.
    pub(crate) fn into_file(self, part: impl Into<String>) -> File {
        File {
            part: part.into(),
            filename: self.filename,
            content_type: self.content_type,
            content: self.content,
        }
    }
}

impl fmt::Debug for NewAttachment {
    // The bytes may be millions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAttachment")
            .field("filename", &self.filename)
            .field("size", &self.content.size())
            .finish_non_exhaustive()
    }
}

/// What a message says of one of its files, old or new.
#[object]
#[derive(Default)]
pub(crate) struct AttachmentMetadata {
    /// The attachment's id, of a new one the number of its part.
    pub(crate) id: Option<Id<AttachmentMarker>>,
    pub(crate) filename: Option<Text>,
    pub(crate) description: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) duration_secs: Option<Number>,
    pub(crate) waveform: Option<Text>,
    pub(crate) is_spoiler: Option<bool>,
    pub(crate) is_remix: Option<bool>,
}

impl AttachmentMetadata {
    /// Tells of an attachment that a message keeps.
    pub(super) fn kept(id: Id<AttachmentMarker>) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// What messages say of their files, with the files themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Attachments {
    files: Vec<NewAttachment>,
}

impl Attachments {
    pub(crate) fn push(&mut self, file: NewAttachment) {
        self.files.push(file);
    }

    /// Adds a file under a name that no other has, and yields the address that shows it.
    pub(crate) fn push_for_embed(&mut self, file: NewAttachment) -> String {
        let mut filename = file.filename.clone();
        let mut number = 1;
        while self.has(Some(&filename)) {
            number += 1;
            filename = match file.filename.rsplit_once('.') {
                Some((stem, extension)) => format!("{stem}_{number}.{extension}"),
                None => format!("{}_{number}", file.filename),
            };
        }
        let address = format!("attachment://{filename}");
        self.push(file.rename(filename));
        address
    }

    pub(crate) fn extend(&mut self, files: impl IntoIterator<Item = NewAttachment>) {
        self.files.extend(files);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether there is a file of this name.
    pub(super) fn has(&self, filename: Option<&str>) -> bool {
        self.files
            .iter()
            .any(|file| Some(file.filename.as_str()) == filename)
    }

    /// Checks the files that are new, beside `kept` ones.
    pub(super) fn check(&self, kept: usize, faults: &mut Faults) {
        faults.count(
            "attachments",
            self.files.len() + kept,
            0..=crate::model::limits::MESSAGE_ATTACHMENTS,
        );
        faults.each("attachments", &self.files, |faults, file| {
            file.check(faults);
        });
    }

    /// Tells of the files, after what is told already.
    pub(super) fn describe_after(&self, metadata: &mut Field<List<AttachmentMetadata>>) {
        self.join(metadata, 0);
    }

    /// Tells of the files: each in the place of what was read from JSON about one of its name, else after all.
    pub(super) fn describe_by_name(&self, metadata: &mut Field<List<AttachmentMetadata>>) {
        let count = metadata.value().map_or(0, |list| list.len());
        self.join(metadata, count);
    }

    /// Tells of the files; of the first `open` entries each is about a file that is not known yet.
    fn join(&self, metadata: &mut Field<List<AttachmentMetadata>>, open: usize) {
        if self.files.is_empty() {
            return;
        }
        let mut list = std::mem::take(metadata).into_value().unwrap_or_default();
        let mut open: Vec<usize> = (0..open).collect();
        for (index, file) in self.files.iter().enumerate() {
            let id = Some(Id::new(index as u64));
            let is_about_it = |place: &usize| {
                list.get(*place)
                    .and_then(|known| known.filename.as_deref())
                    .is_some_and(|name| name == file.filename)
            };
            let place = open.iter().position(is_about_it).map(|at| open.remove(at));
            if let Some(known) = place.and_then(|place| list.get_mut(place)) {
                known.id = id;
                file.describe(known);
            } else {
                let mut known = AttachmentMetadata {
                    id,
                    filename: Some(file.filename.as_str().into()),
                    ..AttachmentMetadata::default()
                };
                file.describe(&mut known);
                list.push(known);
            }
        }
        *metadata = Field::Value(list);
    }

    /// A request of JSON, with the files as further parts.
    pub(super) fn into_payload(self, json: Vec<u8>) -> Payload {
        let json = json.into();
        if self.files.is_empty() {
            return Payload::Json(json);
        }
        let files = self
            .files
            .into_iter()
            .enumerate()
            .map(|(index, file)| file.into_file(format!("files[{index}]")))
            .collect();
        Payload::Multipart {
            json: Some(json),
            fields: Vec::new(),
            files,
        }
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
