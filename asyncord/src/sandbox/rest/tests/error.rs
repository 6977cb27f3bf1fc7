//! Refusals: unknown things, wrong fields, tokens, rubbish.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::super::super::testing::{Bench, answer};

/// The number that no id has.
const NOBODY: &str = "1";

#[tokio::test]
async fn what_is_unknown_or_not_allowed_has_discords_number() {
    let bench = Bench::start().await;
    let channel = bench.channel();
    let guild = bench.sandbox.guild_id();
    let ada = bench.ada();
    let messages = format!("/channels/{channel}/messages");
    let hers = bench.say("hers").await;
    let hers = format!("{messages}/{}", hers["id"].as_str().unwrap());
    let category = format!(
        "/channels/{}/messages",
        bench.sandbox.channel_id().get() - (1 << 22)
    );
    let text = || Some(json!({ "content": "x" }));
    for (method, path, body, status, code) in [
        (Method::GET, "/channels/1".to_owned(), None, 404, 10003),
        (
            Method::POST,
            "/channels/1/messages".to_owned(),
            text(),
            404,
            10003,
        ),
        (Method::GET, "/guilds/1".to_owned(), None, 404, 10004),
        (
            Method::GET,
            format!("/guilds/{guild}/members/{NOBODY}"),
            None,
            404,
            10013,
        ),
        (Method::GET, format!("{messages}/1"), None, 404, 10008),
        (Method::PATCH, format!("{messages}/1"), text(), 404, 10008),
        (Method::GET, "/users/1".to_owned(), None, 404, 10013),
        (
            Method::PUT,
            format!("/guilds/{guild}/members/{ada}/roles/1"),
            None,
            404,
            10011,
        ),
        (
            Method::PUT,
            format!("{hers}/reactions/no/@me"),
            None,
            400,
            10014,
        ),
        (Method::PATCH, hers.clone(), text(), 403, 50005),
        (
            Method::POST,
            messages.clone(),
            Some(json!({ "content": " " })),
            400,
            50006,
        ),
        (Method::POST, messages.clone(), Some(json!({})), 400, 50006),
        (Method::POST, category, text(), 400, 50008),
        (
            Method::DELETE,
            format!("/guilds/{guild}/members/{ada}"),
            None,
            403,
            50013,
        ),
        (
            Method::POST,
            format!("{messages}/bulk-delete"),
            Some(json!({ "messages": ["1"] })),
            400,
            50016,
        ),
        (
            Method::POST,
            format!("{messages}/bulk-delete"),
            Some(json!({ "messages": ["1", "2"] })),
            400,
            50034,
        ),
        (Method::POST, format!("{hers}/crosspost"), None, 400, 50024),
        (Method::GET, "/channels/abc".to_owned(), None, 400, 50035),
        (
            Method::GET,
            format!("{messages}?limit=101"),
            None,
            400,
            50035,
        ),
    ] {
        let (got, answer) = bench.call(method.clone(), &path, body).await;
        assert_eq!(
            (got.as_u16(), &answer["code"]),
            (status, &json!(code)),
            "{method} {path}: {answer}"
        );
        assert!(
            answer["message"]
                .as_str()
                .is_some_and(|message| !message.is_empty())
        );
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_in_discords_form() {
    let bench = Bench::start().await;
    let messages = format!("/channels/{}/messages", bench.channel());
    for (method, path, status) in [
        (Method::GET, "/no/such/route", 404),
        (Method::PUT, "/gateway", 405),
    ] {
        let (got, answer) = bench.call(method, path, None).await;
        assert_eq!(
            (got.as_u16(), &answer["code"]),
            (status, &json!(0)),
            "{path}"
        );
    }
    let (status, answer) = answer_raw(&bench, &messages, "{").await;
    assert_eq!((status, &answer["code"]), (400, &json!(50109)));
}

async fn answer_raw(bench: &Bench, path: &str, body: &str) -> (u16, Value) {
    let request = bench
        .request(Method::POST, path)
        .header("content-type", "application/json")
        .body(body.to_owned());
    let (status, body) = answer(request).await;
    (status.as_u16(), body)
}

#[tokio::test]
async fn a_token_is_asked_for_under_every_version_of_the_api() {
    let bench = Bench::start().await;
    for prefix in ["/api", "/api/v9", "/api/v10"] {
        let path = format!("{prefix}/users/@me");
        let refused = json!({ "message": "401: Unauthorized", "code": 0 });
        for header in [None, Some("Bot wrong"), Some(bench.token.as_str())] {
            let mut request = bench.at(Method::GET, &path);
            if let Some(header) = header {
                request = request.header("authorization", header);
            }
            assert_eq!(
                answer(request).await,
                (StatusCode::UNAUTHORIZED, refused.clone())
            );
        }
        let request = bench
            .at(Method::GET, &path)
            .header("authorization", format!("Bot {}", bench.token));
        assert_eq!(answer(request).await.0, StatusCode::OK);
        let gateway = bench.at(Method::GET, &format!("{prefix}/gateway"));
        let url = json!({ "url": bench.sandbox.gateway_url() });
        assert_eq!(answer(gateway).await, (StatusCode::OK, url));
    }
    let (status, answer) = answer(bench.at(Method::GET, "/api/v5/gateway")).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50041)));
}

