//! JSON that is not what the schema says, in ways that Discord may one day send.
//!
//! All say what they did where, with paths into the value as it is afterwards.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::{Kind, Path, Spec, text};

/// A value that was put somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Planted {
    /// Where it stands.
    pub path: Path,
    /// What it is.
    pub value: Value,
}

/// A value that was put in the place of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// Where it stands.
    pub path: Path,
    /// What stood there.
    pub from: Value,
    /// What stands there.
    pub to: Value,
}

/// Which values of enums are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tags {
    /// Those that tell which schema their object follows stay as they are.
    Kept,
    /// All of them.
    Replaced,
}

/// What becomes null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// Optional properties that the spec allows to be null.
    Allowed,
    /// All optional properties.
    All,
}

/// How the names of fields begin that [`with_unknowns`] adds.
pub const UNKNOWN: &str = "x_undocumented";

/// Puts one or two fields that nobody knows in every object.
///
/// Objects that look like maps, whose keys are data, are left alone: empty ones, and those whose keys are all
/// numbers or all locales. [`with_unknowns_of`] knows for certain.
pub fn with_unknowns(value: &mut Value, rng: &mut Rng) -> Vec<Planted> {
    let mut objects = Vec::new();
    objects_of(value, &Path::root(), &mut objects);
    plant(value, &objects, rng)
}

/// Puts one or two fields that nobody knows in every object whose keys are names by the schema.
pub fn with_unknowns_of(spec: &Spec, name: &str, value: &mut Value, rng: &mut Rng) -> Vec<Planted> {
    let spots = spec.spots(name, value).into_iter();
    let objects: Vec<_> = spots
        .filter(|spot| matches!(spot.kind, Kind::Object(_)))
        .map(|spot| spot.path)
        .collect();
    plant(value, &objects, rng)
}

fn plant(value: &mut Value, objects: &[Path], rng: &mut Rng) -> Vec<Planted> {
    let mut planted = Vec::new();
    for path in objects {
        let Some(object) = path.get_mut(value).and_then(Value::as_object_mut) else {
            continue;
        };
        for number in 0..rng.usize(1..=2) {
            let name = if number == 0 {
                UNKNOWN.to_owned()
            } else {
                format!("{UNKNOWN}_{number}")
            };
            let value = strange(rng);
            object.insert(name.clone(), value.clone());
            planted.push(Planted {
                path: path.key(&name),
                value,
            });
        }
    }
    planted
}

/// Takes what was planted out again, where it still stands; from the last to the first, so that elements of
/// lists are still where they were.
pub fn without(value: &mut Value, planted: &[Planted]) {
    for one in planted.iter().rev() {
        if one.path.get(value) == Some(&one.value) {
            one.path.remove(value);
        }
    }
}

/// Replaces values of enums by such as no version of the spec knows, numbers by numbers and strings by
/// strings.
///
/// Numbers stay below 256 where the known ones do.
pub fn unknown_enum_values(
    spec: &Spec,
    name: &str,
    value: &mut Value,
    tags: Tags,
    rng: &mut Rng,
) -> Vec<Replaced> {
    let mut replaced = Vec::new();
    for spot in spec.spots(name, value) {
        let Kind::Value { of, tag } = spot.kind else {
            continue;
        };
        if tag && tags == Tags::Kept {
            continue;
        }
        let known: Vec<_> = spec
            .enum_values(&of)
            .into_iter()
            .flatten()
            .map(|one| one.value)
            .collect();
        let to = unknown_value(&known, rng);
        replace(value, spot.path, to, &mut replaced);
    }
    replaced
}

fn unknown_value(known: &[Value], rng: &mut Rng) -> Value {
    if known.iter().all(Value::is_string) {
        let word = text::word(rng);
        let upper = known
            .iter()
            .filter_map(Value::as_str)
            .all(|one| one.to_uppercase() == one);
        let word = format!("undocumented_{word}");
        return if upper { word.to_uppercase() } else { word }.into();
    }
    let known: BTreeSet<_> = known.iter().filter_map(Value::as_i64).collect();
    let most = if known.last() < Some(&256) {
        255
    } else {
        i64::from(i16::MAX)
    };
    loop {
        let value = rng.i64(0..=most);
        if !known.contains(&value) {
            return value.into();
        }
    }
}

