//! The URL of an image: what its place serves, and what was asked for.

use std::fmt;

use serde::{Serialize, Serializer};

use ImageFormat::{Gif, Jpeg, Lottie, Png, WebP};

use crate::model::Text;

pub(super) const CDN: &str = "https://cdn.discordapp.com/";
pub(super) const MEDIA: &str = "https://media.discordapp.net/";

/// A format that Discord serves images in.
///
/// AVIF is not among them: Discord takes it, and serves it as WebP.
///
/// Discord docs: API Reference/Image Formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageFormat {
    /// PNG, without loss; in a few places animated (APNG).
    Png,
    /// JPEG, without transparency.
    Jpeg,
    /// WebP; it can move where the image does.
    WebP,
    /// GIF, only of images that move.
    Gif,
    /// Lottie, a vector animation in JSON, only of stickers.
    Lottie,
}

impl ImageFormat {
    /// The extension that stands for the format in a URL, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Png => "png",
            Jpeg => "jpg",
            WebP => "webp",
            Gif => "gif",
            Lottie => "json",
        }
    }
}

impl fmt::Display for ImageFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Png => "PNG",
            Jpeg => "JPEG",
            WebP => "WebP",
            Gif => "GIF",
            Lottie => "Lottie",
        })
    }
}

/// A kind of image, and how its place on the CDN serves it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Endpoint {
    /// In the plural, for messages.
    images: &'static str,
    base: &'static str,
    /// The first is the default. Empty where the URL has no extension.
    formats: &'static [ImageFormat],
    /// Whether a size changes anything.
    resizes: bool,
}

impl Endpoint {
    pub(super) const fn only(images: &'static str, formats: &'static [ImageFormat]) -> Self {
        Self {
            images,
            base: CDN,
            formats,
            resizes: true,
        }
    }

    /// Images that never move.
    pub(super) const fn still(images: &'static str) -> Self {
        Self::only(images, &[Png, Jpeg, WebP])
    }

    /// Images of which some move.
    pub(super) const fn animated(images: &'static str) -> Self {
        Self::only(images, &[Png, Jpeg, WebP, Gif])
    }

    /// Images that come in one size.
    pub(super) const fn fixed(images: &'static str, formats: &'static [ImageFormat]) -> Self {
        Self {
            resizes: false,
            ..Self::only(images, formats)
        }
    }

    pub(super) const fn on(self, base: &'static str) -> Self {
        Self { base, ..self }
    }
}

/// The URL of an image on Discord's CDN. The functions of [`cdn`](super) make it; `to_string` writes it.
///
/// Formats and sizes are checked here: a URL of what Discord does not serve would fail only where it is
/// shown.
///
/// ```
/// use asyncord::{
///     id::Id,
///     model::{ImageHash, cdn::{self, ImageFormat}},
/// };
///
/// let hash = ImageHash::from("1269e74af4df7417b13759eae50c83dc");
/// let icon = cdn::guild_icon(Id::new(41_771_983_423_143_937), &hash).size(64)?;
/// assert_eq!(
///     icon.to_string(),
///     "https://cdn.discordapp.com/icons/41771983423143937/1269e74af4df7417b13759eae50c83dc.png?size=64"
/// );
/// assert!(icon.format(ImageFormat::Gif).is_err());
/// # Ok::<(), cdn::ImageUrlError>(())
/// ```
///
/// Discord docs: API Reference/Image Formatting.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ImageUrl {
    endpoint: &'static Endpoint,
    path: String,
    /// Whether the image moves. Only where GIFs are served is there WebP that does.
    animated: bool,
    /// Whether it shall move where the format leaves the choice.
    moving: bool,
    /// `None` where the endpoint has no formats.
    format: Option<ImageFormat>,
    size: Option<u16>,
}

impl ImageUrl {
    pub(super) fn new(endpoint: &'static Endpoint, path: String, animated: bool) -> Self {
        let url = Self {
            endpoint,
            path,
            animated: animated && endpoint.formats.contains(&Gif),
            moving: true,
            format: endpoint.formats.first().copied(),
            size: None,
        };
        url.prefer(Gif)
    }

    /// Asks for a format. PNG and JPEG show the first frame of an image that moves; WebP moves with it,
    /// unless [`still`](Self::still) was called.
    ///
    /// # Errors
    ///
    /// If the image is not served in the format: its kind never is, or it is a GIF of one that does not
    /// move. [`prefer`](Self::prefer) leaves such an image as it was.
    pub fn format(mut self, format: ImageFormat) -> Result<Self, ImageUrlError> {
        self.check(format)?;
        self.set(format);
        Ok(self)
    }

