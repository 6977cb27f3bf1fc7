//! What is sold and bought. Discord docs: Monetization.

mod entitlement;
mod subscription;

use axum::{Json, Router, extract::State, routing::get};

use crate::{
    id::Id,
    sandbox::{state::monetization::Range, world::App},
};

use super::{Form, Reply, caller::Caller, request::Params};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/applications/{application_id}/skus", get(skus))
        .merge(entitlement::routes())
        .merge(subscription::routes())
}

async fn skus(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let application = caller.own_application(&params)?;
    Ok(Json(app.world().store.skus_of(application).into()))
}

/// Reads which part of a list is asked for.
fn range<M>(query: &mut Form, unless_told: usize) -> Range<Id<M>> {
    let limit = query.integer("limit", 1..=100).value();
    Range {
        before: query.id("before").value(),
        after: query.id("after").value(),
        limit: limit
            .and_then(|limit| usize::try_from(limit).ok())
            .unwrap_or(unless_told),
    }
}
