//! What a schema says of a value, read from its JSON.

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value};

/// What a value may be, without whether it may be null.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// Null and nothing else: the property says yes by being there, as in the tags of a role.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number between two bounds, both included.
    Integer {
        /// The least, where the spec says so.
        min: Option<i64>,
        /// The greatest, where the spec says so.
        max: Option<i64>,
        /// `int32` or `int64`.
        format: Option<String>,
    },
    /// A number between two bounds, both included.
    Number {
        /// The least, where the spec says so.
        min: Option<f64>,
        /// The greatest, where the spec says so.
        max: Option<f64>,
    },
    /// A string; lengths are in Unicode scalar values.
    Text {
        /// The shortest.
        min: usize,
        /// The longest, where the spec says so.
        max: Option<usize>,
        /// `snowflake`, `date-time`, `uri`, `nonce`, `base64`, or `permissions` and `color`, which
        /// are names of ours.
        format: Option<String>,
    },
    /// One of listed values.
    Values {
        /// The schema that gives them names.
        of: Option<String>,
        /// What is allowed here.
        allowed: Vec<Value>,
        /// Whether this place allows a part of the values of its schema only, as tags of unions do.
        narrowed: bool,
    },
    /// What another schema says.
    Named(String),
    /// A list.
    Array {
        /// Its elements.
        items: Box<Slot>,
        /// The fewest.
        min: usize,
        /// The most, where the spec says so.
        max: Option<usize>,
        /// Whether no two may be the same.
        unique: bool,
    },
    /// An object whose keys are data.
    Map {
        /// Its values.
        values: Box<Slot>,
        /// The fewest.
        min: usize,
        /// The most, where the spec says so.
        max: Option<usize>,
    },
    /// An object whose keys are names.
    Object(Vec<Property>),
    /// One of several.
    OneOf(Vec<Shape>),
}

/// A shape, and whether null is allowed in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// What it may be besides null.
    pub shape: Shape,
    /// Whether it may be null.
    pub nullable: bool,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its key.
    pub name: String,
    /// Whether every object has it; of a union, whether every branch requires it.
    pub required: bool,
    /// Whether it may be null; of a union, whether a branch says so.
    pub nullable: bool,
    /// What it may be besides null; of a union, `OneOf` where the branches differ.
    pub value: Shape,
    /// What the spec says of it in words.
    pub description: Option<String>,
    /// The branches of the union that have it, by schema or by number; empty where the object is no union.
    pub branches: Vec<String>,
}

impl Property {
    /// Whether the property comes from a union of objects.
    pub fn of_union(&self) -> bool {
        !self.branches.is_empty()
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("anything"),
            Self::Null => f.write_str("null"),
            Self::Boolean => f.write_str("boolean"),
            Self::Integer { format, .. } => f.write_str(format.as_deref().unwrap_or("integer")),
            Self::Number { .. } => f.write_str("number"),
            Self::Text { format, .. } => f.write_str(format.as_deref().unwrap_or("string")),
            Self::Values { of, allowed, .. } => match of {
                Some(name) => f.write_str(name),
                None => write!(f, "one of {}", Value::from(allowed.clone())),
            },
            Self::Named(name) => f.write_str(name),
            Self::Array { items, .. } => write!(f, "array of {items}"),
            Self::Map { values, .. } => write!(f, "map of {values}"),
            Self::Object(properties) => {
                let names: Vec<_> = properties.iter().map(|one| one.name.as_str()).collect();
                write!(f, "object of {}", names.join(", "))
            }
            Self::OneOf(branches) => {
                let names: Vec<_> = branches.iter().map(ToString::to_string).collect();
                f.write_str(&names.join(" | "))
            }
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.shape)?;
        if self.nullable {
            f.write_str(" or null")?;
        }
        Ok(())
    }
}

/// Reads schemas out of the document's components.
pub(super) struct Reader<'a> {
    pub(super) schemas: &'a Map<String, Value>,
}

