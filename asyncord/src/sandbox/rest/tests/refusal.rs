//! Refusals that no other test meets, each with its number.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::{
        state::bits::permission::{SEND_VOICE_MESSAGES, USE_EXTERNAL_STICKERS},
        testing::{Bench, answer},
    },
    LINUS, act, deny, id, refused, write,
};

/// What the bot is refused with.
async fn told(bench: &Bench, method: Method, path: &str, body: Value) -> (u16, u64) {
    let (status, answer) = bench.call(method, path, Some(body)).await;
    refused(&(status.as_u16(), answer))
}

#[tokio::test]
async fn unknown_things_have_their_numbers() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let own = format!("/applications/{}", bench.sandbox.application_id());
    let in_guild = |path: &str| format!("{guild}/{path}");
    for (path, code) in [
        ("/invites/x".to_owned(), 10006),
        ("/webhooks/1".to_owned(), 10015),
        (in_guild("bans/1"), 10026),
        (format!("{own}/entitlements/1"), 10029),
        ("/lobbies/1".to_owned(), 10031),
        ("/guilds/templates/x".to_owned(), 10057),
        ("/stickers/1".to_owned(), 10060),
        (in_guild("stickers/1"), 10060),
        ("/sticker-packs/1".to_owned(), 10061),
        (format!("{own}/commands/1"), 10063),
        (in_guild("voice-states/@me"), 10065),
        (in_guild("welcome-screen"), 10069),
        (in_guild("scheduled-events/1"), 10070),
        (in_guild("soundboard-sounds/1"), 10097),
    ] {
        let (status, answer) = bench.call(Method::GET, &path, None).await;
        assert_eq!(
            (status.as_u16(), &answer["code"]),
            (404, &json!(code)),
            "{path}: {answer}"
        );
    }
    let path = in_guild("requests/1");
    let body = json!({ "action": "APPROVED" });
    let (status, answer) = bench.call(Method::PATCH, &path, Some(body)).await;
    let expected = json!({ "code": 0, "message": "Unknown join request" });
    assert_eq!((status.as_u16(), answer), (404, expected));
    let rule = in_guild("auto-moderation/rules/1");
    let (_, answer) = bench.call(Method::GET, &rule, None).await;
    assert_eq!(answer, json!({ "code": 0, "message": "404: Not Found" }));
}

#[tokio::test]
async fn forums_take_posts_and_no_messages() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let tags = json!([{ "name": "solved", "moderated": true }]);
    let body = json!({ "name": "f", "type": 15, "flags": 1 << 4, "available_tags": tags });
    let forum = id(&bench.post(&guild, body).await);
    let messages = format!("/channels/{forum}/messages");
    let text = json!({ "content": "x" });
    let answer = told(&bench, Method::POST, &messages, text.clone()).await;
    assert_eq!(answer, (400, 40058));
    let posts = format!("/channels/{forum}/threads");
    let post = |tags: Value| json!({ "name": "p", "applied_tags": tags, "message": text });
    let answer = act(&bench, LINUS, Method::POST, &posts, post(json!([]))).await;
    assert_eq!(refused(&answer), (400, 40066), "moderators set all tags");
    let answer = told(&bench, Method::POST, &posts, post(json!(["1"]))).await;
    assert_eq!(answer, (404, 10087));
    let hooks = format!("/channels/{forum}/webhooks");
    let hook = bench.post(&hooks, json!({ "name": "h" })).await;
    let token = hook["token"].as_str().unwrap();
    let slack = format!("/webhooks/{}/{token}/slack", id(&hook));
    let answer = told(&bench, Method::POST, &slack, json!({ "text": "x" })).await;
    assert_eq!(answer, (400, 220_004));
}

#[tokio::test]
async fn what_is_no_plain_message_is_neither_forwarded_nor_published() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}/channels", bench.sandbox.guild_id());
    let news = bench.post(&guild, json!({ "name": "n", "type": 5 })).await;
    let channel = id(&news);
    let messages = format!("/channels/{channel}/messages");
    let message = id(&bench.post(&messages, json!({ "content": "x" })).await);
    let publish = |message: &str| format!("{messages}/{message}/crosspost");
    bench.post(&publish(&message), json!({})).await;
    let again = told(&bench, Method::POST, &publish(&message), json!({})).await;
    assert_eq!(again, (400, 40033));
    let pin = format!("{messages}/pins/{message}");
    bench.call(Method::PUT, &pin, None).await;
    let system = id(&bench.get(&messages).await[0]);
    let answer = told(&bench, Method::POST, &publish(&system), json!({})).await;
    assert_eq!(answer, (400, 50068));
    let reference = json!({ "type": 1, "message_id": system, "channel_id": channel });
    let forward = json!({ "message_reference": reference });
    let answer = told(&bench, Method::POST, &messages, forward).await;
    assert_eq!(answer, (400, 50068));
}

