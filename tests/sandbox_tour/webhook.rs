//! Webhooks and their messages.

use asyncord_tests::tour::{Tour, id_of};
use reqwest::multipart::Part;
use serde_json::{Value, json};

use super::channel::{PICTURE, become_community, made, named};

pub(crate) async fn walk(tour: &mut Tour) {
    let hooks = format!("/channels/{}/webhooks", tour.channel());
    let hook = tour
        .bot("POST", &hooks, json!({ "name": "full", "avatar": PICTURE }))
        .await;
    tour.event("WEBHOOKS_UPDATE").await;
    tour.bot("GET", &hooks, Value::Null).await;
    tour.bot(
        "GET",
        &format!("/guilds/{}/webhooks", tour.guild()),
        Value::Null,
    )
    .await;
    let path = format!("/webhooks/{}", id_of(&hook));
    let with_token = format!("{path}/{}", hook["token"].as_str().unwrap_or_default());
    tour.bot("GET", &path, Value::Null).await;
    tour.with(None, "GET", &with_token, Value::Null).await;
    let body = json!({ "name": "other", "channel_id": named(tour, "random").await });
    tour.bot("PATCH", &path, body).await;
    tour.event("WEBHOOKS_UPDATE").await;
    tour.with(
        None,
        "PATCH",
        &with_token,
        json!({ "name": "third", "avatar": null }),
    )
    .await;
    messages(tour, &with_token).await;
    compatible(tour, &with_token).await;
    forum(tour).await;
    tour.refused("POST", &hooks, json!({ "name": "Clyde" }), 50035)
        .await;
    tour.refused("GET", "/webhooks/1", Value::Null, 10015).await;

    tour.with(None, "DELETE", &with_token, Value::Null).await;
    tour.event("WEBHOOKS_UPDATE").await;
    let second = tour.bot("POST", &hooks, json!({ "name": "plain" })).await;
    tour.bot(
        "DELETE",
        &format!("/webhooks/{}", id_of(&second)),
        Value::Null,
    )
    .await;
}

async fn messages(tour: &mut Tour, hook: &str) {
    tour.with(None, "POST", hook, json!({ "content": "unseen" }))
        .await;
    tour.event("MESSAGE_CREATE").await;
    let body = json!({
        "content": "hi", "username": "Someone", "avatar_url": "https://example.com/a.png",
        "embeds": [{ "title": "t" }], "allowed_mentions": { "parse": ["users"] }, "tts": false,
    });
    let waiting = format!("{hook}?wait=true");
    let message = tour.with(None, "POST", &waiting, body).await;
    tour.event("MESSAGE_CREATE").await;
    let one = format!("{hook}/messages/{}", id_of(&message));
    tour.with(None, "GET", &one, Value::Null).await;
    tour.with(None, "PATCH", &one, json!({ "content": "ho" }))
        .await;
    tour.event("MESSAGE_UPDATE").await;
    tour.with(None, "DELETE", &one, Value::Null).await;
    tour.event("MESSAGE_DELETE").await;
    let poll = json!({
        "question": { "text": "Tea?" }, "answers": [{ "poll_media": { "text": "yes" } }],
    });
    tour.with(None, "POST", &waiting, json!({ "poll": poll }))
        .await;
    let parts = vec![("files[0]", Part::text("text").file_name("a.txt"))];
    tour.upload("POST", &waiting, json!({ "content": "file" }), parts)
        .await;
    let body = json!({ "flags": 1 << 15, "components": [{ "type": 10, "content": "text" }] });
    let path = format!("{waiting}&with_components=true");
    tour.with(None, "POST", &path, body).await;
    tour.refused("POST", hook, json!({}), 50006).await;
}

async fn compatible(tour: &mut Tour, hook: &str) {
    let slack = json!({
        "text": "hello", "username": "slack",
        "attachments": [{ "title": "t", "text": "body", "color": "#ff0000", "footer": "end" }],
    });
    tour.with(None, "POST", &format!("{hook}/slack?wait=true"), slack)
        .await;
    tour.event("MESSAGE_CREATE").await;
    let path = format!("{hook}/slack");
    tour.with(None, "POST", &path, json!({ "text": "unseen" }))
        .await;
    let user = json!({
        "id": 1, "login": "ada", "html_url": "https://example.com/ada",
        "avatar_url": "https://example.com/ada.png",
    });
    let repository = json!({
        "id": 1, "name": "asyncord", "full_name": "ada/asyncord",
        "html_url": "https://example.com/asyncord",
    });
    let commit = json!({
        "id": "0123456789", "url": "https://example.com/0123456789", "message": "Fix it",
        "author": { "name": "Ada", "username": "ada" },
    });
    let github = json!({
        "ref": "refs/heads/main", "commits": [commit], "head_commit": commit,
        "compare": "https://example.com/compare", "sender": user, "repository": repository,
        "forced": false,
    });
    tour.with(None, "POST", &format!("{hook}/github"), github)
        .await;
}

async fn forum(tour: &mut Tour) {
    become_community(tour).await;
    let forum = made(tour, json!({ "name": "forum", "type": 15 })).await;
    let hooks = format!("/channels/{forum}/webhooks");
    let hook = tour.bot("POST", &hooks, json!({ "name": "poster" })).await;
    let token = hook["token"].as_str().unwrap_or_default();
    let path = format!("/webhooks/{}/{token}?wait=true", id_of(&hook));
    let body = json!({ "content": "hi", "thread_name": "a post" });
    let message = tour.with(None, "POST", &path, body).await;
    tour.event("THREAD_CREATE").await;
    let thread = message["channel_id"].as_str().unwrap_or_default();
    let path = format!("{path}&thread_id={thread}");
    tour.with(None, "POST", &path, json!({ "content": "more" }))
        .await;
}
