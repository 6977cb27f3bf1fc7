//! Pictures and sounds that are sent as part of JSON.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Serialize, Serializer};

/// Bytes whose form is none of those that Discord takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {expected}: the bytes begin as none of them does")]
pub struct UnknownFormat {
    expected: &'static str,
}

macro_rules! data_uri {
    (
        $(#[$doc:meta])*
        $name:ident, $expected:literal, $recognize:ident;
        $($(#[$constructor_doc:meta])* $constructor:ident = $mime:literal;)+
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Recognises the form by the first bytes.
            ///
            /// # Errors
            ///
            /// If it is none of those that Discord takes.
            pub fn new(bytes: impl AsRef<[u8]>) -> Result<Self, UnknownFormat> {
                let bytes = bytes.as_ref();
                match $recognize(bytes) {
                    Some(mime) => Ok(Self::encode(mime, bytes)),
                    None => Err(UnknownFormat { expected: $expected }),
                }
            }

            $(
                $(#[$constructor_doc])*
                pub fn $constructor(bytes: impl AsRef<[u8]>) -> Self {
                    Self::encode($mime, bytes.as_ref())
                }
            )+

            /// Takes a data URI as it is.
            pub fn from_data_uri(uri: impl Into<String>) -> Self {
                Self(uri.into())
            }

            /// The data URI.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn encode(mime: &str, bytes: &[u8]) -> Self {
                let mut uri = format!("data:{mime};base64,");
                STANDARD.encode_string(bytes, &mut uri);
                Self(uri)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            // The bytes may be millions.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let head = self.0.split(',').next().unwrap_or_default();
                write!(f, concat!(stringify!($name), "({}, {} characters)"), head, self.0.len())
            }
        }
    };
}

data_uri! {
    /// A picture as part of JSON: an avatar, an icon, an emoji.
    ///
    /// ```
    /// use asyncord::model::ImageData;
    ///
    /// let image = ImageData::new(b"\x89PNG\r\n\x1a\n...").unwrap();
    /// assert!(image.as_str().starts_with("data:image/png;base64,iVBORw0KGgo"));
    /// assert!(ImageData::new("a text").is_err());
    /// ```
    ///
    /// Discord docs: API Reference/Image Data.
    ImageData, "a PNG, JPEG, GIF, WebP or AVIF picture", image;
    /// A picture in PNG.
    png = "image/png";
    /// A picture in JPEG.
    jpeg = "image/jpeg";
    /// A picture in GIF.
    gif = "image/gif";
    /// A picture in WebP.
    webp = "image/webp";
}

data_uri! {
    /// A sound as part of JSON: up to 512 kB and 5.2 seconds of the soundboard.
    ///
    /// Discord docs: Soundboard/Create Guild Soundboard Sound.
    SoundData, "an MP3 or OGG sound", sound;
    /// A sound in MP3.
    mp3 = "audio/mpeg";
    /// A sound in OGG.
    ogg = "audio/ogg";
}

fn image(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Some("image/avif"),
        _ => None,
    }
}

fn sound(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'I', b'D', b'3', ..] => Some("audio/mpeg"),
        // The first frame: eleven bits set.
        [0xFF, second, ..] if second & 0xE0 == 0xE0 => Some("audio/mpeg"),
        [b'O', b'g', b'g', b'S', ..] => Some("audio/ogg"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ImageData, SoundData};

    #[test]
    fn the_form_is_recognised_by_the_first_bytes() {
        for (bytes, mime) in [
            (&b"\x89PNG\r\n"[..], "image/png"),
            (b"\xFF\xD8\xFF\xE0", "image/jpeg"),
            (b"GIF89a", "image/gif"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"\0\0\0\x20ftypavif", "image/avif"),
        ] {
            let uri = ImageData::new(bytes).unwrap();
            assert!(uri.as_str().starts_with(&format!("data:{mime};base64,")));
        }
        assert_eq!(SoundData::new(b"OggS").unwrap(), SoundData::ogg("OggS"));
        assert_eq!(
            SoundData::new(b"\xFF\xFBx").unwrap(),
            SoundData::mp3(b"\xFF\xFBx")
        );
        let error = ImageData::new("<svg/>").unwrap_err().to_string();
        assert!(error.starts_with("not a PNG, JPEG"), "{error}");
        assert_eq!(
            format!("{:?}", ImageData::png([0; 3_000])),
            "ImageData(data:image/png;base64, 4022 characters)"
        );
    }
}
