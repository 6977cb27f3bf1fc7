//! What a program asks and commands, over a gateway in memory.

use std::{collections::HashMap, sync::atomic::Ordering, time::Duration};

use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::{GatewayClient, ShardStatus};
use crate::{
    gateway::{
        Activity, PresenceUpdate, SendError, Setup, ShardId, Sharding, Status,
        testing::{self, Bot, Heard, Peer, Sent, World},
    },
    model::Intents,
};

fn setup(shards: u32) -> Setup {
    let mut setup = testing::setup("wss://gateway.test");
    let options = std::mem::take(&mut setup.options);
    setup.options = options.sharding(Sharding::fixed(shards));
    setup
}

/// Answers the next heartbeat after some time.
async fn beats(peer: &mut Peer, after: u64) {
    match peer.sent.recv().await {
        Some(Sent::Text(frame)) if frame["op"] == 1 => {}
        other => panic!("{other:?}"),
    }
    sleep(Duration::from_millis(after)).await;
    peer.says(json!({"op": 11}));
}

#[tokio::test(start_paused = true)]
async fn a_bot_stands_where_its_last_shard_stands() {
    let mut bot = Bot::start_with(GatewayClient::new(), setup(2), 100);
    let mut first = bot.peer().await;
    assert_eq!(bot.client.status(), ShardStatus::Queued);
    first.starts_session().await;
    bot.client.shard(0).unwrap().wait_until_ready().await;
    assert_eq!(bot.client.shard(0).unwrap().status(), ShardStatus::Ready);
    assert_eq!(bot.client.latency(), None);
    let mut second = bot.peer().await;
    assert_eq!(bot.client.status(), ShardStatus::Connecting);
    second.greets();
    // Connected ahead of its time, it waits for it.
    second.hears_op(2).await;
    assert_eq!(bot.client.status(), ShardStatus::Identifying);
    let d = json!({"session_id": "second", "guilds": [{"id": "4194305"}]});
    second.dispatches("READY", 1, d);
    bot.client.wait_until_ready().await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);

    // One of two has a latency, then both.
    beats(&mut first, 100).await;
    sleep(Duration::from_millis(1)).await;
    beats(&mut second, 300).await;
    sleep(Duration::from_millis(1)).await;
    let infos = bot.client.shards();
    let latencies = [0, 1].map(|shard: usize| infos[shard].latency.unwrap());
    assert!(latencies[0] >= Duration::from_millis(100));
    assert!(latencies[1] >= Duration::from_millis(300));
    let mean = (latencies[0] + latencies[1]) / 2;
    assert_eq!(bot.client.latency(), Some(mean));
    assert_eq!(
        (
            infos[0].guilds,
            infos[1].guilds,
            infos[1].unavailable_guilds
        ),
        (0, 1, 1)
    );
    assert_eq!(infos[1].id, ShardId::new(1, 2).unwrap());
    assert_eq!(bot.client.guild_count(), 1);

    drop(second);
    sleep(Duration::from_millis(1)).await;
    assert!(bot.client.status() < ShardStatus::Ready);
    assert_eq!(bot.client.shard(0).unwrap().status(), ShardStatus::Ready);
    bot.running.abort();
}

#[tokio::test(start_paused = true)]
async fn nothing_is_there_before_and_after() {
    let client = GatewayClient::new();
    let is_empty = || {
        client.status() == ShardStatus::Disconnected
            && client.latency().is_none()
            && client.shards().is_empty()
            && client.shard(0).is_none()
            && client.shard_of(1).is_none()
            && (client.shard_count(), client.guild_count()) == (0, 0)
            && client.intents().is_empty()
            && client.identifies().is_none()
    };
    assert!(is_empty());
    let sent = client.update_voice_state(1, None).await;
    assert_eq!(sent, Err(SendError::Stopped));
    assert!(client.request_guild_members(1).await.is_err());
    assert!(client.request_soundboard_sounds([1]).await.is_err());

    let world = World::new([0, 1, 2].map(World::guild));
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { client.wait_until_ready().await }
    });
    sleep(Duration::from_mins(1)).await;
    assert!(!waiting.is_finished());
    let bot = world.start_with(client.clone(), setup(2), 100);
    sleep(Duration::from_secs(2)).await;
    assert!(!waiting.is_finished(), "one of two");
    waiting.await.unwrap();
    assert_eq!(client.status(), ShardStatus::Ready);
    timeout(Duration::from_millis(1), client.wait_until_ready())
        .await
        .unwrap();
    sleep(Duration::from_millis(1)).await;
    assert_eq!((client.shard_count(), client.guild_count()), (2, 3));
    assert_eq!(client.intents(), Intents::GUILDS);
    assert_eq!(client.identifies().unwrap().remaining, 998);
    assert_eq!(client.shard_of(World::guild(1)).unwrap().id().number(), 1);
    bot.stop(false).await;
    assert!(is_empty());
}

