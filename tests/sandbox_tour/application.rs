//! Applications, their emojis and activities, and where the gateway is.

use asyncord_tests::tour::Tour;
use reqwest::multipart::Part;
use serde_json::{Value, json};

use super::common::{IMAGE, text};

pub(crate) async fn walk(tour: &mut Tour) {
    let application = format!("/applications/{}", tour.application());
    itself(tour, &application).await;
    emojis(tour, &application).await;
    activities(tour, &application).await;
    tour.with(None, "GET", "/gateway", Value::Null).await;
    tour.bot("GET", "/gateway/bot", Value::Null).await;
}

async fn itself(tour: &mut Tour, application: &str) {
    tour.bot("GET", "/applications/@me", Value::Null).await;
    let body = json!({
        "description": "does all",
        "icon": IMAGE,
        "cover_image": IMAGE,
        "tags": ["crabs", "redstone"],
        "custom_install_url": "https://example.com/install",
        "role_connections_verification_url": "https://example.com/verify",
    });
    tour.bot("PATCH", "/applications/@me", body).await;
    let body = json!({
        "description": { "default": "does most" },
        "custom_install_url": null,
        "install_params": { "scopes": ["bot", "applications.commands"], "permissions": "2048" },
        "integration_types_config": {
            "0": { "oauth2_install_params": { "scopes": ["bot"], "permissions": "8" } },
            "1": {},
        },
        "flags": (1 << 13) | (1 << 15) | (1 << 19),
        "max_participants": 4,
        "explicit_content_filter": 1,
        "event_webhooks_types": ["APPLICATION_AUTHORIZED"],
    });
    tour.bot("PATCH", application, body).await;
    tour.bot("GET", application, Value::Null).await;
    tour.refused("GET", "/applications/1", Value::Null, 20012)
        .await;
    let long = json!({ "description": "x".repeat(401) });
    tour.refused("PATCH", "/applications/@me", long, 50035)
        .await;
}

async fn emojis(tour: &mut Tour, application: &str) {
    let emojis = format!("{application}/emojis");
    let body = json!({ "name": "crab", "image": IMAGE });
    let emoji = tour.bot("POST", &emojis, body).await;
    let one = format!("{emojis}/{}", text(&emoji["id"]));
    tour.bot("GET", &emojis, Value::Null).await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("PATCH", &one, json!({ "name": "lobster" })).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.refused("GET", &one, Value::Null, 10014).await;
    tour.refused("POST", &emojis, json!({ "name": "x" }), 50035)
        .await;
}

async fn activities(tour: &mut Tour, application: &str) {
    let instances = format!("{application}/activity-instances");
    let body = json!({ "channel_id": tour.channel(), "user_ids": [tour.ada()] });
    let started = tour.control("POST", &instances, body).await;
    let one = format!("{instances}/{}", text(&started["instance_id"]));
    tour.bot("GET", &one, Value::Null).await;
    let part = Part::bytes(b"pixels".to_vec()).file_name("a b.png");
    let path = format!("{application}/attachment");
    tour.upload("POST", &path, Value::Null, vec![("file", part)])
        .await;
}
