//! Applications. Discord docs: Application.

mod activity;
mod edit;

use axum::{Json, Router, extract::State, routing::get};

use crate::sandbox::{gateway::announce, state::ids::ApplicationId, world::App};

pub(crate) use self::edit::{owners_edit, privileged_intents};

use super::{
    Reply,
    caller::Caller,
    endpoint::try_endpoints,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/applications/@me", get(current).patch(edit_current))
        .route("/applications/{application_id}", get(one).patch(edit_one))
        .route("/oauth2/applications/@me", get(current))
        .merge(activity::routes())
}

fn view(app: &App, id: ApplicationId) -> Reply {
    let world = app.world();
    let application = world.store.application(id)?;
    Ok(Json(world.store.application_json(application)))
}

async fn current(State(app): State<App>, caller: Caller) -> Reply {
    view(&app, caller.application()?)
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    view(&app, caller.own_application(&params)?)
}

async fn edit_current(State(app): State<App>, caller: Caller, payload: Payload) -> Reply {
    change(&app, caller.application()?, payload).await
}

async fn edit_one(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    payload: Payload,
) -> Reply {
    change(&app, caller.own_application(&params)?, payload).await
}

async fn change(app: &App, id: ApplicationId, payload: Payload) -> Reply {
    let (edit, endpoints) = edit::edit_of(payload)?;
    try_endpoints(app, id, &endpoints).await?;
    app.change(|store| {
        store.edit_application(id, edit)?;
        store.edit_endpoints(id, endpoints)
    })?;
    announce(&app.world());
    view(app, id)
}
