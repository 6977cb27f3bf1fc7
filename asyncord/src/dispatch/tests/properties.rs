//! Random events to random handlers under random limits: what holds whatever comes.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
    time::Duration,
};

use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof},
    proptest,
    sample::select,
};
use tokio::{
    task::yield_now,
    time::{Instant, sleep},
};

use super::{LONG, prepare, start};
use crate::{
    Dispatcher, Reason, Result,
    dispatch::{queue::Budget, running::Running},
    event::{Event, MessageCreate, RawEvent},
    handler, lock,
};

/// What handlers do with an event.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    Instant,
    /// Is polled so often before it ends.
    Yield(u64),
    Slow(u64),
    Fail(u64),
    Panic(u64),
}

/// An event to come.
#[derive(Clone, Copy, Debug)]
struct Happening {
    guild: u64,
    channel: u64,
    user: u64,
    deed: Deed,
    /// Milliseconds until it comes.
    gap: u64,
    /// How many bytes larger it is than it need be.
    padding: usize,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Done,
    Error,
    Panic,
    Timeout,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Entry {
    /// The handler has been polled for the first time.
    Start,
    /// What it held has been dropped, with the call or at its end.
    Stop,
    End(End),
}

/// The handler, the number of the event, and what happened.
type Line = (&'static str, usize, Entry);

/// What happened, in order.
#[derive(Clone, Default)]
struct Journal {
    entries: Arc<Mutex<Vec<Line>>>,
    /// How many events are to be handled by so many more calls, with their sizes.
    open: Arc<Mutex<HashMap<usize, (usize, usize)>>>,
    budget: Arc<Mutex<Option<Arc<Budget>>>>,
}

impl Journal {
    fn add(&self, handler: &'static str, event: usize, entry: Entry) {
        lock(&self.entries).push((handler, event, entry));
    }

    fn entries(&self) -> Vec<Line> {
        lock(&self.entries).clone()
    }

    /// An event is about to be sent, for so many calls.
    fn sending(&self, event: usize, size: usize, calls: usize) {
        lock(&self.open).insert(event, (size, calls));
    }

    /// The event could not be sent.
    fn refused(&self, event: usize) {
        lock(&self.open).remove(&event);
    }

    /// A call of the event starts: those that still wait are counted against the budget.
    fn starting(&self, event: usize) {
        let mut open = lock(&self.open);
        if let Some((_, calls)) = open.get_mut(&event) {
            *calls -= 1;
            if *calls == 0 {
                open.remove(&event);
            }
        }
        let waiting: usize = open.values().map(|(size, _)| size).sum();
        if let Some(budget) = &*lock(&self.budget) {
            assert!(budget.used() >= waiting, "{} < {waiting}", budget.used());
        }
    }
}

struct Stop(Journal, &'static str, usize);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.add(self.1, self.2, Entry::Stop);
    }
}

/// What every handler here does.
async fn act(handler: &'static str, message: &MessageCreate, journal: &Journal) -> Result {
    let mut words = message.content.split(' ');
    let number: usize = words.next().unwrap_or("").parse()?;
    let deed = words.next().unwrap_or("");
    let time: u64 = words.next().unwrap_or("").parse()?;
    journal.add(handler, number, Entry::Start);
    let _stop = Stop(journal.clone(), handler, number);
    journal.starting(number);
    match deed {
        "instant" => {}
        "yield" => {
            for _ in 0..time {
                yield_now().await;
            }
        }
        // Panics and errors come at once or late.
        _ if time > 0 => sleep(Duration::from_millis(time)).await,
        _ => {}
    }
    assert!(deed != "panic", "as told");
    if deed == "fail" {
        return Err("as told".into());
    }
    journal.add(handler, number, Entry::End(End::Done));
    Ok(())
}

/// What a handler of these tests promises.
struct Promise {
    name: &'static str,
    add: fn(&Dispatcher),
    lane: Option<fn(&Happening) -> u64>,
    concurrency: Option<usize>,
    timeout: Option<u64>,
}

macro_rules! handlers {
    ($(
        [$($option:tt)*] $name:ident:
        $lane:expr, $concurrency:expr, $timeout:expr;
    )+) => {
        $(
            #[handler(manual, $($option)*)]
            async fn $name(message: &MessageCreate, journal: &Journal) -> Result {
                act(stringify!($name), message, journal).await
            }
        )+

        const PROMISES: &[Promise] = &[$(Promise {
            name: stringify!($name),
            add: |dispatcher| {
                dispatcher.add_handler::<$name>();
            },
            lane: $lane,
            concurrency: $concurrency,
            timeout: $timeout,
        }),+];
    };
}

handlers! {
    [] plain: None, None, None;
    [timeout = "60ms"] hasty: None, None, Some(60);
    [ordered] by_guild: Some(|event| event.guild), None, None;
    [ordered = channel, timeout = "60ms"] by_channel: Some(|event| event.channel), None, Some(60);
    [concurrency = 1] single: None, Some(1), None;
    [concurrency = 3, timeout = "60ms"] triple: None, Some(3), Some(60);
    [ordered = user, concurrency = 2] by_user: Some(|event| event.user), Some(2), None;
    [ordered, concurrency = 1, timeout = "60ms"] tight: Some(|event| event.guild), Some(1), Some(60);
}

/// One run: what comes, who handles it, and within which limits.
#[derive(Clone, Debug)]
struct Case {
    events: Vec<Happening>,
    /// Places in [`PROMISES`].
    handlers: Vec<usize>,
    calls_in_flight: usize,
    queued_bytes: usize,
}

impl Case {
    fn promises(&self) -> impl Iterator<Item = &'static Promise> {
        self.handlers.iter().map(|place| &PROMISES[*place])
    }

