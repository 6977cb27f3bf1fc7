//! A sink that is full for some.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde_json::json;
use tokio::{
    sync::{Notify, mpsc},
    time::sleep,
};

use super::setup;
use crate::{
    event::RawEvent,
    gateway::{
        EventSink, GatewayClient, ShardStatus, Sharding,
        testing::{Bot, World},
    },
};

/// Has no room for the events of shard 0 while it is shut, asyncord's own included.
struct Gate {
    events: mpsc::Sender<RawEvent>,
    shut: AtomicBool,
    opened: Notify,
}

impl EventSink for Gate {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent> {
        if event.shard() == 0 && self.shut.load(Ordering::Relaxed) {
            return Err(event);
        }
        self.events.try_send(event).ok();
        Ok(())
    }

    fn ready(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.opened.notified())
    }
}

#[tokio::test(start_paused = true)]
async fn one_shards_full_sink_is_no_other_shards_trouble() {
    let (events, received) = mpsc::channel(100_000);
    let gate = Arc::new(Gate {
        events,
        shut: AtomicBool::new(false),
        opened: Notify::new(),
    });
    let world = World::new([0, 1].map(World::guild));
    let setup = setup(|options| options.sharding(Sharding::fixed(2)));
    let mut bot = world.attach(Bot::start_into(
        GatewayClient::new(),
        setup,
        gate.clone(),
        received,
    ));
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(1)).await;
    bot.come();

    gate.shut.store(true, Ordering::Relaxed);
    for n in 0..600 {
        world.tells(World::guild(n % 2), "TICK", json!({"n": n}));
        sleep(Duration::from_secs(1)).await;
        if n == 300 {
            // Its own news wait in their order behind what waits already.
            world.cuts([0, 2]);
        }
    }
    let come = bot.come();
    let ticks: Vec<_> = come.iter().map(|(_, d)| d["n"].as_u64().unwrap()).collect();
    let odd: Vec<_> = (0..600).filter(|n| n % 2 == 1).collect();
    assert_eq!(ticks, odd);
    assert_eq!(bot.client.shard(1).unwrap().status(), ShardStatus::Ready);
    assert_eq!(world.identifies().len(), 2);
    assert_eq!(world.resumes().len(), 1, "it stayed alive but for the cut");

    gate.shut.store(false, Ordering::Relaxed);
    gate.opened.notify_waiters();
    sleep(Duration::from_secs(10)).await;
    let come = bot.come();
    let ticks: Vec<_> = come.iter().filter_map(|(_, d)| d["n"].as_u64()).collect();
    let even: Vec<_> = (0..600).filter(|n| n % 2 == 0).collect();
    assert_eq!(ticks, even);
    let own: Vec<_> = come
        .iter()
        .filter(|(name, _)| name.starts_with("asyncord."))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        own,
        ["asyncord.SHARD_DISCONNECTED", "asyncord.SHARD_RESUMED"]
    );
    assert_eq!(bot.client.status(), ShardStatus::Ready);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn news_of_the_whole_bot_wait_in_their_order() {
    let (events, received) = mpsc::channel(100_000);
    let gate = Arc::new(Gate {
        events,
        shut: AtomicBool::new(true),
        opened: Notify::new(),
    });
    let world = World::new([0, 1].map(World::guild));
    let mut bot = world.attach(Bot::start_into(
        GatewayClient::new(),
        setup(|options| options.sharding(Sharding::fixed(1))),
        gate.clone(),
        received,
    ));
    // Handlers have no room at all yet, READY waits and all that follows it.
    sleep(Duration::from_mins(3)).await;
    assert!(bot.come().is_empty());
    gate.shut.store(false, Ordering::Relaxed);
    gate.opened.notify_waiters();
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(1)).await;
    gate.shut.store(true, Ordering::Relaxed);
    bot.come();
    let client = bot.client.clone();
    let resharding = tokio::spawn(async move { client.reshard(2).await });
    sleep(Duration::from_mins(2)).await;
    gate.shut.store(false, Ordering::Relaxed);
    gate.opened.notify_waiters();
    resharding.await.unwrap().unwrap();
    sleep(Duration::from_secs(1)).await;
    let come = bot.come();
    let names: Vec<_> = come.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "asyncord.RESHARD_STARTED",
            "asyncord.SHARDS_READY",
            "asyncord.RESHARD_ENDED"
        ]
    );
    bot.stop(false).await;
}
