//! Macros for types that stay open: enums and flags that keep what they do not know.

/// An enum over integers with an `Unknown` variant for values that Discord adds later.
///
/// ```text
/// open_enum! {
///     /// What sort of channel it is.
///     pub enum ChannelType {
///         /// A text channel of a guild.
///         GuildText = 0 => "GUILD_TEXT",
///     }
/// }
/// ```
macro_rules! open_enum {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $value:literal => $wire:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_doc])* $variant, )+
            /// A value that this version does not know; it is written back as it came.
            Unknown(i32),
        }

        impl $name {
            /// The values that this version knows.
            pub const KNOWN: &'static [Self] = &[$( Self::$variant, )+];

            /// The number on the wire.
            pub const fn value(self) -> i32 {
                match self {
                    $( Self::$variant => $value, )+
                    Self::Unknown(unknown) => unknown,
                }
            }

            /// The name in Discord's documentation, or `None` of a value that is not known.
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $( Self::$variant => Some($wire), )+
                    Self::Unknown(_) => None,
                }
            }
        }

        impl From<i32> for $name {
            fn from(value: i32) -> Self {
                match value {
                    $( $value => Self::$variant, )+
                    unknown => Self::Unknown(unknown),
                }
            }
        }

        impl From<$name> for i32 {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        /// The name in Discord's documentation, or the number of a value that is not known.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.name() {
                    Some(name) => f.pad(name),
                    None => ::std::fmt::Display::fmt(&self.value(), f),
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.value())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <i32 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        $crate::model::wire::required!($name);
    };
}

/// An enum over strings with an `Unknown` variant for values that Discord adds later.
macro_rules! open_string_enum {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $value:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_doc])* $variant, )+
            /// A value that this version does not know; it is written back as it came.
            Unknown(Box<str>),
        }

        impl $name {
            /// The values that this version knows.
            pub const KNOWN: &'static [Self] = &[$( Self::$variant, )+];

            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $value, )+
                    Self::Unknown(unknown) => unknown,
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $( $value => Self::$variant, )+
                    unknown => Self::Unknown(unknown.into()),
                }
            }
        }

        /// The value as it stands on the wire.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::model::open::TextVisitor(|text| Self::from(text)))
            }
        }

        $crate::model::wire::required!($name);
    };
}

/// A set of bits that keeps those it does not know.
///
/// `as number` and `as string` say how Discord writes the set; both are read.
macro_rules! open_flags {
    (
        $(#[$doc:meta])*
        pub struct $name:ident as $form:ident {
            $( #[doc = $flag_doc:literal] const $flag:ident = $value:expr; )*
        }
    ) => {
        ::bitflags::bitflags! {
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $name: u64 {
                $( #[doc = $flag_doc] const $flag = $value; )*
                // Bits that Discord adds later are kept.
                const _ = !0;
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                open_flags!(@serialize $form, self.bits(), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($crate::model::open::BitsVisitor).map(Self::from_bits_retain)
            }
        }

        $crate::model::wire::defaulted!($name);
    };
    (@serialize number, $bits:expr, $serializer:expr) => { $serializer.serialize_u64($bits) };
    (@serialize string, $bits:expr, $serializer:expr) => { $serializer.collect_str(&$bits) };
}

/// Reads a text by a function, without a copy of it.
pub(crate) struct TextVisitor<T>(pub(crate) fn(&str) -> T);

impl<T> serde::de::Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}

/// Reads a bit set from a number or a decimal string.
pub(crate) struct BitsVisitor;

impl serde::de::Visitor<'_> for BitsVisitor {
    type Value = u64;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a bit set as an integer or a decimal string")
    }

    fn visit_u64<E: serde::de::Error>(self, bits: u64) -> Result<u64, E> {
        Ok(bits)
    }

    fn visit_i64<E: serde::de::Error>(self, bits: i64) -> Result<u64, E> {
        u64::try_from(bits)
            .map_err(|_| E::invalid_value(serde::de::Unexpected::Signed(bits), &self))
    }

    fn visit_str<E: serde::de::Error>(self, bits: &str) -> Result<u64, E> {
        bits.parse()
            .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(bits), &self))
    }
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "the macros make public types")]
pub(crate) mod tests {
    open_enum! {
        /// Numbers.
        pub enum Number {
            /// One.
            One = 1 => "ONE",
        }
    }

    open_string_enum! {
        /// Words.
        pub enum Word {
            /// One.
            One = "one",
        }
    }

    open_flags! {
        /// Sent as a number.
        pub struct AsNumber as number {
            /// One.
            const ONE = 1;
        }
    }

    open_flags! {
        /// Sent as a string.
        pub struct AsString as string {
            /// One.
            const ONE = 1;
        }
    }

    #[test]
    fn unknown_values_are_kept_and_written_back() {
        for json in ["1", "200", "-1", "2147483647"] {
            let number: Number = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), json);
        }
        assert_eq!(
            serde_json::from_str::<Number>("200").unwrap(),
            Number::Unknown(200)
        );

        assert_eq!(
            format!("{:>4} {}", Number::One, Number::Unknown(200)),
            " ONE 200"
        );

        for json in [r#""one""#, r#""t\nwo""#] {
            let word: Word = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&word).unwrap(), json);
        }
        assert_eq!(serde_json::from_str::<Word>(r#""one""#).unwrap(), Word::One);
    }

    #[test]
    fn unknown_bits_are_kept_in_the_form_that_discord_uses() {
        let bits = (1u64 << 63) | 1;
        let number: AsNumber = serde_json::from_str(&bits.to_string()).unwrap();
        assert!(number.contains(AsNumber::ONE));
        assert_eq!(serde_json::to_string(&number).unwrap(), bits.to_string());

        let string: AsString = serde_json::from_str(&format!("\"{bits}\"")).unwrap();
        assert_eq!(
            serde_json::to_string(&string).unwrap(),
            format!("\"{bits}\"")
        );
        assert!(serde_json::from_str::<AsString>("\"many\"").is_err());
        assert!(serde_json::from_str::<AsNumber>("-1").is_err());
    }
}
