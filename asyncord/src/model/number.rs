//! Numbers that keep their form.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number that Discord writes with or without a fraction; `1` and `1.0` are written back as they came.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(serde_json::Number);

impl Number {
    /// The nearest `f64`.
    pub fn get(&self) -> f64 {
        // Always there: without the feature `arbitrary_precision` a number is one of three primitives.
        self.0.as_f64().unwrap_or_default()
    }

    /// The number, if it is whole and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    /// Takes a number, or `None` of infinities and of what is not a number: JSON has none.
    pub fn from_f64(number: f64) -> Option<Self> {
        serde_json::Number::from_f64(number).map(Self)
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

impl From<i32> for Number {
    fn from(number: i32) -> Self {
        Self(number.into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn the_form_is_kept() {
        for json in ["1", "1.0", "-3", "64.57", "18446744073709551615"] {
            let number: Number = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), json);
        }
        assert_eq!(Number::from_f64(f64::NAN), None);
    }
}
