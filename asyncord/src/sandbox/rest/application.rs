//! The bot's application. Discord docs: Application.

use axum::{Json, Router, extract::State, routing::get};
use serde_json::json;

use crate::sandbox::world::App;

use super::{Reply, request::Bot};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/applications/@me", get(current))
        .route("/oauth2/applications/@me", get(current))
}

async fn current(State(app): State<App>, bot: Bot) -> Reply {
    let world = app.world();
    let application = world.store.application(bot.application)?;
    let json = world.store.application_json(application);
    Ok(Json(json!(json)))
}