/// Writes ids as numbers, which Discord takes and has sent in places.
pub fn ids_as_integers(spec: &Spec, name: &str, value: &mut Value) -> Vec<Replaced> {
    let mut replaced = Vec::new();
    for spot in spec.spots(name, value) {
        let id = spot
            .path
            .get(value)
            .and_then(Value::as_str)
            .and_then(|id| id.parse::<u64>().ok());
        if let (Kind::Id, Some(id)) = (spot.kind, id) {
            replace(value, spot.path, id.into(), &mut replaced);
        }
    }
    replaced
}

/// Makes about half of the optional properties null, those that are there and those that are not.
///
/// The paths of what is null now and was not.
pub fn null_optionals(
    spec: &Spec,
    name: &str,
    value: &mut Value,
    nulls: Nulls,
    rng: &mut Rng,
) -> Vec<Path> {
    let mut paths = Vec::new();
    for spot in spec.spots(name, value) {
        let Kind::Object(properties) = spot.kind else {
            continue;
        };
        // Not there any more where the object around it became null.
        let Some(object) = spot.path.get_mut(value).and_then(Value::as_object_mut) else {
            continue;
        };
        for property in properties {
            let wanted =
                !property.required && (property.nullable || nulls == Nulls::All) && rng.bool();
            if wanted && object.insert(property.name.clone(), Value::Null) != Some(Value::Null) {
                paths.push(spot.path.key(&property.name));
            }
        }
    }
    paths
}

/// Puts an element that is no object into every list of objects.
pub fn strange_elements(value: &mut Value, rng: &mut Rng) -> Vec<Planted> {
    let mut planted = Vec::new();
    strange_elements_at(value, &Path::root(), rng, &mut planted);
    planted
}

fn strange_elements_at(value: &mut Value, path: &Path, rng: &mut Rng, planted: &mut Vec<Planted>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                strange_elements_at(value, &path.key(key), rng, planted);
            }
        }
        Value::Array(elements) => {
            let mut skipped = None;
            if !elements.is_empty() && elements.iter().all(Value::is_object) {
                let index = rng.usize(0..=elements.len());
                let element = loop {
                    let element = strange(rng);
                    if !element.is_object() {
                        break element;
                    }
                };
                elements.insert(index, element.clone());
                planted.push(Planted {
                    path: path.index(index),
                    value: element,
                });
                skipped = Some(index);
            }
            for (index, element) in elements.iter_mut().enumerate() {
                if skipped != Some(index) {
                    strange_elements_at(element, &path.index(index), rng, planted);
                }
            }
        }
        _ => {}
    }
}

fn replace(value: &mut Value, path: Path, to: Value, replaced: &mut Vec<Replaced>) {
    if let Some(place) = path.get_mut(value) {
        let from = std::mem::replace(place, to.clone());
        replaced.push(Replaced { path, from, to });
    }
}

/// A value of any kind of JSON.
fn strange(rng: &mut Rng) -> Value {
    let text = text::plain(0, None, false, rng);
    match rng.u8(0..8) {
        0 => Value::Null,
        1 => rng.bool().into(),
        2 => rng.i64(..).into(),
        3 => u64::MAX.into(),
        4 => 0.25.into(),
        5 => text.into(),
        6 => json!([text, 1, null]),
        _ => Map::from_iter([("of".to_owned(), json!({"what": [text]}))]).into(),
    }
}

fn objects_of(value: &Value, path: &Path, objects: &mut Vec<Path>) {
    match value {
        Value::Object(object) => {
            if !looks_like_map(object) {
                objects.push(path.clone());
            }
            for (key, value) in object {
                objects_of(value, &path.key(key), objects);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                objects_of(element, &path.index(index), objects);
            }
        }
        _ => {}
    }
}

fn looks_like_map(object: &Map<String, Value>) -> bool {
    let number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
    let locale = |key: &str| {
        let language = key.split('-').next().unwrap_or_default();
        language.len() == 2 && key != "id" && (key.len() == 2 || matches!(key.len(), 5 | 6))
    };
    object.keys().all(|key| number(key))
        || object
            .iter()
            .all(|(key, value)| locale(key) && value.is_string())
}

#[cfg(test)]
mod tests;
