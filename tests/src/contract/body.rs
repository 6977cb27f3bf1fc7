//! Bodies of all content types, as the JSON that they stand for.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Body, Operation, Part};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// What a file is in the place of a field that is one.
const A_FILE: &str = "(file)";

/// The most files of a message.
const MOST_FILES: usize = 10;

/// Operations that take files of messages, though their schema of `multipart/form-data` does not say so.
const TAKE_FILES: &[&str] = &[
    "create_interaction_response",
    "create_thread",
    "execute_webhook",
    "create_lobby_message",
];

/// The schema that the body of a request is to follow, and its JSON; `None` where it has none and needs none.
pub(super) fn json(operation: &Operation, body: &Body) -> Result<Option<(String, Value)>, String> {
    let kind = match body {
        Body::None if operation.bodies.is_empty() || operation.body_is_optional => return Ok(None),
        Body::None => return Err("a body is needed, were it an empty object".to_owned()),
        Body::Json(_) => JSON,
        Body::Form(_) => FORM,
        Body::Multipart(_) => MULTIPART,
    };
    if operation.bodies.is_empty() {
        return Err("it takes no body".to_owned());
    }
    let Some(schema) = operation.bodies.get(kind) else {
        return Err(format!("it does not take {kind}"));
    };
    let value = match body {
        Body::None => return Ok(None),
        Body::Json(value) => {
            check_files(value, &BTreeSet::new())?;
            value.clone()
        }
        Body::Form(fields) => fields
            .iter()
            .map(|(name, text)| (name.clone(), field(text)))
            .collect::<Map<_, _>>()
            .into(),
        Body::Multipart(parts) => {
            return multipart(operation, schema, parts).map(Some);
        }
    };
    Ok(Some((schema.clone(), value)))
}

/// Takes the parts of a form together.
fn multipart(
    operation: &Operation,
    schema: &str,
    parts: &[Part],
) -> Result<(String, Value), String> {
    let mut names = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    let mut value = Value::Null;
    let mut fields = Map::new();
    for part in parts {
        if !names.insert(part.name.as_str()) {
            return Err(format!("there are two parts `{}`", part.name));
        }
        let number = part
            .name
            .strip_prefix("files[")
            .and_then(|rest| rest.strip_suffix(']'));
        if let Some(number) = number {
            let number = number.parse().ok().filter(|number| *number < MOST_FILES);
            let Some(number) = number else {
                return Err(format!("there is no part `{}`", part.name));
            };
            if part.filename.is_none() {
                return Err(format!("`{}` has no filename", part.name));
            }
            numbers.insert(number);
        } else if part.name == "payload_json" {
            if part.content_type.as_deref() != Some(JSON) {
                return Err(format!("`payload_json` is no {JSON}"));
            }
            value = serde_json::from_slice(&part.bytes)
                .map_err(|error| format!("`payload_json` is no JSON: {error}"))?;
        } else if part.filename.is_some() {
            fields.insert(part.name.clone(), A_FILE.into());
        } else {
            let text = std::str::from_utf8(&part.bytes)
                .map_err(|_| format!("`{}` is neither file nor text", part.name))?;
            fields.insert(part.name.clone(), field(text));
        }
    }
    let json = operation.bodies.get(JSON);
    if !numbers.is_empty() && !takes_files(operation) {
        return Err("it takes no files of messages".to_owned());
    }
    if value.is_null() {
        value = Map::new().into();
    } else if json.is_none() {
        return Err("it takes no `payload_json`".to_owned());
    }
    check_files(&value, &numbers)?;
    // A single file beside JSON is a field of the form only.
    let file_beside = operation.id == "create_channel_invite"
        && fields.remove("target_users_file") == Some(A_FILE.into());
    let object = value
        .as_object_mut()
        .ok_or_else(|| "`payload_json` is no object".to_owned())?;
    object.extend(fields);
    let schema = match json {
        Some(json) if !numbers.is_empty() || file_beside || names.contains("payload_json") => json,
        _ => schema,
    };
    Ok((schema.to_owned(), value))
}

fn takes_files(operation: &Operation) -> bool {
    let id = operation.id.as_str();
    TAKE_FILES.contains(&id)
        || matches!(
            id,
            "create_message"
                | "update_message"
                | "update_original_webhook_message"
                | "update_webhook_message"
        )
}

/// What a field of a form stands for: fields that are no texts are written as in JSON.
fn field(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value @ (Value::Bool(_) | Value::Array(_) | Value::Object(_))) => value,
        _ => text.into(),
    }
}

/// Attachments that are told of by small numbers are parts of the form: each is told of once, and is there.
fn check_files(value: &Value, numbers: &BTreeSet<usize>) -> Result<(), String> {
    let mut told = BTreeSet::new();
    let places = [
        value.pointer("/attachments"),
        value.pointer("/data/attachments"),
        value.pointer("/message/attachments"),
    ];
    for attachment in places
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten()
    {
        let id = match &attachment["id"] {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64().and_then(|id| usize::try_from(id).ok()),
        };
        if let Some(id) = id.filter(|id| *id < 1000) {
            if !told.insert(id) {
                return Err(format!("attachment {id} is told of twice"));
            }
            if !numbers.contains(&id) {
                return Err(format!("attachment {id} has no part `files[{id}]`"));
            }
        }
    }
    match numbers.difference(&told).next() {
        // Discord takes files that nothing is told of, where nothing is told of any.
        Some(number) if !told.is_empty() => Err(format!("nothing is told of `files[{number}]`")),
        _ => Ok(()),
    }
}
