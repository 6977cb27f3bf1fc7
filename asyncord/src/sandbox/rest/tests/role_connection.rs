//! What applications know of their users.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    oauth2::{application, asked, bearer, bench, token},
};

fn metadata() -> Value {
    json!([
        { "type": 2, "key": "wins", "name": "Wins", "description": "How many" },
        { "type": 7, "key": "paid", "name": "Paid", "description": "Whether",
          "name_localizations": { "de": "Bezahlt" } },
        { "type": 6, "key": "since", "name": "Since", "description": "When" },
    ])
}

async fn put(bench: &Bench, path: &str, token: &Value, body: Value) -> (StatusCode, Value) {
    let request = bearer(bench, Method::PUT, path, token)
        .header("content-type", "application/json")
        .body(body.to_string());
    answer(request).await
}

#[tokio::test]
async fn metadata_is_kept_as_it_was_put() {
    let bench = Bench::start().await;
    let path = format!(
        "/applications/{}/role-connections/metadata",
        application(&bench)
    );
    assert_eq!(bench.get(&path).await, json!([]));
    let (status, kept) = bench.call(Method::PUT, &path, Some(metadata())).await;
    assert_eq!((status, &kept), (StatusCode::OK, &metadata()));
    assert_eq!(bench.get(&path).await, metadata());

    let one = |key: &str| json!({ "type": 1, "key": key, "name": "n", "description": "d" });
    let many: Vec<Value> = (0..6).map(|n| one(&format!("k{n}"))).collect();
    for wrong in [
        json!([one("Wins")]),
        json!([one("a"), one("a")]),
        json!([{ "type": 9, "key": "a", "name": "n", "description": "d" }]),
        json!([{ "key": "a" }]),
        json!(many),
        json!({}),
    ] {
        let (status, body) = bench.call(Method::PUT, &path, Some(wrong)).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::BAD_REQUEST, &json!(50035))
        );
    }
    assert_eq!(bench.get(&path).await, metadata(), "nothing has changed");
}

#[tokio::test]
async fn an_application_notes_what_it_knows() {
    let bench = bench().await;
    let of_application = format!(
        "/applications/{}/role-connections/metadata",
        application(&bench)
    );
    bench
        .call(Method::PUT, &of_application, Some(metadata()))
        .await;
    let path = format!(
        "/users/@me/applications/{}/role-connection",
        application(&bench)
    );
    let granted = token(&bench, "role_connections.write").await;
    let empty = json!({ "platform_name": null, "platform_username": null, "metadata": {} });
    assert_eq!(asked(&bench, &path, &granted).await.1, empty);
    let body = json!({
        "platform_name": "Chess",
        "platform_username": "countess",
        "metadata": { "wins": 3, "paid": true, "since": "2025-01-01T00:00:00Z" },
    });
    let (status, noted) = put(&bench, &path, &granted, body).await;
    assert_eq!(status, StatusCode::OK, "{noted}");
    assert_eq!(
        noted["metadata"],
        json!({ "wins": "3", "paid": "1", "since": "2025-01-01T00:00:00Z" })
    );
    assert_eq!(asked(&bench, &path, &granted).await.1, noted);

    for (key, wrong) in [
        ("wins", json!("many")),
        ("paid", json!("2")),
        ("since", json!("yesterday")),
        ("losses", json!(1)),
        ("wins", json!("1".repeat(101))),
    ] {
        let body = json!({ "metadata": { key: wrong } });
        let (_, refused) = put(&bench, &path, &granted, body).await;
        assert!(refused["errors"]["metadata"][key].is_object(), "{refused}");
    }
    let request = bearer(&bench, Method::DELETE, &path, &granted);
    assert_eq!(answer(request).await.0, StatusCode::NO_CONTENT);
    assert_eq!(asked(&bench, &path, &granted).await.1, empty);

    let elsewhere = "/users/@me/applications/1/role-connection";
    assert_eq!(asked(&bench, elsewhere, &granted).await.1["code"], 20012);
}
