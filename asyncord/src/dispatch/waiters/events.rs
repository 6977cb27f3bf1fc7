//! Events as a stream.

use std::{
    collections::VecDeque,
    fmt,
    future::poll_fn,
    mem,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

use futures_util::Stream;

use super::{
    WaitError,
    error::name,
    registry::{Registration, Registry, Target},
};
use crate::{
    dispatch::{failure::panic_message, slot::Mark},
    event::Event,
    lock,
};

/// How many events a stream holds for its reader, unless set.
const BUFFER: usize = 256;

/// The events of one type as they come, as a [`Stream`] and by [`next`](Self::next).
///
/// It takes events from the call that made it on until it is dropped. Up to 256 of them wait to be read
/// ([`buffer`](Self::buffer) sets another number); beyond that the oldest are dropped, which is logged once
/// and counted by [`missed`](Self::missed). It takes nothing away from handlers: those get the events too.
///
/// It ends when the bot stops, after the events that have come; at once if none can come, because the bot
/// runs without the intents they need. [`error`](Self::error) says which it was. While a handler waits for
/// the next event it does not count among the calls in flight.
#[must_use = "dropping a stream ends it"]
pub struct Events<E> {
    feed: Arc<Feed<E>>,
    registration: Option<Registration>,
    mark: Mark,
}

impl<E: Event> Events<E> {
    pub(super) fn new(registry: &Arc<Registry>) -> Self {
        let feed = Arc::new(Feed {
            filters: Mutex::default(),
            state: Mutex::new(State {
                buffer: VecDeque::new(),
                capacity: BUFFER,
                missed: 0,
                end: None,
                waker: None,
            }),
        });
        let target: Arc<dyn Target<E>> = Arc::<Feed<E>>::clone(&feed);
        let registration = match registry.register(target) {
            Ok(registration) => Some(registration),
            Err(error) => {
                // A stream that ends at once is easily taken for one without events.
                if error != WaitError::Stopped && registry.warns_of::<E>() {
                    crate::warn_user(format_args!("a stream of events ended at once: {error}"));
                }
                feed.end(error);
                None
            }
        };
        Self {
            feed,
            registration,
            mark: Mark::default(),
        }
    }

    /// Leaves out the events that `predicate` does not accept; several filters must all accept.
    ///
    /// It runs where events are delivered, before any queue: it must be quick and must not block. A
    /// predicate that panics ends the stream, and costs nothing else.
    pub fn filter(mut self, predicate: impl FnMut(&E) -> bool + Send + 'static) -> Self {
        if self.feed.filter(Box::new(predicate)).is_break() {
            self.registration = None;
        }
        self
    }

    /// Holds up to `events` events that have not been read; 256 unless set, at least 1.
    pub fn buffer(self, events: usize) -> Self {
        self.feed.resize(events.max(1));
        self
    }

    /// The next event, or `None` when the stream has ended.
    ///
    /// No event is lost if the future is dropped, as by `select!` or a time-out.
    pub async fn next(&mut self) -> Option<Arc<E>> {
        /// Waits for as long as the future lives, which may be shorter than the stream.
        struct Next<'a, E>(&'a mut Events<E>);

        impl<E> Drop for Next<'_, E> {
            fn drop(&mut self) {
                self.0.mark.clear();
            }
        }

        let next = Next(self);
        poll_fn(|cx| next.0.poll(cx)).await
    }

    /// How many events were dropped because they were not read in time.
    pub fn missed(&self) -> u64 {
        lock(&self.feed.state).missed
    }

    /// Why no more events come; `None` while they may.
    pub fn error(&self) -> Option<WaitError> {
        lock(&self.feed.state).end.clone()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Arc<E>>> {
        let poll = self.feed.poll(cx);
        if poll.is_ready() {
            self.mark.clear();
        } else {
            self.mark.set();
        }
        poll
    }
}

impl<E: Event> Stream for Events<E> {
    type Item = Arc<E>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Arc<E>>> {
        self.poll(cx)
    }
}

impl<E> Drop for Events<E> {
    fn drop(&mut self) {
        let unread = {
            let mut state = lock(&self.feed.state);
            // A delivery that is under way passes it over.
            state.end.get_or_insert(WaitError::Stopped);
            mem::take(&mut state.buffer)
        };
        drop(unread);
    }
}

