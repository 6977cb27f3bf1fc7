//! Streams of events.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use futures_util::StreamExt;
use tokio::time::timeout;
use tracing::{
    Metadata,
    span::{Attributes, Id, Record},
};

use super::{Numbered, is_forgotten, numbered, numbers, other, poll_now, waiters};
use crate::{
    dispatch::waiters::{WaitError, Waiters},
    event::GuildMemberAdd,
    lock,
    model::Intents,
};

#[tokio::test]
async fn a_stream_gives_the_events_in_order_until_the_bot_stops() {
    let waiters = waiters();
    let mut events = waiters.events::<Numbered>();
    for number in 1..4 {
        waiters.deliver(&numbered(number));
        waiters.deliver(&other());
    }
    assert_eq!(events.next().await.unwrap().number, 1);
    let read = tokio::spawn(async move {
        let rest: Vec<_> = StreamExt::collect(&mut events).await;
        (numbers(&rest), events)
    });
    tokio::task::yield_now().await;
    waiters.deliver(&numbered(4));
    tokio::task::yield_now().await;
    assert!(!read.is_finished());
    waiters.deliver(&numbered(5));
    waiters.close();
    let (rest, mut events) = read.await.unwrap();
    assert_eq!(rest, [2, 3, 4, 5], "what has come is read to its end");
    assert_eq!(events.error(), Some(WaitError::Stopped));
    assert_eq!(events.missed(), 0);
    assert!(events.next().await.is_none());
    assert!(waiters.events::<Numbered>().next().await.is_none());
    assert!(is_forgotten(&waiters));
}

#[tokio::test]
async fn a_stream_that_is_not_read_keeps_the_newest_and_counts_the_rest() {
    let waiters = waiters();
    let mut events = waiters.events::<Numbered>().buffer(2);
    for number in 1..=5 {
        waiters.deliver(&numbered(number));
    }
    assert_eq!(events.missed(), 3);
    assert_eq!(
        format!("{events:?}"),
        r#"Events { event: "Numbered", unread: 2, missed: 3, .. }"#
    );
    assert_eq!(events.next().await.unwrap().number, 4);
    events = events.buffer(0);
    waiters.deliver(&numbered(6));
    assert_eq!(events.missed(), 4, "at least one is kept");
    assert_eq!(events.next().await.unwrap().number, 6);

    for number in 0..300 {
        waiters.deliver(&numbered(number));
    }
    let default = waiters.events::<Numbered>();
    for number in 0..300 {
        waiters.deliver(&numbered(number));
    }
    assert_eq!(default.missed(), 300 - 256);
    assert_eq!(default.buffer(56).missed(), 300 - 56);
}

/// Counts the warnings of this module.
struct Warnings(Arc<AtomicUsize>);

impl tracing::Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::WARN
            && metadata.target().starts_with("asyncord::dispatch::waiters")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[test]
fn a_stream_that_is_not_read_is_warned_of_once() {
    let warned = Arc::new(AtomicUsize::new(0));
    tracing::subscriber::with_default(Warnings(Arc::clone(&warned)), || {
        let waiters = waiters();
        let events = waiters.events::<Numbered>().buffer(2);
        waiters.deliver(&numbered(1));
        waiters.deliver(&numbered(2));
        assert_eq!(warned.load(Ordering::Relaxed), 0);
        for number in 3..9 {
            waiters.deliver(&numbered(number));
        }
        assert_eq!(events.buffer(1).missed(), 7);
        assert_eq!(warned.load(Ordering::Relaxed), 1);
    });
}

#[tokio::test]
async fn filters_add_up_and_reach_back() {
    let waiters = waiters();
    let events = waiters
        .events::<Numbered>()
        .filter(|event| event.number % 2 == 0);
    for number in 1..=6 {
        waiters.deliver(&numbered(number));
    }
    let mut events = events.filter(|event| event.number % 3 == 0);
    for number in 7..=12 {
        waiters.deliver(&numbered(number));
    }
    waiters.close();
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(event.number);
    }
    assert_eq!(seen, [6, 12]);
}

#[tokio::test]
async fn a_filter_that_panics_ends_its_stream_only() {
    let waiters = waiters();
    let mut events = waiters.events::<Numbered>().filter(|event| {
        assert!(event.number != 2, "as told");
        true
    });
    let mut well = waiters.events::<Numbered>();
    for number in 1..4 {
        waiters.deliver(&numbered(number));
    }
    assert_eq!(waiters.len(), 1);
    assert_eq!(events.next().await.unwrap().number, 1);
    assert!(events.next().await.is_none());
    assert_eq!(
        events.error().unwrap().to_string(),
        "the predicate of a wait for `Numbered` panicked: as told"
    );
    for number in 1..4 {
        assert_eq!(well.next().await.unwrap().number, number);
    }
    // What waits to be read passes the filter where it is set.
    waiters.deliver(&numbered(4));
    let mut well = well.filter(|_| panic!("as told"));
    assert!(well.next().await.is_none());
    assert!(is_forgotten(&waiters));
}

#[tokio::test(start_paused = true)]
async fn next_may_be_dropped_and_loses_nothing() {
    let waiters = waiters();
    let mut events = waiters.events::<Numbered>();
    assert!(
        timeout(Duration::from_secs(1), events.next())
            .await
            .is_err()
    );
    waiters.deliver(&numbered(1));
    assert_eq!(events.next().await.unwrap().number, 1);
    drop(events);
    assert!(is_forgotten(&waiters));
}

#[test]
fn a_stream_of_what_never_comes_ends_at_once() {
    let waiters = Waiters::new(Intents::GUILDS);
    let mut events = waiters.events::<GuildMemberAdd>();
    assert!(matches!(poll_now(events.next()), Poll::Ready(None)));
    assert!(matches!(
        events.error(),
        Some(WaitError::IntentsOff {
            intents: Intents::GUILD_MEMBERS,
            ..
        })
    ));
    assert!(is_forgotten(&waiters));
}

#[test]
fn a_stream_that_is_dropped_in_a_delivery_is_passed_over() {
    let waiters = waiters();
    let kept = Arc::new(Mutex::new(None));
    let wait = waiters.wait_for::<Numbered>({
        let kept = Arc::clone(&kept);
        move |_| lock(&kept).take().is_some()
    });
    let events = waiters
        .events::<Numbered>()
        .filter(|_| unreachable!("it was dropped"));
    *lock(&kept) = Some(events);
    waiters.deliver(&numbered(1));
    assert!(poll_now(wait).is_ready());
    assert!(is_forgotten(&waiters));
}
