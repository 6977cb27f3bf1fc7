//! Channels of all kinds, their overwrites and order, conversations and followers.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

/// The smallest picture: one pixel.
pub(crate) const PICTURE: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==";

/// The id of a channel that every sandbox begins with.
pub(crate) async fn named(tour: &mut Tour, name: &str) -> String {
    let path = format!("/guilds/{}/channels", tour.guild());
    let channels = tour.bot("GET", &path, Value::Null).await;
    let mut channels = channels.as_array().into_iter().flatten();
    id_of(
        channels
            .find(|channel| channel["name"] == name)
            .unwrap_or(&Value::Null),
    )
}

/// Makes a channel of the guild, and gives its id.
pub(crate) async fn made(tour: &mut Tour, body: Value) -> String {
    let path = format!("/guilds/{}/channels", tour.guild());
    let channel = tour.bot("POST", &path, body).await;
    tour.event("CHANNEL_CREATE").await;
    id_of(&channel)
}

/// Makes the guild a community: others have no channels of news, no stages and no forums.
pub(crate) async fn become_community(tour: &mut Tour) {
    let (guild, channel) = (format!("/guilds/{}", tour.guild()), tour.channel());
    let community = json!({
        "features": ["COMMUNITY"],
        "verification_level": 1,
        "explicit_content_filter": 2,
        "rules_channel_id": channel,
        "public_updates_channel_id": channel,
    });
    let ada = tour.ada();
    tour.person(&ada, "PATCH", &guild, community).await;
    tour.event("GUILD_UPDATE").await;
}

pub(crate) async fn walk(tour: &mut Tour) {
    become_community(tour).await;
    every_kind(tour).await;
    every_setting(tour).await;
    overwrites(tour).await;
    order(tour).await;
    conversations(tour).await;
    followers(tour).await;
}

async fn every_kind(tour: &mut Tour) {
    let (guild, ada) = (tour.guild(), tour.ada());
    let category = made(tour, json!({ "name": "kinds", "type": 4 })).await;
    let overwrites = json!([
        { "id": guild, "type": 0, "allow": "0", "deny": "1024" },
        { "id": ada, "type": 1, "allow": "3072", "deny": "0" },
    ]);
    let text = json!({
        "name": "full text", "type": 0, "topic": "All of it", "position": 3,
        "rate_limit_per_user": 5, "nsfw": true, "parent_id": category,
        "permission_overwrites": overwrites, "default_auto_archive_duration": 60,
        "default_thread_rate_limit_per_user": 10,
    });
    let voice = json!({
        "name": "full voice", "type": 2, "bitrate": 64_000, "user_limit": 5,
        "rtc_region": "rotterdam", "video_quality_mode": 2, "parent_id": category,
    });
    let forum = json!({
        "name": "forum", "type": 15, "topic": "Ask here",
        "available_tags": [
            { "name": "bug", "emoji_name": "🐛", "moderated": true },
            { "name": "plain" },
        ],
        "default_reaction_emoji": { "emoji_id": null, "emoji_name": "👍" },
        "default_sort_order": 1, "default_forum_layout": 1, "flags": 16,
        "default_thread_rate_limit_per_user": 3,
    });
    let bodies = [
        json!({ "name": "minimal" }),
        text,
        voice,
        json!({ "name": "news", "type": 5 }),
        json!({ "name": "stage", "type": 13, "bitrate": 64_000, "user_limit": 50 }),
        forum,
        json!({ "name": "media", "type": 16 }),
    ];
    for body in bodies {
        let channel = made(tour, body).await;
        let channel = format!("/channels/{channel}");
        tour.bot("GET", &channel, Value::Null).await;
        tour.bot("PATCH", &channel, json!({ "name": "other", "position": 1 }))
            .await;
        tour.event("CHANNEL_UPDATE").await;
        tour.bot("DELETE", &channel, Value::Null).await;
        tour.event("CHANNEL_DELETE").await;
        tour.refused("GET", &channel, Value::Null, 10003).await;
    }
    let channels = format!("/guilds/{guild}/channels");
    tour.refused("POST", &channels, json!({ "type": 0 }), 50035)
        .await;
}

