//! What may stand in a field, and what an absent key stands for.

use crate::{
    id::Id,
    model::{Color, Field, ImageHash, List, Map, Nonce, Number, RawJson, Text, Timestamp},
};

/// A value that may stand in a field of an object.
pub(crate) trait Value: Sized {
    /// Whether an object makes no sense without it.
    const REQUIRED: bool;

    /// What holds the value while the object is read.
    type Slot: Default;

    /// A slot with a value.
    fn fill(self) -> Self::Slot;

    /// The value, or `None` where it is required and did not come.
    fn finish(slot: Self::Slot) -> Option<Self>;

    /// What `null` stands for, if it is allowed.
    fn null() -> Option<Self> {
        Self::finish(Self::Slot::default())
    }

    /// Whether it is what an absent key stands for.
    fn is_absent(&self) -> bool;
}

/// Values that an object cannot do without, unless they stand in an `Option`.
macro_rules! required {
    ($($(@[$($generics:tt)*])? $ty:ty),+ $(,)?) => {$(
        impl $(<$($generics)*>)? $crate::model::wire::Value for $ty {
            const REQUIRED: bool = true;
            type Slot = ::core::option::Option<Self>;

            fn fill(self) -> Self::Slot {
                ::core::option::Option::Some(self)
            }

            fn finish(slot: Self::Slot) -> ::core::option::Option<Self> {
                slot
            }

            fn is_absent(&self) -> bool {
                false
            }
        }
    )+};
}

/// Values with an empty one, which an absent key and `null` stand for.
macro_rules! defaulted {
    ($($(@[$($generics:tt)*])? $ty:ty),+ $(,)?) => {$(
        impl $(<$($generics)*>)? $crate::model::wire::Value for $ty {
            const REQUIRED: bool = false;
            type Slot = Self;

            fn fill(self) -> Self {
                self
            }

            fn finish(slot: Self) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(slot)
            }

            #[allow(clippy::float_cmp, reason = "exactly the default is meant")]
            fn is_absent(&self) -> bool {
                *self == <$ty>::default()
            }
        }
    )+};
}

pub(crate) use {defaulted, required};

required!(
    @[M] Id<M>,
    @[T] Box<T>,
    Color,
    ImageHash,
    Nonce,
    Number,
    RawJson,
    Timestamp,
);
defaulted!(bool, u8, u16, u32, u64, i32, i64, f64, String, Text);

impl<T> Value for Option<T> {
    const REQUIRED: bool = false;
    type Slot = Self;

    fn fill(self) -> Self {
        self
    }

    fn finish(slot: Self) -> Option<Self> {
        Some(slot)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Value for Field<T> {
    const REQUIRED: bool = false;
    type Slot = Self;

    fn fill(self) -> Self {
        self
    }

    fn finish(slot: Self) -> Option<Self> {
        Some(slot)
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> Value for List<T> {
    const REQUIRED: bool = false;
    type Slot = Self;

    fn fill(self) -> Self {
        self
    }

    fn finish(slot: Self) -> Option<Self> {
        Some(slot)
    }

    fn is_absent(&self) -> bool {
        self.is_empty() && self.strange().is_empty()
    }
}

impl<K, V> Value for Map<K, V> {
    const REQUIRED: bool = false;
    type Slot = Self;

    fn fill(self) -> Self {
        self
    }

    fn finish(slot: Self) -> Option<Self> {
        Some(slot)
    }

    fn is_absent(&self) -> bool {
        self.is_empty() && self.strange().is_empty()
    }
}
