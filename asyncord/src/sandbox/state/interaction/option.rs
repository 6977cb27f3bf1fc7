//! The options that a person gives to a command.

use serde_json::{Value, json};

use super::{
    super::{
        Refusal,
        command::{CommandOption, option},
        ids::{ChannelId, RoleId, UserId},
    },
    resolved::{Resolver, wrong},
};

const MAX_NUMBER: i64 = (1 << 53) - 1;

/// What came of reading options.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// In the form on the wire.
    pub(super) json: Vec<Value>,
    /// The type of the one that is being typed.
    pub(super) focused: Option<u8>,
}

/// Reads the options given to a command or a subcommand. While they are still being typed, some may be
/// missing and values may be unfinished.
pub(super) fn read(
    resolver: &mut Resolver<'_>,
    defined: &[CommandOption],
    given: &Value,
    path: &str,
    is_typing: bool,
) -> Result<Options, Refusal> {
    let given = given.as_array().map_or(&[][..], Vec::as_slice);
    let mut read = Options::default();
    for (index, one) in given.iter().enumerate() {
        let path = format!("{path}.{index}");
        let found = defined
            .iter()
            .find(|option| one["name"] == *option.name.plain && one["type"] == option.kind);
        let Some(option) = found else {
            let message = "The command has no option of this name and type";
            return Err(wrong(&path, "APPLICATION_COMMAND_OPTION_UNKNOWN", message));
        };
        if read.json.iter().any(|other| other["name"] == one["name"]) {
            let message = "The option is given twice";
            return Err(wrong(
                &path,
                "APPLICATION_COMMAND_OPTION_DUPLICATED",
                message,
            ));
        }
        let mut out = json!({ "name": option.name.plain, "type": option.kind });
        if matches!(option.kind, option::SUB_COMMAND | option::SUB_COMMAND_GROUP) {
            let path = format!("{path}.options");
            let inside = self::read(resolver, &option.options, &one["options"], &path, is_typing)?;
            out["options"] = inside.json.into();
            read.focused = read.focused.or(inside.focused);
        } else if is_typing && one["focused"] == true {
            if !option.autocomplete {
                let message = "The option has no autocomplete";
                return Err(wrong(
                    &path,
                    "APPLICATION_COMMAND_OPTION_NOT_FOCUSABLE",
                    message,
                ));
            }
            read.focused = Some(option.kind);
            out["value"] = one["value"].clone();
            out["focused"] = true.into();
        } else {
            out["value"] = match value(resolver, option, &one["value"]) {
                Ok(value) => value,
                Err(_) if is_typing => one["value"].clone(),
                Err(message) => {
                    let path = format!("{path}.value");
                    return Err(wrong(
                        &path,
                        "APPLICATION_COMMAND_OPTION_VALUE_INVALID",
                        message,
                    ));
                }
            };
        }
        read.json.push(out);
    }
    check_whole(defined, &read, path, is_typing)?;
    Ok(read)
}

fn check_whole(
    defined: &[CommandOption],
    read: &Options,
    path: &str,
    is_typing: bool,
) -> Result<(), Refusal> {
    let has_subs = defined
        .iter()
        .any(|option| matches!(option.kind, option::SUB_COMMAND | option::SUB_COMMAND_GROUP));
    if has_subs && read.json.len() != 1 {
        let message = "One subcommand must be chosen";
        return Err(wrong(
            path,
            "APPLICATION_COMMAND_OPTION_SUB_COMMAND_REQUIRED",
            message,
        ));
    }
    let is_given = |option: &&CommandOption| {
        read.json
            .iter()
            .any(|one| one["name"] == *option.name.plain)
    };
    let missing = defined
        .iter()
        .find(|option| option.required && !is_given(option));
    match missing {
        Some(option) if !is_typing => {
            let message = format!("The option {} is required", option.name.plain);
            Err(wrong(path, "BASE_TYPE_REQUIRED", message))
        }
        _ => Ok(()),
    }
}

fn id<M>(value: &Value) -> Option<crate::id::Id<M>> {
    serde_json::from_value(value.clone()).ok()
}

/// A value as the application gets it, or what is wrong with it.
fn value(
    resolver: &mut Resolver<'_>,
    option: &CommandOption,
    value: &Value,
) -> Result<Value, String> {
    let kept = || Ok(value.clone());
    let unknown = |what: &str| Err(format!("There is no such {what} here"));
    let is_offered = |value: &Value| {
        option.choices.is_empty() || option.choices.iter().any(|one| one.value == *value)
    };
    match option.kind {
        option::STRING => {
            let text = value.as_str().ok_or("The value must be a text")?;
            let count = text.chars().count();
            let max = option.max_length.unwrap_or(6000);
            if count > max || count < option.min_length.unwrap_or(0) {
                let min = option.min_length.unwrap_or(0);
                return Err(format!("Must be between {min} and {max} in length."));
            }
            if is_offered(value) {
                kept()
            } else {
                unknown("choice")
            }
        }
        option::INTEGER | option::NUMBER => {
            let is_whole = option.kind == option::INTEGER;
            let number = value.as_f64().ok_or("The value must be a number")?;
            let fits = value
                .as_i64()
                .is_some_and(|whole| whole.abs() <= MAX_NUMBER);
            if is_whole && !fits {
                return Err("The value must be a whole number".to_owned());
            }
            let limit = |limit: &Option<Value>| limit.as_ref().and_then(Value::as_f64);
            let is_low = limit(&option.min_value).is_some_and(|min| number < min);
            let is_high = limit(&option.max_value).is_some_and(|max| number > max);
            if is_low || is_high {
                return Err("The value is out of range".to_owned());
            }
            if is_offered(value) {
                kept()
            } else {
                unknown("choice")
            }
        }
        option::BOOLEAN if value.is_boolean() => kept(),
        option::BOOLEAN => Err("The value must be true or false".to_owned()),
        option::USER => {
            let known = id::<_>(value).is_some_and(|id: UserId| resolver.user(id));
            if known { kept() } else { unknown("user") }
        }
        option::CHANNEL => {
            let types = &option.channel_types;
            let known = id::<_>(value).is_some_and(|id: ChannelId| resolver.channel(id, types));
            if known { kept() } else { unknown("channel") }
        }
        option::ROLE => {
            let known = id::<_>(value).is_some_and(|id: RoleId| resolver.role(id));
            if known { kept() } else { unknown("role") }
        }
        option::MENTIONABLE => {
            let known = id::<()>(value)
                .is_some_and(|id| resolver.role(id.cast()) || resolver.user(id.cast()));
            if known {
                kept()
            } else {
                unknown("user or role")
            }
        }
        _ => {
            let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
            number
                .and_then(|number| resolver.attachment(number, &option.file_types))
                .ok_or_else(|| "The file is missing, or of another type".to_owned())
        }
    }
}
