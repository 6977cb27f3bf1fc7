//! Subscriptions. Discord docs: Subscription.

use axum::{Json, Router, extract::State, routing::get};

use crate::sandbox::{
    rest::{
        Params, Query, Reply,
        caller::{AnyScope, Granted},
    },
    state::ids::UserId,
    world::App,
};

use super::range;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/skus/{sku_id}/subscriptions", get(list))
        .route("/skus/{sku_id}/subscriptions/{subscription_id}", get(one))
}

async fn list(
    State(app): State<App>,
    caller: Granted<AnyScope>,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let application = caller.application()?;
    let sku = params.id("sku_id")?;
    app.world().store.sku(application, sku)?;
    let range = range(&mut query, 50);
    let user = query.id("user_id");
    // A token of OAuth2 asks for its own user.
    let user: Option<UserId> = match caller.grant() {
        Some(grant) => Some(grant.user_id),
        None => query.required("user_id", user),
    };
    let user = query.finish_with(user)?;
    let world = app.world();
    Ok(Json(world.store.subscriptions(sku, user, &range).into()))
}

async fn one(State(app): State<App>, caller: Granted<AnyScope>, params: Params) -> Reply {
    let application = caller.application()?;
    let sku = params.id("sku_id")?;
    let id = params.id("subscription_id")?;
    let world = app.world();
    world.store.sku(application, sku)?;
    let json = world.store.subscription(sku, id)?;
    let is_own = caller
        .grant()
        .is_none_or(|grant| json["user_id"] == grant.user_id.to_string());
    if is_own {
        Ok(Json(json))
    } else {
        Err(crate::sandbox::state::Refusal::NOT_FOUND.into())
    }
}
