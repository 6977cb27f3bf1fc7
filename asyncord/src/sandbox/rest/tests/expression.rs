//! Emojis, stickers, and the CDN that serves them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::testing::{Bench, answer},
    LINUS, act, id, refused, write,
};

const PIXELS: &[u8] = b"\x89PNG\r\n\x1a\nnot really";

fn image() -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(PIXELS))
}

#[tokio::test]
async fn a_guilds_emojis_are_made_used_and_deleted() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1 << 3 | 1 << 2).await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let emojis = format!("{guild}/emojis");
    let body = json!({ "name": "crab", "image": image() });
    let answer = act(&bench, LINUS, Method::POST, &emojis, body.clone()).await;
    assert_eq!(refused(&answer), (403, 50013));
    let (status, emoji) = bench.call(Method::POST, &emojis, Some(body)).await;
    assert_eq!(status, 201, "{emoji}");
    assert_eq!(emoji["user"]["username"], "asyncord");
    let update = gateway.dispatch("GUILD_EMOJIS_UPDATE").await;
    assert_eq!(update["emojis"][0]["name"], "crab");
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["action_type"], 60);

    let (_, seen) = act(&bench, LINUS, Method::GET, &emojis, json!({})).await;
    assert!(seen[0]["user"].is_null(), "he may not know who made it");
    assert_eq!(bench.get(&guild).await["emojis"][0]["name"], "crab");

    let message = id(&bench.say("x").await);
    let one = format!("/channels/{}/messages/{message}", bench.channel());
    let reaction = format!("{one}/reactions/crab:{}/@me", id(&emoji));
    let (status, _) = act(&bench, LINUS, Method::PUT, &reaction, json!({})).await;
    assert_eq!(status, 204);
    let shown = bench.get(&one).await["reactions"][0]["emoji"].clone();
    assert_eq!(shown, json!({ "id": emoji["id"], "name": "crab" }));

    let path = format!("{emojis}/{}", id(&emoji));
    let renamed = json!({ "name": "ferris", "roles": null });
    let (_, changed) = bench.call(Method::PATCH, &path, Some(renamed)).await;
    assert_eq!(changed["name"], "ferris");
    let answer = act(&bench, LINUS, Method::DELETE, &path, json!({})).await;
    assert_eq!(refused(&answer), (403, 50013));
    assert_eq!(bench.call(Method::DELETE, &path, None).await.0, 204);
    let (_, answer) = bench.call(Method::GET, &path, None).await;
    assert_eq!(answer["code"], 10014);
}

#[tokio::test]
async fn emojis_have_limits() {
    let bench = Bench::start().await;
    let emojis = format!("/guilds/{}/emojis", bench.sandbox.guild_id());
    let large = format!(
        "data:image/png;base64,{}",
        STANDARD.encode(vec![0; 256 * 1024 + 1])
    );
    for (body, place) in [
        (json!({ "image": image() }), "name"),
        (json!({ "name": "a b", "image": image() }), "name"),
        (json!({ "name": "crab", "image": "crab.png" }), "image"),
        (json!({ "name": "crab", "image": large }), "image"),
    ] {
        let (_, answer) = bench.call(Method::POST, &emojis, Some(body)).await;
        assert!(answer["errors"][place].is_object(), "{answer}");
    }
    let body = json!({ "name": "crab", "image": image() });
    for _ in 0..250 {
        bench.post(&emojis, body.clone()).await;
    }
    let (_, answer) = bench.call(Method::POST, &emojis, Some(body)).await;
    assert_eq!(answer["code"], 30008);
}

#[tokio::test]
async fn an_application_has_emojis_of_its_own() {
    let bench = Bench::start().await;
    let own = format!("/applications/{}/emojis", bench.sandbox.application_id());
    let body = json!({ "name": "crab", "image": image() });
    let (status, emoji) = bench.call(Method::POST, &own, Some(body.clone())).await;
    assert_eq!(status, 201);
    let path = format!("{own}/{}", id(&emoji));
    let renamed = json!({ "name": "ferris" });
    let (_, changed) = bench.call(Method::PATCH, &path, Some(renamed)).await;
    assert_eq!(bench.get(&own).await["items"][0], changed);
    assert_eq!(bench.call(Method::DELETE, &path, None).await.0, 204);
    let (_, answer) = bench.call(Method::GET, &path, None).await;
    assert_eq!(answer["code"], 10014);
    let other = bench.sandbox.create_application("other");
    let path = format!("/applications/{}/emojis", other.id);
    let (_, answer) = bench.call(Method::POST, &path, Some(body)).await;
    assert_eq!(answer["code"], 10002);
}

/// The form of a new sticker.
fn sticker(name: &'static str, file: &'static [u8]) -> Form {
    Form::new()
        .text("name", name)
        .text("tags", "crab")
        .text("description", "")
        .part("file", Part::bytes(file).file_name("crab.png"))
}

