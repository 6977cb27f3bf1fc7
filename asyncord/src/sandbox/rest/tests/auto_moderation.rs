//! Rules of auto moderation: made, changed, and acting.

use reqwest::Method;
use serde_json::{Value, json};

use super::{super::super::testing::Bench, LINUS, act, id, refused, write};

const CONFIGURATION: u64 = 1 << 20;
const EXECUTION: u64 = 1 << 21;
const MODERATION: u64 = 1 << 2;
const MESSAGES: u64 = 1 << 9;
const MESSAGE_CONTENT: u64 = 1 << 15;

fn path(bench: &Bench) -> String {
    format!("/guilds/{}/auto-moderation/rules", bench.sandbox.guild_id())
}

/// A rule against tea, with these actions.
fn against_tea(actions: &Value) -> Value {
    json!({
        "name": "no tea",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": { "keyword_filter": ["tea*"], "allow_list": ["team"] },
        "actions": actions,
        "enabled": true,
    })
}

#[tokio::test]
async fn rules_are_made_changed_and_deleted() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(CONFIGURATION | MODERATION).await;
    let path = path(&bench);
    let rule = against_tea(&json!([{ "type": 1 }]));
    for (method, body) in [(Method::GET, json!({})), (Method::POST, rule.clone())] {
        let answer = act(&bench, LINUS, method, &path, body).await;
        assert_eq!(refused(&answer), (403, 50013));
    }
    let made = bench.post(&path, rule.clone()).await;
    assert_eq!(made["creator_id"], json!(bench.sandbox.application_id()));
    assert_eq!(gateway.dispatch("AUTO_MODERATION_RULE_CREATE").await, made);
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["action_type"], 140);
    assert_eq!(bench.get(&path).await, json!([made]));
    let one = format!("{path}/{}", id(&made));
    let edit = json!({ "enabled": false });
    let (_, changed) = bench.call(Method::PATCH, &one, Some(edit)).await;
    assert_eq!(
        (&changed["enabled"], &changed["name"]),
        (&json!(false), &json!("no tea"))
    );
    assert_eq!(
        gateway.dispatch("AUTO_MODERATION_RULE_UPDATE").await,
        changed
    );
    gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(bench.call(Method::DELETE, &one, None).await.0, 204);
    gateway.dispatch("AUTO_MODERATION_RULE_DELETE").await;
    assert_eq!(bench.call(Method::GET, &one, None).await.0, 404);

    for _ in 0..6 {
        bench.post(&path, rule.clone()).await;
    }
    let (status, _) = bench.call(Method::POST, &path, Some(rule)).await;
    assert_eq!(status, 400, "six are enough");
}

#[tokio::test]
async fn rules_are_checked() {
    let bench = Bench::start().await;
    let path = path(&bench);
    let block = json!([{ "type": 1 }]);
    for (key, value, place) in [
        ("name", json!(""), "/name"),
        ("event_type", json!(2), "/event_type"),
        ("trigger_type", json!(2), "/trigger_type"),
        ("actions", json!([]), "/actions"),
        ("actions", json!([{ "type": 4 }]), "/actions/0/type"),
        (
            "actions",
            json!([{ "type": 2 }]),
            "/actions/0/metadata/channel_id",
        ),
        (
            "actions",
            json!([{ "type": 2, "metadata": { "channel_id": "1" } }]),
            "/actions/0/metadata/channel_id",
        ),
        (
            "actions",
            json!([{ "type": 3, "metadata": { "duration_seconds": 2_419_201 } }]),
            "/actions/0/metadata/duration_seconds",
        ),
        (
            "trigger_metadata",
            json!({ "regex_patterns": ["("] }),
            "/trigger_metadata/regex_patterns/0",
        ),
        (
            "trigger_metadata",
            json!({ "keyword_filter": ["x".repeat(61)] }),
            "/trigger_metadata/keyword_filter/0",
        ),
        ("trigger_metadata", json!({}), "/trigger_metadata"),
    ] {
        let mut rule = against_tea(&block);
        rule[key] = value;
        let (_, answer) = bench.call(Method::POST, &path, Some(rule)).await;
        let errors = answer.pointer(&format!("/errors{place}"));
        assert!(errors.is_some(), "{key} {place}: {answer}");
    }
}

