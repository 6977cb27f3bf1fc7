//! Webhooks: made, used with nothing but their tokens, and deleted.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    LINUS, act, id, refused,
};

/// A webhook that the bot has made.
async fn make(bench: &Bench) -> Value {
    let path = format!("/channels/{}/webhooks", bench.channel());
    bench.post(&path, json!({ "name": "news" })).await
}

/// A webhook that ada has made, which no application owns.
async fn make_as_ada(bench: &Bench) -> Value {
    let path = format!("/channels/{}/webhooks", bench.channel());
    let body = json!({ "name": "hers" });
    let ada = bench.sandbox.user_id();
    act(bench, ada, Method::POST, &path, body).await.1
}

/// A request without any token but that in the path.
async fn call(
    bench: &Bench,
    method: Method,
    hook: &Value,
    rest: &str,
    body: Value,
) -> (u16, Value) {
    let token = hook["token"].as_str().unwrap();
    let path = format!("/api/v10/webhooks/{}/{token}{rest}", id(hook));
    let request = bench
        .at(method, &path)
        .header("content-type", "application/json")
        .body(body.to_string());
    let (status, body) = answer(request).await;
    (status.as_u16(), body)
}

#[tokio::test]
async fn webhooks_are_made_listed_moved_and_deleted() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1 << 5 | 1 << 2).await;
    let channel = format!("/channels/{}/webhooks", bench.channel());
    let guild = format!("/guilds/{}/webhooks", bench.sandbox.guild_id());
    let body = json!({ "name": "news" });
    let answer = act(&bench, LINUS, Method::POST, &channel, body).await;
    assert_eq!(refused(&answer), (403, 50013));
    for name in ["", "Clyde", "my discord", &"x".repeat(81)] {
        let body = json!({ "name": name });
        let (_, answer) = bench.call(Method::POST, &channel, Some(body)).await;
        assert!(answer["errors"]["name"].is_object(), "{name}: {answer}");
    }
    let hook = make(&bench).await;
    assert_eq!(
        (&hook["type"], &hook["user"]["username"]),
        (&json!(1), &json!("asyncord"))
    );
    assert_eq!(
        hook["application_id"],
        json!(bench.sandbox.application_id())
    );
    let update = gateway.dispatch("WEBHOOKS_UPDATE").await;
    assert_eq!(update["channel_id"], bench.channel());
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["action_type"], 50);
    assert_eq!(bench.get(&channel).await, json!([hook]));
    assert_eq!(bench.get(&guild).await, json!([hook]));
    for path in [&channel, &guild] {
        let answer = act(&bench, LINUS, Method::GET, path, json!({})).await;
        assert_eq!(refused(&answer), (403, 50013));
    }

    let one = format!("/webhooks/{}", id(&hook));
    let other = (bench.sandbox.channel_id().get() + (1 << 22)).to_string();
    let body = json!({ "name": "olds", "channel_id": other });
    let (_, moved) = bench.call(Method::PATCH, &one, Some(body)).await;
    assert_eq!(
        (&moved["name"], &moved["channel_id"]),
        (&json!("olds"), &json!(other))
    );
    let (_, seen) = call(&bench, Method::GET, &hook, "", json!({})).await;
    assert_eq!(seen["name"], "olds");
    assert!(seen["user"].is_null(), "a token does not tell who made it");
    let body = json!({ "name": "own", "channel_id": bench.channel() });
    let (_, renamed) = call(&bench, Method::PATCH, &hook, "", body).await;
    assert_eq!(
        (&renamed["name"], &renamed["channel_id"]),
        (&json!("own"), &json!(other))
    );
    let mut wrong = hook.clone();
    wrong["token"] = "wrong".into();
    let answer = call(&bench, Method::GET, &wrong, "", json!({})).await;
    assert_eq!(refused(&answer), (401, 50027));
    assert_eq!(bench.call(Method::DELETE, &one, None).await.0, 204);
    let answer = call(&bench, Method::POST, &hook, "", json!({ "content": "x" })).await;
    assert_eq!(refused(&answer), (404, 10015));

    for _ in 0..15 {
        make(&bench).await;
    }
    let body = json!({ "name": "one more" });
    let (_, answer) = bench.call(Method::POST, &channel, Some(body)).await;
    assert_eq!(answer["code"], 30007);
}

