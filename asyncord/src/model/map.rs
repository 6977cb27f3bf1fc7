//! Small maps, such as resolved users by their ids.

use std::{borrow::Borrow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned},
    ser::SerializeMap,
};
use serde_json::value::RawValue;

use super::{RawJson, StrangeElement, Text, wire::lenient};

/// A map that Discord sent, such as the users of an interaction by their ids.
///
/// Its entries are few and keep their order; a look-up goes through them. A value that could not be read
/// is kept apart, as in a [`List`](super::List), and written back after the others.
#[derive(Clone)]
pub struct Map<K, V> {
    entries: Box<[(K, V)]>,
    strange: Option<Box<[(Text, StrangeElement)]>>,
}

impl<K, V> Map<K, V> {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, in the order they came.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The keys, in the order they came.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values, in the order they came.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values that could not be read, with their keys.
    pub fn strange(&self) -> &[(Text, StrangeElement)] {
        self.strange.as_deref().unwrap_or_default()
    }
}

impl<K: PartialEq, V> Map<K, V> {
    /// The value of a key.
    pub fn get<Q>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: PartialEq + ?Sized,
    {
        self.entries
            .iter()
            .find(|(own, _)| own.borrow() == key)
            .map(|(_, value)| value)
    }

    /// Sets the value of a key, and gives the one it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some((_, old)) = self.entries.iter_mut().find(|(own, _)| *own == key) {
            return Some(std::mem::replace(old, value));
        }
        let mut entries = std::mem::take(&mut self.entries).into_vec();
        entries.push((key, value));
        self.entries = entries.into();
        None
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            entries: Box::default(),
            strange: None,
        }
    }
}

impl<K: PartialEq, V> FromIterator<(K, V)> for Map<K, V> {
    /// Of several entries of one key the last stays.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_vec().into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = &'a (K, V);
    type IntoIter = std::slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    /// The order does not matter.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
            && self.strange() == other.strange()
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len() + self.strange().len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        for (key, element) in self.strange() {
            map.serialize_entry(key, &element.json)?;
        }
        map.end()
    }
}

impl<'de, K, V> Deserialize<'de> for Map<K, V>
where
    K: DeserializeOwned + PartialEq,
    V: DeserializeOwned,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<K, V>(PhantomData<(K, V)>);

        impl<'de, K, V> de::Visitor<'de> for Visitor<K, V>
        where
            K: DeserializeOwned + PartialEq,
            V: DeserializeOwned,
        {
            type Value = Map<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Map<K, V>, A::Error> {
                if lenient::is_on() {
                    return leniently(map);
                }
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Map {
                    entries: entries.into(),
                    strange: None,
                })
            }
        }

        deserializer.deserialize_map(Visitor(PhantomData))
    }
}

fn leniently<'de, K, V, A>(mut map: A) -> Result<Map<K, V>, A::Error>
where
    K: DeserializeOwned + PartialEq,
    V: DeserializeOwned,
    A: de::MapAccess<'de>,
{
    let mut entries = Vec::new();
    let mut strange = Vec::new();
    let mut index = 0;
    while let Some((name, raw)) = map.next_entry::<Text, Box<RawValue>>()? {
        match lenient::entry(&name, &raw) {
            Ok(entry) => entries.push(entry),
            Err(message) => strange.push((
                name,
                StrangeElement {
                    index,
                    message,
                    json: RawJson::from_raw(raw),
                },
            )),
        }
        index += 1;
    }
    Ok(Map {
        entries: entries.into(),
        strange: (!strange.is_empty()).then(|| strange.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::Map;
    use crate::{
        id::{Id, marker::UserMarker},
        model::{Text, decode_reporting},
    };

    type Names = Map<Id<UserMarker>, Text>;

    #[test]
    fn a_strange_value_or_key_costs_nothing_else_and_is_written_back() {
        let json = r#"{"4":"ada","x":"bob","5":7,"6":"eve"}"#;
        let (names, strange) = decode_reporting::<Names>(json).unwrap();
        assert_eq!(names.len(), 2);
        assert_eq!(names.get(&Id::new(6)).unwrap(), "eve");
        let paths: Vec<_> = strange
            .iter()
            .map(|strange| strange.path.as_str())
            .collect();
        assert_eq!(paths, ["x", "5"]);
        assert_eq!(
            serde_json::to_string(&names).unwrap(),
            r#"{"4":"ada","6":"eve","x":"bob","5":7}"#
        );
    }

    #[test]
    fn the_last_of_equal_keys_stays() {
        let map: Map<u8, u8> = [(1, 1), (2, 2), (1, 3)].into_iter().collect();
        assert_eq!(map.iter().collect::<Vec<_>>(), [(&1, &3), (&2, &2)]);
        assert_eq!(map, [(2, 2), (1, 3)].into_iter().collect());
    }
}
