//! How many calls of a handler run at a time, for how long, and what is left at the end.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::Poll,
    time::Duration,
};

use tokio::{
    task::yield_now,
    time::{Instant, sleep},
};

use super::{LONG, Log, dispatcher, message, prepare, run, send, start, work};
use crate::{
    event::{MessageCreate, RawEvent},
    handler, lock,
};

#[handler(manual, concurrency = 2)]
async fn two_at_a_time(message: MessageCreate, log: Log) -> crate::Result {
    work(&message, &log).await
}

#[handler(manual, ordered, concurrency = 2)]
async fn two_guilds_at_a_time(message: MessageCreate, log: Log) -> crate::Result {
    work(&message, &log).await
}

#[handler(manual, ordered, timeout = "5s")]
async fn not_longer(message: MessageCreate, log: Log) -> crate::Result {
    work(&message, &log).await
}

#[handler(manual)]
async fn free(message: MessageCreate, log: Log) -> crate::Result {
    log.add(format!("free {}", message.content));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn so_many_calls_of_a_handler_run_at_a_time_whatever_becomes_of_them() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<two_at_a_time>();
    let running = run(&dispatcher);
    for text in ["a 3", "panic 1", "fail", "b 5", "panic", "c 1", "d"] {
        send(&running, message(1, text));
    }
    let probe = running.probe.clone();
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(
        log.lines(),
        [
            "start a 3",
            "start panic 1",
            "panic as told",
            "start fail",
            "error as told",
            "start b 5",
            "end a 3",
            "start panic",
            "panic as told",
            "start c 1",
            "end c 1",
            "start d",
            "end d",
            "end b 5",
        ]
    );
    assert!(probe.executor.is_idle());
    assert_eq!(probe.budget.used(), 0);
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_others_of_its_handler_holds_no_place_and_counts_in_the_queue() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<two_at_a_time>()
        .add_handler::<free>()
        .calls_in_flight(3);
    let running = run(&dispatcher);
    for number in 0..10 {
        send(&running, message(1, &format!("{number} 60")));
    }
    sleep(Duration::from_secs(1)).await;
    let lines = log.lines();
    assert_eq!(lines.len(), 12, "two have started, ten are free: {lines:?}");
    let size = message(1, "0 60").size();
    assert_eq!(
        running.probe.budget.used(),
        8 * size,
        "each that waits counts, however many handlers it had"
    );
    sleep(Duration::from_mins(1)).await;
    assert_eq!(
        running.probe.budget.used(),
        6 * size,
        "two more have started"
    );
    assert_eq!(running.drain(LONG).await, 0);
}

#[tokio::test(start_paused = true)]
async fn lanes_share_the_places_of_their_handler_in_turns() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<two_guilds_at_a_time>();
    let running = run(&dispatcher);
    for text in ["a1 2", "a2 2", "a3 2", "a4 2"] {
        send(&running, message(1, text));
    }
    for (guild, text) in [(2, "b1 4"), (3, "c1 1"), (3, "c2 1"), (2, "b2 1")] {
        send(&running, message(guild, text));
    }
    let probe = running.probe.clone();
    assert_eq!(running.drain(LONG).await, 0);
    let starts: Vec<_> = log
        .lines()
        .into_iter()
        .filter(|line| line.starts_with("start"))
        .collect();
    assert_eq!(
        starts,
        [
            "start a1 2",
            "start b1 4",
            "start c1 1",
            "start a2 2",
            "start c2 1",
            "start b2 1",
            "start a3 2",
            "start a4 2",
        ]
    );
    assert!(probe.executor.is_idle());
}

#[tokio::test(start_paused = true)]
async fn a_call_is_stopped_when_its_time_is_over_and_its_lane_goes_on() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<not_longer>();
    let running = run(&dispatcher);
    let begin = Instant::now();
    for text in ["a 60", "b 4", "c 4", "d"] {
        send(&running, message(1, text));
    }
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(
        log.lines(),
        [
            "start a 60",
            "Timeout(5s)",
            "start b 4",
            "end b 4",
            "start c 4",
            "end c 4",
            "start d",
            "end d"
        ],
        "the time in the lane does not count"
    );
    assert_eq!(begin.elapsed().as_secs(), 13);
}

/// Panics when it is dropped.
struct Sore;

impl Drop for Sore {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

#[handler(manual, ordered, timeout = "1s")]
async fn leaves_badly(message: MessageCreate, log: Log) {
    log.add(format!("start {}", message.content));
    let _sore = Sore;
    sleep(LONG).await;
}

#[tokio::test(start_paused = true)]
async fn what_panics_as_it_is_stopped_does_not_stop_the_lane() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<leaves_badly>();
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    send(&running, message(1, "b"));
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(
        log.lines(),
        ["start a", "Timeout(1s)", "start b", "Timeout(1s)"]
    );
}

