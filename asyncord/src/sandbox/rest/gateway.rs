//! Where the gateway is. Discord docs: Gateway/Get Gateway.

use axum::{Json, Router, extract::State, routing::get};
use serde_json::json;

use crate::sandbox::world::App;

use super::{Reply, request::Bot};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/gateway", get(address))
        .route("/gateway/bot", get(address_for_bot))
}

async fn address(State(app): State<App>) -> Reply {
    Ok(Json(json!({ "url": app.addresses.gateway_url })))
}

async fn address_for_bot(State(app): State<App>, bot: Bot) -> Reply {
    let started = app.world().sessions.identified(bot.application);
    Ok(Json(json!({
        "url": app.addresses.gateway_url,
        "shards": 1,
        "session_start_limit": {
            "total": started.total,
            "remaining": started.remaining,
            "reset_after": started.reset_after_ms,
            "max_concurrency": 16,
        },
    })))
}
