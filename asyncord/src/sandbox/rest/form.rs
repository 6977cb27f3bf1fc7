//! Reads the fields of a body or a query, and gathers everything that is wrong with them.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::{
    id::Id,
    sandbox::state::{Field, FormErrors, image::Image},
};

use super::{error::ApiError, required::Required};

/// The fields of one object, with the errors found in the whole body so far.
#[derive(Debug)]
pub(crate) struct Form {
    fields: Map<String, Value>,
    /// Where the object is in the body, with a dot at its end unless it is the body.
    prefix: String,
    errors: FormErrors,
}

impl Form {
    pub(crate) fn new(fields: Map<String, Value>) -> Self {
        Self {
            fields,
            prefix: String::new(),
            errors: FormErrors::default(),
        }
    }

    /// The fields of an object at `path` in a body, read apart from the rest.
    pub(crate) fn nested(path: &str, fields: Map<String, Value>) -> Self {
        Self {
            prefix: format!("{path}."),
            ..Self::new(fields)
        }
    }

    /// The pairs of a query; of a repeated key the last one counts.
    pub(crate) fn of_query(query: Option<&str>) -> Self {
        let pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        Self::new(
            pairs
                .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
                .collect(),
        )
    }

    /// The fields as they came.
    pub(crate) fn into_fields(self) -> Map<String, Value> {
        self.fields
    }

    /// Goes on with the fields of another object, at `path` in the body.
    pub(crate) fn within<T>(
        &mut self,
        path: &str,
        fields: Map<String, Value>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let fields = std::mem::replace(&mut self.fields, fields);
        let prefix = format!("{}{path}.", self.prefix);
        let prefix = std::mem::replace(&mut self.prefix, prefix);
        let read = read(self);
        self.fields = fields;
        self.prefix = prefix;
        read
    }

    /// Reads each of the objects in the list at `key`, and keeps what could be read.
    pub(crate) fn each<T>(
        &mut self,
        key: &str,
        objects: Vec<Map<String, Value>>,
        mut read: impl FnMut(&mut Self) -> Option<T>,
    ) -> Vec<T> {
        let mut items = Vec::with_capacity(objects.len());
        for (index, fields) in objects.into_iter().enumerate() {
            items.extend(self.within(&format!("{key}.{index}"), fields, &mut read));
        }
        items
    }