    /// The wire form of an event.
    fn raw(&self, number: usize) -> RawEvent {
        let event = &self.events[number];
        let (deed, time) = match event.deed {
            Deed::Instant => ("instant", 0),
            Deed::Yield(times) => ("yield", times),
            Deed::Slow(time) => ("slow", time),
            Deed::Fail(time) => ("fail", time),
            Deed::Panic(time) => ("panic", time),
        };
        let padding = " ".repeat(event.padding);
        RawEvent::from_json(
            "MESSAGE_CREATE",
            serde_json::json!({
                "id": "1", "channel_id": event.channel.to_string(),
                "guild_id": event.guild.to_string(),
                "content": format!("{number} {deed} {time} {padding}"),
                "author": { "id": event.user.to_string() },
                "timestamp": "2026-01-01T00:00:00Z",
            })
            .to_string(),
        )
    }

    /// How a call has to end.
    fn end(&self, promise: &Promise, number: usize) -> End {
        let (time, end) = match self.events[number].deed {
            Deed::Instant | Deed::Yield(_) => (0, End::Done),
            Deed::Slow(time) => (time, End::Done),
            Deed::Fail(time) => (time, End::Error),
            Deed::Panic(time) => (time, End::Panic),
        };
        if promise.timeout.is_some_and(|limit| time > limit) {
            End::Timeout
        } else {
            end
        }
    }

    /// Starts the handlers and sends the events as they come.
    async fn send(&self, journal: &Journal) -> Running {
        let dispatcher = Dispatcher::default();
        dispatcher
            .without_registered_handlers()
            .add_argument("journal", journal.clone())
            .calls_in_flight(self.calls_in_flight);
        let failures = journal.clone();
        dispatcher.on_error(move |failure| {
            let end = match &failure.reason {
                Reason::Error(_) => End::Error,
                Reason::Panic(_) => End::Panic,
                Reason::Timeout(_) => End::Timeout,
                other => panic!("{other:?}"),
            };
            let name = failure.handler.rsplit("::").next().unwrap();
            let promise = PROMISES.iter().find(|promise| promise.name == name);
            let event = MessageCreate::decode(failure.event.as_ref().unwrap()).unwrap();
            let number = event.content.split(' ').next().unwrap().parse().unwrap();
            failures.add(promise.unwrap().name, number, Entry::End(end));
        });
        for promise in self.promises() {
            (promise.add)(&dispatcher);
        }
        let mut prepared = prepare(&dispatcher);
        prepared.queued_bytes = self.queued_bytes;
        let running = start(prepared);
        *lock(&journal.budget) = Some(Arc::clone(&running.probe.budget));
        let sink = running.sink();
        for (number, event) in self.events.iter().enumerate() {
            if event.gap > 0 {
                sleep(Duration::from_millis(event.gap)).await;
            }
            let mut raw = self.raw(number);
            let size = raw.size();
            loop {
                journal.sending(number, size, self.handlers.len());
                let Err(refused) = sink.try_send(raw) else {
                    break;
                };
                journal.refused(number);
                raw = refused;
                sink.ready().await;
            }
            // The last event may reach beyond the budget.
            assert!(running.probe.budget.used() < self.queued_bytes + size);
        }
        running
    }

    /// Checks what holds at any time, also if the end came early.
    fn check(&self, entries: &[Line]) {
        let (mut all, mut most) = (0_usize, 0);
        for promise in self.promises() {
            let name = promise.name;
            let of_handler = || entries.iter().filter(|(handler, ..)| *handler == name);
            let mut running = Vec::new();
            // In a lane, or without lanes among all calls, events come in order.
            let mut last = BTreeMap::new();
            for (_, number, entry) in of_handler() {
                let lane = promise.lane.map(|lane| lane(&self.events[*number]));
                match entry {
                    Entry::Start => {
                        let before = last.insert(lane, *number);
                        assert!(before < Some(*number), "{name}: {number} after {before:?}");
                        running.push((lane, *number));
                    }
                    Entry::Stop => running.retain(|(_, running)| running != number),
                    Entry::End(_) => {}
                }
                let limit = promise.concurrency.unwrap_or(usize::MAX);
                assert!(running.len() <= limit, "{name}: {running:?}");
                if lane.is_some() {
                    let beside = running.iter().filter(|(other, _)| *other == lane);
                    assert!(beside.count() <= 1, "{name}: {running:?}");
                }
            }
            assert!(running.is_empty(), "{name}: {running:?} have not stopped");
        }
        for (.., entry) in entries {
            match entry {
                Entry::Start => all += 1,
                Entry::Stop => all -= 1,
                Entry::End(_) => {}
            }
            most = most.max(all);
        }
        assert!(most <= self.calls_in_flight, "{most} in flight");
    }

