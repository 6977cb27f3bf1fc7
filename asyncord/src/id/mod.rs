//! Snowflake ids, typed by what they name.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    num::NonZeroU64,
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub mod marker;

/// Milliseconds between the Unix epoch and Discord's, the first second of 2015.
pub const DISCORD_EPOCH_MS: u64 = 1_420_070_400_000;

/// The id of one kind of thing: `Id<GuildMarker>` cannot be given where a channel is wanted.
///
/// Every value but `u64::MAX` is possible, 0 included (Discord sends it, and takes it as "from the
/// start" in paging). `Option<Id<_>>` is as small as the id itself.
///
/// ```
/// use asyncord::id::{Id, marker::ChannelMarker};
///
/// let id: Id<ChannelMarker> = "41771983423143937".parse()?;
/// assert_eq!(id.get(), 41_771_983_423_143_937);
/// assert_eq!(id.timestamp_ms(), 1_430_029_616_934);
/// # Ok::<(), asyncord::id::ParseIdError>(())
/// ```
///
/// Discord docs: API Reference/Snowflakes.
pub struct Id<M> {
    // The complement, so that 0 is a valid id and `u64::MAX` the niche.
    complement: NonZeroU64,
    marker: PhantomData<fn() -> M>,
}

impl<M> Id<M> {
    /// Makes an id of a number.
    ///
    /// # Panics
    ///
    /// If `id` is `u64::MAX`, which is no snowflake. [`Id::new_checked`] returns `None` instead.
    #[track_caller]
    pub const fn new(id: u64) -> Self {
        match Self::new_checked(id) {
            Some(id) => id,
            None => panic!("u64::MAX is not a Discord id"),
        }
    }

    /// Makes an id of a number, or `None` of `u64::MAX`.
    pub const fn new_checked(id: u64) -> Option<Self> {
        match NonZeroU64::new(!id) {
            Some(complement) => Some(Self {
                complement,
                marker: PhantomData,
            }),
            None => None,
        }
    }

    /// The id as a number.
    pub const fn get(self) -> u64 {
        !self.complement.get()
    }

    /// When the thing was created, in milliseconds since the Unix epoch.
    pub const fn timestamp_ms(self) -> u64 {
        (self.get() >> 22) + DISCORD_EPOCH_MS
    }

    /// The same number as the id of something else, where Discord gives both one id: a guild and its
    /// `@everyone` role, a message and the thread started from it.
    pub const fn cast<N>(self) -> Id<N> {
        Id {
            complement: self.complement,
            marker: PhantomData,
        }
    }
}

// Derives would ask the same of the marker.
impl<M> Clone for Id<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Id<M> {}

impl<M> PartialEq for Id<M> {
    fn eq(&self, other: &Self) -> bool {
        self.complement == other.complement
    }
}

impl<M> Eq for Id<M> {}

impl<M> PartialEq<u64> for Id<M> {
    fn eq(&self, other: &u64) -> bool {
        self.get() == *other
    }
}

impl<M> PartialOrd for Id<M> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M> Ord for Id<M> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}

impl<M> Hash for Id<M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().hash(state);
    }
}

impl<M> fmt::Debug for Id<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.get())
    }
}

impl<M> fmt::Display for Id<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl<M> From<u64> for Id<M> {
    /// As [`Id::new`], which see for the one number it refuses.
    #[track_caller]
    fn from(id: u64) -> Self {
        Self::new(id)
    }
}

impl<M> From<&Id<M>> for Id<M> {
    fn from(id: &Id<M>) -> Self {
        *id
    }
}

impl<M> From<Id<M>> for u64 {
    fn from(id: Id<M>) -> Self {
        id.get()
    }
}

/// A text that is not an id: something else than digits, or more than fits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a Discord id, which is a decimal number below 2^64 - 1")]
pub struct ParseIdError {
    text: String,
}

impl<M> FromStr for Id<M> {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        digits(text)
            .and_then(Self::new_checked)
            .ok_or_else(|| ParseIdError {
                text: text.chars().take(40).collect(),
            })
    }
}

/// The number that `text` writes in decimal digits alone: `u64::from_str` takes a leading `+` as well,
/// and is slower, which counts where each event has ten ids.
fn digits(text: &str) -> Option<u64> {
    /// Fewer digits than this fit whatever they are.
    const ALWAYS_FIT: usize = 20;

    if text.is_empty() || text.len() > ALWAYS_FIT {
        return None;
    }
    let mut number = 0_u64;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = if text.len() < ALWAYS_FIT {
            number * 10 + u64::from(digit)
        } else {
            number.checked_mul(10)?.checked_add(digit.into())?
        };
    }
    Some(number)
}

impl<M> Serialize for Id<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, M> Deserialize<'de> for Id<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<M>(PhantomData<fn() -> M>);

        impl<M> de::Visitor<'_> for Visitor<M> {
            type Value = Id<M>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a Discord id as a string or an integer")
            }

            fn visit_u64<E: de::Error>(self, id: u64) -> Result<Self::Value, E> {
                Id::new_checked(id)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(id), &self))
            }

            fn visit_i64<E: de::Error>(self, id: i64) -> Result<Self::Value, E> {
                match u64::try_from(id) {
                    Ok(id) => self.visit_u64(id),
                    Err(_) => Err(E::invalid_value(de::Unexpected::Signed(id), &self)),
                }
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                text.parse()
                    .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(Visitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, marker::GuildMarker};

    type GuildId = Id<GuildMarker>;

    #[test]
    fn option_is_as_small_as_the_id() {
        assert_eq!(size_of::<Option<GuildId>>(), 8);
    }

    #[test]
    fn zero_is_an_id_and_the_maximum_is_not() {
        assert_eq!(GuildId::new(0).get(), 0);
        assert_eq!(GuildId::new_checked(u64::MAX), None);
        assert!("18446744073709551615".parse::<GuildId>().is_err());
        assert!(serde_json::from_str::<GuildId>("18446744073709551615").is_err());
    }

    #[test]
    fn decodes_strings_and_integers_and_encodes_strings() {
        let from_string: GuildId = serde_json::from_str("\"613425648685547541\"").unwrap();
        let from_integer: GuildId = serde_json::from_str("613425648685547541").unwrap();
        assert_eq!(from_string, from_integer);
        assert_eq!(
            serde_json::to_string(&from_integer).unwrap(),
            "\"613425648685547541\""
        );
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "+1",
            "-1",
            " 1",
            "1 ",
            "0x10",
            "one",
            "99999999999999999999",
        ] {
            assert!(text.parse::<GuildId>().is_err(), "{text:?}");
        }
        for json in ["-1", "1.5", "null", "true", "[]", "\"\""] {
            assert!(serde_json::from_str::<GuildId>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn orders_by_number() {
        assert!(GuildId::new(1) < GuildId::new(2));
        assert!(GuildId::new(0) < GuildId::new(u64::MAX - 1));
    }
}
