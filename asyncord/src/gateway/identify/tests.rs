use std::{cell::Cell, time::Duration};

use tokio::{
    task::JoinHandle,
    time::{Instant, advance, sleep, sleep_until, timeout},
};

use super::{
    IdentifyBudget, IdentifyCount, IdentifyPermit, IdentifyQueue, IdentifyRefused,
    InMemoryIdentifyQueue as Queue,
    core::{LONGEST_TURN, SPACING},
    window::DAY,
};
use crate::{
    gateway::ShardId,
    model::{SessionStartLimit, Timestamp},
};

mod budget;
mod properties;

const SECOND: Duration = Duration::from_secs(1);
const TOTAL: u32 = 1_000;

thread_local! {
    /// The wall clock, in seconds since the Unix epoch.
    static CLOCK: Cell<i64> = const { Cell::new(1_800_000_000) };
}

fn clock() -> Timestamp {
    Timestamp::from_unix_seconds(CLOCK.get()).unwrap()
}

fn limit(remaining: u32, reset_after: Duration, max_concurrency: u32) -> SessionStartLimit {
    SessionStartLimit {
        total: TOTAL,
        remaining,
        reset_after: reset_after.as_millis().try_into().unwrap(),
        max_concurrency,
    }
}

fn queue(max_concurrency: u32) -> Queue {
    let queue = Queue::with_clock(clock);
    queue.update(limit(TOTAL, DAY, max_concurrency));
    queue
}

fn shard(number: u32) -> ShardId {
    ShardId::new(number, 256).unwrap()
}

/// A permit, if there is one at once.
async fn now(queue: &Queue, number: u32) -> Option<IdentifyPermit> {
    timeout(Duration::from_millis(1), queue.acquire(shard(number)))
        .await
        .ok()
        .map(|permit| permit.expect("not refused"))
}

async fn refused(queue: &Queue) -> IdentifyRefused {
    timeout(Duration::from_millis(1), queue.acquire(shard(0)))
        .await
        .expect("decided at once")
        .expect_err("refused")
}

fn wait(queue: &Queue, number: u32) -> JoinHandle<Result<IdentifyPermit, IdentifyRefused>> {
    let queue = queue.clone();
    tokio::spawn(async move { queue.acquire(shard(number)).await })
}

/// Starts these shards in this order, each connecting for so long, and yields who identified when.
async fn start(
    queue: &Queue,
    numbers: impl IntoIterator<Item = u32>,
    connecting: Duration,
) -> Vec<(u32, Duration)> {
    let began = Instant::now();
    let shards: Vec<_> = numbers
        .into_iter()
        .map(|number| {
            let turn = wait(queue, number);
            tokio::spawn(async move {
                let permit = turn.await.unwrap().unwrap();
                sleep(connecting).await;
                sleep_until(permit.not_before()).await;
                permit.identified();
                (number, began.elapsed())
            })
        })
        .collect();
    let mut identified = Vec::new();
    for shard in shards {
        identified.push(shard.await.unwrap());
    }
    identified.sort_by_key(|(number, at)| (*at, *number));
    identified
}

