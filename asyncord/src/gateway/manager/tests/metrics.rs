//! What is counted, as a recorder sees it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use ::metrics::{
    Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit,
    set_default_local_recorder,
};
use serde_json::json;
use tokio::time::sleep;

use super::setup;
use crate::gateway::{
    ShardStatus, Sharding, Status,
    testing::{Bot, INTERVAL, World},
};

/// Keeps values as an exporter does: the crate's own recorder for tests forgets gauges when it is looked at.
#[derive(Clone, Default)]
struct Recorded(Arc<Mutex<Values>>);

#[derive(Default)]
struct Values {
    counters: BTreeMap<String, Arc<AtomicU64>>,
    gauges: BTreeMap<String, Arc<AtomicU64>>,
}

fn name_of(key: &Key) -> String {
    let mut labels: Vec<_> = key
        .labels()
        .map(|label| format!("{}={}", label.key(), label.value()))
        .collect();
    labels.sort();
    format!("{} {}", key.name(), labels.join(" "))
}

impl Recorder for Recorded {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let mut values = crate::lock(&self.0);
        Counter::from_arc(Arc::clone(values.counters.entry(name_of(key)).or_default()))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        let mut values = crate::lock(&self.0);
        Gauge::from_arc(Arc::clone(values.gauges.entry(name_of(key)).or_default()))
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        unreachable!("there are none")
    }
}

impl Recorded {
    /// The value of `asyncord_gateway_…`, with labels in the order of their names.
    #[track_caller]
    fn get(&self, name: &str) -> f64 {
        let name = format!("asyncord_gateway_{name}");
        let values = crate::lock(&self.0);
        if let Some(gauge) = values.gauges.get(&name) {
            return f64::from_bits(gauge.load(Ordering::Relaxed));
        }
        let Some(counter) = values.counters.get(&name) else {
            panic!("no {name} in {:?}", values.counters.keys());
        };
        f64::from(u32::try_from(counter.load(Ordering::Relaxed)).unwrap())
    }

    fn names(&self) -> Vec<String> {
        let values = crate::lock(&self.0);
        let names = values.counters.keys().chain(values.gauges.keys());
        names.cloned().collect()
    }

