//! Templates of guilds. Discord docs: Guild Template.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, put},
};

use crate::sandbox::world::App;

use super::{
    Reply,
    caller::Caller,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/templates/{code}", get(one))
        .route("/guilds/{guild_id}/templates", get(list).post(create))
        .route(
            "/guilds/{guild_id}/templates/{code}",
            put(sync).patch(edit).delete(remove),
        )
}

/// Everybody may look at a template, and needs no token for it.
async fn one(State(app): State<App>, params: Params) -> Reply {
    let world = app.world();
    let found = world.store.template(params.text("code"))?;
    Ok(Json(world.store.template_json(found)))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let templates = app.world().store.templates(id, caller.user)?;
    Ok(Json(templates.into()))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let form = &mut payload.form;
    let name = form.text("name", 1..=100);
    let name = form.required("name", name);
    let description = form.text("description", 0..=120).value();
    let name = payload.form.finish_with(name)?;
    let json = app.change(|store| store.create_template(&caller.actor, id, name, description))?;
    Ok(Json(json))
}

async fn sync(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let code = params.text("code");
    let json = app.change(|store| store.sync_template(&caller.actor, id, code))?;
    Ok(Json(json))
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let code = params.text("code");
    let name = payload.form.text("name", 1..=100).value();
    let description = payload.form.text("description", 0..=120);
    payload.form.finish()?;
    let json =
        app.change(|store| store.edit_template(&caller.actor, id, code, name, description))?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let code = params.text("code");
    let json = app.change(|store| store.delete_template(&caller.actor, id, code))?;
    Ok(Json(json))
}
