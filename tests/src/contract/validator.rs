//! JSON against schemas in which objects have no other fields than those listed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use jsonschema::{ValidationError, Validator, error::ValidationErrorKind};
use serde_json::{Map, Value, json};

use super::corrections;
use crate::schema::Spec;

/// Validators by the names of schemas, each made when it is first needed: to make one takes far longer than to
/// use it.
pub(super) struct Validators {
    spec: Spec,
    made: Mutex<BTreeMap<String, Arc<Validator>>>,
}

impl fmt::Debug for Validators {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Validators")
    }
}

impl Validators {
    pub(super) fn new(spec: Spec) -> Self {
        Self {
            spec,
            made: Mutex::default(),
        }
    }

    /// Says where and how a value is not what a schema says.
    pub(super) fn check(&self, name: &str, value: &Value) -> Result<(), String> {
        let validator = self.validator(name);
        let errors: Vec<_> = validator.iter_errors(value).collect();
        if errors.is_empty() {
            return Ok(());
        }
        let mut told = Vec::new();
        for error in &errors {
            tell(error, &mut told);
        }
        told.truncate(5);
        Err(told.join("; "))
    }

    fn validator(&self, name: &str) -> Arc<Validator> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = made.get(name) {
            return Arc::clone(validator);
        }
        let document = closed_document(&self.spec, name);
        let validator = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .build(&document)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let validator = Arc::new(validator);
        made.insert(name.to_owned(), Arc::clone(&validator));
        validator
    }
}

/// A document of a schema and all that it refers to, and no more, so that it is soon read.
fn closed_document(spec: &Spec, name: &str) -> Value {
    let mut schemas = Map::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        if schemas.contains_key(&name) {
            continue;
        }
        let mut schema = spec
            .schema(&name)
            .unwrap_or_else(|| panic!("there is no schema `{name}`"))
            .clone();
        let stays_open = corrections::OPEN.iter().any(|(open, _)| *open == name);
        close(&mut schema, stays_open);
        let mut references = BTreeSet::new();
        refer(&schema, &mut references);
        open.extend(references);
        schemas.insert(name, schema);
    }
    json!({
        "$ref": format!("#/components/schemas/{name}"),
        "components": {"schemas": schemas},
    })
}

/// Closes the objects of a schema, and says of files within JSON what the specification does not: that they are
/// data URIs.
fn close(schema: &mut Value, stays_open: bool) {
    match schema {
        Value::Object(object) => {
            for value in object.values_mut() {
                close(value, stays_open);
            }
            let has_properties = object.get("properties").is_some_and(Value::is_object);
            if has_properties && !stays_open && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), false.into());
            }
            if object.get("contentEncoding") == Some(&json!("base64")) {
                object.insert(
                    "pattern".to_owned(),
                    "^data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/]+=*$".into(),
                );
            }
        }
        Value::Array(elements) => {
            for element in elements {
                close(element, stays_open);
            }
        }
        _ => {}
    }
}

fn refer(schema: &Value, references: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref")
                && let Some((_, name)) = reference.rsplit_once('/')
            {
                references.insert(name.to_owned());
            }
            for value in object.values() {
                refer(value, references);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|one| refer(one, references)),
        _ => {}
    }
}

/// Tells an error with its place. Of a union, which no branch fits, the errors of the branch that fits best are
/// told: that it fits none helps nobody.
fn tell(error: &ValidationError<'_>, told: &mut Vec<String>) {
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
        && let Some(branch) = context
            .iter()
            .min_by_key(|errors| badness(errors, &error.instance_path().to_string()))
    {
        for error in branch {
            tell(error, told);
        }
        return;
    }
    let path = error.instance_path().to_string();
    let place = if path.is_empty() { "/" } else { &path };
    let mut message = error.to_string();
    if message.len() > 300 {
        let end = (0..=300).rev().find(|end| message.is_char_boundary(*end));
        message.truncate(end.unwrap_or_default());
    }
    told.push(format!("{place}: {message}"));
}

/// How badly a branch of the union at a path fits: one of another kind or tag is not meant, else fewer errors are
/// better.
fn badness(errors: &[ValidationError<'_>], union: &str) -> (bool, bool, usize) {
    let is_kind = |error: &ValidationError<'_>| {
        error.instance_path().to_string() == union
            && matches!(error.kind(), ValidationErrorKind::Type { .. })
    };
    let is_tag = |error: &ValidationError<'_>| {
        let path = error.instance_path().to_string();
        path.strip_prefix(union) == Some("/type")
            && matches!(
                error.kind(),
                ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. }
            )
    };
    // A field of another branch says more of which one is meant than a wrong value does.
    let weight = |error: &ValidationError<'_>| match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => 3 * unexpected.len(),
        _ => 1,
    };
    (
        errors.iter().any(is_kind),
        errors.iter().any(is_tag),
        errors.iter().map(weight).sum(),
    )
}
