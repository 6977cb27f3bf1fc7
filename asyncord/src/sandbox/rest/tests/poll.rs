//! Polls: made, voted in, ended.

use reqwest::Method;
use serde_json::{Value, json};

use super::{super::super::testing::Bench, LINUS, act, id, refused};

const POLLS: u64 = 1 << 9 | 1 << 15 | 1 << 24;

fn poll(multiselect: bool) -> Value {
    json!({
        "poll": {
            "question": { "text": "Tea?" },
            "answers": [
                { "poll_media": { "text": "yes", "emoji": { "name": "🍵" } } },
                { "poll_media": { "text": "no" } },
            ],
            "allow_multiselect": multiselect,
            "duration": 2,
        },
    })
}

#[tokio::test]
async fn people_vote_and_the_poll_ends_by_itself() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(POLLS).await;
    let channel = format!("/channels/{}", bench.channel());
    let message = bench
        .post(&format!("{channel}/messages"), poll(false))
        .await;
    assert_eq!(message["poll"]["answers"][1]["answer_id"], 2);
    assert_eq!(
        message["poll"]["answers"][0]["poll_media"]["emoji"]["name"],
        "🍵"
    );
    assert_eq!(message["poll"]["results"]["is_finalized"], false);
    gateway.dispatch("MESSAGE_CREATE").await;
    let one = format!("{channel}/polls/{}", id(&message));
    let votes = format!("{one}/votes");
    let vote = async |answers: Value| {
        let body = json!({ "answer_ids": answers });
        act(&bench, LINUS, Method::PUT, &votes, body).await
    };
    assert_eq!(refused(&vote(json!([3])).await), (400, 50035));
    assert_eq!(refused(&vote(json!([1, 2])).await), (400, 50035));
    assert_eq!(vote(json!([1])).await.0, 204);
    let added = gateway.dispatch("MESSAGE_POLL_VOTE_ADD").await;
    assert_eq!(
        (&added["answer_id"], &added["user_id"]),
        (&json!(1), &json!(LINUS))
    );
    assert_eq!(vote(json!(["2"])).await.0, 204);
    let removed = gateway.dispatch("MESSAGE_POLL_VOTE_REMOVE").await;
    assert_eq!(removed["answer_id"], 1);
    gateway.dispatch("MESSAGE_POLL_VOTE_ADD").await;

    let given = bench.get(&format!("{one}/answers/2")).await;
    assert_eq!(given["users"][0]["username"], "linus");
    let given = bench.get(&format!("{one}/answers/2?after={LINUS}")).await;
    assert_eq!(given["users"], json!([]));
    let (status, _) = bench
        .call(Method::GET, &format!("{one}/answers/3"), None)
        .await;
    assert_eq!(status, 400);

    let answer = act(
        &bench,
        LINUS,
        Method::POST,
        &format!("{one}/expire"),
        json!({}),
    )
    .await;
    assert_eq!(refused(&answer), (403, 50005), "it is not his");
    bench
        .sandbox
        .server
        .app
        .put_clock_forward(2 * 60 * 60 * 1000);
    let update = gateway.dispatch("MESSAGE_UPDATE").await;
    assert_eq!(update["poll"]["results"]["is_finalized"], true);
    let result = gateway.dispatch("MESSAGE_CREATE").await;
    assert_eq!(result["type"], 46);
    assert_eq!(result["message_reference"]["message_id"], message["id"]);
    let embed = &result["embeds"][0];
    assert_eq!(embed["type"], "poll_result");
    let field = |name: &str| {
        let mut fields = embed["fields"].as_array().unwrap().iter();
        let field = fields.find(|field| field["name"] == name);
        field.map(|field| field["value"].clone())
    };
    assert_eq!(field("poll_question_text"), Some(json!("Tea?")));
    assert_eq!(field("victor_answer_text"), Some(json!("no")));
    assert_eq!(field("victor_answer_id"), Some(json!("2")));
    assert_eq!(field("total_votes"), Some(json!("1")));
    assert_eq!(refused(&vote(json!([1])).await), (403, 520_001));
}

#[tokio::test]
async fn an_author_ends_a_poll_and_nobody_edits_it() {
    let bench = Bench::start().await;
    let channel = format!("/channels/{}", bench.channel());
    let messages = format!("{channel}/messages");
    let message = bench.post(&messages, poll(true)).await;
    let votes = format!("{channel}/polls/{}/votes", id(&message));
    let both = json!({ "answer_ids": [1, 2] });
    assert_eq!(act(&bench, LINUS, Method::PUT, &votes, both).await.0, 204);
    let edit = json!({ "content": "x" });
    let one = format!("{messages}/{}", id(&message));
    let (_, answer) = bench.call(Method::PATCH, &one, Some(edit)).await;
    assert_eq!(answer["code"], 520_003);
    let expire = format!("{channel}/polls/{}/expire", id(&message));
    let ended = bench.post(&expire, json!({})).await;
    assert_eq!(ended["poll"]["results"]["is_finalized"], true);
    assert_eq!(ended["poll"]["results"]["answer_counts"][1]["count"], 1);
    let (_, answer) = bench.call(Method::POST, &expire, None).await;
    assert_eq!(answer["code"], 520_001);
    let text = bench.post(&messages, json!({ "content": "x" })).await;
    let expire = format!("{channel}/polls/{}/expire", id(&text));
    let (_, answer) = bench.call(Method::POST, &expire, None).await;
    assert_eq!(answer["code"], 520_006);
}

#[tokio::test]
async fn a_poll_has_limits() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    for (place, value) in [
        ("/poll/question/text", json!("x".repeat(301))),
        ("/poll/answers/0/poll_media/text", json!("x".repeat(56))),
        ("/poll/answers", json!([])),
        ("/poll/duration", json!(769)),
        ("/poll/answers/1/poll_media/emoji", json!({})),
    ] {
        let mut body = poll(false);
        let at = place.rsplit_once('/').unwrap();
        body.pointer_mut(at.0).unwrap()[at.1] = value;
        let (_, answer) = bench.call(Method::POST, &path, Some(body)).await;
        let errors = answer.pointer(&format!("/errors{place}"));
        assert!(errors.is_some(), "{place}: {answer}");
    }
}
