//! Images that come as data URIs and are served by the CDN under their hashes.

use std::hash::{DefaultHasher, Hash, Hasher};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::{Field, Store, file::as_base64};

/// An image as it was sent, not yet kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    content_type: &'static str,
    bytes: Bytes,
}

/// An image that the CDN serves; its key is its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredImage {
    pub(crate) content_type: String,
    #[serde(with = "as_base64")]
    pub(crate) bytes: Bytes,
}

impl Image {
    /// A file of a type that the sender did not state.
    pub(crate) fn of_type(content_type: &'static str, bytes: Bytes) -> Self {
        Self {
            content_type,
            bytes,
        }
    }

    /// How many bytes it has.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn is_moving(&self) -> bool {
        self.content_type == "image/gif"
    }

    /// Reads `data:image/png;base64,…`, of one of the formats that Discord takes.
    pub(crate) fn parse(data_uri: &str) -> Option<Self> {
        let rest = data_uri.strip_prefix("data:")?;
        let (stated, data) = rest.split_once(";base64,")?;
        let content_type = ["image/png", "image/jpeg", "image/gif", "image/webp"]
            .into_iter()
            .find(|known| *known == stated)?;
        let bytes: Bytes = STANDARD.decode(data).ok()?.into();
        (!bytes.is_empty()).then_some(Self {
            content_type,
            bytes,
        })
    }

    /// A name as long as Discord's; that of a moving image begins with `a_`.
    fn name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.bytes.hash(&mut hasher);
        let first = hasher.finish();
        first.hash(&mut hasher);
        let moving = if self.is_moving() { "a_" } else { "" };
        format!("{moving}{first:016x}{:016x}", hasher.finish())
    }
}

impl Store {
    /// Keeps an image, and gives the hash by which it is asked for.
    pub(crate) fn store_image(&mut self, image: Image) -> String {
        let hash = image.name();
        self.images
            .entry(hash.clone())
            .or_insert_with(|| StoredImage {
                content_type: image.content_type.to_owned(),
                bytes: image.bytes,
            });
        hash
    }

    /// The image of a hash.
    pub(crate) fn image(&self, hash: &str) -> Option<&StoredImage> {
        self.images.get(hash)
    }

    /// As [`Store::store_image`], for a field of a change.
    pub(crate) fn store_image_field(&mut self, image: Field<Image>) -> Field<String> {
        image.map(|image| self.store_image(image))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Store, Image};

    #[test]
    fn an_image_is_kept_once_under_its_hash() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let image = Image::parse("data:image/png;base64,AAEC").unwrap();
        let hash = store.store_image(image.clone());
        assert_eq!(hash.len(), 32);
        assert_eq!(store.store_image(image), hash);
        assert_eq!(&store.images[&hash].bytes[..], [0, 1, 2]);
        let moving = Image::parse("data:image/gif;base64,AAEC").unwrap();
        assert!(store.store_image(moving).starts_with("a_"));
    }

    #[test]
    fn what_is_no_image_is_refused() {
        for text in [
            "",
            "data:",
            "AAEC",
            "data:text/html;base64,AAEC",
            "data:image/png,AAEC",
            "data:image/png;base64,",
            "data:image/png;base64,?",
        ] {
            assert_eq!(Image::parse(text), None, "{text}");
        }
    }
}
