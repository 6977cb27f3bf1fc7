//! Select menus. Discord docs: Component Reference/String Select and those after it.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{super::form::Form, Walk, custom_id, emoji, needed_text, text};
use crate::sandbox::state::component::kind;

/// How many values a select has at most.
const MOST: usize = 25;

pub(super) fn select(form: &mut Form, walk: &mut Walk, kind: u64, out: &mut Map<String, Value>) {
    custom_id(form, walk, out);
    text(form, out, "placeholder", 0..=150);
    let disabled = form.flag("disabled").value().unwrap_or(false);
    if disabled && walk.in_modal {
        let message = "A select in a modal cannot be disabled";
        form.error("disabled", "SELECT_COMPONENT_DISABLED_IN_MODAL", message);
    } else if disabled {
        out.insert("disabled".to_owned(), true.into());
    }
    let (min, max) = range(form, walk, out, MOST, 1);
    match kind {
        kind::STRING_SELECT => options(form, out, min, max),
        kind::USER_SELECT => default_values(form, out, &["user"], min, max),
        kind::ROLE_SELECT => default_values(form, out, &["role"], min, max),
        kind::MENTIONABLE_SELECT => default_values(form, out, &["user", "role"], min, max),
        _ => {
            channel_types(form, out);
            default_values(form, out, &["channel"], min, max);
        }
    }
}

/// How many values are to be chosen; in a modal, whether any need be.
pub(super) fn range(
    form: &mut Form,
    walk: &Walk,
    out: &mut Map<String, Value>,
    most: usize,
    default_max: usize,
) -> (usize, usize) {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let min = form.integer("min_values", 0..=limit).value();
    let default_max = i64::try_from(default_max).unwrap_or(1);
    let max = form.integer("max_values", 1..=limit).value();
    let max = max.unwrap_or(default_max);
    if walk.in_modal {
        let required = form.flag("required").value().unwrap_or(true);
        if required && min == Some(0) {
            let message = "min_values must be at least 1 where a value is required";
            form.error(
                "min_values",
                "SELECT_COMPONENT_REQUIRED_MIN_VALUES",
                message,
            );
        }
        out.insert("required".to_owned(), required.into());
    }
    let min = min.unwrap_or(1);
    if min > max {
        let message = "min_values must be less than or equal to max_values";
        form.error(
            "min_values",
            "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
            message,
        );
    }
    out.insert("min_values".to_owned(), min.into());
    out.insert("max_values".to_owned(), max.into());
    (
        usize::try_from(min).unwrap_or(0),
        usize::try_from(max).unwrap_or(most),
    )
}

fn options(form: &mut Form, out: &mut Map<String, Value>, min: usize, max: usize) {
    let list = form.objects("options", 1..=MOST);
    let list = form.required("options", list).unwrap_or_default();
    let count = list.len();
    let mut values = HashSet::new();
    let mut defaults = 0;
    let options: Vec<Value> = list
        .into_iter()
        .enumerate()
        .map(|(index, fields)| {
            let option = form.within(&format!("options.{index}"), fields, option);
            defaults += usize::from(option["default"] == true);
            if let Some(value) = option["value"].as_str()
                && !values.insert(value.to_owned())
            {
                form.error(
                    &format!("options.{index}"),
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                );
            }
            option
        })
        .collect();
    out.insert("options".to_owned(), options.into());
    if count > 0 && (min > count || max > count) {
        let key = if min > count {
            "min_values"
        } else {
            "max_values"
        };
        let message = format!("{key} must be less than or equal to the number of options");
        form.error(key, "SELECT_COMPONENT_VALUES_EXCEED_OPTIONS", message);
    }
    if defaults > max {
        let message = "There are more default options than max_values";
        form.error("options", "SELECT_COMPONENT_MAX_DEFAULT_OPTIONS", message);
    }
}

/// An option, also of a radio or checkbox group.
pub(super) fn option(form: &mut Form) -> Value {
    let mut option = Map::new();
    needed_text(form, &mut option, "label", 1..=100);
    needed_text(form, &mut option, "value", 1..=100);
    text(form, &mut option, "description", 0..=100);
    emoji(form, &mut option);
    if form.flag("default").value().unwrap_or(false) {
        option.insert("default".to_owned(), true.into());
    }
    option.into()
}

fn channel_types(form: &mut Form, out: &mut Map<String, Value>) {
    let Some(types) = form.list("channel_types", 0..=MOST).value() else {
        return;
    };
    for (index, one) in types.iter().enumerate() {
        if !is_channel_type(one) {
            form.error(
                &format!("channel_types.{index}"),
                "BASE_TYPE_CHOICES",
                "Value must be one of (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16).",
            );
        }
    }
    out.insert("channel_types".to_owned(), types.into());
}

/// Whether it is the number of a type of channels.
pub(in crate::sandbox::rest) fn is_channel_type(value: &Value) -> bool {
    matches!(value.as_u64(), Some(0..=5 | 10..=16))
}

fn default_values(
    form: &mut Form,
    out: &mut Map<String, Value>,
    types: &[&str],
    min: usize,
    max: usize,
) {
    let Some(list) = form.objects("default_values", 0..=MOST).value() else {
        return;
    };
    if !list.is_empty() && !(min..=max).contains(&list.len()) {
        form.error(
            "default_values",
            "SELECT_COMPONENT_DEFAULT_VALUES_OUT_OF_RANGE",
            format!("The number of default values must be between {min} and {max}"),
        );
    }
    let values: Vec<Value> = list
        .into_iter()
        .enumerate()
        .map(|(index, fields)| {
            form.within(&format!("default_values.{index}"), fields, |form| {
                let id = form.id::<()>("id");
                let id = form.required("id", id);
                let kind = form.text("type", 0..=16);
                let kind = form.required("type", kind);
                if !kind.as_deref().is_some_and(|kind| types.contains(&kind)) {
                    let message = format!("Value must be one of {types:?}.");
                    form.error("type", "BASE_TYPE_CHOICES", message);
                }
                json!({ "id": id, "type": kind })
            })
        })
        .collect();
    if !values.is_empty() {
        out.insert("default_values".to_owned(), values.into());
    }
}