fn presences(world: &World) -> Vec<(u64, u32, String)> {
    let sent = world.sent(3).into_iter();
    sent.map(|(at, [number, _], d)| (at.as_secs(), number, name(&d)))
        .collect()
}

fn name(presence: &Value) -> String {
    presence["activities"][0]["name"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// What the identifies showed, in their order.
fn identified(world: &World) -> Vec<String> {
    let heard = world.heard().into_iter();
    heard
        .filter_map(|(_, _, heard)| match heard {
            Heard::Identify(d) => Some(name(&d["presence"])),
            _ => None,
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn the_newest_presence_is_shown_on_all_shards_and_single_ones() {
    let world = World::new([]);
    let client = GatewayClient::new();
    client
        .update_presence(Activity::playing("before"))
        .await
        .unwrap();
    let bot = world.start_with(client.clone(), setup(2), 100);
    client.wait_until_ready().await;
    assert_eq!(identified(&world), ["before", "before"]);
    assert!(presences(&world).is_empty());

    client
        .update_presence(Activity::playing("running"))
        .await
        .unwrap();
    sleep(Duration::from_secs(1)).await;
    let shown = presences(&world);
    let shown: Vec<_> = shown
        .iter()
        .map(|(_, shard, name)| (*shard, name.as_str()))
        .collect();
    assert_eq!(shown, [(0, "running"), (1, "running")]);

    let second = client.shard(1).unwrap();
    second
        .update_presence(Activity::playing("alone"))
        .await
        .unwrap();
    sleep(Duration::from_secs(1)).await;
    assert_eq!(presences(&world)[2..].len(), 1);
    assert_eq!(presences(&world)[2].1, 1);
    // Kept over sessions, until the next one for all.
    second.renew_session().await.unwrap();
    sleep(Duration::from_secs(20)).await;
    assert_eq!(identified(&world).last().unwrap(), "alone");
    client
        .update_presence(Activity::playing("all"))
        .await
        .unwrap();
    sleep(Duration::from_secs(1)).await;
    assert_eq!(presences(&world)[3..].len(), 2);
    assert_eq!(presences(&world)[4].2, "all");

    let large = Activity::playing("x".repeat(5_000));
    let refused = client.update_presence(large.clone()).await;
    assert!(matches!(refused, Err(SendError::TooLarge { .. })));
    assert!(second.update_presence(large.clone()).await.is_err());
    let refused = client.update_presence_with(move |_| large.clone()).await;
    assert!(matches!(refused, Err(SendError::TooLarge { .. })));
    sleep(Duration::from_secs(30)).await;
    assert_eq!(presences(&world).len(), 5);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn presences_keep_to_five_in_twenty_seconds() {
    let world = World::new([]);
    let bot = world.start(setup(1), 100);
    bot.client.wait_until_ready().await;
    for n in 0..9 {
        let presence = PresenceUpdate::new(Status::Idle).activity(Activity::playing(n.to_string()));
        bot.client.update_presence(presence).await.unwrap();
        sleep(Duration::from_secs(1)).await;
    }
    sleep(Duration::from_mins(1)).await;
    let shown = presences(&world);
    let names: Vec<_> = shown.iter().map(|(_, _, name)| name.as_str()).collect();
    assert_eq!(names, ["0", "1", "2", "3", "4", "8"]);
    assert_eq!(shown[5].0 - shown[0].0, 20);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_template_is_asked_again_at_each_session() {
    let world = World::new([0, 1, 3].map(World::guild));
    let mut setup = setup(2);
    let options = std::mem::take(&mut setup.options);
    setup.options = options.presence_with(|shard| {
        Activity::watching(format!("{} guilds on {}", shard.guilds, shard.id))
    });
    let bot = world.start(setup, 100);
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(1)).await;
    world.invalidates([1, 2]);
    sleep(Duration::from_secs(30)).await;
    assert_eq!(
        identified(&world),
        ["0 guilds on 0/2", "0 guilds on 1/2", "2 guilds on 1/2"]
    );

    let template = |shard: &super::ShardInfo| Activity::playing(format!("{}!", shard.guilds));
    bot.client.update_presence_with(template).await.unwrap();
    sleep(Duration::from_secs(1)).await;
    let shown = presences(&world);
    let mut names: Vec<_> = shown.iter().map(|(_, _, name)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["1!", "2!"]);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_restart_resumes_and_a_renewal_identifies() {
    let world = World::new([World::guild(0)]);
    let mut bot = world.start(setup(1), 100);
    bot.client.wait_until_ready().await;
    let shard = bot.client.shard(0).unwrap();
    shard.restart().await.unwrap();
    sleep(Duration::from_secs(5)).await;
    assert_eq!((world.identifies().len(), world.resumes().len()), (1, 1));
    assert_eq!(world.closed(1), [(0, 4000)]);
    shard.renew_session().await.unwrap();
    sleep(Duration::from_secs(15)).await;
    assert_eq!((world.identifies().len(), world.resumes().len()), (2, 1));
    assert_eq!(world.closed(1), [(0, 4000), (0, 1000)]);
    assert_eq!(world.sessions().len(), 1);
    assert_eq!(shard.status(), ShardStatus::Ready);
    let names: Vec<_> = bot.come().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["READY", "GUILD_CREATE", "RESUMED", "READY", "GUILD_CREATE"]
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn any_opcode_is_sent_and_what_cannot_be_is_refused() {
    let world = World::new([]);
    let bot = world.start(setup(1), 100);
    bot.client.wait_until_ready().await;
    let shard = bot.client.shard(0).unwrap();
    shard.send(77, &json!({"brand": "new"})).await.unwrap();
    assert_eq!(world.sent(77)[0].2, json!({"brand": "new"}));

    let large = shard.send(77, &"x".repeat(5_000)).await;
    assert_eq!(
        large,
        Err(SendError::TooLarge {
            size: 5_000 + r#"{"op":77,"d":""}"#.len(),
            limit: 4_096,
        })
    );
    let fits = "x".repeat(4_096 - r#"{"op":77,"d":""}"#.len());
    shard.send(77, &fits).await.unwrap();
    let keys = HashMap::from([((1, 2), 3)]);
    assert!(matches!(
        shard.send(77, &keys).await,
        Err(SendError::NotJson(_))
    ));
    assert_eq!(world.sent(77).len(), 2);

    // Dropped before it is sent, it is not sent.
    bot.hangs.store(true, Ordering::Relaxed);
    world.cuts([0, 1]);
    sleep(Duration::from_secs(1)).await;
    bot.hangs.store(false, Ordering::Relaxed);
    let gone = json!("given up");
    assert!(
        timeout(Duration::ZERO, shard.send(78, &gone))
            .await
            .is_err()
    );
    sleep(Duration::from_mins(2)).await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);
    assert!(world.sent(78).is_empty());

    bot.stop(false).await;
    assert_eq!(shard.send(77, &1).await, Err(SendError::Stopped));
    assert_eq!(shard.restart().await, Err(SendError::Stopped));
    assert_eq!(shard.renew_session().await, Err(SendError::Stopped));
    assert_eq!(shard.info().status, ShardStatus::Disconnected);
    shard.update_presence(Status::Idle).await.unwrap();
}
