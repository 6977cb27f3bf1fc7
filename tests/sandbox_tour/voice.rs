//! Who is in voice channels, and stages.

use asyncord_tests::tour::Tour;
use serde_json::{Value, json};

use super::channel::{become_community, made, named};

pub(crate) async fn walk(tour: &mut Tour) {
    tour.bot("GET", "/voice/regions", Value::Null).await;
    tour.bot(
        "GET",
        &format!("/guilds/{}/regions", tour.guild()),
        Value::Null,
    )
    .await;
    voice(tour).await;
    stage(tour).await;
}

/// Has the watching bot move to a voice channel.
async fn join(tour: &mut Tour, channel: Option<&str>) {
    let body = json!({
        "guild_id": tour.guild(), "channel_id": channel, "self_mute": true, "self_deaf": false,
    });
    tour.command(4, &body);
    tour.event("VOICE_STATE_UPDATE").await;
}

async fn voice(tour: &mut Tour) {
    let (guild, ada, lounge) = (tour.guild(), tour.ada(), named(tour, "lounge").await);
    let body = json!({ "channel_id": lounge, "self_mute": true, "self_video": true });
    tour.person(&ada, "PUT", &format!("/guilds/{guild}/voice"), body)
        .await;
    tour.event("VOICE_STATE_UPDATE").await;
    let states = format!("/guilds/{guild}/voice-states");
    tour.refused("GET", &format!("{states}/@me"), Value::Null, 10065)
        .await;
    join(tour, Some(&lounge)).await;
    tour.bot("GET", &format!("{states}/@me"), Value::Null).await;
    tour.bot("GET", &format!("{states}/{ada}"), Value::Null)
        .await;
    let words_below = format!("/channels/{lounge}/voice-status");
    tour.bot("PUT", &words_below, json!({ "status": "singing" }))
        .await;
    tour.event("VOICE_CHANNEL_STATUS_UPDATE").await;
    tour.command(
        43,
        &json!({ "guild_id": guild, "fields": ["status", "voice_start_time"] }),
    );
    tour.event("CHANNEL_INFO").await;
    tour.bot("PUT", &words_below, json!({ "status": null }))
        .await;
    let member = format!("/guilds/{guild}/members/{ada}");
    tour.bot("PATCH", &member, json!({ "mute": true, "deaf": true }))
        .await;
    tour.event("VOICE_STATE_UPDATE").await;
    tour.bot("PATCH", &member, json!({ "channel_id": null }))
        .await;
    tour.event("VOICE_STATE_UPDATE").await;
}

async fn stage(tour: &mut Tour) {
    become_community(tour).await;
    let (guild, ada) = (tour.guild(), tour.ada());
    let stage = made(tour, json!({ "name": "stage", "type": 13 })).await;
    let body = json!({
        "channel_id": stage, "topic": "Crabs", "privacy_level": 2,
        "send_start_notification": true,
    });
    tour.bot("POST", "/stage-instances", body.clone()).await;
    tour.event("STAGE_INSTANCE_CREATE").await;
    tour.refused("POST", "/stage-instances", body, 150_006)
        .await;
    let one = format!("/stage-instances/{stage}");
    tour.bot("GET", &one, Value::Null).await;
    tour.bot(
        "PATCH",
        &one,
        json!({ "topic": "Lobsters", "privacy_level": 2 }),
    )
    .await;
    tour.event("STAGE_INSTANCE_UPDATE").await;

    join(tour, Some(&stage)).await;
    let states = format!("/guilds/{guild}/voice-states");
    let body = json!({ "channel_id": stage, "suppress": false });
    tour.bot("PATCH", &format!("{states}/@me"), body).await;
    tour.event("VOICE_STATE_UPDATE").await;
    let body = json!({ "channel_id": stage, "request_to_speak_timestamp": "2099-01-01T00:00:00Z" });
    tour.bot("PATCH", &format!("{states}/@me"), body).await;
    let body = json!({ "channel_id": stage });
    tour.person(&ada, "PUT", &format!("/guilds/{guild}/voice"), body)
        .await;
    let body = json!({ "channel_id": stage, "suppress": false });
    tour.bot("PATCH", &format!("{states}/{ada}"), body).await;
    tour.event("VOICE_STATE_UPDATE").await;
    tour.bot("DELETE", &one, Value::Null).await;
    tour.event("STAGE_INSTANCE_DELETE").await;
    tour.refused("GET", &one, Value::Null, 10067).await;
    join(tour, None).await;
}