#[tokio::test]
async fn a_webhook_posts_under_a_name_of_its_own() {
    let bench = Bench::start().await;
    let hook = make(&bench).await;
    let (mut gateway, _) = bench.identified(1 << 9).await;
    let body = json!({ "content": "quiet" });
    assert_eq!(
        call(&bench, Method::POST, &hook, "", body).await,
        (204, Value::Null)
    );
    let event = gateway.dispatch("MESSAGE_CREATE").await;
    assert_eq!(event["webhook_id"], hook["id"]);
    assert_eq!(event["author"]["bot"], true);
    assert!(event["member"].is_null());
    let body = json!({ "content": "<@&1> @everyone", "username": "Ada's cat" });
    let (status, message) = call(&bench, Method::POST, &hook, "?wait=true", body).await;
    assert_eq!(status, 200);
    assert_eq!(message["author"]["username"], "Ada's cat");
    assert_eq!(message["author"]["id"], hook["id"]);
    assert_eq!(message["mention_everyone"], false, "only users by default");
    let empty = call(&bench, Method::POST, &hook, "", json!({})).await;
    assert_eq!(refused(&empty), (400, 50006));
    let clyde = json!({ "content": "x", "username": "clyde" });
    let answer = call(&bench, Method::POST, &hook, "", clyde).await;
    assert_eq!(refused(&answer), (400, 50035));
    let thread = json!({ "content": "x", "thread_name": "t" });
    let answer = call(&bench, Method::POST, &hook, "", thread).await;
    assert_eq!(refused(&answer), (400, 220_003));
    let lost = call(
        &bench,
        Method::POST,
        &hook,
        "?thread_id=1",
        json!({ "content": "x" }),
    )
    .await;
    assert_eq!(refused(&lost), (404, 10003));

    let one = format!("/messages/{}", id(&message));
    let (_, edited) = call(
        &bench,
        Method::PATCH,
        &hook,
        &one,
        json!({ "content": "new" }),
    )
    .await;
    assert_eq!(edited["content"], "new");
    let (_, read) = call(&bench, Method::GET, &hook, &one, json!({})).await;
    assert_eq!(read, edited);
    let hers = format!("/messages/{}", id(&bench.say("hers").await));
    for path in [&*hers, "/messages/@original"] {
        let answer = call(&bench, Method::GET, &hook, path, json!({})).await;
        assert_eq!(refused(&answer), (404, 10008));
    }
    let (status, _) = call(&bench, Method::DELETE, &hook, &one, json!({})).await;
    assert_eq!(status, 204);
}

#[tokio::test]
async fn components_of_webhooks_must_be_asked_for() {
    let bench = Bench::start().await;
    let hook = make_as_ada(&bench).await;
    assert!(hook["application_id"].is_null());
    let button = |style: u64| {
        let button = json!({ "type": 2, "style": style, "label": "x", "custom_id": "x" });
        json!({ "content": "x", "components": [{ "type": 1, "components": [button] }] })
    };
    let (_, message) = call(&bench, Method::POST, &hook, "?wait=true", button(1)).await;
    assert_eq!(message["components"], json!([]), "left out");
    let asked = "?wait=true&with_components=true";
    let answer = call(&bench, Method::POST, &hook, asked, button(1)).await;
    assert_eq!(refused(&answer), (400, 50035));
    let text = json!({ "flags": 1 << 15, "components": [{ "type": 10, "content": "x" }] });
    let (status, _) = call(&bench, Method::POST, &hook, asked, text).await;
    assert_eq!(status, 200);
    let own = make(&bench).await;
    let (_, message) = call(&bench, Method::POST, &own, "?wait=true", button(1)).await;
    assert_eq!(message["components"][0]["components"][0]["style"], 1);
    assert_eq!(message["application_id"], own["application_id"]);
}

