//! Components that hold or show others, and those that show text and media.

use serde_json::{Map, Value, json};

use super::{super::form::Form, Walk, button::check_scheme, child, children, needed_text};
use crate::sandbox::state::component::kind;

/// How many buttons are as wide as a row.
const WIDTH: usize = 5;
const IN_A_ROW: &[u64] = &[
    kind::BUTTON,
    kind::STRING_SELECT,
    kind::USER_SELECT,
    kind::ROLE_SELECT,
    kind::MENTIONABLE_SELECT,
    kind::CHANNEL_SELECT,
];
const IN_A_CONTAINER: &[u64] = &[
    kind::ACTION_ROW,
    kind::SECTION,
    kind::TEXT_DISPLAY,
    kind::MEDIA_GALLERY,
    kind::FILE,
    kind::SEPARATOR,
];

pub(super) fn action_row(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    let allowed = if walk.in_modal {
        &[kind::TEXT_INPUT][..]
    } else {
        IN_A_ROW
    };
    let components = children(form, walk, 1..=WIDTH, allowed);
    let mut width = 0;
    for (index, component) in components.iter().enumerate() {
        let is_button = component["type"] == kind::BUTTON;
        width += if is_button { 1 } else { WIDTH };
        if width > WIDTH && !component.is_null() {
            form.error(
                &format!("components.{index}"),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            );
        }
    }
    out.insert("components".to_owned(), components.into());
}

pub(super) fn section(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    let components = children(form, walk, 1..=3, &[kind::TEXT_DISPLAY]);
    out.insert("components".to_owned(), components.into());
    let accessory = child(form, walk, "accessory", &[kind::BUTTON, kind::THUMBNAIL]);
    out.insert("accessory".to_owned(), accessory);
}

pub(super) fn text_display(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    needed_text(form, out, "content", 1..=super::MOST_TEXT);
    let content = out.get("content").and_then(Value::as_str);
    walk.text += content.map_or(0, |content| content.chars().count());
}

pub(super) fn thumbnail(form: &mut Form, out: &mut Map<String, Value>) {
    shown(form, out);
}

pub(super) fn media_gallery(form: &mut Form, out: &mut Map<String, Value>) {
    let items = form.objects("items", 1..=10);
    let items = form.required("items", items);
    let items: Vec<Value> = items
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(index, fields)| {
            form.within(&format!("items.{index}"), fields, |form| {
                let mut item = Map::new();
                shown(form, &mut item);
                item.into()
            })
        })
        .collect();
    out.insert("items".to_owned(), items.into());
}

/// A medium with what is said of it.
fn shown(form: &mut Form, out: &mut Map<String, Value>) {
    let description = form.text("description", 1..=1024).value();
    out.insert("description".to_owned(), json!(description));
    spoiler(form, out);
    medium(form, out, "media", &["http", "https", "attachment"]);
}

pub(super) fn file(form: &mut Form, out: &mut Map<String, Value>) {
    spoiler(form, out);
    medium(form, out, "file", &["attachment"]);
}

fn spoiler(form: &mut Form, out: &mut Map<String, Value>) {
    let spoiler = form.flag("spoiler").value().unwrap_or(false);
    out.insert("spoiler".to_owned(), spoiler.into());
}

/// The address of a medium; what it leads to is filled in when the message is posted.
fn medium(form: &mut Form, out: &mut Map<String, Value>, key: &str, schemes: &[&str]) {
    let fields = form.object(key);
    let Some(fields) = form.required(key, fields) else {
        return;
    };
    let medium = form.within(key, fields, |form| {
        let mut medium = Map::new();
        needed_text(form, &mut medium, "url", 1..=2048);
        if let Some(address) = medium.get("url").and_then(Value::as_str) {
            check_scheme(form, "url", address, schemes);
        }
        medium
    });
    out.insert(key.to_owned(), medium.into());
}

pub(super) fn separator(form: &mut Form, out: &mut Map<String, Value>) {
    let divider = form.flag("divider").value().unwrap_or(true);
    let spacing = form.integer("spacing", 1..=2).value().unwrap_or(1);
    out.insert("divider".to_owned(), divider.into());
    out.insert("spacing".to_owned(), spacing.into());
}

pub(super) fn container(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    let color = form.integer("accent_color", 0..=0xFF_FF_FF).value();
    out.insert("accent_color".to_owned(), json!(color));
    spoiler(form, out);
    let components = children(form, walk, 1..=super::MOST, IN_A_CONTAINER);
    out.insert("components".to_owned(), components.into());
}
