//! serde's view of the text.

use serde::{
    Deserializer,
    de::{self, Error as _, IntoDeserializer, Unexpected, Visitor},
    forward_to_deserialize_any,
};

use super::{
    Error,
    access::{Inside, Raw, Variant},
    scan::{Number, Reader, Text},
};

/// The name by which serde_json's `RawValue` asks for a value as it stands in the text. Were it another
/// one day, reading such a value would fail, and tests with it.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

impl<'de> Text<'de, '_> {
    #[inline]
    pub(super) fn visit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Lent(text) => visitor.visit_borrowed_str(text),
            Self::Unescaped(text) => visitor.visit_str(text),
        }
    }
}

impl Number<'_> {
    #[inline]
    pub(super) fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Unsigned(number) => visitor.visit_u64(number),
            Self::Signed(number) => visitor.visit_i64(number),
            Self::Other(text) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => visitor.visit_f64(number),
                _ => Err(Error::syntax("number out of range")),
            },
        }
    }
}

impl<'de> Reader<'de> {
    #[inline]
    fn map<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        self.pass();
        self.enter()?;
        let mut inside = Inside::new(self, b'}');
        let value = visitor.visit_map(&mut inside)?;
        inside.end()?;
        self.leave();
        Ok(value)
    }

    #[inline]
    fn seq<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        self.pass();
        self.enter()?;
        let mut inside = Inside::new(self, b']');
        let value = visitor.visit_seq(&mut inside)?;
        inside.end()?;
        self.leave();
        Ok(value)
    }

    /// Tells that something else stands here than what was asked for.
    #[cold]
    fn other_type(&mut self, expected: &dyn de::Expected) -> Error {
        let result = match self.token() {
            Ok(b'"') => {
                self.pass();
                self.string()
                    .map(|(Text::Lent(text) | Text::Unescaped(text))| {
                        Error::invalid_type(Unexpected::Str(text), expected)
                    })
            }
            Ok(b'n') => self
                .word("null")
                .map(|()| Error::invalid_type(Unexpected::Unit, expected)),
            Ok(b't') => self
                .word("true")
                .map(|()| Error::invalid_type(Unexpected::Bool(true), expected)),
            Ok(b'f') => self
                .word("false")
                .map(|()| Error::invalid_type(Unexpected::Bool(false), expected)),
            Ok(b'{') => Ok(Error::invalid_type(Unexpected::Map, expected)),
            Ok(b'[') => Ok(Error::invalid_type(Unexpected::Seq, expected)),
            Ok(b'-' | b'0'..=b'9') => self.number().map(|number| {
                let found = match number {
                    Number::Unsigned(number) => Unexpected::Unsigned(number),
                    Number::Signed(number) => Unexpected::Signed(number),
                    Number::Other(text) => Unexpected::Float(text.parse().unwrap_or(f64::NAN)),
                };
                Error::invalid_type(found, expected)
            }),
            Ok(_) => Ok(Error::syntax("expected value")),
            Err(error) => Err(error),
        };
        result.unwrap_or_else(|error| error)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.token()? {
            b'"' => {
                self.pass();
                self.string()?.visit(visitor)
            }
            b'-' | b'0'..=b'9' => self.number()?.visit(visitor),
            b'{' => self.map(visitor),
            b'[' => self.seq(visitor),
            b'n' => {
                self.word("null")?;
                visitor.visit_unit()
            }
            b't' => {
                self.word("true")?;
                visitor.visit_bool(true)
            }
            b'f' => {
                self.word("false")?;
                visitor.visit_bool(false)
            }
            _ => Err(Error::syntax("expected value")),
        }
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.token()? == b'n' {
            self.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.token()? == b'"' {
            self.pass();
            return self.string()?.visit(visitor);
        }
        Err(self.other_type(&visitor))
    }

    #[inline]
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.token()? == b'{' {
            return self.map(visitor);
        }
        Err(self.other_type(&visitor))
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.token()? == b'[' {
            return self.seq(visitor);
        }
        Err(self.other_type(&visitor))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.token()? != b'"' {
            return self.deserialize_any(visitor);
        }
        self.pass();
        match self.string()? {
            Text::Lent(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
            Text::Unescaped(text) => visitor.visit_bytes(text.as_bytes()),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == RAW_VALUE {
            return visitor.visit_map(Raw::new(self.raw()?));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.token()? {
            b'"' => {
                self.pass();
                match self.string()? {
                    Text::Lent(text) | Text::Unescaped(text) => {
                        visitor.visit_enum(text.into_deserializer())
                    }
                }
            }
            b'{' => {
                self.pass();
                self.enter()?;
                let value = visitor.visit_enum(Variant(self))?;
                self.expect(b'}', "expected the end of the object")?;
                self.leave();
                Ok(value)
            }
            _ => Err(Error::syntax("expected value")),
        }
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char unit unit_struct tuple tuple_struct
        struct
    }
}
