//! Messages with their files, mentions, pins and reactions.

use std::time::Duration;

use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::super::super::testing::{Bench, answer};

#[tokio::test]
async fn messages_are_written_read_changed_and_deleted() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let first = bench.say("first").await;
    let reply = bench
        .post(
            &path,
            json!({
                "content": "second",
                "nonce": "n1",
                "message_reference": { "message_id": first["id"] },
                "embeds": [{ "title": " T ", "color": 255, "fields": [{ "name": "a", "value": "b" }] }],
            }),
        )
        .await;
    assert_eq!(
        (&reply["type"], &reply["nonce"]),
        (&json!(19), &json!("n1"))
    );
    assert_eq!(reply["referenced_message"]["content"], "first");
    assert_eq!(reply["mentions"][0]["username"], "ada", "a reply mentions");
    assert_eq!(
        reply["embeds"],
        json!([{
            "type": "rich",
            "title": "T",
            "color": 255,
            "fields": [{ "name": "a", "value": "b", "inline": false }],
        }])
    );
    let id = reply["id"].as_str().unwrap();

    let again = json!({ "content": "twice?", "nonce": "n1", "enforce_nonce": true });
    assert_eq!(bench.post(&path, again).await["id"], reply["id"]);

    let one = format!("{path}/{id}");
    let (_, edited) = bench
        .call(
            Method::PATCH,
            &one,
            Some(json!({ "content": "changed", "embeds": [] })),
        )
        .await;
    assert_eq!(edited["content"], "changed");
    assert!(edited["edited_timestamp"].is_string());
    assert_eq!(bench.get(&one).await, edited);
    let (status, _) = bench
        .call(Method::PATCH, &one, Some(json!({ "content": "" })))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    let forward = json!({
        "message_reference": { "type": 1, "message_id": id, "channel_id": bench.channel() },
    });
    let forward = bench.post(&path, forward).await;
    let snapshot = &forward["message_snapshots"][0]["message"];
    assert_eq!(snapshot["content"], "changed");
    assert!(snapshot["author"].is_null());

    let ids = async |query: &str| {
        let page = bench.get(&format!("{path}?{query}")).await;
        let page: Vec<String> = page
            .as_array()
            .unwrap()
            .iter()
            .map(|message| message["id"].as_str().unwrap().to_owned())
            .collect();
        page
    };
    let (first, forward) = (
        first["id"].as_str().unwrap(),
        forward["id"].as_str().unwrap(),
    );
    assert_eq!(ids("").await, [forward, id, first]);
    assert_eq!(ids("limit=1").await, [forward]);
    assert_eq!(ids(&format!("before={forward}&limit=1")).await, [id]);
    assert_eq!(ids(&format!("after={first}&limit=1")).await, [id]);
    assert_eq!(ids(&format!("after={forward}")).await, [""; 0]);
    assert_eq!(ids(&format!("around={id}&limit=2")).await, [id, first]);
    assert_eq!(
        ids(&format!("around={id}&limit=3")).await,
        [forward, id, first]
    );
    assert_eq!(ids("after=0&limit=2").await, [id, first]);

    assert_eq!(
        bench.call(Method::DELETE, &one, None).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        bench.call(Method::GET, &one, None).await.0,
        StatusCode::NOT_FOUND
    );
    let both = json!({ "messages": [first, forward] });
    let (status, _) = bench
        .call(Method::POST, &format!("{path}/bulk-delete"), Some(both))
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(ids("").await, [""; 0]);
}