#[tokio::test]
async fn wrong_fields_are_told_each_at_its_place() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    for (body, place, code) in [
        (
            json!({ "content": "x".repeat(2001) }),
            "/content",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (json!({ "content": {} }), "/content", "STRING_TYPE_CONVERT"),
        (json!({ "tts": "maybe" }), "/tts", "BOOLEAN_TYPE_CONVERT"),
        (json!({ "embeds": {} }), "/embeds", "LIST_TYPE_CONVERT"),
        (json!({ "embeds": [5] }), "/embeds/0", "MODEL_TYPE_CONVERT"),
        (
            json!({ "embeds": [{}] }),
            "/embeds/0/description",
            "BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "embeds": [{ "title": "x".repeat(257) }] }),
            "/embeds/0/title",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            json!({ "embeds": [{ "fields": [{ "name": "n" }] }] }),
            "/embeds/0/fields/0/value",
            "BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "embeds": [{ "title": "t", "url": "javascript:alert(1)" }] }),
            "/embeds/0/url",
            "URL_TYPE_INVALID_SCHEME",
        ),
        (
            json!({ "embeds": [{ "description": "x".repeat(4000) }, { "description": "x".repeat(4000) }] }),
            "/embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
        ),
        (
            json!({ "content": "x", "message_reference": {} }),
            "/message_reference/message_id",
            "BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "content": "x", "message_reference": { "message_id": "1" } }),
            "/message_reference",
            "REPLIES_UNKNOWN_MESSAGE",
        ),
        (
            json!({ "content": "x", "allowed_mentions": { "parse": ["all"] } }),
            "/allowed_mentions/parse/0",
            "BASE_TYPE_CHOICES",
        ),
    ] {
        let (status, answer) = bench.call(Method::POST, &path, Some(body)).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (400, &json!(50035)),
            "{answer}"
        );
        let leaf = answer.pointer(&format!("/errors{place}/_errors/0/code"));
        assert_eq!(leaf, Some(&json!(code)), "{answer}");
    }
}

/// Whatever is sent, the answer is one of Discord's and never a broken connection.
#[tokio::test]
async fn rubbish_is_refused_and_never_a_panic() {
    let bench = Bench::start().await;
    let channel = bench.channel();
    let message = bench.say("x").await;
    let message = message["id"].as_str().unwrap();
    let guild = bench.sandbox.guild_id().to_string();
    let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let bodies = [
        "",
        "{",
        "null",
        "[]",
        "5",
        "\"x\"",
        "{}",
        "\u{0}",
        &deep,
        r#"{"content":null,"embeds":null,"flags":-1,"nonce":{},"components":[{"type":1,"components":[null,{"type":2}]}]}"#,
        r#"{"message_reference":[],"allowed_mentions":{"users":["x",null,1e99]},"attachments":[{"id":18446744073709551615}]}"#,
        r#"{"messages":[18446744073709551615,"-1",{}],"name":[],"type":99999999999,"position":-1,"recipient_id":""}"#,
        r#"{"embeds":[{"fields":[null],"timestamp":"x","color":-1,"image":{"url":5},"author":{}}],"avatar":"data:","roles":"x"}"#,
    ];
    let methods = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
    ];
    for (method, template) in include_str!("../operations.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, path)| {
            ["/channels", "/guilds", "/users", "/applications"]
                .iter()
                .any(|start| path.starts_with(start))
        })
    {
        // The bot must stay in its guild.
        if method == "DELETE"
            && (template.starts_with("/users") || template == "/channels/{channel_id}")
        {
            continue;
        }
        let method = methods
            .iter()
            .find(|known| known.as_str() == method)
            .unwrap();
        for body in bodies {
            let path = template
                .replace("{channel_id}", &channel)
                .replace("{message_id}", message)
                .replace("{guild_id}", &guild)
                .replace("{emoji_name}", "%FF%00")
                .replace("{user_id}", "18446744073709551615");
            let request = bench
                .request(method.clone(), &path)
                .header("content-type", "application/json")
                .body(body.to_owned());
            let (status, answer) = answer(request).await;
            let status = status.as_u16();
            assert!(
                status < 500 || status == 501,
                "{method} {path} {body}: {status} {answer}"
            );
            if status >= 400 {
                assert!(
                    answer["message"].is_string(),
                    "{method} {path} {body}: {status} {answer}"
                );
            }
        }
    }
    for content_type in [
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain",
        "\u{e9}",
    ] {
        let request = bench
            .request(Method::POST, &format!("/channels/{channel}/messages"))
            .header(
                "content-type",
                reqwest::header::HeaderValue::from_bytes(content_type.as_bytes()).unwrap(),
            )
            .body("--x\r\n\r\n");
        assert_eq!(answer(request).await.1["code"], 50035, "{content_type}");
    }
}

/// What `curl -d` sends unless it is told otherwise.
#[tokio::test]
async fn json_that_says_it_is_a_form_is_told_so() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let request = bench
        .request(Method::POST, &path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(r#"{"content": "x"}"#);
    let (status, body) = answer(request).await;
    assert_eq!(
        (status, &body["code"]),
        (StatusCode::BAD_REQUEST, &json!(50035))
    );
    assert!(
        body.to_string().contains("send 'application/json'"),
        "{body}"
    );
}

#[tokio::test]
async fn null_is_no_name() {
    let bench = Bench::start().await;
    let guild = bench.sandbox.guild_id();
    for resource in [
        "channels",
        "emojis",
        "soundboard-sounds",
        "stickers",
        "auto-moderation/rules",
        "scheduled-events",
        "templates",
    ] {
        let path = format!("/guilds/{guild}/{resource}");
        let body = json!({ "name": null });
        let (status, answer) = bench.call(Method::POST, &path, Some(body)).await;
        assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50035)));
        let error = &answer["errors"]["name"]["_errors"][0];
        assert_eq!(error["code"], "BASE_TYPE_REQUIRED", "{path}: {answer}");
    }
}
