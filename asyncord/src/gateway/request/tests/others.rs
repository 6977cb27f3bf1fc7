//! Sounds, channels, voice.

use std::{
    future::IntoFuture,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use serde_json::json;
use tokio::time::{Instant, sleep, timeout};

use super::{GUILD, setup, started};
use crate::{
    gateway::{SendError, testing::World},
    id::Id,
};

#[tokio::test(start_paused = true)]
async fn sounds_are_asked_for_on_all_shards() {
    let world = World::new([]);
    world.answers(|world, shard, op, d| {
        assert_eq!(op, 31);
        for guild in d["guild_ids"].as_array().unwrap().iter().rev() {
            let d = json!({"guild_id": guild, "soundboard_sounds": []});
            world.tells_shard(shard, "SOUNDBOARD_SOUNDS", d);
        }
    });
    let bot = started(&world, 2).await;
    let guilds = [5, 1, 2, 1, 4, 3].map(World::guild);
    let sounds = bot.client.request_soundboard_sounds(guilds).await.unwrap();
    let found: Vec<_> = sounds.iter().map(|sounds| sounds.guild_id.get()).collect();
    assert_eq!(found, [2, 4, 1, 3, 5].map(World::guild));
    let sent = world.sent(31);
    assert_eq!(
        sent.iter().map(|sent| sent.1).collect::<Vec<_>>(),
        [[0, 2], [1, 2]]
    );
    let many = (0..400).map(|n| World::guild(2 * n + (1 << 41)));
    let sounds = bot.client.request_soundboard_sounds(many).await.unwrap();
    assert_eq!(sounds.len(), 400);
    assert_eq!(world.sent(31).len(), 5);
    assert!(
        bot.client
            .request_soundboard_sounds([0; 0])
            .await
            .unwrap()
            .is_empty()
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn channel_info_has_the_fields_that_were_named() {
    let world = World::new([GUILD]);
    let limited = Arc::new(AtomicU32::new(0));
    let limits = Arc::clone(&limited);
    world.answers(move |world, shard, op, d| {
        if limits.fetch_add(1, Ordering::Relaxed) == 3 {
            // Of another guild: this request does not wait for it.
            let meta = json!({"guild_id": "77"});
            let d = json!({"opcode": op, "retry_after": 60.0, "meta": meta});
            world.tells_shard(shard, "RATE_LIMITED", d);
        }
        let channels = json!([{"id": "6", "status": "chess"}]);
        let d = json!({"guild_id": d["guild_id"], "channels": channels});
        world.tells_shard(shard, "CHANNEL_INFO", d);
    });
    let bot = started(&world, 1).await;
    let request = bot.client.request_channel_info(GUILD);
    let info = request.clone().await.unwrap();
    assert_eq!((info.guild_id, info.channels.len()), (GUILD.into(), 1));
    request.clone().status().await.unwrap();
    request.clone().voice_start_time().await.unwrap();
    request.status().voice_start_time().await.unwrap();
    sleep(Duration::from_mins(2)).await;
    let fields: Vec<_> = world
        .sent(43)
        .into_iter()
        .map(|(_, _, d)| d["fields"].clone())
        .collect();
    assert_eq!(
        fields,
        [
            json!(["status", "voice_start_time"]),
            json!(["status"]),
            json!(["voice_start_time"]),
            json!(["status", "voice_start_time"]),
        ]
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_voice_state_is_sent_when_it_is_awaited_and_may_be_taken_back() {
    let world = World::new([GUILD]);
    let bot = world.start(setup(2), 100);
    sleep(Duration::from_millis(1)).await;
    let start = Instant::now();
    // Shard 1 has its turn later.
    let update = bot.client.update_voice_state(GUILD, Id::from(5));
    assert!(
        timeout(Duration::from_secs(1), update.into_future())
            .await
            .is_err()
    );
    bot.client
        .update_voice_state(GUILD, Id::from(6))
        .self_mute(true)
        .self_deaf(true)
        .await
        .unwrap();
    assert!(start.elapsed() >= Duration::from_secs(5));
    sleep(Duration::from_secs(1)).await;
    bot.client.update_voice_state(GUILD, None).await.unwrap();
    sleep(Duration::from_millis(1)).await;
    let sent: Vec<_> = world
        .sent(4)
        .into_iter()
        .map(|(_, shard, d)| (shard, d))
        .collect();
    let state = |channel: Option<&str>, set: bool| {
        json!({
            "guild_id": GUILD.to_string(),
            "channel_id": channel,
            "self_mute": set,
            "self_deaf": set,
        })
    };
    assert_eq!(
        sent,
        [
            ([1, 2], state(Some("6"), true)),
            ([1, 2], state(None, false))
        ]
    );

    let client = bot.client.clone();
    bot.hangs.store(true, Ordering::Relaxed);
    world.cuts([1, 2]);
    sleep(Duration::from_secs(1)).await;
    let update = tokio::spawn(client.update_voice_state(GUILD, None).into_future());
    tokio::task::yield_now().await;
    bot.stop(false).await;
    assert_eq!(update.await.unwrap(), Err(SendError::Stopped));
}
