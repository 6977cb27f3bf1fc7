//! How much channels, lobbies, rules of auto moderation and users may hold.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    oauth2::{bearer, bench, token},
};

/// Checks that a request is refused at this place, or taken if it is none.
async fn sent(bench: &Bench, method: Method, path: &str, body: Value, place: &str) {
    let (status, answer) = bench.call(method, path, Some(body)).await;
    check(status, &answer, path, place);
}

fn check(status: StatusCode, answer: &Value, path: &str, place: &str) {
    if place.is_empty() {
        assert!(status.is_success(), "{path}: {answer}");
        return;
    }
    assert_eq!(status, StatusCode::BAD_REQUEST, "{place}: {answer}");
    let place = place.trim_end_matches('/');
    let found = answer.pointer(&format!("/errors{place}"));
    assert!(found.is_some(), "{place}: {answer}");
}

fn long(length: usize) -> String {
    "x".repeat(length)
}

#[tokio::test]
async fn channels_have_limits() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let text = format!("/channels/{}", bench.channel());
    let forum = bench.post(&guild, json!({ "name": "f", "type": 15 })).await;
    let forum = format!("/channels/{}", forum["id"].as_str().unwrap());
    let voice = bench.post(&guild, json!({ "name": "v", "type": 2 })).await;
    let status = format!("/channels/{}/voice-status", voice["id"].as_str().unwrap());
    for (path, body, place) in [
        (&text, json!({ "topic": long(1024) }), ""),
        (&text, json!({ "topic": long(1025) }), "/topic"),
        (&forum, json!({ "topic": long(4096) }), ""),
        (&forum, json!({ "topic": long(4097) }), "/topic"),
        (&text, json!({ "name": long(100) }), ""),
        (&text, json!({ "name": long(101) }), "/name"),
        (&text, json!({ "rate_limit_per_user": 21_600 }), ""),
        (
            &text,
            json!({ "rate_limit_per_user": 21_601 }),
            "/rate_limit_per_user",
        ),
        (&text, json!({ "default_auto_archive_duration": 60 }), ""),
        (&text, json!({ "default_auto_archive_duration": 1440 }), ""),
        (&text, json!({ "default_auto_archive_duration": 4320 }), ""),
        (
            &text,
            json!({ "default_auto_archive_duration": 10_080 }),
            "",
        ),
        (
            &text,
            json!({ "default_auto_archive_duration": 120 }),
            "/default_auto_archive_duration",
        ),
    ] {
        sent(&bench, Method::PATCH, path, body, place).await;
    }
    let named = |length: usize| json!({ "status": long(length) });
    sent(&bench, Method::PUT, &status, named(500), "").await;
    sent(&bench, Method::PUT, &status, named(501), "/status").await;
}

#[tokio::test]
async fn lobbies_have_limits() {
    let bench = bench().await;
    let texts = |length: usize| json!({ "metadata": { "k": long(length) } });
    sent(&bench, Method::POST, "/lobbies", texts(999), "").await;
    sent(&bench, Method::POST, "/lobbies", texts(1000), "/metadata").await;
    let lobby = bench.post("/lobbies", json!({})).await;
    let path = format!("/lobbies/{}", lobby["id"].as_str().unwrap());
    let members = |count: usize| -> Value {
        let one = json!({ "id": bench.ada() });
        vec![one; count].into()
    };
    let bulk = format!("{path}/members/bulk");
    sent(&bench, Method::POST, &bulk, members(1), "").await;
    sent(&bench, Method::POST, &bulk, members(25), "").await;
    sent(&bench, Method::POST, &bulk, members(26), "/").await;
    for (limit, place) in [(200, ""), (201, "/limit")] {
        let path = format!("{path}/messages?limit={limit}");
        let (status, answer) = bench.call(Method::GET, &path, None).await;
        check(status, &answer, &path, place);
    }
    let player = token(&bench, "sdk.social_layer").await;
    for (length, place) in [(250, ""), (251, "/secret")] {
        let request = bearer(&bench, Method::PUT, "/lobbies", &player)
            .header("content-type", "application/json")
            .body(json!({ "secret": long(length) }).to_string());
        let (status, answer) = answer(request).await;
        check(status, &answer, "secret", place);
    }
}