#[tokio::test]
async fn a_rule_blocks_alerts_and_times_out() {
    let bench = Bench::start().await;
    let alerts = (bench.sandbox.channel_id().get() + (1 << 22)).to_string();
    let actions = json!([
        { "type": 1, "metadata": { "custom_message": "Coffee only." } },
        { "type": 2, "metadata": { "channel_id": alerts } },
        { "type": 3, "metadata": { "duration_seconds": 60 } },
    ]);
    let rule = bench.post(&path(&bench), against_tea(&actions)).await;
    let intents = EXECUTION | MESSAGES | MESSAGE_CONTENT;
    let (mut gateway, _) = bench.identified(intents).await;
    let (mut blind, _) = bench.identified(EXECUTION).await;

    assert_eq!(
        write(&bench, LINUS, json!({ "content": "the team" }))
            .await
            .0,
        200
    );
    gateway.dispatch("MESSAGE_CREATE").await;
    let answer = write(&bench, LINUS, json!({ "content": "More Teapots" })).await;
    assert_eq!(refused(&answer), (400, 200_000));
    let words = answer.1.pointer("/errors/content/_errors/0/message");
    assert_eq!(words, Some(&json!("Coffee only.")));
    let blocked = gateway.dispatch("AUTO_MODERATION_ACTION_EXECUTION").await;
    assert_eq!(blocked["action"]["type"], 1);
    assert_eq!(blocked["rule_id"], rule["id"]);
    assert_eq!(blocked["content"], "More Teapots");
    assert_eq!(
        (&blocked["matched_keyword"], &blocked["matched_content"]),
        (&json!("tea*"), &json!("Tea"))
    );
    assert!(blocked["message_id"].is_null(), "there is no message");
    let alert = gateway.dispatch("MESSAGE_CREATE").await;
    assert_eq!(
        (&alert["type"], &alert["channel_id"]),
        (&json!(24), &json!(alerts))
    );
    assert_eq!(alert["embeds"][0]["type"], "auto_moderation_message");
    assert_eq!(alert["embeds"][0]["description"], "More Teapots");
    let told = gateway.dispatch("AUTO_MODERATION_ACTION_EXECUTION").await;
    assert_eq!(told["alert_system_message_id"], alert["id"]);
    let unread = blind.dispatch("AUTO_MODERATION_ACTION_EXECUTION").await;
    assert_eq!(unread["content"], "", "without MESSAGE_CONTENT");
    assert_eq!(unread["matched_content"], "");

    let answer = write(&bench, LINUS, json!({ "content": "sorry" })).await;
    assert_eq!(refused(&answer), (403, 50013), "he is timed out");
    bench.say("tea").await;
    let messages = format!("/channels/{}/messages", bench.channel());
    bench.post(&messages, json!({ "content": "tea" })).await;
}

#[tokio::test]
async fn exempt_places_patterns_mentions_and_repetition() {
    let bench = Bench::start().await;
    let path = path(&bench);
    let mut exempt = against_tea(&json!([{ "type": 1 }]));
    exempt["exempt_channels"] = json!([bench.channel()]);
    let made = bench.post(&path, exempt).await;
    assert_eq!(
        write(&bench, LINUS, json!({ "content": "tea" })).await.0,
        200
    );
    bench
        .call(Method::DELETE, &format!("{path}/{}", id(&made)), None)
        .await;

    let rule = |kind: u64, metadata: Value| {
        json!({
            "name": "x", "event_type": 1, "trigger_type": kind, "enabled": true,
            "trigger_metadata": metadata, "actions": [{ "type": 1 }],
        })
    };
    bench
        .post(&path, rule(1, json!({ "regex_patterns": ["b.t+er"] })))
        .await;
    bench.post(&path, rule(4, json!({ "presets": [1] }))).await;
    bench
        .post(&path, rule(5, json!({ "mention_total_limit": 1 })))
        .await;
    bench.post(&path, rule(3, json!({}))).await;
    for (content, status) in [
        ("bread and BUTTER", 400),
        ("damnation", 400),
        ("<@1>", 200),
        ("<@1> <@&2>", 400),
        ("plain", 200),
    ] {
        let (got, _) = write(&bench, LINUS, json!({ "content": content })).await;
        assert_eq!(got, status, "{content}");
    }
    for number in 0..5 {
        let (status, _) = write(&bench, LINUS, json!({ "content": "buy now" })).await;
        assert_eq!(status, if number < 4 { 200 } else { 400 });
    }
}

#[tokio::test]
async fn a_name_can_keep_a_member_from_taking_part() {
    let bench = Bench::start().await;
    let rule = json!({
        "name": "names", "event_type": 2, "trigger_type": 6, "enabled": true,
        "trigger_metadata": { "keyword_filter": ["*tea*"] }, "actions": [{ "type": 4 }],
    });
    bench.post(&path(&bench), rule).await;
    let (mut gateway, _) = bench.identified(EXECUTION).await;
    let member = format!("/guilds/{}/members/{LINUS}", bench.sandbox.guild_id());
    let named = json!({ "nick": "steamer" });
    bench.call(Method::PATCH, &member, Some(named)).await;
    let event = gateway.dispatch("AUTO_MODERATION_ACTION_EXECUTION").await;
    assert_eq!(event["action"]["type"], 4);
    let text = json!({ "content": "x" });
    assert_eq!(
        refused(&write(&bench, LINUS, text.clone()).await),
        (403, 50013)
    );
    bench
        .call(Method::PATCH, &member, Some(json!({ "nick": null })))
        .await;
    assert_eq!(write(&bench, LINUS, text).await.0, 200);
}