#[tokio::test]
async fn channels_that_are_not_for_it_refuse() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let body = json!({ "recipient_id": bench.ada() });
    let direct = bench.post("/users/@me/channels", body).await;
    let invites = format!("/channels/{}/invites", id(&direct));
    let answer = told(&bench, Method::POST, &invites, json!({})).await;
    assert_eq!(answer, (403, 50003));
    let community = json!({
        "features": ["COMMUNITY"],
        "verification_level": 1,
        "explicit_content_filter": 2,
        "rules_channel_id": bench.channel(),
        "public_updates_channel_id": bench.channel(),
    });
    let (status, answer) = bench.call(Method::PATCH, &guild, Some(community)).await;
    assert_eq!(status, 200, "{answer}");
    let path = format!("/channels/{}", bench.channel());
    let answer = told(&bench, Method::DELETE, &path, json!({})).await;
    assert_eq!(answer, (400, 50074));
}

#[tokio::test]
async fn a_group_of_skus_is_not_for_sale() {
    let bench = Bench::start().await;
    let own = format!("/applications/{}", bench.sandbox.application_id());
    let body = json!({ "name": "Gold", "type": 5 });
    bench
        .drive(Method::POST, &format!("{own}/skus"), body)
        .await;
    let skus = bench.get(&format!("{own}/skus")).await;
    assert_eq!(skus[1]["type"], 6);
    let body = json!({ "sku_id": skus[1]["id"], "owner_id": bench.ada(), "owner_type": 2 });
    let path = format!("{own}/entitlements");
    let answer = told(&bench, Method::POST, &path, body).await;
    assert_eq!(answer, (400, 50057));
}

#[tokio::test]
async fn permissions_of_single_parts_have_numbers_of_their_own() {
    let bench = Bench::start().await;
    let as_linus = |path: &str| format!("/sandbox/api/as/{LINUS}{path}");
    let form = |payload: Value, name: &'static str, bytes: &'static [u8]| {
        let form = payload.as_object().unwrap().iter();
        let form = form.fold(Form::new(), |form, (key, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            form.text(key.clone(), text)
        });
        form.part(name, Part::bytes(bytes).file_name("x.ogg"))
    };
    deny(&bench, LINUS, SEND_VOICE_MESSAGES).await;
    let shape = json!([{ "id": 0, "duration_secs": 1.5, "waveform": "AAAA" }]);
    let payload = json!({ "flags": 1 << 13, "attachments": shape }).to_string();
    let voice = form(json!({ "payload_json": payload }), "files[0]", b"x");
    let path = as_linus(&format!("/channels/{}/messages", bench.channel()));
    let (status, body) = answer(bench.at(Method::POST, &path).multipart(voice)).await;
    assert_eq!((status.as_u16(), &body["code"]), (403, &json!(50173)));

    let body = json!({ "name": "second", "owner_id": LINUS });
    let second = bench.drive(Method::POST, "/guilds", body).await;
    let said = json!({ "name": "crab", "tags": "crab", "description": "" });
    let sticker = form(said, "file", b"\x89PNG\r\n\x1a\n");
    let path = as_linus(&format!("/guilds/{}/stickers", id(&second)));
    let (status, sticker) = answer(bench.at(Method::POST, &path).multipart(sticker)).await;
    assert_eq!(status, 201, "{sticker}");
    let sent = json!({ "sticker_ids": [sticker["id"]] });
    deny(&bench, LINUS, 0).await;
    assert_eq!(write(&bench, LINUS, sent.clone()).await.0, 200);
    deny(&bench, LINUS, USE_EXTERNAL_STICKERS).await;
    let answer = write(&bench, LINUS, sent).await;
    assert_eq!(refused(&answer), (403, 50600));
}

#[tokio::test]
async fn who_cannot_hear_plays_no_sounds() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let channels = bench.get(&format!("{guild}/channels")).await;
    let mut channels = channels.as_array().unwrap().iter();
    let lounge = channels.find(|channel| channel["type"] == 2).unwrap();
    let body = json!({ "channel_id": lounge["id"], "self_deaf": true });
    let path = format!("/as/{LINUS}{guild}/voice");
    bench.drive(Method::PUT, &path, body).await;
    let play = format!("/channels/{}/send-soundboard-sound", id(lounge));
    let body = json!({ "sound_id": "1" });
    let answer = act(&bench, LINUS, Method::POST, &play, body).await;
    assert_eq!(refused(&answer), (400, 50167));
}
