//! Using the components of messages.

use serde_json::{Map, Value, json};

use super::{
    super::{
        Refusal,
        component::{find, kind, style},
    },
    resolved::{Resolver, wrong},
};

/// What the application gets of a component that was used.
pub(super) fn used(
    resolver: &mut Resolver<'_>,
    components: &[Value],
    data: &Map<String, Value>,
) -> Result<Value, Refusal> {
    let custom_id = data
        .get("custom_id")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let component = find(components, custom_id)
        .filter(|component| data.get("component_type") == component.get("type"))
        .ok_or_else(|| {
            let message = "The message has no such component";
            wrong("custom_id", "COMPONENT_UNKNOWN", message)
        })?;
    if component["disabled"] == true {
        return Err(wrong(
            "custom_id",
            "COMPONENT_DISABLED",
            "The component is disabled",
        ));
    }
    if component["style"] == style::LINK || component["style"] == style::PREMIUM {
        let message = "The button makes no interaction";
        return Err(wrong("custom_id", "COMPONENT_NOT_INTERACTIVE", message));
    }
    let mut out = json!({
        "component_type": component["type"],
        "custom_id": custom_id,
        "id": component["id"],
    });
    if component["type"] != kind::BUTTON {
        let values = data.get("values").unwrap_or(&Value::Null);
        out["values"] = selected(resolver, component, values, "values", false)?.into();
    }
    Ok(out)
}

/// Checks the values chosen in a select or a group; none may be chosen where none need be.
pub(super) fn selected(
    resolver: &mut Resolver<'_>,
    component: &Value,
    values: &Value,
    path: &str,
    may_be_empty: bool,
) -> Result<Vec<Value>, Refusal> {
    let values = values.as_array().map_or(&[][..], Vec::as_slice);
    let limit = |key: &str| {
        let limit = component[key]
            .as_u64()
            .and_then(|limit| usize::try_from(limit).ok());
        limit.unwrap_or(1)
    };
    let (min, max) = (limit("min_values"), limit("max_values"));
    let is_left_out = values.is_empty() && may_be_empty;
    if !is_left_out && !(min..=max).contains(&values.len()) {
        let message = format!("Must be between {min} and {max} in length.");
        return Err(wrong(path, "BASE_TYPE_BAD_LENGTH", message));
    }
    let mut chosen = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let path = format!("{path}.{index}");
        if values[..index].contains(value) {
            let message = "The value is chosen twice";
            return Err(wrong(&path, "SELECT_COMPONENT_VALUE_DUPLICATED", message));
        }
        let value = choose(resolver, component, value).ok_or_else(|| {
            let message = "The value is not among those that can be chosen";
            wrong(&path, "SELECT_COMPONENT_VALUE_UNKNOWN", message)
        })?;
        chosen.push(value);
    }
    Ok(chosen)
}

/// A value as the application gets it, if it can be chosen.
fn choose(resolver: &mut Resolver<'_>, component: &Value, value: &Value) -> Option<Value> {
    let kind = component["type"].as_u64()?;
    if matches!(
        kind,
        kind::STRING_SELECT | kind::CHECKBOX_GROUP | kind::RADIO_GROUP
    ) {
        let options = component["options"].as_array()?;
        let is_offered = options.iter().any(|option| option["value"] == *value);
        return is_offered.then(|| value.clone());
    }
    if kind == kind::FILE_UPLOAD {
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
        let types = component["file_types"].as_array();
        return resolver.attachment(number, types.map_or(&[][..], Vec::as_slice));
    }
    let id: crate::id::Id<()> = serde_json::from_value(value.clone()).ok()?;
    let is_known = match kind {
        kind::USER_SELECT => resolver.user(id.cast()),
        kind::ROLE_SELECT => resolver.role(id.cast()),
        kind::MENTIONABLE_SELECT => resolver.role(id.cast()) || resolver.user(id.cast()),
        _ => {
            let types = component["channel_types"].as_array();
            let types: Vec<u64> = types
                .into_iter()
                .flatten()
                .filter_map(Value::as_u64)
                .collect();
            resolver.channel(id.cast(), &types)
        }
    };
    is_known.then(|| json!(id))
}