#[tokio::test]
async fn files_come_back_as_they_were_sent_and_cannot_run() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let payload = json!({
        "content": "files",
        "embeds": [{ "image": { "url": "attachment://cat.png" } }],
        "attachments": [{ "id": 1, "description": "a page", "filename": "evil.html" }],
    });
    let form = Form::new()
        .part(
            "payload_json",
            Part::text(payload.to_string())
                .mime_str("application/json")
                .unwrap(),
        )
        .part(
            "files[0]",
            Part::bytes(&b"not really"[..]).file_name("cat.png"),
        )
        .part("files[1]", Part::bytes(&b"<script>"[..]).file_name("x"));
    let (status, message) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    assert_eq!(status, StatusCode::OK, "{message}");
    let attachments = message["attachments"].as_array().unwrap();
    assert_eq!(
        attachments.len(),
        1,
        "what an embed shows is no attachment: {message}"
    );
    assert_eq!(attachments[0]["filename"], "evil.html");
    assert_eq!(attachments[0]["description"], "a page");
    assert_eq!(attachments[0]["size"], 8);

    for (url, content, disposition) in [
        (&attachments[0]["url"], "<script>", "attachment; "),
        (
            &message["embeds"][0]["image"]["url"],
            "not really",
            "inline; ",
        ),
    ] {
        let response = bench
            .at(Method::GET, url.as_str().unwrap())
            .send()
            .await
            .unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert!(header("content-disposition").starts_with(disposition));
        assert_eq!(
            header("content-security-policy"),
            "sandbox; default-src 'none'"
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(response.text().await.unwrap(), content);
    }

    // An edit keeps what it lists and adds what it brings.
    let one = format!("{path}/{}", message["id"].as_str().unwrap());
    let payload = json!({ "attachments": [{ "id": 0 }] }).to_string();
    let form = Form::new()
        .text("payload_json", payload)
        .part("files[0]", Part::bytes(&b"new"[..]).file_name("new.txt"));
    let (_, edited) = answer(bench.request(Method::PATCH, &one).multipart(form)).await;
    assert_eq!(edited["attachments"].as_array().unwrap().len(), 1);
    assert_eq!(edited["attachments"][0]["filename"], "new.txt");
    let gone = attachments[0]["url"].as_str().unwrap();
    assert_eq!(
        answer(bench.at(Method::GET, gone)).await.0,
        StatusCode::NOT_FOUND
    );
    let (_, answer) = bench
        .call(
            Method::PATCH,
            &one,
            Some(json!({ "attachments": [{ "id": "77" }] })),
        )
        .await;
    assert_eq!(answer["code"], 50035);
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let large = vec![0; 10 * 1024 * 1024 + 1];
    let form = Form::new().part("files[0]", Part::bytes(large).file_name("large.bin"));
    let (status, answer_) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    assert_eq!((status.as_u16(), &answer_["code"]), (413, &json!(40005)));

    let form = (0..11).fold(Form::new(), |form, number| {
        let part = Part::bytes(&b"x"[..]).file_name("x");
        form.part(format!("files[{number}]"), part)
    });
    let (status, answer_) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    assert_eq!((status.as_u16(), &answer_["code"]), (400, &json!(30015)));
}

#[tokio::test]
async fn mentions_follow_what_the_sender_allows() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let ada = bench.ada();
    let content = format!("<@{ada}> <@5> @everyone");
    let post = async |allowed: Option<Value>| {
        let mut body = json!({ "content": content });
        if let Some(allowed) = allowed {
            body["allowed_mentions"] = allowed;
        }
        let message = bench.post(&path, body).await;
        let users = message["mentions"].as_array().unwrap().len();
        (users, message["mention_everyone"].as_bool().unwrap())
    };
    assert_eq!(post(None).await, (1, true));
    assert_eq!(post(Some(json!({ "parse": [] }))).await, (0, false));
    assert_eq!(post(Some(json!({ "parse": ["users"] }))).await, (1, false));
    assert_eq!(
        post(Some(json!({ "users": [ada], "parse": ["everyone"] }))).await,
        (1, true)
    );
}