/// Sends four events that take longer than the end; returns what was done and how many were dropped.
async fn end_early(calls_in_flight: usize) -> (Vec<String>, usize) {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<two_guilds_at_a_time>()
        .add_handler::<free>()
        .calls_in_flight(calls_in_flight);
    let running = run(&dispatcher);
    for (guild, text) in [(1, "a 60"), (2, "b 60"), (3, "c 60"), (3, "d 60")] {
        send(&running, message(guild, text));
    }
    let probe = running.probe.clone();
    let dropped = running.drain(Duration::from_secs(10)).await;
    let lines = log.lines();
    sleep(LONG).await;
    assert_eq!(log.lines(), lines, "nothing runs any more");
    assert!(probe.executor.is_idle());
    assert_eq!(probe.budget.used(), 0);
    (lines, dropped)
}

#[tokio::test(start_paused = true)]
async fn calls_that_waited_for_others_are_dropped_with_them() {
    let (lines, dropped) = end_early(3).await;
    assert_eq!(
        lines,
        [
            "start a 60",
            "free a 60",
            "start b 60",
            "free b 60",
            "free c 60",
            "free d 60"
        ]
    );
    assert_eq!(
        dropped, 4,
        "one waits for its handler's places, one in its lane"
    );
}

#[tokio::test(start_paused = true)]
async fn events_left_in_the_queue_are_dropped_and_counted() {
    let (lines, dropped) = end_early(2).await;
    assert_eq!(lines, ["start a 60", "free a 60", "start b 60"]);
    assert_eq!(
        dropped,
        2 + 1 + 2,
        "`free` had no place; two events were left"
    );
}

#[tokio::test(start_paused = true)]
async fn events_are_counted_also_if_time_is_over_before_anyone_has_looked() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<free>();
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    assert_eq!(running.drain(Duration::ZERO).await, 1);
    assert!(log.lines().is_empty());
}

#[derive(Clone, Default)]
struct Counts(Arc<[AtomicUsize; 2]>);

/// Keeps count of what runs, and of the most that ran.
struct Running(Counts);

impl Running {
    fn new(counts: &Counts) -> Self {
        let [now, most] = &*counts.0;
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        Self(counts.clone())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.0[0].fetch_sub(1, Ordering::SeqCst);
    }
}

#[handler(manual, concurrency = 3)]
async fn three_at_a_time(message: MessageCreate, log: Log, counts: Counts) {
    log.add(&message.content);
    let _running = Running::new(&counts);
    let number: usize = message.content.parse().unwrap_or(0);
    for _ in 0..number % 4 {
        yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_start_in_order_on_many_threads() {
    const EVENTS: usize = 3_000;
    let (log, counts) = (Log::default(), Counts::default());
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_argument("counts", counts.clone())
        .add_handler::<three_at_a_time>()
        .calls_in_flight(8);
    let mut prepared = prepare(&dispatcher);
    prepared.queued_bytes = 20_000;
    let running = start(prepared);
    let sink = running.sink();
    for number in 0..EVENTS {
        let mut event: RawEvent = message(1, &number.to_string());
        while let Err(refused) = sink.try_send(event) {
            event = refused;
            sink.ready().await;
        }
    }
    drop(sink);
    assert_eq!(running.drain(LONG).await, 0);
    let expected: Vec<_> = (0..EVENTS).map(|number| number.to_string()).collect();
    assert!(*lock(&log.0) == expected, "not in order");
    assert!((1..=3).contains(&counts.0[1].load(Ordering::SeqCst)));
}

type Release = Arc<Mutex<mpsc::Receiver<()>>>;

#[handler(manual)]
async fn holds_its_thread(_message: &MessageCreate, log: &Log, release: &Release) {
    log.add("start");
    lock(release).recv().expect("the test goes on");
    log.add("end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_waits_for_a_call_that_holds_its_thread() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    let (release, released) = mpsc::channel();
    dispatcher
        .add_argument("release", Release::new(Mutex::new(released)))
        .add_handler::<holds_its_thread>();
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    while log.lines().is_empty() {
        yield_now().await;
    }
    let mut drain = pin!(running.drain(Duration::ZERO));
    for _ in 0..5 {
        let poll = poll_fn(|cx| Poll::Ready(drain.as_mut().poll(cx))).await;
        assert!(poll.is_pending(), "the call is not over");
        // As long as the grace: until the clock's next tick.
        sleep(Duration::ZERO).await;
    }
    release.send(()).unwrap();
    assert_eq!(drain.await, 0);
    assert_eq!(log.lines(), ["start", "end"]);
}
