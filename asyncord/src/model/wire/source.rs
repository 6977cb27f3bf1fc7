//! Where an object's keys and values are read from.

use std::{collections::VecDeque, fmt};

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, IgnoredAny, MapAccess},
};
use serde_json::value::RawValue;

use super::{Tag, json};
use crate::model::RawJson;

/// What key comes next.
pub(crate) enum Key {
    /// That of a field.
    Field(usize),
    /// One that is not known.
    Unknown,
    /// None.
    End,
}

impl From<Option<usize>> for Key {
    fn from(field: Option<usize>) -> Self {
        field.map_or(Self::Unknown, Self::Field)
    }
}

/// The keys and values of an object.
pub(crate) trait Source<'de> {
    /// What can go wrong.
    type Error: de::Error;

    /// Reads the next key, by what `of` makes of it.
    fn key(&mut self, of: fn(&str) -> Option<usize>) -> Result<Key, Self::Error>;

    /// Reads the value of the key that was read last.
    fn value<T: DeserializeOwned>(&mut self) -> Result<T, Self::Error>;

    /// Skips the value of the key that was read last.
    fn skip(&mut self) -> Result<(), Self::Error>;

    /// Reads the next pair as it came.
    fn pair(&mut self) -> Result<Option<(String, Box<RawValue>)>, Self::Error>;
}

/// A map of serde's.
pub(crate) struct Plain<A>(pub(crate) A);

impl<'de, A: MapAccess<'de>> Source<'de> for Plain<A> {
    type Error = A::Error;

    fn key(&mut self, of: fn(&str) -> Option<usize>) -> Result<Key, A::Error> {
        Ok(self.0.next_key_seed(KeyAs(of))?.unwrap_or(Key::End))
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T, A::Error> {
        self.0.next_value()
    }

    fn skip(&mut self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }

    fn pair(&mut self) -> Result<Option<(String, Box<RawValue>)>, A::Error> {
        self.0.next_entry()
    }
}

/// Reads a key by a function.
struct KeyAs(fn(&str) -> Option<usize>);

impl<'de> de::DeserializeSeed<'de> for KeyAs {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl de::Visitor<'_> for KeyAs {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok((self.0)(key).into())
    }
}

/// An object of which the first pairs were read already, up to its kind: they come again.
pub(crate) struct Replay<A> {
    read: VecDeque<(String, Box<RawValue>)>,
    value: Option<Box<RawValue>>,
    rest: A,
}

impl<'de, A: Source<'de>> Replay<A> {
    pub(super) fn new(read: VecDeque<(String, Box<RawValue>)>, rest: A) -> Self {
        Self {
            read,
            value: None,
            rest,
        }
    }

    /// The whole object as it came, with its kind first.
    pub(crate) fn into_raw(mut self, key: &str, tag: &Tag) -> Result<RawJson, A::Error> {
        let text = |text: &str| serde_json::to_string(text).map_err(de::Error::custom);
        let mut json = format!("{{{}:{tag}", text(key)?);
        while let Some((key, value)) = self.pair()? {
            json.push(',');
            json.push_str(&text(&key)?);
            json.push(':');
            json.push_str(value.get());
        }
        json.push('}');
        RawJson::from_json(json).map_err(de::Error::custom)
    }
}

impl<'de, A: Source<'de>> Source<'de> for Replay<A> {
    type Error = A::Error;

    fn key(&mut self, of: fn(&str) -> Option<usize>) -> Result<Key, A::Error> {
        let Some((key, value)) = self.read.pop_front() else {
            return self.rest.key(of);
        };
        self.value = Some(value);
        Ok(of(&key).into())
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T, A::Error> {
        match self.value.take() {
            Some(value) => json::from_str(value.get())
                .map_err(|error| de::Error::custom(error.message(value.get(), true))),
            None => self.rest.value(),
        }
    }

    fn skip(&mut self) -> Result<(), A::Error> {
        match self.value.take() {
            Some(_) => Ok(()),
            None => self.rest.skip(),
        }
    }

    fn pair(&mut self) -> Result<Option<(String, Box<RawValue>)>, A::Error> {
        match self.read.pop_front() {
            Some(pair) => Ok(Some(pair)),
            None => self.rest.pair(),
        }
    }
}