#[tokio::test]
async fn a_webhook_of_a_forum_begins_posts() {
    let bench = Bench::start().await;
    let channels = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let forum = bench
        .post(&channels, json!({ "name": "forum", "type": 15 }))
        .await;
    let path = format!("/channels/{}/webhooks", id(&forum));
    let hook = bench.post(&path, json!({ "name": "news" })).await;
    let body = json!({ "content": "x" });
    let answer = call(&bench, Method::POST, &hook, "", body.clone()).await;
    assert_eq!(refused(&answer), (400, 220_001));
    let named = json!({ "content": "x", "thread_name": "hello" });
    let both = call(&bench, Method::POST, &hook, "?thread_id=1", named.clone()).await;
    assert_eq!(both.0, 404, "the thread is looked for first");
    let (mut gateway, _) = bench.identified(1 | 1 << 9).await;
    let (_, first) = call(&bench, Method::POST, &hook, "?wait=true", named.clone()).await;
    let created = gateway.dispatch("THREAD_CREATE").await;
    assert_eq!(
        (&created["name"], &created["newly_created"]),
        (&json!("hello"), &json!(true))
    );
    assert_eq!(created["id"], first["id"], "they share one id");
    assert_eq!(
        gateway.dispatch("MESSAGE_CREATE").await["channel_id"],
        created["id"]
    );
    let thread = id(&created);
    let there = format!("?wait=true&thread_id={thread}");
    let (_, second) = call(&bench, Method::POST, &hook, &there, body).await;
    assert_eq!(second["channel_id"], thread);
    let answer = call(&bench, Method::POST, &hook, &there, named).await;
    assert_eq!(refused(&answer), (400, 220_002));
    let one = format!("/messages/{}?thread_id={thread}", id(&second));
    let (status, _) = call(&bench, Method::GET, &hook, &one, json!({})).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn slack_and_github_are_understood() {
    let bench = Bench::start().await;
    let hook = make(&bench).await;
    let messages = format!("/channels/{}/messages?limit=1", bench.channel());
    let slack = json!({
        "text": "hi",
        "username": "bob",
        "attachments": [{
            "title": "T", "text": "D", "color": "#ff0000",
            "fields": [{ "title": "a", "value": "b", "short": true }],
        }],
    });
    let answer = call(&bench, Method::POST, &hook, "/slack", slack).await;
    assert_eq!(answer, (200, json!("ok")));
    let newest = bench.get(&messages).await[0].clone();
    assert_eq!(
        (&newest["content"], &newest["author"]["username"]),
        (&json!("hi"), &json!("bob"))
    );
    let embed = json!({
        "type": "rich", "title": "T", "description": "D", "color": 0xFF_00_00,
        "fields": [{ "name": "a", "value": "b", "inline": true }],
    });
    assert_eq!(newest["embeds"][0], embed);

    let push = json!({
        "ref": "refs/heads/main",
        "repository": { "name": "asyncord", "full_name": "a/asyncord" },
        "sender": { "login": "ada" },
        "commits": [{ "id": "0123456789", "message": "Add tea\n\nx", "url": "https://x.example" }],
    });
    let token = hook["token"].as_str().unwrap();
    let path = format!("/api/v10/webhooks/{}/{token}/github", id(&hook));
    let post = async |event: &str| {
        let request = bench
            .at(Method::POST, &path)
            .header("content-type", "application/json")
            .header("x-github-event", event)
            .body(push.to_string());
        super::super::super::testing::answer(request)
            .await
            .0
            .as_u16()
    };
    assert_eq!(post("push").await, 204);
    let newest = bench.get(&messages).await[0].clone();
    assert_eq!(newest["embeds"][0]["title"], "[asyncord:main] 1 new commit");
    assert_eq!(newest["author"]["username"], "GitHub");
    assert_eq!(post("ping").await, 204);
    let same = bench.get(&messages).await[0].clone();
    assert_eq!(same["id"], newest["id"], "nothing was posted");
}
