//! Who may write, change, delete and pin what.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::{
        state::bits::permission::{
            ADD_REACTIONS, ATTACH_FILES, EMBED_LINKS, MENTION_EVERYONE, READ_MESSAGE_HISTORY,
            SEND_MESSAGES, SEND_POLLS, VIEW_CHANNEL,
        },
        testing::{Bench, answer},
    },
    LINUS, act, deny, id, refused, write,
};

#[tokio::test]
async fn each_part_of_a_message_needs_its_permission() {
    let bench = Bench::start().await;
    let first = id(&bench.say("first").await);
    let text = json!({ "content": "x" });
    let embed = json!({ "embeds": [{ "title": "x" }] });
    let poll = json!({
        "poll": { "question": { "text": "?" }, "answers": [{ "poll_media": { "text": "a" } }] },
    });
    let reply = json!({ "content": "x", "message_reference": { "message_id": first } });
    let spoken = json!({ "content": "x", "tts": true });
    for (bits, body, refusal) in [
        (VIEW_CHANNEL, text.clone(), (403, 50001)),
        (SEND_MESSAGES, text.clone(), (403, 50013)),
        (EMBED_LINKS, embed, (403, 50013)),
        (SEND_POLLS, poll, (403, 50013)),
        (READ_MESSAGE_HISTORY, reply, (400, 160_002)),
        // Nobody has it from the start.
        (0, spoken, (403, 50013)),
    ] {
        deny(&bench, LINUS, bits).await;
        let answer = write(&bench, LINUS, body.clone()).await;
        assert_eq!(refused(&answer), refusal, "{body}: {answer:?}");
    }
    deny(&bench, LINUS, ATTACH_FILES).await;
    let path = format!(
        "/sandbox/api/as/{LINUS}/channels/{}/messages",
        bench.channel()
    );
    let file = Form::new().part("files[0]", Part::bytes(&b"x"[..]).file_name("x.txt"));
    let (status, body) = answer(bench.at(Method::POST, &path).multipart(file)).await;
    assert_eq!((status.as_u16(), &body["code"]), (403, &json!(50013)));

    deny(&bench, LINUS, MENTION_EVERYONE).await;
    let (_, message) = write(&bench, LINUS, json!({ "content": "@everyone <@&1>" })).await;
    assert_eq!(message["mention_everyone"], false);
}

#[tokio::test]
async fn without_its_history_a_channel_is_empty() {
    let bench = Bench::start().await;
    let message = id(&bench.say("old").await);
    deny(&bench, LINUS, READ_MESSAGE_HISTORY).await;
    let path = format!("/channels/{}/messages", bench.channel());
    let (status, list) = act(&bench, LINUS, Method::GET, &path, json!({})).await;
    assert_eq!((status, list), (200, json!([])));
    let one = format!("{path}/{message}");
    let answer = act(&bench, LINUS, Method::GET, &one, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
    let reaction = format!("{one}/reactions/%F0%9F%91%8D/@me");
    let answer = act(&bench, LINUS, Method::PUT, &reaction, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
}

#[tokio::test]
async fn slow_mode_holds_people_back_and_no_bots() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}", bench.channel());
    let body = json!({ "rate_limit_per_user": 60 });
    bench.call(Method::PATCH, &path, Some(body)).await;
    let text = json!({ "content": "x" });
    assert_eq!(write(&bench, LINUS, text.clone()).await.0, 200);
    let answer = write(&bench, LINUS, text.clone()).await;
    assert_eq!(refused(&answer), (429, 20016));
    let wait = answer.1["retry_after"].as_f64().unwrap();
    assert!((59.0..=60.0).contains(&wait), "{wait}");
    let messages = format!("{path}/messages");
    for _ in 0..2 {
        bench.post(&messages, text.clone()).await;
        // Ada owns the guild.
        bench.say("x").await;
    }
    bench.sandbox.server.app.put_clock_forward(60_000);
    assert_eq!(write(&bench, LINUS, text).await.0, 200);
}

