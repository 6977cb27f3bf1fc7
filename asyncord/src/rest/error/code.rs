//! Discord's numbers for failures.

use std::fmt;

/// Discord's number for a failure. Any number is possible; the constants name those that Discord documents.
///
/// `Debug` shows the name as well, where there is one.
///
/// Discord docs: Opcodes and Status Codes/JSON Error Codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(pub u32);

/// What is known of a code.
struct Entry {
    code: u32,
    name: &'static str,
    advice: Option<&'static str>,
}

/// Makes constants of codes, and a table of what is known of them in the same order.
macro_rules! codes {
    ($( #[doc = $doc:literal] $name:ident = $code:literal $(, $advice:literal)?; )*) => {
        impl ErrorCode {
            $( #[doc = $doc] pub const $name: Self = Self($code); )*
        }

        pub(super) const TABLE: &[Entry] = &[
            $( Entry {
                code: $code,
                name: stringify!($name),
                advice: codes!(@optional $($advice)?),
            }, )*
        ];
    };
    (@optional) => { None };
    (@optional $advice:literal) => { Some($advice) };
}

mod invalid;
mod limits;
mod others;
mod refused;
mod unknown;

/// All that is known, in the order of the numbers.
const TABLES: [&[Entry]; 5] = [
    unknown::TABLE,
    limits::TABLE,
    refused::TABLE,
    invalid::TABLE,
    others::TABLE,
];

impl ErrorCode {
    fn entry(self) -> Option<&'static Entry> {
        TABLES.iter().find_map(|table| {
            let index = table.binary_search_by_key(&self.0, |entry| entry.code);
            index.ok().map(|index| &table[index])
        })
    }

    /// The name of the code's constant, if it has one.
    ///
    /// ```
    /// use asyncord::rest::ErrorCode;
    ///
    /// assert_eq!(ErrorCode(10_008).name(), Some("UNKNOWN_MESSAGE"));
    /// assert_eq!(ErrorCode(1).name(), None);
    /// ```
    pub fn name(self) -> Option<&'static str> {
        self.entry().map(|entry| entry.name)
    }

    /// What to do about it, where that is known.
    pub(crate) fn advice(self) -> Option<&'static str> {
        self.entry().and_then(|entry| entry.advice)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "ErrorCode({}: {name})", self.0),
            None => write!(f, "ErrorCode({})", self.0),
        }
    }
}

impl From<u32> for ErrorCode {
    fn from(code: u32) -> Self {
        Self(code)
    }
}

#[cfg(test)]
mod tests;