    #[track_caller]
    fn is(&self, name: &str, value: u32) {
        let found = self.get(name);
        assert!(
            (found - f64::from(value)).abs() < f64::EPSILON,
            "{name} is {found}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_shards_life_is_counted() {
    let recorded = Recorded::default();
    let _guard = set_default_local_recorder(&recorded);
    let world = World::new([0, 1].map(World::guild));
    let mut bot = world.start(setup(|options| options.sharding(Sharding::fixed(2))), 5);
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(1)).await;
    recorded.is("ready group=test shard=0", 1);
    recorded.is("ready group=test shard=1", 1);
    recorded.is("guilds group=test shard=0", 1);
    recorded.is("identifies_total group=test shard=0", 1);
    recorded.is("identifies_left group=test", 998);
    recorded.is("events_total event=READY group=test shard=0", 1);
    recorded.is("events_total event=GUILD_CREATE group=test shard=1", 1);
    recorded.is("resumes_total group=test shard=0", 0);
    recorded.is("pauses_total group=test shard=0", 0);
    recorded.is("queued_commands group=test shard=0", 0);

    // Four events are in the sink of five.
    bot.come();
    for n in 0..9 {
        world.tells(World::guild(0), "UNWANTED", json!({"n": n}));
    }
    for n in 0..7 {
        world.tells(World::guild(0), "TICK", json!({"n": n}));
    }
    sleep(Duration::from_secs(1)).await;
    recorded.is("events_total event=UNWANTED group=test shard=0", 9);
    recorded.is("events_total event=TICK group=test shard=0", 6);
    recorded.is("pauses_total group=test shard=0", 1);
    bot.come();
    sleep(Duration::from_secs(1)).await;
    recorded.is("events_total event=TICK group=test shard=0", 7);

    world.cuts([0, 2]);
    sleep(Duration::from_millis(1)).await;
    while bot.client.status() != ShardStatus::Ready {
        sleep(Duration::from_millis(10)).await;
    }
    recorded.is("reconnects_total cause=lost group=test shard=0", 1);
    recorded.is("resumes_total group=test shard=0", 1);
    recorded.is("identifies_total group=test shard=0", 1);
    recorded.is("events_total event=RESUMED group=test shard=0", 1);
    world.invalidates([1, 2]);
    sleep(Duration::from_secs(2)).await;
    recorded.is("ready group=test shard=1", 0);
    recorded.is("ready group=test shard=0", 1);
    sleep(Duration::from_secs(20)).await;
    recorded.is(
        "reconnects_total cause=invalid_session group=test shard=1",
        1,
    );
    recorded.is("identifies_total group=test shard=1", 2);
    recorded.is("identifies_left group=test", 997);
    recorded.is("ready group=test shard=1", 1);

    // The sixth presence waits.
    for _ in 0..6 {
        bot.client.update_presence(Status::Idle).await.unwrap();
        sleep(Duration::from_millis(1)).await;
    }
    recorded.is("queued_commands group=test shard=0", 1);
    sleep(INTERVAL * 2).await;
    recorded.is("queued_commands group=test shard=0", 0);
    assert!(recorded.get("latency_seconds group=test shard=0") < 0.1);

    bot.stop(false).await;
    recorded.is("ready group=test shard=0", 0);
    recorded.is("guilds group=test shard=0", 0);
    for name in recorded.names() {
        assert!(!name.contains("shutdown"), "an end is no loss");
        let (name, _) = name.split_once(' ').unwrap();
        let documented = include_str!("../../../../docs/metrics.md");
        assert!(documented.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_are_counted_over_connections() {
    let recorded = Recorded::default();
    let _guard = set_default_local_recorder(&recorded);
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    let first = peer.bytes.load(Ordering::Relaxed);
    drop(peer);
    let mut peer = bot.peer().await;
    peer.greets();
    peer.hears_op(6).await;
    peer.dispatches("RESUMED", 2, json!({}));
    bot.client.wait_until_ready().await;
    let all = first + peer.bytes.load(Ordering::Relaxed);
    let all = u32::try_from(all).unwrap();
    recorded.is("decompressed_bytes_total group=test shard=0", all);
    recorded.is("received_bytes_total group=test shard=0", all);
}

#[tokio::test(start_paused = true)]
async fn names_of_events_do_not_grow_without_end() {
    let recorded = Recorded::default();
    let _guard = set_default_local_recorder(&recorded);
    let world = World::new([World::guild(0)]);
    let bot = world.start(setup(|options| options), 10_000);
    bot.client.wait_until_ready().await;
    for n in 0..1_000 {
        world.tells(World::guild(0), &format!("NAME_{n}"), json!({}));
    }
    sleep(Duration::from_secs(1)).await;
    recorded.is("events_total event=NAME_0 group=test shard=0", 1);
    // READY and GUILD_CREATE are two of the 128.
    recorded.is("events_total event=other group=test shard=0", 1_000 - 126);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn of_two_sets_the_one_that_serves_is_shown() {
    let recorded = Recorded::default();
    let _guard = set_default_local_recorder(&recorded);
    let world = World::new((0..4).map(World::guild));
    let bot = world.start(
        setup(|options| options.sharding(Sharding::fixed(2))),
        10_000,
    );
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(1)).await;
    recorded.is("guilds group=test shard=0", 2);
    let client = bot.client.clone();
    let resharding = tokio::spawn(async move { client.reshard(4).await });
    sleep(Duration::from_secs(10)).await;
    recorded.is("guilds group=test shard=0", 2);
    recorded.is("ready group=test shard=0", 1);
    resharding.await.unwrap().unwrap();
    for shard in 0..4 {
        recorded.is(&format!("guilds group=test shard={shard}"), 1);
        recorded.is(&format!("ready group=test shard={shard}"), 1);
    }
    bot.client.reshard(1).await.unwrap();
    recorded.is("guilds group=test shard=0", 4);
    recorded.is("ready group=test shard=0", 1);
    for shard in 1..4 {
        recorded.is(&format!("guilds group=test shard={shard}"), 0);
        recorded.is(&format!("ready group=test shard={shard}"), 0);
    }
    bot.stop(false).await;
    recorded.is("ready group=test shard=0", 0);
}
