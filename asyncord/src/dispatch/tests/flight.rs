//! Calls that wait without a place, by a stand-in for what knows that they do.

use std::{cell::Cell, future::poll_fn, pin::Pin, sync::Arc, task::Poll, time::Duration};

use tokio::{
    sync::oneshot,
    time::{Instant, sleep},
};

use super::order::Counted;
use crate::{
    HandlerItem,
    dispatch::{
        Reason,
        bound::{Builder, CallFuture},
        call::Call,
        flight::{Flight, Outcome, Polled, Slot},
        registry::{HandlerSpec, ItemSpec},
        slot::Places,
    },
    event::{RawEvent, Scope},
};

thread_local! {
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Whether the last poll ended in [`event`].
#[derive(Default)]
struct Fake(bool);

impl Slot for Fake {
    fn enter<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        WAITS.set(false);
        let result = poll();
        self.0 = WAITS.get();
        result
    }

    fn is_waiting(&self) -> bool {
        self.0
    }
}

/// Waits for an event, and says so.
async fn event(mut event: oneshot::Receiver<()>) {
    let waiting = poll_fn(|cx| {
        let poll = Pin::new(&mut event).poll(cx);
        WAITS.set(poll.is_pending());
        poll
    });
    waiting.await.expect("the event comes");
}

fn spec(timeout: Option<Duration>) -> HandlerSpec {
    let ItemSpec::Handler(spec) = super::order::first::SPEC else {
        unreachable!("it is a handler")
    };
    HandlerSpec { timeout, ..*spec }
}

fn call(
    timeout: Option<Duration>,
    future: impl Future<Output = crate::Result> + Send + 'static,
) -> Call {
    let mut builder = Builder::new("test");
    let handler = Arc::new(|_, _| -> CallFuture { unreachable!("the call is made here") });
    let added = builder.add::<Counted>(spec(timeout), Vec::new(), handler);
    Call {
        meta: Arc::clone(&added.0.meta),
        way: None,
        event: RawEvent::from_json("COUNTED", "{}"),
        scope: Scope::default(),
        span: tracing::Span::none(),
        future: Box::pin(future),
        reservation: None,
    }
}

/// Less than a call stands in line for a place before it goes on without.
const WITHIN_ITS_PATIENCE: Duration = Duration::from_millis(900);

/// Starts a call as the executor does, and goes on with it as a task.
async fn fly(call: Call, places: &Arc<Places>) -> tokio::task::JoinHandle<Outcome> {
    let mut flight = Flight::<Fake>::new(call, places.acquire().await);
    let first = poll_fn(|cx| Poll::Ready(flight.poll(cx))).await;
    assert!(matches!(first, Poll::Ready(Polled::Waits)));
    let places = Arc::clone(places);
    tokio::spawn(async move {
        let outcome = flight.run(&places).await;
        flight.end(outcome).outcome
    })
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_gives_its_place_back_and_needs_one_to_go_on() {
    let places = Arc::new(Places::new(1));
    let (first, first_event) = oneshot::channel();
    let (second, second_event) = oneshot::channel();
    let waiting = fly(
        call(None, async {
            event(first_event).await;
            sleep(Duration::from_secs(10)).await;
            event(second_event).await;
            Ok(())
        }),
        &places,
    )
    .await;
    let other = places.acquire().await;
    first.send(()).unwrap();
    sleep(WITHIN_ITS_PATIENCE).await;
    assert!(!waiting.is_finished());
    let begin = Instant::now();
    drop(other);
    tokio::task::yield_now().await;
    drop(places.acquire().await);
    assert_eq!(begin.elapsed().as_secs(), 10, "it had the place meanwhile");
    let other = places.acquire().await;
    second.send(()).unwrap();
    sleep(WITHIN_ITS_PATIENCE).await;
    assert!(!waiting.is_finished());
    drop(other);
    waiting.await.unwrap().unwrap();
    drop(places.acquire().await);
}

#[tokio::test(start_paused = true)]
async fn time_goes_on_while_a_call_waits_for_its_place() {
    let places = Arc::new(Places::new(1));
    let (sender, receiver) = oneshot::channel();
    let limit = WITHIN_ITS_PATIENCE;
    let waiting = fly(
        call(Some(limit), async {
            event(receiver).await;
            Ok(())
        }),
        &places,
    )
    .await;
    let begin = Instant::now();
    let _other = places.acquire().await;
    sender.send(()).unwrap();
    let outcome = waiting.await.unwrap();
    assert!(matches!(outcome, Err(Reason::Timeout(told)) if told == limit));
    assert_eq!(begin.elapsed(), limit);
}