    /// Asks for a format where the image is served in it, and else changes nothing.
    ///
    /// For images of which some are not: a user's avatar may be a GIF, and the
    /// [default avatar](super::default_avatar) is a PNG only.
    pub fn prefer(mut self, format: ImageFormat) -> Self {
        if self.check(format).is_ok() {
            self.set(format);
        }
        self
    }

    /// Asks for the first frame of an image that moves: a GIF becomes PNG, and WebP stands still.
    ///
    /// Changes nothing where the image is only there as it is.
    pub fn still(mut self) -> Self {
        self.moving = false;
        if self.format == Some(Gif) && self.check(Png).is_ok() {
            self.format = Some(Png);
        }
        self
    }

    /// Asks for a size in pixels, a power of two from 16 to 4096.
    ///
    /// It is left out of the URL for stickers, default avatars and the media proxy, which ignore it.
    ///
    /// # Errors
    ///
    /// If Discord does not serve the size.
    pub fn size(mut self, size: u16) -> Result<Self, ImageUrlError> {
        if !size.is_power_of_two() || !(16..=4096).contains(&size) {
            return Err(ImageUrlError::Size { size });
        }
        self.size = self.endpoint.resizes.then_some(size);
        Ok(self)
    }

    fn set(&mut self, format: ImageFormat) {
        self.format = Some(format);
        // Who asks for a GIF wants it to move.
        self.moving |= format == Gif;
    }

    fn check(&self, format: ImageFormat) -> Result<(), ImageUrlError> {
        let Endpoint {
            images, formats, ..
        } = *self.endpoint;
        if !formats.contains(&format) {
            return Err(ImageUrlError::Format {
                images,
                format,
                served: formats,
            });
        }
        if format == Gif && !self.animated {
            return Err(ImageUrlError::NotAnimated { images });
        }
        Ok(())
    }
}

impl fmt::Display for ImageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.endpoint.base, self.path)?;
        if let Some(format) = self.format {
            write!(f, ".{}", format.extension())?;
        }
        let mut mark = '?';
        if let Some(size) = self.size {
            write!(f, "{mark}size={size}")?;
            mark = '&';
        }
        if self.format == Some(WebP) && self.animated && self.moving {
            write!(f, "{mark}animated=true")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ImageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImageUrl({self})")
    }
}

impl From<ImageUrl> for String {
    fn from(url: ImageUrl) -> Self {
        url.to_string()
    }
}

/// So that pictures of embeds and components take it as it is.
impl From<ImageUrl> for Text {
    fn from(url: ImageUrl) -> Self {
        String::from(url).into()
    }
}

impl From<ImageUrl> for Box<str> {
    fn from(url: ImageUrl) -> Self {
        url.to_string().into()
    }
}

impl Serialize for ImageUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What Discord's CDN does not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageUrlError {
    /// A format that this kind of image is never served in.
    #[error("Discord serves {images} {}, not as {format}", Served(served))]
    #[non_exhaustive]
    Format {
        /// The kind of image, in the plural.
        images: &'static str,
        /// The format that was asked for.
        format: ImageFormat,
        /// The formats that there are; none where the image comes as it is.
        served: &'static [ImageFormat],
    },
    /// A GIF of an image that does not move.
    #[error("Discord serves {images} as GIF only where they are animated, and this one is not")]
    #[non_exhaustive]
    NotAnimated {
        /// The kind of image, in the plural.
        images: &'static str,
    },
    /// A size that no image is served in.
    #[error(
        "Discord serves no images of the size {size}: it must be a power of two from 16 to 4096, such as {}",
        nearest(*size)
    )]
    #[non_exhaustive]
    Size {
        /// The size that was asked for.
        size: u16,
    },
}

/// The size to take instead: the next larger one, where there is one.
fn nearest(size: u16) -> u16 {
    size.clamp(16, 4096).next_power_of_two()
}

/// Formats as a part of a sentence.
struct Served<'a>(&'a [ImageFormat]);

impl fmt::Display for Served<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((last, others)) = self.0.split_last() else {
            return f.write_str("as they are");
        };
        f.write_str("as ")?;
        for (position, format) in others.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{format}")?;
        }
        let or = if others.is_empty() { "" } else { " or " };
        write!(f, "{or}{last}")
    }
}
