//! Replacing the shards while events flow.

use std::{future::pending, sync::Arc, time::Duration};

use serde_json::json;
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

use super::{LONG, setup};
use crate::gateway::{
    GatewayClient, GatewayError, MemoryStore, ReshardError, Setup, ShardStatus, Sharding,
    testing::World,
};

fn guilds() -> Vec<u64> {
    (0..8).map(World::guild).collect()
}

fn of_two() -> Setup {
    setup(|options| options.sharding(Sharding::fixed(2)))
}

/// Lets an event come for each guild in turn, for so long: how many there were.
fn flow(world: &World, time: Duration) -> JoinHandle<u64> {
    let world = world.clone();
    tokio::spawn(async move {
        let (start, mut n) = (Instant::now(), 0);
        while start.elapsed() < time {
            world.tells(World::guild(n % 8), "TICK", json!({"n": n}));
            if n % 5 == 0 {
                // Events that look alike are as many as they are.
                world.tells(World::guild(n % 8), "SAME", json!({"guild": n % 8}));
                world.tells(World::guild(n % 8), "SAME", json!({"guild": n % 8}));
            }
            n += 1;
            sleep(Duration::from_millis(40)).await;
        }
        n
    })
}

#[track_caller]
fn assert_each_once(come: &[(String, serde_json::Value)], ticks: u64) {
    let mut times = vec![0; usize::try_from(ticks).unwrap()];
    for (_, d) in come.iter().filter(|(name, _)| name == "TICK") {
        times[usize::try_from(d["n"].as_u64().unwrap()).unwrap()] += 1;
    }
    let wrong: Vec<_> = times
        .iter()
        .enumerate()
        .filter(|(_, times)| **times != 1)
        .collect();
    assert!(wrong.is_empty(), "of {ticks}: {wrong:?}");
}

/// Events that look alike are as many as they are, as long as the sets are in step.
#[track_caller]
fn assert_all_alike(come: &[(String, serde_json::Value)], ticks: u64) {
    let same = u64::try_from(count(come, "SAME")).unwrap();
    assert_eq!(same, ticks.div_ceil(5) * 2);
}

fn count(come: &[(String, serde_json::Value)], name: &str) -> usize {
    come.iter().filter(|(other, _)| other == name).count()
}

fn reshard(
    client: &GatewayClient,
    total: impl Into<Option<u32>>,
) -> JoinHandle<Result<(), ReshardError>> {
    let (client, total) = (client.clone(), total.into());
    tokio::spawn(async move { client.reshard(total).await })
}

#[tokio::test(start_paused = true)]
async fn every_event_is_handled_once_while_shards_are_replaced() {
    for (seed, lag) in [(1, 0), (2, 300), (3, 2_000), (4, 4_500)] {
        fastrand::seed(seed);
        let world = World::new(guilds());
        world.late_by(Duration::from_millis(lag));
        let mut bot = world.start(of_two(), 100_000);
        bot.client.wait_until_ready().await;
        let ticks = flow(&world, Duration::from_mins(1));
        sleep(Duration::from_secs(5)).await;
        bot.client.reshard(4).await.unwrap();
        let ticks = ticks.await.unwrap();
        sleep(Duration::from_secs(10)).await;

        let come = bot.come();
        assert_each_once(&come, ticks);
        if lag == 0 {
            assert_all_alike(&come, ticks);
        }
        assert_eq!(
            (count(&come, "READY"), count(&come, "GUILD_CREATE")),
            (2, 8)
        );
        assert_eq!(bot.client.shard_count(), 4);
        assert_eq!(bot.client.guild_count(), 8);
        let mut closed = world.closed(2);
        closed.sort_unstable();
        assert_eq!(closed, [(0, 1000), (1, 1000)]);
        bot.client
            .update_voice_state(World::guild(3), None)
            .await
            .unwrap();
        assert_eq!(world.sent(4).last().unwrap().1, [3, 4]);
        // And back: fewer.
        bot.client.reshard(1).await.unwrap();
        assert_eq!(world.sessions().len(), 1);
        bot.stop(false).await;
    }
}

