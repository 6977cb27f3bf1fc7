//! Filling in modals.

use serde_json::{Value, json};

use super::{
    super::{
        Refusal,
        component::{find, kind},
    },
    component::selected,
    resolved::{Resolver, wrong},
};

/// What the application gets of a modal that was filled in.
pub(super) fn submitted(
    resolver: &mut Resolver<'_>,
    modal: &Value,
    given: &Value,
) -> Result<Value, Refusal> {
    let given = given.as_array().map_or(&[][..], Vec::as_slice);
    let components = modal["components"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let mut out = Vec::with_capacity(components.len());
    for (index, component) in components.iter().enumerate() {
        let path = format!("components.{index}");
        let mut one = json!({ "type": component["type"], "id": component["id"] });
        if let Some(inputs) = component["components"].as_array() {
            let mut filled = Vec::with_capacity(inputs.len());
            for (index, input) in inputs.iter().enumerate() {
                let path = format!("{path}.components.{index}");
                filled.push(fill(resolver, input, given, &path)?);
            }
            one["components"] = filled.into();
        } else if let Some(input) = component.get("component") {
            let path = format!("{path}.component");
            one["component"] = fill(resolver, input, given, &path)?;
        }
        out.push(one);
    }
    Ok(json!({ "custom_id": modal["custom_id"], "components": out }))
}

/// One field with what the person gave for it.
fn fill(
    resolver: &mut Resolver<'_>,
    input: &Value,
    given: &[Value],
    path: &str,
) -> Result<Value, Refusal> {
    let custom_id = input["custom_id"].as_str().unwrap_or_default();
    let nothing = Value::Null;
    let own = find(given, custom_id).unwrap_or(&nothing);
    let is_required = input["required"] != false;
    let mut out = json!({
        "type": input["type"],
        "id": input["id"],
        "custom_id": custom_id,
    });
    match input["type"].as_u64() {
        Some(kind::TEXT_INPUT) => {
            let text = own["value"].as_str().unwrap_or_default();
            check_text(input, text, is_required, &format!("{path}.value"))?;
            out["value"] = text.into();
        }
        Some(kind::CHECKBOX) => out["value"] = (own["value"] == true).into(),
        Some(kind::RADIO_GROUP) => {
            let value = &own["value"];
            let list = if value.is_null() {
                json!([])
            } else {
                json!([value])
            };
            let path = format!("{path}.value");
            let chosen = selected(resolver, input, &list, &path, !is_required)?;
            out["value"] = chosen.into_iter().next().unwrap_or_default();
        }
        _ => {
            let path = format!("{path}.values");
            let chosen = selected(resolver, input, &own["values"], &path, !is_required)?;
            out["values"] = chosen.into();
        }
    }
    Ok(out)
}

fn check_text(input: &Value, text: &str, is_required: bool, path: &str) -> Result<(), Refusal> {
    let count = text.chars().count() as u64;
    if count == 0 {
        return if is_required {
            Err(wrong(path, "BASE_TYPE_REQUIRED", "This field is required"))
        } else {
            Ok(())
        };
    }
    let min = input["min_length"].as_u64().unwrap_or(0);
    let max = input["max_length"].as_u64().unwrap_or(4000);
    if (min..=max).contains(&count) {
        Ok(())
    } else {
        let message = format!("Must be between {min} and {max} in length.");
        Err(wrong(path, "BASE_TYPE_BAD_LENGTH", message))
    }
}
