//! Where the gateway is. Discord docs: Gateway/Get Gateway.

use axum::{Json, Router, extract::State, routing::get};
use serde_json::json;

use crate::sandbox::world::App;

use super::{Reply, caller::Caller};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/gateway", get(address))
        .route("/gateway/bot", get(address_for_bot))
}

async fn address(State(app): State<App>) -> Reply {
    Ok(Json(json!({ "url": app.addresses.gateway_url })))
}

async fn address_for_bot(State(app): State<App>, caller: Caller) -> Reply {
    let (start, shards) = {
        let world = app.world();
        let guilds = world.store.guilds_of(caller.user).len();
        let start = world.sessions.start_limit(caller.application()?);
        (start, world.sessions.rules.recommended_shards(guilds))
    };
    Ok(Json(json!({
        "url": app.addresses.gateway_url,
        "shards": shards,
        "session_start_limit": {
            "total": start.total,
            "remaining": start.remaining,
            "reset_after": start.reset_after_ms,
            "max_concurrency": start.max_concurrency,
        },
    })))
}
