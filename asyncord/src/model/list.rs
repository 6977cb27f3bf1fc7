//! Lists that one strange element does not spoil.

use std::{fmt, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned},
    ser::SerializeSeq,
};
use serde_json::value::RawValue;

use super::{RawJson, wire::lenient};

/// A list that Discord sent; it is a slice in all that reads it.
///
/// An element that could not be read is kept apart, as it came: [`strange`](Self::strange) tells of it,
/// and it is written back in its place.
///
/// ```
/// use asyncord::model::{List, Text, decode};
///
/// let list: List<Text> = decode(r#"["a", 5, "b"]"#)?;
/// assert_eq!(list, ["a", "b"]);
/// assert_eq!(list.strange()[0].index, 1);
/// assert_eq!(serde_json::to_string(&list)?, r#"["a",5,"b"]"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct List<T>(Inner<T>);

// As large as a boxed slice: the second variant stands where the first has its length.
#[derive(Clone)]
enum Inner<T> {
    Plain(Box<[T]>),
    Mixed(Box<Mixed<T>>),
}

#[derive(Clone)]
struct Mixed<T> {
    items: Box<[T]>,
    strange: Box<[StrangeElement]>,
}

/// An element of a list, or a value of a map, that could not be read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StrangeElement {
    /// Its place among all elements, read or not.
    pub index: usize,
    /// What is wrong with it.
    pub message: String,
    /// The element as it came.
    pub json: RawJson,
}

impl<T> List<T> {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// The elements that could not be read.
    pub fn strange(&self) -> &[StrangeElement] {
        match &self.0 {
            Inner::Plain(_) => &[],
            Inner::Mixed(mixed) => &mixed.strange,
        }
    }

    /// The elements, as a vector that can grow.
    pub fn into_vec(self) -> Vec<T> {
        match self.0 {
            Inner::Plain(items) => items.into_vec(),
            Inner::Mixed(mixed) => mixed.items.into_vec(),
        }
    }

    /// Adds an element at the end.
    ///
    /// It moves all others: collect many into a `Vec` first.
    pub fn push(&mut self, item: T) {
        let items = match &mut self.0 {
            Inner::Plain(items) => items,
            Inner::Mixed(mixed) => &mut mixed.items,
        };
        let mut grown = std::mem::take(items).into_vec();
        grown.reserve_exact(1);
        grown.push(item);
        *items = grown.into();
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Inner::Plain(Box::default()))
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Inner::Plain(items) => items,
            Inner::Mixed(mixed) => &mixed.items,
        }
    }
}

impl<T> std::ops::DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Inner::Plain(items) => items,
            Inner::Mixed(mixed) => &mut mixed.items,
        }
    }
}

impl<T> AsRef<[T]> for List<T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Inner::Plain(items.into()))
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.into_vec()
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        Self(Inner::Plain(items.into()))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Inner::Plain(items.into_iter().collect()))
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        let items = match &mut self.0 {
            Inner::Plain(items) => items,
            Inner::Mixed(mixed) => &mut mixed.items,
        };
        let mut grown = std::mem::take(items).into_vec();
        grown.extend(more);
        *items = grown.into();
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other && self.strange() == other.strange()
    }
}

impl<T: Eq> Eq for List<T> {}

impl<T: PartialEq<U>, U> PartialEq<[U]> for List<T> {
    fn eq(&self, other: &[U]) -> bool {
        **self == *other
    }
}

impl<T: PartialEq<U>, U> PartialEq<&[U]> for List<T> {
    fn eq(&self, other: &&[U]) -> bool {
        **self == **other
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for List<T> {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == *other
    }
}

impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for List<T> {
    fn eq(&self, other: &Vec<U>) -> bool {
        **self == **other
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let strange = self.strange();
        let mut seq = serializer.serialize_seq(Some(self.len() + strange.len()))?;
        let mut items = self.iter();
        for (written, element) in strange.iter().enumerate() {
            // Those before it that were read; fewer where some were taken out since.
            let before = element.index.saturating_sub(written);
            let missing = before.saturating_sub(self.len() - items.len());
            for item in items.by_ref().take(missing) {
                seq.serialize_element(item)?;
            }
            seq.serialize_element(&element.json)?;
        }
        for item in items {
            seq.serialize_element(item)?;
        }
        seq.end()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);

        impl<'de, T: DeserializeOwned> de::Visitor<'de> for Visitor<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
                if lenient::is_on() {
                    return leniently(seq);
                }
                let Some(first) = seq.next_element()? else {
                    return Ok(List::default());
                };
                // Most lists are short: one allocation, where the elements are no large objects.
                let mut items = Vec::with_capacity(if size_of::<T>() <= 16 { 4 } else { 1 });
                items.push(first);
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(items.into())
            }
        }

        deserializer.deserialize_seq(Visitor(std::marker::PhantomData))
    }
}

fn leniently<'de, T: DeserializeOwned, A: de::SeqAccess<'de>>(
    mut seq: A,
) -> Result<List<T>, A::Error> {
    let mut items = Vec::new();
    let mut strange = Vec::new();
    let mut index = 0;
    while let Some(raw) = seq.next_element::<Box<RawValue>>()? {
        match lenient::element(index, &raw) {
            Ok(item) => items.push(item),
            Err(message) => strange.push(StrangeElement {
                index,
                message,
                json: RawJson::from_raw(raw),
            }),
        }
        index += 1;
    }
    Ok(if strange.is_empty() {
        items.into()
    } else {
        List(Inner::Mixed(Box::new(Mixed {
            items: items.into(),
            strange: strange.into(),
        })))
    })
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::model::{decode, decode_reporting};

    #[test]
    fn it_is_as_small_as_a_boxed_slice() {
        assert_eq!(size_of::<List<u64>>(), 16);
    }

    #[test]
    fn strange_elements_are_kept_in_their_places() {
        for json in [
            "[]",
            "[1,2]",
            r#"["x"]"#,
            r#"["x",1,"y","z",2,3]"#,
            r#"[1,{"a":[]},2,null]"#,
        ] {
            let list: List<u64> = decode(json).unwrap();
            assert_eq!(serde_json::to_string(&list).unwrap(), json);
        }
    }

    #[test]
    fn each_strange_element_is_reported_with_its_place() {
        let (lists, strange) =
            decode_reporting::<List<List<u64>>>(r#"[[1,"x",2],["y"],5]"#).unwrap();
        assert_eq!(lists.len(), 2);
        assert_eq!(lists[0], [1, 2]);
        assert!(lists[1].is_empty());
        let told: Vec<_> = strange.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                r#"[0][1]: invalid type: string "x", expected u64"#,
                r#"[1][0]: invalid type: string "y", expected u64"#,
                "[2]: invalid type: integer `5`, expected an array",
            ]
        );
    }

    #[test]
    fn elements_can_be_added_and_taken_out_beside_strange_ones() {
        let mut list: List<u64> = decode(r#"[1,"x",2]"#).unwrap();
        list.push(3);
        assert_eq!(serde_json::to_string(&list).unwrap(), r#"[1,"x",2,3]"#);
        list[0] = 7;
        assert_eq!(list.into_vec(), [7, 2, 3]);
    }
}