#[tokio::test(start_paused = true)]
async fn a_bot_of_ordinary_size_starts_one_shard_after_another() {
    let identified = start(&queue(1), (0..200).rev(), Duration::ZERO).await;
    let numbers: Vec<_> = identified.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (0..200).collect::<Vec<_>>());
    for (number, at) in identified {
        let late = at.saturating_sub(SPACING * number);
        assert!(at >= SPACING * number, "{at:?}");
        // Tokio's timer counts whole milliseconds.
        assert!(
            late <= Duration::from_millis(u64::from(number) + 1),
            "{late:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_large_bot_starts_its_keys_side_by_side() {
    let identified = start(&queue(16), 0..200, Duration::ZERO).await;
    for (number, at) in &identified {
        let expected = SPACING * (number / 16);
        assert!(*at >= expected && *at <= expected + SECOND / 20, "{at:?}");
    }
    assert_eq!(identified.len(), 200);

    let identified = start(&queue(16), 0..16, Duration::ZERO).await;
    assert!(identified.iter().all(|(_, at)| *at < SECOND / 100));
}

#[tokio::test(start_paused = true)]
async fn connecting_overlaps_with_the_wait_and_never_shortens_it() {
    for (connecting, between) in [(3 * SECOND, SPACING), (7 * SECOND, 7 * SECOND)] {
        let identified = start(&queue(1), 0..20, connecting).await;
        for pair in identified.windows(2) {
            let apart = pair[1].1.saturating_sub(pair[0].1);
            assert!(
                apart >= between && apart <= between + SECOND / 100,
                "{apart:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_turn_comes_with_the_identify_of_the_last_one() {
    let queue = queue(1);
    let first = now(&queue, 0).await.unwrap();
    assert!(now(&queue, 1).await.is_none(), "shard 0 has its turn");

    advance(3 * SECOND).await;
    let sent = Instant::now();
    first.identified();
    let second = now(&queue, 1).await.expect("its turn to connect");
    assert_eq!(second.not_before(), sent + SPACING);
}

#[tokio::test(start_paused = true)]
async fn lower_numbers_go_first_and_late_ones_last() {
    let queue = queue(1);
    let held = now(&queue, 9).await.unwrap();
    let waiting = [7, 3, 5].map(|number| (number, wait(&queue, number)));
    sleep(LONGEST_TURN.saturating_sub(10 * SECOND)).await;
    // Shard 1 restarts much later: not ahead of those that have waited all the time.
    let late = wait(&queue, 1);
    sleep(SECOND).await;
    held.identified();

    let [seven, three, five] = waiting;
    for (number, turn) in [three, five, seven, (1, late)] {
        let permit = timeout(SECOND, turn).await.expect("in order").unwrap();
        let permit = permit.unwrap_or_else(|refused| panic!("{number}: {refused}"));
        sleep_until(permit.not_before()).await;
        permit.identified();
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_dropped_passes_on_and_costs_nothing() {
    let queue = queue(1);
    let permit = now(&queue, 0).await.unwrap();
    let waiting: Vec<_> = (1..4).map(|number| wait(&queue, number)).collect();
    sleep(SECOND).await;
    assert_eq!(queue.waiting(), 3);

    waiting[0].abort();
    waiting[1].abort();
    sleep(SECOND).await;
    assert_eq!(queue.waiting(), 1);

    drop(permit);
    let mut waiting = waiting;
    let last = waiting.remove(2).await.unwrap().unwrap();
    assert!(last.not_before() <= Instant::now(), "no Identify was sent");
    drop(last);
    assert_eq!(queue.budget().remaining, TOTAL);
}

#[tokio::test(start_paused = true)]
async fn a_shard_that_hangs_blocks_its_key_for_a_while_only() {
    let queue = queue(1);
    let began = Instant::now();
    let hangs = now(&queue, 0).await.unwrap();
    let next = wait(&queue, 1);
    let next = next.await.unwrap().unwrap();
    assert!(began.elapsed() >= LONGEST_TURN && began.elapsed() < LONGEST_TURN + SECOND);

    // Even if it identifies after all, the two stay apart.
    hangs.identified();
    assert_eq!(next.not_before(), Instant::now() + SPACING);
}

#[tokio::test(start_paused = true)]
async fn another_concurrency_sorts_those_who_wait_anew() {
    let queue = queue(1);
    let held = now(&queue, 0).await.unwrap();
    let (even, odd) = (wait(&queue, 2), wait(&queue, 3));
    sleep(SECOND).await;
    assert_eq!(queue.waiting(), 2);

    queue.update(limit(TOTAL, DAY, 2));
    let odd = timeout(SECOND, odd)
        .await
        .expect("a key of its own")
        .unwrap();
    assert!(!even.is_finished());

    // Two that were apart when they got their turns are not any more.
    queue.update(limit(TOTAL, DAY, 0));
    assert_eq!(queue.budget().max_concurrency, 1);
    odd.unwrap().identified();
    assert_eq!(held.not_before(), Instant::now() + SPACING);
}

#[tokio::test(start_paused = true)]
async fn two_that_ask_for_one_shard_both_get_their_turn() {
    let queue = queue(1);
    let (one, other) = (wait(&queue, 0), wait(&queue, 0));
    one.await.unwrap().unwrap().identified();
    other.await.unwrap().unwrap().identified();
    assert_eq!(queue.budget().remaining, TOTAL - 2);
}

#[test]
fn turns_can_be_awaited_and_held_anywhere() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<IdentifyPermit>();
    is_send_and_sync::<IdentifyRefused>();
    is_send_and_sync::<Box<dyn IdentifyQueue>>();
}