#[tokio::test]
async fn only_authors_and_moderators_change_and_delete() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1 << 2 | 1 << 9).await;
    let messages = format!("/channels/{}/messages", bench.channel());
    let hers = format!("{messages}/{}", id(&bench.say("hers").await));
    let edit = json!({ "content": "mine now" });
    let answer = act(&bench, LINUS, Method::PATCH, &hers, edit.clone()).await;
    assert_eq!(refused(&answer), (403, 50005));
    let suppress = json!({ "flags": 4 });
    let answer = act(&bench, LINUS, Method::PATCH, &hers, suppress.clone()).await;
    assert_eq!(refused(&answer), (403, 50013));
    let answer = act(&bench, LINUS, Method::DELETE, &hers, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
    let (status, _) = bench.call(Method::PATCH, &hers, Some(suppress)).await;
    assert_eq!(status, 200, "the bot may hide embeds");

    for name in ["MESSAGE_CREATE", "MESSAGE_UPDATE"] {
        gateway.dispatch(name).await;
    }
    let delete = bench
        .request(Method::DELETE, &hers)
        .header("x-audit-log-reason", "because%20so");
    assert_eq!(answer_status(delete).await, 204);
    gateway.dispatch("MESSAGE_DELETE").await;
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["action_type"], 72);
    assert_eq!(entry["target_id"], bench.ada());
    assert_eq!(entry["reason"], "because so");
    assert_eq!(entry["options"]["count"], "1");

    let (_, his) = write(&bench, LINUS, json!({ "content": "his" })).await;
    let his = format!("{messages}/{}", id(&his));
    let (status, _) = act(&bench, LINUS, Method::DELETE, &his, json!({})).await;
    assert_eq!(status, 204);
    gateway.dispatch("MESSAGE_CREATE").await;
    gateway.dispatch("MESSAGE_DELETE").await;
    let two = [id(&bench.say("a").await), id(&bench.say("b").await)];
    let bulk = format!("{messages}/bulk-delete");
    let body = json!({ "messages": two });
    let answer = act(&bench, LINUS, Method::POST, &bulk, body.clone()).await;
    assert_eq!(refused(&answer), (403, 50013));
    let twice = json!({ "messages": [two[0], two[0]] });
    let (_, answer) = bench.call(Method::POST, &bulk, Some(twice)).await;
    assert_eq!(answer["code"], 50035);
    assert_eq!(bench.call(Method::POST, &bulk, Some(body)).await.0, 204);
    for name in ["MESSAGE_CREATE", "MESSAGE_CREATE", "MESSAGE_DELETE_BULK"] {
        gateway.dispatch(name).await;
    }
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["action_type"], 73);
    assert_eq!(entry["options"]["count"], "2");
}

async fn answer_status(request: reqwest::RequestBuilder) -> u16 {
    answer(request).await.0.as_u16()
}

#[tokio::test]
async fn pins_need_their_permission_and_a_written_message() {
    let bench = Bench::start().await;
    let channel = format!("/channels/{}", bench.channel());
    let message = id(&bench.say("x").await);
    for route in ["messages/pins", "pins"] {
        let path = format!("{channel}/{route}/{message}");
        let answer = act(&bench, LINUS, Method::PUT, &path, json!({})).await;
        assert_eq!(refused(&answer), (403, 50013));
        assert_eq!(bench.call(Method::PUT, &path, None).await.0, 204);
        assert_eq!(bench.call(Method::DELETE, &path, None).await.0, 204);
    }
    let newest = bench.get(&format!("{channel}/messages?limit=1")).await;
    assert_eq!(newest[0]["type"], 6);
    let system = format!("{channel}/messages/pins/{}", id(&newest[0]));
    let (status, answer) = bench.call(Method::PUT, &system, None).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50021)));
    let reply = json!({ "content": "x", "message_reference": { "message_id": newest[0]["id"] } });
    let (status, _) = write(&bench, LINUS, reply).await;
    assert_eq!(status, 400, "nobody replies to a system message");
}