/// Changes all that can be changed of a forum, a voice channel and a channel of news.
async fn every_setting(tour: &mut Tour) {
    let forum = json!({
        "name": "all", "topic": "All", "nsfw": true, "rate_limit_per_user": 10,
        "default_auto_archive_duration": 4320, "default_thread_rate_limit_per_user": 1,
        "available_tags": [{ "name": "crab", "emoji_name": "🦀" }, { "name": "other" }],
        "default_reaction_emoji": { "emoji_name": "🦀" }, "default_sort_order": 0,
        "default_forum_layout": 2, "default_tag_setting": "match_all", "flags": 16,
    });
    let voice = json!({
        "name": "all", "bitrate": 96_000, "user_limit": 9, "rtc_region": null,
        "video_quality_mode": 1, "nsfw": false, "rate_limit_per_user": 1, "parent_id": null,
        "permission_overwrites": [{ "id": tour.guild(), "type": 0, "allow": "0", "deny": "0" }],
    });
    let news = json!({ "type": 0, "topic": null, "name": "no news", "position": null });
    for (kind, body) in [(15, forum), (2, voice), (5, news)] {
        let channel = made(tour, json!({ "name": "changed", "type": kind })).await;
        tour.bot("PATCH", &format!("/channels/{channel}"), body)
            .await;
        tour.event("CHANNEL_UPDATE").await;
    }
    let unchangeable = json!({ "type": 2 });
    let general = format!("/channels/{}", tour.channel());
    tour.refused("PATCH", &general, unchangeable, 50035).await;
}

async fn overwrites(tour: &mut Tour) {
    let (guild, ada) = (tour.guild(), tour.ada());
    let channel = made(tour, json!({ "name": "overwritten" })).await;
    let of_role = format!("/channels/{channel}/permissions/{guild}");
    let of_member = format!("/channels/{channel}/permissions/{ada}");
    let body = json!({ "type": 0, "allow": "1024", "deny": "2048" });
    tour.bot("PUT", &of_role, body).await;
    tour.event("CHANNEL_UPDATE").await;
    tour.bot("PUT", &of_member, json!({ "type": 1, "allow": "0" }))
        .await;
    tour.event("CHANNEL_UPDATE").await;
    tour.bot("GET", &format!("/channels/{channel}"), Value::Null)
        .await;
    tour.bot("DELETE", &of_role, Value::Null).await;
    tour.event("CHANNEL_UPDATE").await;
    let unknown = format!("/channels/{channel}/permissions/1");
    tour.refused("DELETE", &unknown, Value::Null, 10009).await;
}

async fn order(tour: &mut Tour) {
    let category = made(tour, json!({ "name": "group", "type": 4 })).await;
    let (first, second) = (named(tour, "bots").await, named(tour, "random").await);
    let body = json!([
        { "id": first, "position": 5 },
        { "id": second, "position": 1, "parent_id": category, "lock_permissions": true },
    ]);
    let path = format!("/guilds/{}/channels", tour.guild());
    tour.bot("PATCH", &path, body).await;
    tour.event("CHANNEL_UPDATE").await;
}

async fn conversations(tour: &mut Tour) {
    let ada = tour.ada();
    let body = json!({ "recipient_id": ada });
    let direct = tour.bot("POST", "/users/@me/channels", body).await;
    let path = format!("/channels/{}", id_of(&direct));
    tour.bot("GET", &path, Value::Null).await;
    tour.bot(
        "POST",
        &format!("{path}/messages"),
        json!({ "content": "psst" }),
    )
    .await;
    tour.event("MESSAGE_CREATE").await;
    tour.bot("POST", &format!("{path}/typing"), Value::Null)
        .await;
    tour.bot("DELETE", &path, Value::Null).await;

    // A bot is in no group: it makes none without tokens of its people.
    let group = json!({ "access_tokens": [], "nicks": {} });
    tour.refused("POST", "/users/@me/channels", group, 50025)
        .await;

    let general = format!("/channels/{}", tour.channel());
    let recipient = format!("{general}/recipients/{ada}");
    tour.refused("PUT", &recipient, json!({}), 50035).await;
    let body = json!({ "access_token": "nothing" });
    tour.refused("PUT", &recipient, body, 50025).await;
    tour.refused("DELETE", &recipient, Value::Null, 50024).await;
    tour.bot("POST", &format!("{general}/typing"), Value::Null)
        .await;
    tour.person(&ada, "POST", &format!("{general}/typing"), Value::Null)
        .await;
    tour.event("TYPING_START").await;
}

async fn followers(tour: &mut Tour) {
    let news = made(tour, json!({ "name": "news", "type": 5 })).await;
    let body = json!({ "webhook_channel_id": tour.channel() });
    let follow = format!("/channels/{news}/followers");
    tour.bot("POST", &follow, body).await;
    tour.event("WEBHOOKS_UPDATE").await;
    let hooks = format!("/channels/{}/webhooks", tour.channel());
    tour.bot("GET", &hooks, Value::Null).await;
    let messages = format!("/channels/{news}/messages");
    let message = tour
        .bot("POST", &messages, json!({ "content": "extra" }))
        .await;
    let crosspost = format!("{messages}/{}/crosspost", id_of(&message));
    tour.bot("POST", &crosspost, Value::Null).await;
    tour.event("MESSAGE_UPDATE").await;
    tour.event("MESSAGE_CREATE").await;
    tour.refused("POST", &crosspost, Value::Null, 40033).await;
}
