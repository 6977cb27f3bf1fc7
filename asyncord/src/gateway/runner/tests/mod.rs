//! The runner over sockets in memory, under paused time.

use std::{sync::atomic::Ordering, time::Duration};

use serde_json::json;
use tokio::time::Instant;

use crate::gateway::{
    GatewayClient, GatewayError, ShardStatus, Status,
    testing::{Bot, Sent, setup},
};

mod allocations;
mod loopback;
mod spans;

#[tokio::test(start_paused = true)]
async fn wanted_events_come_out_in_order() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    assert_eq!(peer.url.as_str(), "wss://gateway.test/?v=10&encoding=json");
    assert_eq!(bot.client.status(), ShardStatus::Connecting);
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);

    peer.dispatches("A", 2, json!({"n": 1}));
    peer.dispatches("UNWANTED", 3, json!({}));
    peer.dispatches("B", 4, json!([2]));
    assert_eq!(bot.event().await, ("READY".to_owned(), 1));
    let event = bot.events.recv().await.unwrap();
    assert_eq!(
        (event.name(), event.shard(), event.json()),
        ("A", 0, r#"{"n":1}"#)
    );
    assert_eq!(bot.event().await, ("B".to_owned(), 4));
    assert!(bot.events.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_full_sink_stops_reading_and_nothing_else() {
    let mut bot = Bot::start(2);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    for sequence in 2..100 {
        peer.dispatches("A", sequence, json!({}));
    }
    bot.client.wait_until_ready().await;

    // An hour without a read: heartbeats go on unanswered, commands are served.
    let start = Instant::now();
    let mut heartbeats = 0;
    while start.elapsed() < Duration::from_hours(1) {
        match peer.sent.recv().await {
            Some(Sent::Text(frame)) if frame["op"] == 1 => {
                // READY and the next one are in the sink, one more is held.
                assert_eq!(frame["d"], 3);
                heartbeats += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(heartbeats >= 90, "{heartbeats}");
    bot.client.update_presence(Status::Idle).await.unwrap();
    peer.hears_op(3).await;
    assert_eq!(bot.client.status(), ShardStatus::Ready);

    assert_eq!(bot.event().await.1, 1);
    for sequence in 2..100 {
        assert_eq!(bot.event().await, ("A".to_owned(), sequence));
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_that_found_no_room_outlives_its_connection() {
    let mut bot = Bot::start(1);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    for sequence in 2..10 {
        peer.dispatches("A", sequence, json!({}));
    }
    bot.client.wait_until_ready().await;
    drop(peer);

    let mut peer = bot.peer().await;
    assert_eq!(peer.url.as_str(), "wss://resume.test/?v=10&encoding=json");
    peer.greets();
    // READY is in the sink, 2 is held, the rest was never read.
    assert_eq!(peer.hears_op(6).await["seq"], 2);
    for sequence in 3..10 {
        peer.dispatches("A", sequence, json!({}));
    }
    peer.dispatches("RESUMED", 10, json!({}));
    for sequence in 1..=10 {
        assert_eq!(bot.event().await.1, sequence);
    }
    bot.client.wait_until_ready().await;
}

#[tokio::test(start_paused = true)]
async fn latency_is_known_after_the_first_answer() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    assert_eq!(bot.client.latency(), None);
    assert!(matches!(peer.sent.recv().await, Some(Sent::Text(_))));
    tokio::time::sleep(Duration::from_millis(70)).await;
    peer.says(json!({"op": 11}));
    while bot.client.latency().is_none() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let latency = bot.client.latency().unwrap();
    assert!((70..75).contains(&latency.as_millis()), "{latency:?}");
}

#[tokio::test(start_paused = true)]
async fn shutdown_closes_with_1000_and_waits_for_the_peer() {
    for answers in [true, false] {
        let mut bot = Bot::start(100);
        let mut peer = bot.peer().await;
        peer.starts_session().await;
        bot.client.wait_until_ready().await;
        let start = Instant::now();
        bot.stopper.stop(false);
        assert_eq!(peer.hears().await, Sent::Close(1000));
        if answers {
            peer.closes(1000);
        }
        bot.running.await.unwrap().unwrap();
        let took = start.elapsed().as_secs();
        assert_eq!(took, if answers { 0 } else { 5 });
        assert_eq!(bot.client.status(), ShardStatus::Disconnected);
        assert!(bot.client.shard(0).is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_sink_does_not_hold_up_shutdown() {
    let mut bot = Bot::start(1);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    for sequence in 2..10 {
        peer.dispatches("A", sequence, json!({}));
    }
    bot.client.wait_until_ready().await;
    bot.stopper.stop(false);
    assert_eq!(peer.hears().await, Sent::Close(1000));
    peer.closes(None);
    bot.running.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_fatal_close_code_ends_the_shard() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.greets();
    peer.hears_op(2).await;
    peer.closes(4004);
    let ended = bot.running.await.unwrap();
    assert!(matches!(ended, Err(GatewayError::AuthenticationFailed)));
    assert_eq!(bot.client.status(), ShardStatus::Disconnected);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_not_there_is_reported() {
    let mut bot = Bot::start(100);
    bot.peers.close();
    let ended = bot.running.await.unwrap();
    assert!(
        matches!(&ended, Err(GatewayError::Unreachable { attempts: 5, cause, .. }) if cause == "refused"),
        "{ended:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_hangs_is_replaced() {
    let mut bot = Bot::start(100);
    bot.hangs.store(true, Ordering::Relaxed);
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(bot.client.status(), ShardStatus::Connecting);
    bot.hangs.store(false, Ordering::Relaxed);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
}

#[tokio::test(start_paused = true)]
async fn a_presence_of_before_the_start_is_the_one_to_start_with() {
    let client = GatewayClient::new();
    client.update_presence(Status::DoNotDisturb).await.unwrap();
    let mut bot = Bot::start_with(client, setup("wss://gateway.test"), 100);
    let mut peer = bot.peer().await;
    peer.greets();
    assert_eq!(peer.hears_op(2).await["presence"]["status"], "dnd");
}

#[tokio::test(start_paused = true)]
async fn a_client_runs_one_shard_and_may_run_again() {
    let mut bot = Bot::start(100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
    let second = Bot::start_with(bot.client.clone(), setup("wss://gateway.test"), 1);
    let refused = second.running.await.unwrap();
    assert!(matches!(refused, Err(GatewayError::AlreadyRunning)));

    bot.running.abort();
    assert!(bot.running.await.unwrap_err().is_cancelled());
    assert_eq!(bot.client.status(), ShardStatus::Disconnected);
    let mut bot = Bot::start_with(bot.client, setup("wss://gateway.test"), 100);
    let mut peer = bot.peer().await;
    peer.starts_session().await;
    bot.client.wait_until_ready().await;
}
