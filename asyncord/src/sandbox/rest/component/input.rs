//! What only modals have: text inputs, file uploads, groups and checkboxes.

use serde_json::{Map, Value};

use super::{
    super::form::Form,
    Walk, custom_id,
    select::{option, range},
    text,
};
use crate::sandbox::state::component::kind;

/// A field of a modal that is no select.
pub(super) fn input(form: &mut Form, walk: &mut Walk, kind: u64, out: &mut Map<String, Value>) {
    custom_id(form, walk, out);
    match kind {
        kind::TEXT_INPUT => text_input(form, out),
        kind::FILE_UPLOAD => {
            range(form, walk, out, 10, 1);
            file_types(form, out);
        }
        kind::RADIO_GROUP => {
            let required = form.flag("required").value().unwrap_or(true);
            out.insert("required".to_owned(), required.into());
            group(form, out, 2, 1);
        }
        kind::CHECKBOX_GROUP => {
            // All may be chosen unless it is said how many.
            let options = form.list("options", 0..=usize::MAX).value();
            let count = options.map_or(1, |options| options.len().clamp(1, 10));
            let (_, max) = range(form, walk, out, 10, count);
            group(form, out, 1, max);
        }
        _ => {
            let default = form.flag("default").value().unwrap_or(false);
            out.insert("default".to_owned(), default.into());
        }
    }
}

fn text_input(form: &mut Form, out: &mut Map<String, Value>) {
    let style = form.integer("style", 1..=2);
    if let Some(style) = form.required("style", style) {
        out.insert("style".to_owned(), style.into());
    }
    text(form, out, "label", 1..=45);
    text(form, out, "value", 0..=4000);
    text(form, out, "placeholder", 0..=100);
    let min = form.integer("min_length", 0..=4000).value();
    let max = form.integer("max_length", 1..=4000).value();
    for (key, length) in [("min_length", min), ("max_length", max)] {
        if let Some(length) = length {
            out.insert(key.to_owned(), length.into());
        }
    }
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let message = "min_length must be less than or equal to max_length";
        form.error(
            "min_length",
            "TEXT_INPUT_COMPONENT_MIN_LENGTH_TOO_LARGE",
            message,
        );
    }
    let required = form.flag("required").value().unwrap_or(true);
    out.insert("required".to_owned(), required.into());
}

/// Which files may be uploaded: kinds of media and extensions.
pub(in crate::sandbox::rest) fn file_types(form: &mut Form, out: &mut Map<String, Value>) {
    let Some(types) = form.list("file_types", 0..=10).value() else {
        return;
    };
    for (index, one) in types.iter().enumerate() {
        let is_fine = one.as_str().is_some_and(|one| {
            matches!(one, "image" | "video" | "audio") || one.len() > 1 && one.starts_with('.')
        });
        if !is_fine {
            form.error(
                &format!("file_types.{index}"),
                "BASE_TYPE_CHOICES",
                "Value must be one of ('image', 'video', 'audio') or an extension.",
            );
        }
    }
    out.insert("file_types".to_owned(), types.into());
}

fn group(form: &mut Form, out: &mut Map<String, Value>, least: usize, most_defaults: usize) {
    let list = form.objects("options", least..=10);
    let list = form.required("options", list);
    let mut options: Vec<Value> = Vec::new();
    for (index, fields) in list.into_iter().flatten().enumerate() {
        let path = format!("options.{index}");
        let option = form.within(&path, fields, option);
        if options
            .iter()
            .any(|other| other["value"] == option["value"])
        {
            form.error(
                &path,
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
        options.push(option);
    }
    let defaults = options
        .iter()
        .filter(|option| option["default"] == true)
        .count();
    if defaults > most_defaults {
        let message = "There are more default options than can be chosen";
        form.error("options", "SELECT_COMPONENT_MAX_DEFAULT_OPTIONS", message);
    }
    out.insert("options".to_owned(), options.into());
}
