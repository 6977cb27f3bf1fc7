//! What an application tells of itself and changes.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    oauth2::{application, bearer, bench, token},
};

const PIXEL: &str = "data:image/png;base64,iVBORw0KGgo=";

#[tokio::test]
async fn an_application_changes_its_profile() {
    let bench = Bench::start().await;
    let body = json!({
        "description": "plays chess",
        "icon": PIXEL,
        "tags": ["games", "chess", "games"],
        "install_params": { "scopes": ["bot"], "permissions": "2048" },
        "integration_types_config": {
            "1": { "oauth2_install_params": { "scopes": ["applications.commands"], "permissions": "0" } },
        },
        "custom_install_url": "https://example.com/install",
        "interactions_endpoint_url": "",
    });
    let (status, changed) = bench
        .call(Method::PATCH, "/applications/@me", Some(body))
        .await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    assert_eq!(changed["description"], "plays chess");
    assert_eq!(changed["tags"], json!(["games", "chess"]));
    assert_eq!(
        changed["install_params"],
        json!({ "scopes": ["bot"], "permissions": "2048" })
    );
    assert!(changed["integration_types_config"].get("0").is_none());
    assert_eq!(changed["icon"].as_str().unwrap().len(), 32);
    let path = format!("/applications/{}", application(&bench));
    assert_eq!(bench.get(&path).await, changed);

    let body = json!({ "description": { "default": "plays go" }, "icon": null });
    let (_, changed) = bench.call(Method::PATCH, &path, Some(body)).await;
    assert_eq!(
        (
            &changed["description"],
            &changed["icon"],
            &changed["tags"][1]
        ),
        (&json!("plays go"), &Value::Null, &json!("chess"))
    );
}

#[tokio::test]
async fn only_flags_of_limited_intents_are_set() {
    let bench = Bench::start().await;
    let set = |flags: u64| {
        let body = Some(json!({ "flags": flags }));
        bench.call(Method::PATCH, "/applications/@me", body)
    };
    let (_, changed) = set(1 << 15).await;
    assert_eq!(
        (&changed["flags"], &changed["flags_new"]),
        (&json!(1 << 15), &json!("32768"))
    );
    let path = format!("/guilds/{}/members", bench.sandbox.guild_id());
    assert_eq!(bench.call(Method::GET, &path, None).await.0, StatusCode::OK);
    let (status, refused) = set(1 << 12).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::BAD_REQUEST, &json!(50035))
    );
    assert!(refused["errors"]["flags"].is_object());
}

#[tokio::test]
async fn wrong_fields_are_named() {
    let bench = Bench::start().await;
    let body = json!({
        "description": "x".repeat(401),
        "icon": "no image",
        "tags": ["x".repeat(21)],
        "install_params": { "scopes": ["nothing"], "permissions": 8 },
        "integration_types_config": { "2": {} },
        "role_connections_verification_url": "ftp://example.com",
        "event_webhooks_types": ["NOTHING"],
        "event_webhooks_status": 3,
        "max_participants": -2,
    });
    let (_, refused) = bench
        .call(Method::PATCH, "/applications/@me", Some(body.clone()))
        .await;
    for field in body.as_object().unwrap().keys() {
        assert!(refused["errors"][field].is_object(), "{field}: {refused}");
    }
}

#[tokio::test]
async fn another_application_is_none_of_its_business() {
    let bench = Bench::start().await;
    let other = bench.sandbox.create_application("other").id;
    for (method, path) in [
        (Method::GET, format!("/applications/{other}")),
        (Method::GET, format!("/applications/{other}/skus")),
        (Method::GET, format!("/applications/{other}/entitlements")),
        (
            Method::GET,
            format!("/applications/{other}/role-connections/metadata"),
        ),
        (
            Method::GET,
            format!("/applications/{other}/activity-instances/i"),
        ),
    ] {
        let (status, body) = bench.call(method, &path, None).await;
        assert_eq!(
            (status, &body["code"]),
            (StatusCode::FORBIDDEN, &json!(20012)),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_driver_changes_what_the_owner_does() {
    let bench = Bench::start().await;
    let path = format!("/applications/{}", application(&bench));
    let body = json!({
        "name": "renamed",
        "privileged_intents": [],
        "bot_public": false,
        "redirect_uris": ["my-app://back"],
    });
    let changed = bench.drive(Method::PATCH, &path, body).await;
    assert_eq!(changed["privileged_intents"], json!([]));
    let seen = bench.get("/applications/@me").await;
    assert_eq!(
        (&seen["name"], &seen["flags"], &seen["bot_public"]),
        (&json!("renamed"), &json!(0), &json!(false))
    );
    assert_eq!(seen["redirect_uris"], json!(["my-app://back"]));

    let request = bench
        .at(Method::PATCH, &format!("/sandbox/api{path}"))
        .header("content-type", "application/json")
        .body(json!({ "redirect_uris": ["javascript:alert(1)"] }).to_string());
    assert_eq!(answer(request).await.1["code"], 50035);
}

#[tokio::test]
async fn activities_are_found_where_they_run() {
    let bench = Bench::start().await;
    let path = format!("/applications/{}/activity-instances", application(&bench));
    let body = json!({ "channel_id": bench.channel(), "user_ids": [bench.ada()] });
    let started = bench.drive(Method::POST, &path, body).await;
    let instance = started["instance_id"].as_str().unwrap();
    let seen = bench.get(&format!("{path}/{instance}")).await;
    assert_eq!(seen, started);
    assert_eq!(
        seen["location"],
        json!({
            "id": format!("gc-{}-{}", bench.sandbox.guild_id(), bench.channel()),
            "kind": "gc",
            "channel_id": bench.channel(),
            "guild_id": bench.sandbox.guild_id().to_string(),
        })
    );
    let (status, _) = bench.call(Method::GET, &format!("{path}/i-0"), None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_of_an_activity_is_served() {
    let bench = bench().await;
    let path = format!("/applications/{}/attachment", application(&bench));
    let part = || {
        let file = reqwest::multipart::Part::bytes(b"pixels".to_vec()).file_name("a b.png");
        reqwest::multipart::Form::new().part("file", file)
    };
    let granted = token(&bench, "identify").await;
    for request in [
        bench.request(Method::POST, &path),
        bearer(&bench, Method::POST, &path, &granted),
    ] {
        let (status, body) = answer(request.multipart(part())).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let attachment = &body["attachment"];
        assert_eq!(
            (&attachment["filename"], &attachment["size"]),
            (&json!("a_b.png"), &json!(6))
        );
        let address: url::Url = attachment["url"].as_str().unwrap().parse().unwrap();
        let file = answer(bench.at(Method::GET, address.path())).await;
        assert_eq!(file, (StatusCode::OK, json!("pixels")));
    }
    let empty = reqwest::multipart::Form::new().text("x", "y");
    let (_, refused) = answer(bench.request(Method::POST, &path).multipart(empty)).await;
    assert!(refused["errors"]["file"].is_object(), "{refused}");
}
