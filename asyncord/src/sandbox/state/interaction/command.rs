//! Using commands, and typing them.

use serde_json::{Map, Value, json};

use super::{
    super::{
        Refusal, Store,
        command::{
            Command, kind as command_kind,
            option::{SUB_COMMAND, SUB_COMMAND_GROUP},
        },
        ids::CommandId,
    },
    create::{DISCORD_LAUNCHES, Own, Use},
    kind, option,
    resolved::{Resolver, wrong},
};

impl Store {
    /// What the application gets of a command that was used or is being typed.
    pub(super) fn of_command(
        &self,
        resolver: &mut Resolver<'_>,
        wanted: &Use,
    ) -> Result<Own, Refusal> {
        let data = |key: &str| wanted.data.get(key).unwrap_or(&Value::Null);
        let id: Option<CommandId> = serde_json::from_value(data("id").clone()).ok();
        let command = self
            .commands()
            .find(|command| Some(command.id) == id)
            .filter(|command| command.application_id == wanted.application)
            .ok_or(Refusal::UNKNOWN_APPLICATION_COMMAND)?;
        let channel = self.channel(wanted.channel)?;
        if let Some(why) = self.not_usable(command, channel, resolver.user) {
            return Err(Refusal::MISSING_PERMISSIONS.because(why));
        }
        let definition = &command.definition;
        let mut out = json!({
            "id": command.id,
            "name": definition.name.plain,
            "type": definition.kind,
        });
        if let Some(guild) = command.guild_id {
            out["guild_id"] = json!(guild);
        }
        let mut own = Own {
            command_kind: Some(definition.kind),
            launches: definition.handler == Some(DISCORD_LAUNCHES),
            integration_types: Some(definition.integration_types.clone()),
            ..Own::default()
        };
        if matches!(definition.kind, command_kind::USER | command_kind::MESSAGE) {
            target(
                resolver,
                command,
                data("target_id"),
                &mut out,
                &mut own.metadata,
            )?;
        } else {
            let is_typing = wanted.kind == kind::AUTOCOMPLETE;
            let read = option::read(
                resolver,
                &definition.options,
                data("options"),
                "options",
                is_typing,
            )?;
            match read.focused {
                Some(kind) => own.focused_kind = kind,
                None if is_typing => {
                    let message = "One option must be focused";
                    return Err(wrong("options", "BASE_TYPE_REQUIRED", message));
                }
                None => {}
            }
            if !read.json.is_empty() {
                out["options"] = read.json.into();
            }
        }
        own.metadata
            .insert("name".to_owned(), full_name(&out).into());
        own.data = out;
        Ok(own)
    }
}

/// Takes the command's name out of an interaction's metadata: only the form of old times shows it.
pub(crate) fn take_command_name(metadata: &mut Value) -> Option<Value> {
    metadata.as_object_mut()?.remove("name")
}

/// The name of a command with those of its subcommands.
fn full_name(command: &Value) -> String {
    let mut name = command["name"].as_str().unwrap_or_default().to_owned();
    let mut inside = &command["options"][0];
    while inside["type"] == SUB_COMMAND || inside["type"] == SUB_COMMAND_GROUP {
        name.push(' ');
        name.push_str(inside["name"].as_str().unwrap_or_default());
        inside = &inside["options"][0];
    }
    name
}

/// Whom or what a command of a context menu was used on.
fn target(
    resolver: &mut Resolver<'_>,
    command: &Command,
    target: &Value,
    out: &mut Value,
    metadata: &mut Map<String, Value>,
) -> Result<(), Refusal> {
    let id: Option<crate::id::Id<()>> = serde_json::from_value(target.clone()).ok();
    let id =
        id.ok_or_else(|| wrong("target_id", "BASE_TYPE_REQUIRED", "This field is required"))?;
    out["target_id"] = json!(id);
    if command.definition.kind == command_kind::USER {
        if !resolver.user(id.cast()) {
            return Err(Refusal::UNKNOWN_USER);
        }
        let user = resolver.store.user(id.cast())?.json();
        metadata.insert("target_user".to_owned(), user);
    } else {
        if !resolver.message(id.cast()) {
            return Err(Refusal::UNKNOWN_MESSAGE);
        }
        metadata.insert("target_message_id".to_owned(), json!(id));
    }
    Ok(())
}
