//! Which calls start when, and what becomes of those that cannot be made.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::{LONG, Log, dispatcher, message, run, send, work};
use crate::{
    event::{DecodeError, Event, EventNames, MessageCreate, RawEvent, Scope, TypingStart},
    handler,
    id::{Id, marker::GuildMarker},
    model::Intents,
};

#[handler(manual)]
async fn side_by_side(message: MessageCreate, log: Log) -> crate::Result {
    work(&message, &log).await
}

#[handler(manual, ordered)]
async fn one_by_one(message: MessageCreate, log: Log) -> crate::Result {
    work(&message, &log).await
}

#[tokio::test(start_paused = true)]
async fn calls_start_in_order_and_run_side_by_side() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<side_by_side>();
    let running = run(&dispatcher);
    for text in ["a 3", "b 1", "c", "d 2"] {
        send(&running, message(1, text));
    }
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(
        log.lines(),
        [
            "start a 3",
            "start b 1",
            "start c",
            "end c",
            "start d 2",
            "end b 1",
            "end d 2",
            "end a 3"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn ordered_calls_of_a_guild_follow_one_another_whatever_becomes_of_them() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<one_by_one>();
    let running = run(&dispatcher);
    for text in ["a 3", "panic 1", "fail", "b 1", "panic", "c"] {
        send(&running, message(1, text));
    }
    send(&running, message(2, "elsewhere"));
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(
        log.lines(),
        [
            "start a 3",
            "start elsewhere",
            "end elsewhere",
            "end a 3",
            "start panic 1",
            "panic as told",
            "start fail",
            "error as told",
            "start b 1",
            "end b 1",
            "start panic",
            "panic as told",
            "start c",
            "end c"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn calls_in_flight_are_bounded_and_none_is_lost() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<side_by_side>().calls_in_flight(3);
    let running = run(&dispatcher);
    for number in 0..20 {
        send(&running, message(number, &format!("{number} 1")));
    }
    assert_eq!(running.drain(LONG).await, 0);
    let (mut now, mut most) = (0, 0);
    for line in log.lines() {
        now = if line.starts_with("start") {
            now + 1
        } else {
            now - 1
        };
        most = most.max(now);
    }
    assert_eq!((most, now, log.lines().len()), (3, 0, 40));
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_at_the_end_is_dropped() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<side_by_side>();
    let running = run(&dispatcher);
    send(&running, message(1, "quick 5"));
    send(&running, message(1, "slow 500"));
    let begin = Instant::now();
    assert_eq!(running.drain(Duration::from_secs(10)).await, 1);
    assert_eq!(begin.elapsed().as_secs(), 10);
    assert_eq!(
        log.lines(),
        ["start quick 5", "start slow 500", "end quick 5"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_payload_of_another_form_is_reported_and_costs_nothing_else() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<side_by_side>();
    let running = run(&dispatcher);
    send(&running, RawEvent::from_json("MESSAGE_CREATE", "[1]"));
    send(&running, message(1, "a"));
    running.drain(LONG).await;
    assert_eq!(
        log.lines(),
        ["undecodable MESSAGE_CREATE", "start a", "end a"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_full_queue_refuses_and_tells_when_there_is_room() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<side_by_side>().calls_in_flight(1);
    let running = run(&dispatcher);
    let sink = running.sink();
    let megabyte = format!("{} 60", "x".repeat(1_000_000));
    let mut sent = 0;
    let refused = loop {
        match sink.try_send(message(1, &megabyte)) {
            Ok(()) => sent += 1,
            Err(event) => break event,
        }
    };
    assert!((10..30).contains(&sent), "{sent} megabytes");
    sink.ready().await;
    assert!(
        sink.try_send(refused).is_ok(),
        "the refused event is not lost"
    );
    drop(sink);
    running.drain(LONG).await;
    assert_eq!(log.lines().len(), 2 * (sent + 1));
}

static DECODED: AtomicUsize = AtomicUsize::new(0);

/// Counts how often it is decoded; names a dispatch twice, which must not count.
#[derive(Clone)]
pub(super) struct Counted;

impl Event for Counted {
    const NAMES: EventNames = EventNames::Only(&["COUNTED", "COUNTED_TOO", "COUNTED"]);
    const INTENTS: Intents = Intents::GUILD_INVITES;

    fn decode(_: &RawEvent) -> Result<Self, DecodeError> {
        DECODED.fetch_add(1, Ordering::SeqCst);
        Ok(Self)
    }

    fn scope(&self) -> Scope {
        Scope::default()
    }
}

#[handler(manual)]
pub(super) async fn first(_event: Counted, log: Log) {
    log.add("first");
}

#[handler(manual)]
async fn second(_event: &Counted, log: Log) {
    log.add("second");
}

#[handler(manual, group = "another")]
async fn of_another_group(_event: Arc<Counted>, log: Log) {
    log.add("another");
}

#[tokio::test(start_paused = true)]
async fn an_event_is_decoded_once_and_only_if_someone_wants_it() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<second>()
        .add_handler::<first>()
        .add_handler::<of_another_group>();
    let prepared = dispatcher.prepare("test").unwrap();
    assert_eq!(prepared.intents(), Intents::GUILD_INVITES);
    assert_eq!(
        prepared.handlers().len(),
        2,
        "that of another group does not count"
    );

    let running = run(&dispatcher);
    assert!(running.sink().wants("COUNTED") && running.sink().wants("COUNTED_TOO"));
    assert!(!running.sink().wants("MESSAGE_CREATE"));
    send(&running, RawEvent::from_json("COUNTED", "{}"));
    send(&running, RawEvent::from_json("COUNTED_TOO", "{}"));
    running.drain(LONG).await;
    assert_eq!(DECODED.load(Ordering::SeqCst), 2);
    assert_eq!(
        log.lines(),
        ["first", "second", "first", "second"],
        "in the order of the source"
    );
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_does_not_stop_the_dispatcher() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<one_by_one>()
        .on_error(|_| panic!("in the hook"));
    let running = run(&dispatcher);
    for text in ["fail", "a"] {
        send(&running, message(1, text));
    }
    running.drain(LONG).await;
    assert_eq!(log.lines(), ["start fail", "start a", "end a"]);
}

/// Of one's own: only the content is decoded, and the guild for the order.
#[derive(Event)]
#[event("MESSAGE_CREATE")]
struct Lite {
    guild_id: Option<Id<GuildMarker>>,
    content: String,
}

#[derive(Event)]
enum Either {
    Wrote(Lite),
    Typing(TypingStart),
}

#[handler(manual, ordered)]
async fn of_ones_own(event: &Either, log: &Log) {
    match event {
        Either::Wrote(Lite { guild_id, content }) => {
            log.add(format!("start {guild_id:?} {content}"));
            sleep(Duration::from_secs(1)).await;
            log.add(format!("end {content}"));
        }
        Either::Typing(typing) => log.add(format!("typing {:?}", typing.guild_id)),
    }
}

#[tokio::test(start_paused = true)]
async fn events_of_ones_own_come_guild_by_guild() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<of_ones_own>();
    let prepared = dispatcher.prepare("test").unwrap();
    assert_eq!(
        prepared.intents(),
        MessageCreate::INTENTS | TypingStart::INTENTS
    );
    assert_eq!(prepared.intents_if_granted(), Intents::MESSAGE_CONTENT);

    let running = run(&dispatcher);
    assert!(!running.sink().wants("MESSAGE_UPDATE"));
    for (guild, text) in [(1, "a"), (1, "b"), (2, "c")] {
        let json =
            serde_json::json!({ "guild_id": guild.to_string(), "content": text, "author": 5 });
        send(
            &running,
            RawEvent::from_json("MESSAGE_CREATE", json.to_string()),
        );
    }
    let typing = r#"{"guild_id":"1","channel_id":"2","user_id":"3","timestamp":4}"#;
    send(&running, RawEvent::from_json("TYPING_START", typing));
    running.drain(LONG).await;
    let lines = log.lines();
    assert_eq!(lines.len(), 7, "{lines:?}");
    let at = |line: &str| {
        lines
            .iter()
            .position(|other| other == line)
            .unwrap_or_else(|| panic!("{line}: {lines:?}"))
    };
    assert!(at("start Some(Id(1)) a") < at("start Some(Id(2)) c"));
    assert!(at("start Some(Id(2)) c") < at("end a"), "side by side");
    assert!(at("end a") < at("start Some(Id(1)) b"));
    assert!(at("end b") < at("typing Some(Id(1))"));
}
