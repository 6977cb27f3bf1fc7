//! Channels and conversations over the wire.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::Bench;

async fn create(bench: &Bench, body: Value) -> Value {
    let path = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    bench.post(&path, body).await
}

#[tokio::test]
async fn a_forum_has_all_that_is_documented() {
    let bench = Bench::start().await;
    let body = json!({
        "name": "Help Me",
        "type": 15,
        "topic": "t",
        "rate_limit_per_user": 5,
        "default_auto_archive_duration": 60,
        "default_thread_rate_limit_per_user": 7,
        "default_sort_order": 1,
        "default_forum_layout": 2,
        "default_tag_setting": "match_all",
        "default_reaction_emoji": { "emoji_id": null, "emoji_name": "👍" },
        "available_tags": [{ "name": "rust", "emoji_name": "🦀", "moderated": true }],
    });
    let forum = create(&bench, body.clone()).await;
    for key in [
        "type",
        "topic",
        "rate_limit_per_user",
        "default_auto_archive_duration",
        "default_thread_rate_limit_per_user",
        "default_sort_order",
        "default_forum_layout",
        "default_tag_setting",
        "default_reaction_emoji",
    ] {
        assert_eq!(forum[key], body[key], "{key}");
    }
    assert_eq!(forum["name"], "help-me");
    let tag = &forum["available_tags"][0];
    assert_eq!(
        (&tag["name"], &tag["moderated"]),
        (&json!("rust"), &json!(true))
    );
    assert!(tag["id"].is_string());
    let path = format!("/channels/{}", forum["id"].as_str().unwrap());
    let wrong = json!({ "default_forum_layout": 3, "default_auto_archive_duration": 5 });
    let (status, error) = bench.call(Method::PATCH, &path, Some(wrong)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let errors = error["errors"].as_object().unwrap();
    assert_eq!(errors.len(), 2, "{error}");
}

#[tokio::test]
async fn channels_are_put_in_order_and_overwritten() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    let (mut gateway, _) = bench.identified(1).await;
    let path = format!("/guilds/{guild}/channels");
    let moves = json!([{ "id": bench.channel(), "position": 5, "parent_id": null }]);
    let (status, _) = bench.call(Method::PATCH, &path, Some(moves)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let changed = gateway.dispatch("CHANNEL_UPDATE").await;
    assert_eq!(
        (&changed["position"], &changed["parent_id"]),
        (&json!(5), &Value::Null)
    );
    let wrong = Some(json!([{ "position": 5 }]));
    let (_, error) = bench.call(Method::PATCH, &path, wrong).await;
    assert!(error["errors"]["0"]["id"].is_object(), "{error}");

    let overwrite = format!("/channels/{}/permissions/{guild}", bench.channel());
    let body = Some(json!({ "type": 0, "allow": "0", "deny": 2048 }));
    let (status, _) = bench.call(Method::PUT, &overwrite, body).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let changed = gateway.dispatch("CHANNEL_UPDATE").await;
    let expected = json!([{ "id": guild, "type": 0, "allow": "0", "deny": "2048" }]);
    assert_eq!(changed["permission_overwrites"], expected);
    let (status, _) = bench.call(Method::DELETE, &overwrite, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, error) = bench.call(Method::DELETE, &overwrite, None).await;
    assert_eq!(
        (status, &error["code"]),
        (StatusCode::NOT_FOUND, &json!(10009))
    );
}

#[tokio::test]
async fn an_announcement_channel_is_followed() {
    let bench = Bench::start().await;
    let news = create(&bench, json!({ "name": "news", "type": 5 })).await;
    let path = format!("/channels/{}/followers", news["id"].as_str().unwrap());
    let body = json!({ "webhook_channel_id": bench.channel() });
    let followed = bench.post(&path, body.clone()).await;
    assert_eq!(followed["channel_id"], news["id"]);
    assert!(followed["webhook_id"].is_string());
    let path = format!("/channels/{}/followers", bench.channel());
    let (_, error) = bench.call(Method::POST, &path, Some(body)).await;
    assert_eq!(error["code"], 50024);
}

#[tokio::test]
async fn people_have_groups_and_bots_need_tokens_for_them() {
    let bench = Bench::start().await;
    let body = json!({ "username": "mary" });
    let mary = bench.drive(Method::POST, "/users", body).await["id"].clone();
    let ada = format!("/as/{}", bench.ada());
    let path = format!("{ada}/users/@me/channels");
    let group = bench
        .drive(Method::POST, &path, json!({ "recipients": [mary] }))
        .await;
    assert_eq!(group["type"], 3);
    let path = format!("{ada}/channels/{}", group["id"].as_str().unwrap());
    let named = bench
        .drive(Method::PATCH, &path, json!({ "name": "friends" }))
        .await;
    assert_eq!(named["name"], "friends");
    let body = Some(json!({ "access_tokens": ["x"] }));
    let (_, error) = bench.call(Method::POST, "/users/@me/channels", body).await;
    assert_eq!(error["code"], 50025);
}
