//! Requests and their answers, over a gateway in memory.

use std::{
    future::IntoFuture,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    gateway::{
        RequestError, Setup, ShardStatus, Sharding,
        testing::{self, Bot, World},
    },
    id::{Id, marker::UserMarker},
    model::Intents,
};

mod others;

const GUILD: u64 = World::guild(1);

fn setup(shards: u32) -> Setup {
    let mut setup = testing::setup("wss://gateway.test");
    let options = std::mem::take(&mut setup.options);
    setup.options = options.sharding(Sharding::fixed(shards));
    setup.intents = Intents::GUILDS | Intents::GUILD_MEMBERS | Intents::GUILD_PRESENCES;
    setup
}

async fn started(world: &World, shards: u32) -> Bot {
    let bot = world.start(setup(shards), 10_000);
    bot.client.wait_until_ready().await;
    sleep(Duration::from_millis(1)).await;
    bot
}

fn member(id: u64) -> Value {
    json!({
        "user": {"id": id.to_string(), "username": "ada", "discriminator": "0", "avatar": null},
        "roles": [],
        "joined_at": "2020-01-01T00:00:00Z",
        "deaf": false,
        "mute": false,
        "flags": 0,
    })
}

/// One of `count` answers, with one member whose id is the answer's number.
fn chunk(d: &Value, index: u64, count: u64) -> Value {
    json!({
        "guild_id": d["guild_id"],
        "members": [member(index)],
        "chunk_index": index,
        "chunk_count": count,
        "nonce": d["nonce"],
    })
}

fn answer(world: &World, shard: [u32; 2], d: &Value, index: u64, count: u64) {
    world.tells_shard(shard, "GUILD_MEMBERS_CHUNK", chunk(d, index, count));
}

fn ids(members: &[crate::model::Member]) -> Vec<u64> {
    members.iter().map(|member| member.user.id.get()).collect()
}

