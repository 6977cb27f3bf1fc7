//! The hashes that name images on Discord's CDN.

use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The hash of an image: 32 lowercase hex digits, with `a_` before them where the image moves.
///
/// Such a hash takes no heap. Every other text is kept as it came, so that a form that Discord adds
/// later comes through unharmed. The functions of [`cdn`](super::cdn) make URLs of hashes.
///
/// ```
/// use asyncord::model::ImageHash;
///
/// let hash = ImageHash::from("a_1269e74af4df7417b13759eae50c83dc");
/// assert!(hash.is_animated());
/// assert_eq!(hash.to_string(), "a_1269e74af4df7417b13759eae50c83dc");
/// ```
///
/// Discord docs: API Reference/Image Formatting.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ImageHash(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Digits { digits: [u8; 16], animated: bool },
    // Never a text that fits the other variant: else two equal texts could differ.
    Other(Box<str>),
}

const ANIMATED: &str = "a_";

impl ImageHash {
    /// Whether the image moves: its hash begins with `a_`.
    pub fn is_animated(&self) -> bool {
        match &self.0 {
            Repr::Digits { animated, .. } => *animated,
            Repr::Other(text) => text.starts_with(ANIMATED),
        }
    }
}

/// The values of lowercase hex digits, 255 of other bytes.
const VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    values
};

/// Reads exactly 32 lowercase hex digits.
fn digits(text: &str) -> Option<[u8; 16]> {
    let text: &[u8; 32] = text.as_bytes().try_into().ok()?;
    let (pairs, _) = text.as_chunks::<2>();
    let mut digits = [0; 16];
    let mut seen = 0;
    for (byte, [high, low]) in digits.iter_mut().zip(pairs) {
        let (high, low) = (VALUES[usize::from(*high)], VALUES[usize::from(*low)]);
        seen |= high | low;
        *byte = high << 4 | low;
    }
    (seen < 16).then_some(digits)
}

impl From<&str> for ImageHash {
    fn from(text: &str) -> Self {
        let (animated, rest) = match text.strip_prefix(ANIMATED) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        Self(match digits(rest) {
            Some(digits) => Repr::Digits { digits, animated },
            None => Repr::Other(text.into()),
        })
    }
}

impl FromStr for ImageHash {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

impl fmt::Display for ImageHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Digits { digits, animated } => {
                let prefix = if *animated { ANIMATED } else { "" };
                write!(f, "{prefix}{:032x}", u128::from_be_bytes(*digits))
            }
            Repr::Other(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for ImageHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Digits { .. } => write!(f, "\"{self}\""),
            Repr::Other(text) => fmt::Debug::fmt(text, f),
        }
    }
}

impl Serialize for ImageHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ImageHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = ImageHash;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the hash of an image as a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(text.into())
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ImageHash, Repr};

    const STILL: &str = "1269e74af4df7417b13759eae50c83dc";
    const MOVING: &str = "a_1269e74af4df7417b13759eae50c83dc";

    fn takes_no_heap(hash: &ImageHash) -> bool {
        matches!(hash.0, Repr::Digits { .. })
    }

    #[test]
    fn a_hash_is_small_and_so_is_an_option_of_it() {
        assert!(size_of::<ImageHash>() <= 24);
        assert_eq!(size_of::<Option<ImageHash>>(), size_of::<ImageHash>());
    }

    #[test]
    fn well_formed_hashes_take_no_heap_and_other_texts_are_kept() {
        for text in [
            STILL,
            MOVING,
            "00000000000000000000000000000000",
            "a_00000000000000000000000000000001",
            "ffffffffffffffffffffffffffffffff",
        ] {
            let hash = ImageHash::from(text);
            assert!(takes_no_heap(&hash), "{text}");
            assert_eq!(hash.to_string(), text);
        }
        for text in [
            "",
            "a_",
            "A_1269e74af4df7417b13759eae50c83dc",
            "a_a_1269e74af4df7417b13759eae50c83dc",
            "1269E74AF4DF7417B13759EAE50C83DC",
            "a_1269e74af4df7417b13759eae50c83dC",
            "+269e74af4df7417b13759eae50c83dc",
            "1269e74af4df7417b13759eae50c83d",
            "1269e74af4df7417b13759eae50c83dc0",
            "v2_a_1269e74af4df7417b13759eae50c83dc",
            "clyde",
            "0000000000000000000000000000000é",
            "twelve \"quoted\"\n",
        ] {
            let hash = ImageHash::from(text);
            assert!(!takes_no_heap(&hash), "{text}");
            assert_eq!(hash.to_string(), text);
        }
    }

    #[test]
    fn only_the_prefix_marks_a_moving_image() {
        assert!(!ImageHash::from(STILL).is_animated());
        assert!(ImageHash::from(MOVING).is_animated());
        assert!(ImageHash::from("a_NEW").is_animated());
        assert!(!ImageHash::from("abcd").is_animated());
        assert_ne!(ImageHash::from(STILL), ImageHash::from(MOVING));
    }

    #[test]
    fn debug_shows_the_text() {
        assert_eq!(
            format!("{:?}", ImageHash::from(MOVING)),
            format!("{MOVING:?}")
        );
        assert_eq!(format!("{:?}", ImageHash::from("a\"b")), r#""a\"b""#);
    }

    #[test]
    fn json_is_a_string_escaped_or_not() {
        let escaped: ImageHash = serde_json::from_str(r#""a\u005f1269""#).unwrap();
        assert_eq!(escaped, ImageHash::from("a_1269"));
        let absent: Option<ImageHash> = serde_json::from_str("null").unwrap();
        assert_eq!(absent, None);
        assert!(serde_json::from_str::<ImageHash>("12").is_err());
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_came(
            text in prop_oneof![
                ".*",
                "(a_)?[0-9a-f]{32}",
                "(a_|A_|v2_|v3_a_)?[0-9a-fA-F]{30,34}",
            ]
        ) {
            let hash: ImageHash = text.parse().unwrap();
            prop_assert_eq!(hash.to_string(), text.as_str());
            prop_assert_eq!(hash.is_animated(), text.starts_with("a_"));

            let json = serde_json::to_string(&text).unwrap();
            let decoded: ImageHash = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json::to_string(&decoded).unwrap(), json);
            prop_assert_eq!(decoded, hash);
        }

        #[test]
        fn hashes_are_equal_where_their_texts_are(
            one in "(a_)?[01]{31}[0aA]",
            other in "(a_)?[01]{31}[0aA]",
        ) {
            prop_assert_eq!(
                ImageHash::from(one.as_str()) == ImageHash::from(other.as_str()),
                one == other
            );
        }
    }
}