#[tokio::test]
async fn pins_are_listed_by_both_routes_and_announced() {
    let bench = Bench::start().await;
    let channel = format!("/channels/{}", bench.channel());
    let ids: Vec<String> = [bench.say("a").await, bench.say("b").await]
        .iter()
        .map(|message| message["id"].as_str().unwrap().to_owned())
        .collect();
    for (route, id) in ["messages/pins", "pins"].iter().zip(&ids) {
        let (status, _) = bench
            .call(Method::PUT, &format!("{channel}/{route}/{id}"), None)
            .await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let page = bench.get(&format!("{channel}/messages/pins?limit=1")).await;
    assert_eq!(
        (&page["items"][0]["message"]["id"], &page["has_more"]),
        (&json!(ids[1]), &json!(true))
    );
    let before = page["items"][0]["pinned_at"]
        .as_str()
        .unwrap()
        .replace('+', "%2B");
    let page = bench
        .get(&format!("{channel}/messages/pins?before={before}"))
        .await;
    assert_eq!(
        (&page["items"][0]["message"]["id"], &page["has_more"]),
        (&json!(ids[0]), &json!(false))
    );
    assert_eq!(
        bench
            .get(&format!("{channel}/pins"))
            .await
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let newest = bench.get(&format!("{channel}/messages?limit=1")).await;
    assert_eq!(
        (
            &newest[0]["type"],
            &newest[0]["message_reference"]["message_id"]
        ),
        (&json!(6), &json!(ids[1]))
    );

    bench
        .call(Method::DELETE, &format!("{channel}/pins/{}", ids[0]), None)
        .await;
    assert_eq!(
        bench
            .get(&format!("{channel}/pins"))
            .await
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn reactions_are_counted_listed_and_taken_away() {
    let bench = Bench::start().await;
    let message = bench.say("react").await;
    let one = format!(
        "/channels/{}/messages/{}",
        bench.channel(),
        message["id"].as_str().unwrap()
    );
    let thumb = format!("{one}/reactions/%F0%9F%91%8D");
    assert_eq!(
        bench
            .call(Method::PUT, &format!("{thumb}/@me"), None)
            .await
            .0,
        StatusCode::NO_CONTENT
    );
    let own = format!("{thumb}/@me");
    bench.as_ada(Method::PUT, &own, json!({})).await;

    let reaction = bench.get(&one).await["reactions"][0].clone();
    assert_eq!(reaction["emoji"], json!({ "id": null, "name": "👍" }));
    assert_eq!(
        (&reaction["count"], &reaction["me"]),
        (&json!(2), &json!(true))
    );
    let users = bench.get(&format!("{thumb}?limit=1")).await;
    assert_eq!(users[0]["username"], "ada");
    let after = format!("{thumb}?after={}", bench.ada());
    assert_eq!(bench.get(&after).await[0]["username"], "asyncord");

    let path = format!("{thumb}/{}", bench.ada());
    assert_eq!(
        bench.call(Method::DELETE, &path, None).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(bench.get(&one).await["reactions"][0]["count"], 1);
    bench
        .call(Method::DELETE, &format!("{one}/reactions"), None)
        .await;
    assert!(bench.get(&one).await["reactions"].is_null());
}

#[tokio::test]
async fn a_bot_without_the_intent_reads_no_content() {
    let mut bench = Bench::start().await;
    let said = bench.say("secret").await;
    let body = json!({ "name": "blind", "privileged_intents": [] });
    let blind = bench.drive(Method::POST, "/applications", body).await;
    let mention = format!("hello <@{}>", blind["user_id"].as_str().unwrap());
    bench.say(&mention).await;

    bench.token = blind["token"].as_str().unwrap().to_owned();
    let path = format!("/channels/{}/messages", bench.channel());
    let own = bench.post(&path, json!({ "content": "mine" })).await;
    assert_eq!(own["content"], "mine");
    let list = bench.get(&path).await;
    let contents: Vec<_> = (0..3).map(|at| list[at]["content"].clone()).collect();
    assert_eq!(contents, ["mine", &mention, ""]);
    let one = format!("{path}/{}", said["id"].as_str().unwrap());
    assert_eq!(bench.get(&one).await["content"], "");
}
