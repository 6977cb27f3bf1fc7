//! The reader of JSON behind all typed reading: serde's `Deserializer` over a text.
//!
//! It takes what serde_json takes and makes the same of it with fewer instructions (`tests/bench/RESULTS.md`):
//! it knows that the text is UTF-8, keeps no line numbers, looks at eight bytes of a string at a time, and
//! skips what is not wanted in one pass. Texts without escapes are lent from the payload. For the words of
//! a syntax error serde_json is asked; writing is its work as well.
//!
//! Two things differ: a number with a fraction is the nearest one (serde_json may be off by the last bit),
//! and keys are never read as booleans. Tests compare the two on real, made up and damaged payloads.

use std::fmt;

use serde::{
    Deserialize,
    de::{self, Unexpected},
};

mod access;
mod deserializer;
mod scan;

#[cfg(test)]
mod tests;

use self::scan::Reader;

/// Reads a whole text as one value.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    let mut reader = Reader::new(text);
    let value = T::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Why a text could not be read.
#[derive(Debug)]
pub(crate) struct Error(Box<Inner>);

#[derive(Debug)]
enum Inner {
    /// It is no JSON.
    Syntax(&'static str),
    /// It is none of the type that was asked for.
    Data(String),
}

impl Error {
    #[cold]
    fn syntax(message: &'static str) -> Self {
        Self(Box::new(Inner::Syntax(message)))
    }

    /// What is wrong with `text`; of what is no JSON also where, unless `text` is a part of another.
    pub(crate) fn message(self, text: &str, is_part: bool) -> String {
        match *self.0 {
            Inner::Data(message) => message,
            Inner::Syntax(message) => match serde_json::from_str::<de::IgnoredAny>(text) {
                Err(error) if is_part => super::lenient::bare_message(&error),
                Err(error) => error.to_string(),
                // Of what is not read serde_json looks at the outlines only.
                Ok(_) => message.to_owned(),
            },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Inner::Syntax(message) => f.write_str(message),
            Inner::Data(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Box::new(Inner::Data(message.to_string())))
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        match found {
            Unexpected::Unit => {
                Self::custom(format_args!("invalid type: null, expected {expected}"))
            }
            found => Self::custom(format_args!("invalid type: {found}, expected {expected}")),
        }
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        match found {
            Unexpected::Unit => {
                Self::custom(format_args!("invalid value: null, expected {expected}"))
            }
            found => Self::custom(format_args!("invalid value: {found}, expected {expected}")),
        }
    }
}
