//! Enums of objects told apart by one key: what `#[tagged]` implements, and what its expansion calls.

use std::{borrow::Cow, collections::VecDeque, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

use super::{
    Depth, Source, lenient,
    source::{Plain, Replay},
};

/// An enum of objects, told apart by one key.
pub(crate) trait Union: Sized {
    /// The type's name, for errors.
    const NAME: &'static str;
    /// The key.
    const KEY: &'static str;

    /// Reads the object of which the key says the kind.
    fn read<'de, A: Source<'de>>(tag: Tag, source: Replay<A>) -> Result<Self, A::Error>;
}

/// The value of the key that tells the kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tag {
    /// An integer.
    Number(i64),
    /// A text.
    Text(String),
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            // As JSON; a text is always possible there.
            Self::Text(text) => f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?),
        }
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Tag;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a kind, as an integer or a string")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Tag, E> {
                Ok(Tag::Number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Tag, E> {
                i64::try_from(number)
                    .map(Tag::Number)
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tag, E> {
                Ok(Tag::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// Reads an enum of objects: up to the key that tells the kind, then on as that kind.
pub(crate) fn read_union<'de, T: Union, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(UnionVisitor(PhantomData))
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union> de::Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let _deeper = Depth::enter()?;
        let mut read = VecDeque::new();
        // Discord mostly sends the kind first, and then nothing is kept.
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if key == T::KEY {
                let tag = map.next_value()?;
                return T::read(tag, Replay::new(read, Plain(map)));
            }
            let key = key.into_owned();
            read.push_back((key, map.next_value()?));
        }
        lenient::fail_at_key(T::KEY);
        Err(de::Error::missing_field(T::KEY))
    }
}
