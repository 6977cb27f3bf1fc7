//! Providers, hooks, tasks, middleware, and handlers that come and go.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::{LONG, Log, dispatcher, message, run, send};
use crate::{
    BoxError, Context, Dispatcher, HandlerFailure, Middleware, Next, Result, Skip,
    event::{
        DecodeError, Event, EventNames, MessageCreate, MessageDelete, RawEvent, Scope, TypingStart,
    },
    filters, handler, middleware,
    model::Intents,
    on_error, on_shutdown, on_start, provider, task,
};

/// Counts what it is made from.
#[provider(manual)]
async fn words(message: &MessageCreate, log: &Log) -> Result<usize> {
    log.add(format!("words of {}", message.content));
    assert!(!message.content.starts_with("panic"), "as told");
    if message.content.starts_with("fail") {
        return Err("as told".into());
    }
    Ok(message.content.split(' ').count())
}

#[provider(manual)]
async fn doubled(_message: MessageCreate, words: usize, log: &Log) -> String {
    log.add("doubled");
    sleep(Duration::from_secs(1)).await;
    (2 * words).to_string()
}

#[provider(manual)]
async fn guard(message: &MessageCreate, log: &Log) -> Result<(u8, u8)> {
    if message.content == "skip" {
        log.add("guarded");
        return Err(Skip.into());
    }
    Ok((1, 2))
}

#[handler(manual)]
async fn guarded(message: &MessageCreate, guard: (u8, u8), log: &Log, cx: Context) -> Result {
    log.add(format!("{} {guard:?}", message.content));
    match message.content.as_str() {
        "leave" => Err(Skip.into()),
        "wait" => {
            cx.wait_for::<MessageCreate>(|_| false).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_skipped_or_waits_when_the_bot_ends_has_not_failed() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<guard>().add_handler::<guarded>();
    let running = run(&dispatcher);
    for text in ["skip", "leave", "wait", "go"] {
        send(&running, message(1, text));
    }
    assert_eq!(running.drain(LONG).await, 0);
    assert_eq!(
        log.take(),
        ["guarded", "leave (1, 2)", "wait (1, 2)", "go (1, 2)"]
    );
}

/// Of the user's own making, and badly made.
#[derive(Clone)]
struct Misplaced;

impl Event for Misplaced {
    const NAMES: EventNames = EventNames::Only(&["MESSAGE_CREATE"]);
    const INTENTS: Intents = Intents::empty();

    fn decode(_: &RawEvent) -> Result<Self, DecodeError> {
        Ok(Self)
    }

    fn scope(&self) -> Scope {
        panic!("in the scope")
    }
}

#[handler(manual)]
async fn of_no_place(_event: Misplaced, log: &Log) {
    log.add("never");
}

#[tokio::test(start_paused = true)]
async fn whatever_panics_costs_its_own_call() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<of_no_place>()
        .add_handler::<zz_important>();
    dispatcher.on(|message: MessageCreate, _| {
        assert!(message.content.is_empty(), "in the closure");
        async {}
    });
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    send(&running, message(1, "b"));
    running.drain(LONG).await;
    let mut lines = log.take();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "important a",
            "important b",
            "panic in the closure",
            "panic in the closure",
            "panic in the scope",
            "panic in the scope"
        ]
    );
}