#[tokio::test]
async fn rules_of_auto_moderation_have_limits() {
    let bench = Bench::start().await;
    let path = format!("/guilds/{}/auto-moderation/rules", bench.sandbox.guild_id());
    let rule = |kind: u8, metadata: &Value, action: &Value| {
        let event = if kind == 6 { 2 } else { 1 };
        json!({
            "name": "x", "event_type": event, "trigger_type": kind, "enabled": true,
            "trigger_metadata": metadata, "actions": [action],
        })
    };
    let block = json!({ "type": 1 });
    let words = json!({ "keyword_filter": ["tea"] });
    for (kind, metadata, most) in [
        (1, words.clone(), 6),
        (3, json!({}), 1),
        (4, json!({ "presets": [1] }), 1),
        (5, json!({ "mention_total_limit": 50 }), 1),
        (6, words.clone(), 1),
    ] {
        let action = if kind == 6 {
            json!({ "type": 4 })
        } else {
            block.clone()
        };
        let rule = rule(kind, &metadata, &action);
        let mut made = Vec::new();
        for _ in 0..most {
            made.push(bench.post(&path, rule.clone()).await);
        }
        sent(&bench, Method::POST, &path, rule, "/").await;
        for rule in made {
            let one = format!("{path}/{}", rule["id"].as_str().unwrap());
            bench.call(Method::DELETE, &one, None).await;
        }
    }
    let keywords =
        |count: usize, length: usize| json!({ "keyword_filter": vec![long(length); count] });
    let patterns =
        |count: usize, length: usize| json!({ "regex_patterns": vec![long(length); count] });
    let message =
        |length: usize| json!({ "type": 1, "metadata": { "custom_message": long(length) } });
    let time_out = |seconds: u64| json!({ "type": 3, "metadata": { "duration_seconds": seconds } });
    let weeks = 4 * 7 * 24 * 60 * 60;
    for (kind, metadata, action, place) in [
        (1, keywords(1000, 60), block.clone(), ""),
        (
            1,
            keywords(1001, 1),
            block.clone(),
            "/trigger_metadata/keyword_filter",
        ),
        (
            1,
            keywords(1, 61),
            block.clone(),
            "/trigger_metadata/keyword_filter/0",
        ),
        (1, patterns(10, 260), block.clone(), ""),
        (
            1,
            patterns(11, 1),
            block.clone(),
            "/trigger_metadata/regex_patterns",
        ),
        (
            1,
            patterns(1, 261),
            block.clone(),
            "/trigger_metadata/regex_patterns/0",
        ),
        (
            5,
            json!({ "mention_total_limit": 51 }),
            block,
            "/trigger_metadata/mention_total_limit",
        ),
        (1, words.clone(), message(150), ""),
        (
            1,
            words.clone(),
            message(151),
            "/actions/0/metadata/custom_message",
        ),
        (1, words.clone(), time_out(weeks), ""),
        (
            1,
            words,
            time_out(weeks + 1),
            "/actions/0/metadata/duration_seconds",
        ),
    ] {
        sent(
            &bench,
            Method::POST,
            &path,
            rule(kind, &metadata, &action),
            place,
        )
        .await;
    }
}

#[tokio::test]
async fn other_resources_have_limits() {
    let bench = Bench::start().await;
    let member = format!("/guilds/{}/members/@me", bench.sandbox.guild_id());
    let tags = |count: usize, length: usize| -> Value {
        let tags = 0..count;
        let tags = tags.map(|n| format!("{n}{}", long(length - 1)));
        json!({ "tags": tags.collect::<Vec<_>>() })
    };
    let name = |length: usize| json!({ "username": long(length) });
    let nick = |length: usize| json!({ "nick": long(length) });
    for (path, body, place) in [
        ("/users/@me", name(2), ""),
        ("/users/@me", name(32), ""),
        ("/users/@me", name(1), "/username"),
        ("/users/@me", name(33), "/username"),
        (&member, nick(32), ""),
        (&member, nick(33), "/nick"),
        ("/applications/@me", tags(5, 20), ""),
        ("/applications/@me", tags(6, 20), "/tags"),
        ("/applications/@me", tags(1, 21), "/tags/0"),
    ] {
        sent(&bench, Method::PATCH, path, body, place).await;
    }
}
