//! Whether a command is registered as it is declared.
//!
//! Both are compared as JSON, so that a field that is added to commands is compared too. What Discord writes otherwise
//! than it was told, but means the same, is brought into one form first: absent and null and empty, the order of sets,
//! and numbers with and without a fraction.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Scope;
use crate::{
    model::{
        ApplicationCommand, ApplicationCommandType, Field, InteractionContextType, NewCommand,
    },
    rest::body::EditCommand,
};

/// What only answers have, what the command is found by, what Discord derives, and what it ignores.
const NOT_COMPARED: [&str; 9] = [
    "id",
    "application_id",
    "guild_id",
    "version",
    "type",
    "name",
    "default_permission",
    // Compared together, see `same_contexts`.
    "dm_permission",
    "contexts",
];
/// What only answers have, at any depth.
const TRANSLATED: [&str; 2] = ["name_localized", "description_localized"];
/// Lists whose order says nothing.
const SETS: [&str; 3] = ["integration_types", "channel_types", "file_types"];

/// The paths of what differs, such as `options[1].description`; none where all is as declared.
pub(super) fn differences(
    declared: &NewCommand,
    registered: &ApplicationCommand,
    scope: Scope,
) -> Vec<String> {
    let mut paths = Vec::new();
    let (Ok(Value::Object(mut wanted)), Ok(Value::Object(mut there))) = (
        serde_json::to_value(declared),
        serde_json::to_value(registered),
    ) else {
        // Not reached: both are objects. Registering it anew does no harm.
        return vec!["command".to_owned()];
    };
    for object in [&mut wanted, &mut there] {
        for key in NOT_COMPARED {
            object.remove(key);
        }
        // Of a guild's commands they mean nothing, and unset they are what Discord takes by default.
        if scope != Scope::Global || declared.integration_types.is_empty() {
            object.remove("integration_types");
        }
        let is_entry = declared.kind == ApplicationCommandType::PrimaryEntryPoint;
        if !is_entry || declared.handler.is_none() {
            object.remove("handler");
        }
        tidy_object(object);
    }
    diff_objects("", &wanted, &there, &mut paths);
    if scope == Scope::Global && !same_contexts(declared, registered) {
        paths.push("contexts".to_owned());
    }
    paths
}

/// Whether it can be used in the same places. `dm_permission` is an older way to say it: Discord answers with it
/// whatever it was told.
fn same_contexts(declared: &NewCommand, registered: &ApplicationCommand) -> bool {
    use InteractionContextType as Context;
    let set = |list: &[Context]| -> BTreeSet<i32> { list.iter().map(|one| one.value()).collect() };
    let there = match (&*registered.contexts, registered.dm_permission) {
        ([], Some(false)) => set(&[Context::Guild, Context::PrivateChannel]),
        ([], _) => set(Context::KNOWN),
        (contexts, _) => set(contexts),
    };
    match (&*declared.contexts, declared.dm_permission) {
        ([], Some(false)) => !there.contains(&Context::BotDm.value()),
        ([], _) => there.is_superset(&set(Context::KNOWN)),
        (contexts, _) => there == set(contexts),
    }
}

fn tidy_object(object: &mut Map<String, Value>) {
    for key in TRANSLATED {
        object.remove(key);
    }
    for (key, value) in object.iter_mut() {
        tidy(key, value);
    }
    object.retain(|key, value| !is_nothing(key, value));
}

fn tidy(key: &str, value: &mut Value) {
    match value {
        Value::Object(object) => tidy_object(object),
        Value::Array(list) => {
            for one in list.iter_mut() {
                tidy("", one);
            }
            if SETS.contains(&key) {
                list.sort_by_key(ToString::to_string);
                list.dedup();
            }
        }
        // Whether Discord keeps spaces at the ends is not documented.
        Value::String(text) if matches!(key, "name" | "description") => {
            *text = text.trim().to_owned();
        }
        _ => {}
    }
}

/// Whether it means the same as if it were not there.
fn is_nothing(key: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Number(number) => key == "min_length" && number.as_u64() == Some(0),
        Value::Bool(true) => false,
    }
}

fn diff_objects(
    path: &str,
    wanted: &Map<String, Value>,
    there: &Map<String, Value>,
    paths: &mut Vec<String>,
) {
    let keys: BTreeSet<&String> = wanted.keys().chain(there.keys()).collect();
    for key in keys {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        match (wanted.get(key), there.get(key)) {
            (Some(wanted), Some(there)) => diff(path, wanted, there, paths),
            _ => paths.push(path),
        }
    }
}

fn diff(path: String, wanted: &Value, there: &Value, paths: &mut Vec<String>) {
    match (wanted, there) {
        (Value::Object(wanted), Value::Object(there)) => diff_objects(&path, wanted, there, paths),
        (Value::Array(wanted), Value::Array(there))
            if wanted.len() == there.len() && wanted.iter().all(Value::is_object) =>
        {
            for (index, (wanted, there)) in wanted.iter().zip(there).enumerate() {
                diff(format!("{path}[{index}]"), wanted, there, paths);
            }
        }
        (Value::Number(wanted), Value::Number(there)) => {
            let same = wanted == there || wanted.as_f64() == there.as_f64();
            if !same {
                paths.push(path);
            }
        }
        _ if wanted != there => paths.push(path),
        _ => {}
    }
}

/// The change that makes a registered command the declared one; `None` if something differs that only a new one can
/// bring.
pub(super) fn edit(command: &NewCommand, paths: &[String]) -> Option<EditCommand> {
    let mut edit = EditCommand::new();
    for path in paths {
        let key = path.split(['.', '[']).next().unwrap_or_default();
        match key {
            "name_localizations" => {
                edit.name_localizations = or_null(
                    command.name_localizations.is_empty(),
                    &command.name_localizations,
                );
            }
            "description" => edit.description = Some(command.description.clone()),
            "description_localizations" => {
                edit.description_localizations = or_null(
                    command.description_localizations.is_empty(),
                    &command.description_localizations,
                );
            }
            "options" => edit.options = Field::Value(command.options.clone()),
            "default_member_permissions" => {
                edit.default_member_permissions = command.default_member_permissions.into();
            }
            "nsfw" => edit.nsfw = Some(command.nsfw),
            "integration_types" => {
                edit.integration_types = Field::Value(command.integration_types.clone());
            }
            "contexts" => edit.contexts = Field::Value(contexts(command).into()),
            "handler" => edit.handler = command.handler,
            _ => return None,
        }
    }
    Some(edit)
}

fn or_null<T: Clone>(is_empty: bool, value: &T) -> Field<T> {
    if is_empty {
        Field::Null
    } else {
        Field::Value(value.clone())
    }
}

/// Where it can be used, said in full: what Discord makes of none in a change is not documented.
fn contexts(command: &NewCommand) -> Vec<InteractionContextType> {
    match (&*command.contexts, command.dm_permission) {
        ([], Some(false)) => vec![InteractionContextType::Guild],
        ([], _) => InteractionContextType::KNOWN.to_vec(),
        (contexts, _) => contexts.to_vec(),
    }
}

/// A command as it is sent: in a guild without what is for global ones.
pub(super) fn to_send(command: &NewCommand, scope: Scope) -> NewCommand {
    let mut command = command.clone();
    if scope != Scope::Global {
        command.contexts = Vec::new().into();
        command.integration_types = Vec::new().into();
        command.dm_permission = None;
    }
    command
}
