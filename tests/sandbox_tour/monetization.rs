//! What an application sells: SKUs, entitlements, subscriptions.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::common::{bearer, text};

pub(crate) async fn walk(tour: &mut Tour) {
    let application = format!("/applications/{}", tour.application());
    let skus = format!("{application}/skus");
    let mut ids = Vec::new();
    for kind in [5, 2, 3] {
        let body = json!({ "name": "Gold", "type": kind });
        let sku = tour.control("POST", &skus, body).await;
        ids.push(text(&sku["id"]));
    }
    let for_guilds = json!({ "name": "Silver", "type": 5, "for_guilds": true });
    let for_guilds = tour.control("POST", &skus, for_guilds).await;
    tour.bot("GET", &skus, Value::Null).await;
    tested(tour, &application, &ids[0], &text(&for_guilds["id"])).await;
    bought(tour, &application, &ids[1..]).await;
    subscribed(tour, &application, &ids[0]).await;
}

async fn tested(tour: &mut Tour, application: &str, sku: &str, for_guilds: &str) {
    let entitlements = format!("{application}/entitlements");
    let body = json!({ "sku_id": sku, "owner_id": tour.ada(), "owner_type": 2 });
    let created = tour.bot("POST", &entitlements, body.clone()).await;
    tour.event("ENTITLEMENT_CREATE").await;
    let of_guild = json!({ "sku_id": for_guilds, "owner_id": tour.guild(), "owner_type": 1 });
    tour.bot("POST", &entitlements, of_guild).await;
    tour.event("ENTITLEMENT_CREATE").await;
    tour.refused("POST", &entitlements, body, 40074).await;
    tour.bot("GET", &entitlements, Value::Null).await;
    let one = format!("{entitlements}/{}", text(&created["id"]));
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("ENTITLEMENT_DELETE").await;
    let all = format!("{entitlements}?exclude_deleted=false&limit=100");
    tour.bot("GET", &all, Value::Null).await;
    tour.refused("DELETE", &one, Value::Null, 10029).await;
}

async fn bought(tour: &mut Tour, application: &str, skus: &[String]) {
    let entitlements = format!("{application}/entitlements");
    let purchases = format!("{application}/purchases");
    let mut ids = Vec::new();
    for sku in skus {
        let body = json!({ "sku_id": sku, "user_id": tour.ada() });
        let entitlement = tour.control("POST", &purchases, body).await;
        tour.event("ENTITLEMENT_CREATE").await;
        ids.push(text(&entitlement["id"]));
    }
    let own = format!("/users/@me{application}/entitlements");
    let token = bearer(tour, "applications.entitlements").await;
    tour.with(Some(&token), "GET", &own, Value::Null).await;
    let durable = format!("{entitlements}/{}/consume", ids[0]);
    tour.refused("POST", &durable, Value::Null, 40018).await;
    let consumable = format!("{entitlements}/{}/consume", ids[1]);
    tour.bot("POST", &consumable, Value::Null).await;
    tour.event("ENTITLEMENT_UPDATE").await;
    tour.bot("GET", &entitlements, Value::Null).await;
    tour.with(Some(&token), "GET", &own, Value::Null).await;
}

async fn subscribed(tour: &mut Tour, application: &str, sku: &str) {
    let driver = format!("{application}/subscriptions");
    let body = json!({ "sku_id": sku, "user_id": tour.ada() });
    let created = tour.control("POST", &driver, body).await;
    tour.event("ENTITLEMENT_CREATE").await;
    tour.event("SUBSCRIPTION_CREATE").await;
    let subscriptions = format!("/skus/{sku}/subscriptions");
    let of_ada = format!("{subscriptions}?user_id={}", tour.ada());
    tour.bot("GET", &of_ada, Value::Null).await;
    let token = bearer(tour, "identify").await;
    tour.with(Some(&token), "GET", &subscriptions, Value::Null)
        .await;
    let id = text(&created["id"]);
    let one = format!("{subscriptions}/{id}");
    tour.bot("GET", &one, Value::Null).await;
    tour.refused("GET", &subscriptions, Value::Null, 50035)
        .await;
    let cancel = format!("{driver}/{id}");
    tour.control("DELETE", &cancel, Value::Null).await;
    tour.event("SUBSCRIPTION_UPDATE").await;
    tour.bot("GET", &one, Value::Null).await;
    let refund = format!("{driver}/{id}?refund=true");
    tour.control("DELETE", &refund, Value::Null).await;
    tour.event("ENTITLEMENT_DELETE").await;
    tour.bot("GET", &of_ada, Value::Null).await;
}
