//! What the schema says of each value within an instance.

use serde_json::Value;

use super::{Path, Property, Shape, Spec};

/// A value within an instance that its schema says something of.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where it stands.
    pub path: Path,
    /// What it is.
    pub kind: Kind,
}

/// What a value within an instance is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An object whose keys are names, with what its schema has.
    Object(Vec<Property>),
    /// An object whose keys are data.
    Map,
    /// An id, as a string.
    Id,
    /// A value of an enum.
    Value {
        /// The enum's schema.
        of: String,
        /// Whether it tells which schema its object follows.
        tag: bool,
    },
}

impl Spec {
    /// The objects, maps, ids and enum values of an instance, outer ones first.
    ///
    /// Where a value does not fit its schema, it has no spots, and of a union the first branch that fits
    /// is taken.
    pub fn spots(&self, name: &str, instance: &Value) -> Vec<Spot> {
        let mut spots = Vec::new();
        if let Some(shape) = self.shape(name) {
            self.walk(shape, false, &Path::root(), instance, &mut spots);
        }
        spots
    }

    fn walk(
        &self,
        shape: &Shape,
        property: bool,
        path: &Path,
        value: &Value,
        spots: &mut Vec<Spot>,
    ) {
        let mut add = |kind| {
            spots.push(Spot {
                path: path.clone(),
                kind,
            });
        };
        match (shape, value) {
            (Shape::Named(name), _) => {
                if let Some(shape) = self.shape(name) {
                    self.walk(shape, property, path, value, spots);
                }
            }
            (Shape::OneOf(branches), _) => {
                if let Some(branch) = branches.iter().find(|branch| self.fits(branch, value, 2)) {
                    self.walk(branch, property, path, value, spots);
                }
            }
            (
                Shape::Text {
                    format: Some(format),
                    ..
                },
                Value::String(_),
            ) if format == "snowflake" => {
                add(Kind::Id);
            }
            (
                Shape::Values {
                    of: Some(of),
                    allowed,
                    narrowed,
                },
                _,
            ) if allowed.contains(value) => {
                add(Kind::Value {
                    of: of.clone(),
                    tag: property && *narrowed,
                });
            }
            (Shape::Object(properties), Value::Object(object)) => {
                add(Kind::Object(properties.clone()));
                for property in properties {
                    if let Some(value) = object.get(&property.name) {
                        let tag = property.required && !property.nullable;
                        self.walk(
                            &property.value,
                            tag,
                            &path.key(&property.name),
                            value,
                            spots,
                        );
                    }
                }
            }
            (Shape::Map { values, .. }, Value::Object(map)) => {
                add(Kind::Map);
                for (key, value) in map {
                    self.walk(&values.shape, false, &path.key(key), value, spots);
                }
            }
            (Shape::Array { items, .. }, Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.walk(&items.shape, false, &path.index(index), element, spots);
                }
            }
            _ => {}
        }
    }

    /// Whether a value has the kind of the shape and, `depth` objects deep, its required properties and tags.
    fn fits(&self, shape: &Shape, value: &Value, depth: usize) -> bool {
        match (shape, value) {
            (Shape::Any, _)
            | (Shape::Null, Value::Null)
            | (Shape::Boolean, Value::Bool(_))
            | (Shape::Number { .. }, Value::Number(_))
            | (Shape::Text { .. }, Value::String(_))
            | (Shape::Array { .. }, Value::Array(_)) => true,
            (Shape::Integer { .. }, Value::Number(number)) => !number.is_f64(),
            (Shape::Values { allowed, .. }, _) => allowed.contains(value),
            (Shape::Named(name), _) => self
                .shape(name)
                .is_some_and(|shape| self.fits(shape, value, depth)),
            (Shape::OneOf(branches), _) => branches
                .iter()
                .any(|branch| self.fits(branch, value, depth)),
            (Shape::Map { values, .. }, Value::Object(map)) => {
                depth == 0
                    || map.values().all(|value| {
                        (values.nullable && value.is_null())
                            || self.fits(&values.shape, value, depth - 1)
                    })
            }
            (Shape::Object(properties), Value::Object(object)) => {
                depth == 0
                    || properties
                        .iter()
                        .all(|property| match object.get(&property.name) {
                            None => !property.required,
                            Some(Value::Null) => true,
                            // Only what tells branches apart must be right: values may have been made wrong.
                            Some(value) => match &property.value {
                                Shape::Values { narrowed, .. } if !narrowed => true,
                                Shape::Values { .. } => {
                                    self.fits(&property.value, value, depth - 1)
                                }
                                _ => true,
                            },
                        })
            }
            _ => false,
        }
    }
}
