//! Every object of Discord's documentation by name, read and written again as its type of ours.

use asyncord::{
    event::AnyEvent,
    model::{self, DecodeError, Strange},
};

/// What came of reading a payload and writing it again.
#[derive(Debug)]
pub struct RoundTrip {
    /// The payload as it is written again.
    pub again: String,
    /// What was left out because it could not be read.
    pub strange: Vec<Strange>,
}

/// Reads JSON as one type, and writes it again.
pub type Reader = fn(&str) -> Result<RoundTrip, DecodeError>;

/// Reads `json` as the object `name` of Discord's documentation, or as the event of that wire name.
///
/// Case, spaces and underscores of an object's name do not matter, nor does a last word "object" or
/// "structure". `None` is a name that is not known.
pub fn round_trip(name: &str, json: &str) -> Option<Result<RoundTrip, DecodeError>> {
    if AnyEvent::NAMES.contains(&name) {
        return Some(event(name, json));
    }
    let wanted = simplify(name);
    let (_, reader) = OBJECTS.iter().find(|(name, _)| simplify(name) == wanted)?;
    Some(reader(json))
}

fn event(name: &str, json: &str) -> Result<RoundTrip, DecodeError> {
    let (event, strange) = AnyEvent::decode_reporting(name, json)?;
    Ok(written(&event, strange))
}

fn object<T: serde::de::DeserializeOwned + serde::Serialize>(
    json: &str,
) -> Result<RoundTrip, DecodeError> {
    let (object, strange) = model::decode_reporting::<T>(json)?;
    Ok(written(&object, strange))
}

fn written(value: &impl serde::Serialize, strange: Vec<Strange>) -> RoundTrip {
    RoundTrip {
        again: serde_json::to_string(value).expect("what was read can be written"),
        strange,
    }
}

fn simplify(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    for ending in ["object", "structure"] {
        if let Some(name) = name.strip_suffix(ending) {
            return name.to_owned();
        }
    }
    name
}

macro_rules! objects {
    ($($name:ident $(as $($alias:literal),+)?;)+) => {
        /// The objects by their names in the documentation.
        pub const OBJECTS: &[(&str, Reader)] = &[$(
            (stringify!($name), object::<model::$name>),
            $($(($alias, object::<model::$name>),)+)?
        )+];
    };
}

objects! {
    Channel;
    Message;
    User;
}
