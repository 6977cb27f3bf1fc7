//! More shards where there are many guilds, by themselves.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use tokio::time::sleep;

use super::{info, setup};
use crate::gateway::{
    Setup, ShardStatus, Sharding,
    testing::{Bot, World},
};

/// A bot whose one shard has 2,000 guilds, and how often it has asked how many shards there should be.
fn crowded(sharding: Sharding, answers: bool) -> (World, Bot, Arc<AtomicU32>) {
    let world = World::new((0..2_000).map(World::guild));
    world.keeps_guilds_back(true);
    let asked = Arc::new(AtomicU32::new(0));
    let asks = Arc::clone(&asked);
    let setup = Setup {
        refresh: Arc::new(move || {
            asks.fetch_add(1, Ordering::Relaxed);
            Box::pin(async move {
                if answers {
                    Ok(info(1, 1000, 16))
                } else {
                    Err("out of order".into())
                }
            })
        }),
        ..setup(|options| options.sharding(sharding))
    };
    let bot = world.start(setup, 1_000);
    (world, bot, asked)
}

#[tokio::test(start_paused = true)]
async fn many_guilds_get_more_shards_by_themselves() {
    let (world, bot, _) = crowded(Sharding::automatic(), true);
    bot.client.wait_until_ready().await;
    assert_eq!(
        (bot.client.shard_count(), bot.client.guild_count()),
        (1, 2_000)
    );
    // A look each minute, a minute for the guilds, which do not come.
    sleep(Duration::from_secs(150)).await;
    assert_eq!(
        (bot.client.shard_count(), bot.client.guild_count()),
        (2, 2_000)
    );
    assert_eq!(world.identifies().len(), 3);
    sleep(Duration::from_hours(3)).await;
    assert_eq!(bot.client.shard_count(), 2, "they suffice");
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_there_is_an_hours_peace() {
    let (_world, bot, asked) = crowded(Sharding::automatic(), false);
    sleep(Duration::from_mins(59)).await;
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    sleep(Duration::from_mins(4)).await;
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    assert_eq!(bot.client.status(), ShardStatus::Ready);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn where_the_number_is_said_it_stays() {
    for sharding in [Sharding::automatic_at_start(), Sharding::fixed(1)] {
        let (_world, bot, asked) = crowded(sharding, true);
        sleep(Duration::from_hours(3)).await;
        assert_eq!(asked.load(Ordering::Relaxed), 0);
        assert_eq!(bot.client.shard_count(), 1);
        bot.stop(false).await;
    }
}
