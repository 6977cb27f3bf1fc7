//! The guild's emojis, stickers and sounds, and those of Discord.

use asyncord_tests::tour::{Tour, id_of};
use reqwest::multipart::Part;
use serde_json::{Value, json};

use super::channel::{PICTURE, named};

/// The smallest picture: one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x62, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

pub(crate) async fn walk(tour: &mut Tour) {
    emojis(tour).await;
    stickers(tour).await;
    sounds(tour).await;
}

async fn emojis(tour: &mut Tour) {
    let emojis = format!("/guilds/{}/emojis", tour.guild());
    let body = json!({ "name": "crab", "image": PICTURE, "roles": [] });
    let emoji = tour.bot("POST", &emojis, body).await;
    tour.event("GUILD_EMOJIS_UPDATE").await;
    let one = format!("{emojis}/{}", id_of(&emoji));
    tour.bot("GET", &emojis, Value::Null).await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot(
        "PATCH",
        &one,
        json!({ "name": "lobster", "roles": [tour.guild()] }),
    )
    .await;
    tour.event("GUILD_EMOJIS_UPDATE").await;
    tour.refused("GET", &format!("{emojis}/1"), Value::Null, 10014)
        .await;
    tour.refused("POST", &emojis, json!({ "name": "none" }), 50035)
        .await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_EMOJIS_UPDATE").await;
}

async fn stickers(tour: &mut Tour) {
    let stickers = format!("/guilds/{}/stickers", tour.guild());
    let picture = Part::bytes(PNG).file_name("crab.png").mime_str("image/png");
    let parts = vec![
        ("name", Part::text("crab")),
        ("description", Part::text("a crab")),
        ("tags", Part::text("🦀")),
        ("file", picture.expect("a type of files")),
    ];
    let sticker = tour.upload("POST", &stickers, Value::Null, parts).await;
    tour.event("GUILD_STICKERS_UPDATE").await;
    let one = format!("{stickers}/{}", id_of(&sticker));
    tour.bot("GET", &stickers, Value::Null).await;
    tour.bot("GET", &one, Value::Null).await;
    tour.bot(
        "GET",
        &format!("/stickers/{}", id_of(&sticker)),
        Value::Null,
    )
    .await;
    let body = json!({ "name": "lobster", "description": null, "tags": "lobster" });
    tour.bot("PATCH", &one, body).await;
    tour.event("GUILD_STICKERS_UPDATE").await;
    let messages = format!("/channels/{}/messages", tour.channel());
    let body = json!({ "sticker_ids": [id_of(&sticker)] });
    tour.bot("POST", &messages, body).await;
    tour.event("MESSAGE_CREATE").await;
    let packs = tour.bot("GET", "/sticker-packs", Value::Null).await;
    let pack = id_of(&packs["sticker_packs"][0]);
    tour.bot("GET", &format!("/sticker-packs/{pack}"), Value::Null)
        .await;
    let standard = id_of(&packs["sticker_packs"][0]["stickers"][0]);
    tour.bot("GET", &format!("/stickers/{standard}"), Value::Null)
        .await;
    tour.refused("GET", "/stickers/1", Value::Null, 10060).await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_STICKERS_UPDATE").await;
}

async fn sounds(tour: &mut Tour) {
    let sounds = format!("/guilds/{}/soundboard-sounds", tour.guild());
    let body = json!({
        "name": "clap", "sound": "data:audio/mp3;base64,SUQzBAAAAAAAAA==", "volume": 0.5,
        "emoji_id": null, "emoji_name": "👏",
    });
    let sound = tour.bot("POST", &sounds, body).await;
    tour.event("GUILD_SOUNDBOARD_SOUND_CREATE").await;
    let id = sound["sound_id"].as_str().unwrap_or_default().to_owned();
    let one = format!("{sounds}/{id}");
    tour.bot("GET", &sounds, Value::Null).await;
    tour.bot("GET", &one, Value::Null).await;
    let body = json!({ "name": "cheer", "volume": 1, "emoji_name": null });
    tour.bot("PATCH", &one, body).await;
    tour.event("GUILD_SOUNDBOARD_SOUND_UPDATE").await;
    tour.command(31, &json!({ "guild_ids": [tour.guild()] }));
    tour.event("SOUNDBOARD_SOUNDS").await;
    let standard = tour
        .bot("GET", "/soundboard-default-sounds", Value::Null)
        .await;

    let lounge = named(tour, "lounge").await;
    let body = json!({
        "guild_id": tour.guild(), "channel_id": lounge, "self_mute": false, "self_deaf": false,
    });
    tour.command(4, &body);
    tour.event("VOICE_SERVER_UPDATE").await;
    let send = format!("/channels/{lounge}/send-soundboard-sound");
    let body = json!({ "sound_id": id, "source_guild_id": tour.guild() });
    tour.bot("POST", &send, body).await;
    tour.event("VOICE_CHANNEL_EFFECT_SEND").await;
    let body = json!({ "sound_id": standard[0]["sound_id"] });
    tour.bot("POST", &send, body).await;
    tour.event("VOICE_CHANNEL_EFFECT_SEND").await;
    tour.refused("POST", &send, json!({ "sound_id": "999" }), 10097)
        .await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("GUILD_SOUNDBOARD_SOUND_DELETE").await;
}