impl<E> fmt::Debug for Events<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.feed.state);
        f.debug_struct("Events")
            .field("event", &name::<E>())
            .field("unread", &state.buffer.len())
            .field("missed", &state.missed)
            .finish_non_exhaustive()
    }
}

type Predicate<E> = Box<dyn FnMut(&E) -> bool + Send>;

/// What a stream and its deliverers share. Whoever holds both locks took that of `filters` first.
struct Feed<E> {
    filters: Mutex<Vec<Predicate<E>>>,
    state: Mutex<State<E>>,
}

struct State<E> {
    buffer: VecDeque<Arc<E>>,
    capacity: usize,
    missed: u64,
    end: Option<WaitError>,
    waker: Option<Waker>,
}

impl<E: Event> Feed<E> {
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Option<Arc<E>>> {
        let mut state = lock(&self.state);
        if let Some(event) = state.buffer.pop_front() {
            return Poll::Ready(Some(event));
        }
        if state.end.is_some() {
            return Poll::Ready(None);
        }
        let last = match &mut state.waker {
            Some(waker) if waker.will_wake(cx.waker()) => None,
            waker => waker.replace(cx.waker().clone()),
        };
        // Dropping a waker may drop a task, and with it other waits.
        drop(state);
        drop(last);
        Poll::Pending
    }

    fn push(&self, event: Arc<E>) {
        let (oldest, first_missed, waker) = {
            let mut state = lock(&self.state);
            let oldest = if state.buffer.len() >= state.capacity {
                state.missed += 1;
                state.buffer.pop_front()
            } else {
                None
            };
            state.buffer.push_back(event);
            let first_missed = oldest.is_some() && state.missed == 1;
            (oldest, first_missed, state.waker.take())
        };
        drop(oldest);
        if first_missed {
            warn_of_missed::<E>();
        }
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Adds a filter; what waits to be read passes it too.
    fn filter(&self, mut filter: Predicate<E>) -> ControlFlow<()> {
        // For as long as this is held, nothing is pushed.
        let mut filters = lock(&self.filters);
        let mut buffer = mem::take(&mut lock(&self.state).buffer);
        let retained = catch_unwind(AssertUnwindSafe(|| buffer.retain(|event| filter(event))));
        filters.push(filter);
        drop(filters);
        match retained {
            Ok(()) => {
                lock(&self.state).buffer = buffer;
                ControlFlow::Continue(())
            }
            Err(panic) => {
                self.end(WaitError::panicked::<E>(panic_message(&*panic)));
                ControlFlow::Break(())
            }
        }
    }

    fn resize(&self, capacity: usize) {
        let (oldest, first_missed) = {
            let mut state = lock(&self.state);
            state.capacity = capacity;
            let too_many = state.buffer.len().saturating_sub(capacity);
            let first_missed = too_many > 0 && state.missed == 0;
            state.missed += too_many as u64;
            let oldest: Vec<_> = state.buffer.drain(..too_many).collect();
            (oldest, first_missed)
        };
        drop(oldest);
        if first_missed {
            warn_of_missed::<E>();
        }
    }
}

fn warn_of_missed<E: Event>() {
    tracing::warn!(
        event = name::<E>(),
        "a stream of events is read too slowly, its oldest events are dropped; \
         read faster, filter, or set a larger `.buffer(..)`"
    );
}

impl<E: Event> Target<E> for Feed<E> {
    fn offer(&self, event: &Arc<E>) -> ControlFlow<()> {
        let mut filters = lock(&self.filters);
        if lock(&self.state).end.is_some() {
            return ControlFlow::Break(());
        }
        let accepted = catch_unwind(AssertUnwindSafe(|| {
            filters.iter_mut().all(|filter| filter(event))
        }));
        match accepted {
            Ok(true) => {
                // Under the lock: two shards that deliver at once must not pass each other, nor a filter.
                self.push(Arc::clone(event));
                ControlFlow::Continue(())
            }
            Ok(false) => ControlFlow::Continue(()),
            Err(panic) => {
                self.end(WaitError::panicked::<E>(panic_message(&*panic)));
                ControlFlow::Break(())
            }
        }
    }

    /// What has come can still be read.
    fn end(&self, error: WaitError) {
        let waker = {
            let mut state = lock(&self.state);
            state.end.get_or_insert(error);
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
