//! Sessions and counts over restarts.

use std::{future::pending, time::Duration};

use serde_json::json;
use tokio::time::{Instant, sleep};

use super::{info, setup};
use crate::{
    gateway::{
        GatewayClient, GatewayError, GatewayOptions, GatewayState, GatewayStore, LoadFuture,
        MemoryStore, SaveFuture, Setup, ShardId, Sharding, StoredSession,
        testing::{Bot, World},
    },
    model::Intents,
};

fn kept(store: &MemoryStore, total: u32) -> Setup {
    setup(|options| {
        options
            .sharding(Sharding::fixed(total))
            .store(store.clone())
    })
}

fn guilds() -> [u64; 3] {
    [0, 1, 3].map(World::guild)
}

/// Runs a bot of two shards until it is ready, and stops it keeping its sessions.
async fn run_and_keep(world: &World, store: &MemoryStore) {
    let bot = world.start(kept(store, 2), 100);
    bot.client.wait_until_ready().await;
    sleep(Duration::from_secs(5)).await;
    assert!(store.state().sessions.is_empty(), "none while they run");
    bot.stop(true).await;
}

#[tokio::test(start_paused = true)]
async fn sessions_are_resumed_by_the_next_start() {
    let (world, store) = (World::new(guilds()), MemoryStore::new());
    run_and_keep(&world, &store).await;
    let mut closed = world.closed(2);
    closed.sort_unstable();
    assert_eq!(closed, [(0, 4000), (1, 4000)]);

    let mut sessions = store.state().sessions;
    sessions.sort_by_key(|session| session.shard);
    let [first, second] = sessions.as_slice() else {
        panic!("{sessions:?}");
    };
    assert_eq!(first.shard, ShardId::new(0, 2).unwrap());
    assert_eq!(first.session_id.expose(), "session-1");
    // READY and the guilds.
    assert_eq!((first.sequence, second.sequence), (2, 3));
    assert_eq!((first.guilds, second.guilds), (1, 2));
    assert_eq!(first.intents, Intents::GUILDS);
    let url = first.resume_gateway_url.as_deref().unwrap();
    assert!(url.starts_with("wss://resume.test/"), "{url}");

    world.tells(World::guild(1), "MISSED", json!({"n": 1}));
    sleep(Duration::from_secs(1)).await;
    let start = Instant::now();
    let mut bot = world.start(kept(&store, 2), 100);
    bot.client.wait_until_ready().await;
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "nobody waits for a turn"
    );
    assert_eq!(world.identifies().len(), 2, "only those of the first start");
    assert_eq!(world.resumes(), [([0, 2], 2), ([1, 2], 3)]);
    assert_eq!(bot.client.guild_count(), 3);
    let come = bot.come();
    assert!(
        come.contains(&("MISSED".to_owned(), json!({"n": 1}))),
        "{come:?}"
    );
    assert!(
        come.iter()
            .all(|(name, _)| name != "READY" && name != "GUILD_CREATE")
    );
    assert!(
        store.state().sessions.is_empty(),
        "they are not resumed twice"
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_final_stop_keeps_no_session() {
    let (world, store) = (World::new(guilds()), MemoryStore::new());
    let bot = world.start(kept(&store, 2), 100);
    bot.client.wait_until_ready().await;
    bot.stop(false).await;
    let mut closed = world.closed(2);
    closed.sort_unstable();
    assert_eq!(closed, [(0, 1000), (1, 1000)]);
    assert!(store.state().sessions.is_empty());
    assert_eq!(store.state().identifies.unwrap().used, 2);
}

/// What is different at the next start.
type Change = fn(&mut Setup, &mut GatewayState);

#[tokio::test(start_paused = true)]
async fn what_does_not_fit_is_not_resumed() {
    let cases: [(&str, Change); 4] = [
        ("other intents", |setup, _| {
            setup.intents |= Intents::GUILD_MESSAGES;
        }),
        ("another total", |setup, _| {
            let options = std::mem::take(&mut setup.options);
            setup.options = options.sharding(Sharding::fixed(4));
        }),
        ("too old", |_, state| {
            for session in &mut state.sessions {
                session.stored_at -= 16 * 60;
            }
        }),
        ("unknown to Discord", |_, state| {
            for session in &mut state.sessions {
                session.session_id = "gone".to_owned().into();
            }
        }),
    ];
    for (what, change) in cases {
        let (world, store) = (World::new(guilds()), MemoryStore::new());
        run_and_keep(&world, &store).await;
        let (mut setup, mut state) = (kept(&store, 2), store.state());
        change(&mut setup, &mut state);
        let store = MemoryStore::from(state);
        let options = std::mem::take(&mut setup.options);
        setup.options = options.store(store);
        let bot = world.start(setup, 100);
        bot.client.wait_until_ready().await;
        let shards = usize::try_from(bot.client.shard_count()).unwrap();
        assert_eq!(world.identifies().len(), 2 + shards, "{what}");
        assert_eq!(bot.client.guild_count(), 3, "{what}");
        bot.stop(false).await;
    }
}

#[tokio::test(start_paused = true)]
async fn automatic_keeps_the_number_of_shards_that_can_be_resumed() {
    for (recommended, taken) in [(3, 2), (1, 2), (5, 2), (6, 6)] {
        let (world, store) = (World::new(guilds()), MemoryStore::new());
        run_and_keep(&world, &store).await;
        let setup = kept(&store, 1).told(&info(recommended, 1000, 16));
        let setup = Setup {
            options: GatewayOptions::new()
                .store(store.clone())
                .compression(setup.options.compression),
            ..setup
        };
        let bot = world.start(setup, 100);
        bot.client.wait_until_ready().await;
        assert_eq!(
            bot.client.shard_count(),
            taken,
            "{recommended} are recommended"
        );
        bot.stop(false).await;
    }
}

#[tokio::test(start_paused = true)]
async fn events_that_were_held_at_the_stop_come_with_the_next_start() {
    let (world, store) = (World::new(guilds()), MemoryStore::new());
    let mut bot = world.start(kept(&store, 1), 4);
    bot.client.wait_until_ready().await;
    // READY and three guilds fill the sink.
    for n in 0..10 {
        world.tells(World::guild(0), "TICK", json!({"n": n}));
    }
    sleep(Duration::from_secs(3)).await;
    let first = bot.come();
    bot.stopper.stop(true);
    bot.running.await.unwrap().unwrap();
    assert_eq!(first.len(), 4);
    let before: Vec<_> = std::iter::from_fn(|| bot.events.try_recv().ok()).collect();

    let mut bot = world.start(kept(&store, 1), 100);
    bot.client.wait_until_ready().await;
    let mut come: Vec<_> = before
        .iter()
        .filter(|event| event.name() == "TICK")
        .map(|event| serde_json::from_str(event.json()).unwrap())
        .collect();
    come.extend(
        bot.come()
            .into_iter()
            .filter(|(name, _)| name == "TICK")
            .map(|(_, d)| d),
    );
    let expected: Vec<_> = (0..10).map(|n| json!({"n": n})).collect();
    assert_eq!(come, expected);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn the_days_identifies_are_counted_over_restarts() {
    let (world, store) = (World::new(guilds()), MemoryStore::new());
    for _ in 0..2 {
        // Discord's own count lags behind.
        let bot = world.start(kept(&store, 2), 100);
        bot.client.wait_until_ready().await;
        sleep(Duration::from_secs(2)).await;
        let used = store.state().identifies.unwrap().used;
        assert_eq!(
            u32::try_from(world.identifies().len()).unwrap(),
            used,
            "also while it runs"
        );
        bot.stop(false).await;
    }
    assert_eq!(store.state().identifies.unwrap().used, 4);
    let bot = world.start(kept(&store, 2), 100);
    sleep(Duration::from_millis(1)).await;
    assert_eq!(bot.client.identifies().unwrap().remaining, 1000 - 5);
    bot.stop(false).await;
}

#[derive(Debug)]
struct Broken {
    hangs: bool,
}

impl GatewayStore for Broken {
    fn load(&self) -> LoadFuture<'_> {
        Box::pin(async {
            if self.hangs {
                pending::<()>().await;
            }
            Err("the disk is gone".into())
        })
    }

    fn save(&self, _: GatewayState) -> SaveFuture<'_> {
        Box::pin(async {
            if self.hangs {
                pending::<()>().await;
            }
            Err("the disk is gone".into())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_or_hangs_ends_nothing() {
    for hangs in [false, true] {
        let world = World::new(guilds());
        let bot = world.start(setup(|options| options.store(Broken { hangs })), 100);
        let start = Instant::now();
        bot.client.wait_until_ready().await;
        assert!(start.elapsed() < Duration::from_secs(25));
        bot.stop(true).await;
        assert!(start.elapsed() < Duration::from_mins(1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_part_of_the_sessions_is_resumed_and_the_rest_identifies() {
    let (world, store) = (World::new(guilds()), MemoryStore::new());
    run_and_keep(&world, &store).await;
    let sessions: Vec<StoredSession> = store
        .state()
        .sessions
        .into_iter()
        .filter(|session| session.shard.number() == 1)
        .collect();
    let store = MemoryStore::from(GatewayState::new(None, sessions));
    let bot = world.start(kept(&store, 2), 100);
    bot.client.wait_until_ready().await;
    assert_eq!(world.resumes(), [([1, 2], 3)]);
    let last = world.identifies().last().unwrap().1;
    assert_eq!(last, [0, 2]);
    assert_eq!(world.identifies().len(), 3);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_start_that_the_network_fails_leaves_the_sessions_to_the_next_one() {
    let (world, store) = (World::new(guilds()), MemoryStore::new());
    run_and_keep(&world, &store).await;
    let kept_sessions = || {
        let mut sessions: Vec<_> = store
            .state()
            .sessions
            .into_iter()
            .map(|session| (session.shard, session.session_id, session.sequence))
            .collect();
        sessions.sort_by_key(|(shard, ..)| *shard);
        sessions
    };
    let before = kept_sessions();

    let mut bot = Bot::start_with(GatewayClient::new(), kept(&store, 2), 100);
    bot.peers.close();
    let ended = bot.running.await.unwrap();
    assert!(
        matches!(ended, Err(GatewayError::Unreachable { .. })),
        "{ended:?}"
    );
    assert_eq!(before.len(), 2);
    assert_eq!(kept_sessions(), before);
}
