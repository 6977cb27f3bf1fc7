//! Pruning. Discord docs: Guild/Get Guild Prune Count.

use axum::{Json, Router, extract::State, routing::get};
use serde_json::json;

use crate::sandbox::{state::membership::Prune, world::App};

use super::{
    Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/guilds/{guild_id}/prune", get(count).post(begin))
}

fn prune_of(form: &mut Form) -> Prune {
    let days = form.integer("days", 1..=30).value().unwrap_or(7);
    Prune {
        days: u64::try_from(days).unwrap_or(7),
        include_roles: form
            .ids_or_text("include_roles", 0..=100)
            .or_empty()
            .unwrap_or_default(),
    }
}

async fn count(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let id = params.id("guild_id")?;
    let prune = prune_of(&mut query);
    query.finish()?;
    let world = app.world();
    let found = world.store.prunable(id, caller.user, &prune)?;
    Ok(Json(json!({ "pruned": found.len() })))
}

async fn begin(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let prune = prune_of(&mut payload.form);
    let is_counted = payload.form.flag("compute_prune_count").value();
    payload.form.finish()?;
    let pruned = app.change(|store| store.prune(&caller.actor, id, &prune))?;
    let pruned = is_counted.unwrap_or(true).then_some(pruned);
    Ok(Json(json!({ "pruned": pruned })))
}