#[handler(manual)]
async fn waits_for_go(message: &MessageCreate, cx: Context, log: &Log) -> Result {
    if message.content == "ask" {
        let go = cx.wait_for::<MessageCreate>(|message| message.content == "go");
        go.timeout(LONG).await?;
        log.add("answered");
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn calls_that_all_wait_for_an_event_leave_it_room() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<waits_for_go>()
        .add_handler::<zz_important>()
        .calls_in_flight(2);
    let running = run(&dispatcher);
    for _ in 0..20 {
        send(&running, message(1, "ask"));
    }
    // All that were sent have begun to wait, on two places.
    sleep(Duration::from_secs(1)).await;
    assert_eq!(
        log.take().len(),
        20,
        "the other handler was called for each"
    );
    let begin = Instant::now();
    send(&running, message(1, "go"));
    sleep(Duration::from_millis(1)).await;
    let lines = log.take();
    assert_eq!(lines.iter().filter(|line| *line == "answered").count(), 20);
    assert!(lines.contains(&"important go".to_owned()), "{lines:?}");
    assert!(
        begin.elapsed() < Duration::from_secs(1),
        "none stood in line"
    );
    assert_eq!(running.drain(LONG).await, 0);
}

/// Serves every event.
#[provider(manual)]
async fn event_name(event: &RawEvent) -> Option<String> {
    (event.name() != "TYPING_START").then(|| event.name().to_owned())
}

#[handler(manual)]
async fn takes_both(_message: &MessageCreate, words: &usize, doubled: &str, log: &Log) {
    log.add(format!("both {words} {doubled}"));
}

#[handler(manual)]
async fn takes_one(_message: Arc<MessageCreate>, words: Option<usize>, log: &Log) {
    log.add(format!("one {words:?}"));
}

#[handler(manual, filter = |message: &MessageCreate| message.content == "never")]
async fn asks_for_nothing(_message: MessageCreate, doubled: Arc<String>, log: &Log) {
    log.add(format!("never {doubled}"));
}

#[tokio::test(start_paused = true)]
async fn a_provider_runs_once_for_an_event_and_only_where_asked() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<words>()
        .add_handler::<doubled>()
        .add_handler::<takes_one>()
        .add_handler::<asks_for_nothing>();
    let running = run(&dispatcher);
    send(&running, message(1, "a b"));
    running.drain(LONG).await;
    assert_eq!(log.take(), ["words of a b", "one Some(2)"]);

    dispatcher.add_handler::<takes_both>();
    let running = run(&dispatcher);
    send(&running, message(1, "a b c"));
    running.drain(LONG).await;
    assert_eq!(
        log.take(),
        ["words of a b c", "doubled", "one Some(3)", "both 3 6"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_fails_costs_the_calls_that_need_it() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    let failures = log.clone();
    dispatcher
        .add_handler::<words>()
        .add_handler::<doubled>()
        .add_handler::<takes_one>()
        .add_handler::<takes_both>()
        .on_error(move |failure| failures.add(failure.to_string()));
    let running = run(&dispatcher);
    send(&running, message(1, "fail"));
    send(&running, message(1, "panic"));
    send(&running, message(1, "fine"));
    running.drain(LONG).await;
    let lines = log.take();
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.contains("was not called"))
        .collect();
    assert_eq!(told.len(), 4, "{lines:#?}");
    assert!(
        told[0].contains("takes_both` (") && told[0].contains("::words ("),
        "{told:?}"
    );
    assert!(told[0].ends_with("failed: as told"), "{told:?}");
    assert!(told[2].ends_with("panicked: as told"), "{told:?}");
    assert!(lines.contains(&"both 1 2".to_owned()));
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.starts_with("words of"))
            .count(),
        3
    );
}

#[handler(manual)]
async fn names_messages(_event: &MessageCreate, event_name: Option<String>, log: &Log) {
    log.add(format!("{event_name:?}"));
}

#[handler(manual)]
async fn names_typing(_event: TypingStart, event_name: &Option<String>, log: &Log) {
    log.add(format!("{event_name:?}"));
}

