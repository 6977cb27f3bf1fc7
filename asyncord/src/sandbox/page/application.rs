//! What the owner of an application does at Discord's site, and what its customers do in the client.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, patch, post, put},
};

use crate::sandbox::{
    gateway::announce,
    rest::{Params, Payload, Query, owners_edit, try_endpoints},
    state::{
        ids::{ApplicationId, ChannelId, SkuId, UserId},
        monetization::{NewSku, NewSubscription, SkuKind},
        user::Connection,
    },
    world::App,
};

use super::{Done, Reply, view};

/// How long a period of a subscription is unless it is told: 30 days, in milliseconds.
const PERIOD: u64 = 30 * 24 * 60 * 60 * 1000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/applications/{application_id}", patch(edit))
        .route(
            "/applications/{application_id}/activity-instances",
            post(start_activity),
        )
        .route("/applications/{application_id}/skus", post(create_sku))
        .route("/applications/{application_id}/purchases", post(buy))
        .route(
            "/applications/{application_id}/subscriptions",
            post(subscribe),
        )
        .route(
            "/applications/{application_id}/subscriptions/{subscription_id}",
            delete(cancel),
        )
        .route("/users/{user_id}/connections", put(connect))
}

async fn edit(State(app): State<App>, params: Params, payload: Payload) -> Reply {
    let id: ApplicationId = params.id("application_id")?;
    app.world().store.application(id)?;
    let (edit, endpoints) = owners_edit(payload)?;
    try_endpoints(&app, id, &endpoints).await?;
    app.change(|store| {
        store.edit_application(id, edit)?;
        store.edit_endpoints(id, endpoints)
    })?;
    let world = app.world();
    announce(&world);
    Ok(Json(view::new_application(world.store.application(id)?)))
}

async fn start_activity(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let application = params.id("application_id")?;
    let form = &mut payload.form;
    let channel = form.id("channel_id");
    let channel = form.required("channel_id", channel);
    let users: Vec<UserId> = form.ids("user_ids", 0..=1000).value().unwrap_or_default();
    let channel: ChannelId = payload.form.finish_with(channel)?;
    let json = app.change(|store| store.start_activity(application, channel, users))?;
    Ok(Json(json))
}

async fn create_sku(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let application = params.id("application_id")?;
    let form = &mut payload.form;
    let name = form.text("name", 1..=100);
    let name = form.required("name", name);
    let kind = match form.integer("type", 2..=5).value() {
        None | Some(5) => Some(SkuKind::Subscription),
        Some(2) => Some(SkuKind::Durable),
        Some(3) => Some(SkuKind::Consumable),
        Some(_) => {
            let message = "Value must be one of (2, 3, 5).";
            form.error("type", "BASE_TYPE_CHOICES", message);
            None
        }
    };
    let for_guilds = form.flag("for_guilds").value().unwrap_or(false);
    let (name, kind) = payload.form.finish_with((name, kind))?;
    let new = NewSku {
        name,
        kind,
        for_guilds,
    };
    let json = app.change(|store| store.create_sku(application, new))?;
    Ok(Json(json))
}

/// Reads who buys what.
fn purchase(payload: &mut Payload) -> (Option<SkuId>, Option<UserId>) {
    let form = &mut payload.form;
    let sku = form.id("sku_id");
    let sku = form.required("sku_id", sku);
    let user = form.id("user_id");
    (sku, form.required("user_id", user))
}

async fn buy(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let application = params.id("application_id")?;
    let purchase = purchase(&mut payload);
    let (sku, user) = payload.form.finish_with(purchase)?;
    let json = app.change(|store| store.buy(application, sku, user))?;
    Ok(Json(json))
}

async fn subscribe(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let application = params.id("application_id")?;
    let purchase = purchase(&mut payload);
    let guild_id = payload.form.id("guild_id").value();
    let period = payload.form.integer("period_ms", 1..=i64::MAX).value();
    let (sku_id, user_id) = payload.form.finish_with(purchase)?;
    let new = NewSubscription {
        sku_id,
        user_id,
        guild_id,
        period: period
            .and_then(|period| u64::try_from(period).ok())
            .unwrap_or(PERIOD),
    };
    let json = app.change(|store| store.subscribe(application, &new))?;
    Ok(Json(json))
}

/// Cancels a subscription, which then ends with its period; with `refund` it ends at once.
async fn cancel(State(app): State<App>, params: Params, Query(mut query): Query) -> Reply {
    let application = params.id("application_id")?;
    let id = params.id("subscription_id")?;
    let refund = query.flag("refund").value().unwrap_or(false);
    query.finish()?;
    let json = app.change(|store| {
        if refund {
            store.refund_subscription(application, id)
        } else {
            store.cancel_subscription(application, id)
        }
    })?;
    Ok(Json(json))
}

/// Links an account elsewhere to a user.
async fn connect(State(app): State<App>, params: Params, mut payload: Payload) -> Done {
    let user = params.id("user_id")?;
    let form = &mut payload.form;
    let id = form.text("id", 1..=100);
    let id = form.required("id", id);
    let name = form.text("name", 1..=100);
    let name = form.required("name", name);
    let kind = form.text("type", 1..=32);
    let kind = form.required("type", kind);
    let mut is_set = |key, unless_told| form.flag(key).value().unwrap_or(unless_told);
    let verified = is_set("verified", true);
    let friend_sync = is_set("friend_sync", false);
    let show_activity = is_set("show_activity", true);
    let two_way_link = is_set("two_way_link", false);
    let visibility = u8::from(is_set("visible", true));
    let (id, name, kind) = payload.form.finish_with((id, name, kind))?;
    let connection = Connection {
        id,
        name,
        kind,
        verified,
        friend_sync,
        show_activity,
        two_way_link,
        visibility,
    };
    app.change(|store| store.connect_account(user, connection))?;
    Ok(StatusCode::NO_CONTENT)
}
