//! Roles. Discord docs: Guild/Get Guild Roles.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use serde_json::{Map, Value, json};

use crate::sandbox::{
    state::{
        Field,
        ids::RoleId,
        role::{Colors, Role, RoleEdit},
    },
    world::App,
};

use super::{
    Done, Reply,
    body_list::PayloadList,
    caller::Caller,
    form::Form,
    request::{Params, Payload},
};

const LIGHTEST: i64 = 0xFF_FF_FF;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/guilds/{guild_id}/roles",
            get(list).post(create).patch(move_all),
        )
        .route("/guilds/{guild_id}/roles/member-counts", get(counts))
        .route(
            "/guilds/{guild_id}/roles/{role_id}",
            get(one).patch(edit).delete(remove),
        )
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, caller.user)?;
    Ok(Json(guild.roles.values().map(Role::json).collect()))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let role = params.id("role_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, caller.user)?;
    Ok(Json(guild.role(role)?.json()))
}

/// How many members have each role; all have `@everyone`, which is left out.
async fn counts(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, caller.user)?;
    let counts: Map<String, Value> = guild
        .roles
        .keys()
        .filter(|role| **role != id.get())
        .map(|role| {
            let members = guild.members.values();
            let count = members.filter(|member| member.roles.contains(role)).count();
            (role.to_string(), json!(count))
        })
        .collect();
    Ok(Json(counts.into()))
}

/// Reads what may be changed of a role.
fn edit_of(form: &mut Form) -> RoleEdit {
    let color = form.integer("color", 0..=LIGHTEST);
    let colors = match form.object("colors") {
        Field::Value(fields) => Field::Value(form.within("colors", fields, colors)),
        // The old field counts if the new one is not there.
        Field::Absent | Field::Null => color.map(|color| Colors {
            primary: u32::try_from(color).unwrap_or_default(),
            ..Colors::default()
        }),
    };
    RoleEdit {
        name: form.text("name", 1..=100),
        permissions: form.bits("permissions"),
        colors,
        hoist: form.flag("hoist"),
        mentionable: form.flag("mentionable"),
        icon: form.image("icon"),
        unicode_emoji: form.text("unicode_emoji", 0..=100),
    }
}

fn colors(form: &mut Form) -> Colors {
    let mut color = |key| {
        let color = form.integer(key, 0..=LIGHTEST).value();
        color.and_then(|color| u32::try_from(color).ok())
    };
    Colors {
        primary: color("primary_color").unwrap_or_default(),
        secondary: color("secondary_color"),
        tertiary: color("tertiary_color"),
    }
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let json = app.change(|store| store.create_role(&caller.actor, id, edit))?;
    Ok(Json(json))
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let role = params.id("role_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let json = app.change(|store| store.edit_role(&caller.actor, id, role, edit))?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let id = params.id("guild_id")?;
    let role = params.id("role_id")?;
    app.change(|store| store.delete_role(&caller.actor, id, role))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn move_all(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    payload: PayloadList,
) -> Reply {
    let id = params.id("guild_id")?;
    let moves: Vec<(RoleId, Option<u32>)> = payload.read(|form| {
        let role = form.id("id");
        let role = form.required("id", role)?;
        let position = form.integer("position", 0..=i64::from(i32::MAX)).value();
        Some((
            role,
            position.and_then(|position| u32::try_from(position).ok()),
        ))
    })?;
    let roles = app.change(|store| store.move_roles(&caller.actor, id, &moves))?;
    Ok(Json(roles.into()))
}
