//! Threads that begin, complete and end waits at once.
//!
//! Nothing is slept for: what must come is awaited, under a time-out that only ends a run that hangs.

use std::{
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use tokio::{sync::mpsc, time::timeout};

use super::{Numbered, is_forgotten, numbered, waiters};
use crate::dispatch::waiters::WaitError;

const HANGS: Duration = Duration::from_mins(2);

/// Every task begins a wait for a number of its own, has it delivered by another thread, and must get it
/// and no other; meanwhile it begins and drops waits for the numbers of all.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_event_is_missed_and_nothing_is_left() {
    const TASKS: u64 = 8;
    const ROUNDS: u64 = 250;

    let waiters = waiters();
    let mut senders = Vec::new();
    let mut shards = Vec::new();
    for _ in 0..2 {
        let (sender, mut receiver) = mpsc::channel::<u64>(4);
        let waiters = waiters.clone();
        senders.push(sender);
        shards.push(thread::spawn(move || {
            while let Some(number) = receiver.blocking_recv() {
                waiters.deliver(&numbered(number));
            }
        }));
    }
    let mut all = waiters
        .events::<Numbered>()
        .buffer(usize::try_from(TASKS * ROUNDS).unwrap());
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (waiters, senders) = (waiters.clone(), senders.clone());
            tokio::spawn(async move {
                for round in 0..ROUNDS {
                    let mine = task * ROUNDS + round;
                    let wait = waiters.wait_for::<Numbered>(move |event| event.number == mine);
                    let dropped = waiters.wait_for::<Numbered>(|_| true);
                    let cut = waiters
                        .wait_for::<Numbered>(|_| false)
                        .timeout(Duration::ZERO);
                    let sender = &senders[usize::try_from(mine).unwrap() % senders.len()];
                    sender.send(mine).await.unwrap();
                    if round % 2 == 0 {
                        drop(dropped);
                        assert_eq!(wait.await.unwrap().number, mine);
                    } else {
                        assert_eq!(wait.await.unwrap().number, mine);
                        assert!(dropped.await.is_ok(), "this one came, if no other did");
                    }
                    assert!(cut.await.is_err());
                }
            })
        })
        .collect();
    drop(senders);
    for task in tasks {
        timeout(HANGS, task).await.expect("a wait hangs").unwrap();
    }
    for shard in shards {
        shard.join().unwrap();
    }
    assert_eq!(all.missed(), 0);
    let mut seen = Vec::new();
    for _ in 0..TASKS * ROUNDS {
        seen.push(all.next().await.unwrap().number);
    }
    seen.sort_unstable();
    assert!(seen.into_iter().eq(0..TASKS * ROUNDS), "each once");
    drop(all);
    assert!(is_forgotten(&waiters));
}

/// Two shards deliver at once: of many waits, each takes one event, and is asked no more after its yes.
#[test]
fn a_wait_is_completed_once() {
    const WAITING: u64 = 100;

    for _ in 0..200 {
        let waiters = waiters();
        let yes = Arc::new(AtomicU64::new(0));
        let waits: Vec<_> = (0..WAITING)
            .map(|_| {
                let yes = Arc::clone(&yes);
                waiters.wait_for::<Numbered>(move |_| {
                    yes.fetch_add(1, Ordering::Relaxed);
                    true
                })
            })
            .collect();
        let start = Barrier::new(3);
        thread::scope(|scope| {
            for number in 0..3 {
                let (waiters, start) = (&waiters, &start);
                scope.spawn(move || {
                    start.wait();
                    waiters.deliver(&numbered(number));
                });
            }
        });
        assert_eq!(yes.load(Ordering::Relaxed), WAITING);
        assert!(is_forgotten(&waiters));
        drop(waits);
    }
}

/// A wait that begins while the bot stops ends all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn closing_leaves_no_wait_behind() {
    for round in 0..100 {
        let waiters = waiters();
        let begun = Arc::new(AtomicBool::new(false));
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let (waiters, begun) = (waiters.clone(), Arc::clone(&begun));
                tokio::spawn(async move {
                    loop {
                        let wait = waiters.wait_for::<Numbered>(|event| event.number == 1);
                        begun.store(true, Ordering::Relaxed);
                        match wait.await {
                            Ok(event) => assert_eq!(event.number, 1),
                            Err(error) => return error,
                        }
                    }
                })
            })
            .collect();
        let closer = thread::spawn({
            let (waiters, begun) = (waiters.clone(), Arc::clone(&begun));
            move || {
                while !begun.load(Ordering::Relaxed) {
                    thread::yield_now();
                }
                for number in 0..round {
                    waiters.deliver(&numbered(number % 2));
                }
                waiters.close();
            }
        });
        for task in tasks {
            let error = timeout(HANGS, task).await.expect("a wait hangs").unwrap();
            assert_eq!(error, WaitError::Stopped);
        }
        closer.join().unwrap();
        assert!(is_forgotten(&waiters));
    }
}
