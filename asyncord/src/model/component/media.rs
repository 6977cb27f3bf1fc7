//! Pictures and videos.

use super::setters;
use crate::{
    id::{
        Id,
        marker::{AttachmentMarker, GenericMarker},
    },
    model::{
        List, Text,
        wire::{Keys, object},
    },
};

/// A picture, video or file by its address; Discord adds what it finds there.
///
/// An address alone becomes one. To be sent, only [`url`](Self::url) counts: `attachment://` and a
/// file's name stand for a file of the same message.
///
/// Discord docs: Components/Unfurled Media Item.
#[object]
#[derive(Default)]
pub struct UnfurledMediaItem {
    /// The id that Discord gave it.
    pub id: Option<Id<GenericMarker>>,
    /// The address, up to 2,048 characters.
    pub url: Text,
    /// The address at Discord.
    pub proxy_url: Option<Text>,
    /// The height in pixels.
    pub height: Option<u32>,
    /// The width in pixels.
    pub width: Option<u32>,
    /// A ThumbHash of it, to be shown while it loads.
    pub placeholder: Option<Text>,
    /// The version of the placeholder's form.
    pub placeholder_version: Option<u32>,
    /// The media type, such as `image/png`.
    pub content_type: Option<Text>,
    /// The file of the message that it is, if it is one.
    pub attachment_id: Option<Id<AttachmentMarker>>,
}

impl<T: Into<Text>> From<T> for UnfurledMediaItem {
    fn from(url: T) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }
}

/// One to ten pictures and videos, laid out together.
///
/// ```
/// use asyncord::model::component::{MediaGallery, MediaGalleryItem};
///
/// let gallery = MediaGallery::new([
///     MediaGalleryItem::from("attachment://before.png"),
///     MediaGalleryItem::from("attachment://after.png").description("the garden in May"),
/// ]);
/// # assert_eq!(gallery.items.len(), 2);
/// ```
///
/// Discord docs: Components/Media Gallery.
#[object]
#[derive(Default)]
pub struct MediaGallery {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// The pictures and videos, up to 10.
    pub items: List<MediaGalleryItem>,
}

impl MediaGallery {
    /// A gallery of these.
    pub fn new(items: impl IntoIterator<Item = impl Into<MediaGalleryItem>>) -> Self {
        Self {
            items: items.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    setters!(id);
}

/// A picture or video of a gallery; an address alone becomes one.
///
/// Discord docs: Components/Media Gallery Item.
#[object]
pub struct MediaGalleryItem {
    /// The picture or video.
    pub media: UnfurledMediaItem,
    /// What it shows, for those who cannot see it; up to 1,024 characters.
    pub description: Option<Text>,
    /// Whether it is hidden until clicked.
    pub spoiler: bool,
}

impl MediaGalleryItem {
    setters!(description spoiler);
}

impl<T: Into<UnfurledMediaItem>> From<T> for MediaGalleryItem {
    fn from(media: T) -> Self {
        Self {
            media: media.into(),
            description: None,
            spoiler: false,
            came: Keys::default(),
        }
    }
}
