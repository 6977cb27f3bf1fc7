//! Integrations. Discord docs: Guild/Get Guild Integrations.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, get},
};

use crate::sandbox::world::App;

use super::{Done, Reply, caller::Caller, request::Params};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/integrations", get(list))
        .route(
            "/guilds/{guild_id}/integrations/{integration_id}",
            delete(remove),
        )
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let integrations = app.world().store.integrations(id, caller.user)?;
    Ok(Json(integrations.into()))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let id = params.id("integration_id")?;
    app.change(|store| store.delete_integration(&caller.actor, guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}
