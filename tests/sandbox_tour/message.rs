//! Messages of all sorts, their reactions, pins and polls.

use asyncord_tests::tour::{Tour, id_of};
use reqwest::multipart::Part;
use serde_json::{Value, json};

use super::{channel::PICTURE, component};

pub(crate) async fn walk(tour: &mut Tour) {
    plain(tour).await;
    full(tour).await;
    forward(tour).await;
    files(tour).await;
    component::walk(tour).await;
    reactions(tour).await;
    pins(tour).await;
    polls(tour).await;
    bulk_delete(tour).await;
    search(tour).await;
}

fn messages(tour: &Tour) -> String {
    format!("/channels/{}/messages", tour.channel())
}

/// Sends a message, and gives the path of it.
async fn sent(tour: &mut Tour, body: Value) -> String {
    let messages = messages(tour);
    let message = tour.bot("POST", &messages, body).await;
    tour.event("MESSAGE_CREATE").await;
    format!("{messages}/{}", id_of(&message))
}

async fn plain(tour: &mut Tour) {
    let messages = messages(tour);
    let one = sent(tour, json!({ "content": "hi" })).await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("PATCH", &one, json!({ "content": "ho" })).await;
    tour.event("MESSAGE_UPDATE").await;
    tour.bot("GET", &messages, Value::Null).await;
    tour.bot("GET", &format!("{messages}?around=1&limit=5"), Value::Null)
        .await;
    tour.refused("GET", &format!("{messages}/1"), Value::Null, 10008)
        .await;
    tour.refused("POST", &messages, json!({ "content": "" }), 50006)
        .await;
    tour.refused(
        "POST",
        &messages,
        json!({ "content": "a".repeat(2001) }),
        50035,
    )
    .await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("MESSAGE_DELETE").await;
}

async fn full(tour: &mut Tour) {
    let (messages, ada, guild) = (messages(tour), tour.ada(), tour.guild());
    let asked = tour
        .person(&ada, "POST", &messages, json!({ "content": "hello?" }))
        .await;
    tour.event("MESSAGE_CREATE").await;
    let embed = json!({
        "title": "Report", "type": "rich", "description": "All of it", "url": "https://example.com/",
        "timestamp": "2026-01-02T03:04:05+00:00", "color": 0x00_ff_00,
        "footer": { "text": "end", "icon_url": "https://example.com/icon.png" },
        "image": { "url": "https://example.com/image.png" },
        "thumbnail": { "url": "https://example.com/small.png" },
        "author": { "name": "Ada", "url": "https://example.com/ada" },
        "fields": [{ "name": "a", "value": "b", "inline": true }],
    });
    let body = json!({
        "content": format!("<@{ada}> <#{}> <@&{guild}>", tour.channel()),
        "nonce": "1", "enforce_nonce": true, "tts": true, "embeds": [embed],
        "allowed_mentions": { "parse": [], "users": [ada], "replied_user": true },
        "message_reference": { "message_id": id_of(&asked), "fail_if_not_exists": true },
        "flags": 1 << 12,
    });
    let one = sent(tour, body).await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot(
        "PATCH",
        &one,
        json!({ "flags": 4, "content": null, "embeds": [{ "title": "t" }] }),
    )
    .await;
    tour.event("MESSAGE_UPDATE").await;
    let theirs = format!("{messages}/{}", id_of(&asked));
    tour.refused("PATCH", &theirs, json!({ "content": "mine" }), 50005)
        .await;
}

async fn forward(tour: &mut Tour) {
    let body = json!({ "content": "far", "embeds": [{ "title": "t" }] });
    let one = sent(tour, body).await;
    let id = one.rsplit('/').next().unwrap_or_default();
    let reference = json!({ "type": 1, "channel_id": tour.channel(), "message_id": id });
    let forward = sent(tour, json!({ "message_reference": reference })).await;
    tour.bot("GET", &forward, Value::Null).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.bot("GET", &forward, Value::Null).await;
}

async fn files(tour: &mut Tour) {
    let messages = messages(tour);
    let payload = json!({
        "content": "see", "embeds": [{ "image": { "url": "attachment://a.txt" } }],
        "attachments": [
            { "id": "0", "description": "text", "filename": "a.txt" },
            { "id": 1, "title": "Letters" },
        ],
    });
    let file = |name: &'static str| Part::text("text").file_name(name);
    let parts = vec![("files[0]", file("a.txt")), ("files[1]", file("b.txt"))];
    let message = tour.upload("POST", &messages, payload, parts).await;
    tour.event("MESSAGE_CREATE").await;
    let one = format!("{messages}/{}", id_of(&message));
    let kept = id_of(&message["attachments"][0]);
    let payload = json!({ "embeds": [], "attachments": [{ "id": kept }, { "id": "0" }] });
    tour.upload("PATCH", &one, payload, vec![("files[0]", file("c.txt"))])
        .await;
    tour.event("MESSAGE_UPDATE").await;
    tour.bot("PATCH", &one, json!({ "attachments": [] })).await;
}

