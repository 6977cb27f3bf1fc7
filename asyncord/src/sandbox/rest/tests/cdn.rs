//! Where images and files are served.

use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    id,
};

const PIXEL: &str = "data:image/png;base64,iVBORw0KGgo=";

#[tokio::test]
async fn every_kind_of_image_has_its_path() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let in_guild = format!("/guilds/{guild}");
    let me = bench.sandbox.application_id();
    let change = async |path: &str, body: Value| {
        let (status, changed) = bench.call(Method::PATCH, path, Some(body)).await;
        assert_eq!(status, StatusCode::OK, "{path}: {changed}");
        changed
    };
    let features = json!({
        "features": ["DISCOVERABLE", "BANNER", "INVITE_SPLASH", "ROLE_ICONS"],
    });
    bench.drive(Method::PATCH, &in_guild, features).await;
    let images = json!({
        "icon": PIXEL, "splash": PIXEL, "discovery_splash": PIXEL, "banner": PIXEL,
    });
    let changed = change(&in_guild, images.clone()).await;
    let user = change("/users/@me", json!({ "avatar": PIXEL, "banner": PIXEL })).await;
    let own = format!("{in_guild}/members/@me");
    let member = change(&own, json!({ "avatar": PIXEL, "banner": PIXEL })).await;
    let application = change("/applications/@me", json!({ "icon": PIXEL })).await;
    let body = json!({ "name": "r", "icon": PIXEL });
    let role = bench.post(&format!("{in_guild}/roles"), body).await;
    let body = json!({
        "name": "party", "privacy_level": 2, "entity_type": 3, "image": PIXEL,
        "scheduled_start_time": "2100-01-01T00:00:00+00:00",
        "scheduled_end_time": "2100-01-02T00:00:00+00:00",
        "entity_metadata": { "location": "the park" },
    });
    let path = format!("{in_guild}/scheduled-events");
    let event = bench.post(&path, body).await;
    for (path, hash) in [
        (format!("icons/{guild}"), &changed["icon"]),
        (format!("splashes/{guild}"), &changed["splash"]),
        (
            format!("discovery-splashes/{guild}"),
            &changed["discovery_splash"],
        ),
        (format!("banners/{guild}"), &changed["banner"]),
        (format!("avatars/{me}"), &user["avatar"]),
        (format!("banners/{me}"), &user["banner"]),
        (
            format!("guilds/{guild}/users/{me}/avatars"),
            &member["avatar"],
        ),
        (
            format!("guilds/{guild}/users/{me}/banners"),
            &member["banner"],
        ),
        (format!("app-icons/{me}"), &application["icon"]),
        (format!("role-icons/{}", id(&role)), &role["icon"]),
        (format!("guild-events/{}", id(&event)), &event["image"]),
    ] {
        let hash = hash.as_str().unwrap_or_else(|| panic!("{path}"));
        let path = format!("/cdn/{path}/{hash}.png?size=64");
        let status = bench.at(Method::GET, &path).send().await.unwrap().status();
        assert_eq!(status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn an_attachment_is_served_whatever_its_address_carries() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let part = Part::bytes(&b"notes"[..]).file_name("a b.txt");
    let form = Form::new().part("files[0]", part);
    let (_, message) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    let url = message["attachments"][0]["url"].as_str().unwrap();
    let plain = url.split('?').next().unwrap();
    for url in [url, plain, &format!("{plain}?ex=1&is=2&hm=3")] {
        let served = answer(bench.at(Method::GET, url)).await;
        assert_eq!(served, (StatusCode::OK, json!("notes")), "{url}");
    }
}
