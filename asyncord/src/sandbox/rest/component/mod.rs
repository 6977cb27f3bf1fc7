//! The components of messages and modals, read and checked in one place. Discord docs: Component Reference.
//!
//! What comes out is in the form of responses: with every number and every default filled in.

mod button;
mod input;
mod layout;
mod modal;
mod select;

use std::{collections::HashSet, ops::RangeInclusive};

use serde_json::{Map, Value, json};

use crate::sandbox::state::{
    Field,
    component::{children_of, kind},
};

pub(super) use self::{
    input::file_types,
    modal::{Modal, modal},
    select::is_channel_type,
};

use super::form::Form;

/// How many components a message has at most, those in others counted too.
const MOST: usize = 40;
/// How much text they show at most.
const MOST_TEXT: usize = 4000;

/// The components at the top of a message without and with `IS_COMPONENTS_V2`.
const LEGACY: &[u64] = &[kind::ACTION_ROW];
const V2: &[u64] = &[
    kind::ACTION_ROW,
    kind::SECTION,
    kind::TEXT_DISPLAY,
    kind::MEDIA_GALLERY,
    kind::FILE,
    kind::SEPARATOR,
    kind::CONTAINER,
];

/// What was seen of the components of one body.
#[derive(Debug, Default)]
struct Walk {
    /// They are those of a modal.
    in_modal: bool,
    ids: HashSet<i64>,
    custom_ids: HashSet<String>,
    count: usize,
    text: usize,
}

/// The components of a message, or nothing if the body says nothing of them.
pub(super) fn components(form: &mut Form, is_v2: bool) -> Option<Vec<Value>> {
    let (most, allowed) = if is_v2 { (MOST, V2) } else { (5, LEGACY) };
    match form.raw("components") {
        Field::Absent => return None,
        Field::Null => return Some(Vec::new()),
        Field::Value(_) => {}
    }
    let mut walk = Walk::default();
    let mut components = children(form, &mut walk, 0..=most, allowed);
    if is_v2 && walk.count > MOST {
        let message = format!("The maximum number of components in a message is {MOST}");
        form.error("components", "COMPONENT_MAX_TOTAL_EXCEEDED", message);
    }
    if walk.text > MOST_TEXT {
        form.error(
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            format!("Component displayable text size exceeds maximum size of {MOST_TEXT}"),
        );
    }
    number(&mut components, &walk.ids);
    Some(components)
}

/// The components in the field of that name, each of one of the allowed types.
fn children(
    form: &mut Form,
    walk: &mut Walk,
    length: RangeInclusive<usize>,
    allowed: &[u64],
) -> Vec<Value> {
    let list = form.objects("components", length);
    let list = form.required("components", list);
    list.into_iter()
        .flatten()
        .enumerate()
        .map(|(index, fields)| {
            form.within(&format!("components.{index}"), fields, |form| {
                component(form, walk, allowed)
            })
        })
        .collect()
}

/// A component in a field of its own.
fn child(form: &mut Form, walk: &mut Walk, key: &str, allowed: &[u64]) -> Value {
    let fields = form.object(key);
    let Some(fields) = form.required(key, fields) else {
        return Value::Null;
    };
    form.within(key, fields, |form| component(form, walk, allowed))
}

