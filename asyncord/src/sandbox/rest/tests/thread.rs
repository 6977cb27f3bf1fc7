//! Threads over the wire.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::Bench;

fn id(json: &Value) -> &str {
    json["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_thread_is_started_from_a_message() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1).await;
    let message = bench.say("topic").await;
    let path = format!("/channels/{}/messages/{}", bench.channel(), id(&message));
    let body = json!({ "name": "talk", "auto_archive_duration": 60, "rate_limit_per_user": 3 });
    let (status, thread) = bench
        .call(Method::POST, &format!("{path}/threads"), Some(body.clone()))
        .await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(
        (&thread["id"], &thread["type"]),
        (&message["id"], &json!(11))
    );
    assert_eq!(thread["thread_metadata"]["auto_archive_duration"], 60);
    assert_eq!(thread["rate_limit_per_user"], 3);
    assert!(thread["member"]["join_timestamp"].is_string());
    let created = gateway.dispatch("THREAD_CREATE").await;
    assert_eq!(created["newly_created"], true);
    let members = gateway.dispatch("THREAD_MEMBERS_UPDATE").await;
    assert_eq!(members["member_count"], 1);
    assert_eq!(bench.get(&path).await["thread"]["name"], "talk");
    let (_, error) = bench
        .call(Method::POST, &format!("{path}/threads"), Some(body))
        .await;
    assert_eq!(error["code"], 160_004);
    let wrong = Some(json!({ "name": "", "auto_archive_duration": 61 }));
    let (_, error) = bench
        .call(Method::POST, &format!("{path}/threads"), wrong)
        .await;
    assert_eq!(error["errors"].as_object().unwrap().len(), 2, "{error}");
}

#[tokio::test]
async fn members_come_into_threads_and_leave() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/threads", bench.channel());
    let thread = bench.post(&path, json!({ "name": "quiet" })).await;
    assert_eq!(thread["type"], 12, "private unless said otherwise");
    let members = format!("/channels/{}/thread-members", id(&thread));
    let ada = format!("{members}/{}", bench.ada());
    let (status, error) = bench.call(Method::GET, &ada, None).await;
    assert_eq!(
        (status, &error["code"]),
        (StatusCode::NOT_FOUND, &json!(10007))
    );
    let (status, _) = bench.call(Method::PUT, &ada, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let member = bench.get(&format!("{ada}?with_member=true")).await;
    assert_eq!(member["member"]["user"]["username"], "ada");
    assert_eq!(bench.get(&members).await.as_array().unwrap().len(), 2);
    let page = bench
        .get(&format!(
            "{members}?with_member=true&limit=1&after={}",
            bench.ada()
        ))
        .await;
    assert_eq!(page[0]["user_id"], json!(bench.sandbox.application_id()));
    let (status, _) = bench.call(Method::DELETE, &ada, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, _) = bench
        .call(Method::DELETE, &format!("{members}/@me"), None)
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let active = format!("/guilds/{}/threads/active", bench.sandbox.guild_id());
    let active = bench.get(&active).await;
    assert_eq!(active["threads"][0]["id"], thread["id"]);
    assert_eq!(active["members"], json!([]));
}

#[tokio::test]
async fn threads_are_archived_listed_and_deleted() {
    let bench = Bench::start().await;
    let channel = format!("/channels/{}", bench.channel());
    let body = json!({ "name": "open", "type": 11 });
    let thread = bench.post(&format!("{channel}/threads"), body).await;
    let path = format!("/channels/{}", id(&thread));
    let (mut gateway, _) = bench.identified(1).await;
    let archive = Some(json!({ "archived": true }));
    let (status, archived) = bench.call(Method::PATCH, &path, archive).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(archived["thread_metadata"]["archived"], true);
    assert_eq!(gateway.dispatch("THREAD_UPDATE").await["id"], thread["id"]);
    let list = bench
        .get(&format!("{channel}/threads/archived/public?limit=2"))
        .await;
    assert_eq!(list["threads"][0]["id"], thread["id"]);
    assert_eq!(
        (&list["has_more"], &list["members"][0]["id"]),
        (&json!(false), &thread["id"])
    );
    for other in [
        "threads/archived/private",
        "users/@me/threads/archived/private",
    ] {
        let list = bench.get(&format!("{channel}/{other}")).await;
        assert_eq!(list["threads"], json!([]), "{other}");
    }
    let joined = format!("{path}/thread-members/@me");
    let (_, error) = bench.call(Method::PUT, &joined, None).await;
    assert_eq!(error["code"], 50083);
    let (status, _) = bench.call(Method::DELETE, &path, None).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        gateway.dispatch("THREAD_DELETE").await["parent_id"],
        bench.channel()
    );
}

#[tokio::test]
async fn forums_have_posts_that_are_found() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let body = json!({ "name": "help", "type": 15, "available_tags": [{ "name": "rust" }] });
    let forum = bench.post(&guild, body).await;
    let tag = &forum["available_tags"][0]["id"];
    let path = format!("/channels/{}/threads", id(&forum));
    let (_, error) = bench
        .call(Method::POST, &path, Some(json!({ "name": "how" })))
        .await;
    assert!(error["errors"]["message"].is_object(), "{error}");
    let body = json!({ "name": "how", "applied_tags": [tag], "message": { "content": "?" } });
    let (status, post) = bench.call(Method::POST, &path, Some(body)).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(post["message"]["id"], post["id"]);
    assert_eq!(
        (&post["message"]["content"], &post["message_count"]),
        (&json!("?"), &json!(0))
    );
    let tag = tag.as_str().unwrap();
    let found = bench
        .get(&format!(
            "{path}/search?name=HO&tag={tag}&sort_by=creation_time"
        ))
        .await;
    assert_eq!(
        (&found["total_results"], &found["has_more"]),
        (&json!(1), &json!(false))
    );
    let found = bench.get(&format!("{path}/search?archived=true")).await;
    assert_eq!(found["threads"], json!([]));
    let (_, error) = bench
        .call(Method::GET, &format!("{path}/search?sort_by=size"), None)
        .await;
    assert_eq!(error["code"], 50035);
}

#[tokio::test]
async fn a_bot_that_comes_online_sees_what_is_going_on() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/threads", bench.channel());
    bench
        .post(&path, json!({ "name": "open", "type": 11 }))
        .await;
    let mut gateway = bench.connect().await;
    gateway.identify(&bench.token, 1).await;
    gateway.dispatch("READY").await;
    let guild = gateway.dispatch("GUILD_CREATE").await;
    assert_eq!(guild["threads"][0]["name"], "open");
    assert!(guild["threads"][0]["member"].is_object());
}
