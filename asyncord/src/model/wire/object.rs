//! Structs: what `#[object]` implements, and what its expansion calls.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned, MapAccess},
    ser::SerializeMap,
};

use super::{
    Depth, Keys, Source, State, Value, lenient,
    source::{Key, Plain},
};

/// A struct that is an object on the wire.
pub(crate) trait Object: Sized {
    /// The type's name, for errors.
    const NAME: &'static str;
    /// How many keys it knows.
    const FIELDS: usize;

    /// What is known of the object while it is read.
    type Parts: Default;

    /// Which field a key is.
    fn field(key: &str) -> Option<usize>;

    /// Reads the value of a field.
    fn take<'de, A: Source<'de>>(
        parts: &mut Self::Parts,
        field: usize,
        source: &mut A,
    ) -> Result<(), A::Error>;

    /// Makes the object of what was read.
    fn finish<E: de::Error>(parts: Self::Parts) -> Result<Self, E>;

    /// Writes the fields.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl<T: Object> Object for Box<T> {
    const NAME: &'static str = T::NAME;
    const FIELDS: usize = T::FIELDS;
    type Parts = T::Parts;

    fn field(key: &str) -> Option<usize> {
        T::field(key)
    }

    fn take<'de, A: Source<'de>>(
        parts: &mut Self::Parts,
        field: usize,
        source: &mut A,
    ) -> Result<(), A::Error> {
        T::take(parts, field, source)
    }

    fn finish<E: de::Error>(parts: Self::Parts) -> Result<Self, E> {
        T::finish(parts).map(Self::new)
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        T::write(self, map)
    }
}

/// Reads an object.
pub(crate) fn read_source<'de, T: Object, A: Source<'de>>(mut source: A) -> Result<T, A::Error> {
    let _deeper = Depth::enter()?;
    let mut parts = T::Parts::default();
    loop {
        match source.key(T::field)? {
            Key::Field(field) => T::take(&mut parts, field, &mut source)?,
            Key::Unknown => source.skip()?,
            Key::End => break,
        }
    }
    T::finish(parts)
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> de::Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        read_source(Plain(map))
    }
}

/// The `deserialize` of an object.
pub(crate) fn read_object<'de, T: Object, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// The `serialize` of an object.
pub(crate) fn write_object<T: Object, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.write(&mut map)?;
    map.end()
}

/// What came of reading an optional field.
pub(crate) enum Read<T> {
    /// A value.
    Value(T),
    /// `null`.
    Null,
    /// Something that could not be read, which was reported.
    Strange,
}

/// Reads the value of an optional field.
pub(crate) fn read<'de, T: DeserializeOwned, A: Source<'de>, const BYTES: usize>(
    source: &mut A,
    key: &'static str,
    keys: &mut Keys<BYTES>,
    field: usize,
) -> Result<Read<T>, A::Error> {
    let value = if lenient::is_on() {
        match lenient::optional::<Option<T>, A>(source, key)? {
            Some(value) => value,
            None => return Ok(Read::Strange),
        }
    } else {
        source.value::<Option<T>>()?
    };
    let Some(value) = value else {
        keys.set(field, State::Null);
        return Ok(Read::Null);
    };
    keys.set(field, State::There);
    Ok(Read::Value(value))
}

/// Reads the value of a field that begins as its default; `None` leaves it.
pub(crate) fn read_or_default<'de, T: DeserializeOwned, A: Source<'de>, const BYTES: usize>(
    source: &mut A,
    key: &'static str,
    keys: &mut Keys<BYTES>,
    field: usize,
) -> Result<Option<T>, A::Error> {
    Ok(match read(source, key, keys, field)? {
        Read::Value(value) => Some(value),
        Read::Null | Read::Strange => None,
    })
}

/// Reads the value of a field that the object cannot do without.
pub(crate) fn read_required<'de, T: DeserializeOwned, A: Source<'de>, const BYTES: usize>(
    source: &mut A,
    key: &'static str,
    keys: &mut Keys<BYTES>,
    field: usize,
) -> Result<T, A::Error> {
    let value = if lenient::is_on() {
        lenient::required(source, key)?
    } else {
        source.value()?
    };
    keys.set(field, State::There);
    Ok(value)
}

/// Reads the value of a field into its slot, as the field's type asks for.
pub(crate) fn read_slot<'de, T, A: Source<'de>, const BYTES: usize>(
    source: &mut A,
    key: &'static str,
    keys: &mut Keys<BYTES>,
    field: usize,
    slot: &mut T::Slot,
) -> Result<(), A::Error>
where
    T: Value + DeserializeOwned,
{
    if T::REQUIRED {
        *slot = read_required::<T, A, BYTES>(source, key, keys, field)?.fill();
        return Ok(());
    }
    match read::<T, A, BYTES>(source, key, keys, field)? {
        Read::Value(value) => *slot = value.fill(),
        Read::Null => {
            if let Some(value) = T::null() {
                *slot = value.fill();
            }
        }
        Read::Strange => {}
    }
    Ok(())
}

/// What a field holds after all keys were read.
pub(crate) fn finish<T: Value, E: de::Error>(slot: T::Slot, key: &'static str) -> Result<T, E> {
    T::finish(slot).ok_or_else(|| {
        lenient::fail_at_key(key);
        E::missing_field(key)
    })
}

/// Writes a field as it came, or as it was set since.
pub(crate) fn write<T: Value + Serialize, M: SerializeMap>(
    map: &mut M,
    key: &'static str,
    value: &T,
    state: State,
) -> Result<(), M::Error> {
    write_default(map, key, value, value.is_absent(), state)
}

/// As [`write`], where the caller knows whether the value is what an absent key stands for.
pub(crate) fn write_default<T: Serialize, M: SerializeMap>(
    map: &mut M,
    key: &'static str,
    value: &T,
    is_default: bool,
    state: State,
) -> Result<(), M::Error> {
    match (is_default, state) {
        (true, State::Absent) => Ok(()),
        (true, State::Null) => map.serialize_entry(key, &()),
        _ => map.serialize_entry(key, value),
    }
}
