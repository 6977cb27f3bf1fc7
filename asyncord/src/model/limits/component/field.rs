//! What is filled in or chosen: menus and the fields of modals.

use std::collections::HashSet;

use crate::model::{
    Component,
    component::{CheckboxGroup, GroupOption, Label, SelectDefaultValue, StringSelect, TextInput},
    limits::{
        Faults, LABEL, LABEL_DESCRIPTION, OPTION_TEXT, SELECT_OPTIONS, SELECT_PLACEHOLDER,
        TEXT_INPUT_VALUE,
    },
};

/// The most that can be chosen in a menu.
const SELECT_VALUES: u32 = 25;
/// The greatest length that a text input can ask for.
const TEXT_INPUT_LENGTH: u32 = 4_000;
/// The most files that can be given, and options of a group.
const TEN: u32 = 10;

/// What menus of all kinds have.
struct Menu<'a> {
    placeholder: Option<&'a str>,
    /// What is chosen at first, but in a menu of texts, whose options tell it.
    default_values: &'a [SelectDefaultValue],
    min_values: Option<u32>,
    max_values: Option<u32>,
    required: Option<bool>,
    disabled: bool,
}

/// A component as a menu, if it is one.
fn menu(component: &Component) -> Option<Menu<'_>> {
    macro_rules! menu {
        ($select:expr, $default_values:expr) => {
            Menu {
                placeholder: $select.placeholder.as_deref(),
                default_values: $default_values,
                min_values: $select.min_values,
                max_values: $select.max_values,
                required: $select.required,
                disabled: $select.disabled,
            }
        };
    }
    Some(match component {
        Component::StringSelect(select) => menu!(select, &[]),
        Component::UserSelect(select) => menu!(select, &select.default_values),
        Component::RoleSelect(select) => menu!(select, &select.default_values),
        Component::MentionableSelect(select) => menu!(select, &select.default_values),
        Component::ChannelSelect(select) => menu!(select, &select.default_values),
        _ => return None,
    })
}

pub(super) fn check_label(label: &Label, faults: &mut Faults) {
    faults.characters("label", &label.label, 1..=LABEL);
    faults.optional(
        "description",
        label.description.as_deref(),
        0..=LABEL_DESCRIPTION,
    );
}

/// Checks a menu or a field of a modal.
pub(super) fn check(component: &Component, is_in_modal: bool, faults: &mut Faults) {
    if let Some(menu) = menu(component) {
        check_menu(&menu, is_in_modal, faults);
    }
    match component {
        Component::StringSelect(select) => check_options(select, faults),
        Component::TextInput(input) => check_text_input(input, faults),
        Component::FileUpload(upload) => {
            check_values(upload.min_values, upload.max_values, TEN, faults);
            check_none(upload.min_values, upload.required, faults);
            check_file_types(&upload.file_types, faults);
        }
        Component::RadioGroup(group) => {
            faults.count("options", group.options.len(), 2..=TEN as usize);
            check_group(&group.options, 1, faults);
        }
        Component::CheckboxGroup(group) => check_checkbox_group(group, faults),
        _ => {}
    }
}

fn check_menu(menu: &Menu<'_>, is_in_modal: bool, faults: &mut Faults) {
    faults.optional("placeholder", menu.placeholder, 0..=SELECT_PLACEHOLDER);
    check_values(menu.min_values, menu.max_values, SELECT_VALUES, faults);
    let most = menu.max_values.unwrap_or(1) as usize;
    faults.count("default_values", menu.default_values.len(), 0..=most);
    if is_in_modal {
        check_none(menu.min_values, menu.required, faults);
        if menu.disabled {
            faults.add(
                "disabled",
                "BASE_TYPE_BAD_VALUE",
                "a menu of a modal cannot be disabled",
            );
        }
    }
}

/// Checks that the least is not more than the most.
fn check_order(what: &str, least: Option<u32>, most: Option<u32>, faults: &mut Faults) {
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        faults.add(
            format_args!("min_{what}"),
            "BASE_TYPE_BAD_VALUE",
            format!("{least}, more than max_{what}, {most}"),
        );
    }
}

/// Checks how many must and may be chosen, where one is meant if nothing is said.
fn check_values(min_values: Option<u32>, max_values: Option<u32>, most: u32, faults: &mut Faults) {
    faults.range("min_values", min_values, 0..=most);
    faults.range("max_values", max_values, 1..=most);
    check_order("values", min_values, max_values.or(Some(1)), faults);
}

