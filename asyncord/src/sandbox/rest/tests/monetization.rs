//! What is sold and bought.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    oauth2::{application, asked, bearer, bench, token},
};

async fn sku(bench: &Bench, kind: u8) -> Value {
    let path = format!("/applications/{}/skus", application(bench));
    let body = json!({ "name": "Gold", "type": kind });
    bench.drive(Method::POST, &path, body).await["id"].clone()
}

async fn bought(bench: &Bench, sku: &Value) -> Value {
    let path = format!("/applications/{}/purchases", application(bench));
    let body = json!({ "sku_id": sku, "user_id": bench.ada() });
    bench.drive(Method::POST, &path, body).await
}

#[tokio::test]
async fn a_test_entitlement_comes_and_goes() {
    let bench = Bench::start().await;
    let sku = sku(&bench, 5).await;
    assert_eq!(
        bench
            .get(&format!("/applications/{}/skus", application(&bench)))
            .await[0]["id"],
        sku
    );
    let (mut gateway, _) = bench.identified(1).await;
    let path = format!("/applications/{}/entitlements", application(&bench));
    let body = json!({ "sku_id": sku, "owner_id": bench.ada(), "owner_type": 2 });
    let created = bench.post(&path, body.clone()).await;
    assert_eq!(gateway.dispatch("ENTITLEMENT_CREATE").await, created);
    assert_eq!(
        (&created["user_id"], &created["type"], &created["deleted"]),
        (&json!(bench.ada()), &json!(8), &json!(false))
    );
    assert_eq!(bench.get(&path).await, json!([created]));
    let one = format!("{path}/{}", created["id"].as_str().unwrap());
    assert_eq!(bench.get(&one).await, created);

    let (status, again) = bench.call(Method::POST, &path, Some(body)).await;
    assert_eq!(
        (status, &again["code"]),
        (StatusCode::BAD_REQUEST, &json!(40074))
    );
    let (status, _) = bench.call(Method::DELETE, &one, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(
        gateway.dispatch("ENTITLEMENT_DELETE").await["deleted"],
        true
    );
    assert_eq!(bench.get(&path).await, json!([]));
    let with_deleted = format!("{path}?exclude_deleted=false");
    assert_eq!(bench.get(&with_deleted).await.as_array().unwrap().len(), 1);
    for (method, path) in [(Method::DELETE, &one), (Method::GET, &format!("{path}/1"))] {
        let (status, body) = bench.call(method, path, None).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::NOT_FOUND, &json!(10029))
        );
    }
}

#[tokio::test]
async fn what_is_bought_is_consumed() {
    let bench = bench().await;
    let (gold, gem) = (sku(&bench, 2).await, sku(&bench, 3).await);
    let gold = bought(&bench, &gold).await;
    let gem = bought(&bench, &gem).await;
    let (mut gateway, _) = bench.identified(1).await;
    let path = format!("/applications/{}/entitlements", application(&bench));
    let consume_path =
        |entitlement: &Value| format!("{path}/{}/consume", entitlement["id"].as_str().unwrap());
    let (status, body) = bench.call(Method::POST, &consume_path(&gold), None).await;
    assert_eq!(
        (status, &body["code"]),
        (StatusCode::BAD_REQUEST, &json!(40018))
    );
    let granted = token(&bench, "applications.entitlements").await;
    let request = bearer(&bench, Method::POST, &consume_path(&gem), &granted);
    assert_eq!(answer(request).await.0, StatusCode::NO_CONTENT);
    assert_eq!(
        gateway.dispatch("ENTITLEMENT_UPDATE").await["consumed"],
        true
    );
    let own = format!(
        "/users/@me/applications/{}/entitlements",
        application(&bench)
    );
    let (_, all) = asked(&bench, &own, &granted).await;
    assert_eq!(all.as_array().unwrap().len(), 2);
    let (_, left) = asked(&bench, &format!("{own}?exclude_consumed=true"), &granted).await;
    assert_eq!(left, json!([gold]));
    let filtered = format!(
        "{path}?sku_ids={},{}&user_id={}&only_active=true",
        gold["sku_id"].as_str().unwrap(),
        gem["sku_id"].as_str().unwrap(),
        bench.ada()
    );
    assert_eq!(bench.get(&filtered).await, json!([gold]));
    let (_, refused) = bench
        .call(Method::GET, &format!("{path}?sku_ids=x&limit=101"), None)
        .await;
    for field in ["sku_ids", "limit"] {
        assert!(refused["errors"][field].is_object(), "{refused}");
    }
    let other = token(&bench, "identify").await;
    assert_eq!(asked(&bench, &path, &other).await.1["code"], 50026);
}

#[tokio::test]
async fn a_subscription_is_seen_and_cancelled() {
    let bench = bench().await;
    let sku = sku(&bench, 5).await;
    let (mut gateway, _) = bench.identified(1).await;
    let driver = format!("/applications/{}/subscriptions", application(&bench));
    let body = json!({ "sku_id": sku, "user_id": bench.ada() });
    let created = bench.drive(Method::POST, &driver, body).await;
    gateway.dispatch("ENTITLEMENT_CREATE").await;
    assert_eq!(gateway.dispatch("SUBSCRIPTION_CREATE").await, created);

    let path = format!("/skus/{}/subscriptions", sku.as_str().unwrap());
    let list = bench.get(&format!("{path}?user_id={}", bench.ada())).await;
    assert_eq!(list, json!([created]));
    let (_, refused) = bench.call(Method::GET, &path, None).await;
    assert!(refused["errors"]["user_id"].is_object(), "{refused}");
    let granted = token(&bench, "identify").await;
    assert_eq!(asked(&bench, &path, &granted).await.1, list);
    let id = created["id"].as_str().unwrap();
    assert_eq!(bench.get(&format!("{path}/{id}")).await, created);

    let cancelled = bench
        .drive(Method::DELETE, &format!("{driver}/{id}"), json!({}))
        .await;
    assert_eq!(
        (&cancelled["status"], cancelled["canceled_at"].is_string()),
        (&json!(2), true)
    );
    assert_eq!(gateway.dispatch("SUBSCRIPTION_UPDATE").await, cancelled);

    let (status, body) = bench
        .call(Method::GET, "/skus/1/subscriptions?user_id=1", None)
        .await;
    assert_eq!(
        (status, &body["code"]),
        (StatusCode::NOT_FOUND, &json!(10027))
    );
}