impl Reader<'_> {
    /// The slot that a schema describes.
    pub(super) fn slot(&self, schema: &Value) -> Slot {
        let branches = ["oneOf", "anyOf"].iter().find_map(|key| list(schema, key));
        if let Some(branches) = branches
            && !is_values(schema)
        {
            return self.union(branches);
        }
        Slot {
            shape: self.shape(schema),
            nullable: types(schema).any(|kind| kind == "null"),
        }
    }

    fn union(&self, branches: &[Value]) -> Slot {
        let mut nullable = false;
        let mut shapes = Vec::new();
        for branch in branches {
            if types(branch).eq(["null"]) {
                nullable = true;
                continue;
            }
            let slot = self.slot(branch);
            nullable |= slot.nullable;
            shapes.push(slot.shape);
        }
        let shape = if shapes.len() == 1 {
            shapes.remove(0)
        } else {
            Shape::OneOf(shapes)
        };
        Slot { shape, nullable }
    }

    fn shape(&self, schema: &Value) -> Shape {
        if let Some(name) = reference(schema) {
            return self.named(name);
        }
        if let Some(allowed) = list(schema, "enum") {
            let of = list(schema, "allOf").and_then(|all| all.first().and_then(reference));
            let all = of.map_or(0, |name| {
                self.schemas.get(name).map_or(0, |s| values(s).len())
            });
            return Shape::Values {
                of: of.map(str::to_owned),
                allowed: allowed.to_vec(),
                narrowed: of.is_some() && allowed.len() < all,
            };
        }
        if let Some(parts) = list(schema, "allOf") {
            return self.all_of(parts);
        }
        match types(schema).find(|kind| *kind != "null") {
            Some("boolean") => Shape::Boolean,
            Some("integer") => Shape::Integer {
                min: schema["minimum"].as_i64(),
                max: schema["maximum"].as_i64(),
                format: text(schema, "format"),
            },
            Some("number") => Shape::Number {
                min: schema["minimum"].as_f64(),
                max: schema["maximum"].as_f64(),
            },
            Some("string") => Shape::Text {
                min: size(schema, "minLength").unwrap_or(0),
                max: size(schema, "maxLength"),
                format: text(schema, "format")
                    .or_else(|| text(schema, "contentEncoding"))
                    .or_else(|| schema.get("pattern").map(|_| "color".to_owned())),
            },
            Some("array") => Shape::Array {
                items: Box::new(self.slot(&schema["items"])),
                min: size(schema, "minItems").unwrap_or(0),
                max: size(schema, "maxItems"),
                unique: schema["uniqueItems"] == true,
            },
            Some("object") => {
                match (schema.get("properties"), schema.get("additionalProperties")) {
                    (None, Some(values)) if values.is_object() => Shape::Map {
                        values: Box::new(self.slot(values)),
                        min: size(schema, "minProperties").unwrap_or(0),
                        max: size(schema, "maxProperties"),
                    },
                    _ => Shape::Object(self.properties(schema)),
                }
            }
            None if types(schema).next().is_some() => Shape::Null,
            _ => Shape::Any,
        }
    }

    /// A reference: schemas of single values are read through, others stay names.
    fn named(&self, name: &str) -> Shape {
        let Some(schema) = self.schemas.get(name) else {
            return Shape::Any;
        };
        if is_values(schema) {
            return Shape::Values {
                of: Some(name.to_owned()),
                allowed: values(schema).iter().map(|v| v["const"].clone()).collect(),
                narrowed: false,
            };
        }
        if types(schema).any(|kind| kind != "object") {
            return self.shape(schema);
        }
        Shape::Named(name.to_owned())
    }

    /// The shape of a component schema itself.
    pub(super) fn component(&self, name: &str) -> Slot {
        match self.schemas.get(name) {
            Some(schema) if !is_values(schema) => self.slot(schema),
            _ => Slot {
                shape: self.named(name),
                nullable: false,
            },
        }
    }

    fn all_of(&self, parts: &[Value]) -> Shape {
        let mut properties = BTreeMap::new();
        for part in parts {
            let part = reference(part)
                .and_then(|name| self.schemas.get(name))
                .unwrap_or(part);
            for property in self.properties(part) {
                properties.insert(property.name.clone(), property);
            }
        }
        Shape::Object(properties.into_values().collect())
    }

    fn properties(&self, schema: &Value) -> Vec<Property> {
        let required = list(schema, "required").unwrap_or_default();
        let properties = schema["properties"].as_object().into_iter().flatten();
        properties
            .map(|(name, schema)| {
                let slot = self.slot(schema);
                Property {
                    name: name.clone(),
                    required: required.iter().any(|one| one == name.as_str()),
                    nullable: slot.nullable,
                    value: slot.shape,
                    description: text(schema, "description"),
                    branches: Vec::new(),
                }
            })
            .collect()
    }
}

/// Whether a schema is a list of named values.
pub(super) fn is_values(schema: &Value) -> bool {
    values(schema)
        .first()
        .is_some_and(|value| value.get("const").is_some())
}

/// The named values of a schema, each `{title, description, const}`.
pub(super) fn values(schema: &Value) -> &[Value] {
    list(schema, "oneOf").unwrap_or_default()
}

pub(super) fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

fn list<'a>(schema: &'a Value, key: &str) -> Option<&'a [Value]> {
    schema.get(key)?.as_array().map(Vec::as_slice)
}

fn text(schema: &Value, key: &str) -> Option<String> {
    schema.get(key)?.as_str().map(str::to_owned)
}

fn size(schema: &Value, key: &str) -> Option<usize> {
    schema.get(key)?.as_u64()?.try_into().ok()
}

fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let kinds = schema.get("type");
    let one = kinds.and_then(Value::as_str);
    let many = kinds.and_then(Value::as_array).into_iter().flatten();
    one.into_iter().chain(many.filter_map(Value::as_str))
}
