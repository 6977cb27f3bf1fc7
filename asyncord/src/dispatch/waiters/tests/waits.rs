//! Waits for one event.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use tokio::time::{Instant, advance, sleep};

use super::{Either, Numbered, is_forgotten, numbered, other, poll_now, waiters};
use crate::{
    dispatch::waiters::{Events, WAITS, WaitError, WaitFor, Waiters},
    event::{DecodeError, Event, EventNames, GuildMemberAdd, MessageCreate, RawEvent, TypingStart},
    lock,
    model::Intents,
};

#[tokio::test]
async fn it_waits_from_the_call_on() {
    let waiters = waiters();
    let wait = waiters.wait_for::<Numbered>(|event| event.number > 1);
    for number in 1..4 {
        waiters.deliver(&numbered(number));
    }
    assert_eq!(wait.await.unwrap().number, 2, "the first that is accepted");
    assert!(is_forgotten(&waiters));
}

#[tokio::test]
async fn a_waiting_task_is_woken() {
    let waiters = waiters();
    let wait = waiters.wait_for::<Numbered>(|_| true);
    let task = tokio::spawn(wait);
    tokio::task::yield_now().await;
    assert!(!task.is_finished());
    waiters.deliver(&numbered(7));
    assert_eq!(task.await.unwrap().unwrap().number, 7);
}

#[tokio::test]
async fn one_event_completes_all_who_wait_for_it() {
    let waiters = waiters();
    let waits: Vec<_> = (0..3)
        .map(|_| waiters.wait_for::<Numbered>(|_| true))
        .collect();
    let unlike = waiters.wait_for::<Numbered>(|event| event.number != 1);
    waiters.deliver(&numbered(1));
    assert_eq!(waiters.len(), 1);
    let mut given = Vec::new();
    for wait in waits {
        given.push(wait.await.unwrap());
    }
    assert!(Arc::ptr_eq(&given[0], &given[1]) && Arc::ptr_eq(&given[1], &given[2]));
    drop(unlike);
    assert!(is_forgotten(&waiters));
}

#[test]
fn nobody_waits_then_nothing_is_wanted_and_nothing_kept() {
    let waiters = waiters();
    assert!(!waiters.wants("NUMBERED"));
    assert!(waiters.deliver(&numbered(1)).take::<Numbered>().is_none());

    let wait = waiters.wait_for::<Numbered>(|_| true);
    assert!(waiters.wants("NUMBERED"));
    assert!(!waiters.wants("OTHER") && !waiters.wants("NUMBERE"));
    drop(wait);
    assert!(!waiters.wants("NUMBERED"));
    assert!(is_forgotten(&waiters));
}

#[test]
fn unions_and_raw_events_can_be_waited_for() {
    let waiters = waiters();
    let either = waiters.wait_for::<Either>(|event| matches!(event, Either::Other(_)));
    assert!(waiters.wants("NUMBERED") && waiters.wants("OTHER") && !waiters.wants("THIRD"));
    let raw = waiters.wait_for::<RawEvent>(|event| event.name() == "THIRD");
    assert!(waiters.wants("THIRD"));

    waiters.deliver(&numbered(1));
    assert_eq!(waiters.len(), 2);
    waiters.deliver(&other());
    assert!(waiters.wants("NUMBERED"), "the raw one takes all");
    let Poll::Ready(Ok(event)) = poll_now(either) else {
        panic!("it has come");
    };
    assert!(matches!(*event, Either::Other(_)));
    waiters.deliver(&RawEvent::from_json("THIRD", "{}"));
    assert!(matches!(poll_now(raw), Poll::Ready(Ok(_))));
    assert!(is_forgotten(&waiters));
}

/// Says a name twice, and counts how often it is decoded.
#[derive(Debug)]
struct Counted;

static DECODED: AtomicUsize = AtomicUsize::new(0);

impl Event for Counted {
    const NAMES: EventNames = EventNames::Only(&["COUNTED", "COUNTED", "ALSO"]);
    const INTENTS: Intents = Intents::empty();

    fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
        DECODED.fetch_add(1, Ordering::Relaxed);
        raw.decode_as::<()>().map(|()| Self)
    }
}

#[test]
fn an_event_is_decoded_once_for_all_who_wait() {
    let waiters = waiters();
    let seen = Arc::new(AtomicUsize::new(0));
    let waits: Vec<_> = (0..3)
        .map(|_| {
            let seen = Arc::clone(&seen);
            waiters.wait_for::<Counted>(move |_| {
                seen.fetch_add(1, Ordering::Relaxed);
                false
            })
        })
        .collect();
    let mut early = waiters.deliver(&RawEvent::from_json("COUNTED", "null"));
    assert_eq!(DECODED.load(Ordering::Relaxed), 1);
    assert_eq!(seen.load(Ordering::Relaxed), 3);

    assert!(early.take::<Numbered>().is_none());
    let event = early.take::<Counted>().expect("it was decoded");
    assert!(
        Arc::try_unwrap(event).is_ok(),
        "no wait took it: a handler has it for itself"
    );
    assert!(early.take::<Counted>().is_none());
    drop(waits);
    assert!(!waiters.wants("ALSO"));
    assert!(is_forgotten(&waiters));
}

