//! How many shards are started, when, and what ends them.

use std::{ops::Range, sync::atomic::Ordering, time::Duration};

use tokio::time::{Instant, sleep, timeout};

use super::{LONG, info, setup};
use crate::{
    gateway::{
        AcquireFuture, Activity, GatewayError, IdentifyBudget, IdentifyPermit, IdentifyQueue,
        SendError, ShardId, ShardStatus, Sharding,
        testing::{Bot, Heard, World},
    },
    model::SessionStartLimit,
};

#[tokio::test(start_paused = true)]
async fn automatic_takes_the_recommended_number() {
    let world = World::new([World::guild(0), World::guild(1), World::guild(2)]);
    for sharding in [Sharding::automatic(), Sharding::automatic_at_start()] {
        let setup = setup(|options| options.sharding(sharding)).told(&info(3, 1000, 1));
        let bot = world.start(setup, 100);
        bot.client.wait_until_ready().await;
        assert_eq!(bot.client.shard_count(), 3);
        bot.stop(false).await;
    }
    let shards: Vec<_> = world.identifies().iter().map(|(_, shard)| *shard).collect();
    assert_eq!(shards, [[0, 3], [1, 3], [2, 3], [0, 3], [1, 3], [2, 3]]);
}

#[tokio::test(start_paused = true)]
async fn a_range_is_a_part_of_the_shards() {
    let world = World::new([]);
    let bot = world.start(
        setup(|options| options.sharding(Sharding::range(1..3, 4))),
        100,
    );
    bot.client.wait_until_ready().await;
    let shards: Vec<_> = bot.client.shards().iter().map(|shard| shard.id).collect();
    let id = |number| ShardId::new(number, 4).unwrap();
    assert_eq!(shards, [id(1), id(2)]);
    assert_eq!(bot.client.shard_count(), 4);
    assert!(bot.client.shard(0).is_none() && bot.client.shard_of(World::guild(3)).is_none());
    assert_eq!(bot.client.shard_of(World::guild(2)).unwrap().id(), id(2));

    let sent = bot.client.update_voice_state(World::guild(3), None).await;
    assert_eq!(sent, Err(SendError::OtherProcess { shard: id(3) }));
    let asked = bot.client.request_channel_info(World::guild(0)).await;
    let text = asked.unwrap_err().to_string();
    assert!(
        text.contains("shard 0/4, which another process runs"),
        "{text}"
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn ranges_that_are_none_are_errors_before_anything_connects() {
    for (start, end, total) in [(2, 2, 4), (3, 2, 4), (2, 5, 4), (0, 1, 0)] {
        let sharding = Sharding::range(Range { start, end }, total);
        let mut bot = Bot::start_with(
            crate::gateway::GatewayClient::new(),
            setup(|options| options.sharding(sharding)),
            1,
        );
        let error = (&mut bot.running).await.unwrap().unwrap_err();
        let text = format!("there are no shards {start}..{end} of {total}: ");
        assert!(error.to_string().starts_with(&text), "{error}");
        assert!(bot.peers.try_recv().is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn shards_of_a_key_identify_one_after_the_other_in_order() {
    for concurrency in [1, 16] {
        let world = World::new([]);
        let setup = setup(|options| options.sharding(Sharding::fixed(32))).told(&info(
            1,
            1000,
            concurrency,
        ));
        let bot = world.start(setup, 1_000);
        bot.client.wait_until_ready().await;
        let identifies = world.identifies();
        assert_eq!(identifies.len(), 32);
        let mut last = vec![None; usize::try_from(concurrency).unwrap()];
        for (place, (at, [number, total])) in identifies.iter().enumerate() {
            assert_eq!(*total, 32);
            let wave = u128::from(number / concurrency);
            assert_eq!(
                u32::try_from(place).unwrap() / concurrency,
                number / concurrency
            );
            assert!(
                (wave * 5_250..=wave * 5_250 + 50).contains(at),
                "{number} at {at}"
            );
            let last = &mut last[usize::try_from(number % concurrency).unwrap()];
            assert!(last.is_none_or(|(before, then)| before < *number && then + 5_250 <= *at));
            *last = Some((*number, *at));
        }
        assert_eq!(bot.client.identifies().unwrap().remaining, 1000 - 32);
        bot.stop(false).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_start_that_the_day_does_not_suffice_for_connects_nothing() {
    let setup = setup(|options| options.sharding(Sharding::fixed(3))).told(&info(1, 102, 1));
    let mut bot = Bot::start_with(crate::gateway::GatewayClient::new(), setup, 1);
    let error = (&mut bot.running).await.unwrap().unwrap_err();
    assert!(matches!(error, GatewayError::SessionLimit(_)));
    let text = error.to_string();
    let beginning = "3 sessions with Discord cannot be started: 102 of the day's 1000 are left, and 100 are kept in \
                     reserve; they are counted anew at ";
    assert!(text.starts_with(beginning), "{text}");
    assert!(bot.peers.try_recv().is_err());
    assert_eq!(bot.client.identifies(), None);
}

#[tokio::test(start_paused = true)]
async fn a_fatal_close_ends_the_bot_and_the_others_in_good_order() {
    let world = World::new([]);
    world.refuses(|[number, _]| (number == 2).then_some(4014));
    let bot = world.start(setup(|options| options.sharding(Sharding::fixed(4))), 100);
    let ended = timeout(LONG, bot.running).await.unwrap().unwrap();
    assert!(
        matches!(ended, Err(GatewayError::DisallowedIntents { .. })),
        "{ended:?}"
    );
    let mut closed = world.closed(4);
    closed.sort_unstable();
    assert_eq!(closed, [(0, 1000), (1, 1000)]);
    assert_eq!(world.identifies().len(), 3);
    assert_eq!(bot.client.status(), ShardStatus::Disconnected);
    assert!(world.sessions().is_empty());
}

/// Gives turns at once, but to one shard.
#[derive(Debug)]
struct PanicsForOne;

impl IdentifyQueue for PanicsForOne {
    fn acquire(&self, shard: ShardId) -> AcquireFuture<'_> {
        let now = Instant::now();
        Box::pin(async move {
            assert_ne!(shard.number(), 1, "as it should for the test");
            Ok(IdentifyPermit::new(move || now, |_| ()))
        })
    }

    fn update(&self, _: SessionStartLimit) {}

    fn budget(&self) -> IdentifyBudget {
        IdentifyBudget::UNKNOWN
    }
}

#[tokio::test(start_paused = true)]
async fn a_shard_that_panics_is_named_and_ends_the_bot() {
    let world = World::new([]);
    let setup = setup(|options| {
        options
            .sharding(Sharding::fixed(2))
            .identify_queue(PanicsForOne)
    });
    let bot = world.start(setup, 100);
    let ended = timeout(LONG, bot.running).await.unwrap().unwrap();
    let died = ShardId::new(1, 2).unwrap();
    assert!(
        matches!(ended, Err(GatewayError::ShardDied { shard }) if shard == died),
        "{ended:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_template_that_panics_costs_the_presence_only() {
    let world = World::new([]);
    let setup = setup(|options| {
        options.presence_with(|shard| -> Activity { panic!("for the test, on {}", shard.id) })
    });
    let bot = world.start(setup, 100);
    bot.client.wait_until_ready().await;
    let heard = world.heard();
    let Heard::Identify(identify) = &heard[0].2 else {
        panic!("{heard:?}");
    };
    assert!(identify.get("presence").is_none());
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_stop_ends_shards_wherever_they_are() {
    // Some are ready, one holds its turn, the others wait for theirs.
    let world = World::new([]);
    let bot = world.start(setup(|options| options.sharding(Sharding::fixed(8))), 100);
    sleep(Duration::from_secs(7)).await;
    assert_eq!(bot.client.shard(1).unwrap().status(), ShardStatus::Ready);
    assert_eq!(bot.client.shard(7).unwrap().status(), ShardStatus::Queued);
    let start = Instant::now();
    bot.stop(false).await;
    assert!(start.elapsed() < Duration::from_secs(6));
    assert_eq!(world.identifies().len(), 2);

    // The connection hangs.
    let bot = Bot::start(1);
    bot.hangs.store(true, Ordering::Relaxed);
    sleep(Duration::from_secs(3)).await;
    assert_eq!(bot.client.status(), ShardStatus::Connecting);
    let start = Instant::now();
    bot.stop(true).await;
    assert!(start.elapsed() < Duration::from_secs(1));

    // It was asked for before there was anything to stop.
    let world = World::new([]);
    let bot = world.start(setup(|options| options), 100);
    bot.stop(false).await;
    assert!(world.identifies().is_empty());
}