#[tokio::test(start_paused = true)]
async fn connections_that_break_meanwhile_lose_and_repeat_nothing() {
    let world = World::new(guilds());
    world.late_by(Duration::from_millis(500));
    let mut bot = world.start(of_two(), 100_000);
    bot.client.wait_until_ready().await;
    let ticks = flow(&world, Duration::from_mins(1));
    let resharding = reshard(&bot.client, 4);
    sleep(Duration::from_secs(8)).await;
    world.cuts([1, 2]);
    // Three turns to identify, then both are heard for ten seconds.
    sleep(Duration::from_secs(12)).await;
    world.cuts([0, 2]);
    world.cuts([2, 4]);
    resharding.await.unwrap().unwrap();
    let ticks = ticks.await.unwrap();
    sleep(Duration::from_secs(10)).await;
    assert_each_once(&bot.come(), ticks);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn handlers_that_are_behind_lose_nothing_to_a_resharding() {
    let world = World::new(guilds());
    let mut bot = world.start(of_two(), 20);
    let ticks = flow(&world, Duration::from_mins(2));
    // So slow that the sink is full most of the time.
    let client = bot.client.clone();
    let resharding = tokio::spawn(async move {
        client.wait_until_ready().await;
        sleep(Duration::from_secs(5)).await;
        client.reshard(4).await
    });
    let mut come = Vec::new();
    let mut stood_still = false;
    while !resharding.is_finished() || !ticks.is_finished() {
        if !stood_still && bot.client.shard_count() == 4 {
            stood_still = true;
            sleep(Duration::from_secs(45)).await;
        }
        sleep(Duration::from_millis(400)).await;
        come.extend(bot.come());
    }
    resharding.await.unwrap().unwrap();
    assert!(stood_still);
    for _ in 0..200 {
        sleep(Duration::from_millis(400)).await;
        come.extend(bot.come());
    }
    // The first ones came before there were shards.
    let first = come.iter().find(|(name, _)| name == "TICK").unwrap().1["n"]
        .as_u64()
        .unwrap();
    let mut numbers: Vec<_> = come
        .iter()
        .filter(|(name, _)| name == "TICK")
        .map(|(_, d)| d["n"].as_u64().unwrap())
        .filter(|n| *n > first + 200)
        .collect();
    numbers.sort_unstable();
    let expected: Vec<_> = (first + 201..ticks.await.unwrap()).collect();
    assert_eq!(numbers, expected);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn handlers_are_told_of_it() {
    let world = World::new(guilds());
    let mut bot = world.start_with_own(of_two(), 1_000);
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(1)).await;
    bot.client.reshard(4).await.unwrap();
    world.cuts([0, 4]);
    sleep(Duration::from_secs(5)).await;
    let own: Vec<_> = bot
        .come()
        .into_iter()
        .filter_map(|(name, d)| Some((name.strip_prefix("asyncord.")?.to_owned(), d)))
        .collect();
    let names: Vec<_> = own.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "SHARD_READY",
            "SHARD_READY",
            "SHARDS_READY",
            "RESHARD_STARTED",
            "SHARDS_READY",
            "RESHARD_ENDED",
            "SHARD_DISCONNECTED",
            "SHARD_RESUMED",
        ]
    );
    assert_eq!(
        own[2].1,
        json!({"shards": 2, "shard_count": 2, "guilds": 8})
    );
    assert_eq!(own[3].1, json!({"from": 2, "to": 4}));
    assert_eq!(
        own[4].1,
        json!({"shards": 4, "shard_count": 4, "guilds": 8})
    );
    assert_eq!(own[5].1, json!({"from": 2, "to": 4, "error": null}));
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_new_shard_that_fails_leaves_the_old_ones_alone() {
    let world = World::new(guilds());
    world.refuses(|[number, total]| (total == 4 && number == 2).then_some(4010));
    let mut bot = world.start_with_own(of_two(), 100_000);
    bot.client.wait_until_ready().await;
    let ticks = flow(&world, Duration::from_secs(40));
    let error = bot.client.reshard(4).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("a new shard failed: the gateway refused shard 2/4 (4010): "),
        "{text}"
    );
    let mut closed = world.closed(4);
    closed.sort_unstable();
    assert_eq!(closed, [(0, 1000), (1, 1000)]);
    assert!(world.closed(2).is_empty());
    assert_eq!(bot.client.shard_count(), 2);
    assert_eq!(bot.client.status(), ShardStatus::Ready);
    let ticks = ticks.await.unwrap();
    sleep(Duration::from_secs(1)).await;
    let come = bot.come();
    assert_each_once(&come, ticks);
    let ended = come
        .iter()
        .find(|(name, _)| name == "asyncord.RESHARD_ENDED");
    assert_eq!(ended.unwrap().1["error"], text);
    assert_eq!(count(&come, "asyncord.SHARD_READY"), 2);
    // Another attempt may do better.
    world.refuses(|_| None);
    bot.client.reshard(4).await.unwrap();
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn new_shards_that_never_come_are_given_up() {
    let world = World::new(guilds());
    world.refuses(|[number, total]| (total == 4 && number == 2).then_some(4000));
    let bot = world.start(of_two(), 100_000);
    bot.client.wait_until_ready().await;
    let error = timeout(Duration::from_hours(1), bot.client.reshard(4)).await;
    assert!(
        matches!(error, Ok(Err(ReshardError::Late { .. }))),
        "{error:?}"
    );
    assert_eq!(bot.client.shard_count(), 2);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_stop_in_the_middle_ends_both_sets_in_good_order() {
    // While the new set starts, and while both are heard.
    for (after, kept) in [(8, 2), (22, 4)] {
        let (world, store) = (World::new(guilds()), MemoryStore::new());
        let setup = setup(|options| options.sharding(Sharding::fixed(2)).store(store.clone()));
        let bot = world.start(setup, 1_000);
        bot.client.wait_until_ready().await;
        let resharding = reshard(&bot.client, 4);
        sleep(Duration::from_secs(after)).await;
        assert_eq!(bot.client.shard_count(), kept);
        let start = Instant::now();
        bot.stop(true).await;
        assert!(start.elapsed() < Duration::from_secs(6));
        assert!(matches!(
            resharding.await.unwrap(),
            Err(ReshardError::Stopped)
        ));
        let closed = world.closed(6 - kept);
        assert!(
            !closed.is_empty() && closed.iter().all(|(_, code)| *code == 1000),
            "{closed:?}"
        );
        let closed = world.closed(kept);
        assert!(closed.iter().all(|(_, code)| *code == 4000), "{closed:?}");
        let sessions = store.state().sessions;
        assert_eq!(u32::try_from(sessions.len()).unwrap(), kept);
        assert!(sessions.iter().all(|session| session.shard.total() == kept));
        // No other session is left with Discord.
        assert_eq!(world.sessions().len(), sessions.len());
    }
}

#[tokio::test(start_paused = true)]
async fn orders_that_cannot_be_followed_are_refused() {
    let world = World::new(guilds());
    let bot = world.start(of_two(), 1_000);
    assert!(matches!(
        GatewayClient::new().reshard(2).await,
        Err(ReshardError::Stopped)
    ));
    bot.client.wait_until_ready().await;
    let first = reshard(&bot.client, None);
    sleep(Duration::from_secs(1)).await;
    let second = bot.client.reshard(8).await.unwrap_err();
    assert_eq!(second.to_string(), "a resharding is under way already");
    first.await.unwrap().unwrap();
    assert_eq!(bot.client.shard_count(), 1, "as recommended");

    // 1000 less 3, less the reserve of 100.
    let error = bot.client.reshard(898).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("898 sessions with Discord cannot be started: "),
        "{error}"
    );
    assert_eq!(bot.client.shard_count(), 1);
    let client = bot.client.clone();
    bot.stop(false).await;
    assert!(matches!(
        client.reshard(2).await,
        Err(ReshardError::Stopped)
    ));

    let bot = world.start(
        setup(|options| options.sharding(Sharding::range(0..1, 2))),
        100,
    );
    bot.client.wait_until_ready().await;
    assert!(matches!(
        bot.client.reshard(4).await,
        Err(ReshardError::PartOnly)
    ));
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_question_without_an_answer_holds_up_nothing() {
    let world = World::new(guilds());
    let setup = Setup {
        refresh: Arc::new(|| Box::pin(pending())),
        ..of_two()
    };
    let bot = world.start(setup, 1_000);
    bot.client.wait_until_ready().await;
    let error = bot.client.reshard(4).await.unwrap_err();
    assert!(matches!(error, ReshardError::Info(_)), "{error:?}");
    assert!(
        error.to_string().ends_with("no answer within 60s"),
        "{error}"
    );

    let resharding = reshard(&bot.client, 4);
    sleep(Duration::from_secs(1)).await;
    let second = bot.client.reshard(4).await;
    assert!(matches!(second, Err(ReshardError::UnderWay)));
    let start = Instant::now();
    bot.stop(false).await;
    assert!(start.elapsed() < Duration::from_secs(6));
    assert!(matches!(
        resharding.await.unwrap(),
        Err(ReshardError::Stopped)
    ));
}

#[tokio::test(start_paused = true)]
async fn commands_under_way_survive() {
    let world = World::new(guilds());
    let bot = world.start(of_two(), 1_000);
    bot.client.wait_until_ready().await;
    // Nothing is answered before the new shards are asked.
    world.answers(|world, shard, op, d| {
        if op == 43 && shard[1] == 4 {
            let d = json!({"guild_id": d["guild_id"], "channels": []});
            world.tells_shard(shard, "CHANNEL_INFO", d);
        }
    });
    let client = bot.client.clone();
    let asked = tokio::spawn(async move {
        client
            .request_channel_info(World::guild(3))
            .timeout(LONG)
            .await
    });
    sleep(Duration::from_secs(1)).await;
    assert_eq!(world.sent(43).len(), 1);
    bot.client.reshard(4).await.unwrap();
    let info = timeout(LONG, asked).await.unwrap().unwrap().unwrap();
    assert_eq!(info.guild_id, World::guild(3));
    assert_eq!(world.sent(43).last().unwrap().1, [3, 4]);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn the_old_set_failing_meanwhile_ends_the_bot() {
    let world = World::new(guilds());
    let bot = world.start(of_two(), 1_000);
    bot.client.wait_until_ready().await;
    let resharding = reshard(&bot.client, 4);
    sleep(Duration::from_secs(8)).await;
    world.closes([1, 2], 4004);
    let ended = timeout(LONG, bot.running).await.unwrap().unwrap();
    assert!(matches!(ended, Err(GatewayError::AuthenticationFailed)));
    assert!(matches!(
        resharding.await.unwrap(),
        Err(ReshardError::Stopped)
    ));
    assert!(world.closed(4).iter().all(|(_, code)| *code == 1000));
}
