//! Who may use commands in a guild. Discord docs: Application Commands/Permissions.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Field, Refusal,
        command::{CommandPermission, target},
        ids::CommandId,
    },
    world::App,
};

use super::{
    super::{
        Reply,
        caller::{CommandsPermissionsUpdate, Granted, OnBehalf},
        error::ApiError,
        form::Form,
        request::{Params, Payload},
    },
    Place,
};

pub(super) async fn list(
    State(app): State<App>,
    caller: Granted<CommandsPermissionsUpdate>,
    params: Params,
) -> Reply {
    let Place { application, .. } = Place::of(&app, &caller, &params)?;
    let guild = params.id("guild_id")?;
    let world = app.world();
    let sets: Vec<Value> = world
        .store
        .command_permissions(application, guild)
        .map(|set| json!(set))
        .collect();
    Ok(Json(sets.into()))
}

pub(super) async fn one(
    State(app): State<App>,
    caller: Granted<CommandsPermissionsUpdate>,
    params: Params,
) -> Reply {
    let Place { application, .. } = Place::of(&app, &caller, &params)?;
    let guild = params.id("guild_id")?;
    let id: CommandId = params.id("command_id")?;
    let world = app.world();
    let set = world
        .store
        .permissions_of_command(application, guild, id.get())?;
    Ok(Json(json!(set)))
}

/// Only people can say who may use what: by a Bearer token, or as themselves.
pub(super) async fn set(
    State(app): State<App>,
    caller: OnBehalf<CommandsPermissionsUpdate>,
    params: Params,
    payload: Payload,
) -> Reply {
    let application = params.id("application_id")?;
    let guild = params.id("guild_id")?;
    let id: CommandId = params.id("command_id")?;
    app.world().store.application(application)?;
    let mut form = payload.form;
    let permissions = read(&mut form);
    let permissions = form.finish_with(permissions)?;
    let set = app.change(|store| {
        store.set_command_permissions(&caller.actor, application, guild, id.get(), permissions)
    })?;
    Ok(Json(json!(set)))
}

fn read(form: &mut Form) -> Option<Vec<CommandPermission>> {
    let list = form.objects("permissions", 0..=100);
    let list = form.required("permissions", list)?;
    let mut permissions: Vec<CommandPermission> = Vec::with_capacity(list.len());
    for (index, fields) in list.into_iter().enumerate() {
        let one = form.within(&format!("permissions.{index}"), fields, |form| {
            let id: Field<CommandId> = form.id("id");
            let id = form.required("id", id);
            let range = i64::from(target::ROLE)..=i64::from(target::CHANNEL);
            let kind = form.integer("type", range);
            let kind = form.required("type", kind);
            let permission = form.flag("permission");
            let permission = form.required("permission", permission);
            Some(CommandPermission {
                id: id?.get(),
                kind: u8::try_from(kind?).ok()?,
                permission: permission?,
            })
        });
        let Some(one) = one else {
            continue;
        };
        if permissions
            .iter()
            .any(|other| (other.id, other.kind) == (one.id, one.kind))
        {
            form.error(
                &format!("permissions.{index}"),
                "APPLICATION_COMMAND_PERMISSIONS_DUPLICATE",
                "There is already a permission for this id",
            );
        }
        permissions.push(one);
    }
    Some(permissions)
}

/// Discord has switched this off.
pub(super) async fn batch(_: OnBehalf<CommandsPermissionsUpdate>) -> ApiError {
    Refusal::FEATURE_DISABLED.into()
}
