//! What the tests of the data share.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::decode_reporting;

/// Reads an object in which nothing is strange, and makes sure that it is written as it came.
pub(crate) fn round<T: DeserializeOwned + Serialize>(json: &str) -> T {
    let (object, strange) = decode_reporting::<T>(json).unwrap();
    assert_eq!(strange, [], "{json}");
    let before: Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_value(&object).unwrap(), before);
    object
}