#[tokio::test(start_paused = true)]
async fn answers_out_of_order_and_twice_are_put_together() {
    let world = World::new([GUILD]);
    world.answers(|world, shard, _, d| {
        for index in [2, 0, 2, 3, 0, 1, 1] {
            answer(world, shard, d, index, 4);
        }
    });
    let mut bot = started(&world, 1).await;
    let all = bot.client.request_guild_members(GUILD).await.unwrap();
    assert_eq!(ids(&all.members), [0, 1, 2, 3]);
    let sent = &world.sent(8)[0].2;
    let nonce = sent["nonce"].as_str().unwrap();
    assert!(nonce.len() <= 32);
    let expected = json!({"guild_id": GUILD.to_string(), "query": "", "limit": 0, "nonce": nonce});
    assert_eq!(*sent, expected);
    // Handlers that take them get them too.
    sleep(Duration::from_millis(1)).await;
    let chunks = bot.come();
    let chunks = chunks
        .iter()
        .filter(|(name, _)| name == "GUILD_MEMBERS_CHUNK");
    assert_eq!(chunks.count(), 7);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_request_says_what_it_wants() {
    let world = World::new([GUILD]);
    world.answers(|world, shard, _, d| {
        let mut chunk = chunk(d, 0, 1);
        let ids = d["user_ids"].as_array().cloned().unwrap_or_default();
        chunk["not_found"] = json!(ids.iter().take(1).collect::<Vec<_>>());
        if d["presences"] == true {
            chunk["presences"] = json!([{"user": {"id": "0"}, "status": "idle"}]);
        }
        world.tells_shard(shard, "GUILD_MEMBERS_CHUNK", chunk);
    });
    let bot = started(&world, 1).await;
    let request = bot.client.request_guild_members(GUILD);
    request.clone().query("ad").limit(5).await.unwrap();
    let found = request.clone().user_ids([7]).presences().await.unwrap();
    assert_eq!((found.members.len(), found.presences.len()), (1, 1));
    assert_eq!(found.not_found, [Id::<UserMarker>::from(7)]);
    let sent: Vec<_> = world.sent(8).into_iter().map(|(_, _, d)| d).collect();
    assert_eq!(
        (&sent[0]["query"], &sent[0]["limit"]),
        (&json!("ad"), &json!(5))
    );
    assert!(sent[0].get("user_ids").is_none() && sent[0].get("presences").is_none());
    assert_eq!(
        (&sent[1]["user_ids"], &sent[1]["presences"]),
        (&json!(["7"]), &json!(true))
    );
    assert!(sent[1].get("query").is_none());

    // The largest ids there are: a payload has 4,096 bytes at most.
    let many = (0..250).map(|n| u64::MAX - 1 - n);
    let found = request.clone().user_ids(many.clone()).await.unwrap();
    assert_eq!(found.members.len(), 3);
    let firsts: Vec<_> = many
        .clone()
        .step_by(100)
        .map(Id::<UserMarker>::from)
        .collect();
    assert_eq!(found.not_found, firsts);
    let lengths: Vec<_> = world.sent(8)[2..]
        .iter()
        .map(|(_, _, d)| d["user_ids"].as_array().unwrap().len())
        .collect();
    assert_eq!(lengths, [100, 100, 50]);
    let nobody = request.clone().user_ids(Vec::<u64>::new()).await.unwrap();
    assert!(nobody.members.is_empty());
    assert_eq!(world.sent(8).len(), 5, "nothing is asked for nobody");

    let refused = request.clone().query("x").user_ids([1]).await;
    assert!(matches!(refused, Err(RequestError::Invalid(_))));
    let refused = request.clone().query("é".repeat(101)).await;
    assert!(matches!(refused, Err(RequestError::Invalid(_))));
    assert!(request.query("é".repeat(100)).await.is_ok());
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn intents_that_are_missing_are_named() {
    let world = World::new([GUILD]);
    let bot = world.start(
        Setup {
            intents: Intents::GUILDS,
            ..setup(1)
        },
        100,
    );
    bot.client.wait_until_ready().await;
    let request = bot.client.request_guild_members(GUILD);
    let both = request.clone().presences().await.unwrap_err().to_string();
    assert!(both.contains("`GUILD_MEMBERS, GUILD_PRESENCES`"), "{both}");
    for (request, missing) in [
        (request.clone(), Intents::GUILD_MEMBERS),
        // Everyone, however many of them.
        (request.clone().limit(5), Intents::GUILD_MEMBERS),
        (request.clone().query("").limit(5), Intents::GUILD_MEMBERS),
        (
            request.clone().query("a").presences(),
            Intents::GUILD_PRESENCES,
        ),
        (
            request.clone().user_ids([1]).presences(),
            Intents::GUILD_PRESENCES,
        ),
    ] {
        let refused = request.await;
        assert!(
            matches!(refused, Err(RequestError::MissingIntents(found)) if found == missing),
            "{refused:?}"
        );
    }
    assert!(world.sent(8).is_empty());
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn two_requests_at_once_each_get_their_own() {
    let world = World::new([GUILD]);
    let asked = Mutex::new(Vec::new());
    world.answers(move |world, shard, _, d| {
        let mut asked = crate::lock(&asked);
        asked.push(d.clone());
        if let [first, second] = asked.as_slice() {
            for index in 0..3 {
                answer(world, shard, first, index, 3);
                answer(world, shard, second, 4 - index, 5);
            }
            answer(world, shard, second, 0, 5);
            answer(world, shard, second, 1, 5);
            // Somebody else's, and one that nobody marked.
            answer(
                world,
                shard,
                &json!({"guild_id": first["guild_id"], "nonce": "x"}),
                9,
                3,
            );
            answer(world, shard, &json!({"guild_id": first["guild_id"]}), 9, 1);
        }
    });
    let mut bot = started(&world, 1).await;
    let request = bot.client.request_guild_members(GUILD);
    let (first, second) = tokio::join!(request.clone().into_future(), request.into_future());
    assert_eq!(ids(&first.unwrap().members), [0, 1, 2]);
    assert_eq!(ids(&second.unwrap().members), [0, 1, 2, 3, 4]);
    sleep(Duration::from_millis(1)).await;
    assert_eq!(
        bot.come()
            .iter()
            .filter(|(_, d)| d["chunk_index"] == 9)
            .count(),
        2
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_is_obeyed_also_by_the_next_session() {
    for breaks in [false, true] {
        let world = World::new([GUILD]);
        let times = AtomicU32::new(0);
        world.answers(move |world, shard, op, d| {
            if times.fetch_add(1, Ordering::Relaxed) == 0 {
                let meta = json!({"guild_id": d["guild_id"], "nonce": d["nonce"]});
                let d = json!({"opcode": op, "retry_after": 28.5, "meta": meta});
                world.tells_shard(shard, "RATE_LIMITED", d);
            } else {
                answer(world, shard, d, 0, 1);
            }
        });
        let bot = started(&world, 1).await;
        let client = bot.client.clone();
        let asked = tokio::spawn(client.request_guild_members(GUILD).into_future());
        sleep(Duration::from_secs(5)).await;
        if breaks {
            world.invalidates([0, 1]);
        }
        asked.await.unwrap().unwrap();
        let sent = world.sent(8);
        assert_eq!(sent.len(), 2);
        let waited = sent[1].0.saturating_sub(sent[0].0);
        let expected = Duration::from_millis(28_500)..Duration::from_millis(28_600);
        assert!(expected.contains(&waited), "{waited:?}");
        assert_eq!(sent[0].2, sent[1].2);
        bot.stop(false).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_in_the_middle_costs_nothing() {
    let world = World::new([GUILD]);
    let times = AtomicU32::new(0);
    world.answers(move |world, shard, _, d| {
        if times.fetch_add(1, Ordering::Relaxed) == 0 {
            answer(world, shard, d, 0, 3);
            world.cuts(shard);
            answer(world, shard, d, 1, 3);
            answer(world, shard, d, 2, 3);
        }
    });
    let bot = started(&world, 1).await;
    let all = bot.client.request_guild_members(GUILD).await.unwrap();
    assert_eq!(ids(&all.members), [0, 1, 2]);
    assert_eq!((world.identifies().len(), world.resumes().len()), (1, 1));
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn a_new_session_is_asked_again() {
    let world = World::new([GUILD]);
    let times = AtomicU32::new(0);
    world.answers(move |world, shard, _, d| {
        if times.fetch_add(1, Ordering::Relaxed) == 0 {
            answer(world, shard, d, 1, 3);
            world.invalidates(shard);
        } else {
            // One member more has come in between, so that the answers of before are worth nothing.
            for index in 0..4 {
                answer(world, shard, d, index, 4);
            }
        }
    });
    let bot = started(&world, 1).await;
    let all = bot.client.request_guild_members(GUILD).await.unwrap();
    assert_eq!(ids(&all.members), [0, 1, 2, 3]);
    assert_eq!(world.identifies().len(), 2);
    assert_eq!(world.sent(8).len(), 2);
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn no_answer_is_an_error_in_time() {
    let world = World::new([GUILD]);
    let bot = started(&world, 1).await;
    let start = Instant::now();
    let late = bot.client.request_guild_members(GUILD).await.unwrap_err();
    assert_eq!(
        late.to_string(),
        "no answer within 120s: is the bot in the guild?"
    );
    assert_eq!(start.elapsed().as_secs(), 120);
    let patience = Duration::from_secs(7);
    let late = bot
        .client
        .request_channel_info(GUILD)
        .timeout(patience)
        .await;
    assert!(matches!(late, Err(RequestError::Timeout { after }) if after == patience));
    let late = bot
        .client
        .request_soundboard_sounds([GUILD])
        .timeout(patience)
        .await;
    assert!(matches!(late, Err(RequestError::Timeout { .. })));
    assert_eq!(start.elapsed().as_secs(), 134);
    bot.stop(false).await;

    // Also where it cannot even be sent.
    let bot = world.start(setup(2), 100);
    sleep(Duration::from_millis(1)).await;
    world.refuses(|_| Some(4000));
    let late = bot
        .client
        .request_channel_info(GUILD)
        .timeout(patience)
        .await;
    assert!(
        matches!(late, Err(RequestError::Timeout { .. })),
        "{late:?}"
    );
    bot.stop(false).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_stops_waiting_leaves_nothing_behind() {
    let world = World::new([GUILD]);
    let bot = started(&world, 1).await;
    bot.hangs.store(true, Ordering::Relaxed);
    world.cuts([0, 1]);
    sleep(Duration::from_secs(1)).await;
    bot.hangs.store(false, Ordering::Relaxed);
    // Before it is sent: it is not sent.
    for _ in 0..3 {
        let request = bot.client.request_channel_info(GUILD).into_future();
        assert!(timeout(Duration::ZERO, request).await.is_err());
    }
    sleep(Duration::from_mins(2)).await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);
    assert!(world.sent(43).is_empty());

    // Afterwards: it is not asked again.
    let request = bot.client.request_channel_info(GUILD).into_future();
    assert!(timeout(Duration::from_secs(1), request).await.is_err());
    assert_eq!(world.sent(43).len(), 1);
    sleep(Duration::from_mins(2)).await;
    world.invalidates([0, 1]);
    sleep(Duration::from_secs(30)).await;
    assert_eq!((world.identifies().len(), world.sent(43).len()), (2, 1));
    bot.stop(false).await;
}