#[tokio::test(start_paused = true)]
async fn a_provider_for_raw_events_serves_all() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<event_name>()
        .add_handler::<names_messages>()
        .add_handler::<names_typing>();
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    let typing = r#"{"channel_id":"2","user_id":"3","timestamp":4}"#;
    send(&running, RawEvent::from_json("TYPING_START", typing));
    running.drain(LONG).await;
    assert_eq!(log.take(), [r#"Some("MESSAGE_CREATE")"#, "None"]);
}

#[middleware(manual)]
async fn inner_function(next: Next, log: &Log) -> Result {
    log.add("inner begins");
    let result = next.run().await;
    log.add(format!("inner ends {}", result.is_ok()));
    result
}

#[middleware(manual, priority = 10)]
async fn outer_function(next: Next, log: Log, event_name: Option<String>) -> Result {
    if next.handler() == "unlucky" {
        return Err(format!("{} is not called", next.handler()).into());
    }
    log.add(format!(
        "outer begins {event_name:?} {:?}",
        next.scope().guild_id
    ));
    next.run().await
}

/// As a library offers it.
struct Noting(Log, &'static str);

impl Middleware for Noting {
    async fn call(&self, next: Next) -> Result {
        self.0.add(self.1);
        next.run().await
    }
}

fn noting(name: &'static str) -> Noting {
    Noting(WRAPS.clone(), name)
}

static WRAPS: std::sync::LazyLock<Log> = std::sync::LazyLock::new(Log::default);

#[handler(manual, wrap = (noting("first"), noting("second")))]
async fn wrapped(message: MessageCreate, log: Log) -> Result {
    log.add("handler");
    if message.content == "fail" {
        return Err("as told".into());
    }
    Ok(())
}

#[handler(manual)]
async fn unlucky(_message: MessageCreate, log: Log) {
    log.add("never");
}

#[tokio::test(start_paused = true)]
async fn middleware_runs_from_the_outside_in_and_may_stop_a_call() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<inner_function>()
        .add_handler::<outer_function>()
        .add_handler::<event_name>()
        .add_handler::<wrapped>()
        .add_handler::<unlucky>()
        .add_middleware(Noting(log.clone(), "added"));
    let running = run(&dispatcher);
    send(&running, message(1, "fail"));
    running.drain(LONG).await;
    assert_eq!(
        log.take(),
        [
            "outer begins Some(\"MESSAGE_CREATE\") Some(Id(1))",
            "inner begins",
            "added",
            "handler",
            "inner ends false",
            "error as told",
            "error unlucky is not called",
        ]
    );
    assert_eq!(WRAPS.take(), ["first", "second"]);
}

#[on_start(manual, priority = 1)]
async fn first_start(log: &Log) {
    log.add("first start");
}

#[on_start(manual)]
async fn second_start(log: &Log, cx: Context) -> Result {
    log.add(format!("second start of {}", cx.group_name()));
    match cx.argument::<bool>("may_start") {
        Some(may) if !*may => Err("it may not".into()),
        _ => Ok(()),
    }
}

#[on_shutdown(manual)]
async fn shutdown(log: &Log) -> Result {
    log.add("shutdown");
    Err("too late".into())
}

#[on_error(manual)]
async fn tell(failure: &HandlerFailure, log: Log) {
    log.add(format!("told: {failure}"));
}

#[handler(manual)]
async fn slow(_message: MessageCreate, log: Log) {
    sleep(Duration::from_secs(5)).await;
    log.add("slow ended");
}

#[tokio::test(start_paused = true)]
async fn hooks_of_the_start_and_the_end_frame_everything_else() {
    let log = Log::default();
    let dispatcher = Dispatcher::default();
    dispatcher
        .without_registered_handlers()
        .add_argument("log", log.clone())
        .add_handler::<second_start>()
        .add_handler::<first_start>()
        .add_handler::<shutdown>()
        .add_handler::<slow>()
        .add_handler::<tell>();
    let running = run(&dispatcher);
    running.call_start_hooks().await.unwrap();
    send(&running, message(1, "a"));
    running.drain(LONG).await;
    let lines = log.take();
    assert_eq!(
        lines[..4],
        [
            "first start",
            "second start of test",
            "slow ended",
            "shutdown"
        ]
    );
    assert!(lines[4].starts_with("told: shutdown hook `"), "{lines:?}");
    assert!(lines[4].ends_with(") failed: too late"), "{lines:?}");
    assert_eq!(lines.len(), 5);

    dispatcher.add_argument("may_start", false);
    let failure = run(&dispatcher).call_start_hooks().await.unwrap_err();
    assert!(failure.to_string().contains("second_start"), "{failure}");
    assert!(
        failure.to_string().ends_with("failed: it may not"),
        "{failure}"
    );
}

#[task(manual, every = "10s")]
async fn tick(log: &Log, ticks: &AtomicUsize) -> Result {
    let tick = ticks.fetch_add(1, Ordering::Relaxed);
    log.add(format!("tick {tick}"));
    if tick == 1 {
        return Err("the second".into());
    }
    if tick == 3 {
        log.add("takes long");
        sleep(Duration::from_secs(1_000)).await;
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_task_runs_on_whatever_becomes_of_a_run_and_is_cut_short_at_the_end() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<tick>()
        .add_argument("ticks", AtomicUsize::new(0));
    let mut running = run(&dispatcher);
    sleep(Duration::from_mins(1)).await;
    assert!(log.take().is_empty(), "tasks wait for the bot to be ready");
    running.begin_tasks();
    sleep(Duration::from_secs(25)).await;
    assert_eq!(
        log.take(),
        ["tick 0", "tick 1", "error the second", "tick 2"]
    );
    sleep(Duration::from_secs(10)).await;
    assert_eq!(running.drain(Duration::from_secs(3)).await, 1);
    assert_eq!(log.take(), ["tick 3", "takes long"]);
    sleep(Duration::from_secs(2_000)).await;
    assert!(log.take().is_empty());
}

#[handler(manual, once)]
async fn only_once(message: &MessageCreate, log: &Log) {
    log.add(format!("once {}", message.content));
}

#[handler(manual, priority = 5)]
async fn zz_important(message: &MessageCreate, log: &Log) {
    log.add(format!("important {}", message.content));
}

#[handler(manual, filter = (filters::in_guild, filters::guilds([2])))]
async fn at_home(message: &MessageCreate, log: &Log) {
    log.add(format!("home {}", message.content));
}

#[handler(manual, filter = |_: &MessageCreate| panic!("in the filter"))]
async fn filtered_badly(_message: &MessageCreate, log: &Log) {
    log.add("never");
}

#[tokio::test(start_paused = true)]
async fn options_decide_which_events_a_handler_is_called_for() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher
        .add_handler::<only_once>()
        .add_handler::<at_home>()
        .add_handler::<zz_important>();
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    send(&running, message(2, "b"));
    running.drain(LONG).await;
    assert_eq!(
        log.take(),
        ["important a", "once a", "important b", "home b"]
    );

    dispatcher
        .except::<only_once>()
        .except::<at_home>()
        .add_handler::<filtered_badly>();
    let running = run(&dispatcher);
    send(&running, message(1, "a"));
    running.drain(LONG).await;
    // What a filter does is known before any handler is called.
    assert_eq!(log.take(), ["panic in the filter", "important a"]);
}

#[tokio::test(start_paused = true)]
async fn handlers_come_and_go() {
    let log = Log::default();
    let dispatcher = dispatcher(&log);
    dispatcher.add_handler::<zz_important>();
    let closure = log.clone();
    let handle = dispatcher.on(move |message: Arc<MessageCreate>, cx: Context| {
        let log = closure.clone();
        async move {
            log.add(format!("closure {} {:?}", message.content, cx.shard()));
            if message.content == "fail" {
                Err(BoxError::from("as told"))
            } else {
                Ok(())
            }
        }
    });
    let running = run(&dispatcher);
    send(&running, message(1, "fail"));
    tokio::task::yield_now().await;
    handle.remove();
    dispatcher.remove_handler::<zz_important>();
    send(&running, message(1, "b"));
    running.drain(LONG).await;
    assert_eq!(
        log.take(),
        ["important fail", "closure fail Some(0)", "error as told"]
    );
    assert!(
        dispatcher.describe().is_empty(),
        "{}",
        dispatcher.describe()
    );

    dispatcher
        .add_handler::<zz_important>()
        .add_handler::<at_home>();
    dispatcher.only::<zz_important>();
    let running = run(&dispatcher);
    send(&running, message(2, "c"));
    running.drain(LONG).await;
    assert_eq!(log.take(), ["important c"]);
}

#[handler(manual, waits(MessageDelete), ordered = user, concurrency = 3, timeout = "90s", group = "test")]
async fn described(_event: Arc<MessageCreate>, log: &Log, limit: Option<u32>) {
    log.add(format!("{limit:?}"));
}

#[test]
fn a_description_says_everything() {
    let dispatcher = Dispatcher::default();
    dispatcher
        .without_registered_handlers()
        .add_handler::<described>()
        .add_handler::<event_name>()
        .add_handler::<tick>();
    let text = dispatcher.describe().to_string();
    let without_lines: Vec<_> = text
        .lines()
        .map(|line| line.split(" (asyncord").next().unwrap_or(line))
        .collect();
    assert_eq!(
        without_lines,
        [
            "provider asyncord::dispatch::tests::functions::event_name",
            "  event: RawEvent (every event)",
            "task asyncord::dispatch::tests::functions::tick",
            "  takes: log: &Log, ticks: &AtomicUsize",
            "handler asyncord::dispatch::tests::functions::described",
            "  event: Arc<MessageCreate> (MESSAGE_CREATE)",
            "  takes: log: &Log, limit: Option<u32>",
            "  options: ordered = user, concurrency = 3, timeout = 90s, waits(MessageDelete)",
            "  intents: GUILD_MESSAGES, DIRECT_MESSAGES",
            "  intents if granted: MESSAGE_CONTENT",
            "  client group: test",
        ]
    );
}
