//! Buttons. Discord docs: Component Reference/Button.

use serde_json::{Map, Value};
use url::Url;

use super::{super::form::Form, Walk, custom_id, emoji, text};
use crate::sandbox::state::component::style;

pub(super) fn button(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    let style = form.integer("style", 1..=6);
    let Some(style) = form.required("style", style) else {
        return;
    };
    out.insert("style".to_owned(), style.into());
    text(form, out, "label", 0..=80);
    emoji(form, out);
    match style {
        style::LINK => link(form, out),
        style::PREMIUM => premium(form, out),
        _ => {
            if given(form, "url") {
                exclusive(form, "custom_id", "url");
            }
            if given(form, "custom_id") {
                custom_id(form, walk, out);
            } else {
                let message = "A custom id is required";
                form.error("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", message);
            }
        }
    }
    let is_blank = out.get("label").is_none_or(|label| label == "") && !out.contains_key("emoji");
    if style != style::PREMIUM && is_blank {
        let message = "A button must have either a label or an emoji";
        form.error("label", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message);
    }
    if form.flag("disabled").value().unwrap_or(false) {
        out.insert("disabled".to_owned(), true.into());
    }
}

fn given(form: &mut Form, key: &str) -> bool {
    form.raw(key).value().is_some()
}

fn exclusive(form: &mut Form, one: &str, other: &str) {
    form.error(
        one,
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        format!(
            "A {} and {other} cannot both be specified",
            one.replace('_', " ")
        ),
    );
}

fn link(form: &mut Form, out: &mut Map<String, Value>) {
    if given(form, "custom_id") {
        exclusive(form, "custom_id", "url");
    }
    let Some(address) = form.text("url", 0..=512).value() else {
        if !given(form, "url") {
            form.error("url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
        }
        return;
    };
    check_scheme(form, "url", &address, &["http", "https", "discord"]);
    out.insert("url".to_owned(), address.into());
}

fn premium(form: &mut Form, out: &mut Map<String, Value>) {
    for key in ["custom_id", "url", "label", "emoji"] {
        if given(form, key) {
            let message = format!("A premium button cannot have a {key}");
            form.error(key, "BUTTON_COMPONENT_PREMIUM_FIELD_INVALID", message);
        }
    }
    let sku = form.id::<()>("sku_id");
    if let Some(sku) = form.required("sku_id", sku) {
        out.insert("sku_id".to_owned(), sku.to_string().into());
    }
}

/// Checks an address that the client is to open or load.
pub(super) fn check_scheme(form: &mut Form, key: &str, address: &str, schemes: &[&str]) {
    match Url::parse(address) {
        Err(_) => form.error(key, "URL_TYPE_INVALID_URL", "Not a well formed URL."),
        Ok(url) if schemes.contains(&url.scheme()) => {}
        Ok(url) => {
            let allowed: Vec<String> = schemes.iter().map(|one| format!("'{one}'")).collect();
            let message = format!(
                "Scheme \"{}\" must be one of ({}).",
                url.scheme(),
                allowed.join(", ")
            );
            form.error(key, "URL_TYPE_INVALID_SCHEME", message);
        }
    }
}