/// Checks that what may be left out is not asked for.
fn check_none(min_values: Option<u32>, required: Option<bool>, faults: &mut Faults) {
    if min_values == Some(0) && required != Some(false) {
        faults.add(
            "min_values",
            "BASE_TYPE_BAD_VALUE",
            "0 needs `required` to be false",
        );
    }
}

fn check_options(select: &StringSelect, faults: &mut Faults) {
    faults.count("options", select.options.len(), 1..=SELECT_OPTIONS);
    let mut values = HashSet::new();
    faults.each("options", &select.options, |faults, option| {
        faults.characters("label", &option.label, 1..=OPTION_TEXT);
        faults.characters("value", &option.value, 1..=OPTION_TEXT);
        faults.optional(
            "description",
            option.description.as_deref(),
            0..=OPTION_TEXT,
        );
        check_value(&mut values, &option.value, faults);
    });
    let defaults = select.options.iter().filter(|option| option.default);
    check_default_count(defaults.count(), select.max_values.unwrap_or(1), faults);
    check_available(select.options.len(), select.min_values, faults);
}

fn check_checkbox_group(group: &CheckboxGroup, faults: &mut Faults) {
    faults.count("options", group.options.len(), 1..=TEN as usize);
    faults.range("min_values", group.min_values, 0..=TEN);
    faults.range("max_values", group.max_values, 1..=TEN);
    check_order("values", group.min_values, group.max_values, faults);
    check_none(group.min_values, group.required, faults);
    check_available(group.options.len(), group.min_values, faults);
    check_group(&group.options, group.max_values.unwrap_or(TEN), faults);
}

fn check_group(options: &[GroupOption], most: u32, faults: &mut Faults) {
    let mut values = HashSet::new();
    faults.each("options", options, |faults, option| {
        faults.characters("label", &option.label, 1..=OPTION_TEXT);
        faults.characters("value", &option.value, 1..=OPTION_TEXT);
        faults.optional(
            "description",
            option.description.as_deref(),
            0..=OPTION_TEXT,
        );
        check_value(&mut values, &option.value, faults);
    });
    let defaults = options.iter().filter(|option| option.default);
    check_default_count(defaults.count(), most, faults);
}

fn check_value<'a>(values: &mut HashSet<&'a str>, value: &'a str, faults: &mut Faults) {
    if !values.insert(value) {
        faults.add(
            "value",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            format!("`{value}` is the value of another option too"),
        );
    }
}

fn check_default_count(count: usize, most: u32, faults: &mut Faults) {
    if count > most as usize {
        faults.add(
            "options",
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
            format!("{count} are chosen at first, at most {most} can be"),
        );
    }
}

/// Checks that as many can be chosen as must.
fn check_available(count: usize, min_values: Option<u32>, faults: &mut Faults) {
    if let Some(least) = min_values
        && least as usize > count
    {
        faults.add(
            "min_values",
            "BASE_TYPE_BAD_VALUE",
            format!("{least}, more than there are options, {count}"),
        );
    }
}

fn check_text_input(input: &TextInput, faults: &mut Faults) {
    faults.optional("label", input.label.as_deref(), 1..=LABEL);
    faults.range("min_length", input.min_length, 0..=TEXT_INPUT_LENGTH);
    faults.range("max_length", input.max_length, 1..=TEXT_INPUT_LENGTH);
    check_order("length", input.min_length, input.max_length, faults);
    faults.optional("placeholder", input.placeholder.as_deref(), 0..=100);
    faults.optional("value", input.value.as_deref(), 0..=TEXT_INPUT_VALUE);
}

/// Checks which sorts of files are taken.
pub(in crate::model::limits) fn check_file_types(
    types: &[crate::model::Text],
    faults: &mut Faults,
) {
    faults.count("file_types", types.len(), 0..=TEN as usize);
    faults.each("file_types", types, |faults, kind| {
        let is_ending = kind
            .strip_prefix('.')
            .is_some_and(|ending| !ending.is_empty());
        if !is_ending && !matches!(kind.as_str(), "image" | "video" | "audio") {
            faults.add(
                "",
                "BASE_TYPE_CHOICES",
                format!("`{kind}` is none of image, video, audio and endings such as .pdf"),
            );
        }
    });
}
