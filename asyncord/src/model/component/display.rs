//! Texts, small pictures and files of messages of components.

use super::{UnfurledMediaItem, setters};
use crate::model::{
    Text,
    wire::{Keys, object},
};

/// A text with Discord's markdown, in messages and modals.
///
/// A text alone becomes one. Mentions in it notify, as far as the message allows that.
///
/// Discord docs: Components/Text Display.
#[object]
#[derive(Default)]
pub struct TextDisplay {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// The text; up to 4,000 characters in all texts of a message together.
    pub content: Text,
}

impl TextDisplay {
    /// A text.
    pub fn new(content: impl Into<Text>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    setters!(id);
}

impl<T: Into<Text>> From<T> for TextDisplay {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// A small picture beside a section.
///
/// ```
/// use asyncord::model::component::Thumbnail;
///
/// let thumbnail = Thumbnail::new("attachment://cat.png").description("a sleeping cat");
/// # assert_eq!(thumbnail.media.url, "attachment://cat.png");
/// ```
///
/// Discord docs: Components/Thumbnail.
#[object]
pub struct Thumbnail {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// The picture.
    pub media: UnfurledMediaItem,
    /// What it shows, for those who cannot see it; up to 1,024 characters.
    pub description: Option<Text>,
    /// Whether it is hidden until clicked.
    pub spoiler: bool,
}

impl Thumbnail {
    /// A picture by its address.
    pub fn new(media: impl Into<UnfurledMediaItem>) -> Self {
        Self {
            id: None,
            media: media.into(),
            description: None,
            spoiler: false,
            came: Keys::default(),
        }
    }

    setters!(id description spoiler);
}

/// A file of the same message, to be downloaded.
///
/// ```
/// use asyncord::model::component::File;
///
/// let report = File::attached("report.pdf");
/// assert_eq!(report.file.url, "attachment://report.pdf");
/// ```
///
/// Discord docs: Components/File.
#[object]
pub struct File {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// The file; to be sent, only an address of `attachment://` is allowed.
    pub file: UnfurledMediaItem,
    /// Whether it is hidden until clicked.
    pub spoiler: bool,
    /// The file's name, as Discord tells it.
    pub name: Option<Text>,
    /// The file's size in bytes, as Discord tells it.
    pub size: Option<u64>,
}

impl File {
    /// A file by its address, which is `attachment://` and the name of a file of the same message.
    pub fn new(file: impl Into<UnfurledMediaItem>) -> Self {
        Self {
            id: None,
            file: file.into(),
            spoiler: false,
            name: None,
            size: None,
            came: Keys::default(),
        }
    }

    /// The file of this name of the same message.
    pub fn attached(filename: &str) -> Self {
        Self::new(format!("attachment://{filename}"))
    }

    setters!(id spoiler);
}