#[tokio::test]
async fn an_event_that_cannot_be_decoded_or_panics_in_it_is_passed_over() {
    /// The user's own.
    #[derive(Debug)]
    struct Strict;

    impl Event for Strict {
        const NAMES: EventNames = EventNames::All;
        const INTENTS: Intents = Intents::empty();

        fn decode(raw: &RawEvent) -> Result<Self, DecodeError> {
            assert_ne!(raw.json(), r#"{"number":13}"#, "as told");
            Ok(Self)
        }
    }

    let waiters = waiters();
    let wait = waiters.wait_for::<Numbered>(|_| true);
    let strict = waiters.wait_for::<Strict>(|_| true);
    waiters.deliver(&numbered(13));
    assert_eq!(wait.await.unwrap().number, 13);
    let wait = waiters.wait_for::<Numbered>(|_| true);
    let mut early = waiters.deliver(&RawEvent::from_json("NUMBERED", r#"{"number":"x"}"#));
    assert!(early.take::<Numbered>().is_none());
    assert!(strict.await.is_ok());
    waiters.deliver(&numbered(2));
    assert_eq!(wait.await.unwrap().number, 2);
}

#[tokio::test(start_paused = true)]
async fn a_time_out_is_counted_from_where_it_is_set() {
    let waiters = waiters();
    let start = Instant::now();
    let wait = waiters
        .wait_for::<Numbered>(|_| true)
        .timeout(Duration::from_secs(3));
    sleep(Duration::from_secs(2)).await;
    let mut wait = Box::pin(wait);
    let error = wait.as_mut().await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(3));
    assert_eq!(
        error.to_string(),
        "no `Numbered` that was waited for came within 3s"
    );
    assert!(is_forgotten(&waiters), "even while the future is kept");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_has_come_is_given_however_late() {
    let waiters = waiters();
    let wait = waiters
        .wait_for::<Numbered>(|_| true)
        .timeout(Duration::from_secs(3));
    waiters.deliver(&numbered(1));
    advance(Duration::from_secs(5)).await;
    assert_eq!(wait.await.unwrap().number, 1);

    let mut wait = waiters
        .wait_for::<Numbered>(|_| true)
        .timeout(Duration::from_secs(3));
    assert!(poll_now(&mut wait).is_pending());
    advance(Duration::from_secs(5)).await;
    waiters.deliver(&numbered(2));
    assert_eq!(wait.await.unwrap().number, 2);
}

#[tokio::test(start_paused = true)]
async fn any_duration_is_a_time_out() {
    let waiters = waiters();
    for time in [Duration::MAX, Duration::from_secs(u64::MAX / 4)] {
        let mut wait = waiters.wait_for::<Numbered>(|_| true).timeout(time);
        assert!(poll_now(&mut wait).is_pending());
        waiters.deliver(&numbered(1));
        assert!(wait.await.is_ok());
    }
    let wait = waiters
        .wait_for::<Numbered>(|_| true)
        .timeout(Duration::MAX)
        .timeout(Duration::ZERO);
    assert!(matches!(wait.await, Err(WaitError::TimedOut { .. })));
}

#[tokio::test]
async fn a_predicate_that_panics_ends_its_own_wait_only() {
    let waiters = waiters();
    let before = waiters.wait_for::<Numbered>(|_| true);
    let wait = waiters.wait_for::<Numbered>(|_| panic!("as told"));
    let after = waiters.wait_for::<Numbered>(|_| true);
    let mut early = waiters.deliver(&numbered(1));
    assert!(early.take::<Numbered>().is_some());
    assert_eq!(
        wait.await.unwrap_err().to_string(),
        "the predicate of a wait for `Numbered` panicked: as told"
    );
    assert!(before.await.is_ok() && after.await.is_ok());
    assert!(is_forgotten(&waiters));
}

#[tokio::test]
async fn a_predicate_may_count_and_is_asked_no_more_once_it_said_yes() {
    let waiters = waiters();
    let calls = Arc::new(AtomicU64::new(0));
    let wait = waiters.wait_for::<Numbered>({
        let calls = Arc::clone(&calls);
        let mut left = 3;
        move |_| {
            calls.fetch_add(1, Ordering::Relaxed);
            left -= 1;
            left == 0
        }
    });
    for number in 1..10 {
        waiters.deliver(&numbered(number));
    }
    assert_eq!(wait.await.unwrap().number, 3);
    assert_eq!(calls.load(Ordering::Relaxed), 3);
}

/// What predicates own is dropped where no lock is held: it may be a wait.
#[test]
fn predicates_may_begin_and_end_waits() {
    let waiters = waiters();
    let begun = Arc::new(Mutex::new(Vec::new()));
    let begins = waiters.wait_for::<Numbered>({
        let (waiters, begun) = (waiters.clone(), Arc::clone(&begun));
        move |_| {
            lock(&begun).push(waiters.wait_for::<Numbered>(|_| true));
            false
        }
    });
    let kept = Arc::new(Mutex::new(None));
    let asked = Arc::new(AtomicUsize::new(0));
    let ends = waiters.wait_for::<Numbered>({
        let kept = Arc::clone(&kept);
        move |_| lock(&kept).take().is_some()
    });
    let ended = waiters.wait_for::<Numbered>({
        let asked = Arc::clone(&asked);
        move |_| {
            asked.fetch_add(1, Ordering::Relaxed);
            true
        }
    });
    *lock(&kept) = Some(ended);
    let owned = waiters.wait_for::<Numbered>(|_| true);
    let owns = waiters.wait_for::<Numbered>(move |_| {
        let _ = &owned;
        true
    });
    waiters.deliver(&numbered(1));
    assert_eq!(
        asked.load(Ordering::Relaxed),
        0,
        "a dropped wait is passed over"
    );
    assert!(matches!(poll_now(ends), Poll::Ready(Ok(_))));
    assert!(matches!(poll_now(owns), Poll::Ready(Ok(_))));
    assert_eq!(waiters.len(), 2, "the first, and the one it began");
    waiters.deliver(&numbered(2));
    let first = lock(&begun).remove(0);
    let Poll::Ready(Ok(event)) = poll_now(first) else {
        panic!("it was begun by the first event");
    };
    assert_eq!(event.number, 2, "the event that began it is not its own");
    drop(begins);
    lock(&begun).clear();
    assert!(is_forgotten(&waiters));
}

#[tokio::test]
async fn closing_ends_waits_at_once_and_lets_none_begin() {
    let waiters = waiters();
    let pending = tokio::spawn(waiters.wait_for::<Numbered>(|_| true));
    let done = waiters.wait_for::<Numbered>(|_| true);
    tokio::task::yield_now().await;
    waiters.deliver(&numbered(1));
    let waits = waiters.wait_for::<Numbered>(|_| true);
    waiters.close();
    assert!(pending.await.unwrap().is_ok() && done.await.is_ok());
    assert_eq!(waits.await.unwrap_err(), WaitError::Stopped);
    let late = waiters.wait_for::<Numbered>(|_| true).await.unwrap_err();
    assert_eq!(
        late.to_string(),
        "the bot is stopping or does not run, so no more events come"
    );
    assert!(!waiters.wants("NUMBERED"));
    assert!(waiters.deliver(&numbered(2)).take::<Numbered>().is_none());
    assert!(is_forgotten(&waiters));
    waiters.close();
}

#[tokio::test]
async fn an_event_whose_intents_are_off_is_an_error_at_once() {
    let waiters = Waiters::new(Intents::DIRECT_MESSAGES);
    let error = waiters
        .wait_for::<GuildMemberAdd>(|_| true)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`GuildMemberAdd` never comes: the bot runs without the intents it needs, of which one will do: \
         GUILD_MEMBERS; say `#[handler(waits(GuildMemberAdd))]` on the handler that waits, or bring them with \
         `.intents(..)`"
    );
    let one_will_do = waiters.wait_for::<MessageCreate>(|_| true);
    assert!(poll_now(one_will_do).is_pending());
    assert!(poll_now(waiters.wait_for::<RawEvent>(|_| true)).is_pending());
    assert!(is_forgotten(&waiters));
}

#[tokio::test]
async fn waits_are_bounded() {
    let waiters = waiters();
    let mut waits: Vec<_> = (0..WAITS)
        .map(|_| waiters.wait_for::<Numbered>(|_| false))
        .collect();
    let error = waiters.wait_for::<Numbered>(|_| true).await.unwrap_err();
    assert_eq!(error, WaitError::TooMany);
    assert!(error.to_string().starts_with("65536 waits"), "{error}");
    assert_eq!(
        waiters.events::<Numbered>().error(),
        Some(WaitError::TooMany)
    );
    waits.pop();
    assert!(poll_now(waiters.wait_for::<Numbered>(|_| true)).is_pending());
    drop(waits);
    assert!(is_forgotten(&waiters));
}

#[test]
fn a_wait_shows_what_it_waits_for_and_can_move_between_threads() {
    fn moves<T: Send + Sync + Unpin + 'static>() {}
    moves::<WaitFor<TypingStart>>();
    moves::<Events<TypingStart>>();
    let waiters = waiters();
    let wait = waiters
        .wait_for::<Numbered>(|_| true)
        .timeout(Duration::from_secs(1));
    assert_eq!(
        format!("{wait:?}"),
        r#"WaitFor { event: "Numbered", timeout: Some(1s), .. }"#
    );
}
