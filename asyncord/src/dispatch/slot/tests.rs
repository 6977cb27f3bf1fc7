//! Slots under a small executor: a semaphore, and each call driven as the dispatcher drives it.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use futures_util::{StreamExt, stream::FuturesUnordered};
use tokio::{
    sync::{Mutex, oneshot},
    task::JoinHandle,
    time::{Instant, sleep},
};

use super::{CURRENT, CallSlot, Mark, PATIENCE, Places, enter, woken};
use crate::{
    dispatch::waiters::Waiters,
    event::{Event, RawEvent},
    model::Intents,
};

#[derive(Debug, Event)]
#[event("NUMBERED", intents = Intents::empty())]
struct Numbered {
    number: u64,
}

const SECOND: Duration = Duration::from_secs(1);

/// Runs calls on `slots` places.
#[derive(Clone)]
struct Driver {
    waiters: Waiters,
    places: Arc<Places>,
}

impl Driver {
    fn new(slots: usize) -> Self {
        Self {
            waiters: Waiters::new(Intents::empty()),
            places: Arc::new(Places::new(slots)),
        }
    }

    fn start(&self, call: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
        tokio::spawn(drive(Arc::clone(&self.places), Box::pin(call)))
    }

    fn deliver(&self, number: u64) {
        let raw = RawEvent::from_json("NUMBERED", format!(r#"{{"number":{number}}}"#));
        self.waiters.deliver(&raw);
    }

    fn free(&self) -> usize {
        self.places.permits.available_permits()
    }
}

async fn drive(places: Arc<Places>, mut call: Pin<Box<dyn Future<Output = ()> + Send>>) {
    let mut slot = CallSlot::default();
    let mut permit = Some(places.acquire().await);
    loop {
        let poll = poll_fn(|cx| Poll::Ready(enter(&mut slot, || call.as_mut().poll(cx))));
        if poll.await.is_ready() {
            return;
        }
        if slot.is_waiting() {
            permit = None;
        }
        woken().await;
        if permit.is_none() {
            permit = places.reacquire().await;
        }
    }
}

/// Lets every task run until it waits.
async fn settle() {
    sleep(Duration::from_millis(1)).await;
}

#[tokio::test(start_paused = true)]
async fn handlers_that_wait_leave_the_slots_to_the_one_they_wait_for() {
    let driver = Driver::new(2);
    let waiting: Vec<_> = (0..10)
        .map(|_| {
            let wait = driver.waiters.clone();
            driver.start(async move {
                let event = wait.wait_for::<Numbered>(|_| true).await.unwrap();
                assert_eq!(event.number, 7);
            })
        })
        .collect();
    let producer = driver.start({
        let driver = driver.clone();
        async move { driver.deliver(7) }
    });
    producer.await.unwrap();
    for call in waiting {
        call.await.unwrap();
    }
    assert_eq!(driver.free(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_goes_on_has_a_slot_again() {
    let driver = Driver::new(2);
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let wait = driver.waiters.clone();
            let (running, most) = (Arc::clone(&running), Arc::clone(&most));
            driver.start(async move {
                wait.wait_for::<Numbered>(|_| true).await.unwrap();
                most.fetch_max(
                    running.fetch_add(1, Ordering::Relaxed) + 1,
                    Ordering::Relaxed,
                );
                sleep(SECOND).await;
                running.fetch_sub(1, Ordering::Relaxed);
            })
        })
        .collect();
    settle().await;
    assert_eq!((driver.free(), driver.waiters.len()), (2, 10));
    driver.deliver(1);
    settle().await;
    assert_eq!((driver.free(), running.load(Ordering::Relaxed)), (0, 2));
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!((driver.free(), most.load(Ordering::Relaxed)), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_time_out_takes_a_slot_like_an_event() {
    let driver = Driver::new(1);
    let call = driver.start({
        let wait = driver.waiters.clone();
        async move {
            let wait = wait.wait_for::<Numbered>(|_| true).timeout(SECOND);
            assert!(wait.await.is_err());
            sleep(SECOND).await;
        }
    });
    settle().await;
    assert_eq!(driver.free(), 1);
    sleep(SECOND).await;
    assert_eq!(driver.free(), 0);
    call.await.unwrap();
    assert_eq!(driver.free(), 1);
}

#[tokio::test(start_paused = true)]
async fn beyond_the_limit_handlers_go_on_one_by_one() {
    let driver = Driver::new(1);
    let running = Arc::new(AtomicUsize::new(0));
    for _ in 0..5 {
        let (waiters, running) = (driver.waiters.clone(), Arc::clone(&running));
        driver.start(async move {
            waiters.wait_for::<Numbered>(|_| true).await.unwrap();
            running.fetch_add(1, Ordering::Relaxed);
            sleep(SECOND * 60).await;
        });
    }
    settle().await;
    driver.deliver(1);
    for expected in 1..=5 {
        settle().await;
        assert_eq!(running.load(Ordering::Relaxed), expected);
        sleep(PATIENCE).await;
    }
}

/// The holder of the lock gave its place back, and those that wait for the lock have taken them all.
#[tokio::test(start_paused = true)]
async fn a_handler_that_waits_with_a_lock_held_goes_on_though_no_slot_is_free() {
    let driver = Driver::new(2);
    let lock = Arc::new(Mutex::new(()));
    let mut calls = vec![driver.start({
        let (waiters, lock) = (driver.waiters.clone(), Arc::clone(&lock));
        async move {
            let _held = lock.lock().await;
            waiters.wait_for::<Numbered>(|_| true).await.unwrap();
        }
    })];
    settle().await;
    for _ in 0..4 {
        let lock = Arc::clone(&lock);
        calls.push(driver.start(async move { drop(lock.lock().await) }));
    }
    settle().await;
    assert_eq!(driver.free(), 0);
    driver.deliver(1);
    let start = Instant::now();
    for call in calls {
        call.await.unwrap();
    }
    assert!((PATIENCE..PATIENCE * 2).contains(&start.elapsed()));
    assert_eq!(driver.free(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_wait_in_a_task_of_its_own_does_not_free_the_handlers_slot() {
    let driver = Driver::new(1);
    let call = driver.start({
        let waiters = driver.waiters.clone();
        async move {
            let task = tokio::spawn(waiters.wait_for::<Numbered>(|_| true));
            task.await.unwrap().unwrap();
        }
    });
    settle().await;
    assert_eq!(driver.free(), 0);
    driver.deliver(1);
    call.await.unwrap();
    assert_eq!(driver.free(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_moves_to_a_task_of_its_own_counts_no_more() {
    let driver = Driver::new(1);
    let (go_on, gone_on) = oneshot::channel::<()>();
    let call = driver.start({
        let waiters = driver.waiters.clone();
        async move {
            let mut moved = waiters.wait_for::<Numbered>(|event| event.number == 2);
            tokio::select! {
                biased;
                _ = &mut moved => unreachable!("it is not delivered yet"),
                _ = waiters.wait_for::<Numbered>(|_| true) => {}
            }
            let task = tokio::spawn(moved);
            gone_on.await.unwrap();
            // The task has taken the wait over since.
            assert_eq!(task.await.unwrap().unwrap().number, 2);
        }
    });
    settle().await;
    assert_eq!(driver.free(), 1);
    driver.deliver(1);
    settle().await;
    go_on.send(()).unwrap();
    settle().await;
    assert_eq!(driver.free(), 0);
    driver.deliver(2);
    call.await.unwrap();
    assert_eq!(driver.free(), 1);
}

#[tokio::test(start_paused = true)]
async fn several_waits_of_one_handler_count_as_long_as_one_is_left() {
    let driver = Driver::new(1);
    let call = driver.start({
        let waiters = driver.waiters.clone();
        async move {
            let of = |number| waiters.wait_for::<Numbered>(move |event| event.number == number);
            let (first, second) = tokio::join!(of(1), of(2));
            assert!(first.is_ok() && second.is_ok());
            tokio::select! {
                event = of(3) => assert_eq!(event.unwrap().number, 3),
                _ = of(4) => unreachable!("it is not delivered"),
            }
            // The other wait of `select!` is over: this holds the slot.
            sleep(SECOND).await;
            let mut many: FuturesUnordered<_> = (5..50).map(of).collect();
            while let Some(event) = many.next().await {
                event.unwrap();
            }
            sleep(SECOND).await;
        }
    });
    settle().await;
    assert_eq!(driver.free(), 1);
    driver.deliver(1);
    settle().await;
    assert_eq!(driver.free(), 1, "the second is still waited for");
    driver.deliver(2);
    settle().await;
    driver.deliver(3);
    settle().await;
    assert_eq!(driver.free(), 0, "it sleeps");
    sleep(SECOND).await;
    for number in (5..50).rev() {
        assert_eq!(driver.free(), 1, "{number}");
        driver.deliver(number);
        // One of them is polled, the others wait unpolled.
        settle().await;
    }
    assert_eq!(driver.free(), 0, "it sleeps");
    call.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_stream_counts_while_its_next_event_is_awaited() {
    let driver = Driver::new(1);
    let (go_on, gone_on) = oneshot::channel::<()>();
    let call = driver.start({
        let waiters = driver.waiters.clone();
        async move {
            let mut events = waiters.events::<Numbered>();
            assert_eq!(events.next().await.unwrap().number, 1);
            sleep(SECOND).await;
            tokio::select! {
                _ = events.next() => unreachable!("nothing is delivered"),
                _ = gone_on => {}
            }
            sleep(SECOND).await;
            drop(events);
        }
    });
    settle().await;
    assert_eq!(driver.free(), 1, "awaits the first");
    driver.deliver(1);
    settle().await;
    assert_eq!(driver.free(), 0, "sleeps");
    sleep(SECOND).await;
    assert_eq!(driver.free(), 1, "awaits the second");
    go_on.send(()).unwrap();
    settle().await;
    assert_eq!(driver.free(), 0, "sleeps, though the stream is still there");
    call.await.unwrap();
    assert_eq!(driver.free(), 1);
}

#[test]
fn a_wait_that_is_dropped_elsewhere_counts_no_more() {
    let (mut here, mut there) = (CallSlot::default(), CallSlot::default());
    let mut mark = Mark::default();
    enter(&mut here, || mark.set());
    enter(&mut here, || mark.set());
    assert!(here.is_waiting());
    enter(&mut there, || mark.set());
    assert!(!here.is_waiting() && there.is_waiting(), "it moved");
    std::thread::spawn(move || drop(mark)).join().unwrap();
    assert!(!there.is_waiting());
}

#[test]
fn outside_of_calls_nothing_is_marked() {
    let mut slot = CallSlot::default();
    let mut mark = Mark::default();
    enter(&mut slot, || mark.set());
    mark.set();
    assert!(!slot.is_waiting());
    assert!(mark.0.is_none());
}

#[test]
fn a_panic_leaves_nothing_set() {
    let mut slot = CallSlot::default();
    let mut mark = Mark::default();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        enter(&mut slot, || {
            mark.set();
            panic!("as told");
        });
    }));
    assert!(panicked.is_err());
    assert!(CURRENT.take().is_none());
    assert!(slot.is_waiting(), "what was marked before is not forgotten");
    drop(mark);
    assert!(!slot.is_waiting());
}

#[test]
fn calls_within_calls_are_kept_apart() {
    let (mut outer, mut inner) = (CallSlot::default(), CallSlot::default());
    let (mut of_outer, mut of_inner) = (Mark::default(), Mark::default());
    enter(&mut outer, || {
        enter(&mut inner, || of_inner.set());
        assert!(inner.is_waiting());
        of_inner.clear();
        of_outer.set();
    });
    assert!(outer.is_waiting() && !inner.is_waiting());
}

#[test]
fn a_call_that_never_waits_costs_no_allocation() {
    let waiters = Waiters::new(Intents::empty());
    let mut slot = CallSlot::default();
    let mut call = Box::pin(async {
        woken().await;
        // A wait that has its event already is none.
        let wait = waiters.wait_for::<Numbered>(|_| true);
        waiters.deliver(&RawEvent::from_json("NUMBERED", r#"{"number":1}"#));
        wait.await.unwrap();
    });
    let mut cx = Context::from_waker(Waker::noop());
    assert!(enter(&mut slot, || call.as_mut().poll(&mut cx)).is_pending());
    assert!(enter(&mut slot, || call.as_mut().poll(&mut cx)).is_ready());
    assert!(slot.waits.is_none());
}
