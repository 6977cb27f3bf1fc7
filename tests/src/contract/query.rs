//! Texts of queries and paths, as the values that their schemas mean.

use std::collections::BTreeMap;

use serde_json::Value;
use url::form_urlencoded;

use super::{Operation, operations::Inner};
use crate::schema::Spec;

/// All that is wrong with a query.
pub(super) fn faults(contract: &Inner, operation: &Operation, query: &str) -> Vec<String> {
    let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in form_urlencoded::parse(query.as_bytes()) {
        given
            .entry(name.into_owned())
            .or_default()
            .push(text.into_owned());
    }
    let mut faults = Vec::new();
    for (name, parameter) in &operation.query {
        if parameter.required && !given.contains_key(name) {
            faults.push(format!("query, {name}: it is needed"));
        }
    }
    for (name, texts) in &given {
        let Some(parameter) = operation.query.get(name) else {
            faults.push(format!("query, {name}: there is no such parameter"));
            continue;
        };
        let value = value(&contract.spec, &parameter.schema, texts);
        let checked = contract.validators.check(&parameter.schema, &value);
        if let Err(fault) = checked.and_then(|()| check_joined(&contract.spec, parameter, &value)) {
            faults.push(format!("query, {name}: {fault}"));
        }
    }
    faults
}

/// What texts stand for: one value or a list, as the schema wants. Texts that are not what it wants stay texts,
/// which the schema then refuses.
pub(super) fn value(spec: &Spec, schema: &str, texts: &[String]) -> Value {
    let schema = spec.schema(schema).unwrap_or(&Value::Null);
    read(spec, schema, texts)
}

fn read(spec: &Spec, schema: &Value, texts: &[String]) -> Value {
    let schema = resolved(spec, schema);
    let branches = schema["oneOf"].as_array();
    // A union of a text and a list: repeated it is the list.
    if let Some(list) = branches.and_then(|all| all.iter().find(|one| one["type"] == "array"))
        && texts.len() > 1
    {
        return read(spec, list, texts);
    }
    if schema["type"] == "array" {
        let items = texts.iter();
        return items
            .map(|text| read(spec, &schema["items"], std::slice::from_ref(text)))
            .collect();
    }
    let [text] = texts else {
        return texts
            .iter()
            .map(|text| Value::from(text.as_str()))
            .collect();
    };
    let read = match schema["type"].as_str() {
        Some("boolean") => match text.as_str() {
            "true" | "True" | "1" => Some(true.into()),
            "false" | "False" | "0" => Some(false.into()),
            _ => None,
        },
        Some("integer" | "number") => text.parse::<serde_json::Number>().ok().map(Value::Number),
        _ => None,
    };
    read.unwrap_or_else(|| text.as_str().into())
}

fn resolved<'a>(spec: &'a Spec, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    while let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap_or_default();
        schema = spec.schema(name).unwrap_or(&Value::Null);
    }
    schema
}

/// Ids may be joined by commas where the schema takes a text or a list; of the text it says no more.
fn check_joined(
    spec: &Spec,
    parameter: &super::operations::Parameter,
    value: &Value,
) -> Result<(), String> {
    let schema = spec.schema(&parameter.schema).unwrap_or(&Value::Null);
    let is_union = schema["oneOf"]
        .as_array()
        .is_some_and(|all| all.iter().any(|one| one["type"] == "array"));
    let (true, Value::String(text)) = (is_union, value) else {
        return Ok(());
    };
    match text.split(',').find(|id| id.parse::<u64>().is_err()) {
        Some(id) => Err(format!("`{id}` is no id")),
        None => Ok(()),
    }
}
