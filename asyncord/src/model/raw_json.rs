//! JSON as it came.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{DecodeError, decode};

/// JSON as it came: an object of a kind that is not known, or a part whose form Discord leaves open.
///
/// `Debug` shows no more than its length: it may hold what people wrote, or a token.
#[derive(Clone)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// Takes JSON.
    ///
    /// # Errors
    ///
    /// If `json` is not one JSON value.
    pub fn from_json(json: impl Into<String>) -> Result<Self, DecodeError> {
        RawValue::from_string(json.into())
            .map(Self)
            .map_err(|error| DecodeError::new(String::new(), error.to_string()))
    }

    pub(crate) fn from_raw(raw: Box<RawValue>) -> Self {
        Self(raw)
    }

    /// The JSON.
    pub fn json(&self) -> &str {
        self.0.get()
    }

    /// Decodes it as a type of one's own.
    ///
    /// # Errors
    ///
    /// If it does not have the form of `T`.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode(self.json())
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawJson({} bytes)", self.json().len())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self)
    }
}