    /// Lets everything be handled.
    async fn handle_all(self) {
        let journal = Journal::default();
        let begin = Instant::now();
        let running = self.send(&journal).await;
        let probe = running.probe.clone();
        assert_eq!(running.drain(LONG).await, 0);
        assert!(probe.executor.is_idle());
        assert_eq!(probe.budget.used(), 0);
        // Even one after the other, all calls would have ended by now.
        let longest = self.events.iter().map(|event| event.gap + 200);
        let longest = longest.sum::<u64>() * self.handlers.len() as u64;
        assert!(begin.elapsed() <= Duration::from_millis(longest), "starved");

        let entries = journal.entries();
        self.check(&entries);
        assert!(lock(&journal.open).is_empty());
        for promise in self.promises() {
            for number in 0..self.events.len() {
                let of_call: Vec<_> = entries
                    .iter()
                    .filter(|(handler, event, _)| *handler == promise.name && *event == number)
                    .map(|(.., entry)| *entry)
                    .collect();
                let end = Entry::End(self.end(promise, number));
                let expected = match end {
                    Entry::End(End::Done) => [Entry::Start, end, Entry::Stop],
                    _ => [Entry::Start, Entry::Stop, end],
                };
                assert_eq!(of_call, expected, "{}: {number}", promise.name);
            }
        }
    }

    /// Ends before everything is handled.
    async fn cut_short(self, grace: Duration) {
        let journal = Journal::default();
        let running = self.send(&journal).await;
        let probe = running.probe.clone();
        let begin = Instant::now();
        let dropped = running.drain(grace).await;
        assert!(begin.elapsed() <= grace + Duration::from_millis(1));
        let entries = journal.entries();
        self.check(&entries);
        let ended = entries
            .iter()
            .filter(|(.., entry)| matches!(entry, Entry::End(_)));
        assert_eq!(ended.count() + dropped, self.events.len());
        assert!(probe.executor.is_idle());
        assert_eq!(probe.budget.used(), 0);
        sleep(LONG).await;
        assert!(journal.entries() == entries, "something ran after the end");
    }
}

/// Runs on paused time.
fn on_paused_time(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime can be made")
        .block_on(test);
}

fn deeds() -> impl Strategy<Value = Deed> {
    // No time is the limit itself: which of the two comes first is not promised.
    let time = || select(vec![0_u64, 1, 7, 30, 59, 61, 150]);
    prop_oneof![
        3 => Just(Deed::Instant),
        2 => (0_u64..4).prop_map(Deed::Yield),
        4 => time().prop_map(Deed::Slow),
        1 => time().prop_map(Deed::Fail),
        1 => time().prop_map(Deed::Panic),
    ]
}

fn happenings() -> impl Strategy<Value = Happening> {
    let place = || 1_u64..4;
    let gap = prop_oneof![4 => Just(0_u64), 1 => 1_u64..50];
    let padding = prop_oneof![3 => Just(0_usize), 1 => 0_usize..2_000];
    (place(), place(), place(), deeds(), gap, padding).prop_map(
        |(guild, channel, user, deed, gap, padding)| Happening {
            guild,
            channel,
            user,
            deed,
            gap,
            padding,
        },
    )
}

fn cases(handlers: impl Strategy<Value = Vec<usize>>) -> impl Strategy<Value = Case> {
    (
        vec(happenings(), 0..40),
        handlers,
        1_usize..=8,
        1_usize..6_000,
    )
        .prop_map(|(events, handlers, calls_in_flight, queued_bytes)| Case {
            events,
            handlers,
            calls_in_flight,
            queued_bytes,
        })
}

/// Any of the handlers, at least one.
fn some_handlers() -> impl Strategy<Value = Vec<usize>> {
    (1_u32..1 << PROMISES.len()).prop_map(|set| {
        let places = 0..PROMISES.len();
        places.filter(|place| set & (1 << place) != 0).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 192,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_event_is_handled_once_in_order_and_within_limits(case in cases(some_handlers())) {
        on_paused_time(case.handle_all());
    }

    #[test]
    fn an_early_end_loses_nothing_uncounted(
        case in cases((0..PROMISES.len()).prop_map(|one| vec![one])),
        grace in 0_u64..300,
        roomy in any::<bool>(),
    ) {
        let queued_bytes = if roomy { 1_000_000 } else { case.queued_bytes };
        let case = Case { queued_bytes, ..case };
        on_paused_time(case.cut_short(Duration::from_millis(grace)));
    }
}