#[tokio::test]
async fn stickers_are_uploaded_sent_and_deleted() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(1 << 3).await;
    let stickers = format!("/guilds/{}/stickers", bench.sandbox.guild_id());
    let upload = async |form: Form| {
        let (status, body) = answer(bench.request(Method::POST, &stickers).multipart(form)).await;
        (status.as_u16(), body)
    };
    let wrong = upload(sticker("crab", b"no picture")).await;
    assert_eq!(refused(&wrong), (400, 50046));
    let wrong = upload(sticker("crab", b"{\"x\":1}")).await;
    assert_eq!(refused(&wrong), (400, 170_001));
    let wrong = upload(sticker("c", PIXELS)).await;
    assert_eq!(refused(&wrong), (400, 50035));
    let (status, made) = upload(sticker("crab", PIXELS)).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(
        (&made["format_type"], &made["type"]),
        (&json!(1), &json!(2))
    );
    let update = gateway.dispatch("GUILD_STICKERS_UPDATE").await;
    assert_eq!(update["stickers"][0]["name"], "crab");
    assert_eq!(
        bench.get(&format!("/stickers/{}", id(&made))).await["name"],
        "crab"
    );

    let (_, sent) = write(&bench, LINUS, json!({ "sticker_ids": [made["id"]] })).await;
    let item = json!([{ "id": made["id"], "name": "crab", "format_type": 1 }]);
    assert_eq!(sent["sticker_items"], item);
    let answer = write(&bench, LINUS, json!({ "sticker_ids": ["1"] })).await;
    assert_eq!(refused(&answer), (400, 50081));

    let path = format!("{stickers}/{}", id(&made));
    let renamed = json!({ "name": "ferris" });
    let answer = act(&bench, LINUS, Method::PATCH, &path, renamed.clone()).await;
    assert_eq!(refused(&answer), (403, 50013));
    let (_, changed) = bench.call(Method::PATCH, &path, Some(renamed)).await;
    assert_eq!(changed["name"], "ferris");
    for _ in 0..59 {
        assert_eq!(upload(sticker("crab", PIXELS)).await.0, 201);
    }
    let full = upload(sticker("crab", PIXELS)).await;
    assert_eq!(refused(&full), (400, 30039));
    assert_eq!(bench.call(Method::DELETE, &path, None).await.0, 204);
}

#[tokio::test]
async fn everybody_has_the_standard_stickers() {
    let bench = Bench::start().await;
    let packs = bench.get("/sticker-packs").await;
    let pack = &packs["sticker_packs"][0];
    let path = format!("/sticker-packs/{}", id(pack));
    assert_eq!(&bench.get(&path).await, pack);
    let sticker = &pack["stickers"][0];
    let (_, sent) = write(&bench, LINUS, json!({ "sticker_ids": [sticker["id"]] })).await;
    assert_eq!(sent["sticker_items"][0]["name"], sticker["name"]);
    let (_, answer) = bench.call(Method::GET, "/sticker-packs/1", None).await;
    assert_eq!(answer["code"], 10061);
}

#[tokio::test]
async fn the_cdn_serves_what_was_uploaded() {
    let bench = Bench::start().await;
    let body = json!({ "avatar": image() });
    let (_, me) = bench.call(Method::PATCH, "/users/@me", Some(body)).await;
    let hash = me["avatar"].as_str().unwrap();
    let emojis = format!("/guilds/{}/emojis", bench.sandbox.guild_id());
    let body = json!({ "name": "crab", "image": image() });
    let emoji = bench.post(&emojis, body).await;
    let packs = bench.get("/sticker-packs").await;
    let sticker = id(&packs["sticker_packs"][0]["stickers"][0]);
    for path in [
        format!("/cdn/avatars/{}/{hash}.png?size=64", id(&me)),
        format!("/cdn/emojis/{}.webp", id(&emoji)),
        format!("/cdn/stickers/{sticker}.png"),
        "/cdn/embed/avatars/5.png".to_owned(),
    ] {
        let response = bench.at(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/png");
        assert_eq!(header("content-disposition"), "inline");
        assert_eq!(header("x-content-type-options"), "nosniff");
        let tag = header("etag");
        let again = bench.at(Method::GET, &path).header("if-none-match", tag);
        assert_eq!(again.send().await.unwrap().status(), 304);
    }
    for path in [
        "/cdn/embed/avatars/6.png",
        "/cdn/emojis/1.png",
        "/cdn/icons/1/x.png",
        "/cdn/stickers/x.png",
    ] {
        let status = bench.at(Method::GET, path).send().await.unwrap().status();
        assert_eq!(status, 404, "{path}");
    }
}

/// A picture that could run a script is for saving, whoever uploaded it as what.
#[tokio::test]
async fn nothing_that_can_run_is_served_in_place() {
    let bench = Bench::start().await;
    let path = format!("/channels/{}/messages", bench.channel());
    let part = Part::bytes(&b"<svg/>"[..])
        .file_name("x.svg")
        .mime_str("image/svg+xml")
        .unwrap();
    let form = Form::new().part("files[0]", part);
    let (_, message) = answer(bench.request(Method::POST, &path).multipart(form)).await;
    let url = message["attachments"][0]["url"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = url.split_once("/attachments/").unwrap().1;
    for url in [url.clone(), format!("/cdn/attachments/{path}")] {
        let response = bench.at(Method::GET, &url).send().await.unwrap();
        let disposition = response.headers()["content-disposition"].to_str().unwrap();
        assert!(disposition.starts_with("attachment; "), "{disposition}");
    }
    let svg = json!({ "avatar": "data:image/svg+xml;base64,AAAA" });
    let (_, answer): (_, Value) = bench.call(Method::PATCH, "/users/@me", Some(svg)).await;
    assert_eq!(answer["code"], 50035);
}
