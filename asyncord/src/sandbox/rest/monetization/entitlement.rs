//! Entitlements. Discord docs: Entitlement.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};

use crate::sandbox::{
    rest::{
        Done, Form, Params, Payload, Query, Reply,
        caller::{AnyScope, Caller, Entitlements, Granted, OnBehalf},
    },
    state::{
        ids::{ApplicationId, SkuId},
        monetization::{Owner, Range, Wanted},
    },
    world::App,
};

use super::range;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/applications/{application_id}/entitlements",
            get(list).post(create),
        )
        .route(
            "/applications/{application_id}/entitlements/{entitlement_id}",
            get(one).delete(remove),
        )
        .route(
            "/applications/{application_id}/entitlements/{entitlement_id}/consume",
            post(consume),
        )
        .route(
            "/users/@me/applications/{application_id}/entitlements",
            get(own),
        )
}

/// Ids with commas between them.
fn sku_ids(query: &mut Form) -> Option<Vec<SkuId>> {
    let text = query.text("sku_ids", 0..=4096).value()?;
    let mut ids = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        if let Ok(id) = part.trim().parse() {
            ids.push(id);
        } else {
            let message = format!("Value \"{part}\" is not snowflake.");
            query.error("sku_ids", "NUMBER_TYPE_COERCE", message);
        }
    }
    Some(ids)
}

async fn list(
    State(app): State<App>,
    caller: Granted<Entitlements>,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let application = caller.own_application(&params)?;
    let mut is_set = |key, unless_told| query.flag(key).value().unwrap_or(unless_told);
    let only_active = is_set("only_active", false);
    let without_ended = is_set("exclude_ended", false) || only_active;
    let without_deleted = is_set("exclude_deleted", true) || only_active;
    let wanted = Wanted {
        user_id: query.id("user_id").value(),
        guild_id: query.id("guild_id").value(),
        sku_ids: sku_ids(&mut query),
        with_ended: !without_ended,
        with_deleted: !without_deleted,
        with_consumed: !only_active,
        range: range(&mut query, 100),
    };
    query.finish()?;
    let world = app.world();
    Ok(Json(world.store.entitlements(application, &wanted).into()))
}

async fn one(State(app): State<App>, caller: Granted<Entitlements>, params: Params) -> Reply {
    let application = caller.own_application(&params)?;
    let id = params.id("entitlement_id")?;
    let world = app.world();
    Ok(Json(world.store.entitlement(application, id)?.json()))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let application = caller.own_application(&params)?;
    let form = &mut payload.form;
    let sku = form.id("sku_id");
    let sku = form.required("sku_id", sku);
    let owner = form.id::<()>("owner_id");
    let owner = form.required("owner_id", owner);
    let kind = form.integer("owner_type", 1..=2);
    let kind = form.required("owner_type", kind);
    let (sku, owner, kind) = payload.form.finish_with((sku, owner, kind))?;
    let owner = match kind {
        1 => Owner::Guild(owner.cast()),
        _ => Owner::User(owner.cast()),
    };
    let json = app.change(|store| store.create_test_entitlement(application, sku, owner))?;
    Ok(Json(json))
}

async fn consume(State(app): State<App>, caller: Granted<Entitlements>, params: Params) -> Done {
    let application = caller.own_application(&params)?;
    let id = params.id("entitlement_id")?;
    app.change(|store| store.consume_entitlement(application, id))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(State(app): State<App>, caller: Granted<Entitlements>, params: Params) -> Done {
    let application = caller.own_application(&params)?;
    let id = params.id("entitlement_id")?;
    app.change(|store| store.delete_test_entitlement(application, id))?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the user itself has of an application.
async fn own(
    State(app): State<App>,
    caller: OnBehalf<AnyScope>,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let application: ApplicationId = if caller.grant().is_some() {
        caller.own_application(&params)?
    } else {
        params.id("application_id")?
    };
    let without_consumed = query.flag("exclude_consumed").value().unwrap_or(false);
    let wanted = Wanted {
        user_id: Some(caller.user),
        sku_ids: sku_ids(&mut query),
        with_consumed: !without_consumed,
        range: Range::default(),
        ..Wanted::default()
    };
    query.finish()?;
    let world = app.world();
    world.store.application(application)?;
    Ok(Json(world.store.entitlements(application, &wanted).into()))
}
