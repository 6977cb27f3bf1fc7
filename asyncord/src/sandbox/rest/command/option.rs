//! Reads the options of a command. Discord docs: Application Commands/Application Command Option.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::sandbox::state::{
    Field,
    command::{Choice, CommandOption, Text, option},
};

use super::{
    super::{
        component::{file_types, is_channel_type},
        form::Form,
    },
    definition::{check_name, text},
};

const MOST: usize = 25;
/// The greatest whole number that JavaScript tells from the next.
const MAX_NUMBER: i64 = (1 << 53) - 1;

/// The options of a command.
pub(super) fn options(form: &mut Form) -> Vec<CommandOption> {
    read(form, 0)
}

/// The options at a depth: below a command, a group, a subcommand.
fn read(form: &mut Form, depth: usize) -> Vec<CommandOption> {
    let list = form
        .objects("options", 0..=MOST)
        .value()
        .unwrap_or_default();
    let mut options: Vec<CommandOption> = Vec::with_capacity(list.len());
    for (index, fields) in list.into_iter().enumerate() {
        let path = format!("options.{index}");
        let option = form.within(&path, fields, |form| one(form, depth));
        let same = |other: &CommandOption| other.name.plain == option.name.plain;
        if !option.name.plain.is_empty() && options.iter().any(same) {
            form.error(
                &format!("{path}.name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            );
        }
        let is_late = option.required && options.iter().any(|other| !other.required);
        if is_late && !is_sub(option.kind) {
            form.error(
                &path,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        options.push(option);
    }
    let subs = options.iter().filter(|option| is_sub(option.kind)).count();
    if subs != 0 && subs != options.len() {
        form.error(
            "options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        );
    }
    options
}

fn is_sub(kind: u8) -> bool {
    matches!(kind, option::SUB_COMMAND | option::SUB_COMMAND_GROUP)
}

fn one(form: &mut Form, depth: usize) -> CommandOption {
    let kind = form.integer("type", 1..=11);
    let kind = form.required("type", kind).unwrap_or(0);
    let mut option = CommandOption {
        kind: u8::try_from(kind).unwrap_or(0),
        name: text(form, "name", 32, check_name),
        description: text(form, "description", 100, |_| None),
        required: form.flag("required").value().unwrap_or(false),
        ..CommandOption::default()
    };
    if is_sub(option.kind) {
        option.required = false;
    }
    match option.kind {
        option::SUB_COMMAND if depth < 2 => option.options = read(form, 2),
        option::SUB_COMMAND_GROUP if depth == 0 => {
            option.options = read(form, 1);
            let all_subs = option
                .options
                .iter()
                .all(|one| one.kind == option::SUB_COMMAND);
            if !all_subs {
                nested(form, "options");
            }
        }
        option::SUB_COMMAND | option::SUB_COMMAND_GROUP => nested(form, "type"),
        option::STRING => {
            option.min_length = length(form, "min_length", 0);
            option.max_length = length(form, "max_length", 1);
            if option.max_length.is_some() && option.min_length > option.max_length {
                out_of_order(form, "min_length", "max_length");
            }
            choices(form, &mut option);
        }
        option::INTEGER | option::NUMBER => {
            option.min_value = number(form, "min_value", option.kind);
            option.max_value = number(form, "max_value", option.kind);
            let as_float = |value: &Option<Value>| value.as_ref().and_then(Value::as_f64);
            if let (Some(min), Some(max)) =
                (as_float(&option.min_value), as_float(&option.max_value))
                && min > max
            {
                out_of_order(form, "min_value", "max_value");
            }
            choices(form, &mut option);
        }
        option::CHANNEL => option.channel_types = channel_types(form),
        option::ATTACHMENT => {
            let mut out = Map::new();
            file_types(form, &mut out);
            if let Some(Value::Array(types)) = out.remove("file_types") {
                option.file_types = types;
            }
        }
        _ => {}
    }
    option
}

fn nested(form: &mut Form, key: &str) {
    form.error(
        key,
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "Sub-commands cannot be nested this way",
    );
}

fn out_of_order(form: &mut Form, min: &str, max: &str) {
    form.error(
        min,
        "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID",
        format!("{min} must be less than or equal to {max}"),
    );
}

fn length(form: &mut Form, key: &str, min: i64) -> Option<usize> {
    let length = form.integer(key, min..=6000).value()?;
    usize::try_from(length).ok()
}

fn number(form: &mut Form, key: &str, kind: u8) -> Option<Value> {
    if kind == option::INTEGER {
        let number = form.integer(key, -MAX_NUMBER..=MAX_NUMBER).value()?;
        return Some(number.into());
    }
    let value = form.raw(key).value()?;
    if !value.is_number() {
        let message = format!("Value {value} is not float.");
        form.error(key, "NUMBER_TYPE_COERCE", message);
    }
    Some(value)
}

fn channel_types(form: &mut Form) -> Vec<u64> {
    let list = form
        .list("channel_types", 0..=MOST)
        .value()
        .unwrap_or_default();
    let mut types = Vec::with_capacity(list.len());
    for (index, value) in list.iter().enumerate() {
        match value.as_u64().filter(|_| is_channel_type(value)) {
            Some(kind) if !types.contains(&kind) => types.push(kind),
            Some(_) => {}
            None => form.error(
                &format!("channel_types.{index}"),
                "BASE_TYPE_CHOICES",
                "Value must be one of (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16).",
            ),
        }
    }
    types
}

/// What may be chosen, or that the application proposes it.
fn choices(form: &mut Form, option: &mut CommandOption) {
    option.autocomplete = form.flag("autocomplete").value().unwrap_or(false);
    let choices = self::read_choices(form, option.kind, 0..=MOST);
    if option.autocomplete && !choices.is_empty() {
        form.error(
            "choices",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_INVALID",
            "Choices cannot be used with autocomplete",
        );
    }
    option.choices = choices;
}

/// Choices for a value of a type.
pub(in crate::sandbox::rest) fn read_choices(
    form: &mut Form,
    kind: u8,
    length: std::ops::RangeInclusive<usize>,
) -> Vec<Choice> {
    let list = match form.objects("choices", length) {
        Field::Value(list) => list,
        Field::Absent | Field::Null => return Vec::new(),
    };
    let mut names = HashSet::new();
    let mut choices = Vec::with_capacity(list.len());
    for (index, fields) in list.into_iter().enumerate() {
        let path = format!("choices.{index}");
        let choice = form.within(&path, fields, |form| {
            let name: Text = text(form, "name", 100, |_| None);
            let value = choice_value(form, kind);
            Some(Choice {
                name,
                value: value?,
            })
        });
        let Some(choice) = choice else {
            continue;
        };
        if !names.insert(choice.name.plain.clone()) {
            form.error(
                &format!("{path}.name"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                "Option choice name already exists",
            );
        }
        choices.push(choice);
    }
    choices
}

fn choice_value(form: &mut Form, kind: u8) -> Option<Value> {
    match kind {
        option::INTEGER => {
            let number = form.integer("value", -MAX_NUMBER..=MAX_NUMBER);
            form.required("value", number).map(Value::from)
        }
        option::NUMBER => {
            let number = number(form, "value", kind).map_or(Field::Absent, Field::Value);
            form.required("value", number)
        }
        _ => {
            let text = form.text("value", 0..=100);
            form.required("value", text).map(Value::from)
        }
    }
}
