//! Modals: what a person fills in. Discord docs: Receiving and Responding to Interactions/Modal.

use serde_json::{Map, Value};

use super::{super::form::Form, Walk, child, children, needed_text, number, text};
use crate::sandbox::state::component::kind;

const AT_THE_TOP: &[u64] = &[kind::ACTION_ROW, kind::TEXT_DISPLAY, kind::LABEL];
const IN_A_LABEL: &[u64] = &[
    kind::STRING_SELECT,
    kind::TEXT_INPUT,
    kind::USER_SELECT,
    kind::ROLE_SELECT,
    kind::MENTIONABLE_SELECT,
    kind::CHANNEL_SELECT,
    kind::FILE_UPLOAD,
    kind::RADIO_GROUP,
    kind::CHECKBOX_GROUP,
    kind::CHECKBOX,
];

/// What a modal shows and asks for.
#[derive(Debug)]
pub(in crate::sandbox::rest) struct Modal {
    pub(in crate::sandbox::rest) title: String,
    pub(in crate::sandbox::rest) custom_id: String,
    pub(in crate::sandbox::rest) components: Vec<Value>,
}

/// Reads a modal.
pub(in crate::sandbox::rest) fn modal(form: &mut Form) -> Option<Modal> {
    let title = form.text("title", 1..=45);
    let title = form.required("title", title);
    let custom_id = form.text("custom_id", 1..=100);
    let custom_id = form.required("custom_id", custom_id);
    let mut walk = Walk {
        in_modal: true,
        ..Walk::default()
    };
    let mut components = children(form, &mut walk, 1..=5, AT_THE_TOP);
    for (index, row) in components.iter().enumerate() {
        check_row(form, index, row);
    }
    number(&mut components, &walk.ids);
    Some(Modal {
        title: title?,
        custom_id: custom_id?,
        components,
    })
}

/// A text input that stands in a row, as before there were labels, brings its own label.
fn check_row(form: &mut Form, index: usize, row: &Value) {
    let inputs = row["components"].as_array();
    for (number, input) in inputs.into_iter().flatten().enumerate() {
        if input.is_object() && input["label"].is_null() {
            form.error(
                &format!("components.{index}.components.{number}.label"),
                "BASE_TYPE_REQUIRED",
                "This field is required",
            );
        }
    }
}

pub(super) fn label(form: &mut Form, walk: &mut Walk, out: &mut Map<String, Value>) {
    needed_text(form, out, "label", 1..=45);
    text(form, out, "description", 1..=100);
    let component = child(form, walk, "component", IN_A_LABEL);
    if component["label"].is_string() {
        let message = "A component in a label cannot have a label of its own";
        form.error("component.label", "COMPONENT_LABEL_DUPLICATED", message);
    }
    out.insert("component".to_owned(), component);
}