/// One component, of one of the allowed types.
fn component(form: &mut Form, walk: &mut Walk, allowed: &[u64]) -> Value {
    walk.count += 1;
    let kind = form.integer("type", 0..=i64::MAX);
    let Some(kind) = form.required("type", kind) else {
        return Value::Null;
    };
    let Some(kind) = u64::try_from(kind)
        .ok()
        .filter(|kind| allowed.contains(kind))
    else {
        let message = format!("Value of field \"type\" must be one of {}.", tuple(allowed));
        form.error("", "UNION_TYPE_CHOICES", message);
        return Value::Null;
    };
    let mut out = Map::new();
    out.insert("type".to_owned(), kind.into());
    if let Some(id) = form.integer("id", 0..=i64::from(i32::MAX)).value()
        && id != 0
    {
        if !walk.ids.insert(id) {
            let message = "Component id cannot be duplicated";
            form.error("id", "COMPONENT_ID_DUPLICATED", message);
        }
        out.insert("id".to_owned(), id.into());
    }
    match kind {
        kind::ACTION_ROW => layout::action_row(form, walk, &mut out),
        kind::BUTTON => button::button(form, walk, &mut out),
        kind::STRING_SELECT
        | kind::USER_SELECT
        | kind::ROLE_SELECT
        | kind::MENTIONABLE_SELECT
        | kind::CHANNEL_SELECT => select::select(form, walk, kind, &mut out),
        kind::SECTION => layout::section(form, walk, &mut out),
        kind::TEXT_DISPLAY => layout::text_display(form, walk, &mut out),
        kind::THUMBNAIL => layout::thumbnail(form, &mut out),
        kind::MEDIA_GALLERY => layout::media_gallery(form, &mut out),
        kind::FILE => layout::file(form, &mut out),
        kind::SEPARATOR => layout::separator(form, &mut out),
        kind::CONTAINER => layout::container(form, walk, &mut out),
        kind::LABEL => modal::label(form, walk, &mut out),
        _ => input::input(form, walk, kind, &mut out),
    }
    out.into()
}

/// A list as Discord's messages show it.
fn tuple(numbers: &[u64]) -> String {
    let list: Vec<String> = numbers.iter().map(u64::to_string).collect();
    let comma = if list.len() == 1 { "," } else { "" };
    format!("({}{comma})", list.join(", "))
}

/// The text by which interactions name the component, which no other may have.
fn custom_id(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    let id = form.text("custom_id", 1..=100);
    let Some(id) = form.required("custom_id", id) else {
        return;
    };
    if !walk.custom_ids.insert(id.clone()) {
        let message = "Component custom id cannot be duplicated";
        form.error("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
    out.insert("custom_id".to_owned(), id.into());
}

/// The emoji of a button or an option.
fn emoji(form: &mut Form, out: &mut Map<String, Value>) {
    let Some(fields) = form.object("emoji").value() else {
        return;
    };
    let emoji = form.within("emoji", fields, |form| {
        let id = form.id::<()>("id").value();
        let name = form
            .text("name", 0..=32)
            .value()
            .filter(|name| !name.is_empty());
        if id.is_none() && name.is_none() {
            form.error("name", "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
        }
        let mut emoji = json!({ "name": name });
        if let Some(id) = id {
            emoji["id"] = json!(id);
            emoji["animated"] = form.flag("animated").value().unwrap_or(false).into();
        }
        emoji
    });
    out.insert("emoji".to_owned(), emoji);
}

/// Copies a text that may be missing.
fn text(form: &mut Form, out: &mut Map<String, Value>, key: &str, length: RangeInclusive<usize>) {
    if let Some(text) = form.text(key, length).value() {
        out.insert(key.to_owned(), text.into());
    }
}

/// Copies a text that must be there.
fn needed_text(
    form: &mut Form,
    out: &mut Map<String, Value>,
    key: &str,
    length: RangeInclusive<usize>,
) {
    let text = form.text(key, length);
    if let Some(text) = form.required(key, text) {
        out.insert(key.to_owned(), text.into());
    }
}

/// Gives numbers to the components that have none.
fn number(components: &mut [Value], taken: &HashSet<i64>) {
    fn fill(component: &mut Value, taken: &HashSet<i64>, next: &mut i64) {
        if let Some(fields) = component.as_object_mut()
            && !fields.contains_key("id")
        {
            while taken.contains(next) {
                *next += 1;
            }
            fields.insert("id".to_owned(), (*next).into());
            *next += 1;
        }
        for child in children_of(component) {
            fill(child, taken, next);
        }
    }
    let mut next = 1;
    for component in components {
        fill(component, taken, &mut next);
    }
}