#[tokio::test]
async fn a_first_reaction_needs_a_permission_and_a_further_one_none() {
    let bench = Bench::start().await;
    let message = id(&bench.say("x").await);
    let one = format!("/channels/{}/messages/{message}", bench.channel());
    deny(&bench, LINUS, ADD_REACTIONS).await;
    let thumb = format!("{one}/reactions/%F0%9F%91%8D");
    let own = format!("{thumb}/@me");
    let answer = act(&bench, LINUS, Method::PUT, &own, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
    bench.call(Method::PUT, &own, None).await;
    assert_eq!(
        act(&bench, LINUS, Method::PUT, &own, json!({})).await.0,
        204
    );
    let bots = format!("{thumb}/{}", bench.sandbox.application_id());
    let answer = act(&bench, LINUS, Method::DELETE, &bots, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
    let answer = act(&bench, LINUS, Method::DELETE, &thumb, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
    let bursts = bench.get(&format!("{thumb}?type=1")).await;
    assert_eq!(bursts, json!([]));
    let (_, answer) = bench
        .call(Method::PUT, &format!("{one}/reactions/x:1/@me"), None)
        .await;
    assert_eq!(answer["code"], 10014, "nobody has this emoji");
}

#[tokio::test]
async fn a_voice_message_is_one_sound_and_nothing_else() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let send = async |payload: Value, filename: &'static str| {
        let form = Form::new()
            .text("payload_json", payload.to_string())
            .part("files[0]", Part::bytes(&b"x"[..]).file_name(filename));
        answer(bench.request(Method::POST, &path).multipart(form))
            .await
            .1
    };
    let shape = json!([{ "id": 0, "duration_secs": 1.5, "waveform": "AAAA" }]);
    let voice = json!({ "flags": 1 << 13, "attachments": shape });
    let mut more = voice.clone();
    more["content"] = "x".into();
    assert_eq!(send(more, "x.ogg").await["code"], 50159);
    assert_eq!(send(voice.clone(), "x.png").await["code"], 50160);
    let shapeless = json!({ "flags": 1 << 13 });
    assert_eq!(send(shapeless, "x.ogg").await["code"], 50161);
    let message = send(voice, "x.ogg").await;
    assert_eq!(message["attachments"][0]["duration_secs"], 1.5);
    let one = format!("{path}/{}", id(&message));
    let edit = json!({ "content": "x" });
    let (_, answer) = bench.call(Method::PATCH, &one, Some(edit)).await;
    assert_eq!(answer["code"], 50162);
}

#[tokio::test]
async fn what_goes_with_components_v2_and_what_does_not() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let parts = json!([{ "type": 10, "content": "x" }]);
    let mixed = json!({ "flags": 1 << 15, "components": parts, "content": "x" });
    let (_, answer) = bench.call(Method::POST, &path, Some(mixed)).await;
    assert_eq!(answer["code"], 50035);
    let old = bench.post(&path, json!({ "content": "x" })).await;
    let one = format!("{path}/{}", id(&old));
    let switched = json!({ "flags": 1 << 15, "components": parts });
    let (status, _) = bench
        .call(Method::PATCH, &one, Some(switched.clone()))
        .await;
    assert_eq!(status, 400, "the content must go first");
    let mut cleared = switched;
    cleared["content"] = Value::Null;
    let (status, _) = bench.call(Method::PATCH, &one, Some(cleared)).await;
    assert_eq!(status, 200);
    let back = json!({ "flags": 0 });
    let (_, message) = bench.call(Method::PATCH, &one, Some(back)).await;
    assert_eq!(message["flags"], 1 << 15, "there is no way back");
}

#[tokio::test]
async fn themes_are_shared_and_stickers_cannot_be_changed() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let theme = json!({
        "colors": ["5865F2"], "gradient_angle": 0, "base_mix": 58, "base_theme": 1,
    });
    let message = bench
        .post(&path, json!({ "shared_client_theme": theme }))
        .await;
    assert_eq!(message["shared_client_theme"], theme);
    let wrong = json!({ "shared_client_theme": { "colors": ["red"] } });
    let (_, answer) = bench.call(Method::POST, &path, Some(wrong)).await;
    let errors = &answer["errors"]["shared_client_theme"];
    assert!(errors["colors"]["0"].is_object(), "{answer}");
    assert!(errors["base_mix"].is_object(), "{answer}");
    let one = format!("{path}/{}", id(&message));
    let edit = json!({ "sticker_ids": ["1"] });
    let (_, answer) = bench.call(Method::PATCH, &one, Some(edit)).await;
    assert_eq!(answer["code"], 50080);
}

#[tokio::test]
async fn a_forward_needs_what_it_forwards_to_be_readable() {
    let bench = Bench::start().await;
    let message = id(&bench.say("secret").await);
    let other = (bench.sandbox.channel_id().get() + (1 << 22)).to_string();
    let path = format!("/channels/{other}/messages");
    let forward = json!({
        "message_reference": {
            "type": 1, "message_id": message, "channel_id": bench.channel(),
        },
    });
    for bits in [READ_MESSAGE_HISTORY, VIEW_CHANNEL] {
        deny(&bench, LINUS, bits).await;
        let answer = act(&bench, LINUS, Method::POST, &path, forward.clone()).await;
        assert_eq!(refused(&answer), (400, 160_014));
    }
    deny(&bench, LINUS, 0).await;
    let (status, copy) = act(&bench, LINUS, Method::POST, &path, forward).await;
    assert_eq!(status, 200);
    let snapshot = &copy["message_snapshots"][0]["message"];
    assert_eq!(snapshot["content"], "secret");
}