    /// Ends the reading.
    pub(crate) fn finish(self) -> Result<(), ApiError> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(ApiError::invalid_form(self.errors))
        }
    }

    /// Ends the reading, and hands out what was required.
    pub(crate) fn finish_with<R: Required>(self, read: R) -> Result<R::Given, ApiError> {
        self.finish()?;
        // Of what is missing without an error the request knows nothing.
        read.given().ok_or_else(ApiError::value_lost)
    }

    pub(crate) fn error(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let path = format!("{}{path}", self.prefix);
        self.errors.add(&path, code, message);
    }

    /// The names of the fields that are there.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.fields.contains_key(key)
    }

    /// A field that must be there and not null.
    pub(crate) fn required<T>(&mut self, key: &str, field: Field<T>) -> Option<T> {
        // A field of a wrong type has been complained of.
        let complained = self.has(key) && !self.fields[key].is_null();
        let value = field.value();
        if value.is_none() && !complained {
            self.error(key, "BASE_TYPE_REQUIRED", "This field is required");
        }
        value
    }

    /// Fields that must be there and not null, whatever they hold.
    pub(crate) fn needs(&mut self, keys: &[&str]) {
        for key in keys {
            let value = self.raw(key);
            self.required(key, value);
        }
    }

    pub(crate) fn raw(&mut self, key: &str) -> Field<Value> {
        match self.fields.get(key) {
            None => Field::Absent,
            Some(Value::Null) => Field::Null,
            Some(value) => Field::Value(value.clone()),
        }
    }

    /// A text whose length in characters must be within `length`.
    pub(crate) fn text(&mut self, key: &str, length: RangeInclusive<usize>) -> Field<String> {
        self.read(key, |value| {
            let text = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                other => {
                    let message = format!("Could not interpret \"{other}\" as string.");
                    return Err(("STRING_TYPE_CONVERT", message));
                }
            };
            let count = text.chars().count();
            check_length(count, &length).map(|()| text)
        })
    }

    pub(crate) fn flag(&mut self, key: &str) -> Field<bool> {
        self.read(key, |value| match value {
            Value::Bool(flag) => Ok(flag),
            Value::String(text) if matches!(&*text, "true" | "True" | "1") => Ok(true),
            Value::String(text) if matches!(&*text, "false" | "False" | "0") => Ok(false),
            _ => Err((
                "BOOLEAN_TYPE_CONVERT",
                "Must be either true or false.".to_owned(),
            )),
        })
    }

    /// A whole number within `range`.
    pub(crate) fn integer(&mut self, key: &str, range: RangeInclusive<i64>) -> Field<i64> {
        self.read(key, |value| {
            let number = match &value {
                Value::Number(number) => number.as_i64(),
                Value::String(text) => text.parse().ok(),
                _ => None,
            };
            let Some(number) = number else {
                return Err(("NUMBER_TYPE_COERCE", format!("Value {value} is not int.")));
            };
            let (min, max) = (range.start(), range.end());
            if number < *min {
                let message = format!("int value should be greater than or equal to {min}.");
                Err(("NUMBER_TYPE_MIN", message))
            } else if number > *max {
                let message = format!("int value should be less than or equal to {max}.");
                Err(("NUMBER_TYPE_MAX", message))
            } else {
                Ok(number)
            }
        })
    }

    /// A number with a fraction within `range`.
    pub(crate) fn fraction(&mut self, key: &str, range: RangeInclusive<f64>) -> Field<f64> {
        self.read(key, |value| {
            let number = match &value {
                Value::Number(number) => number.as_f64(),
                Value::String(text) => text.parse().ok(),
                _ => None,
            };
            match number {
                None => Err(("NUMBER_TYPE_COERCE", format!("Value {value} is not float."))),
                Some(number) if range.contains(&number) => Ok(number),
                Some(_) => Err((
                    "NUMBER_TYPE_RANGE",
                    format!(
                        "Value must be between {} and {}.",
                        range.start(),
                        range.end()
                    ),
                )),
            }
        })
    }

    /// A set of bits, such as permissions: a number or a text of one.
    pub(crate) fn bits(&mut self, key: &str) -> Field<u64> {
        self.read(key, |value| {
            let bits = match &value {
                Value::Number(number) => number.as_u64(),
                Value::String(text) => text.parse().ok(),
                _ => None,
            };
            bits.ok_or_else(|| ("NUMBER_TYPE_COERCE", format!("Value {value} is not int.")))
        })
    }

    pub(crate) fn id<M>(&mut self, key: &str) -> Field<Id<M>> {
        self.read(key, parse_id)
    }

    /// An image as a data URI. Discord docs: Reference/Image Data.
    pub(crate) fn image(&mut self, key: &str) -> Field<Image> {
        self.read(key, |value| {
            let image = value.as_str().and_then(Image::parse);
            image.ok_or_else(|| ("IMAGE_INVALID", "Invalid image data".to_owned()))
        })
    }

    /// A list of ids.
    pub(crate) fn ids<M>(&mut self, key: &str, length: RangeInclusive<usize>) -> Field<Vec<Id<M>>> {
        match self.list(key, length) {
            Field::Absent => Field::Absent,
            Field::Null => Field::Null,
            Field::Value(list) => {
                let mut ids = Vec::with_capacity(list.len());
                for (index, value) in list.into_iter().enumerate() {
                    match parse_id(value) {
                        Ok(id) => ids.push(id),
                        Err((code, message)) => {
                            self.error(&format!("{key}.{index}"), code, message);
                        }
                    }
                }
                Field::Value(ids)
            }
        }
    }

    pub(crate) fn list(&mut self, key: &str, length: RangeInclusive<usize>) -> Field<Vec<Value>> {
        self.read(key, |value| match value {
            Value::Array(list) => check_length(list.len(), &length).map(|()| list),
            _ => Err((
                "LIST_TYPE_CONVERT",
                "Only iterables may be used in a ListType".to_owned(),
            )),
        })
    }

    pub(crate) fn object(&mut self, key: &str) -> Field<Map<String, Value>> {
        self.read(key, parse_object)
    }

    /// A list of objects.
    pub(crate) fn objects(
        &mut self,
        key: &str,
        length: RangeInclusive<usize>,
    ) -> Field<Vec<Map<String, Value>>> {
        match self.list(key, length) {
            Field::Absent => Field::Absent,
            Field::Null => Field::Null,
            Field::Value(list) => {
                let mut objects = Vec::with_capacity(list.len());
                for (index, value) in list.into_iter().enumerate() {
                    match parse_object(value) {
                        Ok(object) => objects.push(object),
                        Err((code, message)) => {
                            self.error(&format!("{key}.{index}"), code, message);
                        }
                    }
                }
                Field::Value(objects)
            }
        }
    }

    fn read<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(Value) -> Result<T, (&'static str, String)>,
    ) -> Field<T> {
        match self.raw(key) {
            Field::Absent => Field::Absent,
            Field::Null => Field::Null,
            Field::Value(value) => match read(value) {
                Ok(value) => Field::Value(value),
                Err((code, message)) => {
                    self.error(key, code, message);
                    Field::Absent
                }
            },
        }
    }
}

fn parse_id<M>(value: Value) -> Result<Id<M>, (&'static str, String)> {
    let message = format!("Value {value} is not snowflake.");
    serde_json::from_value(value).map_err(|_| ("NUMBER_TYPE_COERCE", message))
}

fn parse_object(value: Value) -> Result<Map<String, Value>, (&'static str, String)> {
    match value {
        Value::Object(object) => Ok(object),
        _ => Err((
            "MODEL_TYPE_CONVERT",
            "Only dictionaries may be used in a ModelType".to_owned(),
        )),
    }
}

fn check_length(
    count: usize,
    length: &RangeInclusive<usize>,
) -> Result<(), (&'static str, String)> {
    let (min, max) = (*length.start(), *length.end());
    if length.contains(&count) {
        Ok(())
    } else if min == 0 {
        let message = format!("Must be {max} or fewer in length.");
        Err(("BASE_TYPE_MAX_LENGTH", message))
    } else {
        let message = format!("Must be between {min} and {max} in length.");
        Err(("BASE_TYPE_BAD_LENGTH", message))
    }
}