async fn reactions(tour: &mut Tour) {
    let ada = tour.ada();
    let one = sent(tour, json!({ "content": "like it" })).await;
    let thumb = format!("{one}/reactions/%F0%9F%91%8D");
    tour.bot("PUT", &format!("{thumb}/@me"), Value::Null).await;
    tour.event("MESSAGE_REACTION_ADD").await;
    tour.person(&ada, "PUT", &format!("{thumb}/@me"), Value::Null)
        .await;
    tour.event("MESSAGE_REACTION_ADD").await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("GET", &thumb, Value::Null).await;
    tour.bot(
        "GET",
        &format!("{thumb}?limit=1&after=1&type=0"),
        Value::Null,
    )
    .await;
    tour.bot("DELETE", &format!("{thumb}/@me"), Value::Null)
        .await;
    tour.event("MESSAGE_REACTION_REMOVE").await;
    tour.bot("DELETE", &format!("{thumb}/{ada}"), Value::Null)
        .await;
    tour.event("MESSAGE_REACTION_REMOVE").await;
    tour.bot("PUT", &format!("{thumb}/@me"), Value::Null).await;
    tour.bot("DELETE", &thumb, Value::Null).await;
    tour.event("MESSAGE_REACTION_REMOVE_EMOJI").await;
    tour.bot("PUT", &format!("{thumb}/@me"), Value::Null).await;
    tour.bot("DELETE", &format!("{one}/reactions"), Value::Null)
        .await;
    tour.event("MESSAGE_REACTION_REMOVE_ALL").await;
    let emojis = format!("/guilds/{}/emojis", tour.guild());
    let body = json!({ "name": "crab", "image": PICTURE });
    let emoji = tour.bot("POST", &emojis, body).await;
    let crab = format!("{one}/reactions/crab%3A{}", id_of(&emoji));
    tour.bot("PUT", &format!("{crab}/@me"), Value::Null).await;
    tour.event("MESSAGE_REACTION_ADD").await;
    tour.bot("GET", &crab, Value::Null).await;
    tour.bot("GET", &one, Value::Null).await;
    let nonsense = format!("{one}/reactions/nonsense/@me");
    tour.refused("PUT", &nonsense, Value::Null, 10014).await;
}

async fn pins(tour: &mut Tour) {
    let one = sent(tour, json!({ "content": "keep" })).await;
    let id = one.rsplit('/').next().unwrap_or_default();
    let channel = format!("/channels/{}", tour.channel());
    for pins in [
        format!("{channel}/messages/pins"),
        format!("{channel}/pins"),
    ] {
        tour.bot("PUT", &format!("{pins}/{id}"), Value::Null).await;
        tour.event("CHANNEL_PINS_UPDATE").await;
        tour.bot("GET", &pins, Value::Null).await;
        tour.bot("DELETE", &format!("{pins}/{id}"), Value::Null)
            .await;
        tour.event("CHANNEL_PINS_UPDATE").await;
        tour.refused("PUT", &format!("{pins}/1"), Value::Null, 10008)
            .await;
    }
    tour.bot("GET", &messages(tour), Value::Null).await;
}

async fn polls(tour: &mut Tour) {
    let ada = tour.ada();
    let poll = json!({
        "question": { "text": "Tea?" },
        "answers": [
            { "poll_media": { "text": "yes", "emoji": { "name": "🍵" } } },
            { "poll_media": { "text": "no" } },
        ],
        "duration": 2, "allow_multiselect": true, "layout_type": 1,
    });
    let one = sent(tour, json!({ "poll": poll })).await;
    let poll = one.replace("/messages/", "/polls/");
    let votes = format!("{poll}/votes");
    tour.person(&ada, "PUT", &votes, json!({ "answer_ids": [1, 2] }))
        .await;
    tour.event("MESSAGE_POLL_VOTE_ADD").await;
    tour.person(&ada, "PUT", &votes, json!({ "answer_ids": [1] }))
        .await;
    tour.event("MESSAGE_POLL_VOTE_REMOVE").await;
    tour.bot("GET", &format!("{poll}/answers/1"), Value::Null)
        .await;
    tour.bot(
        "GET",
        &format!("{poll}/answers/1?limit=5&after=1"),
        Value::Null,
    )
    .await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot("POST", &format!("{poll}/expire"), Value::Null)
        .await;
    tour.event("MESSAGE_UPDATE").await;
    tour.refused("POST", &format!("{poll}/expire"), Value::Null, 520_001)
        .await;
    tour.bot("GET", &messages(tour), Value::Null).await;
}

async fn bulk_delete(tour: &mut Tour) {
    let mut ids = Vec::new();
    for content in ["one", "two"] {
        let one = sent(tour, json!({ "content": content })).await;
        ids.push(one.rsplit('/').next().unwrap_or_default().to_owned());
    }
    let path = format!("{}/bulk-delete", messages(tour));
    tour.bot("POST", &path, json!({ "messages": ids })).await;
    tour.event("MESSAGE_DELETE_BULK").await;
    tour.refused("POST", &path, json!({ "messages": ["1"] }), 50016)
        .await;
}

async fn search(tour: &mut Tour) {
    let search = format!("/guilds/{}/messages/search", tour.guild());
    tour.bot("GET", &search, Value::Null).await;
    sent(
        tour,
        json!({ "content": "look for this", "embeds": [{ "title": "t" }] }),
    )
    .await;
    let full = format!("{search}?content=look&has=embed&sort_by=timestamp&sort_order=asc&limit=2");
    tour.bot("GET", &full, Value::Null).await;
}
