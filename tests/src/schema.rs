//! Discord's OpenAPI schemas: what they say, JSON that follows them, and JSON that just does not.
//!
//! For tests that our types read all that the spec allows and write it back:
//!
//! ```no_run
//! use asyncord::model::Message;
//! use asyncord_tests::schema::{Mode, Rng, Spec, compare, mutate};
//!
//! // `None` where the facts about Discord are not at hand, which is said aloud.
//! let Some(spec) = Spec::load() else { return };
//! let mut rng = Rng::with_seed(7);
//! let original = spec.instance("MessageResponse", &Mode::random(), &mut rng);
//! let mut sent = original.clone();
//! mutate::with_unknowns(&mut sent, &mut rng);
//! let message: Message = serde_json::from_value(sent).unwrap();
//! let again = serde_json::to_value(&message).unwrap();
//! let lost = compare::lost(&original, &again, |path| !path.starts_with("shared_client_theme"));
//! assert!(lost.is_empty(), "{lost:?}");
//! ```

pub mod compare;
mod generate;
pub mod mutate;
mod patch;
mod path;
mod shape;
mod spots;
mod text;

use std::{
    collections::BTreeMap,
    fs,
    sync::{Arc, OnceLock},
};

pub use fastrand::Rng;
use serde_json::{Value, json};

pub use self::{
    generate::{Mode, Random},
    path::{Path, Step},
    shape::{Property, Shape, Slot},
    spots::{Kind, Spot},
};
use crate::facts;

/// The component schemas of Discord's OpenAPI document, put right where they are known to be wrong.
///
/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Spec(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    components: Value,
    shapes: BTreeMap<String, Slot>,
    missed: Vec<String>,
}

/// A named value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// Discord's name for it, like `GUILD_TEXT`.
    pub title: String,
    /// What is sent: an integer or a string.
    pub value: Value,
}

impl Spec {
    /// The spec of the facts' folder, read once; `None` where there are no facts, see [`facts::folder`].
    ///
    /// # Panics
    ///
    /// Where the folder has no `openapi.json` that can be read.
    pub fn load() -> Option<Self> {
        static SPEC: OnceLock<Spec> = OnceLock::new();
        let folder = facts::folder()?;
        let spec = SPEC.get_or_init(|| {
            let text =
                fs::read_to_string(folder.join("openapi.json")).expect("openapi.json is readable");
            Self::of_document(serde_json::from_str(&text).expect("openapi.json is JSON"))
        });
        Some(spec.clone())
    }

    /// The spec of an OpenAPI document.
    pub fn of_document(mut document: Value) -> Self {
        let mut components = document["components"].take();
        let mut schemas = components["schemas"].take();
        let mut schemas = schemas
            .as_object_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        let missed = patch::apply(&mut schemas);
        let reader = shape::Reader { schemas: &schemas };
        let shapes = schemas
            .keys()
            .map(|name| (name.clone(), reader.component(name)))
            .collect();
        components["schemas"] = Value::Object(schemas);
        Self(Arc::new(Inner {
            components,
            shapes,
            missed,
        }))
    }

    /// The patches that found nothing to put right: where the spec moved on, they can go.
    pub fn missed_patches(&self) -> &[String] {
        &self.0.missed
    }

    /// The names of all schemas, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.shapes.keys().map(String::as_str)
    }

    /// The schema itself, as JSON and put right.
    pub fn schema(&self, name: &str) -> Option<&Value> {
        self.0.components["schemas"].get(name)
    }

    /// What a schema says of its values.
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.0.shapes.get(name).map(|slot| &slot.shape)
    }

    /// A document for validators of JSON Schema (draft 2020-12): an object with members named like
    /// schemas, each an instance of it. One such validator serves all schemas.
    pub fn validated_document(&self) -> Value {
        let properties: BTreeMap<_, _> = self
            .names()
            .map(|name| {
                (
                    name,
                    json!({"$ref": format!("#/components/schemas/{name}")}),
                )
            })
            .collect();
        json!({"properties": properties, "components": self.0.components})
    }

    /// The named values of an enum, or `None` where the schema is none.
    pub fn enum_values(&self, name: &str) -> Option<Vec<EnumValue>> {
        let schema = self
            .schema(name)
            .filter(|schema| shape::is_values(schema))?;
        let values = shape::values(schema).iter();
        Some(
            values
                .map(|value| EnumValue {
                    title: value["title"].as_str().unwrap_or_default().to_owned(),
                    value: value["const"].clone(),
                })
                .collect(),
        )
    }

    /// The properties of a schema of objects, in order of their names.
    ///
    /// Of a union, those of all its branches. Empty where the schema describes no objects, or objects
    /// whose keys are data.
    pub fn properties(&self, name: &str) -> Vec<Property> {
        self.shape(name)
            .map_or_else(Vec::new, |shape| self.properties_of(shape))
    }

    /// The properties of several schemas as if they were one union: for a type of ours that stands for all.
    pub fn properties_of_all(&self, names: &[&str]) -> Vec<Property> {
        let branches = names.iter().map(|name| Shape::Named((*name).to_owned()));
        self.properties_of(&Shape::OneOf(branches.collect()))
    }

    /// The properties of the objects of a shape; of a list or a map, of what is in it.
    pub fn properties_of(&self, shape: &Shape) -> Vec<Property> {
        match shape {
            Shape::Named(name) => self.properties(name),
            Shape::Object(properties) => properties.clone(),
            Shape::Array { items, .. } => self.properties_of(&items.shape),
            Shape::Map { values, .. } if !matches!(values.shape, Shape::Named(_)) => {
                self.properties_of(&values.shape)
            }
            Shape::OneOf(branches) => self.union(branches),
            _ => Vec::new(),
        }
    }

    fn union(&self, branches: &[Shape]) -> Vec<Property> {
        let mut all: BTreeMap<String, Property> = BTreeMap::new();
        for (number, branch) in branches.iter().enumerate() {
            let label = match branch {
                Shape::Named(name) => name.clone(),
                _ => number.to_string(),
            };
            for mut property in self.properties_of(branch) {
                let Some(known) = all.get_mut(&property.name) else {
                    property.branches = vec![label.clone()];
                    all.insert(property.name.clone(), property);
                    continue;
                };
                known.branches.push(label.clone());
                known.required &= property.required;
                known.nullable |= property.nullable;
                known.description = known.description.take().or(property.description);
                known.value = either(known.value.clone(), property.value);
            }
        }
        for property in all.values_mut() {
            property.required &= property.branches.len() == branches.len();
        }
        all.into_values().collect()
    }
}

/// What is one or the other.
fn either(one: Shape, other: Shape) -> Shape {
    match (one, other) {
        (one, other) if one == other => one,
        // Tags of several branches are one tag.
        (
            Shape::Values {
                of: Some(of),
                mut allowed,
                narrowed,
            },
            Shape::Values {
                of: Some(of_other),
                allowed: more,
                ..
            },
        ) if of == of_other => {
            for value in more {
                if !allowed.contains(&value) {
                    allowed.push(value);
                }
            }
            Shape::Values {
                of: Some(of),
                allowed,
                narrowed,
            }
        }
        (Shape::OneOf(mut shapes), other) => {
            if !shapes.contains(&other) {
                shapes.push(other);
            }
            Shape::OneOf(shapes)
        }
        (one, other) => Shape::OneOf(vec![one, other]),
    }
}
